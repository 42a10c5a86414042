import type { Sql } from '$lib/server/platform/driver/sql';
import { PostId, type IncidentId } from '$lib/domain/core/ids';
import type { ReadState } from '$lib/domain/core/state';

/** The words of a signal. */
interface SignalWords {
	readonly post: PostId;
	readonly text: string;
}

/** What partners wrote, read from the stream: what retention removed is not in it. */
export async function signalWords(
	sql: Sql,
	incident: IncidentId,
	{ partnerSignals }: Pick<ReadState, 'partnerSignals'>
): Promise<SignalWords[]> {
	const posts = [...partnerSignals.values()].map(({ post }) => post);
	if (posts.length === 0) return [];
	const rows = await sql<{ id: string; text: string }[]>`
		select id, text from post where incident_id = ${incident} and id = any(${posts}::uuid[])`;
	return rows.map(({ id, text }) => ({ post: PostId.parse(id), text }));
}
