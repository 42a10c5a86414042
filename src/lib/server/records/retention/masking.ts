import type { Sql, TransactionSql } from '$lib/server/platform/driver/sql';
import { TimeSlice } from '$lib/concurrency/time-slice';
import type { CommandStep } from '$lib/domain/core/command';
import { CommandId, type IncidentId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { Refusal, type RefusalCode } from '$lib/domain/core/refusal';
import { SYSTEM } from '$lib/domain/core/role';
import { finishMasking, maskLines } from '$lib/domain/incident/masking';
import type { Executor } from '$lib/server/log/execute/execute';
import type { Leases } from '$lib/server/platform/database/leases';
import { withoutDeskFields } from '$lib/domain/posts/entry/desk-fields';
import type { Platform } from '$lib/domain/posts/platform';
import { maskingOf, type MaskWords } from '$lib/server/log/masking';
import { hashed } from '$lib/server/log/redaction';

/** How many posts one transaction masks. */
const BATCH_SIZE = 1000;
/** The tables whose old rows and statistics still hold what was masked. */
const TABLES = ['post', 'post_version', 'author', 'story', 'event', 'command', 'file_import'];

/**
 * The steps of masking an incident, in order. Each determines itself what is left to do, so that an interrupted run can
 * continue and repeating a step changes nothing. The names of authors are needed to mask texts, so their rows are
 * deleted after all texts.
 */
const steps = ['posts', 'lines', 'stories', 'authors', 'clean', 'finish'] as const;
type MaskingStep = (typeof steps)[number];

export class Masking {
	#stopped = false;

	constructor(
		readonly sql: Sql,
		readonly executor: Pick<Executor, 'execute'>,
		/** One process masks an incident at a time. */
		readonly locks: Pick<Leases, 'take' | 'has' | 'release'>,
		/** Called after each step, and after each batch of posts. */
		readonly progress: (step: MaskingStep) => void = () => undefined
	) {}

	/** Masks an incident for which masking was started, from where it is now. */
	async run(incident: IncidentId): Promise<void> {
		const key = lockOf(incident);
		if ((await this.locks.take([key])).length === 0) return;
		try {
			const mask = await maskingOf(this.sql, incident);
			for (const step of steps) {
				if (!this.#mayContinue(incident)) return;
				await this.#do(step, incident, mask);
				this.progress(step);
			}
		} finally {
			await this.locks.release(key);
		}
	}

	/** A run ends after its batch, step or table; the next one continues from there. */
	stop(): void {
		this.#stopped = true;
	}

	#mayContinue(incident: IncidentId): boolean {
		return !this.#stopped && this.locks.has(lockOf(incident));
	}

	async #do(step: MaskingStep, incident: IncidentId, mask: MaskWords): Promise<unknown> {
		const { sql } = this;
		switch (step) {
			case 'posts': {
				let last: string | null = null;
				do {
					last = await sql.begin((tx) => maskPosts(tx, incident, last, mask));
					this.progress(step);
				} while (last !== null && this.#mayContinue(incident));
				return;
			}
			case 'lines':
				return this.#send(incident, maskLines({}), 'retention.nothing');
			case 'stories':
				await sql.begin(async (tx) => {
					await maskStories(tx, incident, mask);
					await maskImports(tx, incident, mask);
				});
				return;
			case 'authors':
				return sql`delete from author where incident_id = ${incident}`;
			case 'clean':
				// Old rows, the search index and the statistics of the tables still hold words and names.
				for (const table of TABLES) {
					if (!this.#mayContinue(incident)) return;
					await sql`vacuum (analyze) ${sql(table)}`;
				}
				return sql.begin((tx) => clearStatistics(tx, incident));
			case 'finish':
				return this.#send(incident, finishMasking({}), null);
		}
	}

	/** `expected`: the refusal that says that nothing is left to do. */
	async #send(incident: IncidentId, command: CommandStep, expected: RefusalCode | null): Promise<void> {
		try {
			await this.executor.execute(incident, { id: CommandId.parse(newId()), ...command }, SYSTEM, null);
		} catch (error) {
			if (!(error instanceof Refusal) || error.code !== expected) throw error;
		}
	}
}

const lockOf = (incident: IncidentId): string => `masking ${incident}`;

/** Analysing an empty table keeps its old statistics, with names in them. One row without names replaces them. */
async function clearStatistics(tx: TransactionSql, incident: IncidentId): Promise<void> {
	await tx`
		insert into author (incident_id, number, platform, external_id, handle, name, kind)
		values (${incident}, 0, 'other', '', '', '', 'private')`;
	await tx`analyze author`;
	await tx`delete from author where incident_id = ${incident} and number = 0`;
}

/** Where people of the desk or of a partner type what was said to them, with a place. */
const deskPlatforms: ReadonlySet<string> = new Set<Platform>(['phone', 'press', 'street', 'partner']);

interface UnmaskedPost {
	readonly id: string;
	readonly author: number | null;
	readonly platform: string;
	readonly text: string;
	readonly help: unknown;
}

/** Masks the next posts after this one, with their earlier versions. @returns the last of them; null when none is left */
async function maskPosts(
	tx: TransactionSql,
	incident: IncidentId,
	after: string | null,
	mask: MaskWords
): Promise<string | null> {
	const posts = await tx<UnmaskedPost[]>`
		select id, author, platform, text, help from post
		where incident_id = ${incident} and not masked and (${after}::uuid is null or id > ${after}) order by id limit ${BATCH_SIZE}`;
	const ids = posts.map(({ id }) => id);
	const versions = await tx<(Omit<UnmaskedPost, 'id' | 'help'> & { post_id: string; number: number })[]>`
		select v.post_id, v.number, v.text, p.author, p.platform from post_version v
		join post p on p.incident_id = v.incident_id and p.id = v.post_id
		where v.incident_id = ${incident} and v.post_id = any(${ids}::uuid[])`;
	const slice = new TimeSlice();
	const texts: string[] = [];
	const helps: (string | null)[] = [];
	const maskText = ({ platform, text, author }: Pick<UnmaskedPost, 'platform' | 'text' | 'author'>): string =>
		mask(deskPlatforms.has(platform) ? withoutDeskFields(text) : text, author);
	for (const post of posts) {
		const { author, help } = post;
		texts.push(maskText(post));
		helps.push(maskedHelp(help, (reason) => mask(reason, author)));
		if (slice.isOver) await slice.yield();
	}
	await tx`
		update post_version v set text = m.text
		from unnest(${versions.map((row) => row.post_id)}::uuid[], ${versions.map((row) => row.number)}::int[],
			${versions.map(maskText)}::text[]) as m (id, number, text)
		where v.incident_id = ${incident} and v.post_id = m.id and v.number = m.number`;
	await tx`
		update post p set text = m.text, help = m.help::jsonb, url = null, media = null, matched = null, masked = true,
			external_id = ${hashed(tx, incident, 'external_id')}, shares = ${hashed(tx, incident, 'shares')},
			reply_to = ${hashed(tx, incident, 'reply_to')}
		from unnest(${ids}::uuid[], ${texts}::text[], ${helps}::text[]) as m (id, text, help)
		where p.incident_id = ${incident} and p.id = m.id`;
	return ids.at(-1) ?? null;
}

/** Masks the names of imported files; their sources are in the log. */
async function maskImports(tx: TransactionSql, incident: IncidentId, mask: MaskWords): Promise<void> {
	const files = await tx<
		{ id: string; name: string }[]
	>`select id, name from file_import where incident_id = ${incident}`;
	for (const { id, name } of files)
		await tx`update file_import set name = ${mask(name.replaceAll('_', ' '))} where incident_id = ${incident} and id = ${id}`;
}

/** Masks why a story may be a call for help, which quotes a post. */
async function maskStories(tx: TransactionSql, incident: IncidentId, mask: MaskWords): Promise<void> {
	const stories = await tx<
		{ id: string; help: unknown }[]
	>`select id, help from story where incident_id = ${incident} and help is not null`;
	await tx`
		update story s set help = m.help::jsonb
		from unnest(${stories.map(({ id }) => id)}::uuid[], ${stories.map(({ help }) => maskedHelp(help, mask))}::text[]) as m (id, help)
		where s.incident_id = ${incident} and s.id = m.id`;
}

function maskedHelp(help: unknown, mask: (reason: string) => string): string | null {
	if (help === null) return null;
	return JSON.stringify(
		typeof help === 'object' && 'reason' in help && typeof help.reason === 'string'
			? { ...help, reason: mask(help.reason) }
			: help
	);
}
