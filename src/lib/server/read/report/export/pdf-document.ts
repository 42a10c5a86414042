import * as m from '$lib/messages';
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { inXml } from '$lib/domain/core/text';
import type { Language } from '$lib/i18n/language';
import { wordsIn } from '$lib/i18n/words';
import type { ActionChart } from '$lib/report/write/document';
import { headingOf, type Flow, type Run, type Runs } from '$lib/report/write/flow';
import { Fonts } from './pdf-fonts';

/** How tightly a document is set: the full report, or the one on two pages. In points. */
interface Density {
	readonly margin: number;
	readonly sizes: Readonly<Record<'kicker' | 1 | 2 | 3 | 'text' | 'lead' | 'small', number>>;
	/** Before a part's heading, after a paragraph, and above and below a row of a table. */
	readonly gaps: { readonly part: number; readonly paragraph: number; readonly row: number };
}
const full: Density = {
	margin: 56,
	sizes: { kicker: 9, 1: 20, 2: 14, 3: 11.5, text: 9.5, lead: 11.5, small: 7.5 },
	gaps: { part: 16, paragraph: 3, row: 3 }
};
const tight: Density = {
	margin: 42,
	sizes: { kicker: 8.5, 1: 16, 2: 11, 3: 10, text: 8.5, lead: 10.5, small: 7.2 },
	gaps: { part: 7, paragraph: 1.5, row: 1.7 }
};
const INK = '#1a1a1a';
const SOFT = '#555555';
const LINE = '#b8b8b8';
const GAP = 8;
const PLATE = '#ffd23f';
/** Bars of the chart, the last and the others, and its height. */
const BAR = '#5b6b7b';
const PALE = '#808ea0';
const CHART = 46;
const BETWEEN_COLUMNS = 20;

/** The metadata of a PDF. `made` is the moment that is written in it. */
export interface PdfFrame {
	readonly title: string;
	readonly language: Language;
	readonly exercise: boolean;
	readonly made: string;
	readonly isUncompressed?: boolean;
}
/**
 * A tagged PDF (headings, lists, tables with heads, language, reading order) in an embedded font. Not called PDF/UA: no
 * validator has confirmed it.
 */
export const documentPdf = (frame: PdfFrame, flow: readonly Flow[], density: Density = full): Promise<Uint8Array> =>
	new Sheet(frame, flow, density).write();

/** The same, on two pages where {@link documentPdf} takes more. */
export const shortPdf = (frame: PdfFrame, flow: readonly Flow[]): Promise<Uint8Array> =>
	documentPdf(frame, flow, tight);

type Structure = PDFKit.PDFStructureElement;

class Sheet {
	readonly #pdf: PDFKit.PDFDocument;
	readonly #fonts: Fonts;
	readonly #root: Structure;
	/** Where a block is written: the page between its margins, or a column of it. */
	#left: number;
	#width: number;

	constructor(
		readonly frame: PdfFrame,
		readonly flow: readonly Flow[],
		readonly density: Density
	) {
		const { margin } = density;
		this.#pdf = new PDFDocument({
			size: 'A4',
			margins: { top: margin, left: margin, right: margin, bottom: margin + 14 },
			bufferPages: true,
			compress: frame.isUncompressed !== true,
			pdfVersion: '1.7',
			lang: this.#language,
			tagged: true,
			displayTitle: true,
			font: '',
			info: {
				Title: inXml(frame.title),
				Creator: 'Voelspriet',
				CreationDate: new Date(frame.made)
			}
		});
		this.#fonts = new Fonts(this.#pdf, createRequire(import.meta.url), frame.language);
		this.#left = margin;
		this.#width = this.#pdf.page.width - 2 * margin;
		this.#root = this.#pdf.struct('Document');
		this.#pdf.addStructure(this.#root);
	}
	get #language(): string {
		return this.frame.language === 'nl' ? 'nl-NL' : 'en-GB';
	}

	async write(): Promise<Uint8Array> {
		const pieces: Buffer[] = [];
		this.#pdf.on('data', (piece: Buffer) => pieces.push(piece));
		const ended = new Promise<void>((done, fail) => {
			this.#pdf.on('end', done);
			this.#pdf.on('error', fail);
		});
		for (const block of this.flow) this.#block(block);
		this.#root.end();
		this.#foot();
		this.#pdf.end();
		await ended;
		return new Uint8Array(Buffer.concat(pieces));
	}

	#block(block: Flow): void {
		const { sizes, gaps } = this.density;
		switch (block.kind) {
			case 'kicker':
				this.#tagged(this.#root, 'P', [{ text: block.text, strong: true }], sizes.kicker);
				return;
			case 'heading':
				this.#pdf.y += block.level === 1 ? 2 : block.level === 2 ? gaps.part : 10;
				this.#room(block.level === 1 ? 60 : this.density === full ? 100 : 50); // never alone at the foot of a page
				this.#tagged(this.#root, `H${String(block.level)}`, headingOf(block), sizes[block.level]);
				this.#pdf.y += gaps.paragraph;
				return;
			case 'paragraph':
				this.#tagged(
					this.#root,
					'P',
					block.runs,
					block.style === 'lead' ? sizes.lead : block.style === 'small' ? sizes.small : sizes.text
				);
				this.#pdf.y += gaps.paragraph;
				return;
			case 'list': {
				const list = this.#open(this.#root, 'L');
				for (const item of block.items)
					this.#tagged(this.#open(list, 'LI'), 'LBody', item, sizes.text, { indent: 10, mark: true });
				list.end();
				return;
			}
			case 'terms':
				if (block.beside) {
					const rows = block.rows.map(({ name, lines }) => [[[{ text: name }]], lines]);
					this.#table({ caption: '', columns: null, rows, widths: [0.2, 0.8] });
					return;
				}
				for (const { name, lines } of block.rows) {
					this.#room(30);
					this.#pdf.y += 3;
					this.#tagged(this.#root, 'P', [{ text: name, strong: true }], sizes.text);
					for (const line of lines) this.#tagged(this.#root, 'P', line, sizes.text, { indent: 10 });
				}
				return;
			case 'columns':
				this.#columns(block.columns);
				return;
			case 'chart':
				this.#chart(block.chart);
				return;
			case 'table':
				this.#table(block);
		}
	}

	/** Columns start at one height and never continue on another page. */
	#columns(columns: Extract<Flow, { kind: 'columns' }>['columns']): void {
		const [left, whole] = [this.#left, this.#width];
		const width = (whole - BETWEEN_COLUMNS * (columns.length - 1)) / columns.length;
		this.#room(
			Math.max(...columns.map((column) => column.reduce((sum, block) => sum + this.#heightOf(block, width), 0)))
		);
		const top = this.#pdf.y;
		let foot = top;
		this.#width = width;
		for (const [at, column] of columns.entries()) {
			this.#left = left + at * (width + BETWEEN_COLUMNS);
			this.#pdf.y = top;
			for (const block of column) this.#block(block);
			foot = Math.max(foot, this.#pdf.y);
		}
		[this.#left, this.#width] = [left, whole];
		this.#pdf.y = foot;
	}
	/** The maximum height of a block in a column. */
	#heightOf(block: Flow, width: number): number {
		const { sizes, gaps } = this.density;
		const text = (runs: Runs): number => this.#fonts.height(runs, sizes.text, width - 10) + gaps.paragraph;
		switch (block.kind) {
			case 'heading':
				return gaps.part + 2 * sizes[block.level];
			case 'paragraph':
				return text(block.runs);
			case 'list':
				return block.items.reduce((sum, item) => sum + text(item), 0);
			case 'table':
				return (block.rows.length + 2) * (sizes.text * 1.4 + 2 * gaps.row);
			case 'chart':
				return CHART + 4 * sizes.text;
			case 'kicker':
			case 'terms':
			case 'columns':
				return 0;
		}
	}

	/** Its sentence is in the structure; what is drawn only repeats the list of actions and the counts. */
	#chart({ bars, marks, times, says }: ActionChart): void {
		const { sizes } = this.density;
		const max = Math.max(1, ...bars);
		const [top, each] = [this.#pdf.y + sizes.small * 1.6, this.#width / bars.length];
		this.#pdf.markContent('Artifact', { type: 'Layout' });
		for (const [at, count] of bars.entries()) {
			const height = (CHART * 0.92 * count) / max;
			this.#pdf
				.rect(this.#left + at * each + 0.5, top + CHART - height, each - 1, height)
				.fill(at === bars.length - 1 ? BAR : PALE);
		}
		for (const { at, label } of marks) {
			const x = this.#left + (this.#width * at) / 100;
			this.#pdf
				.moveTo(x, top)
				.lineTo(x, top + CHART)
				.lineWidth(0.8)
				.dash(2, { space: 1.5 })
				.stroke(INK)
				.undash();
			this.#label(label, x, top - sizes.small * 1.5);
		}
		this.#pdf
			.moveTo(this.#left, top + CHART)
			.lineTo(this.#left + this.#width, top + CHART)
			.lineWidth(0.5)
			.stroke(LINE);
		for (const [at, time] of times.entries()) {
			const x = this.#left + (this.#width * at) / Math.max(1, times.length - 1);
			this.#label(time, Math.min(Math.max(x, this.#left + 12), this.#left + this.#width - 12), top + CHART + 1);
		}
		this.#pdf.endMarkedContent();
		this.#pdf.y = top + CHART + sizes.small * 1.8;
		this.#block({ kind: 'paragraph', runs: [{ text: says }] });
	}
	/** A small text, centred on this position. */
	#label(text: string, x: number, y: number): void {
		const { small } = this.density.sizes;
		const width = this.#fonts.length([{ text }], small);
		this.#fonts.write([{ text }], { x: x - width / 2, y, width: width + 1, size: small, align: 'left', colour: SOFT });
	}

	#open(parent: Structure, type: string): Structure {
		const element = this.#pdf.struct(type);
		parent.add(element);
		return element;
	}

	/** Writes runs at the current height, and adds them to the structure. */
	#tagged(parent: Structure, type: string, runs: Runs, size: number, { indent = 0, mark = false } = {}): void {
		const box = { x: this.#left + indent, width: this.#width - indent };
		this.#room(this.#fonts.height(runs, size, box.width));
		if (mark) {
			const y = this.#pdf.y;
			this.#pdf.markContent('Artifact', { type: 'Layout' });
			this.#pdf.circle(this.#left + 4, y + size * 0.7, 1.3).fill(SOFT);
			this.#pdf.endMarkedContent();
			this.#pdf.y = y;
		}
		this.#content(parent, type, runs, size, box);
	}

	#content(
		parent: Structure,
		type: string,
		runs: Runs,
		size: number,
		{ x, width }: { x: number; width: number },
		align: 'left' | 'right' = 'left'
	): void {
		const element = this.#open(parent, type);
		const own = this.frame.language === 'en' && runs.some(({ dutch }) => dutch);
		const write = (): void =>
			this.#fonts.write(runs, {
				x,
				y: this.#pdf.y,
				width,
				size,
				align,
				colour: size === this.density.sizes.small ? SOFT : INK
			});
		if (own) {
			const span = this.#pdf.struct('Span', { lang: 'nl-NL' }, write);
			element.add(span);
		} else element.add(write);
		element.end();
	}

	#table({ caption, columns, rows, widths }: Omit<Extract<Flow, { kind: 'table' }>, 'kind'>): void {
		const { sizes, gaps } = this.density;
		const table = this.#open(this.#root, 'Table');
		if (caption !== '') {
			this.#pdf.y += this.density === full ? 8 : 2;
			this.#room(60);
			this.#content(table, 'Caption', [{ text: caption, strong: true }], sizes.text, {
				x: this.#left,
				width: this.#width
			});
			this.#pdf.y += 2;
		}
		const count = columns?.length ?? rows[0]?.length ?? 1;
		const first = this.#width * (count > 4 ? 0.38 : 0.5);
		const each = (this.#width - first) / Math.max(1, count - 1);
		const boxOf = (at: number) =>
			widths
				? {
						x: this.#left + this.#width * widths.slice(0, at).reduce((sum, share) => sum + share, 0),
						width: this.#width * (widths[at] ?? 0) - GAP
					}
				: {
						x: at === 0 ? this.#left : this.#left + first + (at - 1) * each,
						width: (at === 0 ? first : each) - GAP
					};
		const heightOf = (cells: readonly (readonly Runs[])[]): number =>
			Math.max(
				...cells.map((lines, at) =>
					lines.reduce((sum, line) => sum + this.#fonts.height(line, sizes.text, boxOf(at).width), 0)
				)
			);
		const row = (cells: readonly (readonly Runs[])[], heads: boolean): void => {
			const height = heightOf(cells);
			this.#room(height + 2 + 2 * gaps.row);
			const top = this.#pdf.y + gaps.row;
			const line = this.#open(table, 'TR');
			cells.forEach((lines, at) => {
				const cell = this.#open(line, heads || at === 0 ? 'TH' : 'TD');
				this.#pdf.y = top;
				for (const runs of lines)
					this.#content(cell, 'P', runs, sizes.text, boxOf(at), columns?.[at]?.number ? 'right' : 'left');
				cell.end();
			});
			line.end();
			this.#pdf.y = top + height + gaps.row;
			this.#pdf.markContent('Artifact', { type: 'Layout' });
			this.#pdf
				.moveTo(this.#left, this.#pdf.y)
				.lineTo(this.#left + this.#width, this.#pdf.y)
				.lineWidth(0.5)
				.stroke(LINE);
			this.#pdf.endMarkedContent();
		};
		if (columns)
			row(
				columns.map(({ label }): Runs[] => [[{ text: label, strong: true }]]),
				true
			);
		for (const cells of rows) row(cells, false);
		table.end();
		this.#pdf.y += 2 * gaps.row;
	}

	/** Marks every page of an exercise, so that nobody takes it for real. */
	#band(word: string): void {
		const [height, size] = [18, 10];
		this.#pdf.rect(this.#left, 18, this.#width, height).lineWidth(1).fillAndStroke(PLATE, INK);
		const runs: Run[] = [{ text: word, strong: true }];
		const width = this.#width / 2 + this.#fonts.length(runs, size) / 2;
		this.#fonts.write(runs, { x: this.#left, y: 20, width, size, align: 'right', colour: INK });
	}

	/** Starts a new page where this height does not fit. */
	#room(height: number): void {
		if (this.#pdf.y + height > this.#pdf.page.height - this.#pdf.page.margins.bottom) this.#pdf.addPage();
	}

	/**
	 * The title and page number at the foot of each page, and the exercise mark above it; not part of the reading order.
	 */
	#foot(): void {
		const { count } = this.#pdf.bufferedPageRange();
		for (let page = 0; page < count; page += 1) {
			this.#pdf.switchToPage(page);
			const { height, margins } = this.#pdf.page;
			margins.bottom = 0;
			this.#pdf.markContent('Artifact', { type: 'Pagination' });
			const { title, exercise, language } = this.frame;
			const words = wordsIn(language);
			const lacking = this.#fonts.lacks ? `${words.t(m.report.desk.export.lacking)} – ` : '';
			const runs: Run[] = [{ text: `${lacking}${title} – ${String(page + 1)} / ${String(count)}` }];
			if (exercise) this.#band(words.t(m.exercise.word).toUpperCase());
			this.#fonts.write(runs, {
				x: this.#left,
				y: height - this.density.margin,
				width: this.#width,
				size: this.density.sizes.small,
				align: 'right',
				colour: SOFT
			});
			this.#pdf.endMarkedContent();
		}
	}
}
