import { createHmac, timingSafeEqual } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { KeyedQueue } from '$lib/concurrency/keyed-queue';
import { IncidentId, inIncident, momentOf, SourceId } from '$lib/domain/core/ids';
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
	/** The signed text. */
	readonly body: string;
	/** The sender's network address. */
	readonly address: string;
}

export const isSigned = (request: Request): boolean => request.headers.has(signatureHeader);

/** The same response for every wrong signature, also when there is no such incident, source or key. */
const wrongSignature = (): Response =>
	problem(401, 'signature.wrong', {
		detail:
			'The signature is not that of this source: is it the newest key, over "timestamp.body"? Nothing of this was stored.'
	});
const wrongTime = (): Response =>
	problem(401, 'signature.time', {
		detail: `The timestamp is missing, or more than ${signedWithin} seconds from our clock. Sign again with the time of now. Nothing of this was stored.`
	});
const repeatedRequest = (): Response =>
	problem(409, 'signature.repeated', {
		detail:
			'This very request was taken before, with all that it held. Sign again with the time of now to send it once more.'
	});

/** How long a repeated request waits for the first one to finish, in milliseconds. */
const WAIT_TIMEOUT_MS = 10_000;
const busyRequest = (): Response =>
	problem(503, 'signature.busy', {
		detail: 'This very request is being taken at this moment. Send it again, unchanged, to hear how it ended.',
		headers: { 'retry-after': '5' }
	});

/**
 * Runs the work exclusively among all processes: a repeated request waits until the first is stored or refused. Null when
 * that takes too long.
 */
function runExclusively<T>(locks: Program['locks'], key: string, work: () => Promise<T>): Promise<T | null> {
	const deadline = performance.now() + WAIT_TIMEOUT_MS;
	// Within this process a queue is needed too: one database session can take the same lock twice.
	return queue.run(key, () => withLock(locks, key, deadline, work));
}
const queue = new KeyedQueue<string>();

async function withLock<T>(
	locks: Program['locks'],
	key: string,
	deadline: number,
	work: () => Promise<T>
): Promise<T | null> {
	while ((await locks.take([key])).length === 0) {
		if (performance.now() > deadline) return null;
		await pause(50);
	}
	try {
		return await work();
	} finally {
		await locks.release(key);
	}
}

/**
 * Accepts a request signed with a key of the source (HMAC-SHA256 over time and body), for some minutes and each signature
 * once.
 */
export function signed(answer: (batch: SignedBatch) => Promise<Response>) {
	return async ({ locals: { program }, request, params, getClientAddress }: RequestContext): Promise<Response> => {
		const address = getClientAddress();
		const now = Date.now();
		const time = request.headers.get(timeHeader) ?? '';
		const [incident, id] = [IncidentId.safeParse(params['id']), SourceId.safeParse(params['source'])];
		const source = incident.success && id.success ? program.logs.state(incident.data)?.sources.get(id.data) : undefined;
		const body = await request.text();
		const pushErrors = program.pushErrors;
		const refuse = (code: 'signature' | 'clock'): Response => {
			if (incident.success && source?.kind === 'program')
				pushErrors.refused(inIncident(incident.data, source.id), code, now);
			return code === 'clock' ? wrongTime() : wrongSignature();
		};
		if (!/^\d{1,12}$/.test(time) || Math.abs(Number(time) - now / 1_000) > signedWithin) return refuse('clock');
		if (!incident.success || !source) return wrongSignature();
		const signature = (request.headers.get(signatureHeader) ?? '').trim().toLowerCase();
		const keys = await program.credentials.read(
			{ incident: incident.data, source: source.id },
			validKeys(source, momentOf(now)).map(({ mark }) => mark)
		);
		if (!keys.some((key) => isSignatureOf(signature, key, signedText(time, body)))) return refuse('signature');
		const { sql } = program.database;
		const key = inIncident(incident.data, source.id);
		const answered = await runExclusively(program.locks, `signature ${key} ${signature}`, async () => {
			const [duplicate] = await sql`select 1 from taken_signature
				where incident_id = ${incident.data} and source_id = ${source.id} and signature = ${signature}`;
			if (duplicate) return repeatedRequest();
			const response = await answer({ program, incident: incident.data, source, body, address });
			// A batch that was not stored can be sent again unchanged.
			if (response.ok) {
				pushErrors.accepted(key);
				await sql`insert into taken_signature (incident_id, source_id, signature, at) values (${incident.data}, ${source.id}, ${signature}, now()) on conflict do nothing`;
				await sql`delete from taken_signature where at < now() - make_interval(secs => ${3 * signedWithin})`;
			}
			return response;
		}).catch((error: unknown) => {
			const response = refused(error);
			if (response) return response;
			throw error;
		});
		return answered ?? busyRequest();
	};
}

function isSignatureOf(signature: string, key: string, text: string): boolean {
	const expected = Buffer.from(`sha256=${createHmac('sha256', key).update(text).digest('hex')}`);
	const received = Buffer.from(signature);
	return received.length === expected.length && timingSafeEqual(received, expected);
}
