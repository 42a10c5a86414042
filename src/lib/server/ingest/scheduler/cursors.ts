import type { Sql } from '$lib/server/platform/driver/sql';
import { z } from 'zod';
import type { ConnectionId } from '$lib/domain/core/ids';

/** How far a connection was read, and for which sources and profiles: a new one also asks for earlier posts. */
export const ReadPosition = z.object({
	/** The checksum of the search profile by which each source was fed, by incident and source. */
	fed: z.record(z.string(), z.string()),
	/** The protocol's own cursor. */
	cursor: z.unknown()
});
export type ReadPosition = z.infer<typeof ReadPosition>;

export interface Cursors {
	read(connection: ConnectionId): Promise<ReadPosition | null>;
	write(connection: ConnectionId, position: ReadPosition): Promise<void>;
}

export function storedCursors(sql: Sql): Cursors {
	return {
		async read(connection) {
			const [row] = await sql<
				{ cursor: unknown }[]
			>`select cursor from connection_cursor where connection_id = ${connection}`;
			return ReadPosition.safeParse(row?.cursor).data ?? null;
		},
		async write(connection, position) {
			await sql`
				insert into connection_cursor (connection_id, cursor, at) values (${connection}, ${JSON.stringify(position)}::text::jsonb, now())
				on conflict (connection_id) do update set cursor = excluded.cursor, at = excluded.at`;
		}
	};
}
