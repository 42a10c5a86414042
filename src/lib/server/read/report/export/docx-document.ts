import * as m from '$lib/messages';
import {
	AlignmentType,
	BorderStyle,
	Document,
	Footer,
	Header,
	HeadingLevel,
	type IParagraphOptions,
	type IRunOptions,
	LevelFormat,
	Packer,
	PageNumber,
	Paragraph,
	ShadingType,
	Tab,
	TabStopType,
	Table,
	TableCell,
	TableRow,
	TextRun,
	WidthType
} from 'docx';
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { inXml } from '$lib/domain/core/text';
import { lineBreak } from '$lib/domain/core/texts/clean';
import { isolated } from '$lib/i18n/isolated';
import { wordsIn } from '$lib/i18n/words';
import type { ActionChart } from '$lib/report/write/document';
import { headingOf, plainTextOf, type Flow, type Runs } from '$lib/report/write/flow';
import { columnWidths, extentsOf } from './column-widths';
import { wordDrawing } from './docx-drawing';
import { isFromRight, wordPassages } from './docx-language';
import { chartDrawing, colours, iconDrawing, sparkDrawing, type VectorDrawing } from './drawing';
import type { PdfFrame } from './pdf-document';
import { Fonts } from './pdf-fonts';

const levels = { 1: HeadingLevel.TITLE, 2: HeadingLevel.HEADING_1, 3: HeadingLevel.HEADING_2 } as const;
/** Twentieths of a point. */
const A4 = { width: 11906, height: 16838 } as const;
/** How tightly a document is set: the full report, or the one on two pages. Font sizes are in half points. */
interface Density {
	readonly margin: number;
	readonly sizes: Readonly<
		Record<'kicker' | 'text' | 'cell' | 'head' | 'lead' | 'small' | 'title' | 'part' | 'section', number>
	>;
	/** Before a part's heading, after a paragraph, and above and below a cell. */
	readonly gaps: { readonly part: number; readonly paragraph: number; readonly cell: number };
}
const full: Density = {
	margin: 1417,
	sizes: { kicker: 20, text: 22, cell: 20, head: 20, lead: 26, small: 17, title: 36, part: 28, section: 24 },
	gaps: { part: 320, paragraph: 80, cell: 40 }
};
/** As the printed page, which is set by short-report.css. */
const tight: Density = {
	margin: 800,
	sizes: { kicker: 20, text: 18, cell: 18, head: 19, lead: 22, small: 16, title: 32, part: 22, section: 20 },
	gaps: { part: 110, paragraph: 30, cell: 18 }
};
const hex = (colour: string): string => colour.slice(1).toUpperCase();
const thin = { style: BorderStyle.SINGLE, size: 4, color: hex(colours.rule) } as const;
const dark = { style: BorderStyle.SINGLE, size: 12, color: hex(colours.ink) } as const;
const noBorder = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const borders = { top: noBorder, left: noBorder, right: noBorder, bottom: thin } as const;
const bare = { ...borders, bottom: noBorder } as const;
const bareTable = { ...bare, insideHorizontal: noBorder, insideVertical: noBorder } as const;
/** Of a cell, at its right, and of the grey ground around its text. */
const GAP = 80;
const PAD = 120;
const BETWEEN_COLUMNS = 240;
/** The height of the chart, in points. */
const CHART = 46;
/** Points and twentieths of them. */
const TWIPS = 20;
/** Widths are measured in the font of the PDF; the font that Word has may be wider than that. */
const OTHER_FONT = 1.12;

/** The metadata of a document. */
export type DocxFrame = Pick<PdfFrame, 'title' | 'language' | 'exercise'>;
/** The same as {@link documentDocx}, on two pages. */
export const shortDocx = (frame: DocxFrame, flow: readonly Flow[]): Promise<Uint8Array> =>
	documentDocx(frame, flow, tight);

/** A Word document with real styles: headings, lists, tables with repeated heads, the language of each passage. */
export async function documentDocx(
	frame: DocxFrame,
	flow: readonly Flow[],
	density: Density = full
): Promise<Uint8Array> {
	const { language, title, exercise } = frame;
	const { margin, sizes, gaps } = density;
	const writer = new Writer(language === 'nl' ? 'nl-NL' : 'en-GB', density);
	const document = new Document({
		title: inXml(title),
		creator: 'Voelspriet',
		styles: {
			default: {
				document: {
					run: { font: 'Calibri', size: sizes.text, language: { value: writer.language } },
					paragraph: { spacing: { after: gaps.paragraph } }
				},
				title: {
					run: { font: 'Calibri', size: sizes.title, bold: true, color: '1A1A1A' },
					paragraph: { spacing: { after: gaps.paragraph } }
				},
				heading1: {
					run: { font: 'Calibri', size: sizes.part, bold: true, color: '1A1A1A' },
					paragraph: { spacing: { before: gaps.part, after: gaps.paragraph }, keepNext: true }
				},
				heading2: {
					run: { font: 'Calibri', size: sizes.section, bold: true, color: '1A1A1A' },
					paragraph: { spacing: { before: 240, after: 80 }, keepNext: true }
				}
			}
		},
		numbering: {
			config: [
				{
					reference: 'points',
					levels: [
						{
							level: 0,
							format: LevelFormat.BULLET,
							text: '•',
							style: { paragraph: { indent: { left: 360, hanging: 240 } } }
						}
					]
				}
			]
		},
		sections: [
			{
				properties: {
					page: {
						size: A4,
						margin: { top: margin, bottom: margin, left: margin, right: margin, header: margin / 2, footer: margin / 2 }
					}
				},
				...(exercise && { headers: { default: plate(frame) } }),
				footers: { default: foot(frame) },
				children: flow.flatMap((block) => writer.block(block))
			}
		]
	});
	return new Uint8Array(await Packer.toBuffer(document));
}

/** Above each page of an exercise. */
const plate = ({ language }: DocxFrame): Header =>
	new Header({
		children: [
			new Paragraph({
				alignment: AlignmentType.CENTER,
				shading: { type: ShadingType.CLEAR, color: 'auto', fill: 'FFD23F' },
				children: run(wordsIn(language).t(m.exercise.word).toUpperCase(), { bold: true, size: 22, color: '1A1A1A' })
			})
		]
	});

const foot = ({ title }: DocxFrame): Footer =>
	new Footer({
		children: [
			new Paragraph({
				alignment: AlignmentType.RIGHT,
				children: [
					...run(`${title} – `, { size: 16 }),
					new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES], size: 16 })
				]
			})
		]
	});

class Writer {
	/** Of the text, in twentieths of a point. */
	readonly #width: number;
	readonly #fonts: Fonts;
	#drawings = 0;
	#ground = '#ffffff';

	constructor(
		readonly language: string,
		readonly density: Density
	) {
		this.#width = A4.width - 2 * density.margin;
		const measured = new PDFDocument({ font: '' });
		this.#fonts = new Fonts(measured, createRequire(import.meta.url), language === 'nl-NL' ? 'nl' : 'en');
	}

	block(block: Flow, width = this.#width): (Paragraph | Table)[] {
		const { sizes, gaps } = this.density;
		switch (block.kind) {
			case 'kicker':
				return [new Paragraph({ children: run(block.text, { bold: true, size: sizes.kicker }) })];
			case 'heading':
				return [
					paragraphOf(
						headingOf(block),
						headingOf(block).flatMap(({ text, strong }) =>
							run(text, { bold: strong === true, ...(!strong && { color: hex(colours.soft) }) })
						),
						{ heading: levels[block.level] }
					)
				];
			case 'paragraph':
				return [
					paragraphOf(
						block.runs,
						this.runs(
							block.runs,
							block.style === 'lead' ? sizes.lead : block.style === 'small' ? sizes.small : undefined
						)
					)
				];
			case 'list':
				return block.items.map((item) =>
					paragraphOf(
						item,
						this.runs(item),
						item[0]?.text === '' && item[0].icon
							? { indent: { left: 240, hanging: 240 } }
							: { numbering: { reference: 'points', level: 0 } }
					)
				);
			case 'terms':
				return block.beside
					? [
							this.#table(
								{
									columns: null,
									rows: block.rows.map(({ name, lines }) => [[[{ text: name, tone: 'soft' }]], lines])
								},
								width
							)
						]
					: block.rows.flatMap(({ name, lines }) => [
							new Paragraph({
								keepNext: true,
								spacing: { before: 100, after: 20 },
								children: run(name, { bold: true })
							}),
							...lines.map((line) =>
								paragraphOf(line, this.runs(line), { indent: { left: 360 }, spacing: { after: 20 } })
							)
						]);
			case 'columns':
				return [this.#columns(block.columns, width)];
			case 'panel':
				return [this.#panel(block.blocks, width)];
			case 'chart':
				return this.#chart(block.chart, width);
			case 'table':
				return [
					...(block.caption === ''
						? []
						: [
								new Paragraph({
									keepNext: true,
									spacing: { before: 2 * gaps.paragraph },
									children: run(block.caption, { bold: true })
								})
							]),
					this.#table(block, width),
					...(this.density === full ? [new Paragraph({ children: [] })] : [])
				];
		}
	}

	/** A row without lines. Word needs a paragraph after a table in a cell. */
	#columns(columns: Extract<Flow, { kind: 'columns' }>['columns'], whole: number): Table {
		const width = Math.floor(whole / columns.length);
		const children = columns.map(
			(column) =>
				new TableCell({
					borders: bare,
					width: { size: width, type: WidthType.DXA },
					margins: { left: 0, right: BETWEEN_COLUMNS },
					children: column.flatMap((block) => this.block(block, width - BETWEEN_COLUMNS)).flatMap(withParagraph)
				})
		);
		return new Table({
			columnWidths: columns.map(() => width),
			width: { size: whole, type: WidthType.DXA },
			borders: bareTable,
			rows: [new TableRow({ cantSplit: true, children })]
		});
	}

	/** Blocks on a grey ground under a dark line. */
	#panel(blocks: readonly Flow[], whole: number): Table {
		this.#ground = colours.panel;
		const children = blocks.flatMap((block) => this.block(block, whole - 2 * PAD)).flatMap(withParagraph);
		this.#ground = '#ffffff';
		const cell = new TableCell({
			borders: { ...bare, top: dark },
			width: { size: whole, type: WidthType.DXA },
			margins: { top: PAD / 2, bottom: PAD / 2, left: PAD, right: PAD },
			shading: { type: ShadingType.CLEAR, color: 'auto', fill: hex(colours.panel) },
			children
		});
		return new Table({
			columnWidths: [whole],
			width: { size: whole, type: WidthType.DXA },
			borders: bareTable,
			rows: [new TableRow({ children: [cell] })]
		});
	}

	/** The numbers of the marks, the bars, the times under them, and the sentence. */
	#chart(chart: ActionChart, width: number): Paragraph[] {
		const { marks, times, says } = chart;
		const size = this.density.sizes.small;
		const labels = (all: readonly { readonly at: number; readonly label: string }[]): Paragraph =>
			new Paragraph({
				keepNext: true,
				spacing: { after: 0 },
				tabStops: all.map(({ at }) => ({
					type: at < 6 ? TabStopType.LEFT : at > 94 ? TabStopType.RIGHT : TabStopType.CENTER,
					position: Math.round((width * Math.min(at, 100)) / 100)
				})),
				children: all.flatMap(({ at, label }) => [
					...(at === 0 ? [] : [new TextRun({ children: [new Tab()] })]),
					...run(label, { size, color: hex(colours.soft) })
				])
			});
		return [
			...(marks.length === 0 ? [] : [labels(marks)]),
			new Paragraph({
				keepNext: true,
				spacing: { after: 0 },
				children: [this.#drawing(chartDrawing(chart, width / TWIPS, CHART), CHART)]
			}),
			labels(times.map((label, at) => ({ at: (100 * at) / Math.max(1, times.length - 1), label }))),
			new Paragraph({ children: run(says, {}) })
		];
	}

	#drawing(drawing: VectorDrawing, height: number): TextRun {
		const id = this.#drawings + 1;
		// Each path has an id of its own.
		this.#drawings += 1 + drawing.paths.length;
		return new TextRun({ children: [wordDrawing(drawing, id, height)] });
	}

	#table({ columns, rows }: Omit<Extract<Flow, { kind: 'table' }>, 'kind' | 'caption'>, whole: number): Table {
		const { gaps, sizes } = this.density;
		const heads = columns?.map(({ label }): Runs[] => [[{ text: label, tone: 'soft' }]]);
		// In a table with heads the first line of a row says what it is about.
		const sizeOf = (column: number, line: number): number => (heads && column + line === 0 ? sizes.head : sizes.cell);
		const measure = (runs: Runs, ...at: [number, number]) => {
			const { word, line } = this.#fonts.extent(runs, sizeOf(...at) / 2);
			return { word: word * TWIPS * OTHER_FONT, line: line * TWIPS * OTHER_FONT };
		};
		const widths = columnWidths(extentsOf(heads, rows, measure, GAP), whole).map(Math.floor);
		/** The heads stay with the first rows. */
		const row = (cells: readonly (readonly Runs[])[], isHead: boolean, keepNext = isHead): TableRow =>
			new TableRow({
				...(isHead ? { tableHeader: true } : { cantSplit: true }),
				children: cells.map(
					(lines, at) =>
						new TableCell({
							borders,
							width: { size: widths[at] ?? 0, type: WidthType.DXA },
							margins: { top: gaps.cell, bottom: gaps.cell, left: 0, right: at === cells.length - 1 ? 0 : GAP },
							children: lines.map((line, index) =>
								paragraphOf(line, this.runs(line, isHead ? Math.min(18, sizes.cell) : sizeOf(at, index)), {
									...(columns?.[at]?.number && { alignment: AlignmentType.RIGHT }),
									spacing: { after: 0 },
									keepNext
								})
							)
						})
				)
			});
		return new Table({
			columnWidths: widths,
			width: { size: whole, type: WidthType.DXA },
			rows: [
				...(heads ? [row(heads, true)] : []),
				...rows.map((cells, at) => row(cells, false, at === 0 && rows.length > 1))
			]
		});
	}

	runs(runs: Runs, size: number = this.density.sizes.text): TextRun[] {
		return runs.flatMap(({ text, strong, struck, dutch, tone, icon, spark }) => {
			const isDanger = tone === 'danger';
			const shading = { type: ShadingType.CLEAR, color: 'auto', fill: hex(colours.dangerGround) } as const;
			const colour = tone === undefined ? colours.ink : colours[tone];
			const course = spark ? sparkDrawing(spark) : null;
			// Icons are drawn in the colour of their words, beside any ground that those have.
			const shown = isDanger ? colours.dangerGround : colour;
			return [
				...(icon
					? [this.#drawing(iconDrawing(icon, shown, this.#ground), size * 0.45), ...run('\u00a0', { size })]
					: []),
				...run(text, {
					...(strong && { bold: true }),
					...(struck && { strike: true }),
					size,
					...(tone && { color: hex(colour) }),
					...(isDanger && { shading }),
					...(dutch && this.language !== 'nl-NL' && { language: { value: 'nl-NL' } })
				}),
				...(course ? [...run('\u00a0', { size }), this.#drawing(course, size * 0.5)] : [])
			];
		});
	}
}

/** Word refuses a cell that ends with a table. */
const withParagraph = (block: Paragraph | Table, at: number, all: readonly unknown[]): (Paragraph | Table)[] =>
	block instanceof Table && at === all.length - 1 ? [block, new Paragraph({ children: [] })] : [block];

/** A text with its line breaks, and each passage in its own direction and language, without what XML cannot contain. */
const run = (text: string, style: Omit<IRunOptions, 'text' | 'children' | 'break'>): TextRun[] =>
	isolated(inXml(text.replace(lineBreak, '\n')))
		.split('\n')
		.flatMap((line, at) =>
			wordPassages(line).map(
				(passage, index) => new TextRun({ ...style, ...passage, ...(at > 0 && index === 0 && { break: 1 }) })
			)
		);

/** A paragraph of these runs, from right to left where its words are. */
const paragraphOf = (runs: Runs, children: TextRun[], options: Omit<IParagraphOptions, 'children'> = {}): Paragraph =>
	new Paragraph({ ...options, ...(isFromRight(plainTextOf(runs)) && { bidirectional: true }), children });
