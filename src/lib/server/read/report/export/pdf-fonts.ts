import type { Language } from '$lib/i18n/language';
import type { Run, Runs } from '$lib/report/write/flow';
import { colours, iconDrawing, sparkDrawing, type VectorDrawing } from './drawing';
import { showable } from './pdf-signs';

interface TextBox {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly size: number;
	readonly align: 'left' | 'right';
	readonly colour: string;
	/** Behind it; white by default. */
	readonly ground?: string | undefined;
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
const LEADING = 1.34;
/** The distance of the baseline from the top, in font sizes: one baseline for all scripts. */
const ASCENT = 1.07;

interface Glyphs {
	hasGlyphForCodePoint(code: number): boolean;
}
const name = (script: string, weight: number): string => `${script} ${String(weight)}`;

/** Used instead of a font for an icon or a small line, which is kept with the word beside it. */
const MARK = 'mark';
/** An icon with the space after it, and the height of a small line, in font sizes. */
const ICON_WIDTH = 1.3;
const SPARK_HEIGHT = 1.15;

/** A word, or the spaces after one, in one font. */
interface Measured {
	readonly text: string;
	readonly font: string;
	readonly width: number;
}
interface Piece extends Measured {
	readonly run: Run;
}

const graphemes = new Intl.Segmenter('nl', { granularity: 'grapheme' });

/** Sets runs of text in an embedded font, switching to another script's font where the first lacks a character. */
export class Fonts {
	readonly #glyphs = new Map<string, Glyphs>();
	readonly #words = new Map<string, readonly Measured[]>();
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

	/** Writes the runs as lines from `y` on, and leaves the document's position below them. */
	write(runs: Runs, box: TextBox): void {
		const { x, y, width, size, align } = box;
		let top = y;
		for (const line of this.#lines(runs, size, width)) {
			let left = align === 'right' ? x + width - lengthOf(line) : x;
			const leftEdges = new Map<Piece, number>();
			for (const piece of ordered(line)) {
				leftEdges.set(piece, left);
				left += piece.width;
			}
			// Written in reading order, each at its position.
			for (const piece of line) this.#draw(piece, leftEdges.get(piece) ?? x, top, size, box);
			top += size * LEADING;
		}
		this.pdf.x = x;
		this.pdf.y = top;
	}

	/** The widths of the widest word and of the whole, in points. */
	extent(runs: Runs, size: number): { readonly word: number; readonly line: number } {
		const words = this.#groups(runs, size, Infinity);
		return { word: Math.max(0, ...words.map(lengthOf)), line: lengthOf(words.flat()) };
	}

	/** Draws on the page, with its top left corner here. */
	draw({ paths }: VectorDrawing, x: number, y: number, scale = 1): void {
		this.pdf.save().translate(x, y).scale(scale);
		for (const { d, fill, line } of paths) {
			this.pdf.path(d);
			if (fill !== undefined) this.pdf.fill(fill);
			if (!line) continue;
			this.pdf.lineWidth(line.width).lineCap('round').lineJoin('round');
			if (line.dash) this.pdf.dash(line.dash[0] ?? 1, { space: line.dash[1] ?? 1 });
			this.pdf.stroke(line.colour);
			if (line.dash) this.pdf.undash();
		}
		this.pdf.restore();
	}

	#draw({ text, font, width, run }: Piece, x: number, y: number, size: number, box: TextBox): void {
		const { struck, removed, tone, icon, spark } = run;
		const ground = tone === 'danger' ? colours.dangerGround : (box.ground ?? '#ffffff');
		const colour = tone === undefined ? box.colour : colours[tone];
		if (tone === 'danger') this.pdf.rect(x - 1, y + size * 0.12, width + 2, size * 1.14).fill(ground);
		if (font === MARK) {
			const drawing = text === 'icon' && icon ? iconDrawing(icon, colour, ground) : sparkDrawing(spark ?? []);
			if (!drawing) return;
			const height = text === 'icon' ? size : size * SPARK_HEIGHT;
			const left = text === 'icon' ? x : x + width - (height * drawing.width) / drawing.height;
			this.draw(drawing, left, y + size * ASCENT - height * 0.88, height / drawing.height);
			return;
		}
		if (font === BOX) {
			this.lacks = true;
			this.pdf
				.rect(x + size * 0.08, y + size * 0.3, width - size * 0.16, size * 0.72)
				.lineWidth(size * 0.06)
				.stroke(colour);
			return;
		}
		if (removed) this.pdf.rect(x, y + size * 0.12, width, size * 1.14).fill(colours.ink);
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
		for (const word of this.#groups(runs, size, width)) put(word);
		return lines;
	}
	/** Words and the spaces between them. Runs without a space between them are one word. */
	#groups(runs: Runs, size: number, width: number): Piece[][] {
		const groups: Piece[][] = [];
		for (const run of runs)
			for (const word of this.#wordsOf(run, size, width)) {
				const last = groups.at(-1);
				if (last?.length && !last.every(isSpace) && !word.every(isSpace)) last.push(...word);
				else groups.push(word);
			}
		return groups;
	}
	#wordsOf(run: Run, size: number, width: number): Piece[][] {
		const words =
			showable(run.text, this.language)
				.replace(/\s+/g, ' ')
				.match(/ |[^ ]+/g) ?? [];
		const pieces = words.map((word) =>
			this.#measured(word, run.strong ? 700 : 400, size)
				.flatMap((part) => this.#fitted(part, size, width))
				.map((piece): Piece => ({ ...piece, run }))
		);
		if (run.icon)
			pieces.unshift([{ text: 'icon', font: MARK, width: size * ICON_WIDTH, run }, ...(pieces.shift() ?? [])]);
		const spark = sparkDrawing(run.spark ?? []);
		if (spark) {
			const long = (size * SPARK_HEIGHT * spark.width) / spark.height;
			pieces.push([...(pieces.pop() ?? []), { text: 'spark', font: MARK, width: long + size * 0.5, run }]);
		}
		return pieces;
	}
	#fitted(piece: Measured, size: number, width: number): Measured[] {
		const { text, font } = piece;
		if (piece.width <= width || text.length < 2) return [piece];
		const signs = Array.from(text);
		const half = Math.ceil(signs.length / 2);
		return [signs.slice(0, half), signs.slice(half)].flatMap((some) => {
			const part = some.join('');
			return this.#fitted({ text: part, font, width: this.#widthOf(part, font, size) }, size, width);
		});
	}
	#widthOf(part: string, font: string, size: number): number {
		return font === BOX ? size * 0.7 : this.pdf.font(font, size).widthOfString(part);
	}
	/** A word in its fonts. Most words are measured several times. */
	#measured(word: string, weight: number, size: number): readonly Measured[] {
		const key = `${String(weight)} ${String(size)} ${word}`;
		let parts = this.#words.get(key);
		if (!parts) {
			parts = this.#inFonts(word, weight).map(({ part, font }) => ({
				text: part,
				font,
				width: this.#widthOf(part, font, size)
			}));
			this.#words.set(key, parts);
		}
		return parts;
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
