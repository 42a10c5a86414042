import { afterAll, beforeAll, expect, test } from 'vitest';
import { FindingId, momentOf, PersonId, SourceId, StoryId, type IncidentId } from '$lib/domain/core/ids';
import { groupDebrief, ownDebrief } from '$lib/domain/exercise/debrief';
import { analysisHere } from '$lib/server/analysis/worker/post-analysis';
import { scoredExercise } from '$lib/server/training/exercises/exercise-score';
import { openExercise } from '$lib/server/training/exercises/open-exercise';
import { goldOf, playedBy, scriptOf } from '$lib/server/ingest/exercises/library';
import { atStart, dueBetween, postsOf } from '$lib/server/ingest/exercises/player';
import type { Gold } from '$lib/server/ingest/exercises/script';
import { bram, carla, fresh } from '../../domain/in-memory-incident';
import { Stage } from '../stage';

const SCRIPT = 'brand-zuiderpark';
const MINUTE = 60_000;

let stage: Stage;
beforeAll(async () => {
	stage = await Stage.set(analysisHere);
});
afterAll(() => stage.strike());

interface StoredRow {
	external_id: string;
	story_id: string;
	at: Date;
}
/** The posts of the script that arrived, by story, with their labels. */
async function arrived(log: IncidentId): Promise<Map<StoryId, (StoredRow & { gold: Gold })[]>> {
	const gold = goldOf(SCRIPT);
	const rows = await stage.sql<
		StoredRow[]
	>`select external_id, story_id, at from post where incident_id = ${log} order by at, id`;
	const stories = new Map<StoryId, (StoredRow & { gold: Gold })[]>();
	for (const row of rows) {
		const [id, labels] = [StoryId.parse(row.story_id), gold?.get(row.external_id)];
		if (labels) stories.set(id, [...(stories.get(id) ?? []), { ...row, gold: labels }]);
	}
	return stories;
}

test('an hour of the fire by two people is scored like a count by hand: what they found and when, their labels and the calls', async () => {
	const log = await openExercise({ executor: stage.executor, actor: bram, origin: null, language: 'nl' }, SCRIPT);
	const start = Date.parse(stage.reading(log).state.incident?.start ?? '');
	const send = (type: string, input: unknown, by = bram) => stage.send(log, type, input, by);
	const clock = (minutes: number) =>
		send('exercise.setClock', { speed: 0, incident: momentOf(start + minutes * MINUTE) });
	await clock(60);
	const due = dueBetween(scriptOf(SCRIPT)?.items ?? [], atStart, 60 * MINUTE);
	for (const { id, key } of stage.reading(log).state.sources.values()) {
		const source = playedBy(key)?.source;
		const posts = source === undefined ? [] : postsOf(due, source, momentOf(start));
		if (posts.length > 0) await stage.ingest.ingest(log, SourceId.parse(id), posts);
	}

	// Bram takes the rumours and Carla the needs, an hour after the start; every fourth emotion is another one, on purpose.
	const stories = await arrived(log);
	const findings = new Map<string, FindingId>();
	const link = async (kind: 'rumour' | 'need', key: string, story: StoryId, by: typeof bram) => {
		const known = findings.get(key);
		const stance = kind === 'rumour' ? 'supports' : null;
		if (known) return send('story.label', { story, add: [{ kind, finding: known, stance }], remove: [] }, by);
		const id = fresh(FindingId);
		findings.set(key, id);
		const type = kind === 'rumour' ? 'rumour.signal' : 'need.raise';
		return send(
			type,
			{ id, text: `Iets over nummer ${String(findings.size)}`, offline: null, seenIn: { story, stance } },
			by
		);
	};
	let felt = 0;
	for (const [story, posts] of stories) {
		const [{ gold } = { gold: undefined }] = posts;
		if (!gold) continue;
		if (gold.rumour) await link('rumour', gold.rumour, story, bram);
		if (gold.need) await link('need', gold.need, story, carla);
		if (gold.emotion !== 'none') {
			felt += 1;
			await send('story.setSentiment', { story, emotion: felt % 4 === 0 ? 'humour' : gold.emotion }, bram);
		}
		if (gold.help) await send('story.setHelp', { story, help: 'passedOn' }, carla);
	}
	expect(await scoredExercise({ sql: stage.sql, logs: stage.logs }, log, 'nl')).toBeNull();
	await send('exercise.end', {}, carla);
	const scored = await scoredExercise({ sql: stage.sql, logs: stage.logs }, log, 'nl');
	if (!scored) throw new Error('not scored');
	const { score, example } = scored;

	// By hand, from the posts and the tables of labels.
	const posts = [...stories.values()].flat();
	const minutesAfterFirst = (of: (gold: Gold) => boolean): number => {
		const first = posts.filter(({ gold }) => of(gold)).map(({ at }) => at.getTime());
		return 60 - (Math.max(Math.min(...first), Date.parse(score.from)) - start) / MINUTE;
	};
	const keysOf = (kind: 'rumour' | 'need') => [...new Set(posts.flatMap(({ gold }) => gold[kind] ?? []))];
	for (const kind of ['rumour', 'need'] as const) {
		const findables = score.findables.filter((each) => each.kind === kind);
		const [own, other] = kind === 'rumour' ? [bram, carla] : [carla, bram];
		expect(findables.map(({ key }) => key).sort()).toEqual(keysOf(kind).sort());
		for (const { key, found, first, text } of findables) {
			expect(found.map(({ by }) => by)).toEqual([own.id]);
			expect(found.some(({ by }) => by === other.id)).toBe(false);
			const minutes = (Date.parse(found[0]?.at ?? '') - Date.parse(first)) / MINUTE;
			expect(minutes).toBeCloseTo(
				minutesAfterFirst((gold) => gold[kind] === key),
				5
			);
			expect(text).not.toBe(key);
		}
	}
	expect(keysOf('rumour').length).toBeGreaterThan(3);
	const rows = await stage.sql<{ id: string; emotion: string }[]>`
		select id, sentiment->>'emotion' as emotion from story where incident_id = ${log} and sentiment->>'emotion' is not null`;
	const isRight = ({ id, emotion }: { id: string; emotion: string }): boolean =>
		(stories.get(StoryId.parse(id)) ?? []).some(({ gold }) => gold.emotion === emotion);
	const { labels, delays } = ownDebrief(score, example, bram.id);
	expect(rows).toHaveLength(felt);
	expect(labels.find(({ kind }) => kind === 'emotion')).toMatchObject({
		right: rows.filter(isRight).length,
		different: rows.filter((row) => !isRight(row)).length,
		needless: 0
	});
	expect(rows.filter((row) => !isRight(row)).length).toBeGreaterThan(10);

	const calls = new Set(posts.flatMap(({ gold }) => (gold.help ? [gold.story] : [])));
	const { group, people } = groupDebrief(score, example, [bram.id, carla.id]);
	expect(group.calls).toMatchObject({ value: calls.size, total: calls.size });
	expect(people.map(({ results }) => results.calls.value)).toEqual([0, calls.size]);
	expect(
		delays.filter(({ kind }) => kind === 'help').every(({ delay, colleague }) => delay === null && colleague !== null)
	).toBe(true);
	expect(score.people.every((person) => PersonId.safeParse(person).success)).toBe(true);
});
