import { LRUCache } from 'lru-cache';
import type { Sql } from 'postgres';
import type { IncidentId } from '$lib/domain/core/ids';
import { lastVersion, type ReportVersion } from '$lib/domain/report/version';
import { Report } from '$lib/domain/report/content';
import type { Language } from '$lib/i18n/language';
import type { TypedSignal } from '$lib/report/pages/page';
import type { Logs } from '../log/tail';
import type { RenderedPage } from '../report/render-html';
import type { LiveFigureCache } from './live-figure-cache';
import type { LockedReport, OpenedReport } from './opened-report';
import {
	brokenPage,
	emptyPage,
	pinPage,
	previewPage,
	reportPage,
	signalPage,
	wallPage,
	type NamedIncident,
	type PageStyle,
	type SignalResult
} from './page-html';
import { ready, type ReadyPage } from './ready';

interface Kept {
	readonly report: Report;
	readonly article: Readonly<Record<Language, string>>;
}

/** How many released versions, and pages made of them, are held in memory; the least recently used are dropped. */
const VERSIONS = 50;
const PAGES = 400;

/** The pages that partners read: from memory, rendered again when a version is released or withdrawn. */
export class Pages {
	readonly #kept = new LRUCache<string, Promise<Kept>>({ max: VERSIONS });
	readonly #made = new LRUCache<string, { stamp: string; page: ReadyPage }>({ max: PAGES });

	constructor(
		readonly sql: Sql,
		readonly logs: Logs,
		readonly live: LiveFigureCache,
		readonly theme: string | null
	) {}

	/** A released version, the newest by default; null when no version has this number. */
	async report(open: OpenedReport, language: Language, number: number | null): Promise<ReadyPage | null> {
		const { incident, state, at } = open;
		const versions = [...state.versions.values()];
		const version = number === null ? lastVersion(state.versions) : state.versions.get(number);
		const { organisation } = this;
		const numbers = versions.map((of) => `${of.number}${of.withdrawn ? 'w' : ''}`).join();
		const stamp = `${numbers} ${organisation ?? ''} ${String(open.figures)} ${String(open.signals)}`;
		if (!version)
			return number === null
				? this.#once(`${at} none ${language}`, stamp, () => emptyPage(this.#style(language), at, namedIn(open)))
				: null;
		const { report, article } = await this.#keep(incident, version);
		const shown = { open, organisation, version, versions, report, article: article[language] };
		return this.#once(`${at} ${version.number} ${language}`, stamp, () => reportPage(this.#style(language), shown));
	}

	/** The last valid report, for a wall display, with live figures where they are open. */
	async wall({ incident, state, at, figures }: OpenedReport, language: Language): Promise<ReadyPage> {
		const version = lastVersion({
			values: () => [...state.versions.values()].filter(({ withdrawn }) => withdrawn === null)
		});
		const live = figures ? await this.live.figures(incident).catch(() => null) : null;
		const { title = '', grip = 0, exercise = false } = state.incident ?? {};
		const stamp = JSON.stringify([version?.number, live, title, grip]);
		const released = version && { number: version.number, report: (await this.#keep(incident, version)).report };
		const shown = { at, incident: { title, grip, exercise }, released, live };
		return this.#once(`${at} wall ${language}`, stamp, () => wallPage(this.#style(language), shown));
	}

	get organisation(): string | null {
		return this.logs.installation.installation?.organisation ?? null;
	}

	broken(language: Language): ReadyPage {
		return this.#once(`broken ${language}`, '', () => brokenPage(this.#style(language)));
	}

	/** Asks for the PIN of a link. @param problem what was wrong with the last attempt */
	pin(locked: LockedReport, problem: string | null, language: Language): ReadyPage {
		return ready(pinPage(this.#style(language), locked, problem));
	}
	/** The form for a signal. */
	signal(open: OpenedReport, typed: TypedSignal, result: SignalResult, language: Language): ReadyPage {
		return ready(signalPage(this.#style(language), open.at, namedIn(open), typed, result));
	}
	/** What partners will get, for the page on which it is released. */
	preview(report: Report, number: number, article: string, language: Language): RenderedPage {
		return previewPage(this.#style(language), report, number, article);
	}

	#style(language: Language): PageStyle {
		return { language, theme: this.theme };
	}
	#once(key: string, stamp: string, make: () => RenderedPage): ReadyPage {
		const held = this.#made.get(key);
		if (held?.stamp === stamp) return held.page;
		const page = ready(make());
		this.#made.set(key, { stamp, page });
		return page;
	}

	/** What was stored at release; it never changes. */
	#keep(incident: IncidentId, { number }: Readonly<ReportVersion>): Promise<Kept> {
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

function namedIn({ state }: OpenedReport): NamedIncident {
	const { title = '', exercise = false } = state.incident ?? {};
	return { title, exercise };
}
