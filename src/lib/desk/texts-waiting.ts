import { approvalRefused, isWaiting, type OfficialText } from '$lib/domain/official-text';
import { clockOf, minutesLate, textsAbout } from '$lib/domain/rumour-clock';
import type { Moment } from '$lib/domain/ids';
import type { Actor } from '$lib/domain/role';
import type { Rumour } from '$lib/domain/rumour';
import type { ReadState } from '$lib/domain/state';

/** The texts of which words wait for somebody's approval, longest waiting first; `mine`: this person may decide on some of them. */
export function textsWaiting(state: ReadState, reader: Actor): { text: Readonly<OfficialText>; mine: boolean }[] {
	return [...state.texts.values()]
		.filter(({ paused, withdrawn, variants }) => !paused && !withdrawn && variants.some(isWaiting))
		.sort((a, b) => ((a.versions.at(-1)?.at ?? '') < (b.versions.at(-1)?.at ?? '') ? -1 : 1))
		.map((text) => ({ text, mine: text.variants.some((variant) => isWaiting(variant) && approvalRefused(variant, reader) === null) }));
}

/** The rumours that are past an aim, latest first. @param now on the incident's clock */
export function rumoursLate(state: ReadState, now: Moment): { rumour: Readonly<Rumour>; minutes: number }[] {
	const aims = state.incident?.aims;
	if (!aims) return [];
	return [...state.rumours.values()]
		.filter(({ firstHigh }) => firstHigh !== null)
		.flatMap((rumour) => {
			const clock = clockOf(rumour, textsAbout(state, rumour), aims);
			const minutes = clock ? minutesLate(clock, now) : 0;
			return minutes > 0 ? [{ rumour, minutes }] : [];
		})
		.sort((a, b) => b.minutes - a.minutes);
}
