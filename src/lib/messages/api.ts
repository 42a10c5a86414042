import type { Messages } from './message';

export const api = {
	title: { nl: 'Voor programmeurs', en: 'For developers' },
	lead: {
		nl: 'Uw programma kan berichten naar een incident sturen. Het kan ook lezen wat een analist leest.',
		en: 'Your program can send posts to an incident. It can also read what an analyst reads.'
	},
	token: {
		nl: 'Uw programma toont een sleutel. Een beheerder of coördinator maakt die.',
		en: 'Your program sends a token. An administrator or coordinator makes it.'
	},
	language: {
		nl: 'De beschrijving is in het Engels, net als de namen in de API.',
		en: 'The description is in English, as are the names in the API.'
	},
	version: { nl: 'versie {version}', en: 'version {version}' },
	example: { nl: 'Zo stuurt u een bericht', en: 'How to send a post' },
	contents: { nl: 'Op deze pagina', en: 'On this page' },
	groups: {
		posts: { nl: 'Berichten sturen', en: 'Send posts' },
		stories: { nl: 'Verhalen lezen', en: 'Read stories' },
		incident: { nl: 'Het incident lezen', en: 'Read the incident' },
		report: { nl: 'Het rapport lezen', en: 'Read the report' },
		imports: { nl: 'Bestanden', en: 'Files' },
		decisions: { nl: 'Besluiten van mensen', en: 'Decisions of people' },
		description: { nl: 'Deze beschrijving', en: 'This description' }
	},
	who: {
		token: { nl: 'Met een sleutel die berichten mag sturen.', en: 'With a token that can send posts.' },
		both: {
			nl: 'Met een sleutel die mag meelezen, of voor wie is aangemeld.',
			en: 'With a token that can read, or when signed in.'
		},
		session: { nl: 'Alleen voor mensen die zijn aangemeld.', en: 'Only for people who are signed in.' },
		everybody: { nl: 'Voor iedereen.', en: 'For everyone.' }
	},
	parameters: { nl: 'Wat in het adres staat', en: 'Parameters in the address' },
	body: { nl: 'U stuurt:', en: 'You send:' },
	answers: { nl: 'U krijgt:', en: 'You get:' },
	shapes: { nl: 'Vormen', en: 'Schemas' },
	fields: { nl: 'Velden', en: 'Fields' },
	oneOf: { nl: 'Een van deze vormen:', en: 'One of these schemas:' },
	free: { nl: 'Vrij van vorm.', en: 'Any form.' },
	columns: {
		name: { nl: 'Naam', en: 'Name' },
		type: { nl: 'Soort', en: 'Type' },
		must: { nl: 'Nodig', en: 'Required' },
		says: { nl: 'Uitleg', en: 'Description' }
	},
	must: { nl: 'ja', en: 'yes' },
	may: { nl: 'nee', en: 'no' },
	problems: { nl: 'Problemen', en: 'Errors' },
	problemsWhat: {
		nl: 'Wat niet lukt, krijgt een antwoord met een code en een uitleg.',
		en: 'A failed request gets a response with a code and an explanation.'
	}
} satisfies Messages;
