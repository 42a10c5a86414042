import { plural, type Messages } from './message';

export const outage = {
	silent: {
		nl: 'Bron {name} is stil sinds {time}. Normaal zijn het er {normal} per minuut.',
		en: 'Source {name} has been silent since {time}. Normally there are {normal} posts per minute.'
	},
	failed: {
		nl: 'Bron {name} geeft fouten sinds {time}. Er komt niets binnen.',
		en: 'Source {name} has had errors since {time}. No posts are coming in.'
	},
	missed: { nl: 'Bron {name} mist berichten sinds {time}.', en: 'Source {name} has been missing posts since {time}.' },
	several: {
		nl: plural('count', {
			one: '{count} bron geeft nu geen berichten: {names}.',
			other: '{count} bronnen geven nu geen berichten: {names}.'
		}),
		en: plural('count', {
			one: '{count} source is not delivering posts: {names}.',
			other: '{count} sources are not delivering posts: {names}.'
		})
	},
	open: { nl: 'Bekijk de bronnen', en: 'View the sources' },
	seen: { nl: 'Gezien', en: 'Seen' }
} satisfies Messages;
