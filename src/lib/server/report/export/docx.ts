import {
	AlignmentType,
	BorderStyle,
	Document,
	Footer,
	Header,
	HeadingLevel,
	ImageRun,
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
import { headingOf, type Flow, type Runs } from '$lib/report/write/flow';
import type { Exported, ExportKind } from './export-kind';

const levels = { 1: HeadingLevel.TITLE, 2: HeadingLevel.HEADING_1, 3: HeadingLevel.HEADING_2 } as const;
/** Twentieths of a point: the text width on A4 between margins of 2.5 cm. */
const WIDTH = 9070;
/** The column of the numbers next to bars. */
const NUMBER = 1200;
const thin = { style: BorderStyle.SINGLE, size: 4, color: 'B8B8B8' } as const;
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const borders = { top: none, left: none, right: none, bottom: thin } as const;

/** A Word document with real styles: headings, lists, tables with repeated heads, the language of each passage. */
export const docx = {
	extension: 'docx',
	type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	inThread: true,
	isCompressed: true,
	async write(exported) {
		const { language, title, flow } = exported;
		const writer = new Writer(language === 'nl' ? 'nl-NL' : 'en-GB');
		const document = new Document({
			title,
			creator: 'Voelspriet',
			styles: {
				default: {
					document: {
						run: { font: 'Calibri', size: 22, language: { value: writer.language } },
						paragraph: { spacing: { after: 80 } }
					},
					title: {
						run: { font: 'Calibri', size: 36, bold: true, color: '1A1A1A' },
						paragraph: { spacing: { after: 120 } }
					},
					heading1: {
						run: { font: 'Calibri', size: 28, bold: true, color: '1A1A1A' },
						paragraph: { spacing: { before: 320, after: 80 }, keepNext: true }
					},
					heading2: {
						run: { font: 'Calibri', size: 24, bold: true, color: '1A1A1A' },
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
					properties: { page: { margin: { top: 1417, bottom: 1417, left: 1417, right: 1417 } } },
					...(exported.report.incident.exercise && { headers: { default: plate(exported) } }),
					footers: { default: foot(exported) },
					children: flow.flatMap((block) => writer.block(block))
				}
			]
		});
		return new Uint8Array(await Packer.toBuffer(document));
	}
} as const satisfies ExportKind;

/** Above each page of an exercise. */
const plate = ({ words }: Exported): Header =>
	new Header({
		children: [
			new Paragraph({
				alignment: AlignmentType.CENTER,
				shading: { type: ShadingType.CLEAR, color: 'auto', fill: 'FFD23F' },
				children: [run(words.t('exercise.word').toUpperCase(), { bold: true, size: 22, color: '1A1A1A' })]
			})
		]
	});

const foot = ({ title }: Exported): Footer =>
	new Footer({
		children: [
			new Paragraph({
				alignment: AlignmentType.RIGHT,
				children: [
					new TextRun({ text: `${title} – `, size: 16 }),
					new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES], size: 16 })
				]
			})
		]
	});

class Writer {
	constructor(readonly language: string) {}

	block(block: Flow): (Paragraph | Table)[] {
		switch (block.kind) {
			case 'kicker':
				return [new Paragraph({ children: [run(block.text, { bold: true, size: 20 })] })];
			case 'heading':
				return [
					new Paragraph({
						heading: levels[block.level],
						children: headingOf(block).map(({ text, strong }) => run(text, { bold: strong === true }))
					})
				];
			case 'paragraph':
				return [
					new Paragraph({
						children: this.runs(block.runs, block.style === 'lead' ? 26 : block.style === 'small' ? 17 : undefined)
					})
				];
			case 'list':
				return block.items.map(
					(item) => new Paragraph({ numbering: { reference: 'points', level: 0 }, children: this.runs(item) })
				);
			case 'terms':
				return block.rows.flatMap(({ name, lines }) => [
					new Paragraph({ keepNext: true, spacing: { before: 100, after: 20 }, children: [run(name, { bold: true })] }),
					...lines.map(
						(line) => new Paragraph({ indent: { left: 360 }, spacing: { after: 20 }, children: this.runs(line) })
					)
				]);
			case 'table':
				return [
					new Paragraph({ keepNext: true, spacing: { before: 160 }, children: [run(block.caption, { bold: true })] }),
					this.#table(block),
					new Paragraph({ children: [] })
				];
		}
	}

	#table({ columns, rows, bars }: Extract<Flow, { kind: 'table' }>): Table {
		const count = (columns?.length ?? rows[0]?.length ?? 1) + (bars ? 1 : 0);
		const first = Math.round(WIDTH * (bars ? 0.3 : count > 4 ? 0.31 : 0.5));
		const widths = bars
			? [first, NUMBER, WIDTH - first - NUMBER]
			: Array.from({ length: count }, (_, at) =>
					at === 0 ? first : Math.floor((WIDTH - first) / Math.max(1, count - 1))
				);
		const cell = (at: number, children: Paragraph[]): TableCell =>
			new TableCell({
				borders,
				width: { size: widths[at] ?? first, type: WidthType.DXA },
				margins: { top: 40, bottom: 40, right: 80 },
				children
			});
		const sided = (at: number) => (columns?.[at]?.number ? { alignment: AlignmentType.RIGHT } : {});
		const head =
			columns &&
			new TableRow({
				tableHeader: true,
				children: columns.map(({ label }, at) =>
					cell(at, [new Paragraph({ ...sided(at), children: [run(label, { bold: true, size: 18 })] })])
				)
			});
		const body = rows.map(
			(cells, row) =>
				new TableRow({
					cantSplit: true,
					children: [
						...cells.map((lines, at) =>
							cell(
								at,
								lines.map(
									(line) => new Paragraph({ ...sided(at), spacing: { after: 0 }, children: this.runs(line, 20) })
								)
							)
						),
						...(bars ? [cell(2, [new Paragraph({ spacing: { after: 0 }, children: barOf(bars[row] ?? 0) })])] : [])
					]
				})
		);
		return new Table({
			columnWidths: widths,
			width: { size: WIDTH, type: WidthType.DXA },
			rows: head ? [head, ...body] : body
		});
	}

	runs(runs: Runs, size?: number): TextRun[] {
		return runs.map(({ text, strong, dutch }) =>
			run(text, {
				...(strong && { bold: true }),
				...(size && { size }),
				...(dutch && this.language !== 'nl-NL' && { language: { value: 'nl-NL' } })
			})
		);
	}
}

/** One grey point, drawn as wide as the share: an image that every word processor supports. */
const POINT = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGOIzq4GAAJmAUKV0R99AAAAAElFTkSuQmCC',
	'base64'
);
/** Pixels of a whole share. */
const BAR = 260;
const barOf = (percent: number): ImageRun[] =>
	percent === 0
		? []
		: [
				new ImageRun({
					type: 'png',
					data: POINT,
					transformation: { width: Math.max(1, Math.round((BAR * percent) / 100)), height: 10 },
					altText: { name: 'bar', title: '', description: '' }
				})
			];

const run = (text: string, style: Omit<IRunOptions, 'text' | 'children'>): TextRun => new TextRun({ ...style, text });
