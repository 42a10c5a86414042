import * as m from '../../messages';
import { millisecondsOf, momentOf, type Moment } from '$lib/domain/core/ids';
import type { KeyFigures, LiveFigures } from '$lib/domain/report/live-figures';
import type { Words } from '$lib/i18n/words';
import type { IconName } from '$lib/ui/display/icons';

/** The four most important figures; no emotion where no story has one. */
export const figureIds = ['unanswered', 'high', 'posts', 'emotion'] as const;

/** One figure as people read it. */
interface FigureRow {
	readonly id: (typeof figureIds)[number];
	readonly icon: IconName;
	readonly value: string;
	readonly label: string;
}

/** The half hour that a report's figures of its period are about: "14.20–14.50". */
export const lastThirty = (moment: Moment, { clock }: Pick<Words, 'clock'>): string =>
	`${clock(momentOf(millisecondsOf(moment) - 30 * 60_000))}–${clock(moment)}`;

/**
 * The posts of the last half hour, and of the one before if the incident had started by then; all posts in an older
 * report, which has no others.
 */
function postsIn({ moment, posts }: KeyFigures, words: Words): Pick<FigureRow, 'value' | 'label'> {
	const { t, number } = words;
	const { all, recent } = posts;
	if (!recent || recent.length < 3) return { value: number(all), label: t(m.partner.figures.all, { count: all }) };
	const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
	const [now, before] = [sum(recent.slice(-3)), recent.length > 6 ? sum(recent.slice(-6, -3)) : 0];
	const label = t(m.partner.wall.posts, { count: now, period: lastThirty(moment, words) });
	return {
		value: number(now),
		label: before > 0 ? `${label}, ${t(m.partner.wall.was, { before: number(before) })}` : label
	};
}

/** The figures in words. */
export function figureRows(figures: KeyFigures, words: Words): FigureRow[] {
	const { t, number, clock, dayPrefix } = words;
	const { moment, unanswered, high, emotion } = figures;
	const counted = (count: number, label: 'unanswered' | 'high') => ({
		value: number(count),
		label: t(m.partner.figures[label], { count })
	});
	return [
		{ id: 'unanswered', icon: 'need', ...counted(unanswered, 'unanswered') },
		{ id: 'high', icon: 'risk-high', ...counted(high, 'high') },
		{ id: 'posts', icon: 'stream', ...postsIn(figures, words) },
		...(emotion
			? [
					{
						id: 'emotion' as const,
						icon: emotion.emotion,
						value: number(emotion.stories),
						label: t(m.partner.figures.emotion, {
							count: emotion.stories,
							emotion: t(m.labelKinds.emotion.values[emotion.emotion]),
							period: `${dayPrefix(emotion.from, moment)}${clock(emotion.from)}–${clock(moment)}`
						})
					}
				]
			: [])
	];
}

/** The format that a page's script requests: it only fills in the values. */
export const figuresInWords = (figures: LiveFigures, words: Words) => ({
	made: figures.made,
	at: words.clock(figures.moment),
	rows: figureRows(figures, words).map(({ id, value, label }) => ({ id, value, label }))
});
