import { error, fail } from '@sveltejs/kit';
import { CommandId, IncidentId, SourceId } from '$lib/domain/ids';
import { newId } from '$lib/domain/new-id';
import { Refusal } from '$lib/domain/refusal';
import { addSource, Source } from '$lib/domain/source';
import { executor } from '$lib/server/execute';
import { program } from '$lib/server/host';
import { textFrom } from '$lib/server/http/form-text';
import { connections, ConnectionRefused } from '$lib/server/ingest/connecting';
import type { Actions } from './$types';

const NewSource = Source.pick({ name: true, platform: true });

export const actions: Actions = {
	/** Connects a feed, as every other source is connected on a page of its own. */
	async feed({ request, params, locals: { person }, getClientAddress }) {
		const incident = IncidentId.safeParse(params.id);
		if (!person || !incident.success) error(404);
		const form = await request.formData();
		const typed = { address: textFrom(form, 'address'), name: textFrom(form, 'name') };
		const asked = { protocol: 'feed', credential: null, budget: null, ...typed } as const;
		try {
			const { name, posts } = await connections(program()).connect(incident.data, asked, { person: person.id, origin: getClientAddress() });
			return { added: name, items: posts ?? 0 };
		} catch (failure) {
			if (failure instanceof ConnectionRefused) return fail(422, { code: failure.code, status: failure.status, ...typed });
			if (failure instanceof Refusal) return fail(409, { code: failure.code, status: null, ...typed });
			throw failure;
		}
	},

	/** Makes a source into which other programs put posts. */
	async program({ request, params, locals: { person }, getClientAddress }) {
		const typed = NewSource.safeParse(Object.fromEntries(await request.formData()));
		const incident = IncidentId.safeParse(params.id);
		if (!person || !typed.success || !incident.success) return fail(400, { code: 'command.invalid', for: 'program' as const });
		const execute = executor.of(program());
		const id = SourceId.parse(newId());
		const source = { id, ...typed.data, kind: 'program', connection: null, key: null };
		const sent = { id: CommandId.parse(newId()), type: addSource.type, input: source };
		try {
			await execute.execute(incident.data, sent, execute.actorFor(person.id, incident.data), getClientAddress());
		} catch (failure) {
			if (failure instanceof Refusal) return fail(409, { code: failure.code, for: 'program' as const });
			throw failure;
		}
		return { made: typed.data.name, source: id };
	}
};
