import { LRUCache } from 'lru-cache';
import type { Sql } from '$lib/server/platform/driver/sql';
import { presentIn } from '$lib/domain/core/present';
import {
	AlertId,
	AuthorNumber,
	inIncident,
	millisecondsOf,
	StoryId,
	type AlertRuleId,
	type IncidentId,
	type InIncident,
	type Moment
} from '$lib/domain/core/ids';
import { Refusal } from '$lib/domain/core/refusal';
import { SYSTEM } from '$lib/domain/core/role';
import type { ReadState } from '$lib/domain/core/state';
import { MOST_ALERT_STORIES, raiseAlert } from '$lib/domain/overview/alert';
import {
	foundIn,
	PEAK_MINUTES,
	peakOf,
	BASELINE_PERIODS,
	type AlertMatch,
	type AlertPost
} from '$lib/domain/overview/alert-check';
import type { AlertRule } from '$lib/domain/overview/alert-rule';
import { AuthorKind } from '$lib/domain/posts/author';
import type { Executor } from '$lib/server/log/execute/execute';
import { systemCommandId, systemSubjectId } from '$lib/server/log/execute/system-command';
import { publicAuthors } from '$lib/server/read/queries/public-authors';
import { minutesBefore, type ReadingContext } from '$lib/server/log/reading-context';

/** The most posts that one check reads, newest first, and of each so many characters: a check costs no more in a flood. */
const MAX_POSTS = 2_000;
const MAX_TEXT_LENGTH = 2_000;
/** How often posts are counted for peaks, in milliseconds of wall time. */
const COUNT_INTERVAL_MS = 60_000;

interface PostRow {
	seq: number;
	story_id: string;
	text: string;
	author: number | null;
	author_kind: string | null;
	followers: number | null;
}
/** A rule that may raise an alert, and the number of the event after which posts count. */
interface DueRule {
	readonly rule: Readonly<AlertRule>;
	readonly after: number;
}
type NumberedPost = AlertPost & { readonly seq: number };

/**
 * Checks the alert rules of an incident against what came in since. One alert of a rule is open at a time, and its id
 * comes from the rule and the event after which it watches: several processes, or one that restarts, raise it once.
 */
export class AlertWatch {
	/** Up to which event posts were read for a rule, and when those of an incident were last counted. */
	readonly #lastReadSeq = new LRUCache<InIncident<AlertRuleId>, number>({ max: 5_000 });
	readonly #lastCountedAt = new LRUCache<IncidentId, number>({ max: 500 });

	constructor(
		readonly sql: Sql,
		readonly executor: Executor
	) {}

	/** A log went back: the numbers that were read before may now belong to other posts. */
	forget(): void {
		this.#lastReadSeq.clear();
		this.#lastCountedAt.clear();
	}

	async apply(incident: IncidentId, state: ReadState, wall: Moment): Promise<void> {
		const due = dueRules(state);
		if (due.length === 0) return;
		const reading = { sql: this.sql, incident, state, now: presentIn(state, wall) };
		const { own } = await publicAuthors(reading, this.executor.logs.installation.installation?.organisation ?? null);
		const peaks = due.filter(({ rule }) => rule.trigger.kind === 'peak');
		const others = due.filter(({ rule }) => rule.trigger.kind !== 'peak');
		if (others.length > 0) await this.#checkPosts(reading, others, own);
		const isCounted = (this.#lastCountedAt.get(incident) ?? -Infinity) > millisecondsOf(wall) - COUNT_INTERVAL_MS;
		if (peaks.length === 0 || isCounted) return;
		this.#lastCountedAt.set(incident, millisecondsOf(wall));
		await this.#checkPeaks(reading, peaks, own);
	}

	async #checkPosts(reading: ReadingContext, due: readonly DueRule[], own: readonly AuthorNumber[]): Promise<void> {
		const watched = due.map((one) => {
			const key = inIncident(reading.incident, one.rule.id);
			return { ...one, key, since: Math.max(one.after, this.#lastReadSeq.get(key) ?? 0) };
		});
		const posts = await this.#newPosts(reading, own, Math.min(...watched.map(({ since }) => since)));
		for (const { rule, after, since } of watched) {
			if (rule.trigger.kind === 'peak') continue;
			const match = foundIn(
				rule.trigger,
				posts.filter(({ seq }) => seq > since)
			);
			if (match) await this.#raise(reading.incident, rule, after, match);
		}
		// Only after the check: posts whose check failed are read again.
		for (const { key, since } of watched) this.#lastReadSeq.set(key, Math.max(since, ...posts.map(({ seq }) => seq)));
	}

	/** Without those from before the incident, and without our own accounts. */
	async #newPosts(
		{ sql, incident, state }: ReadingContext,
		own: readonly AuthorNumber[],
		after: number
	): Promise<NumberedPost[]> {
		const rows = await sql<PostRow[]>`
			select b.seq, p.story_id, left(p.text, ${MAX_TEXT_LENGTH}) as text, p.author, a.kind as author_kind,
				coalesce(a.followers, p.reach) as followers
			from batch b join post p on p.incident_id = b.incident_id and p.batch_id = b.id
			left join author a on a.incident_id = p.incident_id and a.number = p.author
			where b.incident_id = ${incident} and b.seq > ${after} and not p.backlog
				and (p.author is null or not p.author = any(${[...own]}::int[]))
			order by b.seq desc limit ${MAX_POSTS}`;
		return rows.map(({ seq, story_id, text, author, author_kind, followers }) => {
			const number = author === null ? null : AuthorNumber.parse(author);
			const assignedKind = number === null ? undefined : state.authorKinds.get(number)?.kind;
			return {
				seq,
				story: StoryId.parse(story_id),
				text,
				authorKind: number === null ? null : (assignedKind ?? AuthorKind.catch('private').parse(author_kind)),
				followers
			};
		});
	}

	async #checkPeaks(reading: ReadingContext, due: readonly DueRule[], own: readonly AuthorNumber[]): Promise<void> {
		const { sql, incident, state, now } = reading;
		const start = state.incident?.start ?? now;
		const wholePeriods = Math.floor((millisecondsOf(now) - millisecondsOf(start)) / (PEAK_MINUTES * 60_000));
		const periods = Math.min(wholePeriods, BASELINE_PERIODS + 1);
		if (periods < 1) return;
		const rows = await sql<{ ago: number; posts: number }[]>`
			select floor(extract(epoch from (${now}::timestamptz - at)) / ${PEAK_MINUTES * 60})::int as ago, count(*)::int as posts
			from post where incident_id = ${incident} and at > ${minutesBefore(now, periods * PEAK_MINUTES)} and at <= ${now} and not backlog
				and (author is null or not author = any(${[...own]}::int[]))
			group by 1`;
		const byAge = new Map(rows.map(({ ago, posts }) => [ago, posts]));
		const counts = Array.from({ length: periods }, (_, at) => byAge.get(periods - 1 - at) ?? 0);
		for (const { rule, after } of due) {
			const seen = state.alerts.get(rule.id)?.seen;
			// The same peak is not raised again: the newest period must lie after it was seen.
			if (rule.trigger.kind !== 'peak' || (seen && seen.at > minutesBefore(now, PEAK_MINUTES))) continue;
			const peak = peakOf(counts, rule.trigger.factor);
			if (!peak) continue;
			const stories = await this.#largest(reading, own);
			await this.#raise(incident, rule, after, { reason: { kind: 'peak', ...peak }, stories });
		}
	}

	/** The stories with the most posts of the last ten minutes. */
	async #largest({ sql, incident, now }: ReadingContext, own: readonly AuthorNumber[]): Promise<StoryId[]> {
		const rows = await sql<{ story_id: string }[]>`
			select story_id from post where incident_id = ${incident} and at > ${minutesBefore(now, PEAK_MINUTES)} and at <= ${now} and not backlog
				and (author is null or not author = any(${[...own]}::int[]))
			group by story_id order by count(*) desc, story_id limit ${MOST_ALERT_STORIES}`;
		return rows.map(({ story_id }) => StoryId.parse(story_id));
	}

	async #raise(
		incident: IncidentId,
		{ id: rule }: Readonly<AlertRule>,
		after: number,
		{ reason, stories }: AlertMatch
	): Promise<void> {
		const window = String(after);
		const id = AlertId.parse(systemSubjectId(rule, 'alert', window));
		try {
			const raised = raiseAlert({ id, rule, reason, stories: [...stories] });
			const command = { id: systemCommandId(rule, raiseAlert.type, window), ...raised };
			await this.executor.execute(incident, command, SYSTEM, null);
		} catch (error) {
			// A person removed the rule meanwhile, or another process was first.
			if (!(error instanceof Refusal)) throw error;
		}
	}
}

/** The rules without an open alert: those watch for what came after they were made, or after the last one was seen. */
const dueRules = (state: ReadState): DueRule[] =>
	[...state.alertRules.values()].flatMap((rule) => {
		const last = state.alerts.get(rule.id);
		return last?.seen === null ? [] : { rule, after: Math.max(rule.seq, last?.seen?.seq ?? 0) };
	});
