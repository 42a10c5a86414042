import type { Messages } from './message';

export const redaction = {
	title: { nl: 'Woorden uit het logboek halen', en: 'Remove words from the log' },
	lead: {
		nl: 'Bijvoorbeeld na een uitspraak van een rechter. De woorden zijn meteen overal verborgen, ook waar andere regels ze herhalen. Een collega haalt ze daarna voorgoed weg. Vrijgegeven rapporten blijven zoals ze zijn.',
		en: 'For example after a court ruling. The words are hidden everywhere at once, also where other entries repeat them. A colleague then removes them for good. Released reports stay as they are.'
	},
	numbers: { nl: 'Nummers van de regels', en: 'Numbers of the entries' },
	numbersHint: {
		nl: 'Bijvoorbeeld 12, 14. De nummers staan in het archief en in de download van het logboek.',
		en: 'For example 12, 14. The numbers are in the archive and in the download of the audit log.'
	},
	why: { nl: 'Reden', en: 'Reason' },
	whyHint: {
		nl: 'Noem hier niet wat verborgen moet worden.',
		en: 'Do not repeat here what has to be hidden.'
	},
	request: { nl: 'Verberg de woorden', en: 'Hide the words' },
	waiting: {
		nl: 'Verborgen in regel {numbers}, op verzoek van {name} op {date}. Reden: {why}',
		en: 'Hidden in entry {numbers}, requested by {name} on {date}. Reason: {why}'
	},
	copies: {
		nl: 'Deze woorden zijn ook verborgen in regel {numbers}.',
		en: 'These words are also hidden in entry {numbers}.'
	},
	other: {
		nl: 'Iemand anders moet dit verzoek uitvoeren.',
		en: 'Somebody else has to carry out this request.'
	},
	confirm: { nl: 'Haal de woorden voorgoed weg', en: 'Remove the words for good' },
	declineWhy: { nl: 'Waarom weer tonen?', en: 'Why show them again?' },
	decline: { nl: 'Toon de woorden weer', en: 'Show the words again' }
} satisfies Messages;
