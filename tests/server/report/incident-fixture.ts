import { anna, fresh, opening, bram } from '../../domain/in-memory-incident';
import { answerBasis } from '$lib/domain/findings/need-answer';
import {
	BatchId,
	CommandId,
	type FactId,
	FindingId,
	IncidentId,
	momentOf,
	PostId,
	ShareLinkId,
	SourceId,
	StoryId,
	type Moment
} from '$lib/domain/core/ids';
import { randomBytes } from 'node:crypto';
import { checksumOf } from '$lib/domain/core/checksum';
import type { Platform } from '$lib/domain/posts/platform';
import type { Actor } from '$lib/domain/core/role';
import { connect } from '$lib/server/platform/database/connect';
import { Executor } from '$lib/server/log/execute/execute';
import type { PostAnalysis } from '$lib/server/analysis/post';
import { Masking } from '$lib/server/records/retention/masking';
import { Retention } from '$lib/server/records/retention/retention';
import { Ingest } from '$lib/server/ingest/pipeline/ingest';
import type { RawPost } from '$lib/server/ingest/pipeline/raw-post';
import { Leases } from '$lib/server/platform/database/leases';
import { Logs } from '$lib/server/log/logs';
import type { SigningKey } from '$lib/server/log/anchor/signed-head';
import { unconfirmedTexts } from '$lib/domain/report/version';
import { Reports } from '$lib/server/read/report/reports';
import type { FreshDatabase } from '../database';
import { groupedBy } from '../grouped';

/** Groups by the very same words before the first semicolon, so that a test decides what is one story. */
export const byTopic: PostAnalysis = {
	read: ({ texts, langs }) =>
		Promise.resolve(
			texts.map((text, i) => ({
				lang: text.includes('water') ? 'nl' : text.includes('smoke') ? 'en' : (langs[i] ?? null),
				help: null
			}))
		),
	stories() {
		const topics = new Map<string, string>();
		const topic = (text: string) => text.split(';')[0] ?? text;
		return groupedBy({
			find({ text }) {
				const story = topics.get(topic(text));
				return story === undefined ? null : { story };
			},
			add: ({ story, text }) => topics.set(topic(text), story),
			move: ({ story, text }) => topics.set(topic(text), story)
		});
	}
};

const MINUTE = 60_000;

/** A running server's parts on a database of their own, with one incident that began two hours ago. */
export class IncidentFixture {
	readonly incident = fresh(IncidentId);
	readonly start = Math.floor(Date.now() / MINUTE) * MINUTE - 120 * MINUTE;
	readonly sources = new Map<Platform, SourceId>();
	#posts = 0;
	#passed = 0;
	#random = 42;

	private constructor(
		readonly database: FreshDatabase,
		readonly logs: Logs,
		readonly executor: Executor,
		readonly ingest: Ingest,
		readonly reports: Reports,
		readonly locks: Leases,
		readonly stop: () => Promise<void>
	) {}

	static async begin(
		database: FreshDatabase,
		to: Record<string, unknown> = {},
		analysis = byTopic,
		key: SigningKey | null = null
	): Promise<IncidentFixture> {
		const [own, logConnection] = [connect(database.url), connect(database.url, { max: 2 })];
		const logs = new Logs(logConnection);
		await logs.start();
		const reports = new Reports(own, logs, key);
		const executor = new Executor(own, logs, reports.renderReport);
		const unfollow = reports.follow();
		const locks = new Leases(database.url, 'test locks');
		const fixture = new IncidentFixture(
			database,
			logs,
			executor,
			new Ingest(own, logs, analysis),
			reports,
			locks,
			async () => {
				unfollow();
				await locks.end();
				await logs.stop();
				await Promise.all([own.end({ timeout: 1 }), logConnection.end({ timeout: 1 })]);
			}
		);
		await fixture.send('incident.open', opening({ start: momentOf(fixture.start), ...to }));
		for (const platform of ['x', 'mastodon', 'news', 'phone', 'press'] as const) await fixture.addSource(platform);
		return fixture;
	}
	async addSource(platform: Platform): Promise<void> {
		const id = fresh(SourceId);
		this.sources.set(platform, id);
		await this.send('source.add', {
			id,
			name: `Bron ${platform}`,
			kind: 'desk',
			platform,
			connection: null,
			key: null
		});
	}
	/** Makes days of the wall pass for an incident, this one by default: no line of its log is from before them. */
	async pass(days: number, incident = this.incident): Promise<void> {
		this.#passed += days * 86_400_000;
		// The database lets nobody move the clock of a log.
		await this.database.sql.begin(async (tx) => {
			await tx`set local session_replication_role = replica`;
			await tx`
				update log set head_at = greatest(head_at, date_trunc('milliseconds', clock_timestamp()) + ${this.#passed} * interval '1 millisecond')
				where id = ${incident}`;
		});
	}
	retention(
		now: (() => number) | undefined = () => Date.now() + this.#passed,
		masking = new Masking(this.executor.sql, this.executor, this.locks)
	): Retention {
		return new Retention(this.executor.sql, this.logs, this.executor, masking, now);
	}
	at(minute: number): Moment {
		return momentOf(this.start + minute * MINUTE);
	}
	get position(): number {
		return this.logs.seq(this.incident);
	}
	/** The same numbers in every run, from 0 up to `below`. */
	random(below: number): number {
		this.#random = (this.#random * 1103515245 + 12345) % 2147483648;
		return Math.floor((this.#random / 2147483648) * below);
	}

	send(type: string, input: unknown, by: Actor = bram) {
		return this.executor.execute(this.incident, { id: fresh(CommandId), type, input }, by, null);
	}
	post(platform: Platform, text: string, minute: number, to: Partial<RawPost> = {}): RawPost {
		this.#posts += 1;
		const author = {
			externalId: `a${this.random(60)}`,
			handle: `h${this.#posts}`,
			name: `Naam ${this.#posts}`,
			followers: null
		};
		return {
			externalId: `p${this.#posts}`,
			text,
			publishedAt: this.at(minute),
			author: platform === 'phone' || platform === 'press' ? null : author,
			url: null,
			lang: null,
			shares: null,
			replyTo: null,
			reach: null,
			platform,
			...to
		};
	}
	async deliver(...posts: RawPost[]): Promise<void> {
		for (const [platform, source] of this.sources) {
			const own = posts.filter((post) => post.platform === platform);
			if (own.length > 0) await this.ingest.ingest(this.incident, source, own);
		}
	}
	/** The story of the topic, found by the words with which its posts start. */
	async story(topic: string): Promise<StoryId> {
		const [row] = await this.database.sql<{ story_id: string }[]>`
			select story_id from post where incident_id = ${this.incident} and text like ${`${topic}%`} order by received_at, id limit 1`;
		return StoryId.parse(row?.story_id);
	}
	async postsOf(story: StoryId): Promise<PostId[]> {
		const rows = await this.database.sql<
			{ id: string }[]
		>`select id from post where incident_id = ${this.incident} and story_id = ${story} order by at, id`;
		return rows.map(({ id }) => PostId.parse(id));
	}
	async raise(command: string, text: string, topic: string, to: Record<string, unknown> = {}): Promise<FindingId> {
		const id = fresh(FindingId);
		const stance = command === 'rumour.signal' ? 'supports' : null;
		await this.send(command, { id, text, offline: null, seenIn: { story: await this.story(topic), stance }, ...to });
		return id;
	}
	async split(topic: string, count: number): Promise<StoryId> {
		const story = await this.story(topic);
		const into = fresh(StoryId);
		await this.send('story.split', {
			story,
			posts: (await this.postsOf(story)).slice(0, count),
			into,
			batch: fresh(BatchId)
		});
		return into;
	}
	/** A spokesperson answers a question for callers, and an analyst sees that it is right. */
	async answer(need: FindingId, text: string, fact: FactId | null = null, at: Moment | null = null): Promise<void> {
		await this.send('need.answer', { need, text, fact, channel: 'website', at }, anna);
		const noted = this.logs.state(this.incident)?.needs.get(need);
		if (!noted?.answer) throw new Error('there is no answer');
		await this.send('need.confirmAnswer', { need, basis: answerBasis(noted.text, noted.answer) });
	}
	async write(section: string, text: string, to: Record<string, unknown> = {}) {
		const over = this.logs.state(this.incident)?.reportTexts.get(section as 'brief')?.seq ?? null;
		return this.send('report.write', { section, text, certainty: null, noneFound: false, over, ...to });
	}
	/** A share link and the address that opens it. */
	async link(
		label: string,
		hours = 72,
		to: Record<string, unknown> = {}
	): Promise<{ id: ShareLinkId; secret: string; path: string }> {
		const id = fresh(ShareLinkId);
		const secret = randomBytes(24).toString('base64url');
		await this.send('link.make', {
			id,
			label,
			hash: checksumOf(secret),
			expires: momentOf(Date.now() + hours * 60 * MINUTE),
			...to
		});
		return { id, secret, path: `/r/${id}/${secret}` };
	}
	/** Releases what the page would show now. */
	/** A person says of every text of the last report that it still holds. */
	async confirmTexts(): Promise<void> {
		const state = this.logs.state(this.incident);
		for (const section of state ? unconfirmedTexts(state) : [])
			await this.send('report.confirm', { section, over: state?.reportTexts.get(section)?.seq });
	}
	async release(minute: number, to: Record<string, unknown> = {}) {
		await this.confirmTexts();
		const number = (this.logs.state(this.incident)?.versions.size ?? 0) + 1;
		const shown = await this.reports.at(this.incident, this.position, this.at(minute));
		const { position, moment, checksum } = shown;
		return this.send('report.release', { number, position, moment, checksum, ...to });
	}
}
