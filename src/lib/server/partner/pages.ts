import { LRUCache } from 'lru-cache';
import type { IncidentId } from '$lib/domain/core/ids';
import { replacedIn } from '$lib/domain/overview/citation';
import { hasOpenFeeds } from '$lib/domain/incident/incident';
import { signalsBy } from '$lib/domain/partner/signal';
import { lastVersion, type ReportVersion } from '$lib/domain/report/version';
import { Report } from '$lib/domain/report/content';
import { wordsIn } from '$lib/i18n/both';
import type { Language } from '$lib/i18n/language';
import type { PhoneShown, QuestionShown, TypedAnswer, TypedSignal } from '$lib/report/pages/page';
import type { Logs } from '../log/tail';
import type { RenderedPage } from '../report/render-html';
import { reportsFeed, textsFeed, type FeedName } from './feeds/atom';
import { claimReviews } from './feeds/claim-review';
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
	type SignalResult
} from './page-html';
import type { PartnerReading } from './reading';
import { ready, type ReadyPage } from './ready';

interface StoredReport {
	readonly report: Report;
	readonly article: Readonly<Record<Language, string>>;
	/** On two pages; null in versions from before there was such a form. */
	readonly short: Readonly<Record<Language, string>> | null;
}

/** How many released versions, and pages made of them, are held in memory; the least recently used are dropped. */
const VERSIONS = 50;
const PAGES = 400;
/** The newest ones are in a feed: a reader that follows it has the older ones already. */
const VERSIONS_IN_FEED = 20;

/** The pages that partners read: from memory, rendered again when a version is released or withdrawn. */
export class Pages {
	readonly #kept = new LRUCache<string, Promise<StoredReport>>({ max: VERSIONS });
	readonly #made = new LRUCache<string, { stamp: string; page: ReadyPage }>({ max: PAGES });
	readonly #reviews = new LRUCache<string, { seq: number; json: string | null }>({ max: PAGES });

	constructor(
		readonly reading: PartnerReading,
		readonly logs: Logs,
		readonly live: LiveFigureCache,
		readonly theme: string | null,
		/** Of this installation, for addresses that programs keep. */
		readonly origin: string
	) {}

	/**
	 * A released version, the newest by default; null when no version has this number, or none has this form. @param
	 * form as it is shared, which is on two pages where it has such a form; or in full where that is another page
	 */
	async report(
		open: OpenedReport,
		language: Language,
		number: number | null,
		form: 'shared' | 'full'
	): Promise<ReadyPage | null> {
		const { incident, state, at } = open;
		const versions = [...state.versions.values()];
		const version = number === null ? lastVersion(state.versions) : state.versions.get(number);
		const { organisation } = this;
		const numbers = versions.map((of) => `${of.number}${of.withdrawn ? 'w' : ''}`).join();
		const replaced = version ? replacedIn(state, version.number) : [];
		const seen = JSON.stringify(replaced);
		const hasFeeds = hasOpenFeeds(state);
		const isNewest = version?.number === lastVersion(state.versions)?.number;
		const claims = hasFeeds && isNewest ? this.#claims(open, language) : null;
		const stamp = `${numbers} ${organisation ?? ''} ${String(open.figures)} ${String(open.signals)} ${String(hasFeeds)} ${claims ?? ''} ${seen}`;
		if (!version)
			return number === null
				? this.#once(`${at} none ${language}`, stamp, () => emptyPage(this.#style(language), at, namedIn(open)))
				: null;
		const { report, article, short } = await this.#keep(incident, version);
		if (form === 'full' && short === null) return null;
		const isShort = form === 'shared' && short !== null;
		const shown = {
			...{ open, organisation, version, versions, replaced, report, hasFeeds, claims },
			article: isShort ? short[language] : article[language],
			form: short === null ? null : isShort ? ('short' as const) : ('full' as const)
		};
		return this.#once(`${at} ${version.number} ${form} ${language}`, stamp, () =>
			reportPage(this.#style(language), shown)
		);
	}

	/** What programs read, from memory; null where the coordinator did not open it. */
	async feed({ incident, state, at }: OpenedReport, name: FeedName, language: Language): Promise<ReadyPage | null> {
		const { incident: about } = state;
		if (!about || !hasOpenFeeds(state)) return null;
		const words = wordsIn(language);
		const setting = {
			incident,
			title: about.title,
			opened: about.opened.at,
			base: `${this.origin}${at}`,
			organisation: this.organisation ?? words.t('common.product'),
			words
		};
		// Before anything is read: what comes meanwhile makes the feed again.
		const stamp = `${this.logs.seq(incident)} ${setting.title} ${setting.organisation}`;
		const versions = [...state.versions.values()].sort((a, b) => b.number - a.number).slice(0, VERSIONS_IN_FEED);
		const reports =
			name === 'reports'
				? await Promise.all(
						versions.map(async (version) => ({ version, report: (await this.#keep(incident, version)).report }))
					)
				: [];
		return this.#once(`${at} ${name}.atom ${language}`, stamp, () => ({
			body: name === 'texts' ? textsFeed(state, setting) : reportsFeed(reports, setting),
			policy: "default-src 'none'; frame-ancestors 'none'; sandbox",
			type: 'application/atom+xml; charset=utf-8'
		}));
	}
	/** Published rebuttals for the head of a page, made again when the log moves. */
	#claims({ incident, state, at }: OpenedReport, language: Language): string | null {
		const [key, seq] = [`${at} ${language}`, this.logs.seq(incident)];
		const held = this.#reviews.get(key);
		if (held?.seq === seq) return held.json;
		const words = wordsIn(language);
		const organisation = this.organisation ?? words.t('common.product');
		const json = claimReviews(state, { organisation, page: `${this.origin}${at}`, words });
		this.#reviews.set(key, { seq, json });
		return json;
	}

	/** The last valid report, for a wall display, with live figures where they are open. */
	async wall({ incident, state, at, figures }: OpenedReport, language: Language): Promise<ReadyPage> {
		const version = lastVersion({
			values: () => [...state.versions.values()].filter(({ withdrawn }) => withdrawn === null)
		});
		const live = figures ? await this.live.figures(incident).catch(() => null) : null;
		const { title = '', grip = 0, exercise = false } = state.incident ?? {};
		const replaced = version ? replacedIn(state, version.number) : [];
		const stamp = JSON.stringify([version?.number, live, title, grip, replaced]);
		const released = version && {
			number: version.number,
			replaced,
			report: (await this.#keep(incident, version)).report
		};
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
		const sent = open.link
			? signalsBy(open.state, open.link.id).map(({ at, read }) => ({ at, read: read?.at ?? null }))
			: [];
		return ready(signalPage(this.#style(language), open.at, namedIn(open), sent, typed, result));
	}
	/** One question to one body, with the form of its answer. */
	question(shown: QuestionShown, typed: TypedAnswer, problem: string | null, language: Language): ReadyPage {
		return ready(questionPage(this.#style(language), shown, this.organisation, typed, problem));
	}
	/** The script of the phone desk. */
	phone(shown: PhoneShown, language: Language): ReadyPage {
		return ready(phonePage(this.#style(language), shown, this.organisation));
	}
	/** What partners will get, for the page on which it is released. */
	preview(report: Report, number: number, articles: readonly string[], language: Language): RenderedPage {
		return previewPage(this.#style(language), report, number, articles);
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
	#keep(incident: IncidentId, { number }: Readonly<ReportVersion>): Promise<StoredReport> {
		const key = `${incident} ${number}`;
		const held = this.#kept.get(key);
		if (held) return held;
		const loading = this.#load(incident, number);
		this.#kept.set(key, loading);
		loading.catch(() => this.#kept.delete(key));
		return loading;
	}
	async #load(incident: IncidentId, number: number): Promise<StoredReport> {
		const [row] = await this.reading.read(
			incident,
			({ sql }) => sql<
				{ content: unknown; html_nl: string; html_en: string; short_nl: string | null; short_en: string | null }[]
			>`
				select content, html_nl, html_en, short_nl, short_en from report_version where incident_id = ${incident} and number = ${number}`
		);
		if (!row) throw new Error(`version ${number} of ${incident} is in the log and not in its table`);
		const { short_nl: nl, short_en: en } = row;
		return {
			report: Report.parse(row.content),
			article: { nl: row.html_nl, en: row.html_en },
			short: nl === null || en === null ? null : { nl, en }
		};
	}
}

function namedIn({ state }: OpenedReport): NamedIncident {
	const { title = '', exercise = false } = state.incident ?? {};
	return { title, exercise };
}
