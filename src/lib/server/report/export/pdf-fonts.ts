import type { Run, Runs } from '$lib/report/flow';

interface Place {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly size: number;
	readonly align: 'left' | 'right';
	readonly colour: string;
}

/** The scripts that a report is set in; what is in none of them (a smiley) is left out of the picture of the text. */
const SCRIPTS = ['latin', 'latin-ext', 'cyrillic'] as const;
const WEIGHTS = [400, 700] as const;
const LEADING = 1.38;

interface Glyphs {
	hasGlyphForCodePoint(code: number): boolean;
}
const name = (script: string, weight: number): string => `${script} ${String(weight)}`;

/** A word, or the spaces after one, in one font. */
interface Piece {
	readonly text: string;
	readonly font: string;
	readonly width: number;
}

/** Sets runs of text in an embedded font, changing to another script's where a sign is not in the first. */
export class Fonts {
	readonly #glyphs = new Map<string, Glyphs>();

	constructor(
		readonly pdf: PDFKit.PDFDocument,
		require: NodeJS.Require
	) {
		for (const script of SCRIPTS)
			for (const weight of WEIGHTS) {
				pdf.registerFont(
					name(script, weight),
					require.resolve(`@fontsource/noto-sans/files/noto-sans-${script}-${String(weight)}-normal.woff`)
				);
				pdf.font(name(script, weight));
				this.#glyphs.set(name(script, weight), glyphsOf(pdf));
			}
	}

	/** In points. */
	height(runs: Runs, size: number, width: number): number {
		return this.#lines(runs, size, width).length * size * LEADING;
	}

	/** Writes the runs as lines from `y` on, and leaves the document's place below them. */
	write(runs: Runs, { x, y, width, size, align, colour }: Place): void {
		let top = y;
		for (const line of this.#lines(runs, size, width)) {
			const long = line.reduce((sum, piece) => sum + piece.width, 0);
			let left = align === 'right' ? x + width - long : x;
			for (const piece of line) {
				this.pdf.font(piece.font, size).fillColor(colour);
				this.pdf.text(piece.text, left, top, { lineBreak: false });
				left += piece.width;
			}
			top += size * LEADING;
		}
		this.pdf.x = x;
		this.pdf.y = top;
	}

	/** Breaks at spaces; a word that is longer than a line is broken where the line ends. */
	#lines(runs: Runs, size: number, width: number): Piece[][] {
		const lines: Piece[][] = [[]];
		let used = 0;
		const put = (piece: Piece): void => {
			if (used > 0 && used + piece.width > width) {
				lines.push([]);
				used = 0;
				if (piece.text.trim() === '') return;
			}
			lines.at(-1)?.push(piece);
			used += piece.width;
		};
		for (const run of runs) for (const piece of this.#pieces(run, size, width)) put(piece);
		return lines;
	}
	#pieces({ text, strong }: Run, size: number, width: number): Piece[] {
		const words = text.replace(/\s+/g, ' ').match(/ |[^ ]+/g) ?? [];
		return words
			.flatMap((word) => this.#inFonts(word, strong ? 700 : 400))
			.flatMap(({ part, font }) => this.#fitted(part, font, size, width));
	}
	#fitted(part: string, font: string, size: number, width: number): Piece[] {
		const measured = this.pdf.font(font, size).widthOfString(part);
		if (measured <= width || part.length < 2) return [{ text: part, font, width: measured }];
		const signs = Array.from(part);
		const half = Math.ceil(signs.length / 2);
		return [signs.slice(0, half), signs.slice(half)].flatMap((some) => this.#fitted(some.join(''), font, size, width));
	}
	#inFonts(word: string, weight: number): { part: string; font: string }[] {
		const parts: { part: string; font: string }[] = [];
		for (const sign of word) {
			const font = SCRIPTS.map((script) => name(script, weight)).find((each) =>
				this.#glyphs.get(each)?.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0)
			);
			if (font === undefined) continue;
			const last = parts.at(-1);
			if (last?.font === font) last.part += sign;
			else parts.push({ part: sign, font });
		}
		return parts;
	}
}

/** What pdfkit keeps of the current font; its types do not name it. */
function glyphsOf(pdf: PDFKit.PDFDocument): Glyphs {
	const { _font } = pdf as unknown as { _font: { font: Glyphs } };
	return _font.font;
}
