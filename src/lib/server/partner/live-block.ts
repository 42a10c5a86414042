import type { figuresOf, LiveFigures } from '$lib/domain/live-figures';
import type { Trend } from '$lib/domain/trend';
import type { Words } from '$lib/i18n/words';
import type { IconName } from '$lib/ui/icons';
import { html, type Markup } from '../report/markup';

/** One figure as people read it. */
export interface FigureRow {
	readonly id: 'unanswered' | 'high' | 'posts' | 'emotion';
	readonly icon: IconName;
	readonly value: string;
	readonly label: string;
	/** Where n carries one. */
	readonly trend: Trend | null;
}

/** The four figures that say most, in words; `posts` is told apart, as a report counts them otherwise than this moment does. */
export function rowsOf(figures: ReturnType<typeof figuresOf>, posts: Omit<FigureRow, 'id' | 'icon'>, words: Words): FigureRow[] {
	const { t, number, percent } = words;
	const { unanswered, high, emotion, n } = figures;
	return [
		{ id: 'unanswered', icon: 'need', value: number(unanswered), label: t('partner.figures.unanswered'), trend: null },
		{ id: 'high', icon: 'risk-high', value: number(high), label: t('partner.figures.high'), trend: null },
		{ id: 'posts', icon: 'stream', ...posts },
		emotion
			? {
					id: 'emotion',
					icon: emotion.emotion,
					value: percent(emotion.share),
					label: t('partner.figures.emotion', { emotion: t(`charts.emotion.${emotion.emotion}`), n }),
					trend: null
				}
			: { id: 'emotion', icon: 'meaning', value: '–', label: t('partner.figures.few', { n }), trend: null }
	];
}

export const liveRows = (figures: LiveFigures, words: Words): FigureRow[] =>
	rowsOf(figures, { value: words.number(figures.posts.now), label: words.t('partner.figures.posts'), trend: figures.posts.trend }, words);

/** As the script asks for them: it only puts them in their places. */
export const toldFigures = (figures: LiveFigures, words: Words) => ({
	made: figures.made,
	at: words.clock(figures.moment),
	rows: liveRows(figures, words).map(({ id, value, label, trend }) => ({
		id,
		value: trend && trend !== 'none' ? `${value} (${words.t(`report.document.trend.${trend}`)})` : value,
		label
	}))
});

/** Where the script puts them; without a script there is the wall. */
export function liveBlock(at: string, query: string, { t }: Words): Markup {
	const places = (['unanswered', 'high', 'posts', 'emotion'] as const).map(
		(id) =>
			html`<div data-figure="${id}">
				<dt></dt>
				<dd></dd>
			</div>`
	);
	return html`<section
			class="now"
			id="now"
			aria-labelledby="now-title"
			hidden
			data-updated="${t('partner.figures.updated', { time: '§' })}"
			data-stale="${t('partner.figures.stale', { time: '§' })}"
		>
			<h2 id="now-title">${t('partner.figures.title')}</h2>
			<p class="subtle" id="now-at"></p>
			<dl>${places}</dl>
		</section>
		<noscript
			><p class="now"><a href="${at}/wall${query}">${t('partner.figures.title')}</a></p></noscript
		>`;
}
