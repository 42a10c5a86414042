import { afterAll, beforeAll, expect, test } from 'vitest';
import { FindingId, INSTALLATION, PersonId, StoryId, type IncidentId, type SourceId } from '$lib/domain/core/ids';
import { collections, singles, type ReadState } from '$lib/domain/core/state';
import { analysisHere } from '$lib/server/analysis/worker/post-analysis';
import { overviewFor } from '$lib/server/read/incidents/overview';
import { followedIncidents } from '$lib/server/ingest/scheduler/followed-incidents';
import { Follower } from '$lib/server/log/follower';
import { linesAfter } from '$lib/server/log/lines';
import { PackedRows } from '$lib/server/log/rows/packed-rows';
import { Reports } from '$lib/server/read/report/reports';
import { Stories } from '$lib/server/read/queries/stories/stories';
import { analysisOnThisThread } from '$lib/server/analysis/worker/analysis-thread';
import { Suggestions } from '$lib/server/read/queries/stories/suggestions';
import { carla, fresh, system } from '../../domain/in-memory-incident';
import { post, Stage } from '../stage';

const INCIDENTS = 30;
let stage: Stage;
let reports: Reports;
let suggestions: Suggestions;
let stories: Stories;
const stops: (() => void)[] = [];
beforeAll(async () => {
	stage = await Stage.set(analysisHere);
	await stage.send(
		INSTALLATION,
		'installation.setUp',
		{ organisation: 'Gemeente Waterveen', administrator: fresh(PersonId) },
		system
	);
	const grants = [{ role: 'coordinator', incident: null }];
	await stage.send(INSTALLATION, 'person.admit', { person: carla.id, grants, exerciseOnly: false }, system);
	reports = new Reports(stage.sql, stage.logs);
	suggestions = new Suggestions(stage.sql, stage.logs, analysisOnThisThread());
	stories = new Stories(stage.sql, suggestions);
	stops.push(stage.ingest.follow(), reports.follow(), stage.logs.listen(suggestions), () => suggestions.stop());
});
afterAll(async () => {
	for (const stop of stops) stop();
	await stage.strike();
});

/** Posts come in, one is labelled, and a person opens the stream and the report. */
async function fill(log: IncidentId, source: SourceId): Promise<void> {
	await stage.ingest.ingest(
		log,
		source,
		Array.from({ length: 20 }, (_, i) => post(`De brug bij nummer ${i} is dicht voor verkeer`))
	);
	const { stories: cards } = await stories.page(stage.reading(log), { view: 'newest', cursor: null, limit: 50 });
	const need = fresh(FindingId);
	const seenIn = { story: StoryId.parse(cards[0]?.id), stance: null };
	await stage.send(log, 'need.raise', { id: need, text: 'Welke brug is open?', offline: null, seenIn });
	await reports.draft(log, stage.logs.seq(log));
}
const incidentsInMemory = () => ({
	ingest: stage.ingest.remembered,
	reports: reports.remembered,
	suggestions: suggestions.remembered
});

const contentOf = (log: IncidentId) => rowsOf(stage.reading(log).state);
const rowsOf = (state: ReadState) => [
	...singles.map((name) => state[name]),
	...collections.map((name) => [name, ...state[name].entries()] as readonly unknown[])
];
const isPacked = (log: IncidentId): boolean => {
	const { needs, labels } = stage.reading(log).state;
	return needs instanceof PackedRows && needs.isPacked && labels instanceof PackedRows && labels.isPacked;
};

test('the memory of an incident is released when it closes, and rebuilt the same for later readers', async () => {
	const opened: { log: IncidentId; source: SourceId }[] = [];
	for (let i = 0; i < INCIDENTS; i += 1) {
		const { log, sources } = await stage.open('x');
		const [source] = sources;
		if (!source) throw new Error('no source');
		opened.push({ log, source });
		await fill(log, source);
	}
	expect(incidentsInMemory()).toEqual({ ingest: INCIDENTS, reports: INCIDENTS, suggestions: INCIDENTS });
	for (const { log } of opened) await stage.send(log, 'incident.close', {}, carla);
	expect(incidentsInMemory()).toEqual({ ingest: 0, reports: 0, suggestions: 0 });

	const asTheyWere = opened.map(({ log }) => contentOf(log));
	await stage.logs.packClosed();
	expect(opened.filter(({ log }) => isPacked(log))).toHaveLength(INCIDENTS);
	// Lists of all incidents unpack nothing; reading one incident finds it unchanged.
	const seen = { figures: () => Promise.reject(new Error('of open ones only')), present: () => [] };
	expect((await overviewFor(carla.id, stage.executor, seen)).closed).toHaveLength(INCIDENTS);
	expect(followedIncidents(stage.logs).incidents()).toEqual([]);
	expect(opened.filter(({ log }) => isPacked(log))).toHaveLength(INCIDENTS);
	expect(opened.map(({ log }) => contentOf(log))).toEqual(asTheyWere);
	await stage.logs.packClosed(); // read since
	expect(opened.filter(({ log }) => isPacked(log))).toEqual([]);
	await stage.logs.packClosed();
	expect(opened.filter(({ log }) => isPacked(log))).toHaveLength(INCIDENTS);

	const [first] = opened;
	if (!first) throw new Error('none was opened');
	await reports.draft(first.log);
	expect(incidentsInMemory()).toEqual({ ingest: 0, reports: 1, suggestions: 0 });
	await stage.send(first.log, 'incident.reopen', { why: 'Nog vragen' }, carla);
	await stage.ingest.ingest(first.log, first.source, [post('De brug bij nummer 3 is dicht voor verkeer!')]);
	expect(incidentsInMemory().ingest).toBe(1);
	const story = await stage.story(first.log, 'De brug bij nummer 3 is dicht voor verkeer');
	expect(await stage.story(first.log, 'De brug bij nummer 3 is dicht voor verkeer!')).toBe(story);
	await stage.send(first.log, 'need.raise', {
		id: fresh(FindingId),
		text: 'En de tunnel?',
		offline: 'balie',
		seenIn: null
	});
	expect(stage.logs.state(first.log)?.needs.size).toBe(2);
	const rebuilt = new Follower(first.log);
	rebuilt.apply(await linesAfter(stage.sql, first.log, 0));
	expect(contentOf(first.log)).toEqual(rowsOf(rebuilt.state));
});
