import { CommandId, IncidentId, Moment, momentOf, SourceId, StoryId } from '$lib/domain/core/ids';
import type { Platform } from '$lib/domain/posts/platform';
import type { Actor } from '$lib/domain/core/role';
import type { PostAnalysis } from '$lib/server/analysis/post';
import { connect } from '$lib/server/platform/database/connect';
import { Executor } from '$lib/server/log/execute/execute';
import { Ingest } from '$lib/server/ingest/pipeline/ingest';
import type { RawPost } from '$lib/server/ingest/pipeline/raw-post';
import { Logs } from '$lib/server/log/logs';
import { readNow, type ReadingContext } from '$lib/server/log/reading-context';
import { bram, fresh, noon, opening } from '../domain/in-memory-incident';
import { freshDatabase, type FreshDatabase } from './database';
import { groupedBy } from './grouped';

/**
 * Groups by the very same words, and hints at a call for help in "help": story grouping is tested with the analysis.
 */
export const sameWords: PostAnalysis = {
	read: ({ texts }) =>
		Promise.resolve(
			texts.map((text) => ({
				lang: 'nl',
				help: text.includes('help')
					? {
							method: 'words',
							version: 1,
							score: text.includes('misschien') ? 0.5 : text.includes('wellicht') ? 0.75 : 1,
							reason: 'words:help'
						}
					: null
			}))
		),
	stories() {
		const byText = new Map<string, { story: string }>();
		return groupedBy({
			find: ({ text }) => byText.get(text) ?? null,
			add: ({ story, text }) => void byText.set(text, { story }),
			move: () => undefined
		});
	}
};

let made = 0;
export const post = (text: string, to: Partial<RawPost> = {}): RawPost => ({
	externalId: `p${++made}`,
	text,
	publishedAt: null,
	author: { externalId: `a${made}`, handle: `a${made}`, name: `Naam ${made}`, followers: 10 },
	url: null,
	lang: null,
	shares: null,
	replyTo: null,
	reach: null,
	platform: 'x',
	...to
});

/** So many minutes after noon of the sample incident. */
export const minute = (minutes: number): Moment => momentOf(Date.parse(noon) + minutes * 60_000);

/** The core of a program without its HTTP and sockets, on a separate database: log, decisions and ingest. */
export class Stage {
	private constructor(
		readonly database: FreshDatabase,
		readonly logs: Logs,
		readonly executor: Executor,
		readonly ingest: Ingest,
		readonly stops: (() => Promise<unknown>)[]
	) {}

	static async set(analysis: PostAnalysis = sameWords): Promise<Stage> {
		const database = await freshDatabase();
		return Stage.beside(database, () => database.drop(), analysis);
	}
	/** Another process on the same database. */
	static async beside(
		database: FreshDatabase,
		last: () => Promise<unknown> = () => Promise.resolve(),
		analysis: PostAnalysis = sameWords
	): Promise<Stage> {
		const [own, logConnection] = [connect(database.url), connect(database.url, { max: 2 })];
		const logs = new Logs(logConnection);
		await logs.start();
		const stops = [() => logs.stop(), () => own.end({ timeout: 1 }), () => logConnection.end({ timeout: 1 }), last];
		return new Stage(database, logs, new Executor(own, logs, null), new Ingest(own, logs, analysis), stops);
	}
	async strike(): Promise<void> {
		for (const stop of this.stops) await stop();
	}

	get sql() {
		return this.executor.sql;
	}
	send(log: IncidentId, type: string, input: unknown, by: Actor = bram) {
		return this.executor.execute(log, { id: fresh(CommandId), type, input }, by, null);
	}

	/**
	 * An incident with its clock stopped at noon, so that the test sets the time; with a desk as source per requested
	 * platform.
	 */
	async open(...platforms: Platform[]): Promise<{ log: IncidentId; sources: SourceId[] }> {
		const log = fresh(IncidentId);
		await this.send(log, 'incident.open', opening({ exercise: true }));
		const sources = (platforms.length > 0 ? platforms : (['x'] as const)).map((platform) => ({
			id: fresh(SourceId),
			platform
		}));
		for (const { id, platform } of sources)
			await this.send(log, 'source.add', { id, name: platform, kind: 'desk', platform, connection: null, key: null });
		return { log, sources: sources.map(({ id }) => id) };
	}
	/** Sets the incident's clock, and stops it there. */
	async clock(log: IncidentId, minutes: number): Promise<void> {
		await this.send(log, 'exercise.setClock', { speed: 0, incident: minute(minutes) });
	}
	reading(log: IncidentId): ReadingContext {
		const state = this.logs.state(log);
		if (!state) throw new Error('not followed');
		return readNow(this.sql, log, state);
	}
	/** The story of a text; the first when there are several. */
	async story(log: IncidentId, text: string): Promise<StoryId> {
		const [row] = await this
			.sql`select story_id from post where incident_id = ${log} and text = ${text} order by id limit 1`;
		return StoryId.parse(row?.['story_id']);
	}
}
