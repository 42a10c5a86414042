import type { Sql, TransactionSql } from 'postgres';
import { z } from 'zod';
import { IncidentId, SourceId } from '$lib/domain/core/ids';
import type { TextHints } from '$lib/server/analysis/post';
import { log } from '$lib/server/operations/logger';
import { withContent } from '../pipeline/delivery';
import { RawPost } from '../pipeline/raw-post';
import { InboxAnswer } from './answer';
import { payloadOf, CHANNEL } from './signals';

const Hints = z.object({ lang: z.string().nullable(), help: z.record(z.string(), z.unknown()).nullable() });

/** What a row holds. */
const InboxContent = z
	.object({
		/** Cleaned; all that the source delivered together. */
		posts: z.array(RawPost).readonly(),
		/** Of each of the posts with content. */
		hints: z.array(Hints).readonly()
	})
	.refine(({ posts, hints }) => hints.length === withContent(posts).length);

/** Posts that wait for the process that leads the ingest of their incident. */
export interface InboxRow {
	readonly id: string;
	readonly source: SourceId;
	/** How many posts. */
	readonly size: number;
	/** Null when it cannot be read: another version of the program wrote it. */
	readonly content: z.infer<typeof InboxContent> | null;
}

/** What is written of a row. */
interface RowToPost {
	readonly id: string;
	readonly source: SourceId;
	readonly posts: readonly RawPost[];
	readonly hints: readonly TextHints[];
}

/** One that cannot be read, for instance of another version of the program, says nothing of what became of its row. */
function readAnswer(id: string, answer: unknown): InboxAnswer {
	const read = InboxAnswer.safeParse(answer);
	if (read.success) return read.data;
	log.warn({ action: 'inbox.collect', object: `row/${id}`, result: 'unreadable' }, 'an answer cannot be read');
	return { failure: 'failed' };
}

/** So old is no row that somebody waits for. */
const KEPT = '1 minute';

/**
 * The table `inbox`. Its rows last for moments and nobody was told that they are stored, so it has no write-ahead log: no
 * statement here waits for the disk, and after a crash of the database it is empty.
 */
export class InboxRows {
	constructor(readonly sql: Sql) {}

	/** Posts a row, and wakes the process that leads. */
	post(incident: IncidentId, { id, source, posts, hints }: RowToPost): Promise<unknown> {
		return this.sql`
			with posted as (insert into inbox (incident_id, id, source_id, size, posts, hints)
				values (${incident}, ${id}, ${source}, ${posts.length}, ${JSON.stringify(posts)}::text::json, ${JSON.stringify(hints)}::text::json)
				returning incident_id)
			select pg_notify(${CHANNEL}, ${payloadOf('posted', incident)}) from posted`;
	}

	/** The incidents with rows that are not answered. */
	async waiting(): Promise<IncidentId[]> {
		const rows = await this.sql<{ id: string }[]>`select distinct incident_id as id from inbox where answer is null`;
		return rows.map(({ id }) => IncidentId.parse(id));
	}

	/**
	 * The oldest rows that are not answered.
	 * @param taken without these
	 * @param room posts; the last row may go beyond
	 */
	async unanswered(incident: IncidentId, taken: Iterable<string>, room: number): Promise<InboxRow[]> {
		const rows = await this.sql<{ id: string; source: string; size: number; posts: unknown; hints: unknown }[]>`
			select id, source, size, posts, hints from (
				select id, source_id as source, size, posts, hints, sum(size) over (order by id) - size as before from inbox
				where incident_id = ${incident} and answer is null and id <> all(${[...taken]}::uuid[])
			) waiting where before < ${room} order by id`;
		return rows.map(({ id, source, size, ...content }) => ({
			id,
			source: SourceId.parse(source),
			size,
			content: InboxContent.safeParse(content).data ?? null
		}));
	}

	/** The first answer stays. The words leave the table with it. */
	answer(
		incident: IncidentId,
		id: string,
		answer: InboxAnswer,
		sql: Sql | TransactionSql = this.sql
	): PromiseLike<unknown> {
		return sql`
			update inbox set answer = ${JSON.stringify(answer)}::text::json, posts = null, hints = null
			where incident_id = ${incident} and id = ${id} and answer is null`;
	}

	/** Takes the answers of these rows out. */
	async answered(incident: IncidentId, ids: readonly string[]): Promise<{ id: string; answer: InboxAnswer }[]> {
		const rows = await this.sql<{ id: string; answer: unknown }[]>`
			delete from inbox where incident_id = ${incident} and id = any(${[...ids]}::uuid[]) and answer is not null
			returning id, answer`;
		return rows.map(({ id, answer }) => ({ id, answer: readAnswer(id, answer) }));
	}

	/** Takes a row back, unless it is being answered at this moment. @returns its answer, when it had one after all */
	async withdraw(incident: IncidentId, id: string): Promise<InboxAnswer | null> {
		const [row] = await this.sql<{ answer: unknown }[]>`
			with found as (select incident_id, id from inbox where incident_id = ${incident} and id = ${id} for update skip locked)
			delete from inbox i using found f where i.incident_id = f.incident_id and i.id = f.id returning i.answer`;
		return row?.answer ? readAnswer(id, row.answer) : null;
	}

	/** Removes what nobody waits for any more. */
	sweep(): PromiseLike<unknown> {
		return this.sql`delete from inbox where at < now() - ${KEPT}::interval`;
	}
}
