import type { Sql } from '$lib/server/platform/driver/sql';
import { SingleFlight } from '$lib/concurrency/single-flight';
import { LRUCache } from 'lru-cache';
import { lastWallAt } from '$lib/domain/core/clock';
import { presentIn } from '$lib/domain/core/present';
import {
	momentOf,
	Sha256,
	type FindingId,
	type IncidentId,
	type Moment,
	type QuoteId,
	type StoryId
} from '$lib/domain/core/ids';
import { incidentClosed } from '$lib/domain/incident/incident';
import { Refusal } from '$lib/domain/core/refusal';
import { lastVersion, type ReportVersion } from '$lib/domain/report/version';
import { closedIncident } from '$lib/domain/overview/closed-incident';
import { checksumOfReport, Report, RULES } from '$lib/domain/report/content';
import type { ReportDraft, Unfinished } from '$lib/domain/report/draft';
import { maskingForOutside, reportForOutside } from '$lib/domain/report/for-outside';
import { replacedForOutside, versionForOutside } from '$lib/domain/review/replaced-outside';
import type { PublicKey } from '$lib/domain/report/public-key';
import { wordsIn } from '$lib/i18n/words';
import { languages, type Language } from '$lib/i18n/language';
import { proposeBrief } from '$lib/report/write/proposal';
import { frameOf, type ReportFrame } from '$lib/report/write/write-report';
import { signRelease } from '$lib/server/log/anchor/sign-heads';
import type { SigningKey } from '$lib/server/log/anchor/signed-head';
import type { RenderReport } from '$lib/server/log/execute/ready-command';
import type { ReadState } from '$lib/domain/core/state';
import { NamesForOutside } from '$lib/server/log/author-names';
import { clocksOf } from '$lib/server/log/clocks';
import type { Logs } from '$lib/server/log/logs';
import { whileUsed } from '$lib/server/platform/operations/while-used';
import { ReportPostsCache } from './history/read-posts';
import { ReportHistories } from './history/report-history';
import { EvidenceIndex } from './collect/evidence';
import { collectReport } from './collect/collect';
import { quotesAt, type PostAt } from './quotes-at';
import { omittedFrom, render, unfinishedOf } from './render';
import { renderArticle, renderShortArticle } from './render-html';

/** A report at a log position and a moment, with its frame. */
export interface Rendered {
	readonly report: Report;
	/** The log position. */
	readonly position: number;
	readonly moment: Moment;
	readonly chainHead: Sha256;
	readonly rules: string;
	readonly publicKey: PublicKey | null;
	readonly checksum: Sha256;
	readonly unfinished: Unfinished[];
	/** Open findings that are left out because they have no evidence. */
	readonly omitted: number;
}

/** A report with its text as HTML, in one language. */
interface Article {
	readonly report: Report;
	readonly article: string;
	/** On two pages. */
	readonly short: string;
}

interface StoredVersion {
	content: unknown;
	html_nl: string;
	html_en: string;
	short_nl: string;
	short_en: string;
}

/** How long readers share a live draft; making it takes at most a fifth of a processor with a million posts. */
const DRAFT_PACE = { minFresh: 2_000, restFactor: 5, maxRest: 5_000 };

/** The reports of all incidents: live drafts, drafts of any earlier moment, and released versions. */
export class Reports {
	readonly #histories: ReportHistories;
	readonly #posts: ReportPostsCache;
	readonly #names: NamesForOutside;
	readonly #drafts = new LRUCache<IncidentId, SingleFlight<Rendered>>(whileUsed(15));

	constructor(
		readonly sql: Sql,
		readonly logs: Logs,
		/** Signs the head of the log at a release; the released report contains its public half. */
		readonly key: SigningKey | null = null
	) {
		this.#histories = new ReportHistories(sql, (log) => ({ seq: logs.seq(log), state: logs.state(log) }));
		this.#posts = new ReportPostsCache(sql);
		this.#names = new NamesForOutside(sql);
	}

	/** Frees memory when an incident closes, and when lines of its log were removed. @returns to stop */
	follow(): () => void {
		const forget = (log: IncidentId): void => {
			this.#histories.forget(log);
			this.#posts.forget(log);
			this.#names.forget(log);
			this.#drafts.delete(log);
		};
		return this.logs.listen({
			lines: (log, lines) => lines.some(({ type }) => type === incidentClosed.type) && forget(log),
			reloaded: forget
		});
	}
	/** The number of incidents with a draft or a history in memory. */
	get remembered(): number {
		return Math.max(this.#drafts.size, this.#histories.size, this.#posts.size);
	}

	/** The head of the log, as far as this process has read it. */
	head(incident: IncidentId): number {
		return this.logs.seq(incident);
	}
	/** The draft as HTTP returns it: with its future number and the machine's proposals. */
	draftView(incident: IncidentId, { report, omitted, ...frame }: Rendered): ReportDraft {
		const number =
			(lastVersion(this.logs.state(incident)?.versions ?? new Map<number, ReportVersion>())?.number ?? 0) + 1;
		return { frame: { number, ...frame }, report, proposal: proposalIn(report), omitted };
	}
	/** The current moment on the incident's clock; never before that of a released report, which another machine measured. */
	now(incident: IncidentId): Moment {
		const [state, wall] = [this.logs.state(incident), momentOf(Date.now())];
		if (!state) return wall;
		const [now, last] = [presentIn(state, wall), lastVersion(state.versions)];
		return last && last.moment > now ? last.moment : now;
	}

	/** @throws Refusal `report.absent` where the log does not reach the position */
	async at(incident: IncidentId, position: number, moment: Moment): Promise<Rendered> {
		const [row] = await this.sql<
			{ hash: Buffer }[]
		>`select hash from event where log_id = ${incident} and seq = ${position}`;
		if (!row) throw new Refusal('report.absent');
		const [history, posts] = await Promise.all([this.#histories.upTo(incident, position), this.#posts.read(incident)]);
		const lastAuthor = posts.columns.lastAuthorAt(position);
		const names = await this.#names.upTo(incident, { position, lastAuthor });
		const organisation = this.logs.installation.installation?.organisation ?? null;
		const facts = await collectReport(this.sql, posts, history, moment, organisation);
		const evidence = new EvidenceIndex(facts);
		const mask = maskingForOutside(facts.state, this.logs.installation, names);
		const report = reportForOutside(render(facts, evidence), mask);
		return {
			report,
			position,
			moment,
			chainHead: Sha256.parse(row.hash.toString('hex')),
			rules: RULES,
			publicKey: this.key?.publicKey ?? null,
			checksum: checksumOfReport(report),
			unfinished: unfinishedOf(report),
			omitted: omittedFrom(evidence)
		};
	}

	/** The state at a position. */
	async stateAt(incident: IncidentId, position: number): Promise<ReadState> {
		return (await this.#histories.upTo(incident, position)).state;
	}
	/** The log position when the incident's clock showed this moment. */
	async positionAt(incident: IncidentId, moment: Moment): Promise<number> {
		const clocks = await clocksOf(this.sql, incident);
		const wall = lastWallAt(clocks, moment);
		// Events may share the millisecond of the clock that jumped past the moment; their numbers say which came later.
		const jump = clocks.find(({ incident: shown }) => shown > moment);
		const [row] = await this.sql<{ position: number | null }[]>`
			select max(seq) as position from event where log_id = ${incident}
				${wall === null ? this.sql`` : this.sql`and at <= ${wall}`} ${jump ? this.sql`and seq < ${jump.seq}` : this.sql``}`;
		return row?.position ?? 0;
	}

	/** The live draft, shared by all readers; made again when it is older than the log position `from`. */
	draft(incident: IncidentId, from = 0): Promise<Rendered> {
		const draft =
			this.#drafts.get(incident) ??
			new SingleFlight(() => this.at(incident, this.logs.seq(incident), this.now(incident)), DRAFT_PACE);
		this.#drafts.set(incident, draft);
		return draft.get(({ position }) => position >= from);
	}

	/** The content of a released version; null when no version has this number. */
	async content(incident: IncidentId, number: number): Promise<Report | null> {
		return (await this.released(incident, number, 'nl'))?.report ?? null;
	}
	/** A released version as it was stored. */
	async released(incident: IncidentId, number: number, language: Language): Promise<Article | null> {
		const [row] = await this.sql<StoredVersion[]>`
			select content, html_nl, html_en, short_nl, short_en from report_version where incident_id = ${incident} and number = ${number}`;
		if (!row) return null;
		const isDutch = language === 'nl';
		return {
			report: Report.parse(row.content),
			article: isDutch ? row.html_nl : row.html_en,
			short: isDutch ? row.short_nl : row.short_en
		};
	}
	/** What surrounds a version now, as people outside read it: whether it was withdrawn, and its facts that were replaced. */
	readonly frameNow = async (incident: IncidentId, version: Readonly<ReportVersion>): Promise<ReportFrame> => {
		const names = await this.#names.current(incident);
		const state = this.logs.state(incident);
		if (!state) return frameOf(version);
		const mask = maskingForOutside(state, this.logs.installation, names);
		const current = versionForOutside(state.versions.get(version.number) ?? version, mask);
		const closed = closedIncident(state, this.logs.installation, mask);
		return frameOf(current, replacedForOutside(state, version.number, mask), closed);
	};
	/** The same for a document that is judged: only that the report was withdrawn, which is judged with it. */
	readonly frameAsJudged = async (incident: IncidentId, version: Readonly<ReportVersion>): Promise<ReportFrame> => ({
		...(await this.frameNow(incident, version)),
		replaced: [],
		closed: null
	});
	/** The posts behind a line of a released version, one of its quotes or one of its voices, at its log position. */
	async behind(
		incident: IncidentId,
		{ position, moment }: Pick<ReportVersion, 'position' | 'moment'>,
		of: { readonly finding: FindingId } | { readonly quote: QuoteId } | { readonly story: StoryId }
	): Promise<PostAt[]> {
		const { state, splits } = await this.#histories.upTo(incident, position);
		const quote = 'quote' in of ? state.quotes.get(of.quote) : undefined;
		const stories =
			'finding' in of
				? [...state.labels.entries()].flatMap(([story, { links }]) =>
						links.some(({ finding }) => finding === of.finding) ? [story] : []
					)
				: 'story' in of
					? [of.story]
					: [];
		const where = { sql: this.sql, incident, position, moment, splits };
		return quotesAt(where, { stories, posts: quote ? [quote.post] : [] }, this.logs.state(incident) ?? state);
	}
	/** A draft as partners would receive it. @throws Refusal */
	async draftArticle(
		incident: IncidentId,
		{ number, position, moment }: { number: number; position: number; moment: Moment },
		language: Language
	): Promise<Article> {
		const { report, ...frame } = await this.at(incident, position, moment);
		const draft = { ...frame, number, released: null };
		return {
			report,
			article: renderArticle(report, draft, language),
			short: renderShortArticle(report, draft, language)
		};
	}

	/**
	 * For the executor: renders the report that a release names once more. A moment in the future, or before the last
	 * report's, is refused.
	 */
	readonly renderReport: RenderReport = async (incident, position, moment) => {
		const last = lastVersion(this.logs.state(incident)?.versions ?? new Map<number, ReportVersion>());
		if (moment > this.now(incident) || (last !== null && moment < last.moment)) throw new Refusal('report.changed');
		const { report, checksum, chainHead, rules, publicKey, unfinished } = await this.at(incident, position, moment);
		const { key } = this;
		return {
			rendered: { checksum, chainHead, rules, publicKey, unfinished, previous: report.previous },
			async store(tx, version) {
				const frame = frameOf(version);
				const [nl, en] = languages.map((language) => renderArticle(report, frame, language));
				const [shortNl, shortEn] = languages.map((language) => renderShortArticle(report, frame, language));
				await tx`insert into report_version (incident_id, number, content, html_nl, html_en, short_nl, short_en)
					values (${incident}, ${version.number}, ${tx.json(report)}, ${nl ?? ''}, ${en ?? ''}, ${shortNl ?? ''}, ${shortEn ?? ''})`;
				if (key) await signRelease(tx, key, incident);
			}
		};
	};
}

/** Reports are in Dutch, whatever the language of the desk. */
function proposalIn(report: Report): ReportDraft['proposal'] {
	const proposal = proposeBrief(report, wordsIn('nl'));
	return proposal && { sentences: [...proposal.sentences], from: [...proposal.from] };
}
