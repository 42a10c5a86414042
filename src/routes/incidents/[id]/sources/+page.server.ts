import { fail } from '@sveltejs/kit';
import { z } from 'zod';
import { addConnection } from '$lib/domain/connection';
import { CommandId, ConnectionId, IncidentId, INSTALLATION, SourceId } from '$lib/domain/ids';
import { newId } from '$lib/domain/new-id';
import { Refusal } from '$lib/domain/refusal';
import { addSource, Source } from '$lib/domain/source';
import { executor } from '$lib/server/execute';
import { program } from '$lib/server/host';
import { pollFeed } from '$lib/server/ingest/connections/feed';
import { guardedFetch } from '$lib/server/ingest/guarded-fetch';
import { logs } from '$lib/server/log/tail';
import type { Actions } from './$types';

const Asked = z.object({ address: z.string().trim().min(1).max(2000), name: z.string().trim().max(120) });

const NewSource = Source.pick({ name: true, platform: true });

/** `example.org/feed` is meant as an address too. */
const addressOf = (typed: string): string => (/^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`);

export const actions: Actions = {
	/** Asks the feed once, so that a wrong address shows at once; connects it to the installation when it is new, and to this incident. */
	async feed({ request, params, locals: { person }, getClientAddress }) {
		const typed = Asked.safeParse(Object.fromEntries(await request.formData()));
		const incident = IncidentId.safeParse(params.id);
		if (!person || !typed.success || !incident.success) return fail(400, { code: 'address', status: null, address: '', name: '' });
		const running = program();
		const address = addressOf(typed.data.address);
		const back = { address: typed.data.address, name: typed.data.name };
		const tried = await pollFeed({
			address,
			cursor: null,
			fetch: guardedFetch({ allow: running.host.config.fetchAllowCidr }),
			now: Date.now()
		});
		if (tried.problem) return fail(422, { ...tried.problem, ...back });
		const { host } = new URL(address);
		const name = typed.data.name || tried.posts[0]?.author?.name || host;
		const execute = async (log: IncidentId, type: string, input: unknown) =>
			executor
				.of(running)
				.execute(log, { id: CommandId.parse(newId()), type, input }, executor.of(running).actorFor(person.id, log), getClientAddress());
		try {
			const known = [...logs.of(running).installation.connections.values()].find((each) => each.address === address && !each.removed);
			const connection = known?.id ?? ConnectionId.parse(newId());
			if (!known) await execute(INSTALLATION, addConnection.type, { id: connection, protocol: 'feed', name, address, platform: 'news' });
			const source = { id: SourceId.parse(newId()), name, kind: 'connection', platform: 'news', connection, key: null };
			await execute(incident.data, addSource.type, source);
		} catch (error) {
			if (error instanceof Refusal) return fail(409, { code: error.code, status: null, ...back });
			throw error;
		}
		return { added: name, items: tried.posts.length };
	},

	/** Makes a source into which other programs put posts. */
	async program({ request, params, locals: { person }, getClientAddress }) {
		const form = Object.fromEntries(await request.formData());
		const typed = NewSource.safeParse(form);
		const incident = IncidentId.safeParse(params.id);
		if (!person || !typed.success || !incident.success) return fail(400, { code: 'command.invalid', for: 'program' as const });
		const execute = executor.of(program());
		const id = SourceId.parse(newId());
		const source = { id, ...typed.data, kind: 'program', connection: null, key: null };
		const sent = { id: CommandId.parse(newId()), type: addSource.type, input: source };
		try {
			await execute.execute(incident.data, sent, execute.actorFor(person.id, incident.data), getClientAddress());
		} catch (error) {
			if (error instanceof Refusal) return fail(409, { code: error.code, for: 'program' as const });
			throw error;
		}
		return { made: typed.data.name, source: id };
	}
};
