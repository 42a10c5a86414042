import type { Language } from '$lib/i18n/language';
import type { Run, Runs } from '$lib/report/write/flow';
import { showable } from './pdf-signs';

interface TextBox {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly size: number;
	readonly align: 'left' | 'right';
	readonly colour: string;
}

/**
 * The scripts that a report can contain, by font package, the likeliest first. A character in none of them (a smiley)
 * is drawn as a box.
 */
const SCRIPTS: readonly (readonly [name: string, from: string])[] = [
	...['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'greek-ext', 'vietnamese', 'devanagari'].map(
		(script) => [script, `@fontsource/noto-sans/files/noto-sans-${script}`] as const
	),
	['arabic', '@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic']
];
/** Used instead of a font for a character that no font contains. */
const BOX = 'box';
/** Scripts that are written from right to left. */
const FROM_RIGHT = /^arabic /;
const LEADING = 1.38;
/** The background of a run that replaces removed words. */
const REMOVED = '#1a1a1a';
/** The distance of the baseline from the top, in font sizes: one baseline for all scripts. */
const ASCENT = 1.07;

interface Glyphs {
	hasGlyphForCodePoint(code: number): boolean;
}
const name = (script: string, weight: number): string => `${script} ${String(weight)}`;

/** A word, or the spaces after one, in one font. */
interface Piece {
	readonly text: string;
	readonly font: string;
	readonly width: number;
	readonly struck?: true;
	readonly removed?: true;
}

const graphemes = new Intl.Segmenter('nl', { granularity: 'grapheme' });

/** Sets runs of text in an embedded font, switching to another script's font where the first lacks a character. */
export class Fonts {
	readonly #glyphs = new Map<string, Glyphs>();
	/** Whether a character is drawn as a box: the document explains this to the reader. */
	lacks = false;

	constructor(
		readonly pdf: PDFKit.PDFDocument,
		readonly require: NodeJS.Require,
		readonly language: Language
	) {}

	/** In points. */
	height(runs: Runs, size: number, width: number): number {
		return this.#lines(runs, size, width).length * size * LEADING;
	}

	/** Width of runs that fit on one line, in points. */
	length(runs: Runs, size: number): number {
		return lengthOf(this.#lines(runs, size, Infinity).flat());
	}

	/** Writes the runs as lines from `y` on, and leaves the document's position below them. */
	write(runs: Runs, { x, y, width, size, align, colour }: TextBox): void {
		let top = y;
		for (const line of this.#lines(runs, size, width)) {
			let left = align === 'right' ? x + width - lengthOf(line) : x;
			const leftEdges = new Map<Piece, number>();
			for (const piece of ordered(line)) {
				leftEdges.set(piece, left);
				left += piece.width;
			}
			// Written in reading order, each at its position.
			for (const piece of line) this.#draw(piece, leftEdges.get(piece) ?? x, top, size, colour);
			top += size * LEADING;
		}
		this.pdf.x = x;
		this.pdf.y = top;
	}

	#draw({ text, font, width, struck, removed }: Piece, x: number, y: number, size: number, colour: string): void {
		if (font === BOX) {
			this.lacks = true;
			this.pdf
				.rect(x + size * 0.08, y + size * 0.3, width - size * 0.16, size * 0.72)
				.lineWidth(size * 0.06)
				.stroke(colour);
			return;
		}
		if (removed) this.pdf.rect(x, y + size * 0.12, width, size * 1.14).fill(REMOVED);
		this.pdf.font(font, size).fillColor(removed ? '#ffffff' : colour);
		this.pdf.text(text, x, y + size * ASCENT, { lineBreak: false, baseline: 'alphabetic' });
		if (struck) {
			const middle = y + size * 0.8;
			this.pdf
				.moveTo(x, middle)
				.lineTo(x + width, middle)
				.lineWidth(size * 0.06)
				.stroke(colour);
		}
	}

	/** Breaks at spaces; a word longer than a line is broken at the end of the line. */
	#lines(runs: Runs, size: number, width: number): Piece[][] {
		const lines: Piece[][] = [[]];
		let used = 0;
		const put = (together: readonly Piece[]): void => {
			const long = lengthOf(together);
			// A word in two fonts stays together if it fits on a line.
			if (together.length > 1 && long > width) {
				for (const piece of together) put([piece]);
				return;
			}
			if (used > 0 && used + long > width) {
				lines.push([]);
				used = 0;
				if (together.every(isSpace)) return;
			}
			lines.at(-1)?.push(...together);
			used += long;
		};
		for (const run of runs) for (const word of this.#words(run, size, width)) put(word);
		return lines;
	}
	#words({ text, strong, struck, removed }: Run, size: number, width: number): Piece[][] {
		const words =
			showable(text, this.language)
				.replace(/\s+/g, ' ')
				.match(/ |[^ ]+/g) ?? [];
		return words.map((word) =>
			this.#inFonts(word, strong ? 700 : 400)
				.flatMap(({ part, font }) => this.#fitted(part, font, size, width))
				.map((piece) => ({ ...piece, ...(struck && { struck }), ...(removed && { removed }) }))
		);
	}
	#fitted(part: string, font: string, size: number, width: number): Piece[] {
		if (font === BOX) return [{ text: '', font, width: size * 0.7 }];
		const measured = this.pdf.font(font, size).widthOfString(part);
		if (measured <= width || part.length < 2) return [{ text: part, font, width: measured }];
		const signs = Array.from(part);
		const half = Math.ceil(signs.length / 2);
		return [signs.slice(0, half), signs.slice(half)].flatMap((some) => this.#fitted(some.join(''), font, size, width));
	}
	#inFonts(word: string, weight: number): { part: string; font: string }[] {
		const parts: { part: string; font: string }[] = [];
		for (const { segment } of graphemes.segment(word))
			for (const [at, sign] of Array.from(segment).entries()) {
				const font = this.#fontFor(sign, weight);
				const last = parts.at(-1);
				if (font === null) {
					// Joiners and colour modifiers of a smiley are not characters of their own.
					if (at === 0 && !/\p{Default_Ignorable_Code_Point}/u.test(sign)) parts.push({ part: '', font: BOX });
				} else if (last?.font === font) last.part += sign;
				else parts.push({ part: sign, font });
			}
		return parts;
	}

	/** Fonts are loaded when they are needed: most reports need one or two. */
	#fontFor(sign: string, weight: number): string | null {
		const code = sign.codePointAt(0) ?? 0;
		for (const [script, from] of SCRIPTS) {
			const own = name(script, weight);
			let glyphs = this.#glyphs.get(own);
			if (!glyphs) {
				this.pdf.registerFont(own, this.require.resolve(`${from}-${String(weight)}-normal.woff`));
				this.pdf.font(own);
				this.#glyphs.set(own, (glyphs = glyphsOf(this.pdf)));
			}
			if (glyphs.hasGlyphForCodePoint(code)) return own;
		}
		return null;
	}
}

const lengthOf = (pieces: readonly Piece[]): number => pieces.reduce((sum, { width }) => sum + width, 0);
const isSpace = ({ text, font }: Piece): boolean => font !== BOX && text.trim() === '';

/**
 * A line in visual order: words of a right-to-left script are reversed among themselves, with the spaces between them.
 */
function ordered(line: readonly Piece[]): Piece[] {
	const seen: Piece[] = [];
	let from = 0;
	while (from < line.length) {
		let to = from + 1;
		if (FROM_RIGHT.test(line[from]?.font ?? '')) {
			for (let next = to; next < line.length; next += 1) {
				const piece = line[next];
				if (piece && FROM_RIGHT.test(piece.font)) to = next + 1;
				else if (!piece || !isSpace(piece)) break;
			}
			seen.push(...line.slice(from, to).reverse());
		} else seen.push(...line.slice(from, to));
		from = to;
	}
	return seen;
}

/** The current font of pdfkit, which its types do not declare. */
function glyphsOf(pdf: PDFKit.PDFDocument): Glyphs {
	const { _font } = pdf as unknown as { _font: { font: Glyphs } };
	return _font.font;
}
