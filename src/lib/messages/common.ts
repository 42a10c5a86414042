import { plural, type Messages } from './message';

export const common = {
	product: { nl: 'Voelspriet', en: 'Voelspriet' },
	close: { nl: 'Sluit', en: 'Close' },
	cancel: { nl: 'Annuleer', en: 'Cancel' },
	save: { nl: 'Sla op', en: 'Save' },
	undo: { nl: 'Maak ongedaan', en: 'Undo' },
	more: { nl: 'Meer', en: 'More' },
	tryAgain: { nl: 'Probeer opnieuw', en: 'Try again' },
	skip: { nl: 'Naar de inhoud', en: 'Skip to the content' },
	home: { nl: 'Voelspriet, alle incidenten', en: 'Voelspriet, all incidents' },
	sections: { nl: 'Onderdelen', en: 'Sections' },
	noMeasurement: { nl: 'geen meting', en: 'no measurement' },
	unknown: { nl: 'onbekend', en: 'unknown' },
	optional: { nl: 'mag leeg blijven', en: 'optional' },
	table: { nl: 'Tabel', en: 'Table' },
	atWork: { nl: 'Nu aan het werk:', en: 'Working now:' },
	percentDone: { nl: '{percent} klaar', en: '{percent} done' },
	yesterday: { nl: 'gisteren om {time}', en: 'yesterday at {time}' },
	yesterdayDay: { nl: 'gisteren', en: 'yesterday' },
	dayAndTime: { nl: '{day} om {time}', en: '{day} at {time}' },
	atTime: { nl: 'om {time}', en: 'at {time}' },
	onDayAtTime: { nl: 'op {day} om {time}', en: 'on {day} at {time}' },
	/** A period, after "het drukst was": steps of a chart. */
	during: {
		times: { nl: 'het van {from} tot {to}', en: 'from {from} to {to}' },
		dayTimes: { nl: 'het op {day} van {from} tot {to}', en: 'on {day} from {from} to {to}' },
		day: { nl: '{day}', en: 'on {day}' },
		days: { nl: 'van {from} tot en met {to}', en: 'from {from} to {to}' }
	},
	per: {
		day: { nl: 'dag', en: 'day' },
		weeks: {
			nl: plural('weeks', { 1: 'week', other: '{weeks} weken' }),
			en: plural('weeks', { 1: 'week', other: '{weeks} weeks' })
		}
	},
	ago: { nl: '{duration} geleden', en: '{duration} ago' },
	ahead: { nl: 'over {duration}', en: 'in {duration}' },
	duration: {
		short: { nl: 'minder dan 1 min', en: 'less than 1 min' },
		minutes: { nl: '{minutes} min', en: '{minutes} min' },
		hours: { nl: '{hours} uur', en: '{hours} h' },
		hoursMinutes: { nl: '{hours} uur {minutes} min', en: '{hours} h {minutes} min' },
		days: {
			nl: plural('days', { one: '{days} dag', other: '{days} dagen' }),
			en: plural('days', { one: '{days} day', other: '{days} days' })
		}
	},
	saveState: {
		saved: { nl: 'Alles opgeslagen', en: 'All saved' },
		page: {
			nl: 'Wat u hier deed, is opgeslagen. Eerder werk in deze browser is niet te lezen.',
			en: 'What you did here is saved. Earlier work in this browser cannot be read.'
		},
		savedAt: { nl: 'Alles opgeslagen ({time})', en: 'All saved ({time})' },
		waiting: {
			nl: plural('count', { one: '{count} wacht op opslaan', other: '{count} wachten op opslaan' }),
			en: '{count} waiting to be saved'
		},
		refused: { nl: '{count} niet opgeslagen', en: '{count} not saved' },
		offline: {
			nl: plural('count', {
				0: 'Geen verbinding.',
				one: 'Geen verbinding. {count} wijziging wacht op dit apparaat.',
				other: 'Geen verbinding. {count} wijzigingen wachten op dit apparaat.'
			}),
			en: plural('count', {
				0: 'No connection.',
				one: 'No connection. {count} change is waiting on this device.',
				other: 'No connection. {count} changes are waiting on this device.'
			})
		},
		offlineSince: {
			nl: plural('count', {
				0: '<b>Geen verbinding sinds {since}.</b> U kunt doorwerken.',
				one: '<b>Geen verbinding sinds {since}.</b> U kunt doorwerken. {count} wijziging wacht.',
				other: '<b>Geen verbinding sinds {since}.</b> U kunt doorwerken. {count} wijzigingen wachten.'
			}),
			en: plural('count', {
				0: '<b>No connection since {since}.</b> You can keep working.',
				one: '<b>No connection since {since}.</b> You can keep working. {count} change is waiting.',
				other: '<b>No connection since {since}.</b> You can keep working. {count} changes are waiting.'
			})
		},
		typed: {
			nl: plural('count', {
				one: '{count} tekst getypt, nog niet bewaard',
				other: '{count} teksten getypt, nog niet bewaard'
			}),
			en: plural('count', { one: '{count} text typed, not saved yet', other: '{count} texts typed, not saved yet' })
		}
	},
	notices: { nl: 'Meldingen', en: 'Messages' },
	copied: { nl: 'Gekopieerd', en: 'Copied' },
	copy: { nl: 'Kopieer', en: 'Copy' },
	copyYourself: {
		nl: 'Kopiëren lukt hier niet vanzelf. Kopieer deze tekst zelf.',
		en: 'Automatic copying does not work here. Copy this text yourself.'
	},
	starting: {
		nl: 'Voelspriet start. Deze pagina opent zo vanzelf.',
		en: 'Voelspriet is starting. This page will open in a moment.'
	},
	moreHere: { nl: 'Meer: {name}', en: 'More: {name}' },
	back: { nl: 'Terug', en: 'Back' }
} satisfies Messages;
