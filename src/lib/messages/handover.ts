import { plural, type Messages } from './message';

export const handover = {
	reads: { nl: 'voorlezen kost twee minuten', en: 'takes two minutes to read aloud' },
	print: { nl: 'Druk af', en: 'Print' },
	first: { nl: 'Als eerste', en: 'First' },
	late: { nl: 'te laat', en: 'late' },
	course: { nl: 'Laatste half uur {now}, was {before}.', en: 'Last half hour: {now}, was {before}.' },
	courseOnly: { nl: 'Laatste half uur {now}.', en: 'Last half hour: {now}.' },
	sections: {
		rumours: { nl: 'Geruchten, hoogste risico eerst', en: 'Rumours, highest risk first' },
		needs: { nl: 'Vragen zonder antwoord', en: 'Unanswered questions' },
		texts: { nl: 'Teksten die wachten', en: 'Texts waiting' },
		advice: { nl: 'Advies zonder besluit', en: 'Advice without a decision' },
		alerts: { nl: 'Meldingen', en: 'Alerts' },
		sources: { nl: 'Bronnen en wachtrij', en: 'Sources and queue' },
		calls: { nl: 'Noodkreten', en: 'Calls for help' }
	},
	none: {
		first: { nl: 'Er staat niets met een tijd.', en: 'Nothing is scheduled.' },
		rumours: { nl: 'Geen geruchten.', en: 'No rumours.' },
		needs: { nl: 'Er staat geen vraag open.', en: 'No questions are open.' },
		texts: {
			nl: 'Geen tekst wacht op akkoord of publicatie.',
			en: 'No texts are waiting for approval or publication.'
		},
		advice: { nl: 'Geen advies wacht op een besluit.', en: 'No advice is waiting for a decision.' },
		sources: { nl: 'Geen bron is stil.', en: 'No sources are silent.' },
		calls: { nl: 'Geen bekend.', en: 'None known.' },
		alerts: { nl: 'Er waren geen meldingen.', en: 'There were no alerts.' },
		agreements: { nl: 'Nog geen afspraken.', en: 'No agreements yet.' }
	},
	more: {
		first: {
			nl: plural('count', { one: 'nog {count} moment', other: 'nog {count} momenten' }),
			en: plural('count', { one: 'and {count} more item', other: 'and {count} more items' })
		},
		rumours: {
			nl: plural('count', { one: 'nog {count} gerucht', other: 'nog {count} geruchten' }),
			en: plural('count', { one: 'and {count} more rumour', other: 'and {count} more rumours' })
		},
		needs: {
			nl: plural('count', { one: 'nog {count} vraag', other: 'nog {count} vragen' }),
			en: plural('count', { one: 'and {count} more question', other: 'and {count} more questions' })
		},
		texts: {
			nl: plural('count', { one: 'nog {count} tekst', other: 'nog {count} teksten' }),
			en: plural('count', { one: 'and {count} more text', other: 'and {count} more texts' })
		},
		advice: {
			nl: plural('count', { one: 'nog {count} advies', other: 'nog {count} adviezen' }),
			en: plural('count', { one: 'and {count} more piece of advice', other: 'and {count} more pieces of advice' })
		},
		alerts: {
			nl: plural('count', { one: 'nog {count} melding', other: 'nog {count} meldingen' }),
			en: plural('count', { one: 'and {count} more alert', other: 'and {count} more alerts' })
		},
		sources: {
			nl: plural('count', { one: 'nog {count} bron zonder berichten', other: 'nog {count} bronnen zonder berichten' }),
			en: plural('count', {
				one: 'and {count} more source without posts',
				other: 'and {count} more sources without posts'
			})
		}
	},
	bodies: {
		police: { nl: 'de politie', en: 'the police' },
		fireService: { nl: 'de brandweer', en: 'the fire service' },
		municipality: { nl: 'de gemeente', en: 'the municipality' },
		healthService: { nl: 'de GGD', en: 'the GGD' },
		controlRoom: { nl: 'de meldkamer', en: 'the control room' },
		safetyRegion: { nl: 'de veiligheidsregio', en: 'the safety region' },
		waterCompany: { nl: 'het waterbedrijf', en: 'the water company' },
		waterBoard: { nl: 'het waterschap', en: 'the water board' }
	},
	alert: {
		unseen: { nl: 'nog niet gezien', en: 'not seen yet' },
		times: { nl: '{count} keer', en: '{count} times' }
	},
	due: {
		report: { nl: 'Rapport {number}', en: 'Report {number}' },
		verdict: { nl: 'Streeftijd uitkomst: ‘{about}’', en: 'Verdict due: ‘{about}’' },
		text: { nl: 'Streeftijd tekst: ‘{about}’', en: 'Text due: ‘{about}’' },
		inquiry: { nl: 'Antwoord van {body} over ‘{about}’', en: 'Answer from {body} about ‘{about}’' },
		effect: { nl: 'Kijk of de tekst werkt: ‘{about}’', en: 'Check whether the text works: ‘{about}’' },
		end: { nl: 'Het volgen stopt', en: 'Monitoring stops' },
		harm: { nl: 'Beoordeel de schade: ‘{about}’', en: 'Assess the harm: ‘{about}’' },
		replaced: { nl: 'Dit klopt niet meer: ‘{about}’', en: 'No longer correct: ‘{about}’' },
		reworded: { nl: 'Na te kijken, bewering anders gesteld: ‘{about}’', en: 'To check, claim reworded: ‘{about}’' }
	},
	dueNote: {
		effect: { nl: '{number} minuten na publicatie.', en: '{number} minutes after publication.' },
		end: { nl: 'Verleng het incident als dat te vroeg is.', en: 'Extend the incident if that is too early.' },
		replaced: {
			nl: plural('number', {
				one: 'Hier rust nog {number} punt op. Kijk na en corrigeer.',
				other: 'Hier rusten nog {number} punten op. Kijk na en corrigeer.'
			}),
			en: plural('number', {
				one: '{number} item is still based on it. Review and correct it.',
				other: '{number} items are still based on it. Review and correct them.'
			})
		},
		reworded: {
			nl: plural('number', {
				one: 'Hier rust {number} punt op. Kijk na of het nog past.',
				other: 'Hier rusten {number} punten op. Kijk na of het nog past.'
			}),
			en: plural('number', {
				one: '{number} item is based on it. Check whether it still fits.',
				other: '{number} items are based on it. Check whether they still fit.'
			})
		}
	},
	calls: {
		title: {
			nl: plural('count', {
				0: plural('guesses', { 0: 'Noodkreten: geen open', other: 'Noodkreten: geen vastgezet, {guesses} misschien' }),
				other: 'Noodkreten: {count} open'
			}),
			en: plural('count', {
				0: plural('guesses', {
					0: 'Calls for help: none open',
					other: 'Calls for help: none pinned, {guesses} possible'
				}),
				other: 'Calls for help: {count} open'
			})
		},
		passedOn: {
			nl: '{count} doorgegeven aan de meldkamer, de laatste {when}.',
			en: '{count} passed on to the control room, the last one {when}.'
		},
		takenBack: {
			nl: 'Doorgegeven aan de meldkamer {passed}, teruggenomen {when}.',
			en: 'Passed on to the control room {passed}, taken back {when}.'
		},
		open: { nl: 'Geef door, of zeg dat het er geen is.', en: 'Pass it on, or say that it is not a call for help.' },
		waits: { nl: 'wacht {duration}', en: 'waiting {duration}' },
		perhaps: { nl: 'misschien, wacht {duration}', en: 'possible, waiting {duration}' },
		guesses: {
			nl: plural('count', {
				one: '{count} bericht lijkt op een noodkreet',
				other: '{count} berichten lijken op een noodkreet'
			}),
			en: plural('count', {
				one: '{count} post looks like a call for help',
				other: '{count} posts look like a call for help'
			})
		}
	},
	rumour: {
		false: { nl: 'Onjuist volgens {source}.', en: 'False, according to {source}.' },
		true: { nl: 'Juist volgens {source}.', en: 'True, according to {source}.' },
		partly: { nl: 'Deels juist volgens {source}.', en: 'Partly true, according to {source}.' },
		unknowable: { nl: 'Niet vast te stellen volgens {source}.', en: 'Cannot be established, according to {source}.' },
		verifying: { nl: 'Gevraagd aan {body} {when}.', en: 'Asked {body} {when}.' },
		open: { nl: 'Nog niet nagegaan.', en: 'Not checked yet.' },
		alone: { nl: 'Zonder tweede lezer.', en: 'Without a second reader.' },
		answered: { nl: 'Naar buiten {when}: {kind}.', en: 'Published {when}: {kind}.' },
		replaced: {
			nl: 'Feit vervangen {when}, de uitkomst wordt nagekeken.',
			en: 'Fact replaced {when}, the verdict is under review.'
		},
		reworded: {
			nl: 'Bewering anders gesteld, de uitkomst wordt nagekeken.',
			en: 'Claim reworded, the verdict is under review.'
		}
	},
	need: {
		waits: { nl: 'wacht {duration}', en: 'waiting {duration}' },
		asked: {
			nl: '{posts} keer gevraagd, laatste half uur {now}.',
			en: plural('posts', {
				one: 'Asked {posts} time, {now} in the last half hour.',
				other: 'Asked {posts} times, {now} in the last half hour.'
			})
		},
		answering: { nl: '{name} maakt een antwoord.', en: '{name} is writing an answer.' },
		nobody: { nl: 'Niemand beantwoordt dit.', en: 'Nobody is answering this.' }
	},
	text: {
		submitted: { nl: 'Akkoord gevraagd {when}, aan {who}.', en: 'Approval requested {when}, from {who}.' },
		approved: { nl: 'Akkoord {when}, nog niet gepubliceerd.', en: 'Approved {when}, not published yet.' },
		duty: { nl: 'de woordvoerder', en: 'the spokesperson' },
		alone: {
			nl: 'Zonder tweede lezer gepubliceerd {when}, door {who}. Lees na.',
			en: 'Published without a second reader {when}, by {who}. Review it.'
		}
	},
	advice: {
		fresh: { nl: 'Nieuw.', en: 'New.' },
		since: { nl: 'Uit rapport {number}.', en: 'From report {number}.' },
		postponed: { nl: 'Uitgesteld {when}.', en: 'Postponed {when}.' }
	},
	source: {
		paused: { nl: 'Gepauzeerd door een mens.', en: 'Paused by a person.' },
		removed: { nl: 'Verwijderd.', en: 'Removed.' },
		failed: { nl: 'De bron geeft een fout.', en: 'The source reports an error.' },
		silent: { nl: 'Er komen geen berichten meer.', en: 'No posts are coming in any more.' },
		missed: {
			nl: 'Berichten uit deze tijd zijn niet meer op te halen.',
			en: 'Posts from this period can no longer be retrieved.'
		}
	},
	queue: {
		waiting: {
			nl: plural('count', { 0: 'Geen verhaal wacht', one: '{count} verhaal wacht', other: '{count} verhalen wachten' }),
			en: plural('count', {
				0: 'No stories are waiting',
				one: '{count} story is waiting',
				other: '{count} stories are waiting'
			})
		},
		oldest: { nl: 'Het oudste wacht {duration}.', en: 'The oldest has been waiting {duration}.' }
	},
	agreements: {
		title: { nl: 'Afspraken', en: 'Agreements' },
		by: { nl: '{name}, {time}', en: '{name}, {time}' },
		add: { nl: 'Nieuwe afspraak', en: 'New agreement' },
		text: { nl: 'Wat is afgesproken?', en: 'What was agreed?' },
		hint: { nl: 'Eén zin. De volgende dienst houdt zich hieraan.', en: 'One sentence. The next shift keeps to it.' },
		end: { nl: 'Geldt niet meer', en: 'No longer applies' }
	},
	shift: {
		take: { nl: 'Ik neem het over', en: 'Take over' },
		now: { nl: 'Dienst sinds {time}: {name}.', en: 'On duty since {time}: {name}.' },
		before: { nl: 'Daarvoor: {name}, sinds {time}.', en: 'Before that: {name}, since {time}.' },
		none: { nl: 'Nog niemand heeft een dienst overgenomen.', en: 'Nobody has taken over a shift yet.' },
		yours: { nl: 'U hebt de dienst sinds {time}.', en: 'You have been on duty since {time}.' },
		sign: { nl: 'Neemt over:', en: 'Taking over:' }
	},
	link: { nl: 'Overdracht voor de volgende dienst', en: 'Handover for the next shift' }
} satisfies Messages;
