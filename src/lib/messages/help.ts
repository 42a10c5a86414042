import { plural, type Messages } from './message';

export const help = {
	title: { nl: 'Hulp', en: 'Help' },
	here: { nl: 'Hulp bij dit scherm', en: 'Help with this screen' },
	all: { nl: 'Alles op één pagina', en: 'Everything on one page' },
	allWhat: {
		nl: 'Bewaar of print deze pagina. Dan hebt u de hulp ook als er geen verbinding is.',
		en: 'Save or print this page, so that you have the help even without a connection.'
	},
	contents: { nl: 'Inhoud', en: 'Contents' },
	print: { nl: 'Print', en: 'Print' },
	toAll: { nl: 'Alle hulp', en: 'All help' },
	onPage: { nl: 'Op deze pagina', en: 'On this page' },
	search: {
		label: { nl: 'Zoek in de hulp', en: 'Search the help' },
		do: { nl: 'Zoek', en: 'Search' },
		found: {
			nl: plural('count', { 0: 'Niets gevonden', one: '{count} plek gevonden', other: '{count} plekken gevonden' }),
			en: plural('count', { 0: 'No results', one: '{count} result', other: '{count} results' })
		},
		none: {
			nl: 'Probeer één woord, of een ander woord voor hetzelfde.',
			en: 'Try a single word, or another word for the same thing.'
		}
	},
	cards: {
		title: { nl: 'Kaarten om te printen', en: 'Cards to print' },
		what: {
			nl: 'Eén bladzijde per rol, voor naast het toetsenbord.',
			en: 'One page per role, to keep beside the keyboard.'
		}
	},
	parts: {
		everybody: { nl: 'Voor iedereen', en: 'For everyone' },
		analyst: { nl: 'Voor de omgevingsanalist', en: 'For the environment analyst' },
		spokesperson: { nl: 'Voor de woordvoerder', en: 'For the spokesperson' },
		coordinator: { nl: 'Voor de coördinator', en: 'For the coordinator' },
		partner: { nl: 'Voor partners', en: 'For partners' },
		administrator: { nl: 'Voor de beheerder', en: 'For the administrator' },
		server: { nl: 'Voor wie de server beheert', en: 'For the person who runs the server' }
	}
} satisfies Messages;
