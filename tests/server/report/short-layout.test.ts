import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '$lib/domain/report/content';
import { languages, type Language } from '$lib/i18n/language';
import { wordsIn } from '$lib/i18n/words';
import type { ShortBlock } from '$lib/report/write/document';
import { linesOf, textOf, type Flow } from '$lib/report/write/flow';
import { countWords, MAX_WORDS } from '$lib/report/write/short/shortening';
import { writeShortReport } from '$lib/report/write/short/short-report';
import { docx } from '$lib/server/read/report/export/docx';
import { colours } from '$lib/server/read/report/export/drawing';
import { exportedOf, type Exported } from '$lib/server/read/report/export/export-kind';
import { pdf } from '$lib/server/read/report/export/pdf';
import { renderShortArticle } from '$lib/server/read/report/render-html';
import { largeReport } from '../../domain/large-report';
import { draftFrame } from '../../domain/report-facts';
import { isIn, layoutOf, seenWords, type PageLayout } from './pdf-layout';
import { entryOf } from './zip-entry';

/* The page, the PDF and the Word file of a short report are one document: the same words, blocks and marks. */

const exportedIn = (report: Report, language: Language): Exported =>
	exportedOf(report, draftFrame, '', language, wordsIn(language));
const documentOf = ({ report, frame, words }: Exported) => writeShortReport(report, frame, words);
const pdfOf = async (of: Exported): Promise<PageLayout[]> => layoutOf(await pdf.write(of));
const wordOf = async (of: Exported): Promise<string> => entryOf(Buffer.from(await docx.write(of)), 'word/document.xml');
const unmarked = (markup: string): string => markup.replace(/<[^>]*>/g, ' ').replace(/&[a-z#0-9]+;/g, '’');
const squeezed = (text: string): string => text.replace(/[\s\u2066-\u2069]+/g, '');

/** Each with its language; the seed is fixed, so that a failure can be repeated. */
const large = fc.sample(fc.tuple(largeReport, fc.constantFrom(...languages)), { numRuns: 7, seed: 54 });
const samples = large.map(([report, language], at) => ({
	name: `${String(at)} (${language}, ${report.incident.phase})`,
	of: exportedIn(report, language)
}));

const rowsWithMarks = (blocks: readonly ShortBlock[]) =>
	blocks.flatMap((block) =>
		block.kind !== 'table'
			? []
			: block.rows.map(({ head, under, cells }) => {
					const pieces = [head, ...under, ...cells.map((cell) => cell ?? [])].flat();
					const marks = pieces.filter(
						(piece) =>
							['risk', 'replaced', 'trend'].includes(piece.kind) || (piece.kind === 'recent' && piece.counts.length > 1)
					);
					return { about: textOf(head), marks: marks.length };
				})
	);

describe.each(samples)('the large incident $name', ({ of }) => {
	const flow: readonly Flow[] = of.short;
	const { sections } = documentOf(of);
	let pages: PageLayout[];
	let word: string;
	beforeAll(async () => {
		[pages, word] = [await pdfOf(of), await wordOf(of)];
	});

	test('has at most 900 words in each form, and two pages', () => {
		expect(pages.length).toBeLessThanOrEqual(2);
		const onPaper = pages.flatMap(({ texts, outside }) => [...seenWords(texts), ...seenWords(outside)]);
		const inWord = word.replace(/<\/w:p>|<w:tab\/>/g, '\n').replace(/<[^>]*>/g, '');
		const article = unmarked(renderShortArticle(of.report, of.frame, of.language));
		for (const text of [onPaper.join(' '), inWord, article]) {
			expect(countWords(text)).toBeGreaterThan(100);
			expect(countWords(text)).toBeLessThanOrEqual(MAX_WORDS);
		}
	});

	test('has its blocks in the same order in the PDF, and no heading away from the beginning of its block', () => {
		const text = squeezed(pages.flatMap(({ texts }) => texts.map((each) => each.text)).join(''));
		const ends = pages.map(
			(_, at) =>
				squeezed(
					pages
						.slice(0, at + 1)
						.flatMap(({ texts }) => texts.map((each) => each.text))
						.join('')
				).length
		);
		const pageAt = (position: number): number => ends.findIndex((end) => position < end);
		let position = 0;
		let heading: number | null = null;
		const walk = (blocks: readonly Flow[]): void => {
			for (const block of blocks) {
				if (block.kind === 'panel') walk(block.blocks);
				else if (block.kind === 'columns') block.columns.forEach(walk);
				else
					for (const [at, line] of linesIn(block).entries()) {
						const found = text.indexOf(squeezed(line), position);
						expect(found, line).toBeGreaterThanOrEqual(position);
						position = found + squeezed(line).length;
						if (heading !== null && at === 0) expect(pageAt(found), line).toBe(heading);
						heading = block.kind === 'heading' ? pageAt(found) : null;
					}
			}
		};
		walk(flow);
	});

	test('breaks no word in the PDF', () => {
		const seen = new Set(pages.flatMap(({ texts }) => seenWords(texts)));
		const words = flow.flatMap(linesOf).flatMap((line) => line.replace(/[\u2066-\u2069]/g, '').split(/\s+/));
		const times = new Set(
			sections.flatMap(({ blocks }) =>
				blocks.flatMap((block) =>
					block.kind === 'done'
						? [...(block.chart?.times ?? []), ...(block.chart?.marks ?? []).flatMap(({ label }) => label.split(' '))]
						: []
				)
			)
		);
		expect(words.filter((word) => word !== '' && word.length <= 24 && !seen.has(word) && !times.has(word))).toEqual([]);
	});

	test('has as many marks in each row in the PDF and in Word as on the page', () => {
		const rows = rowsWithMarks(sections.flatMap(({ blocks }) => blocks));
		const wordRows = word.split('<w:tr>');
		const paper = pages.flatMap(rowsOn);
		for (const { about, marks } of rows) {
			const inWord = wordRows.find((row) => squeezed(unmarked(row)).startsWith(squeezed(about)));
			expect(inWord?.match(/<wp:docPr /g)?.length ?? 0, about).toBe(marks);
			expect(paper.find(({ text }) => text.startsWith(squeezed(about)))?.marks, about).toBe(marks);
		}
	});

	test('has the advice on a grey ground, and nothing else', () => {
		const panel = flow.find((block) => block.kind === 'panel');
		const advice = squeezed(panel ? linesOf(panel).join('') : '');
		const grey = pages.flatMap(({ texts, shapes }) => {
			const grounds = shapes.filter(({ fill }) => fill === colours.panel);
			return texts.filter((text) => grounds.some((ground) => isIn(text, ground)));
		});
		expect(squeezed(grey.map(({ text }) => text).join(''))).toBe(advice);
		const shaded = word.split(/(?=<w:tbl>)/).find((part) => part.includes(colours.panel.slice(1).toUpperCase()));
		expect(squeezed(unmarked(shaded ?? ''))).toContain(
			squeezed(sections.find(({ id }) => id === 'advice')?.title ?? '-')
		);
	});
});

/** Without what is drawn as a chart. */
const linesIn = (block: Flow): string[] =>
	(block.kind === 'chart' ? [block.chart.says] : linesOf(block)).filter((line) => line !== '');

/** What stands between two lines across the page, and how many marks are drawn there. */
function rowsOn({ texts, shapes }: PageLayout): { text: string; marks: number }[] {
	const lines = shapes
		.filter(({ fill, left, right, top, bottom }) => fill === null && right - left > 300 && bottom - top < 1)
		.map(({ top }) => top)
		.sort((a, b) => a - b);
	return [...lines, Infinity].map((bottom, at) => {
		const top = lines[at - 1] ?? 0;
		const isHere = (area: { top: number; bottom: number }): boolean => area.bottom > top + 1 && area.bottom <= bottom;
		const marks = new Set(shapes.filter((shape) => shape.mark !== null && isHere(shape)).map(({ mark }) => mark));
		return {
			text: squeezed(
				texts
					.filter(isHere)
					.map(({ text }) => text)
					.join('')
			),
			marks: marks.size
		};
	});
}

const hasOffice = spawnSync('soffice', ['--version'], { timeout: 20_000 }).status === 0;
test.runIf(hasOffice)(
	'LibreOffice shows the Word file of a large incident on two pages, with whole words as headings of columns',
	async () => {
		const folder = await mkdtemp(join(tmpdir(), 'voelspriet-short-'));
		try {
			const chosen = samples.filter(({ of }) => of.report.incident.phase === 'acute').slice(0, 2);
			for (const [at, { of }] of chosen.entries())
				await writeFile(join(folder, `${String(at)}.docx`), await docx.write(of));
			const files = chosen.map((_, at) => join(folder, `${String(at)}.docx`));
			const options = { env: { ...process.env, HOME: folder }, timeout: 60_000 };
			spawnSync('soffice', ['--headless', '--convert-to', 'pdf', '--outdir', folder, ...files], options);
			for (const [at, { of }] of chosen.entries()) {
				const pages = await layoutOf(await readFile(join(folder, `${String(at)}.pdf`)));
				expect(pages.length).toBeLessThanOrEqual(2);
				const seen = new Set(pages.flatMap(({ texts, outside }) => [...seenWords(texts), ...seenWords(outside)]));
				const heads = of.short.flatMap((block) =>
					block.kind === 'table' ? (block.columns ?? []).flatMap(({ label }) => label.split(' ')) : []
				);
				expect(heads.length).toBeGreaterThan(5);
				expect(heads.filter((head) => !seen.has(head))).toEqual([]);
			}
		} finally {
			await rm(folder, { recursive: true });
		}
	},
	90_000
);
