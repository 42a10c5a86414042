import { momentOf, type IncidentId } from '$lib/domain/core/ids';
import type { ReadState } from '$lib/domain/core/state';
import { isReal } from '$lib/domain/installation/people';
import { isPreparedApproved } from '$lib/domain/prepared/prepared-text';
import { hasPair } from '$lib/server/people/accounts/eyes-view';

/** A step to prepare an organisation for its first incident. */
interface NextStep {
	readonly step: 'people' | 'sources' | 'texts' | 'duty';
	readonly isDone: boolean;
	/** There are enough people, but all of them count as one pair of eyes. */
	readonly isOnePair?: boolean;
	/** The current number. */
	readonly count: number;
	/** The page to do it on; null when it needs an open incident first. */
	readonly href: string | null;
}

/**
 * The steps after setting up, in the order in which they help most. Without a second reader nothing is published, so
 * people come first.
 * @param running the newest real incident in which the person works, where sources are connected and duty is set
 */
export function nextSteps(
	installation: ReadState,
	running: { readonly id: IncidentId; readonly hasDuty: boolean } | null,
	now = momentOf(Date.now())
): NextStep[] {
	const readers = [...installation.people.values()].filter(
		(person) => isReal(person) && person.grants.some(({ role }) => role === 'spokesperson')
	).length;
	const real = [...installation.people.values()].filter(isReal).length;
	const isReady = hasPair(installation, now);
	const sources = [...installation.connections.values()].filter(({ removed }) => !removed).length;
	const texts = [...installation.prepared.values()].filter(({ wordings }) => wordings.some(isPreparedApproved)).length;
	const inIncident = (path: string): string | null => (running ? `/incidents/${running.id}/${path}` : null);
	return [
		{ step: 'people', isDone: isReady, isOnePair: !isReady && readers > 0 && real > 1, count: real, href: '/people' },
		{ step: 'sources', isDone: sources > 0, count: sources, href: inIncident('sources') },
		{ step: 'texts', isDone: texts > 0, count: texts, href: '/prepared' },
		...(running
			? [
					{
						step: 'duty' as const,
						isDone: running.hasDuty,
						count: running.hasDuty ? 1 : 0,
						href: inIncident('texts')
					}
				]
			: [])
	];
}
