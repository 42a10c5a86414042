import { plural, type Messages } from './message';

export const needs = {
	week: {
		nl: 'deze week {now} keer gevraagd, de week ervoor {before} keer',
		en: 'asked {now} times this week, {before} times the week before'
	},
	weekOnly: { nl: 'deze week {now} keer gevraagd', en: 'asked {now} times this week' },
	asker: { nl: 'Wie vraagt het?', en: 'Who is asking?' },
	askers: {
		everybody: { nl: 'Iedereen {count}', en: 'Everybody {count}' },
		phone: { nl: 'Telefoon {count}', en: 'Phone {count}' },
		press: { nl: 'Pers {count}', en: 'Press {count}' },
		online: { nl: 'Online {count}', en: 'Online {count}' }
	},
	noneShown: { nl: 'Hier is nog niets gevraagd.', en: 'Nothing has been asked here yet.' },
	parts: {
		open: { nl: 'Niemand beantwoordt dit', en: 'Nobody is answering this' },
		askedAgain: { nl: 'Wordt weer gevraagd', en: 'Asked again' },
		answering: { nl: 'Antwoord in de maak', en: 'Answer in progress' },
		answered: { nl: 'Beantwoord', en: 'Answered' }
	},
	waits: { nl: 'Wacht', en: 'Waiting' },
	answered: { nl: 'Antwoord {when}: {where}.', en: 'Answered {when}: {where}.' },
	since: {
		nl: 'Sindsdien nog {count} keer gevraagd.',
		en: plural('count', { one: 'Asked once since then.', other: 'Asked {count} times since then.' })
	},
	record: { nl: 'Leg vast wat al gezegd is', en: 'Record what has already been said' },
	again: {
		nl: 'Is een vraag na het antwoord vaker dan {count} keer gesteld? Dan is de vraag weer open.',
		en: 'A question reopens when it is asked more than {count} times after its answer.'
	},
	changeAgain: { nl: 'Wijzig dit', en: 'Change this' },
	caption: {
		nl: 'Vragen van inwoners en pers. Wat niemand beantwoordt, staat bovenaan.',
		en: 'Questions from residents and the press. Unanswered questions come first.'
	},
	columns: {
		need: { nl: 'Vraag', en: 'Question' },
		asked: { nl: 'gevraagd', en: 'asked' },
		authors: { nl: 'afzenders', en: 'senders' },
		ofWhich: { nl: 'waarvan', en: 'of which' },
		online: { nl: 'online', en: 'online' },
		phone: { nl: 'telefoon', en: 'phone' },
		press: { nl: 'pers', en: 'press' },
		waits: { nl: 'wacht', en: 'waiting' }
	},
	row: {
		few: { nl: 'weinig berichten', en: 'few posts' },
		press: {
			nl: 'De pers wil antwoord vóór {time}, nog {left}.',
			en: 'The press wants an answer by {time}, {left} left.'
		},
		pressLate: {
			nl: 'De pers wilde antwoord vóór {time}, {late} te laat.',
			en: 'The press wanted an answer by {time}, {late} late.'
		},
		writes: { nl: '{who} schrijft, {since}.', en: '{who} is writing, {since}.' },
		approval: { nl: 'Wacht op akkoord van {who}, {since}.', en: 'Waiting for approval by {who}, {since}.' },
		approvalAny: {
			nl: 'Wacht op akkoord van een woordvoerder, {since}.',
			en: 'Waiting for approval by a spokesperson, {since}.'
		},
		returns: { nl: 'Komt terug {when}.', en: 'Comes back {when}.' },
		returned: {
			nl: 'Weer open sinds {time}: nu is er meer bekend.',
			en: 'Open again since {time}: more is known now.'
		},
		unchecked: {
			nl: 'Het antwoord is nog niet nagekeken. Niemand zegt het al.',
			en: 'The answer has not been checked yet. Nobody is using it yet.'
		}
	},
	answer: { nl: 'Beantwoord hier', en: 'Answer here' },
	improve: { nl: 'Verbeter het antwoord', en: 'Improve the answer' },
	bars: {
		phone: {
			nl: plural('count', { one: 'Telefoon: {count} vraag', other: 'Telefoon: {count} vragen' }),
			en: plural('count', { one: 'Phone: {count} question', other: 'Phone: {count} questions' })
		},
		press: {
			nl: plural('count', { one: 'Pers: {count} vraag', other: 'Pers: {count} vragen' }),
			en: plural('count', { one: 'Press: {count} question', other: 'Press: {count} questions' })
		},
		rest: { nl: 'overig', en: 'other' }
	},
	doubles: {
		title: { nl: 'Dubbele vragen', en: 'Duplicate questions' },
		maybe: { nl: 'Misschien dezelfde vraag', en: 'Possibly the same question' },
		quoted: { nl: '‘{text}’ en', en: '‘{text}’ and' },
		times: {
			nl: '‘{text}’ {count} keer',
			en: plural('count', { one: '‘{text}’ once', other: '‘{text}’ {count} times' })
		},
		mergeTo: { nl: 'Voeg samen tot {count}', en: 'Merge into {count}' },
		merge: { nl: 'Voeg samen', en: 'Merge' },
		apart: { nl: 'Niet dezelfde', en: 'Not the same' }
	},
	reply: {
		label: { nl: 'Antwoord op: {need}', en: 'Answer to: {need}' },
		channels: {
			website: { nl: 'Website en liveblog', en: 'Website and live blog' },
			phone: { nl: 'Telefoon (KCC)', en: 'Phone desk' },
			x: { nl: 'X', en: 'X' },
			mastodon: { nl: 'Mastodon', en: 'Mastodon' },
			bluesky: { nl: 'Bluesky', en: 'Bluesky' },
			facebook: { nl: 'Facebook', en: 'Facebook' },
			press: { nl: 'Pers', en: 'Press' }
		},
		read: {
			nl: plural('words', {
				one: plural('tips', {
					0: '{words} woord, goed te lezen',
					one: '{words} woord, {tips} punt kan eenvoudiger',
					other: '{words} woord, {tips} punten kunnen eenvoudiger'
				}),
				other: plural('tips', {
					0: '{words} woorden, goed te lezen',
					one: '{words} woorden, {tips} punt kan eenvoudiger',
					other: '{words} woorden, {tips} punten kunnen eenvoudiger'
				})
			}),
			en: plural('words', {
				one: plural('tips', {
					0: '{words} word',
					one: '{words} word, {tips} point can be simpler',
					other: '{words} word, {tips} points can be simpler'
				}),
				other: plural('tips', {
					0: '{words} words',
					one: '{words} words, {tips} point can be simpler',
					other: '{words} words, {tips} points can be simpler'
				})
			})
		},
		say: {
			nl: plural('seconds', {
				one: 'om voor te lezen: {seconds} seconde',
				other: 'om voor te lezen: {seconds} seconden'
			}),
			en: plural('seconds', { one: '{seconds} second to read aloud', other: '{seconds} seconds to read aloud' })
		},
		limit: { nl: '{length} van {limit} tekens', en: '{length} of {limit} characters' },
		fact: { nl: 'Feit waar dit op rust', en: 'Fact this is based on' },
		factIs: { nl: '{text} ({source})', en: '{text} ({source})' },
		unknownIs: { nl: 'Nog niet bekend: {text}', en: 'Not known yet: {text}' },
		unknown: { nl: 'Dit is nog niet bekend …', en: 'This is not known yet …' },
		newFact: { nl: 'Leg een nieuw feit vast …', en: 'Record a new fact …' },
		whatUnknown: { nl: 'Wat is nog niet bekend?', en: 'What is not known yet?' },
		approver: { nl: 'Wie geeft akkoord', en: 'Who approves' },
		present: { nl: 'is er nu, krijgt een bericht', en: 'here now, will be notified' },
		notified: { nl: 'krijgt een bericht', en: 'will be notified' },
		returns: { nl: 'Terug op dit bord', en: 'Back on this board' },
		never: { nl: 'Niet', en: 'Never' },
		returnsWhy: { nl: '‘nog niet bekend’ vraagt altijd een tijd', en: '‘not known yet’ always needs a time' },
		press: { nl: 'De pers wil antwoord vóór', en: 'The press wants an answer by' },
		noPress: { nl: 'Geen tijd genoemd', en: 'No time given' },
		ask: {
			nl: plural('count', {
				0: 'Vraag akkoord',
				one: 'Vraag akkoord voor {count} tekst',
				other: 'Vraag akkoord voor {count} teksten'
			}),
			en: plural('count', {
				0: 'Ask for approval',
				one: 'Ask for approval of {count} text',
				other: 'Ask for approval of {count} texts'
			})
		},
		save: { nl: 'Bewaar als concept', en: 'Save as draft' },
		saved: { nl: 'Concept van u, opgeslagen om {time}', en: 'Your draft, saved at {time}' },
		isSaved: { nl: 'Concept opgeslagen', en: 'Draft saved' },
		posts: {
			nl: plural('count', { one: 'Toon {count} bericht', other: 'Toon de {count} berichten' }),
			en: plural('count', { one: 'Show {count} post', other: 'Show the {count} posts' })
		},
		noText: { nl: 'Schrijf eerst een tekst, en vink het kanaal aan.', en: 'First write a text and tick the channel.' },
		noFact: {
			nl: 'Kies eerst het feit waar dit op rust. ‘Nog niet bekend’ mag ook.',
			en: 'First choose the fact this is based on. ‘Not known yet’ is also allowed.'
		},
		noSource: { nl: 'Noem eerst de bron van het feit.', en: 'First enter the source of the fact.' },
		noReturn: {
			nl: 'Kies eerst wanneer deze vraag terugkomt: het antwoord is nog niet bekend.',
			en: 'First choose when this question comes back, because the answer is not known yet.'
		}
	}
} satisfies Messages;
