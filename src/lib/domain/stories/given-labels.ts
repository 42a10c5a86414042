import type { FindingId, Moment, PersonId } from '../core/ids';
import { authorOnAxis } from './sentiment';
import type { StoryLabels } from './story';

/** One thing that somebody said of a story, as it stands: the last person's word. */
interface GivenLabel {
	readonly part: 'link' | 'emotion' | 'attitude' | 'help' | 'looked';
	/** Of a link only. */
	readonly finding: FindingId | null;
	readonly by: PersonId;
	readonly at: Moment;
}

/** Who said what of a story: two people may label one, and each word has its name. */
export function givenLabels({ links, sentiment, help, looked }: Readonly<StoryLabels>): readonly GivenLabel[] {
	const felt = (['emotion', 'attitude'] as const).flatMap((part): GivenLabel[] => {
		const by = authorOnAxis(sentiment, part);
		return by && sentiment ? [{ part, finding: null, by, at: sentiment.at }] : [];
	});
	return [
		...links.map(({ finding, by, at }): GivenLabel => ({ part: 'link', finding, by, at })),
		...felt,
		...(help ? [{ part: 'help', finding: null, by: help.by, at: help.at } as const] : []),
		...(looked ? [{ part: 'looked', finding: null, by: looked.by, at: looked.at } as const] : [])
	];
}

/** When this person last labelled a story so that it still stands; having looked at it is no label. Null when they did not. */
export function lastLabelledAt(labels: Readonly<StoryLabels>, person: PersonId): Moment | null {
	const notRelevant = labels.looked?.outcome === 'notRelevant';
	const own = givenLabels(labels).filter(({ part, by }) => by === person && (part !== 'looked' || notRelevant));
	return own.reduce<Moment | null>((newest, { at }) => (newest === null || at > newest ? at : newest), null);
}
