import type { Messages } from './message';

export const outlets = {
	title: { nl: 'Eigen accounts', en: 'Own accounts' },
	lead: {
		nl: 'Op deze accounts kan Voelspriet zelf goedgekeurde teksten plaatsen. Een mens drukt altijd op de knop.',
		en: 'Voelspriet can post approved texts on these accounts. A person always presses the button.'
	},
	none: {
		nl: 'Er is nog geen account aangesloten. Publiceren kan altijd met de hand.',
		en: 'No account is connected yet. You can always post texts yourself.'
	},
	columns: {
		name: { nl: 'Account', en: 'Account' },
		network: { nl: 'Netwerk', en: 'Network' },
		since: { nl: 'Aangesloten', en: 'Connected' },
		do: { nl: 'Actie', en: 'Actions' }
	},
	connect: {
		title: { nl: 'Sluit een account aan', en: 'Connect an account' },
		server: { nl: 'Server', en: 'Server' },
		serverHint: {
			nl: 'Bijvoorbeeld social.overheid.nl, of bsky.social.',
			en: 'For example social.overheid.nl, or bsky.social.'
		},
		identifier: { nl: 'Accountnaam, alleen bij Bluesky', en: 'Account name, for Bluesky only' },
		identifierHint: { nl: 'Bijvoorbeeld gemeente.bsky.social.', en: 'For example gemeente.bsky.social.' },
		secret: { nl: 'Toegangssleutel of app-wachtwoord', en: 'Access token or app password' },
		secretHint: {
			nl: 'Maak er een bij het netwerk. Wij bewaren hem versleuteld en tonen hem nooit meer.',
			en: 'Create one on the network. We store it encrypted and never show it again.'
		},
		do: { nl: 'Sluit aan', en: 'Connect' }
	},
	connected: {
		nl: '{name} is aangesloten. Laad open incidenten opnieuw.',
		en: '{name} is connected. Reload open incidents.'
	},
	disconnect: { nl: 'Koppel los', en: 'Disconnect' },
	trouble: {
		server: {
			nl: 'Niet aangesloten: dit adres kan niet. Vul alleen de naam van de server in.',
			en: 'Not connected: this address is not valid. Enter only the name of the server.'
		},
		revoked: {
			nl: 'Niet aangesloten: de server laat ons met deze gegevens niet toe. Controleer ze.',
			en: 'Not connected: the server did not accept these details. Check them.'
		},
		unreachable: {
			nl: 'Niet aangesloten: de server geeft geen antwoord. Controleer de naam, of probeer het later.',
			en: 'Not connected: the server is not responding. Check the name, or try again later.'
		}
	}
} satisfies Messages;
