import type { Connection } from '$lib/domain/posts/connections/connection';
import type { ConnectionId, IncidentId, SourceId } from '$lib/domain/core/ids';
import type { SearchProfile } from '$lib/domain/posts/search/profile';
import type { ReadLogs } from '$lib/server/log/logs';
import { readers } from '../protocols/readers';
import type { PollResult, PollRequest } from '../protocols/reading/reader';
import { followedIncidents } from '../scheduler/followed-incidents';
import type { Guard } from '$lib/server/platform/net/resolve-public-address';
import { outboundClients } from '../protocols/reading/outbound-clients';

/** Milliseconds to wait for the first answer. */
const FIRST_ANSWER_TIMEOUT = 12_000;

/** The first answer of a connection. */
export type TrialAnswer = Pick<PollResult, 'posts' | 'announced' | 'problem' | 'name' | 'feeds'>;
const TIMED_OUT: TrialAnswer = { posts: [], problem: { code: 'timeout', status: null } };

/**
 * Polls a connection once, from the beginning: a wrong address or key shows at once. Its posts are not stored.
 * @param guard the addresses that may be requested, and how
 */
export async function tryConnection(
	connection: Readonly<Connection>,
	credential: string | null,
	profiles: readonly Readonly<SearchProfile>[],
	guard: Guard
): Promise<TrialAnswer> {
	const reader = readers[connection.protocol]();
	const stop = new AbortController();
	const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(FIRST_ANSWER_TIMEOUT)]);
	const request: PollRequest = {
		connection,
		cursor: null,
		fresh: true,
		profiles,
		isWanted: () => true,
		credential,
		...outboundClients(guard),
		storedTexts: () => Promise.resolve([]),
		storedOf: () => Promise.resolve([]),
		now: () => Date.now(),
		signal
	};
	const isTooLate = (): boolean => signal.aborted;
	try {
		await reader.ready(request);
		if (isTooLate()) return TIMED_OUT;
		const answer = await reader.take(request);
		return answer.problem && isTooLate() ? TIMED_OUT : answer;
	} finally {
		stop.abort();
		await reader.close();
	}
}

/** The active sources of open incidents that it feeds, each with its incident's profile; none when nothing runs it. */
export const targetsOf = (
	logs: ReadLogs,
	id: ConnectionId
): { incident: IncidentId; source: SourceId; profile: Readonly<SearchProfile> }[] =>
	followedIncidents(logs)
		.incidents()
		.flatMap(({ id: incident, profile, sources }) =>
			sources.flatMap(({ id: source, connection }) => (connection === id ? [{ incident, source, profile }] : []))
		);
