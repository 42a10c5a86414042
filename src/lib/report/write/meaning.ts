import * as m from '../../messages';
import { shareOf, type ReportTrend, type MeaningLine, type Report } from '$lib/domain/report/content';
import { Theme } from '$lib/domain/findings/meaning';
import { labelKindNames, labelKinds, type LabelKind, type LabelValue } from '$lib/domain/stories/label-kinds';
import { labelKindWords, labelWord } from './label-words';
import type { Block, Line, Row, ShareTable } from './document';
import { changedAside, evidence, joined, paragraphs, quoted, said, subtle, text, type Pen } from './pen';

interface LabelShares {
	readonly n: number;
	readonly parts: readonly { readonly key: LabelValue; readonly posts: number; readonly course: ReportTrend }[];
}

/** Section 4. */
export function writeMeaning(pen: Pen): Block[] {
	const { t, report } = pen;
	const { meaning } = report;
	const rows: Row[] = [
		{ id: 'course', name: t(m.report.document.emotionTrend.name), lines: [writeCourse(meaning.emotions, pen)] }
	];
	rows.push(...writeReadingOf(pen));
	for (const theme of Theme.options) {
		const lines = meaning.themes.filter((line) => line.theme === theme).map((line) => writeTheme(line, pen));
		if (lines.length > 0) rows.push({ id: theme, name: t(m.report.document.themes[theme]), lines });
	}
	if (meaning.quotes.length > 0)
		rows.push({
			id: 'quotes',
			name: t(m.report.document.quote.name),
			lines: meaning.quotes.map((quote) => writeQuote(quote, pen))
		});
	return [
		{ kind: 'shares', tables: writeShares(pen) },
		{ kind: 'rows', rows }
	];
}

/** What the analyst writes that it means, and how old those words are. */
export function writeReadingOf(pen: Pen): Row[] {
	const words = pen.report.meaning.text;
	if (words === null) return [];
	const age = pen.carried('meaning');
	const lines = [...paragraphs(words).map((of): Line => [said(of)]), ...(age === null ? [] : [[subtle(age)]])];
	return [{ id: 'reading', name: pen.t(m.report.document.readingOf), lines }];
}

/** A quote with its speaker, and what happened to the post at its source. */
export function writeQuote(
	{ text: words, speaker, paraphrased, atSource }: Report['meaning']['quotes'][number],
	{ t }: Pen
): Line {
	return [
		paraphrased ? said(words) : quoted(words),
		text(' '),
		subtle(t(m.report.document.quote[paraphrased ? 'paraphrased' : 'speaker'], { speaker })),
		...(atSource ? [text(' '), subtle(`(${t(m.report.document.quote.atSource[atSource])})`)] : [])
	];
}

const percents = (posts: number, n: number): number => Math.round((shareOf(posts, n) ?? 0) * 100);

/** How often each value of a label was given, of a report; undefined in one from before there was such a label. */
export const sharesOf = ({ meaning }: Report, kind: LabelKind): LabelShares | undefined =>
	meaning[labelKinds[kind].report];

/** The shares of each kind of label. */
export const writeShares = (pen: Pen): ShareTable[] =>
	labelKindNames.flatMap((kind) => {
		const shares = sharesOf(pen.report, kind);
		return shares ? [writeShareTable(kind, shares, pen)] : [];
	});

/** A scale whole; otherwise up to five by name and the rest together: ten bars are less clear than six. */
function writeShareTable(kind: LabelKind, { n, parts }: LabelShares, { t, words }: Pen): ShareTable {
	const caption = t(labelKindWords[kind].shares, { n });
	if (shareOf(0, n) === null) return { caption, few: t(m.report.document.shares.few, { n }), rows: [] };
	const shown = parts.slice(0, labelKinds[kind].isScale || parts.length <= 5 ? parts.length : 4);
	const rest = parts.slice(shown.length).reduce((sum, { posts }) => sum + posts, 0);
	const row = (posts: number) => ({ percent: percents(posts, n), text: words.percent(posts / n) });
	const rows = shown.map(({ key, posts }) => ({ key, icon: key, name: t(labelWord(key)), ...row(posts) }));
	const other = { key: 'other', icon: null, name: t(m.report.document.shares.other), ...row(rest) };
	return { caption, few: null, rows: rest === 0 ? rows : [...rows, other] };
}

/** The emotions that clearly rose or fell; a small number of reviewed posts is stated, not taken for calm. */
function writeCourse({ n, parts }: Report['meaning']['emotions'], pen: Pen): Line {
	const { t } = pen;
	const moved = parts.filter(
		({ course }) => course.trend === 'rises' || course.trend === 'falls' || (course.trend === 'new' && course.now > 2)
	);
	if (moved.length === 0)
		return [
			text(shareOf(0, n) === null ? t(m.report.document.emotionTrend.few) : t(m.report.document.emotionTrend.none))
		];
	return joined(
		moved.map(({ key, course }): Line => [text(`${t(m.labelKinds.emotion.values[key])} ${step(course, pen)}`)]),
		' · '
	);
}
const step = ({ trend, now, before }: ReportTrend, { t, number }: Pen): string =>
	trend === 'new'
		? `${t(m.report.document.trend.new)}, ${number(now)}`
		: `${t(m.report.document.trend[trend])}: ${number(now)} ${t(m.report.document.trend.was, { before })}`;

export function writeTheme(line: MeaningLine, pen: Pen): Line {
	const { t, words } = pen;
	const main =
		line.voices.length === 0 ? [] : [text(`, ${t(m.report.document.mainly, { names: words.list(line.voices) })}`)];
	const others = (line.also ?? []).map((voice) => t(m.report.document.voice, voice));
	const also = others.length === 0 ? [] : [text(`, ${t(m.report.document.also, { names: words.list(others) })}`)];
	const where =
		line.offline === null ? [] : [text(' '), subtle(`(${pen.t(m.report.document.offline, { where: line.offline })})`)];
	const evidence = line.posts === 0 ? [] : [text(' '), pen.count(line.posts, { finding: line.finding }, 'aside')];
	return [said(line.text), ...evidence, ...main, ...also, ...where, ...changedAside(line, pen)];
}

/** Section 5. */
export function writeVoices(pen: Pen): Block[] {
	const { t, report } = pen;
	if (report.voices.length === 0) return [{ kind: 'note', text: t(m.report.document.voices.none) }];
	const rows = report.voices.map(({ name, kind, headline, platform, posts, gone }, at): Row => {
		const where = [t(m.report.document.voices.kinds[kind]), t(m.report.document.platforms[platform])].filter(
			(word, i, all) => all.indexOf(word) === i
		);
		const more = posts > 1 ? [text(' '), subtle(t(m.report.document.voices.posts, { posts }))] : [];
		const away = gone ? [text(' '), subtle(`(${t(m.report.document.quote.atSource.gone)})`)] : [];
		return {
			id: `voice-${at + 1}`,
			name,
			lines: [
				[
					...[quoted(headline), text(' '), subtle(`(${where.join(', ')})`), ...more, ...away],
					evidence(t(m.report.document.known.see.posts, { posts }), { search: wordsOf(headline) })
				]
			]
		};
	});
	return [{ kind: 'rows', rows }];
}

/** The first words of a headline that a search finds: no account, and no word that was cut off. */
const wordsOf = (headline: string): string =>
	headline
		.split(' ')
		.filter((word) => !/[@…]/.test(word))
		.slice(0, 8)
		.join(' ');
