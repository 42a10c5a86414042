import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { headingOf, type Flow, type Run, type Runs } from '$lib/report/write/flow';
import { Fonts } from './pdf-fonts';
import type { Exported, ExportKind } from './export-kind';

const MARGIN = 56;
const SIZES = { kicker: 9, 1: 20, 2: 14, 3: 11.5, text: 9.5, lead: 11.5, small: 7.5 } as const;
const INK = '#1a1a1a';
const SOFT = '#555555';
const LINE = '#b8b8b8';
const GAP = 8;
const PLATE = '#ffd23f';
/** Bars of shares, and their distance from the numbers. */
const BAR = '#5b6b7b';
const BAR_FROM = 70;

/**
 * A tagged PDF (headings, lists, tables with heads, language, reading order) in an embedded font. Not called PDF/UA: no
 * validator has confirmed it.
 */
export const pdf = {
	extension: 'pdf',
	type: 'application/pdf',
	inThread: true,
	write: (exported) => new Sheet(exported).write()
} as const satisfies ExportKind;

type Structure = PDFKit.PDFStructureElement;

class Sheet {
	readonly #pdf: PDFKit.PDFDocument;
	readonly #fonts: Fonts;
	readonly #root: Structure;
	readonly #left = MARGIN;
	readonly #width: number;

	constructor(readonly exported: Exported) {
		this.#pdf = new PDFDocument({
			size: 'A4',
			margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: MARGIN + 14 },
			bufferPages: true,
			pdfVersion: '1.7',
			lang: this.#language,
			tagged: true,
			displayTitle: true,
			font: '',
			info: {
				Title: exported.title,
				Creator: 'Voelspriet',
				CreationDate: new Date(exported.frame.released ?? exported.report.moment)
			}
		});
		this.#fonts = new Fonts(this.#pdf, createRequire(import.meta.url));
		this.#width = this.#pdf.page.width - 2 * MARGIN;
		this.#root = this.#pdf.struct('Document');
		this.#pdf.addStructure(this.#root);
	}
	get #language(): string {
		return this.exported.language === 'nl' ? 'nl-NL' : 'en-GB';
	}

	async write(): Promise<Uint8Array> {
		const pieces: Buffer[] = [];
		this.#pdf.on('data', (piece: Buffer) => pieces.push(piece));
		const ended = new Promise<void>((done, fail) => {
			this.#pdf.on('end', done);
			this.#pdf.on('error', fail);
		});
		for (const block of this.exported.flow) this.#block(block);
		this.#root.end();
		this.#foot();
		this.#pdf.end();
		await ended;
		return new Uint8Array(Buffer.concat(pieces));
	}

	#block(block: Flow): void {
		switch (block.kind) {
			case 'kicker':
				this.#tagged(this.#root, 'P', [{ text: block.text, strong: true }], SIZES.kicker);
				return;
			case 'heading':
				this.#pdf.y += block.level === 1 ? 2 : block.level === 2 ? 16 : 10;
				this.#room(block.level === 1 ? 60 : 100); // never alone at the foot of a page
				this.#tagged(this.#root, `H${String(block.level)}`, headingOf(block), SIZES[block.level]);
				this.#pdf.y += 3;
				return;
			case 'paragraph':
				this.#tagged(
					this.#root,
					'P',
					block.runs,
					block.style === 'lead' ? SIZES.lead : block.style === 'small' ? SIZES.small : SIZES.text
				);
				this.#pdf.y += 3;
				return;
			case 'list': {
				const list = this.#open(this.#root, 'L');
				for (const item of block.items)
					this.#tagged(this.#open(list, 'LI'), 'LBody', item, SIZES.text, { indent: 10, mark: true });
				list.end();
				return;
			}
			case 'terms':
				for (const { name, lines } of block.rows) {
					this.#room(30);
					this.#pdf.y += 3;
					this.#tagged(this.#root, 'P', [{ text: name, strong: true }], SIZES.text);
					for (const line of lines) this.#tagged(this.#root, 'P', line, SIZES.text, { indent: 10 });
				}
				return;
			case 'table':
				this.#table(block);
		}
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
		const own = this.exported.language === 'en' && runs.some(({ dutch }) => dutch);
		const write = (): void =>
			this.#fonts.write(runs, { x, y: this.#pdf.y, width, size, align, colour: size === SIZES.small ? SOFT : INK });
		if (own) {
			const span = this.#pdf.struct('Span', { lang: 'nl-NL' }, write);
			element.add(span);
		} else element.add(write);
		element.end();
	}

	#table({ caption, columns, rows, bars }: Extract<Flow, { kind: 'table' }>): void {
		const table = this.#open(this.#root, 'Table');
		this.#pdf.y += 8;
		this.#room(60);
		this.#content(table, 'Caption', [{ text: caption, strong: true }], SIZES.text, {
			x: this.#left,
			width: this.#width
		});
		this.#pdf.y += 2;
		const count = columns?.length ?? rows[0]?.length ?? 1;
		const first = this.#width * (bars ? 0.3 : count > 4 ? 0.38 : 0.5);
		const each = bars ? BAR_FROM : (this.#width - first) / Math.max(1, count - 1);
		const boxOf = (at: number) => ({
			x: at === 0 ? this.#left : this.#left + first + (at - 1) * each,
			width: (at === 0 ? first : each) - GAP
		});
		const heightOf = (cells: readonly (readonly Runs[])[]): number =>
			Math.max(
				...cells.map((lines, at) =>
					lines.reduce((sum, line) => sum + this.#fonts.height(line, SIZES.text, boxOf(at).width), 0)
				)
			);
		const row = (cells: readonly (readonly Runs[])[], heads: boolean, bar?: number): void => {
			const height = heightOf(cells);
			this.#room(height + 8);
			const top = this.#pdf.y + 3;
			const line = this.#open(table, 'TR');
			cells.forEach((lines, at) => {
				const cell = this.#open(line, heads || at === 0 ? 'TH' : 'TD');
				this.#pdf.y = top;
				for (const runs of lines)
					this.#content(cell, 'P', runs, SIZES.text, boxOf(at), columns?.[at]?.number ? 'right' : 'left');
				cell.end();
			});
			line.end();
			this.#pdf.y = top + height + 3;
			this.#pdf.markContent('Artifact', { type: 'Layout' });
			const from = this.#left + first + BAR_FROM;
			if (bar) this.#pdf.rect(from, top + 2, ((this.#left + this.#width - from) * bar) / 100, SIZES.text).fill(BAR);
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
		for (const [at, cells] of rows.entries()) row(cells, false, bars?.[at]);
		table.end();
		this.#pdf.y += 6;
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
			const { report, words, title } = this.exported;
			const lacking = this.#fonts.lacks ? `${words.t('report.desk.export.lacking')} – ` : '';
			const runs: Run[] = [{ text: `${lacking}${title} – ${String(page + 1)} / ${String(count)}` }];
			if (report.incident.exercise) this.#band(words.t('exercise.word').toUpperCase());
			this.#fonts.write(runs, {
				x: this.#left,
				y: height - MARGIN,
				width: this.#width,
				size: SIZES.small,
				align: 'right',
				colour: SOFT
			});
			this.#pdf.endMarkedContent();
		}
	}
}
