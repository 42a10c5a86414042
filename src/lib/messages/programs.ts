import { plural, type Messages } from './message';

export const programs = {
	title: { nl: 'Programma’s', en: 'Programs' },
	lead: {
		nl: 'Een ander programma kan berichten sturen of meelezen. Het krijgt daarvoor een sleutel. Beslissen kan het nooit.',
		en: 'Another program can send posts or read the incident. It needs a token for that. It can never make decisions.'
	},
	docs: { nl: 'Uitleg voor programmeurs', en: 'Documentation for developers' },
	caption: { nl: 'Sleutels van programma’s', en: 'Tokens of programs' },
	none: {
		nl: 'Er zijn nog geen sleutels. Maak er een voor het eerste programma.',
		en: 'There are no tokens yet. Make one for your first program.'
	},
	columns: {
		name: { nl: 'Programma', en: 'Program' },
		may: { nl: 'Mag', en: 'Can' },
		where: { nl: 'Waar', en: 'Where' },
		expires: { nl: 'Werkt tot', en: 'Valid until' },
		used: { nl: 'Laatst gebruikt', en: 'Last used' },
		do: { nl: 'Actie', en: 'Actions' }
	},
	scopes: {
		post: { nl: 'berichten sturen', en: 'send posts' },
		read: { nl: 'meelezen', en: 'read' }
	},
	scopeHints: {
		post: { nl: 'Naar bronnen die voor programma’s zijn.', en: 'To sources meant for programs.' },
		read: { nl: 'Alles wat een analist leest, ook berichten.', en: 'Everything an analyst can read, including posts.' }
	},
	everywhere: { nl: 'alle incidenten', en: 'all incidents' },
	never: { nl: 'nog nooit', en: 'never' },
	stopped: { nl: 'gestopt: wie hem maakte, is geschorst', en: 'stopped: the account that made it is suspended' },
	expired: { nl: 'verlopen', en: 'expired' },
	revoked: { nl: 'ingetrokken', en: 'revoked' },
	revoke: { nl: 'Trek in', en: 'Revoke' },
	revokedNow: {
		nl: 'De sleutel is ingetrokken. Het programma komt er nu niet meer in.',
		en: 'The token has been revoked. The program no longer has access.'
	},
	make: {
		title: { nl: 'Maak een sleutel', en: 'Make a token' },
		name: { nl: 'Voor welk programma?', en: 'For which program?' },
		may: { nl: 'Wat mag het programma?', en: 'What can the program do?' },
		where: { nl: 'In welk incident?', en: 'In which incident?' },
		lasts: { nl: 'Hoe lang werkt de sleutel?', en: 'How long is the token valid?' },
		days: {
			nl: plural('days', { one: '{days} dag', other: '{days} dagen' }),
			en: plural('days', { one: '{days} day', other: '{days} days' })
		},
		submit: { nl: 'Maak de sleutel', en: 'Make the token' },
		nameMissing: { nl: 'Vul een naam in van hoogstens 120 tekens.', en: 'Enter a name of at most 120 characters.' },
		scopeMissing: {
			nl: 'Kies minstens één ding dat het programma mag.',
			en: 'Choose at least one thing that the program can do.'
		}
	},
	made: {
		title: { nl: 'De sleutel voor {name}', en: 'The token for {name}' },
		what: {
			nl: 'U ziet deze sleutel alleen nu. Bewaar hem zoals een wachtwoord. Hij werkt tot {date}.',
			en: 'You will not see this token again. Keep it safe, like a password. It is valid until {date}.'
		},
		copy: { nl: 'Kopieer de sleutel', en: 'Copy token' },
		try: { nl: 'Zo probeert u hem:', en: 'Try it like this:' }
	}
} satisfies Messages;
