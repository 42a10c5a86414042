import { plural, type Messages } from './message';

export const handover = {
	reads: { nl: 'voorlezen kost twee minuten', en: 'takes two minutes to read aloud' },
	print: { nl: 'Druk af', en: 'Print' },
	first: { nl: 'Als eerste', en: 'First of all' },
	late: { nl: 'te laat', en: 'late' },
	course: { nl: 'Laatste half uur {now}, was {before}.', en: 'Last half hour {now}, was {before}.' },
	sections: {
		rumours: { nl: 'Geruchten, hoogste risico eerst', en: 'Rumours, highest risk first' },
		needs: { nl: 'Vragen zonder antwoord', en: 'Questions without an answer' },
		texts: { nl: 'Teksten die wachten', en: 'Texts that wait' },
		advice: { nl: 'Advies zonder besluit', en: 'Advice without a decision' },
		alerts: { nl: 'Meldingen', en: 'Alerts' },
		sources: { nl: 'Bronnen en wachtrij', en: 'Sources and queue' },
		calls: { nl: 'Noodkreten', en: 'Calls for help' }
	},
	none: {
		first: { nl: 'Er staat niets met een tijd.', en: 'Nothing here has a time.' },
		rumours: { nl: 'Geen geruchten.', en: 'No rumours.' },
		needs: { nl: 'Er staat geen vraag open.', en: 'No question is open.' },
		texts: { nl: 'Geen tekst wacht op akkoord of publicatie.', en: 'No text waits for approval or publication.' },
		advice: { nl: 'Geen advies wacht op een besluit.', en: 'No advice waits for a decision.' },
		sources: { nl: 'Geen bron is stil.', en: 'No source is silent.' },
		calls: { nl: 'Geen bekend.', en: 'None known.' },
		alerts: { nl: 'Er waren geen meldingen.', en: 'There were no alerts.' },
		agreements: { nl: 'Nog geen afspraken.', en: 'No agreements yet.' }
	},
	more: {
		first: {
			nl: plural('count', { one: 'nog {count} moment', other: 'nog {count} momenten' }),
			en: plural('count', { one: 'and {count} more moment', other: 'and {count} more moments' })
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
		verdict: { nl: 'Streeftijd uitkomst: ‘{about}’', en: 'Aim for a verdict: ‘{about}’' },
		text: { nl: 'Streeftijd tekst: ‘{about}’', en: 'Aim for a text: ‘{about}’' },
		inquiry: { nl: 'Antwoord van {body} over ‘{about}’', en: 'Answer from {body} about ‘{about}’' },
		effect: { nl: 'Kijk of de tekst werkt: ‘{about}’', en: 'See what the text did: ‘{about}’' },
		end: { nl: 'Het volgen stopt', en: 'Monitoring stops' },
		harm: { nl: 'Beoordeel de schade: ‘{about}’', en: 'Judge the harm: ‘{about}’' },
		replaced: { nl: 'Feit vervangen: ‘{about}’', en: 'Fact replaced: ‘{about}’' },
		reworded: { nl: 'Na te kijken, bewering anders gesteld: ‘{about}’', en: 'To be checked, claim reworded: ‘{about}’' }
	},
	dueNote: {
		effect: { nl: '{number} minuten na publicatie.', en: '{number} minutes after publication.' },
		end: { nl: 'Verleng het incident als dat te vroeg is.', en: 'Prolong the incident if that is too early.' },
		replaced: {
			nl: plural('number', {
				one: 'Hier rust nog {number} punt op. Kijk na en corrigeer.',
				other: 'Hier rusten nog {number} punten op. Kijk na en corrigeer.'
			}),
			en: plural('number', {
				one: '{number} thing still rests on it. Review and correct.',
				other: '{number} things still rest on it. Review and correct.'
			})
		},
		reworded: {
			nl: plural('number', {
				one: 'Hier rust {number} punt op. Kijk na of het nog past.',
				other: 'Hier rusten {number} punten op. Kijk na of het nog past.'
			}),
			en: plural('number', {
				one: '{number} thing rests on it. Check whether it still fits.',
				other: '{number} things rest on it. Check whether it still fits.'
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
					other: 'Calls for help: none pinned, {guesses} perhaps'
				}),
				other: 'Calls for help: {count} open'
			})
		},
		passedOn: {
			nl: '{count} doorgegeven aan de meldkamer, de laatste {when}.',
			en: '{count} passed on to the control room, the last {when}.'
		},
		takenBack: {
			nl: 'Doorgegeven aan de meldkamer {passed}, teruggenomen {when}.',
			en: 'Passed on to the control room {passed}, taken back {when}.'
		},
		open: { nl: 'Geef door, of zeg dat het er geen is.', en: 'Pass it on, or say that it is none.' },
		waits: { nl: 'wacht {duration}', en: 'waiting {duration}' },
		perhaps: { nl: 'misschien, wacht {duration}', en: 'perhaps, waiting {duration}' },
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
		false: { nl: 'Onjuist volgens {source}.', en: 'False, says {source}.' },
		true: { nl: 'Juist volgens {source}.', en: 'True, says {source}.' },
		partly: { nl: 'Deels juist volgens {source}.', en: 'Partly true, says {source}.' },
		unknowable: { nl: 'Niet vast te stellen volgens {source}.', en: 'Cannot be established, says {source}.' },
		verifying: { nl: 'Gevraagd aan {body} {when}.', en: 'Asked {body} {when}.' },
		open: { nl: 'Nog niet nagegaan.', en: 'Not checked yet.' },
		alone: { nl: 'Zonder tweede lezer.', en: 'Without a second reader.' },
		answered: { nl: 'Naar buiten {when}: {kind}.', en: 'Went out {when}: {kind}.' },
		replaced: {
			nl: 'Feit vervangen {when}, de uitkomst wordt nagekeken.',
			en: 'Fact replaced {when}, the verdict is under review.'
		},
		reworded: {
			nl: 'Bewering anders gesteld, de uitkomst wordt nagekeken.',
			en: 'Claim reworded, the verdict is being checked.'
		}
	},
	need: {
		waits: { nl: 'wacht {duration}', en: 'waits {duration}' },
		asked: { nl: '{posts} keer gevraagd, laatste half uur {now}.', en: 'Asked {posts} times, last half hour {now}.' },
		answering: { nl: '{name} maakt een antwoord.', en: '{name} is making an answer.' },
		nobody: { nl: 'Niemand beantwoordt dit.', en: 'Nobody answers this.' }
	},
	text: {
		submitted: { nl: 'Akkoord gevraagd {when}, aan {who}.', en: 'Approval asked {when}, from {who}.' },
		approved: { nl: 'Akkoord {when}, nog niet gepubliceerd.', en: 'Approved {when}, not published yet.' },
		duty: { nl: 'de woordvoerder', en: 'the spokesperson' },
		alone: {
			nl: 'Zonder tweede lezer gepubliceerd {when}, door {who}. Lees na.',
			en: 'Published without second reader {when}, by {who}. Review it.'
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
		failed: { nl: 'De bron geeft een fout.', en: 'The source gives an error.' },
		silent: { nl: 'Er komen geen berichten meer.', en: 'No posts come in any more.' },
		missed: {
			nl: 'Berichten uit deze tijd zijn niet meer op te halen.',
			en: 'Posts of this time are not to be had any more.'
		}
	},
	queue: {
		waiting: {
			nl: plural('count', { 0: 'Geen verhaal wacht', one: '{count} verhaal wacht', other: '{count} verhalen wachten' }),
			en: plural('count', { 0: 'No story waits', one: '{count} story waits', other: '{count} stories wait' })
		},
		oldest: { nl: 'Het oudste wacht {duration}.', en: 'The oldest waits {duration}.' }
	},
	agreements: {
		title: { nl: 'Afspraken', en: 'Agreements' },
		by: { nl: '{name}, {time}', en: '{name}, {time}' },
		add: { nl: 'Nieuwe afspraak', en: 'New agreement' },
		text: { nl: 'Wat is afgesproken?', en: 'What was agreed?' },
		hint: { nl: 'Eén zin. De volgende dienst houdt zich hieraan.', en: 'One sentence. The next shift keeps to it.' },
		end: { nl: 'Geldt niet meer', en: 'No longer holds' }
	},
	shift: {
		take: { nl: 'Ik neem het over', en: 'I take over' },
		now: { nl: 'Dienst sinds {time}: {name}.', en: 'Shift since {time}: {name}.' },
		before: { nl: 'Daarvoor: {name}, sinds {time}.', en: 'Before that: {name}, since {time}.' },
		none: { nl: 'Nog niemand heeft een dienst overgenomen.', en: 'Nobody has taken over a shift yet.' },
		yours: { nl: 'U hebt de dienst sinds {time}.', en: 'You have had the shift since {time}.' },
		sign: { nl: 'Neemt over:', en: 'Takes over:' }
	},
	link: { nl: 'Overdracht voor de volgende dienst', en: 'Handover for the next shift' }
} satisfies Messages;
