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
	Table,
	TableCell,
	TableRow,
	TextRun,
	WidthType
} from 'docx';
import { inXml } from '$lib/domain/core/text';
import { lineBreak } from '$lib/domain/core/texts/clean';
import { isolated } from '$lib/i18n/isolated';
import { wordsIn } from '$lib/i18n/words';
import { headingOf, plainTextOf, type Flow, type Runs } from '$lib/report/write/flow';
import { isFromRight, wordPassages } from './docx-language';
import type { PdfFrame } from './pdf-document';

const levels = { 1: HeadingLevel.TITLE, 2: HeadingLevel.HEADING_1, 3: HeadingLevel.HEADING_2 } as const;
/** Twentieths of a point. */
const A4 = { width: 11906, height: 16838 } as const;
/** How tightly a document is set: the full report, or the one on two pages. Font sizes are in half points. */
interface Density {
	readonly margin: number;
	readonly sizes: Readonly<
		Record<'kicker' | 'text' | 'cell' | 'lead' | 'small' | 'title' | 'part' | 'section', number>
	>;
	/** Before a part's heading, after a paragraph, and above and below a cell. */
	readonly gaps: { readonly part: number; readonly paragraph: number; readonly cell: number };
}
const full: Density = {
	margin: 1417,
	sizes: { kicker: 20, text: 22, cell: 20, lead: 26, small: 17, title: 36, part: 28, section: 24 },
	gaps: { part: 320, paragraph: 80, cell: 40 }
};
const tight: Density = {
	margin: 850,
	sizes: { kicker: 18, text: 18, cell: 18, lead: 21, small: 15, title: 30, part: 22, section: 20 },
	gaps: { part: 110, paragraph: 30, cell: 18 }
};
const thin = { style: BorderStyle.SINGLE, size: 4, color: 'B8B8B8' } as const;
const noBorder = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const borders = { top: noBorder, left: noBorder, right: noBorder, bottom: thin } as const;

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

	constructor(
		readonly language: string,
		readonly density: Density
	) {
		this.#width = A4.width - 2 * density.margin;
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
						headingOf(block).flatMap(({ text, strong }) => run(text, { bold: strong === true })),
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
					paragraphOf(item, this.runs(item), { numbering: { reference: 'points', level: 0 } })
				);
			case 'terms':
				return block.beside
					? [
							this.#table(
								{
									columns: null,
									rows: block.rows.map(({ name, lines }) => [[[{ text: name }]], lines]),
									widths: [0.2, 0.8]
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
			case 'chart':
				return [new Paragraph({ children: run(block.chart.says, {}) })];
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
					borders: { top: noBorder, left: noBorder, right: noBorder, bottom: noBorder },
					width: { size: width, type: WidthType.DXA },
					margins: { right: 200 },
					children: column.flatMap((block) => this.block(block, width - 200)).flatMap(withParagraph)
				})
		);
		return new Table({
			columnWidths: columns.map(() => width),
			width: { size: whole, type: WidthType.DXA },
			borders: {
				top: noBorder,
				left: noBorder,
				right: noBorder,
				bottom: noBorder,
				insideHorizontal: noBorder,
				insideVertical: noBorder
			},
			rows: [new TableRow({ cantSplit: true, children })]
		});
	}

	#table(
		{ columns, rows, widths: shares }: Omit<Extract<Flow, { kind: 'table' }>, 'kind' | 'caption'>,
		whole: number
	): Table {
		const { gaps, sizes } = this.density;
		const size = sizes.cell;
		const count = columns?.length ?? rows[0]?.length ?? 1;
		const first = Math.round(whole * (count > 4 ? 0.31 : 0.5));
		const widths =
			shares?.map((share) => Math.round(whole * share)) ??
			Array.from({ length: count }, (_, at) =>
				at === 0 ? first : Math.floor((whole - first) / Math.max(1, count - 1))
			);
		const cell = (at: number, children: Paragraph[]): TableCell =>
			new TableCell({
				borders,
				width: { size: widths[at] ?? first, type: WidthType.DXA },
				margins: { top: gaps.cell, bottom: gaps.cell, right: 80 },
				children
			});
		const sided = (at: number) => (columns?.[at]?.number ? { alignment: AlignmentType.RIGHT } : {});
		const head =
			columns &&
			new TableRow({
				tableHeader: true,
				children: columns.map(({ label }, at) =>
					cell(at, [
						new Paragraph({
							...sided(at),
							spacing: { after: 0 },
							children: run(label, { bold: true, size: Math.min(18, size) })
						})
					])
				)
			});
		const body = rows.map(
			(cells) =>
				new TableRow({
					cantSplit: true,
					children: [
						...cells.map((lines, at) =>
							cell(
								at,
								lines.map((line) => paragraphOf(line, this.runs(line, size), { ...sided(at), spacing: { after: 0 } }))
							)
						)
					]
				})
		);
		return new Table({
			columnWidths: widths,
			width: { size: whole, type: WidthType.DXA },
			rows: head ? [head, ...body] : body
		});
	}

	runs(runs: Runs, size?: number): TextRun[] {
		return runs.flatMap(({ text, strong, struck, dutch }) =>
			run(text, {
				...(strong && { bold: true }),
				...(struck && { strike: true }),
				...(size && { size }),
				...(dutch && this.language !== 'nl-NL' && { language: { value: 'nl-NL' } })
			})
		);
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
