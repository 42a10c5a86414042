import { z } from 'zod';
import { Moment } from '../core/ids';
import type { Stance } from '../stories/story';
import { differenceOf, type PeriodCount } from '../stories/trend';

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

/** Minutes measured on each side of the publication, shown as bars before it, and the length of one bar. */
export const MINUTES_AROUND = 120;
const BARS_BEFORE_MINUTES = 60;
export const BAR_MINUTES = 5;
const spans = [30, 60, 120] as const;
/** Where the periods that are compared begin and end, in minutes from the publication. */
export const EDGE_MINUTES = [-120, -60, -30, 0, 30, 60, 120] as const;

/**
 * The conclusion, about posts that support or ask. `tooEarly`: the period is not over. `noBefore`: the incident began so
 * shortly before that there is no equal period to compare with. `few`: too few posts for a conclusion. `fallingBefore`:
 * fewer after than before, but it had started to fall. `fell`, `rose`: more than chance explains. `same`: no
 * significant difference. `unsure`: the posts that nobody looked at could change the answer.
 */
const EffectVerdict = z.enum(['tooEarly', 'noBefore', 'few', 'fallingBefore', 'fell', 'rose', 'same', 'unsure']);
type EffectVerdict = z.infer<typeof EffectVerdict>;
/** Only `effectOf` makes one, so that no effect is claimed without its check. */
export const EffectSpan = z
	.object({
		minutes: z.literal(spans),
		/** The minutes counted before: as many as after; fewer where the incident began later. */
		minutesBefore: Count,
		before: ByStance,
		after: ByStance,
		/** Posts that support or ask, before and after. */
		n: Count,
		saying: EffectVerdict
	})
	.brand<'effect'>();
export type EffectSpan = Readonly<z.infer<typeof EffectSpan>>;
/**
 * Bars of five minutes each, oldest first; `minute` is the start. From an hour before the publication, but not from
 * before the incident; includes the current one, but no later ones.
 */
export const Effect = z.object({
	bars: z.array(z.object({ minute: z.int(), posts: ByStance })),
	spans: z.array(EffectSpan)
});
export type Effect = z.infer<typeof Effect>;
/** The effect of one text; `since` is when it first went out, on the incident's clock. */
export const TextEffect = z.object({ since: Moment, effect: Effect });
export type TextEffect = z.infer<typeof TextEffect>;

/** Below this number of posts there is no conclusion (docs/domain.md, rule 12: a share needs as many). */
const MIN_POSTS_FOR_VERDICT = 20;

const zeroByStance: ByStance = { supports: 0, denies: 0, asks: 0, comments: 0 };
function tally(posts: readonly EffectPost[], from: number, to: number): ByStance {
	const counts = { ...zeroByStance };
	for (const { minute, stance } of posts) if (minute >= from && minute < to) counts[stance] += 1;
	return counts;
}
/**
 * All posts from one minute up to another, excluding the last, and those in stories that somebody looked at or linked to
 * a finding. Minutes count from the publication.
 */
type PostsBetween = (from: number, to: number) => Omit<PeriodCount, 'labelled'>;

/** A post that denies or comments does not spread the claim. */
export const spreading = ({ supports, asks }: ByStance): number => supports + asks;

/**
 * Compares a rumour before and after a text was published. It does not claim that the text caused the difference: other
 * things happen in a crisis, and a rumour fades by itself. The figures show n.
 * @param posts of stories that are evidence for the rumour, in any order
 * @param between of all posts of the incident
 * @param began minutes from the incident's start to the publication
 * @param passed minutes since the publication
 */
export function effectOf(posts: readonly EffectPost[], between: PostsBetween, began: number, passed: number): Effect {
	const measured = Math.max(0, Math.floor(began));
	const barsBefore = Math.floor(Math.min(BARS_BEFORE_MINUTES, measured) / BAR_MINUTES);
	const bars = [];
	for (let minute = -barsBefore * BAR_MINUTES; minute < Math.min(MINUTES_AROUND, passed); minute += BAR_MINUTES)
		bars.push({ minute, posts: tally(posts, minute, minute + BAR_MINUTES) });
	return { bars, spans: spans.map((minutes) => spanOf(posts, between, minutes, { measured, passed })) };
}

function spanOf(
	posts: readonly EffectPost[],
	between: PostsBetween,
	minutes: EffectSpan['minutes'],
	{ measured, passed }: { readonly measured: number; readonly passed: number }
): EffectSpan {
	const minutesBefore = Math.min(minutes, measured);
	const [before, after] = [tally(posts, -minutesBefore, 0), tally(posts, 0, minutes)];
	const n = spreading(before) + spreading(after);
	const saying =
		passed < minutes
			? 'tooEarly'
			: minutesBefore < minutes
				? 'noBefore'
				: say(posts, between, { minutes, n, measured });
	return EffectSpan.parse({ minutes, minutesBefore, before, after, n, saying });
}

function say(
	posts: readonly EffectPost[],
	between: PostsBetween,
	{ minutes, n, measured }: { readonly minutes: number; readonly n: number; readonly measured: number }
): EffectVerdict {
	if (n < MIN_POSTS_FOR_VERDICT) return 'few';
	const count = (from: number, to: number): PeriodCount => ({
		...between(from, to),
		labelled: spreading(tally(posts, from, to))
	});
	const difference = differenceOf(count(0, minutes), count(-minutes, 0));
	if (difference === 'rises') return 'rose';
	if (difference !== 'falls') return difference;
	// Whether it fell already is not known where the incident began less than an hour before.
	if (measured < 60) return 'noBefore';
	const earlier = differenceOf(count(-30, 0), count(-60, -30));
	if (earlier === 'unsure') return 'unsure';
	return earlier === 'falls' ? 'fallingBefore' : 'fell';
}

/** What a sentence about a span says. */
export const effectFigures = ({ minutes, minutesBefore, before, after, n }: EffectSpan) => ({
	minutes,
	minutesBefore,
	n,
	before: spreading(before),
	after: spreading(after)
});

/** The longest span that can be compared; without one the longest of which the period is over. */
export const comparableSpan = ({ spans }: Effect): EffectSpan | null =>
	spans.findLast(({ saying }) => saying !== 'tooEarly' && saying !== 'noBefore') ??
	spans.findLast(({ saying }) => saying !== 'tooEarly') ??
	null;
