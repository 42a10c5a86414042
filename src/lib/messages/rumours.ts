import { plural, type Messages } from './message';

export const rumours = {
	filter: { nl: 'Welke geruchten?', en: 'Which rumours?' },
	filters: {
		all: { nl: 'alle', en: 'all' },
		late: { nl: 'te laat', en: 'late' },
		mine: { nl: 'van mij', en: 'mine' },
		nobody: { nl: 'van niemand', en: 'unassigned' },
		help: { nl: 'hulp nodig', en: 'help needed' },
		waiting: { nl: 'wacht op akkoord', en: 'waiting for approval' }
	},
	search: { nl: 'Zoek in geruchten', en: 'Search rumours' },
	steps: {
		signalled: { nl: 'Gesignaleerd', en: 'Spotted' },
		verifying: { nl: 'Wordt nagegaan', en: 'Being checked' },
		judged: { nl: 'Uitkomst, reactie', en: 'Verdict, response' },
		approval: { nl: 'Wacht op akkoord', en: 'Waiting for approval' },
		published: { nl: 'Gepubliceerd', en: 'Published' },
		closed: { nl: 'Volgen, gesloten', en: 'Watching, closed' }
	},
	nobody: { nl: 'niemand', en: 'nobody' },
	take: { nl: 'Pak op', en: 'Pick up' },
	verdictStays: { nl: 'De uitkomst blijft', en: 'Keep the verdict' },
	answerBefore: { nl: 'antwoord voor {time}', en: 'answer due by {time}' },
	noteAnswer: { nl: 'Noteer het antwoord', en: 'Record the answer' },
	answer: { nl: 'Wat zei {body}?', en: 'What did {body} say?' },
	question: { nl: 'Wat vraagt u precies?', en: 'What exactly are you asking?' },
	within: { nl: 'Tot wanneer wacht u?', en: 'How long do you want to wait?' },
	noDeadline: { nl: 'geen tijd afgesproken', en: 'no time agreed' },
	since: { nl: 'sinds {time}', en: 'since {time}' },
	aims: {
		nl: 'Bij een hoog risico: een uitkomst binnen {verdict} minuten en een tekst binnen {text} minuten.',
		en: 'At high risk: a verdict within {verdict} minutes and a text within {text} minutes.'
	},
	changeAims: { nl: 'Wijzig streeftijden', en: 'Change target times' },
	aimVerdict: { nl: 'Minuten tot een uitkomst', en: 'Minutes to a verdict' },
	aimText: { nl: 'Minuten tot een tekst', en: 'Minutes to a text' },
	aimAsked: { nl: 'Na hoeveel berichten is een vraag weer open?', en: 'After how many posts does a need reopen?' },
	noneShown: { nl: 'Geen gerucht past bij deze keuze.', en: 'No rumours match this choice.' },
	open: { nl: 'Open', en: 'Open' },
	move: { nl: 'Verplaats', en: 'Move' },
	aim: {
		verdict: { nl: 'met de uitkomst', en: 'with the verdict' },
		text: { nl: 'met de tekst', en: 'with the text' },
		harm: { nl: 'met de schade', en: 'with the harm assessment' }
	},
	before: {
		verdict: { nl: 'uitkomst voor {time}, nog {left}', en: 'verdict due by {time}, {left} left' },
		text: { nl: 'tekst voor {time}, nog {left}', en: 'text due by {time}, {left} left' }
	},
	factReplaced: { nl: 'feit vervangen {when}', en: 'fact replaced {when}' },
	phoned: {
		nl: '{count} keer gebeld',
		en: plural('count', { one: '{count} phone call', other: '{count} phone calls' })
	},
	pressed: {
		nl: '{count} keer gevraagd door de pers',
		en: plural('count', { one: 'asked once by the press', other: 'asked {count} times by the press' })
	},
	onlineOnly: { nl: 'alleen op internet', en: 'only online' },
	next: {
		correct: { nl: 'Maak een correctie voor {where}.', en: 'Write a correction for {where}.' },
		approveMine: { nl: 'Geef akkoord. De tekst wacht op u.', en: 'Approve the text. It is waiting for you.' },
		approveBy: { nl: 'De tekst wacht op akkoord van {who}.', en: 'The text is waiting for approval by {who}.' },
		approve: { nl: 'De tekst wacht op akkoord.', en: 'The text is waiting for approval.' },
		chase: {
			nl: 'Bel na: {body}. Antwoord was afgesproken voor {time}.',
			en: 'Call {body}. The answer was due by {time}.'
		},
		waitUntil: {
			nl: 'Wacht op antwoord van {body}, voor {time}.',
			en: 'Wait for the answer from {body}, due by {time}.'
		},
		wait: { nl: 'Wacht op antwoord van {body}.', en: 'Wait for the answer from {body}.' },
		lookAgain: {
			nl: 'Kijk dit na: een feit is vervangen of de bewering is anders gesteld.',
			en: 'Check again: a fact has been replaced or the claim has been reworded.'
		},
		rework: { nl: 'Pas de tekst aan. Die kwam terug.', en: 'Revise the text. It was returned.' },
		publish: { nl: 'Publiceer de tekst. Er is akkoord.', en: 'Publish the text. It has been approved.' },
		assess: { nl: 'Bepaal hoeveel schade dit kan doen.', en: 'Assess how much harm this can do.' },
		verify: { nl: 'Vraag dit na.', en: 'Ask whether this is true.' },
		judge: { nl: 'Leg de uitkomst vast.', en: 'Record the verdict.' },
		decide: { nl: 'Kies een aanpak.', en: 'Choose an approach.' },
		write: { nl: 'Schrijf een tekst.', en: 'Write a text.' },
		finish: { nl: 'Maak de tekst af.', en: 'Finish the text.' },
		passOn: { nl: 'Geef dit door.', en: 'Pass this on.' },
		effect: { nl: 'Volg het effect van de tekst.', en: 'Watch the effect of the text.' },
		watch: { nl: 'Volg het. Een antwoord kan dit groter maken.', en: 'Watch it. An answer can make it bigger.' },
		done: { nl: 'Klaar.', en: 'Done.' }
	},
	moving: {
		ask: { nl: 'Vraag dit gerucht na', en: 'Ask whether this rumour is true' },
		judge: { nl: 'Geef de uitkomst', en: 'Give the verdict' },
		approach: { nl: 'Pak dit gerucht weer op', en: 'Pick up this rumour again' },
		end: { nl: 'Volgen of sluiten?', en: 'Watch or close?' }
	},
	endHint: {
		nl: 'Volgen: u kijkt of het groeit. Sluiten: het speelt niet meer. Het blijft bewaard.',
		en: 'Watch: you check whether it grows. Close: it is over. It is not deleted.'
	},
	endWatch: { nl: 'Volg het', en: 'Watch' },
	variants: {
		title: { nl: 'Anders gezegd', en: 'Other wordings' },
		none: { nl: 'Mensen zeggen het nog niet op een andere manier.', en: 'People do not say it in any other way yet.' },
		add: { nl: 'Hoe zeggen mensen het nog meer?', en: 'How else do people say it?' },
		do: { nl: 'Voeg toe', en: 'Add' },
		remove: { nl: 'Haal weg: {variant}', en: 'Remove: {variant}' }
	},
	split: {
		open: { nl: 'Splits dit gerucht', en: 'Split this rumour' },
		hint: {
			nl: 'Zijn het toch twee beweringen? Maak er dan twee geruchten van.',
			en: 'Are these really two claims? Split them into two rumours.'
		},
		variants: { nl: 'Wat gaat mee, van wat mensen zeggen?', en: 'Which wordings move to the new rumour?' },
		stories: { nl: 'Welke verhalen gaan mee?', en: 'Which stories move to the new rumour?' },
		claim: { nl: 'De nieuwe bewering', en: 'The new claim' },
		do: { nl: 'Splits', en: 'Split' },
		nothing: { nl: 'Kies eerst wat meegaat.', en: 'First choose what to move.' }
	},
	more: { nl: 'Meer keuzes', en: 'More choices' },
	held: { nl: 'wachttekst {time}', en: 'holding statement {time}' },
	recent: { nl: 'in de laatste 10 minuten', en: 'in the last 10 minutes' },
	guide: {
		steps: { nl: 'Stappen', en: 'Steps' },
		step: {
			assess: { nl: 'Beoordelen', en: 'Assess the harm' },
			ask: { nl: 'Navragen', en: 'Check' },
			fact: { nl: 'Feit en uitkomst', en: 'Fact and verdict' },
			text: { nl: 'Tekst', en: 'Text' },
			effect: { nl: 'Effect', en: 'Effect' }
		},
		task: {
			ask: { nl: 'Vraag het na', en: 'Ask whether it is true' },
			noteAnswer: { nl: 'Wacht op antwoord', en: 'Wait for the answer' },
			makeFact: { nl: 'Maak hier een feit van', en: 'Turn this into a fact' },
			judge: { nl: 'Geef de uitkomst', en: 'Give the verdict' },
			write: { nl: 'Schrijf de tekst', en: 'Write the text' },
			finish: { nl: 'Maak de tekst af', en: 'Finish the text' },
			approval: { nl: 'De tekst wacht op akkoord', en: 'The text is waiting for approval' },
			publish: { nl: 'Publiceer de tekst', en: 'Publish the text' },
			correct: { nl: 'Maak de correctie', en: 'Write the correction' },
			none: { nl: 'Volg het', en: 'Watch' },
			effect: { nl: 'Volg het effect', en: 'Watch the effect' }
		},
		others: { nl: 'Een collega doet dit.', en: 'A colleague is doing this.' },
		answered: { nl: '{body} antwoordde {when}', en: '{body} answered {when}' },
		asked: { nl: '{body} gevraagd {when}, nog geen antwoord', en: '{body} asked {when}, no answer yet' },
		nobodyAsked: { nl: 'bij niemand nagevraagd', en: 'nobody has been asked' },
		askAnother: { nl: 'Vraag het ook bij een ander', en: 'Ask another organisation too' },
		askBody: { nl: 'Vraag het na bij {body}', en: 'Ask {body}' },
		otherFact: { nl: 'Kies een feit dat er al is', en: 'Choose an existing fact' },
		question: { nl: 'Mensen zeggen: ‘{claim}’. Klopt dit?', en: 'People say: ‘{claim}’. Is this true?' },
		answerHint: {
			nl: 'Schrijf op wat er is gezegd. Daarna maakt u er een feit van.',
			en: 'Write down what was said. Then turn it into a fact.'
		},
		factHint: {
			nl: 'Uit het antwoord overgenomen. Maak er een gewone zin van.',
			en: 'Copied from the answer. Turn it into a plain sentence.'
		},
		verdictHint: {
			nl: 'Dit is uw oordeel; wij vullen niets in. Kiest u niets, dan komt er alleen een feit bij.',
			en: 'This is your judgement, so nothing is filled in. If you choose nothing, only the fact is added.'
		},
		effect: {
			nl: 'wij meten 30, 60 en 120 minuten na de tekst',
			en: 'measured 30, 60 and 120 minutes after the text'
		},
		unjudged: { nl: 'nog niet beoordeeld: hoe erg is dit?', en: 'not assessed yet: how bad is this?' },
		change: { nl: 'Wijzig', en: 'Change' },
		look: { nl: 'Bekijk', en: 'View' },
		stances: { nl: 'Wat de berichten doen', en: 'Stance of the posts' },
		perTen: { nl: 'Berichten per 10 minuten', en: 'Posts per 10 minutes' },
		lastTen: {
			nl: '{last} in de laatste 10 minuten, {before} in de tien daarvoor.',
			en: '{last} in the last 10 minutes, {before} in the 10 minutes before that.'
		},
		onlyLastTen: { nl: '{last} in de laatste 10 minuten.', en: '{last} in the last 10 minutes.' },
		eachTen: { nl: 'Van oud naar nieuw: {counts}.', en: 'Oldest to newest: {counts}.' },
		otherRumours: { nl: 'Andere open geruchten', en: 'Other open rumours' }
	},
	draft: {
		read: { nl: 'U leest misschien: {claim}', en: 'You may read: {claim}' },
		hear: { nl: 'U hoort misschien: {claim}', en: 'You may hear: {claim}' },
		verdict: {
			false: { nl: 'Dat klopt niet.', en: 'That is not true.' },
			true: { nl: 'Dat klopt.', en: 'That is true.' },
			partly: { nl: 'Dat klopt voor een deel.', en: 'That is partly true.' },
			unknowable: {
				nl: 'Wij kunnen niet vaststellen of dat klopt.',
				en: 'We cannot establish whether that is true.'
			}
		},
		holding: {
			read: {
				nl: 'Er gaat rond: {claim} Wij zoeken uit of dat klopt. Zodra wij meer weten, leest u het hier.',
				en: 'People are saying: {claim} We are checking whether that is true. You will read it here once we know more.'
			},
			hear: {
				nl: 'U hoort misschien: {claim} Wij zoeken uit of dat klopt. Zodra wij meer weten, vertellen wij het.',
				en: 'You may hear: {claim} We are checking whether that is true. We will tell you once we know more.'
			}
		},
		source: { nl: 'Dit meldt {source}, {time}.', en: '{source} reports this, {time}.' }
	},
	reworded: {
		title: { nl: 'De bewering is anders gesteld', en: 'The claim has been reworded' },
		was: { nl: 'was', en: 'was' },
		now: { nl: 'is nu', en: 'is now' },
		mark: { nl: 'bewering anders gesteld: na te kijken', en: 'claim reworded: check again' },
		verdict: {
			nl: 'De uitkomst ‘{verdict}’ is gegeven op de oude bewering.',
			en: 'The verdict ‘{verdict}’ was given for the old claim.'
		},
		holds: { nl: 'Uitkomst klopt nog', en: 'Verdict is still correct' },
		texts: {
			nl: plural('count', { one: '{count} tekst na te kijken:', other: '{count} teksten na te kijken:' }),
			en: plural('count', { one: '{count} text to check:', other: '{count} texts to check:' })
		}
	}
} satisfies Messages;
