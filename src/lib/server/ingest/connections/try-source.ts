import { protocolKind } from '$lib/domain/posts/connections/protocols';
import { momentOf, type IncidentId, type SourceId } from '$lib/domain/core/ids';
import { postsArrived } from '$lib/domain/posts/post';
import { Refusal } from '$lib/domain/core/refusal';
import { compileProfile } from '$lib/domain/posts/search/match';
import type { Source } from '$lib/domain/posts/source';
import type { SourceStatusView } from '$lib/domain/posts/source-status';
import type { SourceTrial } from '$lib/domain/posts/source-trial';
import type { ReadState } from '$lib/domain/core/state';
import type { Database } from '$lib/server/platform/database/database';
import type { Config } from '$lib/server/platform/config/config';
import type { ReadLogs } from '$lib/server/log/logs';
import { credentialOf, type Credentials } from './credentials';
import type { SilenceWatch } from '../silence/silence-watch';
import { followedProfile } from '../scheduler/followed-incidents';
import type { Scheduler } from '../scheduler/scheduler';
import { targetsOf, tryConnection } from './try-connection';

interface TrialDependencies {
	readonly config: Pick<Config, 'outbound'>;
	readonly credentials: Credentials;
	readonly database: Pick<Database, 'sql'>;
	readonly health: Pick<SilenceWatch, 'statusOf'>;
	readonly logs: ReadLogs;
	readonly schedule: Pick<Scheduler, 'pollNow'>;
}

/**
 * Tries a source of an incident once. Its posts are not stored, and a paused source stays paused.
 * @throws Refusal where nothing can be polled
 */
export async function trySource(
	dependencies: TrialDependencies,
	{ incident, state }: { readonly incident: IncidentId; readonly state: ReadState },
	source: Readonly<Source>
): Promise<SourceTrial> {
	if (source.kind === 'program') return lastSent(dependencies, incident, source.id);
	const { config, credentials, health, logs, schedule } = dependencies;
	const connection = source.connection && logs.installation.connections.get(source.connection);
	if (!connection || connection.removed) throw new Refusal('connection.absent');
	const targets = targetsOf(logs, connection.id);
	const isStream = protocolKind(connection.protocol).reads === 'stream';
	if (isStream && targets.length > 0) {
		const own = { incident, source: source.id };
		const read = targets.find((each) => each.incident === incident && each.source === source.id) ?? targets[0] ?? own;
		if (health.statusOf(read.incident, read.source)?.problem) await schedule.pollNow(connection.id);
		return trialOf(health, read);
	}
	const profile = followedProfile(state);
	const key = await credentialOf(credentials, connection);
	const { posts, announced = [], problem } = await tryConnection(connection, key, [profile], config.outbound);
	// Polls the running connection too: this updates the status in the list, and stores new posts.
	if (targets.length > 0) await schedule.pollNow(connection.id);
	const moments = [...posts.map(({ publishedAt }) => publishedAt), ...announced.map(({ at }) => at)].flatMap((at) =>
		at === null ? [] : [Date.parse(at)]
	);
	const matcher = compileProfile(profile);
	return {
		by: 'asked',
		problem,
		// The first answer of a stream may be empty without a problem.
		count: problem || (isStream && posts.length === 0) ? null : posts.length + announced.length,
		fits: posts.length > 0 ? posts.filter((post) => matcher.match(post) !== null).length : null,
		newest: moments.length > 0 ? momentOf(Math.max(...moments)) : null,
		good: null
	};
}

/** The status of the open stream. */
function trialOf(
	health: TrialDependencies['health'],
	{ incident, source }: { readonly incident: IncidentId; readonly source: SourceId }
): SourceTrial {
	const status = health.statusOf(incident, source);
	return {
		by: 'line',
		problem: problemIn(status),
		count: null,
		fits: null,
		newest: status?.lastPost ?? null,
		good: status?.lastGood ?? null
	};
}

const problemIn = (status: Pick<SourceStatusView, 'problem'> | null): SourceTrial['problem'] =>
	status?.problem ? { code: status.problem.code, status: status.problem.status } : null;

/** The newest posts that programs sent, among the last 50,000 events; and their current problem. */
async function lastSent(
	{ database, health }: TrialDependencies,
	incident: IncidentId,
	source: SourceId
): Promise<SourceTrial> {
	const [last] = await database.sql<{ at: Date; count: number | null }[]>`
		select at, (data->>'count')::int as count
		from (select at, type, data, seq from event where log_id = ${incident} order by seq desc limit 50000) last
		where type = ${postsArrived.type} and data->>'source' = ${source} order by seq desc limit 1`;
	return {
		by: 'sent',
		problem: problemIn(health.statusOf(incident, source)),
		count: last?.count ?? null,
		fits: null,
		newest: null,
		good: last ? momentOf(last.at.getTime()) : null
	};
}
