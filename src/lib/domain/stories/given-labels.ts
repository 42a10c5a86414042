import type { FindingId, Moment, PersonId } from '../core/ids';
import { labelKindNames, type LabelKind } from './label-kinds';
import { authorOfValue } from './sentiment';
import type { StoryLabels } from './story';

/** A current label of a story: the last person's value. */
interface AuthoredLabel {
	readonly part: 'link' | LabelKind | 'help' | 'looked';
	/** Only for a link. */
	readonly finding: FindingId | null;
	readonly by: PersonId;
	readonly at: Moment;
}

/** The labels of a story with their authors: two people may label one story, and each label has a name. */
export function givenLabels({
	links,
	sentiment,
	help,
	looked: handledMark
}: Readonly<StoryLabels>): readonly AuthoredLabel[] {
	const felt = labelKindNames.flatMap((part): AuthoredLabel[] => {
		const by = authorOfValue(sentiment, part);
		return by && sentiment ? [{ part, finding: null, by, at: sentiment.at }] : [];
	});
	return [
		...links.map(({ finding, by, at }): AuthoredLabel => ({ part: 'link', finding, by, at })),
		...felt,
		...(help ? [{ part: 'help', finding: null, by: help.by, at: help.at } as const] : []),
		...(handledMark ? [{ part: 'looked', finding: null, by: handledMark.by, at: handledMark.at } as const] : [])
	];
}

/**
 * When this person last gave a label that is still current; having looked at the story does not count as a label. Null
 * when they gave none.
 */
export function lastLabelledAt(labels: Readonly<StoryLabels>, person: PersonId): Moment | null {
	const notRelevant = labels.looked?.outcome === 'notRelevant';
	const own = givenLabels(labels).filter(({ part, by }) => by === person && (part !== 'looked' || notRelevant));
	return own.reduce<Moment | null>((newest, { at }) => (newest === null || at > newest ? at : newest), null);
}
