import type { Sql } from '$lib/server/platform/driver/sql';
import { z } from 'zod';
import type { PersonId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { ScriptDraft, scriptOfDraft, type DraftPart } from '$lib/domain/exercise/script-draft';
import { addScript, labelledScript } from '$lib/server/ingest/exercises/library';
import { readScript, ScriptError, type ScriptMistake } from '$lib/server/ingest/exercises/script';
import { AccountError } from '$lib/server/people/auth/account-error';
import { log } from '$lib/server/platform/operations/logger';

/** What all people who only practise may store together: visitors share their accounts. */
const VISITOR_LIMITS = { drafts: 10, bytes: 5 * 1024 * 1024 };

export const OwnExerciseId = z.uuid().toLowerCase();

/** A mistake in a draft, with the part where it can be corrected. */
interface DraftMistake {
	readonly why: ScriptMistake['why'];
	readonly what: string;
	readonly at: DraftPart;
}
interface OwnExercise {
	readonly id: string;
	readonly draft: ScriptDraft;
	readonly scriptKey: string | null;
	readonly changed: string;
}

/** Milliseconds between two checks for scripts from other processes. */
const POLL_INTERVAL_MS = 2_000;

/** The mistakes because of which a draft cannot be played; empty when it can. */
export function mistakesIn(draft: ScriptDraft): DraftMistake[] {
	const { text, parts } = scriptOfDraft(draft);
	try {
		readScript(text);
		return [];
	} catch (error) {
		if (!(error instanceof ScriptError)) throw error;
		return error.mistakes.map(({ line, why, what }) => ({ why, what, at: parts[line - 1] ?? { part: 'head' } }));
	}
}

/** The exercises that people write themselves. Drafts are kept as typed; a script that is played never changes. */
export class OwnExercises {
	readonly #loaded = new Set<string>();
	#timer: NodeJS.Timeout | undefined;

	constructor(readonly sql: Sql) {}

	async start(): Promise<void> {
		await this.#load();
		this.#timer = setInterval(() => {
			this.#load().catch((error: unknown) => {
				log.warn({ action: 'exercise.load', result: 'failed', err: error }, 'own exercises could not be read');
			});
		}, POLL_INTERVAL_MS);
	}
	stop(): void {
		clearInterval(this.#timer);
	}

	/** Newest first. */
	async list(): Promise<{ id: string; title: string; rows: number; changed: string; scriptKey: string | null }[]> {
		const rows = await this.sql<
			{ id: string; title: string | null; rows: number | null; changed: Date; key: string | null }[]
		>`
			select id, draft ->> 'title' as title, jsonb_array_length(draft -> 'rows') as rows, changed_at as changed, script_key as key
			from own_exercise order by changed_at desc`;
		return rows.map(({ id, title, rows: count, changed, key }) => ({
			id,
			title: title ?? '',
			rows: count ?? 0,
			changed: changed.toISOString(),
			scriptKey: key
		}));
	}

	/** @param visitors who only practise, when the maker is one of them @throws AccountError when they store too many */
	async make(draft: ScriptDraft, by: PersonId, visitors: readonly PersonId[] = []): Promise<string> {
		const id = newId();
		const maxDrafts = VISITOR_LIMITS.drafts - 1;
		await this.#assertRoom(visitors, JSON.stringify(draft).length, null, maxDrafts);
		await this
			.sql`insert into own_exercise (id, draft, made_by) values (${id}, ${this.sql.json(ScriptDraft.parse(draft))}, ${by})`;
		return id;
	}
	/** @param replaced the id of the draft that these bytes replace */
	async #assertRoom(
		visitors: readonly PersonId[],
		bytes: number,
		replaced: string | null = null,
		maxDrafts: number = VISITOR_LIMITS.drafts
	): Promise<void> {
		if (visitors.length === 0) return;
		const [usage] = await this.sql<{ drafts: number; bytes: number }[]>`
			with theirs as (select id, draft from own_exercise where made_by = any(${visitors}::uuid[]))
			select (select count(*)::int from theirs) as drafts,
				(select coalesce(sum(octet_length(draft::text)), 0)::float8 from theirs where id is distinct from ${replaced}::uuid)
				+ (select coalesce(sum(octet_length(script)), 0)::float8 from own_script where exercise_id in (select id from theirs)) as bytes`;
		if (usage && (usage.drafts > maxDrafts || usage.bytes + bytes > VISITOR_LIMITS.bytes))
			throw new AccountError('exercise.tooMany');
	}
	async read(id: string): Promise<OwnExercise | null> {
		const [row] = await this.sql<{ draft: unknown; key: string | null; changed: Date }[]>`
			select draft, script_key as key, changed_at as changed from own_exercise where id = ${id}`;
		const draft = row && ScriptDraft.parse(row.draft);
		return draft ? { id, draft, scriptKey: row.key, changed: row.changed.toISOString() } : null;
	}
	/**
	 * @param lastChanged when it was changed last, as the writer saw it
	 * @returns when it was saved; null when somebody else saved it first
	 * @throws AccountError as `make` does
	 */
	async save(
		id: string,
		draft: ScriptDraft,
		lastChanged: string,
		visitors: readonly PersonId[] = []
	): Promise<string | null> {
		await this.#assertRoom(visitors, JSON.stringify(draft).length, id);
		const [row] = await this.sql<{ changed: Date }[]>`
			update own_exercise set draft = ${this.sql.json(draft)}, changed_at = greatest(now(), changed_at + interval '1 millisecond')
			where id = ${id} and changed_at = ${lastChanged} returning changed_at as changed`;
		return row?.changed.toISOString() ?? null;
	}
	async remove(id: string): Promise<void> {
		await this.sql`delete from own_exercise where id = ${id}`;
	}

	/**
	 * Makes the script of the draft playable: an unchanged text gives the same script.
	 * @returns its key; null when there is no such draft @throws ScriptError when it has mistakes
	 */
	async publish(id: string, visitors: readonly PersonId[] = []): Promise<string | null> {
		const found = await this.read(id);
		if (!found) return null;
		const { text } = scriptOfDraft(found.draft);
		readScript(text);
		await this.#assertRoom(visitors, text.length);
		const [same] = await this.sql<{ key: string }[]>`
			select key from own_script where exercise_id = ${id} and script = ${text} order by key limit 1`;
		const key = same?.key ?? `own-${newId()}`;
		await this.sql.begin(async (tx) => {
			if (!same) await tx`insert into own_script (key, exercise_id, script) values (${key}, ${id}, ${text})`;
			await tx`update own_exercise set script_key = ${key} where id = ${id}`;
		});
		this.#register(key, text);
		return key;
	}

	/** Those that can be played: the newest script of each. */
	async choices(): Promise<{ key: string; title: string; minutes: number }[]> {
		const playable = await this.list();
		return playable.flatMap(({ scriptKey }) => {
			const script = scriptKey === null ? null : labelledScript(scriptKey)?.script;
			return script && scriptKey
				? [{ key: scriptKey, title: script.title, minutes: Math.max(1, Math.round(script.length / 60_000)) }]
				: [];
		});
	}

	async #load(): Promise<void> {
		const keys = await this.sql<{ key: string }[]>`select key from own_script`;
		const missing = keys.map(({ key }) => key).filter((key) => !this.#loaded.has(key));
		if (missing.length === 0) return;
		const rows = await this.sql<{ key: string; script: string }[]>`
			select key, script from own_script where key = any(${missing})`;
		for (const { key, script } of rows) this.#register(key, script);
	}
	#register(key: string, text: string): void {
		addScript(key, text);
		this.#loaded.add(key);
	}
}
