import { areOtherEyes, eyesOfAct, type WithEyes } from '../core/eyes';
import type { ReadState } from '../core/state';

/** Whether other eyes than its writer's released a report with the incident's title: then it may head other pages. */
export function isTitleRead({ incident, versions }: Pick<ReadState, 'incident' | 'versions'>): boolean {
	if (!incident) return false;
	const { described, opened } = incident;
	const writer = described ?? opened;
	return [...versions.values()].some(
		({ released }) => released.at >= writer.at && areOtherEyes(eyesOfAct(released), eyesOfAct(writer))
	);
}

/** Whether the place of the incident is one that somebody else confirmed for it. */
export function isPlaceConfirmed({ incident }: Pick<ReadState, 'incident'>): boolean {
	if (!incident) return false;
	const writer: WithEyes = incident.described ?? incident.opened;
	return incident.confirmedPlaces.some(
		(act) => act.place === incident.place && areOtherEyes(eyesOfAct(act), eyesOfAct(writer))
	);
}
