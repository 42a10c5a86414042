import { createReadStream } from 'node:fs';
import { error } from '@sveltejs/kit';
import { coordinators, isAllowed } from '$lib/domain/core/policy';
import { commandLine } from '$lib/server/platform/operations/logger';
import { deskOf } from '../../at-desk.server';
import { recordDownload } from '../../record-download.server';
import type { RequestHandler } from './$types';

/** The pieces of a file, read as the browser takes them. */
function streamOf(path: string): ReadableStream<Uint8Array> {
	const file = createReadStream(path);
	const pieces: AsyncIterator<Buffer> = file[Symbol.asyncIterator]();
	return new ReadableStream({
		async pull(controller) {
			const piece = await pieces.next();
			if (piece.done) controller.close();
			else controller.enqueue(new Uint8Array(piece.value));
		},
		cancel: () => void file.destroy()
	});
}

/** The finished package of a closed incident. It is streamed: a large one is many times a request's memory. */
export const GET: RequestHandler = async (event) => {
	const { params, locals, url, getClientAddress } = event;
	const { id, actor, person } = deskOf(params, locals, url);
	if (!isAllowed(actor.roles, coordinators)) error(403, 'role.missing');
	const found = await locals.program.archives.file(id);
	if (!found) error(404, 'incident.absent');
	commandLine({
		action: 'archive.download',
		object: `incident/${id}`,
		result: 'done',
		origin: getClientAddress(),
		actor: person.id
	});
	await recordDownload(event, id, 'archive');
	return new Response(streamOf(found.path), {
		headers: {
			'content-type': 'application/zip',
			'content-length': String(found.bytes),
			'content-disposition': `attachment; filename="${found.name}"`,
			'cache-control': 'private, no-store',
			'x-content-type-options': 'nosniff'
		}
	});
};
