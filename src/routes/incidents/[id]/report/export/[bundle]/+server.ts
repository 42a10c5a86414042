import { error } from '@sveltejs/kit';
import { commandLine } from '$lib/server/platform/operations/logger';
import { BundleId } from '$lib/server/read/report/files/bundles';
import { deskOf } from '../../../at-desk.server';
import type { RequestHandler } from './$types';

/** A zip of reports that this person requested, once it is ready. */
export const GET: RequestHandler = async ({ params, locals, url, getClientAddress }) => {
	const { id, person } = deskOf(params, locals, url);
	const bundle = BundleId.safeParse(params.bundle).data;
	const found = bundle && (await locals.program.bundles.content(id, person.id, bundle));
	if (!found) error(404, 'report.absent');
	commandLine({
		action: 'report.export',
		object: `incident/${id}`,
		result: 'done',
		origin: getClientAddress(),
		actor: person.id
	});
	return new Response(new Uint8Array(found.content), {
		headers: {
			'content-type': 'application/zip',
			'content-length': String(found.content.length),
			'content-disposition': `attachment; filename="${found.name}"`,
			'cache-control': 'private, no-store',
			'x-content-type-options': 'nosniff'
		}
	});
};
