import { z } from 'zod';
import { Moment } from '../core/ids';
import type { Stance } from '../stories/story';

/** A post of the rumour: its minutes from the publication (negative before it), and its stance on the claim. */
export interface EffectPost {
	readonly minute: number;
	readonly stance: Stance;
}
const Count = z.int().nonnegative();
const ByStance = z.object({ supports: Count, denies: Count, asks: Count, comments: Count }) satisfies z.ZodType<
	Record<Stance, number>
>;
type ByStance = Readonly<z.infer<typeof ByStance>>;

/** Minutes measured before the publication and after it, and the length of one bar. */
export const MINUTES_BEFORE = 60;
export const MINUTES_AFTER = 120;
export const BAR_MINUTES = 5;
const spans = [30, 60, 120] as const;

/**
 * The conclusion, about posts that support or ask. `tooEarly`: the period is not over. `few`: too few posts for a
 * conclusion. `fallingBefore`: fewer after than before, but it had started to fall. `fell`, `rose`: more than chance
 * explains. `same`: no significant difference.
 */
const EffectVerdict = z.enum(['tooEarly', 'few', 'fallingBefore', 'fell', 'rose', 'same']);
type EffectVerdict = z.infer<typeof EffectVerdict>;
export const EffectSpan = z.object({
	minutes: z.literal(spans),
	/** The minutes counted before: as many as after, at most an hour. */
	minutesBefore: Count,
	before: ByStance,
	after: ByStance,
	/** Posts that support or ask, before and after. */
	n: Count,
	saying: EffectVerdict
});
export type EffectSpan = Readonly<z.infer<typeof EffectSpan>>;
/** Bars of five minutes each, oldest first; `minute` is the start. Includes the current one, but no later ones. */
export const Effect = z.object({
	bars: z.array(z.object({ minute: z.int(), posts: ByStance })),
	spans: z.array(EffectSpan)
});
export type Effect = z.infer<typeof Effect>;
/** Of one text: `since` is when it first went out, on the incident's clock. */
export const TextEffect = z.object({ since: Moment, effect: Effect });
export type TextEffect = z.infer<typeof TextEffect>;

/** Below this number of posts there is no conclusion (docs/domain.md, rule 12: a share needs as many). */
const MIN_POSTS_FOR_VERDICT = 20;

const none: ByStance = { supports: 0, denies: 0, asks: 0, comments: 0 };
function tally(posts: readonly EffectPost[], from: number, to: number): ByStance {
	const counts = { ...none };
	for (const { minute, stance } of posts) if (minute >= from && minute < to) counts[stance] += 1;
	return counts;
}
/** A post that denies or comments does not spread the claim. */
export const spreading = ({ supports, asks }: ByStance): number => supports + asks;

/**
 * Whether two counts over periods of different length differ more than chance explains: one-sided test of two Poisson
 * rates at 5 %, normal approximation, as for the report's arrows (docs/domain.md, rule 12).
 * @param longer how many times as long `after` was counted
 */
const differs = (before: number, after: number, longer: number): boolean =>
	Math.abs(after - longer * before) > 1.645 * Math.sqrt(after + longer * longer * before);

/**
 * Compares a rumour before and after a text was published. It does not claim that the text caused the difference: other
 * things happen in a crisis, and a rumour fades by itself. The figures show n.
 * @param posts of stories that are evidence for the rumour, in any order
 * @param passed minutes since the publication
 */
export function effectOf(posts: readonly EffectPost[], passed: number): Effect {
	const last = Math.min(MINUTES_AFTER, passed);
	const bars = [];
	for (let minute = -MINUTES_BEFORE; minute < last; minute += BAR_MINUTES)
		bars.push({ minute, posts: tally(posts, minute, minute + BAR_MINUTES) });
	return { bars, spans: spans.map((minutes) => spanOf(posts, minutes, passed)) };
}

function spanOf(posts: readonly EffectPost[], minutes: EffectSpan['minutes'], passed: number): EffectSpan {
	const minutesBefore = Math.min(minutes, MINUTES_BEFORE);
	const [before, after] = [tally(posts, -minutesBefore, 0), tally(posts, 0, minutes)];
	const n = spreading(before) + spreading(after);
	return {
		minutes,
		minutesBefore,
		before,
		after,
		n,
		saying: passed < minutes ? 'tooEarly' : say(posts, before, after, minutes / minutesBefore)
	};
}

function say(posts: readonly EffectPost[], before: ByStance, after: ByStance, longer: number): EffectVerdict {
	const [was, is] = [spreading(before), spreading(after)];
	if (was + is < MIN_POSTS_FOR_VERDICT) return 'few';
	if (!differs(was, is, longer)) return 'same';
	if (is > longer * was) return 'rose';
	const [earlier, later] = [
		spreading(tally(posts, -MINUTES_BEFORE, -MINUTES_BEFORE / 2)),
		spreading(tally(posts, -MINUTES_BEFORE / 2, 0))
	];
	return later < earlier && differs(earlier, later, 1) ? 'fallingBefore' : 'fell';
}
