import type { Connection } from '$lib/domain/connection';
import type { SearchProfile } from '$lib/domain/search-profile';
import { protocols } from './connections';
import type { Poll, Question, Ways } from './connections/reader';

/** Milliseconds that somebody at a form waits for the first answer. */
const patience = 12_000;

/** Asks a connection once before it is kept, so that a wrong address or key shows at once. @returns what is wrong, null when nothing is */
export async function tryConnection(
	connection: Readonly<Connection>,
	credential: string | null,
	profiles: readonly Readonly<SearchProfile>[],
	ways: Ways
): Promise<Poll['problem']> {
	const reader = protocols[connection.protocol]();
	const stop = new AbortController();
	const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(patience)]);
	const question: Question = {
		connection,
		cursor: null,
		fresh: true,
		profiles,
		wanted: () => false,
		credential,
		...ways,
		now: () => Date.now(),
		signal
	};
	try {
		await reader.ready(question);
		if (signal.aborted) return { code: 'timeout', status: null };
		return (await reader.take(question)).problem;
	} finally {
		stop.abort();
		await reader.close();
	}
}
