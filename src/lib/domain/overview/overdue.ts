import { isOpen } from '../findings/finding';
import type { Moment } from '../core/ids';
import { minutesOverdue, openInquiries } from '../findings/inquiry';
import type { OfficialText } from '../official-text/official-text';
import type { Rumour } from '../findings/rumour';
import { rumourClockOf, overdueAimOf, type OverdueAim } from './rumour-clock';
import type { ReadState } from '../core/state';
import { rumourOf } from '../official-text/basis';

/** What is overdue: a judged harm, a verdict, a published text, or the answer of a body that was asked. */
export interface OverdueItem {
	readonly rumour: Readonly<Rumour>;
	readonly what: OverdueAim['aim'] | 'answer';
	/** Minutes past its time, at least one. */
	readonly minutes: number;
	/** The body that should have answered. */
	readonly body: string | null;
}

/** The texts about each rumour, also those about claims that were merged into it, in one pass. */
export function textsByRumour(state: ReadState): ReadonlyMap<string, readonly Readonly<OfficialText>[]> {
	const found = new Map<string, Readonly<OfficialText>[]>();
	for (const text of state.texts.values()) {
		const id = rumourOf(state, text)?.id;
		if (id) found.set(id, [...(found.get(id) ?? []), text]);
	}
	return found;
}

/** All overdue items of an incident, the latest first. @param now on the incident's clock */
export function overdueItems(state: ReadState, now: Moment): OverdueItem[] {
	const { aims } = state.incident ?? {};
	const texts = textsByRumour(state);
	return [...state.rumours.values()]
		.filter(isOpen)
		.flatMap((rumour): OverdueItem[] => {
			const clock = aims ? rumourClockOf(rumour, texts.get(rumour.id) ?? [], aims) : null;
			const missed = overdueAimOf(rumour, clock, now);
			// After the verdict nobody waits for the answer any more.
			const awaited = rumour.judged ? [] : openInquiries(rumour);
			const answers = awaited.map((inquiry) => ({ body: inquiry.body, minutes: minutesOverdue(inquiry, now) }));
			return [
				...(missed ? [{ rumour, what: missed.aim, minutes: missed.minutes, body: null }] : []),
				...answers
					.filter(({ minutes }) => minutes > 0)
					.map(({ body, minutes }) => ({ rumour, what: 'answer' as const, minutes, body }))
			];
		})
		.sort((a, b) => b.minutes - a.minutes);
}
