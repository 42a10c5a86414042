import type { FindingId } from '$lib/domain/core/ids';
import type { ReadState } from '$lib/domain/core/state';
import type { Fact } from '$lib/domain/findings/fact';
import { isOpen } from '$lib/domain/findings/finding';
import { unansweredNeeds } from '$lib/domain/findings/need';
import type { Neighbourhood } from '$lib/domain/installation/neighbourhoods';
import { namesPlace, type PlaceFigures } from '$lib/domain/overview/place-figures';
import { differs } from '$lib/domain/stories/trend';

export interface PlaceRow extends Pick<Neighbourhood, 'name'> {
	readonly posts: number;
	readonly before: number;
	readonly authors: number;
	/** By more than chance (docs/domain.md, rule 12). */
	readonly trend: 'rises' | 'falls' | 'same';
	/** Open ones that name it, or that posts about it are evidence for. */
	readonly needs: number;
	readonly rumours: number;
	readonly findings: PlaceFigures['places'][number]['findings'];
	/** Established facts that name it. */
	readonly facts: readonly Readonly<Fact>[];
	/** The title or the place of the incident names it. */
	readonly isSite: boolean;
}

/** The neighbourhoods with their figures, the most named first. */
export function placeRows(state: ReadState, { places }: PlaceFigures): PlaceRow[] {
	const { incident } = state;
	const facts = [...state.facts.values()].filter(({ replacedBy, source }) => replacedBy === null && source !== null);
	const rumours = [...state.rumours.values()].filter(isOpen);
	const needs = unansweredNeeds(state);
	return (incident?.neighbourhoods ?? [])
		.flatMap((place): PlaceRow[] => {
			const found = places.find(({ name }) => name === place.name);
			if (!incident || !found) return [];
			const about = new Set<FindingId>(found.findings.map(({ finding }) => finding));
			const isAbout = ({ id, text }: { id: FindingId; text: string }): boolean =>
				about.has(id) || namesPlace(text, place);
			const { posts, before, authors, findings } = found;
			return [
				{
					name: place.name,
					posts,
					before,
					authors,
					findings,
					trend: !differs(posts, before) ? 'same' : posts > before ? 'rises' : 'falls',
					needs: needs.filter(isAbout).length,
					rumours: rumours.filter(isAbout).length,
					facts: facts.filter(({ text }) => namesPlace(text, place)),
					isSite: namesPlace(`${incident.title} ${incident.place}`, place)
				}
			];
		})
		.sort((a, b) => b.posts - a.posts || (a.name < b.name ? -1 : 1));
}
