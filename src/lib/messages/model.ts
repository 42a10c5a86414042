import { plural, type Messages } from './message';

export const model = {
	translate: { nl: 'Vertaal', en: 'Translate' },
	translation: {
		nl: 'Vertaald door een machine ({model}), namen en nummers weggelaten',
		en: 'Machine translation ({model}), with names and numbers left out'
	},
	draft: { nl: 'Eerste opzet', en: 'First draft' },
	busy: { nl: 'Het taalmodel is bezig…', en: 'The language model is working…' },
	madeBy: { nl: 'Gemaakt door een machine', en: 'Machine-generated' },
	check: {
		nl: 'Model: {model}. Nog door niemand gelezen. Controleer elke zin bij het verhaal.',
		en: 'Model: {model}. Nobody has read this yet. Check every sentence against its story.'
	},
	restsOn: { nl: 'verhaal {number}', en: 'story {number}' },
	dropped: {
		nl: plural('count', {
			one: '{count} zin zonder verhaal is weggelaten.',
			other: '{count} zinnen zonder verhaal zijn weggelaten.'
		}),
		en: plural('count', {
			one: '{count} sentence without a story was left out.',
			other: '{count} sentences without a story were left out.'
		})
	},
	take: { nl: 'Neem over en bewerk', en: 'Use and edit' },
	discard: { nl: 'Gooi weg', en: 'Discard' },
	problems: {
		away: {
			nl: 'Het taalmodel is niet bereikbaar. Al het andere werkt gewoon.',
			en: 'The language model cannot be reached. Everything else works.'
		},
		slow: {
			nl: 'Het taalmodel antwoordde niet op tijd. Probeer het later opnieuw.',
			en: 'The language model did not answer in time. Try again later.'
		},
		busy: {
			nl: 'Het taalmodel heeft het te druk. Probeer het zo opnieuw.',
			en: 'The language model is too busy. Try again in a moment.'
		},
		unusable: {
			nl: 'Het taalmodel gaf niets bruikbaars. Er is niets gewijzigd.',
			en: 'The language model returned nothing usable. Nothing was changed.'
		},
		nothing: {
			nl: 'Er is nog geen verhaal bekeken om uit te schrijven.',
			en: 'There is nothing to write from: no stories have been looked at yet.'
		}
	},
	leaves: {
		title: { nl: 'Wat het programma verlaat', en: 'Data that leaves the program' },
		none: {
			nl: 'Er is geen taalmodel ingesteld. Er gaat geen tekst naar een taalmodel.',
			en: 'No language model is set up, so no text goes to one.'
		},
		where: {
			nl: 'Er is een taalmodel ingesteld: {name}, op {origin}.',
			en: 'A language model is set up: {name}, at {origin}.'
		},
		when: {
			nl: 'Het krijgt alleen iets als iemand op ‘Vertaal’ of ‘Eerste opzet’ drukt.',
			en: 'It receives data only when somebody presses ‘Translate’ or ‘First draft’.'
		},
		what: {
			nl: 'Bij ‘Vertaal’ is dat één bericht. Bij ‘Eerste opzet’ zijn het hooguit {stories} bekeken verhalen met hun bevindingen.',
			en: 'For ‘Translate’, that is one post. For ‘First draft’, it is at most {stories} stories that were looked at, with their findings.'
		},
		masked: {
			nl: 'Accounts, e-mailadressen, telefoonnummers, rekeningnummers, kentekens, huisnummers en de naam van de afzender gaan er eerst uit.',
			en: 'We first remove accounts, email addresses, phone numbers, bank accounts, number plates, house numbers and the sender’s name.'
		},
		rest: {
			nl: 'Andere namen in een tekst kunnen blijven staan. Kies dus een model dat uw organisatie vertrouwt.',
			en: 'Other names in a text may remain, so choose a model that your organisation trusts.'
		},
		logged: {
			nl: 'Het logboek van het incident vermeldt wie vroeg, waarover, en welk model antwoordde.',
			en: 'The incident log records who asked, about what, and which model answered.'
		}
	}
} satisfies Messages;
