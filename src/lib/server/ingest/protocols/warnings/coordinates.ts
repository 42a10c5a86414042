import { plainLetters } from '$lib/domain/core/plain-letters';
import type { Point } from '../reading/area';
import coordinates from './coordinates.nl.json';

/** A Dutch place, with the point of its centre. */
interface Settlement {
	readonly point: Point;
	readonly municipality: string;
}

const keyOf = (name: string): string => plainLetters(name).replace(/[^\p{L}\p{N}]/gu, '');

const byName = new Map<string, Settlement[]>();
const byMunicipality = new Map<string, Settlement[]>();
for (const [name, lat, lon, within] of coordinates.places) {
	if (typeof name !== 'string' || typeof lat !== 'number' || typeof lon !== 'number' || typeof within !== 'string')
		continue;
	const settlement: Settlement = { point: { lat, lon }, municipality: keyOf(within) };
	for (const [map, key] of [
		[byName, keyOf(name)],
		[byMunicipality, settlement.municipality]
	] as const)
		map.set(key, [...(map.get(key) ?? []), settlement]);
}

/** A name, and every point that it may refer to. */
interface LocatedName {
	readonly name: string;
	readonly points: readonly Point[];
}

/**
 * Finds the coordinates of the places that a team names; unknown ones (streets, places abroad) are left out. Of several
 * places with one name it takes those in a municipality that the team also names, or all of them when it names none: a
 * superfluous alert is noticed, a missing one is not. A municipality without a place of the same name means all its
 * places.
 */
export function locate(names: readonly string[]): LocatedName[] {
	const keys = new Set(names.map(keyOf));
	return names.flatMap((name) => {
		const key = keyOf(name);
		const all = byName.get(key) ?? byMunicipality.get(key) ?? [];
		const within = all.filter(({ municipality }) => municipality !== key && keys.has(municipality));
		const points = (within.length > 0 ? within : all).map(({ point }) => point);
		return points.length > 0 ? [{ name, points }] : [];
	});
}
