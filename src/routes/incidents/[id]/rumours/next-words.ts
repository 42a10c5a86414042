import type { NextStep } from '$lib/desk/views/rumour-next';
import type { PersonId } from '$lib/domain/core/ids';
import type { Words } from '$lib/i18n/words';

/** What somebody should do with a rumour now, in a short sentence. @param nameOf of a person */
export function nextWords(next: NextStep, { t, time, list }: Words, nameOf: (person: PersonId) => string): string {
	switch (next.what) {
		case 'correct':
			return t('rumours.next.correct', { where: list(next.where) });
		case 'approve':
			if (next.mine) return t('rumours.next.approveMine');
			return next.asked ? t('rumours.next.approveBy', { who: nameOf(next.asked) }) : t('rumours.next.approve');
		case 'chase':
			return t('rumours.next.chase', { body: next.body, time: next.until ? time(next.until) : '' });
		case 'wait':
			return next.until
				? t('rumours.next.waitUntil', { body: next.body, time: time(next.until) })
				: t('rumours.next.wait', { body: next.body });
		default:
			return t(`rumours.next.${next.what}`);
	}
}
