import { plural, type Messages } from './message';

export const phone = {
	title: { nl: 'Script voor de telefoon', en: 'Phone script' },
	of: { nl: 'Stand van {time}', en: 'As of {time}' },
	aboutIncident: { nl: '{kind}: wat is er aan de hand?', en: '{kind}: what is going on?' },
	claim: { nl: 'Klopt dit?', en: 'Is this right?' },
	also: { nl: 'Ook gezegd:', en: 'Also said:' },
	changed: { nl: 'gewijzigd', en: 'changed' },
	changedCount: {
		nl: plural('count', {
			one: '{count} antwoord is nieuw of gewijzigd sinds u hier was.',
			other: '{count} antwoorden zijn nieuw of gewijzigd sinds u hier was.'
		}),
		en: plural('count', {
			one: '{count} answer is new or changed since you were here.',
			other: '{count} answers are new or changed since you were here.'
		})
	},
	seen: { nl: 'Ik heb ze gelezen', en: 'I have read them' },
	groups: {
		outdated: { nl: 'Zeg dit niet meer ({count})', en: 'Do not say this any more ({count})' },
		valid: { nl: 'Antwoorden ({count})', en: 'Answers ({count})' },
		fact: { nl: 'Feiten, nog geen antwoord ({count})', en: 'Facts, not an answer yet ({count})' },
		none: { nl: 'Nog geen antwoord ({count})', en: 'No answer yet ({count})' },
		remaining: { nl: 'Vragen die blijven ({count})', en: 'Questions that remain ({count})' },
		unchecked: { nl: 'Let op: nog niet nagekeken ({count})', en: 'Caution: not checked yet ({count})' }
	},
	stop: {
		nl: 'Dit klopt niet meer. Zeg dat wij het uitzoeken.',
		en: 'This is no longer correct. Say that we are looking into it.'
	},
	noAnswer: {
		nl: 'Zeg: ‘Dat weten wij nog niet. Wij zoeken het uit.’',
		en: 'Say: ‘We do not know that yet. We are looking into it.’'
	},
	weKnow: { nl: 'Wat wij weten:', en: 'What we know:' },
	unread: { nl: 'vraag zoals één persoon haar noteerde', en: 'question as one person noted it' },
	valid: { nl: 'geldt nu', en: 'valid now' },
	validUntil: { nl: 'geldt tot {time}', en: 'valid until {time}' },
	since: { nl: 'antwoord van {time}', en: 'answer from {time}' },
	askedSince: { nl: 'gevraagd sinds {time}', en: 'asked since {time}' },
	source: { nl: 'bron: {body}', en: 'source: {body}' },
	established: { nl: 'vastgesteld {time}', en: 'established {time}' },
	holding: { nl: 'wachttekst', en: 'holding statement' },
	otherChannel: { nl: 'tekst voor {channel}, geen telefoonscript', en: 'text for {channel}, not a phone script' },
	search: { nl: 'Zoek in de antwoorden', en: 'Search the answers' },
	find: { nl: 'Zoek', en: 'Search' },
	all: { nl: 'Toon alles', en: 'Show all' },
	found: { nl: '{count} van {all} gevonden', en: '{count} of {all} found' },
	none: { nl: 'Er zijn nog geen vragen of antwoorden.', en: 'There are no questions or answers yet.' },
	use: {
		nl: 'Zeg alleen wat hier staat. Vraag niet naar de naam van de beller. Is er iemand in gevaar? Verwijs naar 112.',
		en: 'Say only what is written here. Do not ask for the caller’s name. Is someone in danger? Refer them to 112.'
	},
	newer: { nl: 'Er is een antwoord gewijzigd.', en: 'An answer has changed.' },
	offline: {
		nl: 'Geen verbinding. Antwoorden kunnen intussen gewijzigd zijn.',
		en: 'No connection. Answers may have changed in the meantime.'
	},
	print: { nl: 'Print', en: 'Print' },
	links: {
		title: { nl: 'Voor telefonisten zonder account', en: 'For phone staff without an account' },
		intro: {
			nl: 'Wie de link heeft, leest dit script en niets anders. U zet hem zelf weer dicht.',
			en: 'Anyone with the link can read this script and nothing else. You close the link yourself.'
		},
		until: { nl: 'open tot {time}', en: 'open until {time}' },
		open: { nl: 'Open het script met een link', en: 'Open the script with a link' },
		close: { nl: 'Zet dicht', en: 'Close' },
		closeTitle: { nl: 'De link voor {label} dichtzetten?', en: 'Close the link for {label}?' },
		closeText: {
			nl: 'Wie hem heeft, kan het script dan niet meer lezen.',
			en: 'Anyone who has it will no longer be able to read the script.'
		},
		labelHint: {
			nl: 'Bijvoorbeeld: callcenter. Alleen u en uw collega’s zien dit.',
			en: 'For example: call centre. Only you and your colleagues see this.'
		}
	},
	noted: { nl: 'genoteerd antwoord, geen telefoonscript', en: 'recorded answer, not a phone script' },
	unchecked: { nl: 'nog niet nagekeken: zeg dit nog niet', en: 'not checked yet: do not say this yet' },
	alone: { nl: 'zonder tweede lezer', en: 'without a second reader' },
	noteQuestion: { nl: 'Zeg: ‘Ik noteer uw vraag.’', en: 'Say: ‘I will note your question.’' }
} satisfies Messages;
