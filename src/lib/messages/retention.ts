import { plural, type Messages } from './message';

export const retention = {
	title: { nl: 'Bewaren', en: 'Retention' },
	lead: {
		nl: '{days} dagen na het sluiten haalt het programma persoonsgegevens uit alle berichten. Dat zijn afzenders, adressen, namen en nummers.',
		en: 'The program removes personal data from all posts {days} days after closing. This covers senders, addresses, names and numbers.'
	},
	gone: {
		nl: plural('count', {
			one: '{count} bericht is nu weg bij de bron. Daarvan gaat dan de hele tekst weg.',
			other: '{count} berichten zijn nu weg bij de bron. Daarvan gaat dan de hele tekst weg.'
		}),
		en: plural('count', {
			one: '{count} post has been deleted at the source. Its whole text will then be removed.',
			other: '{count} posts have been deleted at the source. Their whole text will then be removed.'
		})
	},
	until: { nl: 'Alles blijft staan tot {date}.', en: 'Everything is kept until {date}.' },
	over: { nl: 'De termijn was voorbij op {date}.', en: 'The retention period ended on {date}.' },
	forgotten: {
		nl: plural('count', {
			one: 'Op {date} is de tekst van {count} bericht verwijderd.',
			other: 'Op {date} is de tekst van {count} berichten verwijderd.'
		}),
		en: plural('count', {
			one: 'The text of {count} post was removed on {date}.',
			other: 'The text of {count} posts was removed on {date}.'
		})
	},
	held: {
		nl: 'Dit incident staat vast sinds {date}, door {name}: {why} Er wordt niets verwijderd.',
		en: 'This incident has been on legal hold since {date}, set by {name}: {why} Nothing is removed.'
	},
	holdHint: {
		nl: 'Bijvoorbeeld: een rechter of een klacht vraagt om de berichten.',
		en: 'For example: the posts are needed for a court case or a complaint.'
	},
	hold: { nl: 'Zet vast: verwijder niets', en: 'Set legal hold: remove nothing' },
	endHold: { nl: 'Laat de termijn weer lopen', en: 'End legal hold' },
	stays: {
		nl: 'Aantallen, besluiten en vrijgegeven rapporten blijven.',
		en: 'Counts, decisions and released reports are kept.'
	},
	limits: {
		nl: 'Het programma vindt niet elke naam. Een naam zonder hoofdletter of zonder aanspreking kan blijven staan.',
		en: 'The program does not find every name. A name without a capital or a title such as ‘Mr’ may remain.'
	},
	soon: {
		nl: 'Op {date} gaan persoonsgegevens uit de berichten. Zet het incident vast als iemand ze nog nodig heeft.',
		en: 'Personal data will be removed from the posts on {date}. Set a legal hold if anyone still needs them.'
	},
	soonIn: {
		nl: '{title}: op {date} gaan persoonsgegevens uit de berichten.',
		en: '{title}: personal data will be removed from the posts on {date}.'
	},
	soonLink: { nl: 'Bekijk of zet vast', en: 'View or set legal hold' },
	busy: {
		nl: 'Het programma haalt nu persoonsgegevens uit de berichten. Heropenen kan over een paar minuten.',
		en: 'The program is now removing personal data from the posts. You can reopen the incident in a few minutes.'
	},
	masked: {
		nl: plural('posts', {
			one: plural('authors', {
				one: 'Op {date} zijn persoonsgegevens uit {posts} bericht gehaald. De gegevens van {authors} afzender zijn verwijderd.',
				other:
					'Op {date} zijn persoonsgegevens uit {posts} bericht gehaald. De gegevens van {authors} afzenders zijn verwijderd.'
			}),
			other: plural('authors', {
				one: 'Op {date} zijn persoonsgegevens uit {posts} berichten gehaald. De gegevens van {authors} afzender zijn verwijderd.',
				other:
					'Op {date} zijn persoonsgegevens uit {posts} berichten gehaald. De gegevens van {authors} afzenders zijn verwijderd.'
			})
		}),
		en: plural('posts', {
			one: plural('authors', {
				one: 'On {date}, personal data were removed from {posts} post. The data of {authors} sender were removed.',
				other: 'On {date}, personal data were removed from {posts} post. The data of {authors} senders were removed.'
			}),
			other: plural('authors', {
				one: 'On {date}, personal data were removed from {posts} posts. The data of {authors} sender were removed.',
				other: 'On {date}, personal data were removed from {posts} posts. The data of {authors} senders were removed.'
			})
		})
	},
	stayAway: {
		nl: 'Namen en adressen van voor die dag komen niet terug, ook niet na heropenen.',
		en: 'Names and addresses from before that day do not come back, even if you reopen the incident.'
	},
	evidence: {
		nl: 'Persoonsgegevens zijn uit deze berichten gehaald.',
		en: 'Personal data were removed from these posts.'
	}
} satisfies Messages;
