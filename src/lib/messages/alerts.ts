import { plural, type Messages } from './message';

export const alerts = {
	title: { nl: 'Wat opvalt', en: 'Alerts' },
	rules: { nl: 'Meldingen over wat opvalt', en: 'Alerts' },
	intro: {
		nl: 'U krijgt een melding boven de stroom, met de reden erbij. Er staat van elke regel hooguit één melding open.',
		en: 'An alert appears above the stream, with the reason. Each rule has at most one open alert.'
	},
	none: { nl: 'Er zijn nog geen regels voor meldingen.', en: 'There are no alert rules yet.' },
	about: { nl: 'Waarover wilt u een melding?', en: 'What should trigger an alert?' },
	kinds: {
		word: { nl: 'Een woord', en: 'A word' },
		peak: { nl: 'Een piek', en: 'A peak' },
		voice: { nl: 'Een account met bereik', en: 'An account with reach' }
	},
	phrase: {
		nl: 'Woord of zin. Een * telt als de rest van het woord.',
		en: 'Word or phrase. A * stands for the rest of the word.'
	},
	factor: { nl: 'Hoeveel keer zo veel berichten als normaal?', en: 'How many times the usual number of posts?' },
	followers: {
		nl: 'Vanaf hoeveel volgers? Media, organisaties en bestuurders tellen altijd.',
		en: 'Minimum number of followers? Media, organisations and office holders always count.'
	},
	add: { nl: 'Voeg de regel toe', en: 'Add the rule' },
	remove: { nl: 'Verwijder', en: 'Remove' },
	rule: {
		peak: {
			nl: 'In 10 minuten {factor} keer zo veel berichten als normaal',
			en: '{factor} times the usual number of posts in 10 minutes'
		},
		word: { nl: '‘{words}’ in een nieuw bericht', en: '‘{words}’ in a new post' },
		voice: {
			nl: 'Een medium, organisatie, bestuurder of account met minstens {followers} volgers',
			en: 'A media outlet, organisation, office holder or account with at least {followers} followers'
		}
	},
	reason: {
		peak: {
			nl: 'Piek: {posts} berichten in 10 minuten, normaal {usual}.',
			en: 'Peak: {posts} posts in 10 minutes, usually {usual}.'
		},
		word: {
			nl: plural('posts', {
				one: '‘{words}’ staat in {posts} nieuw bericht.',
				other: '‘{words}’ staat in {posts} nieuwe berichten.'
			}),
			en: plural('posts', { one: '‘{words}’ is in {posts} new post.', other: '‘{words}’ is in {posts} new posts.' })
		},
		voice: {
			nl: '{who} plaatste een bericht. Het aantal volgers weten wij niet.',
			en: '{who} posted. The number of followers is not known.'
		},
		voiceReach: {
			nl: '{who} met {followers} volgers plaatste een bericht.',
			en: '{who} with {followers} followers posted.'
		}
	},
	who: {
		private: { nl: 'Een account', en: 'An account' },
		unknown: { nl: 'Een onbekende afzender', en: 'An unknown sender' },
		organisation: { nl: 'Een organisatie', en: 'An organisation' },
		media: { nl: 'Een medium', en: 'A media outlet' },
		officeHolder: { nl: 'Een bestuurder', en: 'An office holder' }
	},
	show: { nl: 'Toon', en: 'Show' },
	see: { nl: 'Gezien', en: 'Seen' },
	more: {
		nl: plural('count', { one: 'Nog {count} melding', other: 'Nog {count} meldingen' }),
		en: plural('count', { one: '{count} more alert', other: '{count} more alerts' })
	}
} satisfies Messages;
