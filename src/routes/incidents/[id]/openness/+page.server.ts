import type { PersonId } from '$lib/domain/core/ids';
import { inventoryOf } from '$lib/domain/openness/inventory';
import { deskOf } from '../at-desk.server';
import { makerRole } from './makers.server';
import type { PageServerLoad } from './$types';

/** Every document of the incident with what is proposed and judged: complete without a script. */
export const load: PageServerLoad = async ({ params, locals, url, depends }) => {
	depends('desk:openness');
	const { id, state } = deskOf(params, locals, url);
	const { openDocuments } = locals.program;
	const roleOf = makerRole(locals.program, id);
	const lines = inventoryOf(state);
	const makers = [...new Set(lines.flatMap(({ by }) => by ?? []))];
	const selection = await openDocuments.selection(id, state);
	return {
		lines,
		roles: new Map(makers.map((by): [PersonId, ReturnType<typeof roleOf>] => [by, roleOf(by)])),
		/** Judged or marked in a text that is another one now. */
		changed: selection.flatMap(({ line, left: reason }) => (reason === 'changed' ? [line.key] : []))
	};
};
