import { ImportedXmlComponent } from 'docx';
import PDFDocument from 'pdfkit';
import type { VectorDrawing } from './drawing';

/** The unit of Word's drawings, per point. */
const EMU = 12_700;
/** Coordinates of a path are whole numbers. */
const FINE = 100;

/** A drawing in a line of text, as vectors. @param id unique in the document; @param height in points */
export function wordDrawing(
	{ name, width, height: units, paths }: VectorDrawing,
	id: number,
	height: number
): ImportedXmlComponent {
	const [scale, wide, high] = [height / units, emu((width * height) / units), emu(height)];
	const size = `cx="${wide}" cy="${high}"`;
	const field = `w="${String(Math.round(width * FINE))}" h="${String(Math.round(units * FINE))}"`;
	const shapes = paths.map(({ d, fill, line }, at) => {
		const paint = fill === undefined ? '<a:noFill/>' : solid(fill);
		const pen = line
			? `<a:ln w="${emu(line.width * scale)}" cap="rnd">${solid(line.colour)}${line.dash ? '<a:prstDash val="sysDash"/>' : ''}<a:round/></a:ln>`
			: '<a:ln><a:noFill/></a:ln>';
		return `<wps:wsp><wps:cNvPr id="${String(id + at + 1)}" name="${name}"/><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${size}/></a:xfrm>
			<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path ${field}${fill === undefined ? ' fill="none"' : ''}>${pathXml(d)}</a:path></a:pathLst></a:custGeom>
			${paint}${pen}</wps:spPr><wps:bodyPr/></wps:wsp>`;
	});
	return ImportedXmlComponent.fromXmlString(
		`<mc:AlternateContent ${namespaces}><mc:Choice Requires="wpg"><w:drawing>
		<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent ${size}/><wp:docPr id="${String(id)}" name="${name}"/><a:graphic><a:graphicData uri="${URI}Group">
		<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext ${size}/><a:chOff x="0" y="0"/><a:chExt ${size}/></a:xfrm></wpg:grpSpPr>${shapes.join('')}</wpg:wgp>
		</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice></mc:AlternateContent>`.replace(/>\s+</g, '><')
	);
}

const URI = 'http://schemas.microsoft.com/office/word/2010/wordprocessing';
const OPEN = 'http://schemas.openxmlformats.org';
const namespaces = Object.entries({
	mc: `${OPEN}/markup-compatibility/2006`,
	w: `${OPEN}/wordprocessingml/2006/main`,
	wp: `${OPEN}/drawingml/2006/wordprocessingDrawing`,
	a: `${OPEN}/drawingml/2006/main`,
	wpg: `${URI}Group`,
	wps: `${URI}Shape`
})
	.map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
	.join(' ');
const emu = (points: number): string => String(Math.round(points * EMU));
const solid = (colour: string): string => `<a:solidFill><a:srgbClr val="${colour.slice(1)}"/></a:solidFill>`;
const point = (x: number, y: number): string =>
	`<a:pt x="${String(Math.round(x * FINE))}" y="${String(Math.round(y * FINE))}"/>`;

/** A path of SVG in Word's terms: pdfkit reads it, and tells a recorder which lines and curves it has. */
function pathXml(d: string): string {
	const steps: string[] = [];
	const recorder = {
		moveTo: (x: number, y: number) => steps.push(`<a:moveTo>${point(x, y)}</a:moveTo>`),
		lineTo: (x: number, y: number) => steps.push(`<a:lnTo>${point(x, y)}</a:lnTo>`),
		bezierCurveTo: (...[ax, ay, bx, by, x, y]: [number, number, number, number, number, number]) =>
			steps.push(`<a:cubicBezTo>${point(ax, ay)}${point(bx, by)}${point(x, y)}</a:cubicBezTo>`),
		quadraticCurveTo: (ax: number, ay: number, x: number, y: number) =>
			steps.push(`<a:quadBezTo>${point(ax, ay)}${point(x, y)}</a:quadBezTo>`),
		closePath: () => steps.push('<a:close/>')
	};
	const { path } = PDFDocument.prototype as { path: (this: typeof recorder, d: string) => unknown };
	path.call(recorder, d);
	return steps.join('');
}
