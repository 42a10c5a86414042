import * as m from '../../messages';
import { mayBeMainly, type MeaningLine, type Report } from '$lib/domain/report/content';
import { Theme } from '$lib/domain/findings/meaning';
import { labelKindNames, labelKinds, type LabelKind, type LabelValue } from '$lib/domain/stories/label-kinds';
import { labelKindWords, labelWord } from './label-words';
import type { Block, Line, NamedRow, LabelTable } from './document';
import {
	changedAside,
	evidence,
	joined,
	paragraphs,
	quoted,
	verbatim,
	subtle,
	text,
	type ReportContext
} from './report-context';

interface LabelCounts {
	readonly stories: number;
	readonly parts: readonly { readonly key: LabelValue; readonly stories: number }[];
}

/** Section 4. */
export function writeMeaning(context: ReportContext): Block[] {
	const { t, report } = context;
	const { meaning } = report;
	const rows = writeReadingOf(context);
	for (const theme of Theme.options) {
		const lines = meaning.themes.filter((line) => line.theme === theme).map((line) => writeTheme(line, context));
		if (lines.length > 0) rows.push({ id: theme, name: t(m.report.document.themes[theme]), lines });
	}
	if (meaning.quotes.length > 0)
		rows.push({
			id: 'quotes',
			name: t(m.report.document.quote.name),
			lines: meaning.quotes.map((quote) => writeQuote(quote, context))
		});
	return orNoMeaning(
		[...writeLabels(context), ...(rows.length === 0 ? [] : [{ kind: 'rows', rows } as const])],
		context
	);
}

/** These blocks, or a sentence that there is nothing yet: a heading alone reads as if something was lost. */
export const orNoMeaning = <B extends Block>(
	blocks: readonly B[],
	{ t }: ReportContext
): (B | Extract<Block, { kind: 'note' }>)[] =>
	blocks.length === 0 ? [{ kind: 'note', text: t(m.report.document.noMeaning) }] : [...blocks];

/** What the analyst writes that it means, and how old those words are. */
export function writeReadingOf(context: ReportContext): NamedRow[] {
	const words = context.report.meaning.text;
	if (words === null) return [];
	const age = context.carried('meaning');
	const lines = [...paragraphs(words).map((of): Line => [verbatim(of)]), ...(age === null ? [] : [[subtle(age)]])];
	return [{ id: 'reading', name: context.t(m.report.document.readingOf), lines }];
}

/** A quote with its speaker, and what happened to the post at its source. */
export function writeQuote(
	{ text: words, speaker, paraphrased, atSource }: Report['meaning']['quotes'][number],
	{ t }: ReportContext
): Line {
	return [
		paraphrased ? verbatim(words) : quoted(words),
		text(' '),
		subtle(t(m.report.document.quote[paraphrased ? 'paraphrased' : 'speaker'], { speaker })),
		...(atSource ? [text(' '), subtle(`(${t(m.report.document.quote.atSource[atSource])})`)] : [])
	];
}

/** How often each value of a label was given, of a report; undefined in one from before there was such a label. */
export const labelCountsOf = ({ meaning }: Report, kind: LabelKind): LabelCounts | undefined =>
	meaning[labelKinds[kind].report];

/** The counts of each kind of label that a story of the period has. */
export function writeLabels(context: ReportContext): Extract<Block, { kind: 'labels' }>[] {
	const tables = labelKindNames.flatMap((kind) => {
		const counts = labelCountsOf(context.report, kind);
		return counts && counts.stories > 0 ? [writeLabelTable(kind, counts, context)] : [];
	});
	return tables.length === 0 ? [] : [{ kind: 'labels', tables }];
}

/** A scale whole; otherwise up to five by name and the rest together: ten rows are less clear than six. */
function writeLabelTable(kind: LabelKind, { parts }: LabelCounts, { t, period }: ReportContext): LabelTable {
	const shown = parts.slice(0, labelKinds[kind].isScale || parts.length <= 5 ? parts.length : 4);
	const rest = parts.slice(shown.length).reduce((sum, { stories }) => sum + stories, 0);
	const row = (stories: number) => ({ text: t(m.report.document.labels.counts, { stories }) });
	const rows = shown.map(({ key, stories }) => ({ key, icon: key, name: t(labelWord(key)), ...row(stories) }));
	const other = { key: 'other', icon: null, name: t(m.report.document.labels.other) };
	return {
		caption: `${t(labelKindWords[kind].labels)}, ${period}`,
		rows: rest === 0 ? rows : [...rows, { ...other, ...row(rest) }]
	};
}

/** A theme as a sentence; its words are left out where they only repeat the name before them. */
export function writeTheme(line: MeaningLine, context: ReportContext): Line {
	const { t, words } = context;
	const theme = line.text.trim().replace(/\.$/, '');
	const isRepeated = theme.toLowerCase() === t(m.report.document.themes[line.theme]).toLowerCase();
	const posts = [
		context.count(line.posts, { finding: line.finding }),
		text(` ${t(m.report.document.posts, { posts: line.posts })}`)
	];
	const offlineNote = line.offline === null ? [] : [text(t(m.report.document.offline, { where: line.offline }))];
	const also = (line.also ?? []).map((voice) => t(m.report.document.voice, voice));
	const named = (message: typeof m.report.document.also, names: readonly string[]): Line =>
		names.length === 0 ? [] : [text(`, ${t(message, { names: words.list(names) })}`)];
	return [
		...(isRepeated ? [] : [verbatim(theme), text(/[?!]$/.test(theme) ? ' ' : ': ')]),
		...joined(line.posts === 0 ? [offlineNote] : [posts, offlineNote].filter(({ length }) => length > 0), ', '),
		...(mayBeMainly(line)
			? [...named(m.report.document.mainly, line.voices), ...named(m.report.document.also, also)]
			: named(m.report.document.also, [...line.voices, ...also])),
		...changedAside(line, context),
		text('.')
	];
}

/** Section 5. */
export function writeVoices(context: ReportContext): Block[] {
	const { t, report } = context;
	if (report.voices.length === 0)
		return [{ kind: 'note', text: t(m.report.document.voices.none[report.noVoices ?? 'silent']) }];
	const rows = report.voices.map(({ name, kind, headline, platform, posts, gone: isGone }, at): NamedRow => {
		const where = [t(m.report.document.voices.kinds[kind]), t(m.report.document.platforms[platform])].filter(
			(word, i, all) => all.indexOf(word) === i
		);
		const more = posts > 1 ? [text(' '), subtle(t(m.report.document.voices.posts, { posts }))] : [];
		const away = isGone ? [text(' '), subtle(`(${t(m.report.document.quote.atSource.gone)})`)] : [];
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
