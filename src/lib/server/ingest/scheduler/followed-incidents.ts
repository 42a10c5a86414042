import type { Clock } from '$lib/domain/core/clock';
import type { Connection } from '$lib/domain/posts/connections/connection';
import { INSTALLATION, type ConnectionId, type IncidentId, type Moment, type SourceId } from '$lib/domain/core/ids';
import { emptyProfile, type SearchProfile } from '$lib/domain/posts/search/profile';
import type { Source } from '$lib/domain/posts/source';
import type { ReadState } from '$lib/domain/core/state';
import type { ReadLogs } from '$lib/server/log/logs';
import { pausedAtEnd } from './system-commands';

/** What the scheduler needs to know of an open incident to run its sources. */
export interface FollowedIncident {
	readonly id: IncidentId;
	readonly exercise: boolean;
	/** On the incident's clock. */
	readonly start: Moment;
	/** On the wall clock. */
	readonly expectedEnd: Moment;
	readonly clock: Readonly<Clock> | null;
	readonly profile: Readonly<SearchProfile>;
	readonly place: string;
	/** The active ones. */
	readonly sources: readonly Readonly<Source>[];
	/** Those that were paused because the expected end had passed. */
	readonly ended: readonly SourceId[];
	/** The sources that fail according to the log, and since when. */
	readonly failing: ReadonlyMap<SourceId, Moment>;
}

export interface FollowedIncidents {
	/** The open incidents; an exercise that has ended is left out. */
	incidents(): readonly FollowedIncident[];
	/** Null when it was removed. */
	connection(id: ConnectionId): Readonly<Connection> | null;
	/** Receive the changes of this incident without delay for the next ten seconds, as its sources run here. */
	watch(incident: IncidentId): void;
	/** Calls back when the result of `incidents` or `connection` may have changed. @returns a function to stop */
	changes(changed: () => void): () => void;
}

/** The search profile of an incident; an empty profile when it has none. */
export const followedProfile = (state: Pick<ReadState, 'profile'> | null | undefined): Readonly<SearchProfile> =>
	state?.profile ?? emptyProfile;
const failingIn = ({ outages }: Pick<ReadState, 'outages'>): ReadonlyMap<SourceId, Moment> =>
	new Map(
		[...outages.entries()].flatMap(([source, { outages }]) => {
			const failed = outages.find(({ why }) => why === 'failed');
			return failed ? [[source, failed.from]] : [];
		})
	);
/** The events that change which sources run and how. Posts and labels, of which there are very many, do not. */
const RELEVANT_EVENTS = /^(?:incident|source|connection|profile|exercise)\./;

/** Reads the incidents from the logs of this process. */
export function followedIncidents(logs: ReadLogs): FollowedIncidents {
	return {
		incidents: () =>
			logs.incidents().flatMap((id) => {
				const state = logs.state(id);
				if (!state?.incident || state.incident.phase === 'closed' || state.incident.ended) return [];
				const { exercise, start, expectedEnd, place } = state.incident;
				const all = [...state.sources.values()];
				const sources = all.filter((source) => source.state === 'active');
				const ended = all.filter(({ state, why }) => state === 'paused' && why === pausedAtEnd);
				return [
					{
						id,
						exercise,
						start,
						expectedEnd,
						clock: state.clock,
						profile: followedProfile(state),
						place,
						sources,
						ended: ended.map(({ id }) => id),
						failing: failingIn(state)
					}
				];
			}),
		connection(id) {
			const connection = logs.has(INSTALLATION) ? logs.installation.connections.get(id) : undefined;
			return connection && !connection.removed ? connection : null;
		},
		watch(incident) {
			logs.watch(incident);
		},
		changes: (changed) =>
			logs.listen({
				lines(_, lines) {
					if (lines.some(({ type }) => RELEVANT_EVENTS.test(type))) changed();
				},
				reloaded: changed
			})
	};
}
