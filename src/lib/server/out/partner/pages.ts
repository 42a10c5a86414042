import * as m from '$lib/messages';
import { LRUCache } from 'lru-cache';
import type { Sql } from '$lib/server/platform/driver/sql';
import { INSTALLATION, type IncidentId } from '$lib/domain/core/ids';
import type { ReplacedInReport } from '$lib/domain/review/citation';
import { replacedForOutside, versionForOutside } from '$lib/domain/review/replaced-outside';
import { hasOpenFeeds } from '$lib/domain/incident/incident';
import { isPlaceConfirmed, isTitleRead } from '$lib/domain/incident/heading';
import { isOwnHostIn } from '$lib/domain/installation/own-hosts';
import { signalsBy } from '$lib/domain/partner/signal';
import { closedIncident } from '$lib/domain/overview/closed-incident';
import { maskingForOutside, type MaskOutside } from '$lib/domain/report/for-outside';
import { haveFiguresChanged } from '$lib/domain/report/report-counts';
import { lastVersion, previousVersion, type ReportVersion } from '$lib/domain/report/version';
import { Report } from '$lib/domain/report/content';
import { wordsIn } from '$lib/i18n/words';
import type { Language } from '$lib/i18n/language';
import { newsSince } from '$lib/report/news';
import type {
	IncidentNow,
	NewsSinceRead,
	PhoneShown,
	QuestionShown,
	TypedAnswer,
	TypedSignal
} from '$lib/report/pages/page';
import { NamesForOutside } from '$lib/server/log/author-names';
import { inGazetteer } from '$lib/server/log/execute/references';
import type { Logs } from '$lib/server/log/logs';
import type { RenderedPage } from '$lib/server/read/report/render-html';
import { reportsFeed, textsFeed, type FeedName } from './feeds/atom';
import type { LiveFigureCache } from './live-figure-cache';
import type { LockedReport, OpenedReport } from './opened-report';
import {
	brokenPage,
	emptyPage,
	phonePage,
	pinPage,
	previewPage,
	questionPage,
	reportPage,
	signalPage,
	wallPage,
	type NamedIncident,
	type PageStyle,
	type PreviewShown,
	type SignalResult
} from './page-html';
import { ready, type ReadyPage } from './ready';

interface StoredReport {
	readonly report: Report;
	readonly article: Readonly<Record<Language, string>>;
	/** On two pages. */
	readonly short: Readonly<Record<Language, string>>;
}

/** A rendered page, the changeable content that it shows, and the log positions at which that was read. */
interface CachedPage {
	readonly content: string;
	readonly page: ReadyPage;
	position: string | null;
}

/** How many released versions, and pages made of them, are held in memory; the least recently used are dropped. */
const MAX_CACHED_VERSIONS = 50;
const MAX_CACHED_PAGES = 400;
/** The newest ones are in a feed: a reader that follows it has the older ones already. */
const MAX_VERSIONS_IN_FEED = 20;

type InIncident = Pick<OpenedReport, 'incident' | 'state'>;

/** The pages that partners read: from memory, rendered again when a version is released or withdrawn. */
export class Pages {
	/** Loaded before a page is made for an incident. */
	readonly names: NamesForOutside;
	readonly #reports = new LRUCache<string, Promise<StoredReport>>({ max: MAX_CACHED_VERSIONS });
	readonly #news = new LRUCache<string, Promise<NewsSinceRead>>({ max: MAX_CACHED_PAGES });
	readonly #pages = new LRUCache<string, CachedPage>({ max: MAX_CACHED_PAGES });

	constructor(
		readonly sql: Sql,
		readonly logs: Logs,
		readonly live: LiveFigureCache,
		readonly theme: string | null,
		/** The address of this installation, for links that other programs store. */
		readonly origin: string
	) {
		this.names = new NamesForOutside(sql);
		// What was redacted in earlier lines, and what a restore replaced, changes without a new line.
		logs.listen({
			lines: () => undefined,
			reloaded: () => {
				this.#pages.clear();
				this.#reports.clear();
			}
		});
	}

	/**
	 * A released version; null when no version has this number.
	 * @param form as it is shared, which is on two pages; or in full
	 */
	async report(
		open: OpenedReport,
		language: Language,
		number: number,
		form: 'short' | 'full'
	): Promise<ReadyPage | null> {
		const version = open.state.versions.get(number);
		return version ? this.#versionPage(open, language, version, form, null) : null;
	}

	/**
	 * The newest version as it is shared, or a page that says that there is none yet.
	 * @param before the version to compare it with; null for none
	 */
	async newestReport(open: OpenedReport, language: Language, before: number | null): Promise<ReadyPage> {
		const { state, at } = open;
		const version = lastVersion(state.versions);
		if (version) return this.#versionPage(open, language, version, 'short', before);
		const shown = { incident: this.headed(open, language), now: this.#now(open) };
		return this.#renderOnce(`${open.incident} ${at} none ${language}`, shown, () =>
			emptyPage(this.#style(language), at, shown.incident, shown.now)
		);
	}

	async #versionPage(
		open: OpenedReport,
		language: Language,
		version: Readonly<ReportVersion>,
		form: 'short' | 'full',
		before: number | null
	): Promise<ReadyPage> {
		const { incident, state, at } = open;
		// Read first: a line that arrives while the page is made causes another look-up.
		const position = this.#position(incident);
		const { report, article, short } = await this.#storedReport(incident, version);
		const read = before === null ? undefined : state.versions.get(before);
		const news = read && !version.withdrawn ? await this.#newsBetween(incident, read, version) : null;
		return this.#renderIfChanged(
			`${incident} ${at} ${version.number} ${form} ${language} ${news?.since ?? ''}`,
			position,
			() => ({ ...this.#reportShown(open, version), news }),
			(shown) => {
				const stored = form === 'short' ? short : article;
				return reportPage(this.#style(language), { ...shown, report, article: stored[language], form });
			}
		);
	}

	/** What changed from one released version to a later one, compared once for all readers. */
	#newsBetween(
		incident: IncidentId,
		before: Readonly<ReportVersion>,
		now: Readonly<ReportVersion>
	): Promise<NewsSinceRead> {
		return this.#loadOnce(this.#news, `${incident} ${before.number} ${now.number}`, async () => {
			const [old, current] = await Promise.all([before, now].map((version) => this.#storedReport(incident, version)));
			const news = old && current ? newsSince(old.report, current.report) : [];
			// The words of what is gone are not repeated: they may be why the earlier version was replaced.
			return {
				since: before.number,
				news: news.filter(({ kind }) => kind !== 'gone'),
				gone: news.filter(({ kind }) => kind === 'gone').length,
				figuresChanged: !!old && !!current && haveFiguresChanged(old.report, current.report)
			};
		});
	}

	/** The incident and the link at this moment. */
	#now(open: OpenedReport): IncidentNow {
		const { state, link } = open;
		return {
			phase: state.incident?.phase ?? 'acute',
			closed: closedIncident(state, this.logs.installation, this.mask(open)),
			expires: link?.expires ?? null
		};
	}

	/** What a report's page shows besides what was stored at release. */
	#reportShown(open: OpenedReport, version: Readonly<ReportVersion>) {
		const { state, at, figures, signals } = open;
		const mask = this.mask(open);
		return {
			open: { at, figures, signals },
			organisation: this.organisation,
			version: versionForOutside(version, mask),
			versions: [...state.versions.values()].map((each) => versionForOutside(each, mask)),
			replaced: this.#replaced(open, version.number),
			now: this.#now(open),
			hasFeeds: hasOpenFeeds(state)
		};
	}

	/** A feed, from memory; null when the coordinator did not open the feeds. */
	async feed(open: OpenedReport, name: FeedName, language: Language): Promise<ReadyPage | null> {
		const { incident, state, at } = open;
		const { incident: about } = state;
		if (!about || !hasOpenFeeds(state)) return null;
		const words = wordsIn(language);
		const position = this.#position(incident);
		const versions = [...state.versions.values()].sort((a, b) => b.number - a.number).slice(0, MAX_VERSIONS_IN_FEED);
		const reports =
			name === 'reports'
				? await Promise.all(
						versions.map(async (version) => ({
							version,
							report: (await this.#storedReport(incident, version)).report,
							replaced: this.#replaced(open, version.number)
						}))
					)
				: [];
		const setting = {
			incident,
			// As the newest report was released with it.
			title: reports[0]?.report.incident.title ?? this.headed(open, language).title,
			isOwnHost: isOwnHostIn(this.logs.installation),
			opened: about.opened.at,
			base: `${this.origin}${at}`,
			organisation: this.organisation ?? words.t(m.common.product),
			words,
			mask: this.mask(open)
		};
		return this.#renderIfChanged(
			`${incident} ${at} ${name}.atom ${language}`,
			position,
			() => (name === 'texts' ? textsFeed(state, setting) : reportsFeed(reports, setting)),
			(body) => ({
				body,
				policy: "default-src 'none'; frame-ancestors 'none'; sandbox",
				type: 'application/atom+xml; charset=utf-8'
			})
		);
	}

	/** The last valid report, for a wall display, with live figures where they are open. */
	async wall(open: OpenedReport, language: Language): Promise<ReadyPage> {
		const { incident, state, at, figures } = open;
		const version = previousVersion(state.versions);
		const { closed } = this.#now(open);
		const live = figures && !closed ? await this.live.figures(incident).catch(() => null) : null;
		const { grip = 0 } = state.incident ?? {};
		const { title, exercise } = this.headed(open, language);
		const replaced = version ? this.#replaced(open, version.number) : [];
		const report = version && (await this.#storedReport(incident, version)).report;
		const released = version && { number: version.number, replaced };
		const shown = { at, incident: { title, grip, exercise, closed }, released, live };
		return this.#renderOnce(`${incident} ${at} wall ${language}`, shown, () =>
			wallPage(this.#style(language), { ...shown, released: released && report && { ...released, report } })
		);
	}

	/** Words of the desk as people outside read them. */
	mask({ incident, state }: InIncident): MaskOutside {
		return maskingForOutside(state, this.logs.installation, this.names.now(incident));
	}
	/** The incident by its title when two people read that, else by its kind and known place. */
	headed({ incident: id, state }: InIncident, language: Language): NamedIncident {
		const { incident } = state;
		if (!incident) return { title: '', exercise: false };
		const { title, kind, place, exercise } = incident;
		if (isTitleRead(state)) return { title: this.mask({ incident: id, state })(title), exercise };
		const isKnown = inGazetteer([place]).has(place) || isPlaceConfirmed(state);
		const words = wordsIn(language).t(m.incident.kinds[kind]);
		return { title: isKnown ? `${words}, ${place}` : words, exercise };
	}
	/** The facts of a released report that were replaced since. */
	#replaced(open: InIncident, number: number): ReplacedInReport[] {
		return replacedForOutside(open.state, number, this.mask(open));
	}

	get organisation(): string | null {
		return this.logs.installation.installation?.organisation ?? null;
	}

	broken(language: Language): ReadyPage {
		return this.#renderOnce(`broken ${language}`, null, () => brokenPage(this.#style(language)));
	}

	/** Asks for the PIN of a link. @param problem what was wrong with the last attempt */
	pin(locked: LockedReport, problem: string | null, language: Language): ReadyPage {
		return ready(pinPage(this.#style(language), locked, problem));
	}
	/** The form for a signal. */
	signal(open: OpenedReport, typed: TypedSignal, result: SignalResult, language: Language): ReadyPage {
		const sent = open.link
			? signalsBy(open.state, open.link.id).map(({ at, read }) => ({ at, read: read?.at ?? null }))
			: [];
		return ready(signalPage(this.#style(language), open.at, this.headed(open, language), sent, typed, result));
	}
	/** One question to one body, with the form of its answer. */
	question(shown: QuestionShown, typed: TypedAnswer, problem: string | null, language: Language): ReadyPage {
		return ready(questionPage(this.#style(language), shown, this.organisation, typed, problem));
	}
	/** The script of the phone desk. */
	phone(shown: PhoneShown, language: Language): ReadyPage {
		return ready(phonePage(this.#style(language), shown, this.organisation));
	}
	/** What partners will get, for the page on which it is released, or got. */
	preview(shown: PreviewShown, language: Language): RenderedPage {
		return previewPage(this.#style(language), shown);
	}

	#style(language: Language): PageStyle {
		return { language, theme: this.theme };
	}
	/** Looks up what a page shows only when the logs moved since it was last looked up. */
	#renderIfChanged<Shown>(
		key: string,
		position: string,
		look: () => Shown,
		make: (shown: Shown) => RenderedPage
	): ReadyPage {
		const cached = this.#pages.get(key);
		if (cached?.position === position) return cached.page;
		const page = this.#renderOnce(key, look(), make);
		const entry = this.#pages.get(key);
		if (entry) entry.position = position;
		return page;
	}
	/** How far this process has followed the logs from which a page of this incident is made. */
	#position(incident: IncidentId): string {
		return `${this.logs.position(incident).hash} ${this.logs.position(INSTALLATION).hash}`;
	}
	/** The page under this key, made again only when it shows anything else. */
	#renderOnce<Shown>(key: string, shown: Shown, make: (shown: Shown) => RenderedPage): ReadyPage {
		const content = JSON.stringify(shown);
		const cached = this.#pages.get(key);
		if (cached?.content === content) return cached.page;
		const page = ready(make(shown));
		this.#pages.set(key, { content, page, position: null });
		return page;
	}

	/** What was stored at release; it never changes. */
	#storedReport(incident: IncidentId, { number }: Readonly<ReportVersion>): Promise<StoredReport> {
		const key = `${incident} ${number}`;
		return this.#loadOnce(this.#reports, key, () => this.#load(incident, number));
	}
	/** The cached value, or a new one; after a failure the next call tries again. */
	#loadOnce<T>(cache: LRUCache<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
		const cached = cache.get(key);
		if (cached) return cached;
		const making = make();
		cache.set(key, making);
		making.catch(() => cache.delete(key));
		return making;
	}
	async #load(incident: IncidentId, number: number): Promise<StoredReport> {
		const [row] = await this.sql<
			{ content: unknown; html_nl: string; html_en: string; short_nl: string; short_en: string }[]
		>`
			select content, html_nl, html_en, short_nl, short_en from report_version where incident_id = ${incident} and number = ${number}`;
		if (!row) throw new Error(`version ${number} of ${incident} is in the log and not in its table`);
		return {
			report: Report.parse(row.content),
			article: { nl: row.html_nl, en: row.html_en },
			short: { nl: row.short_nl, en: row.short_en }
		};
	}
}
