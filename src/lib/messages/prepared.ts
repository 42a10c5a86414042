import { plural, type Messages } from './message';

export const prepared = {
	title: { nl: 'Voorbereide teksten', en: 'Prepared texts' },
	lead: {
		nl: 'Schrijf in rustige tijden wat u in een crisis nodig hebt. Met akkoord vooraf staat een tekst zo klaar.',
		en: 'In quiet times, write what you need in a crisis. A text approved in advance is ready to use at once.'
	},
	none: {
		nl: 'Er is nog niets voorbereid. Neem hieronder een tekst over, of schrijf er zelf een.',
		en: 'Nothing has been prepared yet. Copy a text below, or write one yourself.'
	},
	columns: {
		title: { nl: 'Waarvoor', en: 'Purpose' },
		kind: { nl: 'Soort tekst', en: 'Type of text' },
		for: { nl: 'Bij welk incident', en: 'Type of incident' },
		state: { nl: 'Akkoord', en: 'Approved' }
	},
	everyKind: { nl: 'elk soort incident', en: 'all types of incident' },
	approvedOf: {
		nl: plural('channels', { one: '{approved} van {channels} kanaal', other: '{approved} van {channels} kanalen' }),
		en: plural('channels', { one: '{approved} of {channels} channel', other: '{approved} of {channels} channels' })
	},
	added: {
		nl: '‘{title}’ staat in de lijst. Vraag een collega om akkoord.',
		en: '‘{title}’ has been added. Ask a colleague to approve it.'
	},
	add: {
		title: { nl: 'Schrijf een tekst', en: 'Write a text' },
		for: { nl: 'Waarvoor is deze tekst?', en: 'What is this text for?' },
		forHint: {
			nl: 'Bijvoorbeeld: rook boven een woonwijk. Bij een antwoord: de vraag.',
			en: 'For example: smoke over a residential area. For an answer, enter the question.'
		},
		words: { nl: 'Tekst voor de website', en: 'Text for the website' },
		wordsHint: {
			nl: 'Schrijf [plaats] en [tijd] waar die moeten komen te staan.',
			en: 'Write [plaats] for the place and [tijd] for the time.'
		},
		kinds: { nl: 'Alleen bij sommige incidenten', en: 'Only for some incidents' },
		kindsHint: {
			nl: 'Kiest u niets? Dan past de tekst bij elk incident.',
			en: 'If you choose none, the text is for every incident.'
		},
		do: { nl: 'Zet in de lijst', en: 'Add to the list' }
	},
	starters: { nl: 'Teksten van Voelspriet', en: 'Texts from Voelspriet' },
	startersWhat: {
		nl: 'Neem over wat u kunt gebruiken. U past de tekst aan en een collega geeft akkoord.',
		en: 'Copy what you can use. You then adapt the text and a colleague approves it.'
	},
	take: { nl: 'Neem over', en: 'Copy' },
	approvedBy: { nl: 'Akkoord van {who}, {date}', en: 'Approved by {who}, {date}' },
	editedBy: { nl: 'Nog geen akkoord. Laatst gewijzigd door {who}.', en: 'Not approved yet. Last changed by {who}.' },
	channel: { nl: 'Kanaal', en: 'Channel' },
	retire: { nl: 'Gebruik niet meer', en: 'Stop using' },
	retired: { nl: 'Deze tekst is niet meer in gebruik: ‘{why}’', en: 'This text is no longer in use: ‘{why}’' }
} satisfies Messages;
