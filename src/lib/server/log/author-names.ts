import { LRUCache } from 'lru-cache';
import type { Sql, TransactionSql } from '$lib/server/platform/driver/sql';
import { SingleFlight } from '$lib/concurrency/single-flight';
import type { IncidentId } from '$lib/domain/core/ids';
import { authorKindSet } from '$lib/domain/posts/author';
import { KnownNames } from '$lib/domain/posts/masking/known-names';
import type { OutsideNames } from '$lib/domain/report/for-outside';
import { publicKinds } from './public-kinds';
import { isDatabaseUnavailable } from '$lib/server/platform/database/failure';
import { whileUsed } from '$lib/server/platform/operations/while-used';

interface AuthorName {
	readonly number: number;
	readonly handle: string;
	readonly name: string;
	readonly isPrivate: boolean;
}

/** Authors get ascending numbers as they arrive: the authors at a log position are those up to a number. */
interface AuthorsThen {
	readonly position: number;
	readonly lastAuthor: number;
}
const MAX_INTEGER = 2 ** 31 - 1;
const NOW: AuthorsThen = { position: MAX_INTEGER, lastAuthor: MAX_INTEGER };

/** The authors of an incident, as far as those are stored. The kind that a person set overrides that of the source. */
export const authorNames = (
	sql: Sql | TransactionSql,
	incident: IncidentId,
	{ position, lastAuthor } = NOW
): Promise<readonly AuthorName[]> =>
	sql<AuthorName[]>`
		select a.number, a.handle, a.name, coalesce(k.kind, a.kind) <> all(${publicKinds(sql)}) as "isPrivate" from author a
		left join (select distinct on (data->>'author') data->>'author' as author, data->>'kind' as kind from event
			where log_id = ${incident} and type = ${authorKindSet.type} and seq <= ${position}
			order by data->>'author', seq desc) k on k.author = a.number::text
		where a.incident_id = ${incident} and a.number <= ${lastAuthor}`;

/** How long names are used for pages that people outside read again and again, in milliseconds. */
const PACE = { minFresh: 10_000, restFactor: 20, maxRest: 60_000 };

/** The names that are masked in what people outside read, of the incidents that they read now. */
export class NamesForOutside {
	readonly #loads = new LRUCache<IncidentId, SingleFlight<OutsideNames & { readonly authors: number }>>(whileUsed(15));
	readonly #then = new LRUCache<IncidentId, { readonly key: string; readonly names: OutsideNames }>(whileUsed(15));

	constructor(readonly sql: Sql) {}

	/** Those of every author that is stored now. */
	async current(incident: IncidentId): Promise<OutsideNames> {
		const [row] = await this.sql<{ count: number }[]>`
			select count(*)::int as count from author where incident_id = ${incident}`;
		return this.#loadOf(incident).get(({ authors }) => authors === row?.count);
	}

	/** Those at a log position, so that a report of then is the same each time that it is made. */
	async upTo(incident: IncidentId, then: AuthorsThen): Promise<OutsideNames> {
		const [row] = await this.sql<{ kinds: number | null }[]>`
			select max(seq) as kinds from event where log_id = ${incident} and type = ${authorKindSet.type} and seq <= ${then.position}`;
		const key = `${String(then.lastAuthor)} ${String(row?.kinds ?? 0)}`;
		const cached = this.#then.get(incident);
		if (cached?.key === key) return cached.names;
		const names = await this.#read(incident, then);
		this.#then.set(incident, { key, names });
		return names;
	}

	/** For when names were removed. */
	forget(incident: IncidentId): void {
		this.#loads.delete(incident);
		this.#then.delete(incident);
	}

	/** Makes them available to `now`, unless the database cannot be reached; they may be some seconds old. */
	async load(incident: IncidentId): Promise<void> {
		try {
			await this.#loadOf(incident).get();
		} catch (error) {
			if (!isDatabaseUnavailable(error)) throw error;
		}
	}

	/** Null when they were not loaded: then every word is masked. */
	now(incident: IncidentId): OutsideNames | null {
		return this.#loads.get(incident)?.peek() ?? null;
	}

	#loadOf(incident: IncidentId) {
		const load = this.#loads.get(incident) ?? new SingleFlight(() => this.#read(incident), PACE);
		this.#loads.set(incident, load);
		return load;
	}

	async #read(incident: IncidentId, then = NOW) {
		const authors = await authorNames(this.sql, incident, then);
		const namesOf = (isPrivate: boolean): string[] =>
			authors.filter((each) => each.isPrivate === isPrivate).flatMap(({ handle, name }) => [name, handle]);
		const publicWords = namesOf(false).flatMap((name) => name.toLocaleLowerCase('nl').match(/[\p{L}\d]+/gu) ?? []);
		return { known: new KnownNames(namesOf(true)), publicWords: new Set(publicWords), authors: authors.length };
	}
}
