import * as m from '$lib/messages';
import { error } from '@sveltejs/kit';
import { momentOf } from '$lib/domain/core/ids';
import { inventoryOf } from '$lib/domain/openness/inventory';
import { wordsIn } from '$lib/i18n/words';
import { inventoryCsv } from '$lib/server/records/openness/inventory-files';
import { commandLine } from '$lib/server/platform/operations/logger';
import { ThreadError } from '$lib/server/platform/operations/worker-thread';
import { download } from '$lib/server/read/report/files/report-files';
import { deskOf } from '../../../at-desk.server';
import { makerRole } from '../../makers.server';
import { recordDownload } from '../../../record-download.server';
import type { RequestHandler } from './$types';

/** The inventory (`csv`, `pdf`), or the documents that can be given out (`zip`). */
export const GET: RequestHandler = async (event) => {
	const { params, locals, url, getClientAddress } = event;
	const { id, state, person } = deskOf(params, locals, url);
	const { openDocuments } = locals.program;
	const words = wordsIn('nl');
	const roleOf = makerRole(locals.program, id);
	const now = momentOf(Date.now());
	const readers = { roleOf, audience: 'desk' } as const;
	const name = words.t(params.form === 'zip' ? m.openness.setFile : m.openness.file);
	const { form } = params;
	try {
		const [type, body] =
			form === 'csv'
				? ['text/csv; charset=utf-8', Buffer.from(inventoryCsv(inventoryOf(state), readers, words))]
				: form === 'pdf'
					? ['application/pdf', await openDocuments.inventory(state, readers, now)]
					: form === 'zip'
						? ['application/zip', await openDocuments.set(id, state, roleOf, now)]
						: error(404, 'report.absent');
		commandLine({
			action: 'openness.export',
			object: `incident/${id}`,
			result: 'done',
			origin: getClientAddress(),
			actor: person.id
		});
		await recordDownload(event, id, `openness ${form}`);
		return download({ name: `${name}.${form}`, type, body: new Uint8Array(body) });
	} catch (cause) {
		if (!(cause instanceof ThreadError) || cause.reason === 'failed') throw cause;
		error(503, 'report.busy');
	}
};
