import { expect, test } from 'vitest';
import { Moment } from '$lib/domain/core/ids';
import { ApprovalNotice } from '$lib/domain/official-text/official-text';
import { isReached } from '$lib/domain/overview/approval-notices';
import { wordsIn } from '$lib/i18n/words';
import { noticeSentence } from '$lib/desk/views/notice-words';

const { outcome: outcomes, push: pushes } = ApprovalNotice.shape;
const notices = outcomes.options.flatMap((outcome) =>
	pushes.unwrap().options.map((push) => ({ outcome, push, at: Moment.parse('2026-11-20T13:03:00.000Z') }))
);

test.each(notices)(
	'when an email is $outcome and a notification is $push, the desk reads whether to call',
	(notice) => {
		const sentence = noticeSentence(wordsIn('nl'), notice, 'Samira');
		expect(sentence).toContain('Samira');
		expect(/\bBel\b/.test(sentence)).toBe(!isReached(notice));
	}
);

test('an arrival is reported with its time', () => {
	expect(
		noticeSentence(
			wordsIn('nl'),
			{ ...notices[0], outcome: 'sent', push: 'sent', at: Moment.parse('2026-11-20T13:03:00.000Z') },
			'Samira'
		)
	).toBe('Samira kreeg een melding en een mail, 14.03 uur.');
});
