import { plural, type Messages } from './message';

export const computers = {
	returned: {
		nl: 'Welke bron heeft u hiervoor? Ik kan haar niet snel vinden.',
		en: 'What is your source for this? I cannot find it quickly.'
	},
	word: { nl: 'KIJK MEE', en: 'WATCH' },
	region: { nl: 'Meekijken', en: 'Watching along' },
	begins: {
		nl: 'Uw computercollega’s gaan zitten. Zij beginnen zo.',
		en: 'Your computer colleagues are taking their seats. They start in a moment.'
	},
	presses: { nl: 'drukt op', en: 'presses' },
	pause: { nl: 'Pauze', en: 'Pause' },
	goOn: { nl: 'Ga door', en: 'Go on' },
	takeOver: { nl: 'Neem het over', en: 'Take over' },
	length: {
		nl: plural('minutes', {
			0: plural('seconds', { one: '{seconds} seconde van {of} minuten', other: '{seconds} seconden van {of} minuten' }),
			one: plural('seconds', {
				one: '1 minuut {seconds} seconde van {of} minuten',
				other: '1 minuut {seconds} seconden van {of} minuten'
			}),
			other: plural('seconds', {
				one: '{minutes} minuten {seconds} seconde van {of} minuten',
				other: '{minutes} minuten {seconds} seconden van {of} minuten'
			})
		}),
		en: plural('minutes', {
			0: plural('seconds', { one: '{seconds} second of {of} minutes', other: '{seconds} seconds of {of} minutes' }),
			one: plural('seconds', {
				one: '1 minute {seconds} second of {of} minutes',
				other: '1 minute {seconds} seconds of {of} minutes'
			}),
			other: plural('seconds', {
				one: '{minutes} minutes {seconds} second of {of} minutes',
				other: '{minutes} minutes {seconds} seconds of {of} minutes'
			})
		})
	},
	scenes: {
		stream: { nl: 'Stroom', en: 'Stream' },
		rumour: { nl: 'Gerucht', en: 'Rumour' },
		rebuttal: { nl: 'Weerlegging', en: 'Rebuttal' },
		answer: { nl: 'Antwoord', en: 'Answer' },
		report: { nl: 'Rapport', en: 'Report' },
		yours: { nl: 'Daarna u', en: 'Then you' }
	},
	acts: {
		pinned: {
			nl: 'Iemand is in gevaar. Dit bericht blijft bovenaan staan.',
			en: 'Somebody is in danger. This post stays at the top.'
		},
		passedOn: { nl: 'De meldkamer weet het nu ook.', en: 'The control room now knows too.' },
		need: { nl: 'Mensen vragen: ‘{about}’', en: 'People are asking: “{about}”' },
		rumour: { nl: 'Dit verhaal gaat over het gerucht ‘{about}’.', en: 'This story is about the rumour “{about}”.' },
		behaviour: { nl: 'Dit gaat over wat mensen doen: ‘{about}’.', en: 'This is about what people do: “{about}”.' },
		meaning: {
			nl: 'Dit zegt wat de crisis met mensen doet: ‘{about}’.',
			en: 'This shows what the crisis does to people: “{about}”.'
		},
		emotion: { nl: 'De toon is {about}.', en: 'The tone is {about}.' },
		looked: {
			nl: 'Dit verhaal is bekeken. De volgende komt.',
			en: 'This story has been looked at. Here comes the next one.'
		},
		notRelevant: { nl: 'Dit gaat niet over dit incident.', en: 'This is not about this incident.' },
		harm: {
			nl: 'Schat de schade van het gerucht in. Nu is te zien hoeveel haast er is.',
			en: 'Assesses the harm of the rumour. Now everybody can see how urgent it is.'
		},
		inquiry: { nl: 'Vraagt het na bij {about}.', en: 'Asks {about} whether it is true.' },
		fact: { nl: 'Legt het antwoord vast: {about}', en: 'Records the answer: {about}' },
		verdict: {
			nl: 'Geeft een uitkomst over ‘{about}’. Die rust op een feit met een bron.',
			en: 'Gives a verdict on “{about}”, based on a fact with a source.'
		},
		draft: { nl: 'Schrijft een tekst over ‘{about}’.', en: 'Writes a text about “{about}”.' },
		submitted: {
			nl: 'Vraagt de woordvoerder om akkoord: elke tekst gaat langs twee mensen.',
			en: 'Asks the spokesperson for approval: two people check every text.'
		},
		approved: { nl: 'Leest elk woord en geeft akkoord.', en: 'Reads every word and approves.' },
		published: {
			nl: 'Zet de tekst op de website. In een oefening gaat er niets echt naar buiten.',
			en: 'Puts the text on the website. In an exercise, nothing is really published.'
		},
		reportText: {
			nl: 'Vult het rapport aan: de samenvatting en één advies.',
			en: 'Completes the report: the summary and one piece of advice.'
		},
		released: {
			nl: 'Geeft het rapport vrij. Partners kunnen het meteen lezen.',
			en: 'Releases the report. Partners can read it straight away.'
		},
		yours: { nl: 'Nu u. Neem het over: er wacht nog genoeg.', en: 'Your turn. Take over: plenty is still waiting.' }
	}
} satisfies Messages;
