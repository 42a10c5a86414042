import type { Messages } from './message';

/** What became of a form whose sender got no answer. */
export const sent = {
	what: {
		approve: { nl: 'Uw akkoord', en: 'Your approval' },
		release: { nl: 'De vrijgave van het rapport', en: 'The release of the report' },
		other: { nl: 'Wat u verstuurde', en: 'What you sent' }
	},
	stored: { nl: '{what} is opgeslagen.', en: '{what} has been saved.' },
	absent: {
		approve: { nl: 'Uw akkoord is niet gegeven.', en: 'Your approval was not given.' },
		release: { nl: 'Het rapport is niet vrijgegeven.', en: 'The report was not released.' },
		other: { nl: 'Wat u verstuurde, is niet opgeslagen.', en: 'What you sent has not been saved.' }
	},
	wasSignedOut: { nl: 'U was niet meer aangemeld.', en: 'You were no longer signed in.' },
	again: { nl: 'Kijk hieronder en doe het opnieuw.', en: 'Look below and do it again.' },
	unknown: {
		nl: 'Er kwam geen antwoord. Kijk hieronder of het is gelukt.',
		en: 'There was no answer. Look below to see whether it was done.'
	},
	signIn: {
		nl: 'U was niet meer aangemeld. Na het aanmelden ziet u wat er is opgeslagen.',
		en: 'You were no longer signed in. After signing in you will see what was saved.'
	},
	lost: {
		title: { nl: 'Er kwam geen antwoord', en: 'There was no answer' },
		maybe: {
			nl: '{what} kan zijn aangekomen. Dat weten wij nog niet.',
			en: '{what} may have arrived. We do not know yet.'
		},
		look: {
			nl: 'Wij kijken het na zodra er verbinding is. U hoeft niets opnieuw te sturen.',
			en: 'We will check as soon as there is a connection. You need not send anything again.'
		},
		now: { nl: 'Kijk nu', en: 'Check now' }
	}
} satisfies Messages;
