import * as m from '../../messages';
import { millisecondsOf, momentOf, type Moment } from '$lib/domain/core/ids';
import type { Report } from '$lib/domain/report/content';
import type { figuresOf, LiveFigures } from '$lib/domain/report/live-figures';
import type { Trend } from '$lib/domain/stories/trend';
import type { Words } from '$lib/i18n/words';
import type { IconName } from '$lib/ui/display/icons';

/** The four most important figures. */
export const figureIds = ['unanswered', 'high', 'posts', 'emotion'] as const;

/** One figure as people read it. */
interface FigureRow {
	readonly id: (typeof figureIds)[number];
	readonly icon: IconName;
	readonly value: string;
	readonly label: string;
	readonly trend: Trend | null;
}

/** The half hour that a report's figures of its period are about: "14.20–14.50". */
export const lastThirty = (moment: Moment, { clock }: Pick<Words, 'clock'>): string =>
	`${clock(momentOf(millisecondsOf(moment) - 30 * 60_000))}–${clock(moment)}`;

/**
 * The posts of the last half hour of a report, and of the one before if the incident had started by then; all posts in an
 * older report, which has no others.
 */
export function reportPosts(report: Pick<Report, 'moment' | 'basis'>, words: Words): Omit<FigureRow, 'id' | 'icon'> {
	const { t, number } = words;
	const {
		moment,
		basis: { recent, posts }
	} = report;
	if (!recent || recent.length < 3) return { value: number(posts), label: t(m.partner.figures.all), trend: null };
	const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);
	const before = recent.length > 6 ? sum(recent.slice(-6, -3)) : 0;
	const label = t(m.partner.wall.posts, { period: lastThirty(moment, words) });
	return {
		value: number(sum(recent.slice(-3))),
		label: before > 0 ? `${label}, ${t(m.partner.wall.was, { before: number(before) })}` : label,
		trend: null
	};
}

/**
 * The figures in words; `posts` is passed separately, because a report counts posts in another way than the current
 * figures do.
 */
export function figureRows(
	figures: ReturnType<typeof figuresOf>,
	posts: Omit<FigureRow, 'id' | 'icon'>,
	words: Words
): FigureRow[] {
	const { t, number } = words;
	const { unanswered, high, emotion } = figures;
	return [
		{ id: 'unanswered', icon: 'need', value: number(unanswered), label: t(m.partner.figures.unanswered), trend: null },
		{ id: 'high', icon: 'risk-high', value: number(high), label: t(m.partner.figures.high), trend: null },
		{ id: 'posts', icon: 'stream', ...posts },
		emotion
			? {
					id: 'emotion',
					icon: emotion.emotion,
					value: number(emotion.posts),
					label: t(m.partner.figures.emotion, { emotion: t(m.labelKinds.emotion.values[emotion.emotion]) }),
					trend: null
				}
			: { id: 'emotion', icon: 'meaning', value: '–', label: t(m.partner.figures.noEmotion), trend: null }
	];
}

export const liveFigureRows = (figures: LiveFigures, words: Words): FigureRow[] =>
	figureRows(
		figures,
		{ value: words.number(figures.posts.now), label: words.t(m.partner.figures.posts), trend: figures.posts.trend },
		words
	);

/** The format that a page's script requests: it only fills in the values. */
export const figuresInWords = (figures: LiveFigures, words: Words) => ({
	made: figures.made,
	at: words.clock(figures.moment),
	rows: liveFigureRows(figures, words).map(({ id, value, label, trend }) => ({
		id,
		value:
			trend && trend !== 'none' && trend !== 'same' ? `${value} (${words.t(m.report.document.trend[trend])})` : value,
		label
	}))
});
