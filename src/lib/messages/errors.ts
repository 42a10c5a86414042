import type { Messages } from './message';

export const errors = {
	notStarted: {
		nl: 'Deze pagina werkt nog niet: een deel ervan kwam niet aan. Cijfers en lijsten kunnen ontbreken.',
		en: 'This page does not work yet: a part of it did not arrive. Figures and lists may be missing.'
	},
	absent: {
		title: { nl: 'Deze pagina is er niet', en: 'This page does not exist' },
		what: {
			nl: 'Het adres klopt niet, of de pagina is verplaatst.',
			en: 'The address is wrong, or the page has moved.'
		},
		kept: { nl: 'Uw werk is niet veranderd.', en: 'Your work has not changed.' },
		todo: { nl: 'Ga terug, of begin bij het overzicht.', en: 'Go back, or start at the overview.' }
	},
	forbidden: {
		title: { nl: 'U mag deze pagina niet zien', en: 'You do not have access to this page' },
		what: {
			nl: 'U bent aangemeld, maar uw rol geeft hier geen toegang toe.',
			en: 'You are signed in, but your role does not give access.'
		},
		kept: { nl: 'Uw werk is niet veranderd.', en: 'Your work has not changed.' },
		todo: { nl: 'Vraag de coördinator om toegang.', en: 'Ask the coordinator for access.' }
	},
	signedOut: {
		title: { nl: 'U bent niet meer aangemeld', en: 'You are no longer signed in' },
		what: { nl: 'Uw aanmelding is verlopen of ingetrokken.', en: 'Your session has expired or was revoked.' },
		kept: {
			nl: 'Wijzigingen die nog wachten, staan op dit apparaat.',
			en: 'Changes still waiting are kept on this device.'
		},
		todo: { nl: 'Meld u opnieuw aan. Daarna worden ze opgeslagen.', en: 'Sign in again. They will then be saved.' }
	},
	tooMany: {
		title: { nl: 'Even wachten', en: 'Wait a moment' },
		what: {
			nl: 'Van dit account of adres kwamen te veel verzoeken tegelijk.',
			en: 'Too many requests came from this account or address at once.'
		},
		kept: {
			nl: 'Dit laatste verzoek is niet uitgevoerd. Wat al was opgeslagen, blijft staan.',
			en: 'Your last request was not carried out. Everything already saved is kept.'
		},
		todo: { nl: 'Wacht een halve minuut en probeer het opnieuw.', en: 'Wait half a minute and try again.' }
	},
	busy: {
		title: { nl: 'Voelspriet is even niet bereikbaar', en: 'Voelspriet is temporarily unavailable' },
		what: { nl: 'De server antwoordt niet.', en: 'The server is not responding.' },
		kept: {
			nl: 'Wat als opgeslagen op het scherm stond, is opgeslagen. Wat nog wachtte, staat op dit apparaat.',
			en: 'Everything shown as saved is saved. Changes still waiting are kept on this device.'
		},
		todo: { nl: 'Probeer het over een minuut opnieuw.', en: 'Try again in a minute.' }
	},
	database: {
		title: { nl: 'De database is niet bereikbaar', en: 'The database cannot be reached' },
		what: { nl: 'Deze pagina kan nu niet worden getoond.', en: 'This page cannot be shown right now.' },
		kept: {
			nl: 'Wat als opgeslagen op het scherm stond, is opgeslagen. Wat nog wachtte, staat op dit apparaat.',
			en: 'Everything shown as saved is saved. Changes still waiting are kept on this device.'
		},
		todo: {
			nl: 'Probeer het over een minuut opnieuw. Blijft het zo? Waarschuw de beheerder.',
			en: 'Try again in a minute. If this continues, tell the administrator.'
		}
	},
	fault: {
		title: { nl: 'Er ging iets mis in Voelspriet', en: 'Something went wrong in Voelspriet' },
		what: { nl: 'Deze pagina kon niet worden getoond.', en: 'This page could not be shown.' },
		kept: {
			nl: 'Wat als opgeslagen op het scherm stond, is opgeslagen.',
			en: 'Everything shown as saved is saved.'
		},
		todo: {
			nl: 'Probeer het opnieuw. Blijft het misgaan? Geef de beheerder het nummer hieronder.',
			en: 'Try again. If this continues, give the administrator the number below.'
		}
	},
	number: { nl: 'Nummer: {id}', en: 'Reference number: {id}' },
	toStart: { nl: 'Naar het overzicht', en: 'Go to the overview' },
	signIn: { nl: 'Meld u aan', en: 'Sign in' }
} satisfies Messages;
