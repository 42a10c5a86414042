import { error } from '@sveltejs/kit';
import { DocumentKey } from '$lib/domain/openness/document';
import { inventoryOf } from '$lib/domain/openness/inventory';
import { partsChecksum, proposedPassages } from '$lib/domain/openness/passages';
import { partsOf } from '$lib/server/records/openness/flow-texts';
import { deskOf } from '../../at-desk.server';
import type { PageServerLoad } from './$types';

/** The text of one document in its parts, what the masking functions find in it, and what is withheld elsewhere. */
export const load: PageServerLoad = async ({ params, locals, url }) => {
	const { id, state } = deskOf(params, locals, url);
	const key = DocumentKey.safeParse(params.document).data;
	const line = key && inventoryOf(state).find((one) => one.key === key);
	const { openDocuments } = locals.program;
	const flow = key && line && (await openDocuments.flow(id, state, key));
	if (!line || !flow) error(404, 'document.absent');
	const parts = partsOf(flow);
	return {
		line,
		parts,
		checksum: partsChecksum(parts),
		proposed: proposedPassages(parts),
		elsewhere: await openDocuments.withheldElsewhere(id, state, key, parts),
		marked: state.documentPassages.get(line.key) ?? null
	};
};
