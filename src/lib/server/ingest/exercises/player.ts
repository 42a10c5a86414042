import type { Clock } from '$lib/domain/core/clock';
import { millisecondsOf, momentOf, type Moment } from '$lib/domain/core/ids';
import type { RawPost } from '../pipeline/raw-post';
import type { ScriptedAction, ScriptItem } from './script';

/** How far a script was played, in milliseconds from its start: everything up to and including it. */
export type PlayPosition = number;
export const atStart: PlayPosition = -1;

/** The position of the clock in the script. Playing, pausing, speeding up and skipping only change that clock. */
export function playPositionOf(start: Moment, now: Moment): PlayPosition {
	return millisecondsOf(now) - millisecondsOf(start);
}

/** The items that are due: later than `played`, up to and including `position`; in the order of play. */
export function dueBetween(
	items: readonly ScriptItem[],
	played: PlayPosition,
	position: PlayPosition
): readonly ScriptItem[] {
	return items.slice(firstAfter(items, played), firstAfter(items, position));
}

/**
 * When the next item is due, in milliseconds of wall time since 1970; null when everything was played, or when the clock
 * is paused before it. Not later than now when it is already due, for example after a skip.
 */
export function nextDue(
	items: readonly Pick<ScriptItem, 'at'>[],
	played: PlayPosition,
	start: Moment,
	clock: Readonly<Clock>
): number | null {
	const next = items[firstAfter(items, played)];
	if (!next) return null;
	const remaining = millisecondsOf(start) + next.at - millisecondsOf(clock.incident);
	if (remaining <= 0) return millisecondsOf(clock.wall);
	return clock.speed === 0 ? null : millisecondsOf(clock.wall) + Math.ceil(remaining / clock.speed);
}

/** The posts of one source among what is due, published when the script says. */
export function postsOf(
	items: readonly ScriptItem[],
	source: string,
	start: Moment
): (RawPost & { publishedAt: Moment })[] {
	return items.flatMap((item) =>
		item.kind === 'post' && item.source === source
			? [{ ...item.post, publishedAt: momentOf(millisecondsOf(start) + item.at) }]
			: []
	);
}
export function actionsOf(items: readonly ScriptItem[]): ScriptedAction[] {
	return items.filter((item) => item.kind === 'action');
}

/** The index of the first item later than `at`: the items are in order, and there may be many. */
function firstAfter(items: readonly Pick<ScriptItem, 'at'>[], at: PlayPosition): number {
	let [from, to] = [0, items.length];
	while (from < to) {
		const middle = (from + to) >> 1;
		if ((items[middle]?.at ?? Infinity) > at) to = middle;
		else from = middle + 1;
	}
	return from;
}
