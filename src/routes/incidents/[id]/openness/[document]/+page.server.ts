import { error } from '@sveltejs/kit';
import { DocumentKey } from '$lib/domain/openness/document';
import { inventoryOf } from '$lib/domain/openness/inventory';
import { partsChecksum, proposedPassages } from '$lib/domain/openness/passages';
import { partsOf } from '$lib/server/records/openness/flow-texts';
import { deskOf } from '../../at-desk.server';
import type { PageServerLoad } from './$types';

/** The text of one document in its parts, and what the masking functions find in it. */
export const load: PageServerLoad = async ({ params, locals, url }) => {
	const { id, state } = deskOf(params, locals, url);
	const key = DocumentKey.safeParse(params.document).data;
	const line = key && inventoryOf(state).find((one) => one.key === key);
	const flow = key && line && (await locals.program.openDocuments.flow(id, state, key));
	if (!line || !flow) error(404, 'document.absent');
	const parts = partsOf(flow);
	return {
		line,
		parts,
		checksum: partsChecksum(parts),
		proposed: proposedPassages(parts),
		marked: state.documentPassages.get(line.key) ?? null
	};
};
