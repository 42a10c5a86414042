import type { Palette } from './palette';

/** A rectangle in pixels of the canvas. */
interface Box {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

/** "No measurement" or "too few": diagonal lines, 6 px apart, so that nobody reads a gap as calm. */
export function hatch(ctx: CanvasRenderingContext2D, { left, top, right, bottom }: Box, palette: Palette): void {
	ctx.save();
	ctx.beginPath();
	ctx.rect(left, top, right - left, bottom - top);
	ctx.clip();
	ctx.strokeStyle = palette.colour('--basis-color-default-border-default');
	ctx.lineWidth = 1.5;
	ctx.beginPath();
	const apart = 8.5; // 6 px between lines at 45 degrees
	for (let x = left - (bottom - top); x < right; x += apart) {
		ctx.moveTo(x, bottom);
		ctx.lineTo(x + (bottom - top), top);
	}
	ctx.stroke();
	ctx.restore();
}

interface TextStyle {
	readonly colour: string;
	readonly weight?: 400 | 600;
	readonly align?: CanvasTextAlign;
	readonly baseline?: CanvasTextBaseline;
	/** Cut off with an ellipsis beyond this many pixels. */
	readonly max?: number;
	/** Painted behind the words, so that they can be read over a hatch. */
	readonly behind?: string;
}

/** @returns the width of what was written, in pixels */
export function write(
	ctx: CanvasRenderingContext2D,
	text: string,
	x: number,
	y: number,
	palette: Palette,
	style: TextStyle
): number {
	ctx.save();
	ctx.font = font(palette, style.weight);
	ctx.textAlign = style.align ?? 'left';
	ctx.textBaseline = style.baseline ?? 'alphabetic';
	let shown = text;
	if (style.max !== undefined && ctx.measureText(shown).width > style.max) {
		while (shown.length > 1 && ctx.measureText(`${shown}…`).width > style.max) shown = shown.slice(0, -1);
		shown = `${shown.trimEnd()}…`;
	}
	const { width } = ctx.measureText(shown);
	if (style.behind !== undefined) {
		const from = style.align === 'center' ? x - width / 2 : style.align === 'right' ? x - width : x;
		ctx.fillStyle = style.behind;
		ctx.fillRect(from - 4, y - palette.size * 0.75, width + 8, palette.size * 1.5);
	}
	ctx.fillStyle = style.colour;
	ctx.fillText(shown, x, y);
	ctx.restore();
	return width;
}

export const font = (palette: Palette, weight: 400 | 600 = 400): string =>
	`${weight} ${palette.size}px ${palette.family}`;

export function line(
	ctx: CanvasRenderingContext2D,
	from: readonly [number, number],
	to: readonly [number, number],
	colour: string,
	width = 1,
	dash: number[] = []
): void {
	ctx.save();
	ctx.strokeStyle = colour;
	ctx.lineWidth = width;
	ctx.setLineDash(dash);
	ctx.beginPath();
	ctx.moveTo(...from);
	ctx.lineTo(...to);
	ctx.stroke();
	ctx.restore();
}
