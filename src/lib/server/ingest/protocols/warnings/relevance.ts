import { placesIn } from '$lib/domain/incident/template';
import { compileProfile } from '$lib/domain/posts/search/match';
import { emptyProfile, type SearchProfile } from '$lib/domain/posts/search/profile';
import type { Announcement } from '../reading/reader';
import { distanceTo } from '../reading/area';
import { locate } from './coordinates';

/**
 * How near an area must be, in km. A place is known by one point and extends about half way to its neighbours: nine in
 * ten Dutch places have another one within 4.6 km (measured on the list).
 */
const NEAR_KM = 5;

/** Why an alert concerns an incident: it names one of its places, or is near one. Null when it does not. */
type Relevance = 'named' | { readonly place: string; readonly km: number } | null;
export type RelevanceTest = (alert: Pick<Announcement, 'text' | 'area'>) => Relevance;

/**
 * Selects alerts by the places of the search profile and of the incident only: words such as NL-Alert occur in all of
 * them. A name decides before an area does: a siren in the next town matters to a team that follows that town. An alert
 * without a usable area is selected by names alone. When the incident's location is not known, every alert concerns it.
 */
export function relevanceTest({ places }: Readonly<SearchProfile>, incidentPlace: string): RelevanceTest {
	const names = [...new Set([...places, ...placesIn(incidentPlace)])];
	const named = compileProfile({ ...emptyProfile, places: names });
	const locations = locate(names);
	const isLocationUnknown = places.length === 0 && locations.length === 0;
	return ({ text, area }) => {
		if (isLocationUnknown || named.match({ text, author: null, lang: null })) return 'named';
		const [nearest] = locations
			.map(({ name, points }) => ({ place: name, km: Math.min(...points.map((point) => distanceTo(area, point))) }))
			.sort((a, b) => a.km - b.km);
		return nearest && nearest.km <= NEAR_KM ? nearest : null;
	};
}
