import { error } from '@sveltejs/kit';
import { z } from 'zod';
import { SourceId } from '$lib/domain/core/ids';
import { MAX_KEY_OVERLAP_HOURS } from '$lib/domain/posts/source';
import { action, refusalOf } from '$lib/server/out/api/action';
import { textFrom } from '$lib/server/platform/http/form-text';
import { newSourceKey } from '$lib/server/ingest/connections/source-keys';
import { deskOf, deskOfAction } from '../../../at-desk.server';
import type { Actions, PageServerLoad } from './$types';

const Hours = z.coerce.number().int().min(0).max(MAX_KEY_OVERLAP_HOURS).catch(24);

export const load: PageServerLoad = ({ params, locals, url }) => {
	const { id: incident, state } = deskOf(params, locals, url);
	const id = SourceId.safeParse(params.source).data;
	const source = id && state.sources.get(id);
	if (source?.kind !== 'program' || source.state === 'removed') error(404);
	const address = `${locals.program.origin}/api/v1/incidents/${incident}/sources/${source.id}/posts`;
	return { name: source.name, address, source: source.id };
};

export const actions: Actions = {
	/** Creates a key, or replaces it. It is shown once, in a command that works. */
	default: action(
		deskOfAction,
		async ({ id, actor, origin, event, form, program }) => {
			const source = SourceId.safeParse(event.params['source']).data;
			if (!source) error(404);
			const key = await newSourceKey(program, id, source, Hours.parse(textFrom(form, 'overlap')), { actor, origin });
			return { key, code: null };
		},
		(refused) => ({ code: refusalOf(refused).code, key: null })
	)
};
