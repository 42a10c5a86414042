import * as m from '$lib/messages';
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { inXml } from '$lib/domain/core/text';
import type { Language } from '$lib/i18n/language';
import { wordsIn } from '$lib/i18n/words';
import type { ActionChart } from '$lib/report/write/document';
import { headingOf, type Flow, type Run, type Runs } from '$lib/report/write/flow';
import { columnWidths, extentsOf } from './column-widths';
import { chartDrawing, colours, iconDrawing } from './drawing';
import { Fonts } from './pdf-fonts';

/** How tightly a document is set: the full report, or the one on two pages. In points. */
interface Density {
	readonly margin: number;
	readonly sizes: Readonly<Record<'kicker' | 1 | 2 | 3 | 'text' | 'head' | 'lead' | 'small', number>>;
	/** Before a part's heading, after a paragraph, and above and below a row of a table. */
	readonly gaps: { readonly part: number; readonly paragraph: number; readonly row: number };
}
const full: Density = {
	margin: 56,
	sizes: { kicker: 9, 1: 20, 2: 14, 3: 11.5, text: 9.5, head: 9.5, lead: 11.5, small: 7.5 },
	gaps: { part: 16, paragraph: 3, row: 3 }
};
/** As the printed page, which is set by short-report.css. */
const tight: Density = {
	margin: 40,
	sizes: { kicker: 10, 1: 16, 2: 11.2, 3: 10, text: 9, head: 9.5, lead: 11.2, small: 8 },
	gaps: { part: 6, paragraph: 1.5, row: 1.5 }
};
const GAP = 8;
/** The height of the chart, and how far the grey ground reaches beyond the text. */
const CHART = 46;
const PAD = 8;
const BETWEEN_COLUMNS = 20;
/** So many rows of a table or items of a list stay on the page of their heading. */
const WITH_HEADING = 2;

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

/** Null while heights are measured. */
type Structure = PDFKit.PDFStructureElement | null;
type TableBlock = Omit<Extract<Flow, { kind: 'table' }>, 'kind'>;
interface Box {
	readonly x: number;
	readonly width: number;
	readonly align?: 'left' | 'right';
}

class Sheet {
	readonly #pdf: PDFKit.PDFDocument;
	readonly #fonts: Fonts;
	readonly #root: Structure;
	/** Where a block is written: the page between its margins, or a part of it. */
	#left: number;
	#width: number;
	/** Blocks go through the same code, but only move the position down. */
	#isMeasuring = false;
	/** How much of a grey ground is still to come, where one is being written. */
	#panel: { rest: number; top: number } | null = null;

	constructor(
		readonly frame: PdfFrame,
		readonly flow: readonly Flow[],
		readonly density: Density
	) {
		const { margin } = density;
		this.#pdf = new PDFDocument({
			size: 'A4',
			margins: { top: margin, left: margin, right: margin, bottom: margin + 10 },
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
		const root = this.#pdf.struct('Document');
		this.#pdf.addStructure(root);
		this.#root = root;
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
		this.#blocks(this.flow);
		this.#root?.end();
		this.#foot();
		this.#pdf.end();
		await ended;
		return new Uint8Array(Buffer.concat(pieces));
	}

	#blocks(flow: readonly Flow[]): void {
		for (const [at, block] of flow.entries()) {
			// A heading is never alone at the foot of a page.
			if (block.kind === 'heading' && !this.#isMeasuring)
				this.#room(this.#heightOf(() => startOf(flow.slice(at)).forEach((each) => this.#block(each))));
			this.#block(block);
		}
	}
	#heightOf(write: () => void): number {
		const [wasMeasuring, y] = [this.#isMeasuring, this.#pdf.y];
		[this.#isMeasuring, this.#pdf.y] = [true, 0];
		write();
		const height = this.#pdf.y;
		[this.#isMeasuring, this.#pdf.y] = [wasMeasuring, y];
		return height;
	}

	#block(block: Flow): void {
		const { sizes, gaps } = this.density;
		switch (block.kind) {
			case 'kicker':
				this.#tagged(this.#root, 'P', [{ text: block.text, strong: true }], sizes.kicker);
				return;
			case 'heading': {
				const [name = { text: '' }, ...sub] = headingOf(block);
				const runs: Runs = [name, ...sub.map((run): Run => ({ ...run, tone: 'soft' }))];
				this.#pdf.y += block.level === 1 ? 2 : block.level === 2 ? gaps.part : 10;
				this.#tagged(this.#root, `H${String(block.level)}`, runs, sizes[block.level]);
				this.#pdf.y += gaps.paragraph;
				return;
			}
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
				for (const item of block.items) this.#item(list, item);
				list?.end();
				return;
			}
			case 'terms':
				if (block.beside) {
					const rows = block.rows.map(({ name, lines }) => [[[{ text: name, tone: 'soft' as const }]], lines]);
					this.#table({ caption: '', columns: null, rows });
					return;
				}
				for (const { name, lines } of block.rows) {
					this.#room(30);
					this.#pdf.y += 3;
					this.#tagged(this.#root, 'P', [{ text: name, strong: true }], sizes.text);
					for (const line of lines) this.#tagged(this.#root, 'P', line, sizes.text, 10);
				}
				return;
			case 'columns':
				this.#columns(block.columns);
				return;
			case 'panel':
				this.#ground(block.blocks);
				return;
			case 'chart':
				this.#chart(block.chart);
				return;
			case 'table':
				this.#table(block);
		}
	}

	/** An item of a list, after its icon or a dot. */
	#item(list: Structure, runs: Runs): void {
		const { text: size } = this.density.sizes;
		const [first, ...rest] = runs;
		const icon = first?.text === '' ? first.icon : undefined;
		const indent = icon ? size * 1.4 : 10;
		const words = icon ? rest : runs;
		this.#room(this.#fonts.height(words, size, this.#width - indent));
		this.#artifact(() => {
			const { y } = this.#pdf;
			if (icon) {
				const drawing = iconDrawing(icon, colours.soft, this.#behind);
				this.#fonts.draw(drawing, this.#left, y + size * 0.2, size / drawing.height);
			} else this.#pdf.circle(this.#left + 4, y + size * 0.7, 1.3).fill(colours.soft);
			this.#pdf.y = y;
		});
		this.#tagged(this.#open(list, 'LI'), 'LBody', words, size, indent);
	}

	/** Columns start at one height and stay together; those that are longer than a page are written one after another. */
	#columns(columns: Extract<Flow, { kind: 'columns' }>['columns']): void {
		const [left, whole] = [this.#left, this.#width];
		const width = (whole - BETWEEN_COLUMNS * (columns.length - 1)) / columns.length;
		this.#width = width;
		const height = Math.max(...columns.map((column) => this.#heightOf(() => this.#blocks(column))));
		if (height > this.#pageHeight) {
			this.#width = whole;
			for (const column of columns) this.#blocks(column);
			return;
		}
		this.#room(height);
		const top = this.#pdf.y;
		for (const [at, column] of columns.entries()) {
			this.#left = left + at * (width + BETWEEN_COLUMNS);
			this.#pdf.y = top;
			this.#blocks(column);
		}
		[this.#left, this.#width] = [left, whole];
		this.#pdf.y = top + height;
	}

	/** Blocks on a grey ground under a dark line; the ground continues on the next page. */
	#ground(blocks: readonly Flow[]): void {
		const height = this.#heightOf(() => this.#blocks(blocks)) + PAD;
		this.#pdf.y += PAD;
		if (!this.#isMeasuring) {
			this.#room(Math.min(height, this.#pageHeight / 3));
			this.#panel = { rest: height, top: this.#pdf.y };
			this.#drawGround();
			const { y } = this.#pdf;
			this.#rule(colours.ink, 1.2);
			this.#pdf.y = y;
		}
		this.#blocks(blocks);
		this.#pdf.y += PAD;
		if (!this.#isMeasuring) this.#panel = null;
	}
	#drawGround(): void {
		const { y } = this.#pdf;
		const height = Math.min(this.#panel?.rest ?? 0, this.#bottom - y);
		this.#artifact(() => this.#pdf.rect(this.#left - PAD, y, this.#width + 2 * PAD, height).fill(colours.panel));
		this.#pdf.y = y;
	}
	get #behind(): string {
		return this.#panel ? colours.panel : '#ffffff';
	}

	/** Its sentence is in the structure; what is drawn only repeats the list of actions and the counts. */
	#chart(chart: ActionChart): void {
		const { marks, times, says } = chart;
		const { small } = this.density.sizes;
		const top = this.#pdf.y + small * 1.6;
		this.#artifact(() => {
			this.#fonts.draw(chartDrawing(chart, this.#width, CHART), this.#left, top);
			for (const { at, label } of marks) this.#label(label, this.#left + (this.#width * at) / 100, top - small * 1.5);
			for (const [at, time] of times.entries())
				this.#label(time, this.#left + (this.#width * at) / Math.max(1, times.length - 1), top + CHART + 1);
		});
		this.#pdf.y = top + CHART + small * 1.8;
		this.#block({ kind: 'paragraph', runs: [{ text: says }] });
	}
	/** A small text, centred on this position, within the width. */
	#label(text: string, middle: number, y: number): void {
		const { small } = this.density.sizes;
		const width = this.#fonts.extent([{ text }], small).line;
		const x = Math.min(Math.max(middle - width / 2, this.#left), this.#left + this.#width - width);
		this.#fonts.write([{ text }], { x, y, width: width + 1, size: small, align: 'left', colour: colours.soft });
	}

	/** Draws something that is no content. */
	#artifact(draw: () => void): void {
		if (this.#isMeasuring) return;
		this.#pdf.markContent('Artifact', { type: 'Layout' });
		draw();
		this.#pdf.endMarkedContent();
	}
	#rule(colour: string, width: number): void {
		const { y } = this.#pdf;
		const [from, to] = this.#panel
			? [this.#left - PAD, this.#left + this.#width + PAD]
			: [this.#left, this.#left + this.#width];
		this.#artifact(() => this.#pdf.moveTo(from, y).lineTo(to, y).lineWidth(width).stroke(colour));
	}

	#open(parent: Structure, type: string): Structure {
		if (this.#isMeasuring) return null;
		const element = this.#pdf.struct(type);
		parent?.add(element);
		return element;
	}

	/** Writes runs at the current height, and adds them to the structure. */
	#tagged(parent: Structure, type: string, runs: Runs, size: number, indent = 0): void {
		const box = { x: this.#left + indent, width: this.#width - indent };
		this.#room(this.#fonts.height(runs, size, box.width));
		this.#content(parent, type, runs, size, box);
	}

	#content(parent: Structure, type: string, runs: Runs, size: number, { x, width, align = 'left' }: Box): void {
		const element = this.#open(parent, type);
		if (element === null) {
			this.#pdf.y += this.#fonts.height(runs, size, width);
			return;
		}
		const own = this.frame.language === 'en' && runs.some(({ dutch }) => dutch);
		const colour = size === this.density.sizes.small ? colours.soft : colours.ink;
		const write = (): void =>
			this.#fonts.write(runs, { x, y: this.#pdf.y, width, size, align, colour, ground: this.#behind });
		element.add(own ? this.#pdf.struct('Span', { lang: 'nl-NL' }, write) : write);
		element.end();
	}

	#table({ caption, columns, rows }: TableBlock): void {
		const { sizes, gaps } = this.density;
		const table = this.#open(this.#root, 'Table');
		if (caption !== '') {
			this.#pdf.y += this.density === full ? 8 : 2;
			this.#room(60);
			const box = { x: this.#left, width: this.#width };
			this.#content(table, 'Caption', [{ text: caption, strong: true }], sizes.text, box);
			this.#pdf.y += 2;
		}
		const heads = columns?.map(({ label }): Runs[] => [[{ text: label, tone: 'soft' }]]);
		// In a table with heads the first line of a row says what it is about.
		const sizeOf = (column: number, line: number): number => (heads && column + line === 0 ? sizes.head : sizes.text);
		const widths = columnWidths(
			extentsOf(heads, rows, (runs, ...at) => this.#fonts.extent(runs, sizeOf(...at)), GAP),
			this.#width
		);
		const boxOf = (at: number): Box => ({
			x: this.#left + widths.slice(0, at).reduce((sum, width) => sum + width, 0),
			width: (widths[at] ?? 0) - (at === widths.length - 1 ? 0 : GAP),
			align: columns?.[at]?.number ? 'right' : 'left'
		});
		const heightOf = (cells: readonly (readonly Runs[])[], isHead: boolean): number => {
			const heights = cells.map((lines, at) =>
				lines.reduce((sum, runs, line) => {
					const size = isHead ? sizes.text : sizeOf(at, line);
					return sum + this.#fonts.height(runs, size, boxOf(at).width);
				}, 0)
			);
			return Math.max(...heights) + 2 * gaps.row;
		};
		const row = (cells: readonly (readonly Runs[])[], isHead: boolean): void => {
			const height = heightOf(cells, isHead);
			// Heads stay with the first row.
			this.#room(height + 2 + (isHead && rows[0] ? heightOf(rows[0], false) : 0));
			const top = this.#pdf.y + gaps.row;
			const line = this.#open(table, 'TR');
			cells.forEach((lines, at) => {
				const cell = this.#open(line, isHead || at === 0 ? 'TH' : 'TD');
				this.#pdf.y = top;
				for (const [index, runs] of lines.entries())
					this.#content(cell, 'P', runs, isHead ? sizes.text : sizeOf(at, index), boxOf(at));
				cell?.end();
			});
			line?.end();
			this.#pdf.y = top + height - gaps.row;
			this.#rule(colours.rule, 0.5);
		};
		if (heads) row(heads, true);
		for (const cells of rows) row(cells, false);
		table?.end();
		this.#pdf.y += 2 * gaps.row;
	}

	/** Marks every page of an exercise, so that nobody takes it for real. */
	#band(word: string): void {
		const [height, size] = [18, 10];
		this.#pdf.rect(this.#left, 18, this.#width, height).lineWidth(1).fillAndStroke(colours.plate, colours.ink);
		const runs: Run[] = [{ text: word, strong: true }];
		const width = this.#width / 2 + this.#fonts.extent(runs, size).line / 2;
		this.#fonts.write(runs, { x: this.#left, y: 20, width, size, align: 'right', colour: colours.ink });
	}

	get #bottom(): number {
		return this.#pdf.page.height - this.#pdf.page.margins.bottom;
	}
	get #pageHeight(): number {
		return this.#bottom - this.density.margin;
	}
	/** Starts a new page where this height does not fit. */
	#room(height: number): void {
		const { y } = this.#pdf;
		if (this.#isMeasuring || y + height <= this.#bottom || y <= this.density.margin) return;
		const used = y - (this.#panel?.top ?? 0);
		this.#pdf.addPage();
		if (!this.#panel) return;
		this.#panel = { rest: this.#panel.rest - used, top: this.#pdf.y };
		this.#drawGround();
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
				colour: colours.soft
			});
			this.#pdf.endMarkedContent();
		}
	}
}

/** A heading, and what must be on its page: the headings under it, and the beginning of the first block. */
function startOf(flow: readonly Flow[]): Flow[] {
	const next = flow.findIndex(({ kind }) => kind !== 'heading');
	if (next < 0) return [...flow];
	const block = flow[next];
	return [...flow.slice(0, next), ...(block ? [beginningOf(block)] : [])];
}
function beginningOf(block: Flow): Flow {
	switch (block.kind) {
		case 'table':
			return { ...block, rows: block.rows.slice(0, WITH_HEADING) };
		case 'terms':
			return { ...block, rows: block.rows.slice(0, WITH_HEADING) };
		case 'list':
			return { ...block, items: block.items.slice(0, WITH_HEADING) };
		case 'panel':
			return { ...block, blocks: startOf(block.blocks) };
		case 'kicker':
		case 'heading':
		case 'paragraph':
		case 'columns':
		case 'chart':
			return block;
	}
}
