import { request, type Dispatcher } from 'undici';
import { connectionFailure, connectionTo } from './connection-to';
import { FetchFailed } from './fetch-error';
import { fetchFailureOf, fullGuard, checkAddress, type Guard } from './resolve-public-address';
import { TimeSlice } from '$lib/concurrency/time-slice';

/** The server answered with another status than 200. */
interface LinesRefused {
	readonly status: number;
	/** Names in lower case. */
	readonly headers: ReadonlyMap<string, string>;
	/** At most 4,000 characters. */
	readonly body: string;
}
interface LinesOptions {
	headers?: Readonly<Record<string, string>>;
	signal: AbortSignal;
	/** Milliseconds without a byte after which the stream counts as dead. */
	silenceTimeout: number;
}
/**
 * Requests an answer that does not end, and yields its lines, also empty ones; a slow reader makes the server wait.
 * @throws FetchRefused, FetchFailed
 */
export type GuardedLines = (address: string, options: LinesOptions) => Promise<AsyncIterable<string> | LinesRefused>;

/** The same check as `guardedFetch`, for an answer that does not end; follows no redirects. */
export function guardedLines(options: Guard = {}): GuardedLines {
	const guard = fullGuard(options);
	return async (address, { headers = {}, signal: stop, silenceTimeout }) => {
		const url = checkAddress(address);
		const timeout = AbortSignal.timeout(guard.milliseconds);
		let agent: Dispatcher | undefined;
		try {
			agent = await connectionTo(url, guard, AbortSignal.any([timeout, stop]));
			const answer = await request(url, {
				dispatcher: agent,
				headers: { 'user-agent': 'Voelspriet', ...headers },
				signal: stop,
				headersTimeout: guard.milliseconds,
				bodyTimeout: silenceTimeout
			});
			if (answer.statusCode === 200) return linesOf(answer.body, url.hostname, guard.bytes, stop, agent);
			const body = await startOfBody(answer.body);
			void agent.destroy();
			const headerEntries = Object.entries(answer.headers).map(([name, value]): [string, string] => [
				name.toLowerCase(),
				String(value)
			]);
			return { status: answer.statusCode, headers: new Map(headerEntries), body };
		} catch (error) {
			throw fetchFailureOf(connectionFailure(agent, error, url.hostname), url.hostname, timeout, stop);
		}
	};
}

/** The body of a refusal, cut at the limit. */
async function startOfBody(body: AsyncIterable<Buffer>): Promise<string> {
	let text = '';
	try {
		for await (const chunk of body) {
			text += chunk.toString('utf8');
			if (text.length > 4_000) break;
		}
	} catch {
		// What arrived before the connection broke is still returned.
	}
	return text.slice(0, 4_000);
}

async function* linesOf(
	body: AsyncIterable<Buffer>,
	host: string,
	maxLength: number,
	stop: AbortSignal,
	agent: Dispatcher
): AsyncGenerator<string> {
	const decoder = new TextDecoder();
	// The pieces of the current line, joined only at its end: a long line arrives in hundreds of pieces.
	let pieces: string[] = [];
	let length = 0;
	try {
		for await (const chunk of body) {
			const parts = decoder.decode(chunk, { stream: true }).split('\n');
			const rest = parts.pop() ?? '';
			const slice = new TimeSlice();
			for (const part of parts) {
				const line = pieces.join('') + part;
				[pieces, length] = [[], 0];
				yield line.endsWith('\r') ? line.slice(0, -1) : line;
				if (slice.isOver) await slice.yield();
			}
			pieces.push(rest);
			length += rest.length;
			if (length > maxLength) throw new FetchFailed('tooLarge', host);
		}
		throw new FetchFailed('closed', host);
	} catch (error) {
		if (error instanceof FetchFailed) throw error;
		const isTimeout = error instanceof Error && 'code' in error && error.code === 'UND_ERR_BODY_TIMEOUT';
		throw new FetchFailed(stop.aborted ? 'stopped' : isTimeout ? 'dead' : 'closed', host, { cause: error });
	} finally {
		void agent.destroy();
	}
}
