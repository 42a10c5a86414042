import { plural, type Messages } from './message';

export const prepared = {
	title: { nl: 'Voorbereide teksten', en: 'Prepared texts' },
	lead: {
		nl: 'Schrijf in rustige tijden wat u in een crisis nodig hebt. Met akkoord vooraf staat een tekst zo klaar.',
		en: 'Write in quiet times what you need in a crisis. Approved beforehand, a text is ready at once.'
	},
	none: {
		nl: 'Er is nog niets voorbereid. Neem hieronder een tekst over, of schrijf er zelf een.',
		en: 'Nothing was prepared yet. Take over a text below, or write one yourself.'
	},
	columns: {
		title: { nl: 'Waarvoor', en: 'For what' },
		kind: { nl: 'Soort tekst', en: 'Kind of text' },
		for: { nl: 'Bij welk incident', en: 'For which incident' },
		state: { nl: 'Akkoord', en: 'Approved' }
	},
	everyKind: { nl: 'elk soort incident', en: 'every kind of incident' },
	approvedOf: {
		nl: plural('channels', { one: '{approved} van {channels} kanaal', other: '{approved} van {channels} kanalen' }),
		en: plural('channels', { one: '{approved} of {channels} channel', other: '{approved} of {channels} channels' })
	},
	added: {
		nl: '‘{title}’ staat in de lijst. Vraag een collega om akkoord.',
		en: '‘{title}’ is in the list. Ask a colleague to approve it.'
	},
	add: {
		title: { nl: 'Schrijf een tekst', en: 'Write a text' },
		for: { nl: 'Waarvoor is deze tekst?', en: 'What is this text for?' },
		forHint: {
			nl: 'Bijvoorbeeld: rook boven een woonwijk. Bij een antwoord: de vraag.',
			en: 'For example: smoke over a residential area. For an answer: the question.'
		},
		words: { nl: 'Tekst voor de website', en: 'Text for the website' },
		wordsHint: {
			nl: 'Schrijf [plaats] en [tijd] waar die moeten komen te staan.',
			en: 'Write [plaats] for the place and [tijd] for the time.'
		},
		kinds: { nl: 'Alleen bij sommige incidenten', en: 'For some incidents only' },
		kindsHint: {
			nl: 'Kiest u niets? Dan past de tekst bij elk incident.',
			en: 'Choose none, and the text fits every incident.'
		},
		do: { nl: 'Zet in de lijst', en: 'Put in the list' }
	},
	starters: { nl: 'Teksten van Voelspriet', en: 'Texts of Voelspriet' },
	startersWhat: {
		nl: 'Neem over wat u kunt gebruiken. U past de tekst aan en een collega geeft akkoord.',
		en: 'Take over what you can use. You change the text and a colleague approves it.'
	},
	take: { nl: 'Neem over', en: 'Take over' },
	approvedBy: { nl: 'Akkoord van {who}, {date}', en: 'Approved by {who}, {date}' },
	editedBy: { nl: 'Nog geen akkoord. Laatst gewijzigd door {who}.', en: 'Not approved yet. Last changed by {who}.' },
	channel: { nl: 'Kanaal', en: 'Channel' },
	retire: { nl: 'Gebruik niet meer', en: 'Use no longer' },
	retired: { nl: 'Deze tekst is niet meer in gebruik: ‘{why}’', en: 'This text is no longer in use: ‘{why}’' }
} satisfies Messages;
