import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** In points, from the top left corner of the page. */
interface Area {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}
export interface PlacedText extends Area {
	readonly text: string;
}
/** `mark`: the number of the drawing that it is part of; null for what is drawn on the page itself. */
interface PlacedShape extends Area {
	readonly fill: string | null;
	readonly mark: number | null;
}
export interface PageLayout {
	/** In the order of reading. */
	readonly texts: readonly PlacedText[];
	/** What stands at the head and foot of the page. */
	readonly outside: readonly PlacedText[];
	readonly shapes: readonly PlacedShape[];
}
type Matrix = readonly [number, number, number, number, number, number];
const times = (a: Matrix, b: Matrix): Matrix => [
	a[0] * b[0] + a[2] * b[1],
	a[1] * b[0] + a[3] * b[1],
	a[0] * b[2] + a[2] * b[3],
	a[1] * b[2] + a[3] * b[3],
	a[0] * b[4] + a[2] * b[5] + a[4],
	a[1] * b[4] + a[3] * b[5] + a[5]
];
const coordinates: Readonly<Record<number, number>> = {
	[OPS.moveTo]: 2,
	[OPS.lineTo]: 2,
	[OPS.curveTo]: 6,
	[OPS.curveTo2]: 4,
	[OPS.curveTo3]: 4,
	[OPS.rectangle]: 4,
	[OPS.closePath]: 0
};
const fills: ReadonlySet<number> = new Set([OPS.fill, OPS.eoFill, OPS.fillStroke, OPS.eoFillStroke]);
const strokes: ReadonlySet<number> = new Set([OPS.stroke, OPS.closeStroke]);

/** Where a PDF has its texts and shapes. */
export async function layoutOf(bytes: Uint8Array): Promise<PageLayout[]> {
	const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
	const pages: PageLayout[] = [];
	for (let number = 1; number <= pdf.numPages; number += 1) {
		const page = await pdf.getPage(number);
		const { height } = page.getViewport({ scale: 1 });
		const texts: PlacedText[] = [];
		const outside: PlacedText[] = [];
		const open: string[] = [];
		for (const item of (await page.getTextContent({ includeMarkedContent: true })).items) {
			if ('str' in item) {
				const [, , , size, left, base] = item.transform as unknown as Matrix;
				if (item.str.trim() === '') continue;
				const placed = {
					text: item.str,
					left,
					right: left + item.width,
					top: height - base - size,
					bottom: height - base
				};
				(open.includes('Artifact') ? outside : texts).push(placed);
			} else if (item.type.startsWith('begin')) open.push('tag' in item ? String(item.tag) : '');
			else open.pop();
		}
		pages.push({ texts, outside, shapes: await shapesOf(page, height) });
	}
	return pages;
}

async function shapesOf(
	page: { getOperatorList(): Promise<{ fnArray: number[]; argsArray: unknown[] }> },
	height: number
) {
	const { fnArray, argsArray } = await page.getOperatorList();
	const shapes: PlacedShape[] = [];
	let [matrix, fill, mark, marks]: [Matrix, string, number | null, number] = [[1, 0, 0, 1, 0, 0], '', null, 0];
	const saved: { matrix: Matrix; fill: string; mark: number | null }[] = [];
	let points: [number, number][] = [];
	for (const [at, operator] of fnArray.entries()) {
		const args = argsArray[at] as unknown[];
		if (operator === OPS.save) {
			saved.push({ matrix, fill, mark });
			marks += 1;
			mark = marks;
		} else if (operator === OPS.restore) ({ matrix, fill, mark } = saved.pop() ?? { matrix, fill, mark });
		else if (operator === OPS.transform) matrix = times(matrix, args as unknown as Matrix);
		else if (operator === OPS.setFillRGBColor) fill = hexOf(args);
		else if (operator === OPS.constructPath) {
			const [steps, values] = args as [number[], number[]];
			let from = 0;
			for (const step of steps) {
				const own = values.slice(from, from + (coordinates[step] ?? 0));
				from += own.length;
				const [x = 0, y = 0, width = 0, high = 0] = own;
				const corners = step === OPS.rectangle ? [x, y, x + width, y + high] : own;
				for (let i = 0; i < corners.length; i += 2) points.push([corners[i] ?? 0, corners[i + 1] ?? 0]);
			}
		} else if (fills.has(operator) || strokes.has(operator)) {
			const placed = points.map(([x, y]) => times(matrix, [1, 0, 0, 1, x, y]));
			const [across, down] = [placed.map((each) => each[4]), placed.map((each) => height - each[5])];
			if (placed.length > 0)
				shapes.push({
					left: Math.min(...across),
					right: Math.max(...across),
					top: Math.min(...down),
					bottom: Math.max(...down),
					fill: fills.has(operator) ? fill : null,
					mark
				});
			points = [];
		}
	}
	return shapes;
}
const hexOf = (args: unknown[]): string =>
	typeof args[0] === 'string'
		? args[0]
		: `#${Array.from({ length: 3 }, (_, at) =>
				Number((args as number[])[at])
					.toString(16)
					.padStart(2, '0')
			).join('')}`;

export const isIn = (inner: Area, outer: Area): boolean =>
	inner.left >= outer.left - 0.5 &&
	inner.right <= outer.right + 0.5 &&
	inner.top >= outer.top - 0.5 &&
	inner.bottom <= outer.bottom + 0.5;

/** The words as a reader sees them: what follows on the same line without a space belongs together. */
export function seenWords(texts: readonly PlacedText[]): string[] {
	let all = '';
	for (const [at, { text, left, bottom }] of texts.entries()) {
		const last = texts[at - 1];
		const isNext = last !== undefined && Math.abs(last.bottom - bottom) < 0.5 && Math.abs(left - last.right) < 0.6;
		all += isNext ? text : ` ${text}`;
	}
	return all.split(/\s+/).filter(Boolean);
}
