import { error, fail } from '@sveltejs/kit';
import { z } from 'zod';
import { IncidentId, SourceId } from '$lib/domain/ids';
import { Refusal } from '$lib/domain/refusal';
import { mostOverlap } from '$lib/domain/source';
import { originOf } from '$lib/server/accounts/accounts';
import { executor } from '$lib/server/execute';
import { program } from '$lib/server/host';
import { textFrom } from '$lib/server/http/form-text';
import { newSourceKey } from '$lib/server/ingest/source-keys';
import { logs } from '$lib/server/log/tail';
import type { Actions, PageServerLoad } from './$types';

const Hours = z.coerce.number().int().min(0).max(mostOverlap).catch(24);
const addressOf = (incident: string, source: string): string =>
	`${originOf(program().host)}/api/v1/incidents/${incident}/sources/${source}/posts`;

export const load: PageServerLoad = ({ params }) => {
	const [incident, id] = [IncidentId.safeParse(params.id), SourceId.safeParse(params.source)];
	const source = incident.success && id.success ? logs.of(program()).state(incident.data)?.sources.get(id.data) : undefined;
	if (source?.kind !== 'program' || source.state === 'removed') error(404);
	return { name: source.name, address: addressOf(params.id, source.id), source: source.id };
};

export const actions: Actions = {
	/** Makes a key, or another in its place. It is shown once, in a line that works. */
	async default({ request, params, locals: { person }, getClientAddress }) {
		const [incident, source] = [IncidentId.safeParse(params.id), SourceId.safeParse(params.source)];
		if (!person || !incident.success || !source.success) error(404);
		const form = await request.formData();
		const by = { actor: executor.of(program()).actorFor(person.id, incident.data), origin: getClientAddress() };
		try {
			const key = await newSourceKey(program(), incident.data, source.data, Hours.parse(textFrom(form, 'overlap')), by);
			return { key, code: null };
		} catch (failure) {
			if (failure instanceof Refusal) return fail(409, { code: failure.code, key: null });
			throw failure;
		}
	}
};
