import { afterAll, beforeAll, expect, test } from 'vitest';
import { FindingId, IncidentId, SourceId } from '$lib/domain/core/ids';
import { LogRolledBack } from '$lib/server/log/lines';
import { recount } from '$lib/server/log/recount';
import { fresh, opening } from '../../domain/in-memory-incident';
import { post, Stage } from '../stage';

let stage: Stage;
beforeAll(async () => {
	stage = await Stage.set();
});
afterAll(() => stage.strike());

const same = { story: 0, story_link: 0, story_count: 0, post_count: 0, queue_change: 0 };
const tables = ['story', 'story_link', 'story_count', 'post_count'] as const;

/** Each as a database that lost writes could have it, with the rows that are put right. */
const faults = [
	['the count of five minutes is too low', 'update post_count set posts = posts - 1', { post_count: 1 }],
	['a count of five minutes is gone', 'delete from post_count', { post_count: 1 }],
	[
		'a count of five minutes has no posts',
		`insert into post_count select incident_id, source_id, at - interval '1 day', 3, 0, received_at from post_count`,
		{ post_count: 1 }
	],
	['the length of the queue is wrong', 'update queue_change set stories = stories + 1', { queue_change: 1 }],
	['the length of the queue is gone', 'delete from queue_change', { queue_change: 1 }],
	['a story has more posts than it counts', 'update story_count set posts = 1, authors = 1', { story_count: 3 }],
	['counts of stories are gone', 'delete from story_count', { story_count: 3 }],
	['a label is not with its story', 'delete from story_link', { story_link: 1 }],
	[
		'a label that the log does not have',
		`insert into story_link select s.incident_id, s.id, l.finding_id, l.kind, null from story s, story_link l
			where l.story_id <> s.id and l.incident_id = s.incident_id limit 1`,
		{ story_link: 1 }
	],
	['a stance is another', `update story_link set stance = 'denies'`, { story_link: 1 }],
	[
		'a story that a person looked at waits again',
		'update story set outcome = null, looked_posts = null where outcome is not null',
		{ story: 1 }
	],
	['a sentiment is lost', 'update story set sentiment = null where sentiment is not null', { story: 1 }],
	['a merge is lost', 'update story set merged_into = null where merged_into is not null', { story: 1 }]
] as const;

test('after an unclean end everything that is counted or repeated is what the posts and the log say', async () => {
	const [id, source, rumour] = [fresh(IncidentId), fresh(SourceId), fresh(FindingId)];
	await stage.send(id, 'incident.open', opening());
	await stage.send(id, 'source.add', {
		id: source,
		name: 'X',
		kind: 'program',
		platform: 'x',
		connection: null,
		key: null
	});
	const texts = ['rook', 'rook', 'rook', 'water', 'water', 'brug', 'brug', 'kade', 'kade'];
	await stage.ingest.ingest(
		id,
		source,
		texts.map((text) => post(text))
	);
	const stories = await stage.database.sql<{ id: string }[]>`
		select s.id from story s join post p on p.incident_id = s.incident_id and p.id = s.lead_id
		where s.incident_id = ${id} order by p.text`;
	const [bridge, quay, smoke, water] = stories.map((story) => story.id);
	await stage.send(id, 'rumour.signal', {
		id: rumour,
		text: 'De brug is ingestort',
		offline: null,
		seenIn: { story: bridge, stance: 'supports' }
	});
	await stage.send(id, 'story.markLookedAt', { story: smoke, outcome: 'looked' });
	await stage.send(id, 'story.setSentiment', { story: water, emotion: 'fear' });
	await stage.send(id, 'story.merge', { story: quay, into: smoke, batch: fresh(SourceId) });
	const rows = async () => {
		const all: unknown[] = [];
		for (const table of tables)
			all.push(
				await stage.database.sql`select * from ${stage.database.sql(table)} where incident_id = ${id} order by 1, 2, 3`
			);
		all.push(await stage.database.sql`select sum(stories) from queue_change where incident_id = ${id}`);
		return JSON.stringify(all);
	};
	const right = await rows();
	expect(await recount(stage.database.sql, stage.logs, id)).toEqual(same);
	for (const [what, fault, wrong] of faults) {
		// Without the triggers that would count along.
		await stage.database.sql.begin(async (tx) => {
			await tx`set local session_replication_role = replica`;
			await tx.unsafe(fault);
		});
		expect(await rows(), what).not.toBe(right);
		expect(await recount(stage.database.sql, stage.logs, id), what).toMatchObject(wrong);
		expect(await rows(), what).toBe(right);
		expect(await recount(stage.database.sql, stage.logs, id), what).toEqual(same);
	}
	// Another log than the one in memory, as after an older copy of the database came back: nothing is copied from memory.
	const [head] = await stage.database.sql<{ hash: Buffer }[]>`select head_hash as hash from log where id = ${id}`;
	const setHead = (hash: Buffer) =>
		stage.database.sql.begin(async (tx) => {
			await tx`set local session_replication_role = replica`;
			await tx`update log set head_hash = ${hash} where id = ${id}`;
		});
	await stage.database.sql`update story_link set stance = 'denies'`;
	await setHead(Buffer.alloc(32, 7));
	await expect(recount(stage.database.sql, stage.logs, id)).rejects.toThrow(LogRolledBack);
	await setHead(head?.hash ?? Buffer.alloc(0));
	expect(await recount(stage.database.sql, stage.logs, id)).toMatchObject({ story_link: 1 });
	expect(await rows()).toBe(right);
});
