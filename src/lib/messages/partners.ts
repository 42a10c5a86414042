import { plural, type Messages } from './message';

export const partners = {
	links: { nl: 'Deellinks', en: 'Share links' },
	signals: {
		title: { nl: 'Meldingen van partners', en: 'Messages from partners' },
		none: {
			nl: 'Er zijn nog geen meldingen. Partners melden iets met een deellink die dat toelaat.',
			en: 'There are no messages yet. Partners can send messages through a share link that allows it.'
		},
		intro: {
			nl: 'Kies ‘Gelezen’. De partner ziet dan dat, en hoe laat.',
			en: 'Choose ‘Read’. The partner then sees that you read it, and when.'
		},
		markRead: { nl: 'Gelezen', en: 'Read' },
		readBy: { nl: 'gelezen {time}, {who}', en: 'read {time}, {who}' },
		waits: { nl: 'wacht {duration}', en: 'waiting {duration}' },
		noWords: { nl: 'De tekst is er niet meer.', en: 'The text is no longer available.' },
		read: {
			nl: plural('count', { one: '{count} gelezen melding', other: '{count} gelezen meldingen' }),
			en: plural('count', { one: '{count} message read', other: '{count} messages read' })
		},
		allRead: { nl: 'Alle meldingen zijn gelezen.', en: 'All messages have been read.' }
	},
	questions: {
		title: { nl: 'Vragen aan partners', en: 'Questions to partners' },
		none: {
			nl: 'U hebt nog geen vraag met een antwoordlink gesteld. Dat doet u bij een gerucht, onder ‘Nagaan’.',
			en: 'You have not asked any questions with an answer link yet. You can do this for a rumour, under ‘Checking’.'
		},
		asked: { nl: 'gevraagd {time}', en: 'asked {time}' },
		state: {
			asked: { nl: 'wacht op antwoord', en: 'waiting for an answer' },
			replied: { nl: 'antwoord wacht op u', en: 'answer is waiting for you' },
			taken: { nl: 'overgenomen', en: 'accepted' },
			settled: { nl: 'anders beantwoord', en: 'answered another way' },
			ended: { nl: 'link werkt niet meer', en: 'link no longer works' }
		},
		reply: { nl: '{body} antwoordde {when}', en: '{body} answered {when}' },
		replyFrom: { nl: '{body} ({from}) antwoordde {when}', en: '{body} ({from}) answered {when}' },
		notYet: {
			nl: 'Dit is nog geen feit. Neem het over als het klopt met uw vraag.',
			en: 'This is not a fact yet. Accept it if it answers your question.'
		},
		takeOver: { nl: 'Neem het antwoord over', en: 'Accept the answer' },
		takenBy: { nl: 'overgenomen {time}, {who}', en: 'accepted {time}, {who}' },
		close: { nl: 'Sluit de link', en: 'Close the link' },
		closeTitle: { nl: 'De antwoordlink voor {body} sluiten?', en: 'Close the answer link for {body}?' },
		closeText: {
			nl: 'De partner kan dan niet meer antwoorden. Een antwoord dat wacht, wordt niet overgenomen.',
			en: 'The partner can then no longer answer. A waiting answer will not be accepted.'
		},
		until: { nl: 'link werkt tot {time}', en: 'link valid until {time}' },
		byLink: { nl: 'Laat antwoorden met een link', en: 'Let them answer through a link' },
		byLinkHint: {
			nl: 'De partner antwoordt zonder account. U kijkt het antwoord na voordat het telt.',
			en: 'The partner answers without an account. You check the answer before it counts.'
		},
		lasts: { nl: 'Hoe lang werkt de link?', en: 'How long is the link valid?' },
		made: { nl: 'De antwoordlink voor {body} is klaar.', en: 'The answer link for {body} is ready.' },
		once: {
			nl: 'U ziet hem alleen nu. Kopieer hem en stuur hem naar deze partner.',
			en: 'It is shown only once. Copy it and send it to this partner.'
		},
		copy: { nl: 'Kopieer de antwoordlink', en: 'Copy the answer link' }
	},
	waits: {
		nl: plural('count', { one: '{count} wacht', other: '{count} wachten' }),
		en: plural('count', { one: '{count} waiting', other: '{count} waiting' })
	}
} satisfies Messages;
