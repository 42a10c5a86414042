import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Sql } from 'postgres';
import type { IncidentId } from '$lib/domain/ids';
import { lastVersion, type Version } from '$lib/domain/report';
import { Report } from '$lib/domain/report-content';
import { wordsIn } from '$lib/i18n/both';
import type { Language } from '$lib/i18n/language';
import type { Logs } from '../log/tail';
import type { OpenLink } from './links';
import { brokenPage, emptyPage, reportPage, type Assets, type Page } from './page';

/** A page as bytes, made once for all who read it. */
export interface ReadyPage {
	readonly body: Buffer;
	readonly gzip: Buffer;
	readonly etag: string;
	readonly policy: string;
}

const ready = ({ body, policy }: Page): ReadyPage => {
	const bytes = Buffer.from(body);
	const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`;
	return { body: bytes, gzip: gzipSync(bytes), etag, policy };
};

interface Kept {
	readonly report: Report;
	readonly article: Readonly<Record<Language, string>>;
}

/** So many released versions, and so many pages made of them, are held in memory; the least used make room. */
const VERSIONS = 50;
const PAGES = 400;

/** The pages partners read: from memory, made anew when a version comes or is withdrawn. */
export class Pages {
	readonly #kept = new Least<Promise<Kept>>(VERSIONS);
	readonly #made = new Least<{ stamp: string; page: ReadyPage }>(PAGES);

	constructor(
		readonly sql: Sql,
		readonly logs: Logs,
		readonly assets: Assets
	) {}

	/** A released version, the newest unless said; null when there is none with this number. */
	async report({ incident, link, state }: OpenLink, language: Language, number: number | null): Promise<ReadyPage | null> {
		const versions = [...state.versions.values()];
		const version = number === null ? lastVersion(state.versions) : state.versions.get(number);
		const organisation = this.logs.installation.installation?.organisation ?? null;
		const stamp = `${versions.map((of) => `${of.number}${of.withdrawn ? 'w' : ''}`).join()} ${organisation ?? ''}`;
		if (!version)
			return number === null
				? this.#once(`${link.id} none ${language}`, stamp, () => this.#empty(link.id, state.incident, language))
				: null;
		const { report, article } = await this.#keep(incident, version);
		const shown = { link: link.id, language, organisation, version, versions, report, article: article[language] };
		return this.#once(`${link.id} ${version.number} ${language}`, stamp, () => reportPage(shown, this.assets, wordsIn(language)));
	}

	broken(language: Language): ReadyPage {
		return this.#once(`broken ${language}`, '', () => brokenPage(language, this.assets, wordsIn(language)));
	}

	#empty(link: OpenLink['link']['id'], incident: OpenLink['state']['incident'], language: Language): Page {
		return emptyPage(
			link,
			language,
			{ title: incident?.title ?? '', exercise: incident?.exercise ?? false },
			this.assets,
			wordsIn(language)
		);
	}
	#once(key: string, stamp: string, make: () => Page): ReadyPage {
		const held = this.#made.get(key);
		if (held?.stamp === stamp) return held.page;
		const page = ready(make());
		this.#made.set(key, { stamp, page });
		return page;
	}

	/** What was stored at release; it never changes. */
	#keep(incident: IncidentId, { number }: Readonly<Version>): Promise<Kept> {
		const key = `${incident} ${number}`;
		const held = this.#kept.get(key);
		if (held) return held;
		const loading = this.#load(incident, number);
		this.#kept.set(key, loading);
		loading.catch(() => this.#kept.delete(key));
		return loading;
	}
	async #load(incident: IncidentId, number: number): Promise<Kept> {
		const [row] = await this.sql<{ content: unknown; html_nl: string; html_en: string }[]>`
			select content, html_nl, html_en from report_version where incident_id = ${incident} and number = ${number}`;
		if (!row) throw new Error(`version ${number} of ${incident} is in the log and not in its table`);
		return { report: Report.parse(row.content), article: { nl: row.html_nl, en: row.html_en } };
	}
}

/** A map that lets go of what was used least recently. */
class Least<Value> {
	readonly #held = new Map<string, Value>();
	constructor(readonly most: number) {}

	get(key: string): Value | undefined {
		const held = this.#held.get(key);
		if (held !== undefined) {
			this.#held.delete(key);
			this.#held.set(key, held);
		}
		return held;
	}
	set(key: string, value: Value): void {
		this.#held.delete(key);
		this.#held.set(key, value);
		for (const oldest of this.#held.keys()) {
			if (this.#held.size <= this.most) break;
			this.#held.delete(oldest);
		}
	}
	delete(key: string): void {
		this.#held.delete(key);
	}
}
