import { plural, type Messages } from './message';

export const replaced = {
	title: { nl: 'Vervangen feiten', en: 'Replaced facts' },
	hint: {
		nl: 'Dit rust nog op oude woorden. Kijk na of het klopt.',
		en: 'This is still based on an old fact. Check whether it is still correct.'
	},
	sentence: {
		since: { nl: 'Dit feit klopt niet meer sinds {time}:', en: 'This fact is no longer correct since {time}:' },
		unknownUntil: { nl: 'Dit was niet bekend tot {time}:', en: 'Not known until {time}:' },
		now: { nl: 'Nu geldt:', en: 'Correct now:' },
		nowUnknown: { nl: 'Nu nog niet bekend:', en: 'Not known yet:' },
		left: {
			nl: plural('count', { one: 'en nog {count} zin', other: 'en nog {count} zinnen' }),
			en: plural('count', { one: 'and {count} more sentence', other: 'and {count} more sentences' })
		}
	},
	verdict: { nl: 'Uitkomst van: {claim}', en: 'Verdict on: {claim}' },
	answer: { nl: 'Antwoord op: {claim}', en: 'Answer to: {claim}' },
	report: { nl: 'Rapport {numbers}. Geef een nieuw rapport vrij.', en: 'Report {numbers}. Release a new report.' },
	correct: { nl: 'Maak een correctie voor {where}.', en: 'Write a correction for {where}.' },
	stays: { nl: 'Nagekeken', en: 'Checked' },
	response: { nl: 'Antwoord aan iemand, {time}, {initials}', en: 'Reply to a person, {time}, {initials}' },
	why: { nl: 'Waarom klopt dit nog?', en: 'Why is this still correct?' },
	whyHint: { nl: 'Uw reden staat erbij en in het logboek.', en: 'Your reason is shown here and in the log.' },
	own: {
		nl: 'U schreef dit. Een collega zegt of het nog klopt. Tot dan rust het.',
		en: 'You wrote this. A colleague must say whether it is still correct. Until then it is paused.'
	},
	doneWhy: { nl: '‘{why}’', en: '‘{why}’' }
} satisfies Messages;
