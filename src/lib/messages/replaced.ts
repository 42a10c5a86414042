import type { Messages } from './message';

export const replaced = {
	title: { nl: 'Vervangen feiten', en: 'Replaced facts' },
	hint: {
		nl: 'Dit rust nog op oude woorden. Kijk na of het klopt.',
		en: 'This still rests on old words. Look whether it holds.'
	},
	verdict: { nl: 'Uitkomst van: {claim}', en: 'Verdict on: {claim}' },
	answer: { nl: 'Antwoord op: {claim}', en: 'Answer to: {claim}' },
	report: { nl: 'Rapport {numbers}. Geef een nieuw rapport vrij.', en: 'Report {numbers}. Release a new report.' },
	correct: { nl: 'Maak een correctie voor {where}.', en: 'Make a correction for {where}.' },
	stays: { nl: 'Nagekeken', en: 'Looked at' },
	response: { nl: 'Antwoord aan iemand, {time}, {initials}', en: 'Answer to a person, {time}, {initials}' },
	why: { nl: 'Waarom klopt dit nog?', en: 'Why does this still hold?' },
	whyHint: { nl: 'Uw reden staat erbij en in het logboek.', en: 'Your reason is shown with it and in the log.' },
	own: {
		nl: 'U schreef dit. Een collega zegt of het nog klopt. Tot dan rust het.',
		en: 'You wrote this. A colleague says whether it still holds. Until then it is paused.'
	},
	doneWhy: { nl: '‘{why}’', en: '‘{why}’' }
} satisfies Messages;
