import { SourceId } from '$lib/domain/core/ids';
import { Refusal } from '$lib/domain/core/refusal';
import { canBeTried, mayTrySources } from '$lib/domain/posts/source-trial';
import { desk } from '$lib/server/out/api/authorize';
import { Limits } from '$lib/server/platform/limits/limits';
import { retryLater } from '$lib/server/out/api/rate-limits';
import { trySource } from '$lib/server/ingest/connections/try-source';
import { commandLine } from '$lib/server/platform/operations/logger';

/** The limit per source, for all users together: the server at the other end is not ours. */
const bySource = new Limits({ burst: 3, perSecond: 0.1 });

/** Polls a source once now, or gives the status of its connection. */
export const POST = desk(async ({ incident, state, actor, params, address, program }) => {
	if (!mayTrySources(actor.roles)) throw new Refusal('role.missing');
	if (state.incident?.phase === 'closed') throw new Refusal('incident.closed');
	const id = SourceId.safeParse(params['source']);
	const source = id.success ? state.sources.get(id.data) : undefined;
	if (!source || !canBeTried(source)) throw new Refusal('source.absent');
	const wait = bySource.take(source.connection ?? source.id);
	if (wait > 0) return retryLater(wait);
	const trial = await trySource(program, { incident, state }, source);
	commandLine({
		action: 'source.try',
		object: `incident/${incident}/source/${source.id}`,
		result: trial.problem?.code ?? 'done',
		origin: address,
		actor: actor.id
	});
	return Response.json(trial);
});
