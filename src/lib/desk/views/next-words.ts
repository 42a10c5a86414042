import * as m from '$lib/messages';
import type { NextStep } from '$lib/desk/views/rumour-next';
import type { PersonId } from '$lib/domain/core/ids';
import type { Words } from '$lib/i18n/words';

/** What somebody should do with a rumour now, in a short sentence. @param nameOf of a person */
export function nextWords(next: NextStep, { t, time, list }: Words, nameOf: (person: PersonId) => string): string {
	switch (next.what) {
		case 'correct':
			return t(m.rumours.next.correct, { where: list(next.where) });
		case 'approve':
			if (next.mine) return t(m.rumours.next.approveMine);
			return next.approver ? t(m.rumours.next.approveBy, { who: nameOf(next.approver) }) : t(m.rumours.next.approve);
		case 'chase':
			return t(m.rumours.next.chase, { body: next.body, time: next.until ? time(next.until) : '' });
		case 'wait':
			return next.until
				? t(m.rumours.next.waitUntil, { body: next.body, time: time(next.until) })
				: t(m.rumours.next.wait, { body: next.body });
		default:
			return t(m.rumours.next[next.what]);
	}
}
