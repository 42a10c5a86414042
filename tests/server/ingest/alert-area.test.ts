import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { areaOf, distanceTo, type Point } from '$lib/server/ingest/protocols/reading/area';
import { locate } from '$lib/server/ingest/protocols/warnings/coordinates';

const written = (ring: readonly Point[]): string =>
	ring.map(({ lat, lon }) => `${lat.toFixed(6)},${lon.toFixed(6)}`).join(' ');
const area = (...rings: readonly (readonly Point[])[]) => areaOf(rings.map(written));

/**
 * Corners of a polygon around a point near Utrecht, in order, with the point from which the distance is measured. In
 * degrees.
 */
const somewhere = fc
	.record({
		centre: fc.record({
			lat: fc.double({ min: 51, max: 53, noNaN: true }),
			lon: fc.double({ min: 4, max: 7, noNaN: true })
		}),
		corners: fc.array(fc.double({ min: 0.01, max: 0.1, noNaN: true }), { minLength: 3, maxLength: 9 }),
		away: fc.record({
			lat: fc.double({ min: -0.2, max: 0.2, noNaN: true }),
			lon: fc.double({ min: -0.3, max: 0.3, noNaN: true })
		})
	})
	.map(({ centre, corners, away }) => ({
		ring: corners.map((far, n): Point => {
			const angle = (2 * Math.PI * n) / corners.length;
			return { lat: centre.lat + far * Math.sin(angle), lon: centre.lon + far * Math.cos(angle) };
		}),
		centre,
		point: { lat: centre.lat + away.lat, lon: centre.lon + away.lon }
	}));
/** Written with six decimals, a corner is within some ten centimetres. */
const alike = (a: number, b: number, share = 0): void => {
	expect(Math.abs(a - b)).toBeLessThan(0.001 + share * Math.max(a, b));
};

describe('the distance from an area to a place', () => {
	test('does not depend on the first corner, the direction or whether the ring is closed', () => {
		const seen = { within: 0, outside: 0 };
		fc.assert(
			fc.property(somewhere, fc.nat(8), ({ ring, point }, from) => {
				const distance = distanceTo(area(ring), point);
				seen[distance === 0 ? 'within' : 'outside']++;
				const turned = [...ring.slice(from % ring.length), ...ring.slice(0, from % ring.length)];
				const closed = [...ring, ...ring.slice(0, 1)];
				for (const same of [turned, ring.toReversed(), closed, closed.toReversed()])
					alike(distanceTo(area(same), point), distance);
			})
		);
		expect(Math.min(seen.within, seen.outside)).toBeGreaterThan(10);
	});

	test('stays the same when area and place move east together, and nearly the same when they move north', () => {
		const moved = ({ lat, lon }: Point, north: number, east: number): Point => ({ lat: lat + north, lon: lon + east });
		fc.assert(
			fc.property(somewhere, fc.double({ min: -0.1, max: 0.1, noNaN: true }), ({ ring, point }, by) => {
				const distance = distanceTo(area(ring), point);
				const to = (north: number, east: number) =>
					distanceTo(area(ring.map((corner) => moved(corner, north, east))), moved(point, north, east));
				alike(to(0, by), distance);
				alike(to(by, 0), distance, 0.01);
			})
		);
	});

	test('is zero inside the area, and never more than the distance to a corner', () => {
		fc.assert(
			fc.property(somewhere, ({ ring, centre, point }) => {
				expect(distanceTo(area(ring), centre)).toBe(0);
				const corners = ring.map((corner) =>
					distanceTo(areaOf([], [`${corner.lat.toFixed(6)},${corner.lon.toFixed(6)} 0`]), point)
				);
				expect(distanceTo(area(ring), point)).toBeLessThanOrEqual(Math.min(...corners) + 0.001);
			})
		);
	});

	const square = '52,5 52.1,5 52.1,5.1 52,5.1 52,5';
	test('is in kilometres', () => {
		expect(distanceTo(areaOf([square]), { lat: 52.05, lon: 5.05 })).toBe(0);
		// A hundredth of a degree north is 1.11 km; east, at 52°, 0.68 km.
		expect(distanceTo(areaOf([square]), { lat: 52.11, lon: 5.05 })).toBeCloseTo(1.112, 2);
		expect(distanceTo(areaOf([square]), { lat: 52.05, lon: 5.11 })).toBeCloseTo(0.684, 2);
		expect(distanceTo(areaOf([], ['52.05,5.05 2']), { lat: 52.05, lon: 5.15 })).toBeCloseTo(4.838, 2);
		expect(distanceTo(areaOf([square], ['53,6 1']), { lat: 53, lon: 6.01 })).toBe(0);
	});

	test('is zero inside a ring that crosses itself, also where the ring goes round twice', () => {
		const bow = areaOf(['52,5 52.1,5.1 52.1,5 52,5.1']);
		for (const lat of [52.02, 52.08]) expect(distanceTo(bow, { lat, lon: 5.05 })).toBe(0);
		expect(distanceTo(bow, { lat: 52.05, lon: 5.01 })).toBeGreaterThan(1);
		const star = areaOf(['52.1,5.05 52,5.08 52.06,5 52.06,5.1 52,5.02']);
		expect(distanceTo(star, { lat: 52.045, lon: 5.05 })).toBe(0);
	});
});

test('an invalid shape is ignored and counted; an area without shapes is infinitely far from every place', () => {
	const broken = [
		'',
		'52,5',
		'52,5 52.1,5',
		'52,5 52.1,5 52,5',
		'52,5 52.1,x 52,5.1',
		'92,5 52.1,5 52,5.1',
		'52 5 52.1 5 52 5.1',
		7,
		null,
		{}
	];
	const circles = ['52,5', '52,5 -1', '52,5 1 2', '52,5 veel', undefined];
	const read = areaOf([...broken, '52,5 52.1,5 52,5.1'], circles);
	expect([read.shapes.length, read.unusable]).toEqual([1, broken.length + circles.length]);
	expect(distanceTo(areaOf(broken), { lat: 52, lon: 5 })).toBe(Infinity);
	fc.assert(
		fc.property(fc.array(fc.anything()), fc.array(fc.string()), (polygons, circles) => {
			const { shapes, unusable } = areaOf(polygons, circles);
			expect(shapes.length + unusable).toBe(polygons.length + circles.length);
		})
	);
});

describe('the location of a place', () => {
	const points = (...names: string[]) => locate(names).map(({ name, points }) => [name, points.length]);
	test('is found in any spelling; an unknown place is left out', () => {
		expect(locate(['ZWOLLE'])).toEqual([{ name: 'ZWOLLE', points: [{ lat: 52.513, lon: 6.094 }] }]);
		expect(points('den haag', 's Gravenhage', 'Dorpsstraat', 'Atlantis')).toEqual([
			['den haag', 1],
			['s Gravenhage', 1]
		]);
	});
	test('includes every place of the same name, unless the team names the municipality', () => {
		expect(points('Rijswijk')).toEqual([['Rijswijk', 2]]);
		const [inAltena] = locate(['Rijswijk', 'Altena']);
		expect(inAltena?.points).toEqual([{ lat: 51.797, lon: 5.025 }]);
		// The own name of the place is not a municipality as well.
		expect(points('Hengelo', 'Hengelo')[0]).toEqual(['Hengelo', 2]);
	});
	test('of a municipality without a place of the same name is all its places', () => {
		expect(points('Altena')[0]?.[1]).toBeGreaterThan(5);
	});
});
