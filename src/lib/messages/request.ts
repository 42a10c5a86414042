import { plural, type Messages } from './message';

export const request = {
	title: { nl: 'Verzoek om gegevens', en: 'Personal data request' },
	link: { nl: 'Iemand vraagt wat u van hem of haar bewaart', en: 'Someone asks what data you keep about them' },
	lead: {
		nl: 'Iemand vraagt wat er over hem of haar bewaard is. Zoek op de naam die deze persoon zelf geeft.',
		en: 'Someone asks what data you keep about them. Search for the name that they give you.'
	},
	logged: {
		nl: 'Elke zoekopdracht staat met uw naam en de reden in het logboek. De gezochte naam staat er niet in.',
		en: 'Each search is recorded in the log with your name and the reason. The name you search for is not recorded.'
	},
	given: { nl: 'Accountnaam of schuilnaam', en: 'Account name or pseudonym' },
	givenHint: {
		nl: 'Bijvoorbeeld @naam of Reiger 12. Alleen de hele naam wordt gevonden.',
		en: 'For example @name or Heron 12. You need to enter the whole name.'
	},
	why: { nl: 'Reden', en: 'Reason' },
	whyHint: {
		nl: 'Bijvoorbeeld het nummer van het verzoek. Noem de persoon hier niet.',
		en: 'For example the number of the request. Do not name the person here.'
	},
	look: { nl: 'Zoek wat bewaard is', en: 'Search for kept data' },
	found: { nl: 'Wat bewaard is', en: 'What is kept' },
	none: { nl: 'Onder deze naam is niets bewaard.', en: 'No data are kept under this name.' },
	posts: {
		nl: plural('posts', { one: '{posts} bericht', other: '{posts} berichten' }),
		en: plural('posts', { one: '{posts} post', other: '{posts} posts' })
	},
	held: {
		nl: 'Dit incident staat vast. Verwijderen kan pas als de termijn weer loopt.',
		en: 'This incident is on legal hold. You can remove data once the hold ends.'
	},
	removeHint: {
		nl: 'De teksten, de adressen en de afzender gaan weg, ook uit gekozen citaten. Dit is niet ongedaan te maken.',
		en: 'The texts, the addresses and the sender are removed, also from selected quotes. You cannot undo this.'
	},
	remove: { nl: 'Verwijder wat gekozen is', en: 'Remove selected data' },
	removed: {
		nl: 'Verwijderd. Hieronder staat de brief voor deze persoon.',
		en: 'Removed. The letter for this person is below.'
	},
	removedPartly: {
		nl: 'Niet alles is verwijderd. De brief noemt wat weg is. Zoek opnieuw om de rest te verwijderen.',
		en: 'Not everything was removed. The letter lists what was removed. Search again to remove the rest.'
	},
	letter: {
		title: { nl: 'Brief', en: 'Letter' },
		read: {
			nl: 'Lees de brief na en vul aanhef en naam in. Stuur hem alleen aan wie het verzoek deed.',
			en: 'Check the letter and add a salutation and a name. Only send it to the person who asked.'
		},
		in: {
			nl: { nl: 'In het Nederlands', en: 'In Dutch' },
			en: { nl: 'In het Engels', en: 'In English' }
		},
		copy: { nl: 'Kopieer de brief', en: 'Copy letter' },
		opening: {
			nl: '{organisation}, {date}. U vroeg welke gegevens wij van u bewaren. Dit is ons antwoord.',
			en: '{organisation}, {date}. You asked what data we keep about you. This is our answer.'
		},
		none: {
			nl: 'Bij ‘{incident}’ bewaren wij niets onder de naam die u gaf.',
			en: 'For ‘{incident}’ we keep no data under the name that you gave.'
		},
		shown: { nl: 'Bij ‘{incident}’ bewaren wij dit van u:', en: 'For ‘{incident}’ we keep these data about you:' },
		removed: {
			nl: 'Bij ‘{incident}’ bewaarden wij dit van u. Het is nu verwijderd:',
			en: 'For ‘{incident}’ we kept these data about you. They have now been removed:'
		},
		sender: {
			nl: 'Als afzender op {platform}, bij ons bekend als {pseudonym}:',
			en: 'As a sender on {platform}, known to us as {pseudonym}:'
		},
		handle: { nl: 'accountnaam: {handle}', en: 'account name: {handle}' },
		name: { nl: 'naam: {name}', en: 'name: {name}' },
		followers: { nl: 'aantal volgers: {followers}', en: 'number of followers: {followers}' },
		posts: {
			nl: plural('posts', {
				one: plural('versions', {
					one: '{posts} bericht en {versions} eerdere versie',
					other: '{posts} bericht en {versions} eerdere versies'
				}),
				other: plural('versions', {
					one: '{posts} berichten en {versions} eerdere versie',
					other: '{posts} berichten en {versions} eerdere versies'
				})
			}),
			en: plural('posts', {
				one: plural('versions', {
					one: '{posts} post and {versions} earlier version',
					other: '{posts} post and {versions} earlier versions'
				}),
				other: plural('versions', {
					one: '{posts} posts and {versions} earlier version',
					other: '{posts} posts and {versions} earlier versions'
				})
			})
		},
		more: {
			nl: plural('count', { one: 'en nog {count} ouder bericht', other: 'en nog {count} oudere berichten' }),
			en: plural('count', { one: 'and {count} older post', other: 'and {count} older posts' })
		},
		quotes: {
			nl: plural('quotes', {
				0: 'geen citaten in ons logboek',
				one: '{quotes} citaat in ons logboek',
				other: '{quotes} citaten in ons logboek'
			}),
			en: plural('quotes', {
				0: 'no quotes in our log',
				one: '{quotes} quote in our log',
				other: '{quotes} quotes in our log'
			})
		},
		mentions: {
			nl: plural('count', {
				one: 'In {count} bericht van anderen staat uw accountnaam. Die maken wij onleesbaar als de bewaartermijn voorbij is.',
				other:
					'In {count} berichten van anderen staat uw accountnaam. Die maken wij onleesbaar als de bewaartermijn voorbij is.'
			}),
			en: plural('count', {
				one: 'Your account name appears in {count} post by others. We will mask it when the retention period ends.',
				other: 'Your account name appears in {count} posts by others. We will mask it when the retention period ends.'
			})
		},
		stays: {
			nl: 'Aantallen, besluiten en vrijgegeven rapporten bewaren wij wel. Daarin staat uw naam niet als afzender.',
			en: 'We do keep counts, decisions and released reports. They do not name you as a sender.'
		},
		released: {
			nl: 'Citaten in een vrijgegeven rapport blijven daarin staan.',
			en: 'Quotes in a released report are kept.'
		},
		until: {
			nl: 'Andere persoonsgegevens bij dit incident verwijderen wij op {date}.',
			en: 'We will remove other personal data in this incident on {date}.'
		},
		gone: {
			nl: 'Andere persoonsgegevens bij dit incident zijn al verwijderd.',
			en: 'Other personal data in this incident have already been removed.'
		},
		untilClosed: {
			nl: 'Andere persoonsgegevens verwijderen wij als het incident is gesloten en de bewaartermijn voorbij is.',
			en: 'We will remove other personal data when the incident is closed and the retention period ends.'
		},
		complain: {
			nl: 'Bent u het niet met ons eens? U kunt een klacht indienen bij de Autoriteit Persoonsgegevens.',
			en: 'If you do not agree, you can complain to the Dutch Data Protection Authority (Autoriteit Persoonsgegevens).'
		}
	}
} satisfies Messages;
