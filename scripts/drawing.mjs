// Draws which folder imports which, as docs/imports.svg: a folder stands below all that import it, so every arrow
// points downwards.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { knotsIn, roomGraph } from './imports.mjs';

const [WIDTH, HEIGHT, GAP_X, GAP_Y, MARGIN] = [116, 26, 14, 54, 20];
const PER_ROW = 11;
const colours = {
	routes: ['#fde9d9', '#8a4b08'],
	desk: ['#e3ecfb', '#1d4f91'],
	report: ['#efe6fa', '#5b2e91'],
	server: ['#e2f2e7', '#17603a'],
	ui: ['#fbe6ee', '#8f1d4e'],
	domain: ['#fff4c9', '#6b5200'],
	shared: ['#ececec', '#444444']
};

/** Folders two levels below src/lib; all routes count as one. */
function roomOf(file) {
	if (file.startsWith('routes/')) return 'routes';
	if (!file.startsWith('lib/')) return null;
	const folders = file.split('/').slice(1, -1);
	return folders.slice(0, 2).join('/') || null;
}

const graph = roomGraph(roomOf);
const knots = knotsIn(graph);
if (knots.length > 0) {
	for (const knot of knots) {
		console.error(`These folders import each other in a circle: ${knot.join(', ')}`);
		for (const a of knot) for (const [b, why] of graph.get(a)) if (knot.includes(b)) console.error(`  ${why[0]}`);
	}
	process.exit(1);
}

/** How many arrows the longest way down from a room has. */
const depths = new Map();
function depthOf(room) {
	if (!depths.has(room)) depths.set(room, Math.max(0, ...[...graph.get(room).keys()].map((next) => depthOf(next) + 1)));
	return depths.get(room);
}
for (const room of graph.keys()) depthOf(room);

/** An arrow is left out where another path connects the two: the picture shows only the layers. */
const reaches = new Map();
function reachOf(room) {
	if (!reaches.has(room))
		reaches.set(room, new Set([...graph.get(room).keys()].flatMap((next) => [next, ...reachOf(next)])));
	return reaches.get(room);
}
const arrows = [...graph].flatMap(([room, targets]) =>
	[...targets.keys()]
		.filter((target) => ![...targets.keys()].some((other) => other !== target && reachOf(other).has(target)))
		.map((target) => [room, target])
);

/** Each part of the program has a band of the width, so that a long arrow does not run behind boxes of another part. */
const bands = {
	server: [0, 0.52],
	desk: [0.54, 0.72],
	report: [0.74, 1],
	routes: [0.54, 0.72],
	domain: [0.08, 0.72],
	ui: [0.62, 1]
};
const bandOf = (room) => bands[room.split('/')[0]] ?? [0.3, 0.7];

// Rows from the top: the longer the way down from a room, the higher it stands.
const rows = [];
for (const room of [...graph.keys()].sort()) (rows[depthOf(room)] ??= []).push(room);
rows.reverse();
const places = new Map();
let y = MARGIN;
for (const row of rows) {
	const above = (room) =>
		arrows.filter(([, target]) => target === room).flatMap(([from]) => (places.has(from) ? [places.get(from).x] : []));
	const wishOf = (room) => above(room).reduce((sum, x, _, all) => sum + x / all.length, 0);
	for (const band of new Set(row.map((room) => bandOf(room).join(' ')))) {
		const part = row.filter((room) => bandOf(room).join(' ') === band).sort((a, b) => wishOf(a) - wishOf(b));
		const [from, to] = bandOf(part[0]).map((share) => MARGIN + share * PER_ROW * (WIDTH + GAP_X));
		for (const [index, room] of part.entries())
			places.set(room, { x: from + ((to - from) * (index + 0.5)) / part.length, y });
	}
	const xs = row.map((room) => places.get(room)).sort((a, b) => a.x - b.x);
	for (const [index, place] of xs.entries())
		if (index > 0) place.x = Math.max(place.x, xs[index - 1].x + WIDTH + GAP_X / 2);
	y += HEIGHT + GAP_Y;
}

const colourOf = (room) => colours[room.split('/')[0]] ?? colours.shared;
const width = PER_ROW * (WIDTH + GAP_X) + 2 * MARGIN;
const lines = arrows.map(([from, to]) => {
	const [a, b] = [places.get(from), places.get(to)];
	const [top, bottom] = [a.y + HEIGHT, b.y - 3];
	const middle = (top + bottom) / 2;
	const path = `M${a.x.toFixed(0)} ${top}C${a.x.toFixed(0)} ${middle.toFixed(0)} ${b.x.toFixed(0)} ${middle.toFixed(0)} ${b.x.toFixed(0)} ${bottom}`;
	return `<path d="${path}" stroke="${colourOf(from)[1]}"/>`;
});
const boxes = [...places].map(([room, { x, y: top }]) => {
	const [fill, ink] = colourOf(room);
	return `<g><rect x="${(x - WIDTH / 2).toFixed(0)}" y="${top}" width="${WIDTH}" height="${HEIGHT}" rx="4" fill="${fill}" stroke="${ink}"/><text x="${x.toFixed(0)}" y="${top + 17}" fill="${ink}">${room}</text></g>`;
});
const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y}" role="img" aria-label="Which folder of src imports which: every arrow points downwards">
<style>text{font:12px system-ui,sans-serif;text-anchor:middle}path{fill:none;stroke-opacity:.45;marker-end:url(#a)}</style>
<defs><marker id="a" viewBox="0 0 6 6" refX="5" refY="3" markerWidth="6" markerHeight="6" orient="auto"><path d="M0 0L6 3L0 6z" style="fill:#666;stroke:none;marker-end:none"/></marker></defs>
<rect width="${width}" height="${y}" fill="#ffffff"/>
${lines.join('\n')}
${boxes.join('\n')}
</svg>
`;
const file = fileURLToPath(new URL('../docs/imports.svg', import.meta.url));
writeFileSync(file, svg);
console.log(`docs/imports.svg: ${places.size} folders, ${arrows.length} arrows, all downwards`);
