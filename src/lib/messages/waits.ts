import { plural, type Messages } from './message';

export const waits = {
	name: { nl: 'Wacht op u', en: 'Waiting for you' },
	others: { nl: 'Wacht op een ander', en: 'Waiting for others' },
	none: { nl: 'Er wacht nu niets op u.', en: 'Nothing is waiting for you now.' },
	toStream: { nl: 'Naar de stroom', en: 'Go to the stream' },
	as: { nl: 'u bent {roles}', en: 'you are {roles}' },
	fresh: {
		nl: plural('count', { one: 'Toon {count} nieuw punt', other: 'Toon {count} nieuwe punten' }),
		en: plural('count', { one: 'Show {count} new item', other: 'Show {count} new items' })
	},
	done: { nl: 'afgedaan', en: 'done' },
	all: { nl: 'Bekijk alles wat op u wacht', en: 'See everything waiting for you' },
	wrong: { nl: 'al {duration} onjuist', en: 'wrong for {duration}' },
	before: { nl: 'vóór {time}', en: 'by {time}' },
	guesses: {
		nl: plural('count', { one: 'nog {count} lijkt op een noodkreet', other: 'nog {count} lijken op een noodkreet' }),
		en: plural('count', { one: '{count} more looks like one', other: '{count} more look like one' })
	},
	inReport: { nl: 'in rapport {number}', en: 'in report {number}' },
	kind: {
		call: { nl: 'noodkreet, nog niet doorgegeven', en: 'call for help, not passed on yet' },
		maybeCall: { nl: 'lijkt op een noodkreet', en: 'looks like a call for help' },
		look: { nl: 'wachtrij', en: 'queue' },
		approve: { nl: 'akkoord geven', en: 'approve' },
		correct: { nl: 'corrigeren', en: 'correct' },
		review: { nl: 'nalezen', en: 'review' },
		rework: { nl: 'aanpassen', en: 'revise' },
		publish: { nl: 'publiceren', en: 'publish' },
		late: { nl: 'te laat', en: 'late' },
		assess: { nl: 'beoordelen', en: 'assess' },
		askedAgain: { nl: 'wordt weer gevraagd', en: 'asked again' },
		recheck: { nl: 'nakijken', en: 'check' },
		advice: { nl: 'besluit vastleggen', en: 'record the decision' },
		report: { nl: 'rapport', en: 'report' },
		answer: { nl: 'antwoord', en: 'answer' },
		signal: { nl: 'meldingen van partners', en: 'messages from partners' },
		reply: { nl: 'antwoord overnemen', en: 'accept an answer' },
		check: { nl: 'antwoord nakijken', en: 'check the answer' }
	},
	title: {
		call: {
			nl: plural('count', { one: '{count} noodkreet wacht', other: '{count} noodkreten wachten' }),
			en: plural('count', { one: '{count} call for help is waiting', other: '{count} calls for help are waiting' })
		},
		maybeCall: {
			nl: plural('count', {
				one: '{count} verhaal lijkt op een noodkreet',
				other: '{count} verhalen lijken op een noodkreet'
			}),
			en: plural('count', {
				one: '{count} story looks like a call for help',
				other: '{count} stories look like a call for help'
			})
		},
		look: {
			nl: plural('count', {
				one: '{count} verhaal is nog niet bekeken',
				other: '{count} verhalen zijn nog niet bekeken'
			}),
			en: plural('count', {
				one: '{count} story has not been looked at',
				other: '{count} stories have not been looked at'
			})
		},
		noVerdict: { nl: '‘{about}’ heeft nog geen uitkomst', en: '‘{about}’ has no verdict yet' },
		noText: { nl: 'Over ‘{about}’ staat nog geen tekst', en: 'There is no text about ‘{about}’ yet' },
		noAnswer: { nl: '{body} gaf nog geen antwoord over ‘{about}’', en: '{body} has not answered yet about ‘{about}’' },
		press: { nl: 'De pers wacht: ‘{about}’', en: 'The press is waiting: ‘{about}’' },
		quoted: { nl: '‘{about}’', en: '‘{about}’' },
		outdated: { nl: 'Dit klopt niet meer: ‘{about}’', en: 'No longer correct: ‘{about}’' },
		report: { nl: 'Rapport {number}', en: 'Report {number}' },
		answer: { nl: 'Antwoord van {body}', en: 'Answer from {body}' },
		signal: {
			nl: plural('count', { one: '{count} melding van een partner', other: '{count} meldingen van partners' }),
			en: plural('count', { one: '{count} message from a partner', other: '{count} messages from partners' })
		},
		reply: { nl: '{body} antwoordde over ‘{about}’', en: '{body} answered about ‘{about}’' }
	},
	why: {
		called: {
			nl: 'Geef door aan de meldkamer, of leg vast dat het geen noodkreet is.',
			en: 'Pass it on to the control room, or record that it is not a call for help.'
		},
		maybeCalled: {
			nl: 'Het programma vermoedt dit. Kijk of iemand hulp nodig heeft.',
			en: 'The program suspects this. Check whether somebody needs help.'
		},
		unseen: {
			nl: 'Label wat ertoe doet. Leg de rest weg.',
			en: 'Label what matters. Put the rest aside.'
		},
		newText: { nl: 'Een nieuwe tekst voor {where}.', en: 'A new text for {where}.' },
		changedText: {
			nl: 'De tekst is anders dan versie {number}, die u las.',
			en: 'The text has changed since version {number}, which you read.'
		},
		factReplaced: {
			nl: 'Het feit is vervangen {since}. Het oude staat nog op {where}.',
			en: 'The fact was replaced {since}. The old one is still on {where}.'
		},
		textWrong: {
			nl: 'De tekst klopt niet meer en staat nog op {where}.',
			en: 'The text is no longer correct and is still on {where}.'
		},
		correctionBegun: {
			nl: '{who} begon met de correctie. Het oude staat nog op {where}.',
			en: '{who} started the correction. The old text is still on {where}.'
		},
		published: {
			nl: '{who} plaatste dit {since} alleen. Niemand las mee.',
			en: '{who} published this alone {since}. Nobody else has read it.'
		},
		returned: { nl: '{who} stuurde versie {number} terug: ‘{why}’', en: '{who} returned version {number}: ‘{why}’' },
		approved: { nl: 'Er is akkoord voor {where}.', en: 'Approved for {where}.' },
		answered: { nl: '{body} gaf antwoord. Maak er een feit van.', en: '{body} answered. Turn the answer into a fact.' },
		asked: {
			nl: 'Het is gevraagd aan {body}. Er is nog geen antwoord.',
			en: '{body} was asked. There is no answer yet.'
		},
		nobodyAsked: { nl: 'Nog niemand is gevraagd of dit klopt.', en: 'Nobody has been asked yet whether this is true.' },
		noText: { nl: 'De streeftijd is voorbij.', en: 'The target time has passed.' },
		noAnswer: {
			nl: 'Het antwoord was afgesproken vóór {time}. Bel na.',
			en: 'The answer was due by {time}. Call them.'
		},
		press: { nl: 'De pers wilde antwoord vóór {time}.', en: 'The press wanted an answer by {time}.' },
		unjudged: { nl: 'Niemand heeft gezegd hoe erg dit is.', en: 'Nobody has assessed yet how bad this is.' },
		again: { nl: 'Mensen vragen dit weer, na ons antwoord.', en: 'People are asking this again after our answer.' },
		restsOn: {
			nl: plural('count', {
				one: '{count} ding rust nog op dit oude feit.',
				other: '{count} dingen rusten nog op dit oude feit.'
			}),
			en: plural('count', {
				one: '{count} item is still based on this old fact.',
				other: '{count} items are still based on this old fact.'
			})
		},
		undecided: { nl: 'Er is nog geen besluit vastgelegd.', en: 'No decision has been recorded yet.' },
		reportDue: { nl: 'Het moet {when} klaar zijn.', en: 'It is due {when}.' },
		signalled: { nl: 'Nog niemand heeft dit gelezen.', en: 'Nobody has read this yet.' },
		replied: {
			nl: 'Het antwoord telt pas als iemand het overneemt.',
			en: 'The answer only counts once somebody accepts it.'
		},
		noted: {
			nl: '{who} noteerde een antwoord voor bellers. Niemand anders zag het.',
			en: '{who} noted an answer for callers. Nobody else has seen it.'
		}
	},
	action: {
		call: { nl: 'Open de noodkreten', en: 'View the calls for help' },
		maybeCall: { nl: 'Kijk ernaar', en: 'View them' },
		look: { nl: 'Naar de wachtrij', en: 'Go to the queue' },
		approve: { nl: 'Lees en beslis', en: 'Read and decide' },
		correct: { nl: 'Maak de correctie', en: 'Write the correction' },
		review: { nl: 'Lees na', en: 'Review' },
		rework: { nl: 'Pas de tekst aan', en: 'Revise the text' },
		publish: { nl: 'Publiceer', en: 'Publish' },
		late: { nl: 'Naar het gerucht', en: 'Go to the rumour' },
		lateNeed: { nl: 'Beantwoord de vraag', en: 'Answer the question' },
		assess: { nl: 'Beoordeel', en: 'Assess' },
		askedAgain: { nl: 'Naar de vraag', en: 'Go to the question' },
		recheck: { nl: 'Kijk na', en: 'Check' },
		advice: { nl: 'Leg het besluit vast', en: 'Record the decision' },
		report: { nl: 'Vul aan', en: 'Complete the report' },
		signal: { nl: 'Lees de meldingen', en: 'Read the messages' },
		reply: { nl: 'Neem het antwoord over', en: 'Accept the answer' },
		check: { nl: 'Kijk het antwoord na', en: 'Check the answer' }
	},
	text: {
		sheet: { nl: 'wacht {duration}', en: 'waiting {duration}' },
		unread: { nl: 'Zonder tweede lezer', en: 'Without second reader' },
		title: { nl: 'Wat op akkoord wacht', en: 'Waiting for approval' },
		none: { nl: 'Er wacht geen tekst op akkoord.', en: 'No texts are waiting for approval.' },
		late: { nl: '{minutes} min te laat', en: '{minutes} min late' },
		asked: { nl: 'Een tekst wacht op uw akkoord.', en: 'A text is waiting for your approval.' }
	}
} satisfies Messages;
