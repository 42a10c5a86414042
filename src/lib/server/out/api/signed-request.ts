import { createHmac, timingSafeEqual } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { KeyedQueue } from '$lib/concurrency/keyed-queue';
import { IncidentId, momentOf, SourceId } from '$lib/domain/core/ids';
import { signatureHeader, signedText, signedWithin, timeHeader } from '$lib/domain/posts/entry/signed-batch';
import { validKeys, type Source } from '$lib/domain/posts/source';
import type { Program } from '$lib/server/program';
import type { RequestContext } from './authorize';
import { problem } from '$lib/server/platform/http/problem';
import { refused } from './refusal-response';

/** A batch that was signed with a key of its source. */
interface SignedBatch {
	readonly program: Program;
	readonly incident: IncidentId;
	readonly source: Readonly<Source>;
	/** As it was signed. */
	readonly body: string;
	/** The sender's network address. */
	readonly address: string;
}

export const isSigned = (request: Request): boolean => request.headers.has(signatureHeader);

/** Every wrong signature gets the same answer, also when there is no such incident, source or key. */
const wrong = (): Response =>
	problem(401, 'signature.wrong', {
		detail:
			'The signature is not that of this source: is it the newest key, over "timestamp.body"? Nothing of this was stored.'
	});
const notNow = (): Response =>
	problem(401, 'signature.time', {
		detail: `The timestamp is missing, or more than ${signedWithin} seconds from our clock. Sign again with the time of now. Nothing of this was stored.`
	});
const repeated = (): Response =>
	problem(409, 'signature.repeated', {
		detail:
			'This very request was taken before, with all that it held. Sign again with the time of now to send it once more.'
	});

/** How long the same batch, sent once more, waits for the end of the first, in milliseconds. */
const WAIT = 10_000;
const busy = (): Response =>
	problem(503, 'signature.busy', {
		detail: 'This very request is being taken at this moment. Send it again, unchanged, to hear how it ended.',
		headers: { 'retry-after': '5' }
	});

/**
 * Does the work alone, over all processes: the same batch at the same moment waits until the first is stored or
 * refused, and then sees which. Null when that takes too long.
 */
function alone<T>(locks: Program['locks'], key: string, work: () => Promise<T>): Promise<T | null> {
	const until = performance.now() + WAIT;
	// Within this process by a queue: its session in the database may take its own lock twice.
	return here.run(key, () => amongProcesses(locks, key, until, work));
}
const here = new KeyedQueue<string>();

async function amongProcesses<T>(
	locks: Program['locks'],
	key: string,
	until: number,
	work: () => Promise<T>
): Promise<T | null> {
	while ((await locks.take([key])).length === 0) {
		if (performance.now() > until) return null;
		await pause(50);
	}
	try {
		return await work();
	} finally {
		await locks.give(key);
	}
}

/**
 * Accepts a request signed with a key of the source (HMAC-SHA256 over time and body), for minutes, each signature once.
 */
export function signed(answer: (batch: SignedBatch) => Promise<Response>) {
	return async ({ locals: { program }, request, params, getClientAddress }: RequestContext): Promise<Response> => {
		const address = getClientAddress();
		const now = Date.now();
		const time = request.headers.get(timeHeader) ?? '';
		const [incident, id] = [IncidentId.safeParse(params['id']), SourceId.safeParse(params['source'])];
		const source = incident.success && id.success ? program.logs.state(incident.data)?.sources.get(id.data) : undefined;
		const body = await request.text();
		const trouble = program.pushErrors;
		const refuse = (code: 'signature' | 'clock'): Response => {
			if (source?.kind === 'program') trouble.refused(source.id, code, now);
			return code === 'clock' ? notNow() : wrong();
		};
		if (!/^\d{1,12}$/.test(time) || Math.abs(Number(time) - now / 1_000) > signedWithin) return refuse('clock');
		if (!incident.success || !source) return wrong();
		const signature = (request.headers.get(signatureHeader) ?? '').trim().toLowerCase();
		const keys = await program.credentials.read(
			{ source: source.id },
			validKeys(source, momentOf(now)).map(({ mark }) => mark)
		);
		if (!keys.some((key) => isOf(signature, key, signedText(time, body)))) return refuse('signature');
		const { sql } = program.database;
		const answered = await alone(program.locks, `signature ${source.id} ${signature}`, async () => {
			const [before] =
				await sql`select 1 from taken_signature where source_id = ${source.id} and signature = ${signature}`;
			if (before) return repeated();
			const response = await answer({ program, incident: incident.data, source, body, address });
			// A batch that was not stored can be sent again unchanged.
			if (response.ok) {
				trouble.taken(source.id);
				await sql`insert into taken_signature (source_id, signature, at) values (${source.id}, ${signature}, now()) on conflict do nothing`;
				await sql`delete from taken_signature where at < now() - make_interval(secs => ${3 * signedWithin})`;
			}
			return response;
		}).catch((error: unknown) => {
			const response = refused(error);
			if (response) return response;
			throw error;
		});
		return answered ?? busy();
	};
}

function isOf(signature: string, key: string, text: string): boolean {
	const expected = Buffer.from(`sha256=${createHmac('sha256', key).update(text).digest('hex')}`);
	const given = Buffer.from(signature);
	return given.length === expected.length && timingSafeEqual(given, expected);
}
