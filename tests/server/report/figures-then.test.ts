import { afterAll, beforeAll, expect, test } from 'vitest';
import { BatchId, FindingId, StoryId } from '$lib/domain/core/ids';
import type { Platform } from '$lib/domain/posts/platform';
import { AuthorKind } from '$lib/domain/posts/author';
import type { RawPost } from '$lib/server/ingest/pipeline/raw-post';
import { ReportHistories } from '$lib/server/read/report/history/report-history';
import { Reports } from '$lib/server/read/report/reports';
import { render } from '$lib/server/read/report/render';
import { carla, fresh } from '../../domain/in-memory-incident';
import { freshDatabase, type FreshDatabase } from '../database';
import { IncidentFixture } from './incident-fixture';
import { slowFacts } from './slow-facts';

let database: FreshDatabase;
let fixture: IncidentFixture;
beforeAll(async () => {
	database = await freshDatabase();
	fixture = await IncidentFixture.begin(database);
});
afterAll(async () => {
	await fixture.stop();
	await database.drop();
});

const platforms: readonly Platform[] = ['x', 'x', 'mastodon', 'news', 'phone', 'press'];
const voices = [
	{ externalId: 'omroep', handle: '@OmroepWaterveen', name: 'Omroep Waterveen', kind: 'media' as const, followers: 9 },
	{ externalId: 'regio', handle: 'regio', name: 'Veiligheidsregio', kind: 'organisation' as const, followers: 8 }
];
const sent: RawPost[] = [];
const acts = new Map<string, number>();
const pick = <T>(of: readonly T[]): T | undefined => of[fixture.random(of.length)];

function somePost(): RawPost {
	const platform = pick(platforms) ?? 'x';
	const opening = `t${fixture.random(9)}; ${fixture.random(4)}`;
	const text = [
		opening,
		...(fixture.random(3) === 0 ? [`https://www.site${fixture.random(3)}.example/a https://site1.example`] : []),
		...(fixture.random(3) === 0 ? ['@omroepwaterveen @regio @h3'] : []),
		...(fixture.random(3) === 0 ? ['mijn kind op school'] : [])
	].join(' ');
	const voice = fixture.random(6) === 0 && platform !== 'phone' && platform !== 'press' ? pick(voices) : undefined;
	const other = pick(sent);
	return fixture.post(platform, text, 1 + fixture.random(115), {
		...(voice && { author: voice }),
		...(platform === 'news' && !voice && { author: null }),
		...(fixture.random(4) === 0 && other?.platform === platform && { shares: other.externalId }),
		...(fixture.random(15) === 0 && { publishedAt: fixture.at(-300) })
	});
}

/** Random acts of people and sources; a refused one does not count. */
const steps: Readonly<Record<string, () => Promise<unknown>>> = {
	async deliver() {
		const posts = Array.from({ length: 1 + fixture.random(25) }, somePost);
		await fixture.deliver(...posts);
		sent.push(...posts);
	},
	async edit() {
		const post = pick(sent);
		if (!post) return;
		const deleted = fixture.random(3) === 0;
		await fixture.deliver({ ...post, text: deleted ? '' : `${somePost().text} anders ${fixture.random(99)}`, deleted });
	},
	async label() {
		const id = fresh(FindingId);
		const [command, stance] = fixture.random(2) ? ['need.raise', null] : ['rumour.signal', pick(['supports', 'asks'])];
		await fixture.send(command, {
			id,
			text: `Wat ${id}`,
			offline: null,
			seenIn: { story: await aStory(), stance }
		});
	},
	look: async () =>
		fixture.send('story.markLookedAt', {
			story: await aStory(),
			outcome: fixture.random(3) ? 'looked' : 'notRelevant'
		}),
	feel: async () =>
		fixture.send('story.setSentiment', {
			story: await aStory(),
			emotion: pick(['fear', 'anger']),
			attitude: 'negative'
		}),
	async split() {
		const story = await aStory();
		const posts = await fixture.postsOf(story);
		await fixture.send('story.split', {
			story,
			posts: posts.slice(0, Math.ceil(posts.length / 2)),
			into: fresh(StoryId),
			batch: fresh(BatchId)
		});
	},
	async merge() {
		const story = await aStory();
		await fixture.send('story.merge', { story, into: await aStory(story), batch: fresh(BatchId) });
	},
	async kind() {
		const [row] = await database.sql<{ number: number }[]>`
			select author as number from post where incident_id = ${fixture.incident} and author is not null offset ${fixture.random(40)} limit 1`;
		await fixture.send('author.setKind', { author: row?.number, kind: pick(AuthorKind.options) });
	}
};

async function aStory(besides: StoryId | null = null): Promise<StoryId> {
	const rows = await database.sql<{ id: string }[]>`
		select distinct story_id as id from post where incident_id = ${fixture.incident} and story_id is distinct from ${besides} order by 1`;
	return StoryId.parse(pick(rows)?.id);
}

/** Compares the report with the one from plain SQL, from the same log and posts. */
async function compare(reports: Reports, position: number, minute: number): Promise<void> {
	const moment = fixture.at(minute);
	const histories = new ReportHistories(database.sql, () => ({ seq: 0, state: null }));
	const history = await histories.upTo(fixture.incident, position);
	const slow = render(await slowFacts(database.sql, fixture.incident, history, moment, null));
	const { report } = await reports.at(fixture.incident, position, moment);
	// What is read is masked for people outside: here only accounts.
	const voices = slow.voices.map((voice) => ({ ...voice, headline: voice.headline.replaceAll(/@\w+/g, '@…') }));
	expect(report, `at ${position}, minute ${minute}`).toEqual({ ...slow, voices });
}

test('whatever happens, the report at any log position and time equals one from reading every post', async () => {
	const names = Object.keys(steps);
	const positions: number[] = [];
	await steps['deliver']?.();
	for (let step = 1; step <= 54; step += 1) {
		// Each step in turn, with posts in between.
		const name = step % 3 === 0 ? 'deliver' : (names[step % names.length] ?? 'deliver');
		const before = fixture.position;
		await steps[name]?.().catch(() => undefined);
		if (fixture.position > before) acts.set(name, (acts.get(name) ?? 0) + 1);
		if (step % 9 !== 0) continue;
		positions.push(fixture.position);
		await compare(fixture.reports, fixture.position, 120);
		await compare(fixture.reports, pick(positions) ?? 1, 20 + fixture.random(100));
	}
	expect([...acts.keys()].sort()).toEqual(names.sort());
	// A process that reads everything at once.
	for (const position of positions.slice(-3)) await compare(new Reports(database.sql, fixture.logs), position, 90);
});

test('when the text of posts is removed, the next report reads them again', async () => {
	const leaver = { externalId: 'weg', handle: 'weg', name: 'Weg', followers: null };
	await fixture.deliver(
		...Array.from({ length: 150 }, (_, i) =>
			fixture.post('x', `t1; https://weg.example/${i}`, 100, { author: leaver, externalId: `weg-${i}` })
		)
	);
	await fixture.send('story.markLookedAt', { story: await fixture.story('t1'), outcome: 'looked' });
	const consulted = async (): Promise<string[]> => {
		await compare(fixture.reports, fixture.position, 120);
		const { report } = await fixture.reports.at(fixture.incident, fixture.position, fixture.at(120));
		return report.information.consulted.map(({ name }) => name);
	};
	expect(await consulted()).toContain('weg.example');
	const [row] = await database.sql<{ number: number }[]>`
		select number from author where incident_id = ${fixture.incident} and external_id = 'weg'`;
	await fixture.send('author.forget', { author: row?.number, why: 'Daarom gevraagd' }, carla);
	expect(await consulted()).not.toContain('weg.example');
});

test('the posts behind a story are those that were in it at that time, wherever they are now', async () => {
	const histories = new ReportHistories(database.sql, () => ({ seq: 0, state: null }));
	let moved = 0;
	for (const back of [0, 10, 25, 40]) {
		const position = Math.max(1, fixture.position - back);
		const history = await histories.upTo(fixture.incident, position);
		const moment = fixture.at(120);
		const { posts, state } = await slowFacts(database.sql, fixture.incident, history, moment, null);
		const now = new Map(
			(
				await database.sql<{ id: string; story: string }[]>`
				select id, story_id as story from post where incident_id = ${fixture.incident}`
			).map(({ id, story }) => [id, story])
		);
		for (const story of state.labels.keys()) {
			const behind = await fixture.reports.behind(fixture.incident, { position, moment }, { story });
			expect(behind.length).toBe(Math.min(200, posts.size(story)));
			moved += behind.filter(({ id }) => now.get(id) !== story).length;
		}
	}
	expect(moved).toBeGreaterThan(0);
});
