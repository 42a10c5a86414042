import * as m from '$lib/messages';
import { z } from 'zod';
import { defaultDetails, Refusal, type RefusalCode } from '$lib/domain/core/refusal';
import { wordsIn } from '$lib/i18n/words';
import { BadCursor } from '$lib/server/read/queries/cursor';
import { SearchTooSlow } from '$lib/server/read/queries/stories/search';
import { fileProblem } from '$lib/server/platform/operations/file-problem';
import { DiskFull } from '$lib/server/platform/database/disk-space';
import { isDatabaseUnavailable, RETRY_AFTER } from '$lib/server/platform/database/failure';
import { NotAnswered } from '$lib/server/ingest/pipeline/delivery';
import { ThreadError } from '$lib/server/platform/operations/worker-thread';
import { LogRolledBack } from '$lib/server/log/lines';
import { fieldErrors, InvalidInput, type FieldError } from '$lib/server/log/execute/field-errors';
import { problem } from '$lib/server/platform/http/problem';
import { ModelError } from '$lib/server/out/model/model-error';

/** 403: not with these roles. 404: absent or inaccessible. 422: never valid as sent. 409: not in the current state. */
export function statusOf(code: RefusalCode): 403 | 404 | 409 | 422 {
	if (code === 'role.missing' || code.startsWith('factor.') || code === 'person.exerciseOnly') return 403;
	if (code.endsWith('.absent')) return 404;
	return code === 'command.unknown' || code === 'command.invalid' ? 422 : 409;
}

/** The response to an error that the client can act on; null for an internal error. */
export function refused(error: unknown): Response | null {
	if (error instanceof Refusal) return refusal(error);
	if (error instanceof WrongMediaType)
		return problem(415, 'mediaType', { detail: 'Send JSON, as application/json. Nothing was changed.' });
	if (error instanceof Unreadable)
		return problem(400, 'request.unreadable', { detail: 'The body is not JSON. Nothing was changed.' });
	if (error instanceof BadInput) return invalid(error);
	if (error instanceof BadCursor)
		return invalid(
			new BadInput([{ path: ['cursor'], detail: 'This is no cursor that we gave. Begin without one.' }], 400)
		);
	if (error instanceof SearchTooSlow)
		return problem(503, 'search.slow', {
			detail: 'The search took too long and was stopped. Nothing was changed. Give more words, or a shorter time.'
		});
	if (error instanceof ThreadError && error.reason !== 'failed') return notWritten();
	if (error instanceof ModelError)
		return problem(503, `model.${error.reason}`, {
			detail:
				'The language model gave nothing that can be used. Nothing was changed, and everything else works. Try again later.',
			headers: { 'retry-after': '30' }
		});
	if (error instanceof DiskFull || fileProblem(error) === 'full') return diskFull();
	if (fileProblem(error) === 'readOnly') return folderClosed();
	if (error instanceof NotAnswered) return notAnswered();
	// A log that went back is read again; until that is done, the database counts as unavailable.
	return error instanceof LogRolledBack || isDatabaseUnavailable(error) ? databaseUnavailable() : null;
}

/** The response to a refusal, with the same text as the screens: what happened, what was kept, what to do. */
export function refusal(refused: Refusal, status: number = statusOf(refused.code)): Response {
	const { code, details } = refused;
	return problem(status, code, {
		detail: wordsIn('en').t(m.refusals[code], { ...defaultDetails, ...details }),
		...(Object.keys(details).length > 0 && { details }),
		...(refused instanceof InvalidInput && { errors: refused.fields.map(inBody) })
	});
}

/** An error of a field in the body (RFC 6901, as a fragment). */
const inBody = ({ path, detail }: FieldError) => ({
	pointer: `#${path.map((step) => `/${encodeURIComponent(String(step).replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('')}`,
	detail
});
const inAddress = ({ path, detail }: FieldError) => ({ parameter: path.join('.'), detail });

const invalid = ({ fields, status }: BadInput): Response =>
	problem(status, 'request.invalid', {
		detail: `${status === 400 ? 'The address' : 'The body'} is not right: \`errors\` says where. Nothing was changed. Correct it and send it again.`,
		details: { where: fields[0]?.path.join('.') ?? '' },
		errors: fields.map((field) => (status === 400 ? inAddress(field) : inBody(field)))
	});

/** The response when no language model is configured. */
export const modelAbsent = (): Response =>
	problem(404, 'model.absent', {
		detail: 'There is no language model here. Nothing was changed. An administrator sets one up with MODEL_URL.'
	});

const notWritten = (): Response =>
	problem(503, 'report.busy', {
		detail: 'The file could not be made now. Nothing was changed. Send the same again after Retry-After.',
		headers: { 'retry-after': '5' }
	});

const diskFull = (): Response =>
	problem(503, 'disk.full', {
		detail: 'The disk of the server is almost full. Nothing of this was stored. Send the same again after Retry-After.',
		headers: { 'retry-after': '60' }
	});

const folderClosed = (): Response =>
	problem(503, 'disk.readOnly', {
		detail:
			'The server cannot write to its folder for files. Nothing of this was stored. Send the same again after Retry-After.',
		headers: { 'retry-after': '60' }
	});

const notAnswered = (): Response =>
	problem(503, 'posts.notAnswered', {
		detail:
			'It is not known whether these posts are stored: the connection to the database was lost at that moment. Send the same again after Retry-After: what is stored is not stored twice.',
		headers: { 'retry-after': String(RETRY_AFTER) }
	});

export const databaseUnavailable = (): Response =>
	problem(503, 'database.away', {
		// The connection may have broken after the commit was sent.
		detail:
			'The database cannot be reached, so it is not known whether this was stored. Send the same again after Retry-After: what is stored is not stored twice.',
		headers: { 'retry-after': String(RETRY_AFTER) }
	});

/** The input does not match its schema. Names the fields, never their values. */
class BadInput extends Error {
	override readonly name = 'BadInput';
	constructor(
		readonly fields: readonly FieldError[],
		/** 400 for an address, 422 for a body (NL API Design Rules). */
		readonly status: 400 | 422 = 422
	) {
		super(fields.map(({ path }) => path.join('.')).join(', '));
	}
}

/** @throws BadInput */
export function read<S extends z.ZodType>(schema: S, value: unknown, status: 400 | 422 = 422): z.output<S> {
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	throw new BadInput(fieldErrors(parsed.error, value), status);
}

/** The content type of the body is not JSON. */
class WrongMediaType extends Error {
	override readonly name = 'WrongMediaType';
}

/** The content type is JSON, but the body cannot be parsed. */
export class Unreadable extends Error {
	override readonly name = 'Unreadable';
}

/** Parses the JSON body of a request. @throws BadInput, WrongMediaType, Unreadable */
export async function readBody<S extends z.ZodType>(request: Request, schema: S): Promise<z.output<S>> {
	// A form on another site can send text, but not this type without a preflight request.
	if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) throw new WrongMediaType();
	let body: unknown;
	try {
		body = await request.json();
	} catch {
		throw new Unreadable();
	}
	return read(schema, body);
}

/** Parses the query parameters; of a repeated parameter the last one counts. @throws BadInput */
export const readQuery = <S extends z.ZodType>(url: URL, schema: S): z.output<S> =>
	read(schema, Object.fromEntries(url.searchParams), 400);
