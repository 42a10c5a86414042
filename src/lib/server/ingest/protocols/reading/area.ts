/** A point on earth, in degrees; north and east are positive. */
export interface Point {
	readonly lat: number;
	readonly lon: number;
}

/**
 * A ring may be open or closed, run in either direction and cross itself: everything that it encloses is in it. A
 * radius is in km.
 */
type Shape = { readonly ring: readonly Point[] } | { readonly centre: Point; readonly radius: number };

/** The area of a warning. */
export interface Area {
	readonly shapes: readonly Shape[];
	/** The number of shapes that were invalid, and are ignored. */
	readonly unusable: number;
}

/**
 * Reads an area as NL-Alert and CAP 1.2 write it: polygons `lat,lon lat,lon …`, circles `lat,lon radius`. A shape that
 * crosses the antimeridian is read the wrong way round; no warning made for the Netherlands does.
 */
export function areaOf(polygons: readonly unknown[], circles: readonly unknown[] = []): Area {
	const read = [...polygons.map(polygonOf), ...circles.map(circleOf)];
	const shapes = read.filter((shape) => shape !== null);
	return { shapes, unusable: read.length - shapes.length };
}

const partsOf = (text: unknown): string[] => (typeof text === 'string' ? text.trim().split(/\s+/) : []);

function polygonOf(text: unknown): Shape | null {
	const ring = partsOf(text).map(pointOf);
	const points = ring.filter((point) => point !== null);
	const different = new Set(points.map(({ lat, lon }) => `${lat},${lon}`));
	return points.length === ring.length && different.size >= 3 ? { ring: points } : null;
}

function circleOf(text: unknown): Shape | null {
	const [at = '', radius = '', ...more] = partsOf(text);
	const centre = pointOf(at);
	return centre && more.length === 0 && /^\d+(?:\.\d+)?$/.test(radius) ? { centre, radius: Number(radius) } : null;
}

function pointOf(text: string): Point | null {
	const [, north, east] = /^([-+]?\d+(?:\.\d+)?),([-+]?\d+(?:\.\d+)?)$/.exec(text) ?? [];
	const [lat, lon] = [Number(north), Number(east)];
	return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : null;
}

/**
 * The distance from a point to an area, in km: 0 within it, infinite when there is no shape. Accurate to one percent up
 * to some 100 km.
 */
export function distanceTo({ shapes }: Area, point: Point): number {
	const distances = shapes.map((shape) =>
		'ring' in shape
			? distanceToRing(shape.ring, point)
			: Math.max(0, Math.hypot(...relativeTo(point, shape.centre)) - shape.radius)
	);
	return Math.min(...distances);
}

const KM_PER_DEGREE = 111.195;

/** East and north in km, on a map that is flat around the first point. */
const relativeTo = (here: Point, { lat, lon }: Point): [east: number, north: number] => [
	(lon - here.lon) * Math.cos((here.lat * Math.PI) / 180) * KM_PER_DEGREE,
	(lat - here.lat) * KM_PER_DEGREE
];

/** Uses the winding number, so that the direction of the ring and the number of turns do not matter. */
function distanceToRing(ring: readonly Point[], point: Point): number {
	const corners = ring.map((corner) => relativeTo(point, corner));
	let turns = 0;
	let nearest = Infinity;
	let [x, y] = corners.at(-1) ?? [Infinity, Infinity];
	for (const [nextX, nextY] of corners) {
		const side = x * nextY - nextX * y;
		if (y <= 0 && nextY > 0 && side > 0) turns++;
		if (y > 0 && nextY <= 0 && side < 0) turns--;
		nearest = Math.min(nearest, distanceToSegment([x, y], [nextX, nextY]));
		[x, y] = [nextX, nextY];
	}
	return turns === 0 ? nearest : 0;
}

/** The distance from the origin to a line between two points. */
function distanceToSegment([x, y]: readonly [number, number], [toX, toY]: readonly [number, number]): number {
	const [dx, dy] = [toX - x, toY - y];
	const length = dx * dx + dy * dy;
	const along = length === 0 ? 0 : Math.min(1, Math.max(0, -(x * dx + y * dy) / length));
	return Math.hypot(x + along * dx, y + along * dy);
}
