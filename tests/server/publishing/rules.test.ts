import { afterAll, beforeAll, expect, test } from 'vitest';
import { FindingId, momentOf, SourceId } from '$lib/domain/core/ids';
import { openIncidents, SystemRules } from '$lib/server/out/notifications/system-rules';
import { fresh } from '../../domain/in-memory-incident';
import { minute, post, Stage } from '../stage';

let stage: Stage;
let rules: SystemRules;
beforeAll(async () => {
	stage = await Stage.set();
	rules = new SystemRules(stage.sql, stage.executor);
});
afterAll(() => stage.strike());

const look = async (): Promise<void> => {
	for (const { incident, state } of openIncidents(stage.executor))
		await rules.apply(incident, state, momentOf(Date.now()));
};

test('spread is measured by rule and sent with its reason only when it changes; from high on the deadlines of the aims apply', async () => {
	const { log, sources } = await stage.open('x', 'mastodon');
	const rumour = fresh(FindingId);
	const row = () => stage.logs.state(log)?.rumours.get(rumour);
	await stage.send(log, 'rumour.signal', {
		id: rumour,
		text: 'Het water is vergiftigd',
		offline: 'straat',
		seenIn: null
	});
	await stage.send(log, 'rumour.assess', { rumour, harm: 3, danger: false, helpNeeded: false });
	await look();
	expect(row()).toMatchObject({ spread: { value: 1, reason: 'few' }, firstHigh: null });
	const before = stage.logs.seq(log);
	await look();
	expect(stage.logs.seq(log)).toBe(before);

	await stage.ingest.ingest(log, SourceId.parse(sources[0]), [post('vergiftigd'), post('vergiftigd')]);
	await stage.ingest.ingest(log, SourceId.parse(sources[1]), [post('vergiftigd', { platform: 'mastodon' })]);
	const story = await stage.story(log, 'vergiftigd');
	await stage.send(log, 'story.label', {
		story,
		add: [{ kind: 'rumour', finding: rumour, stance: 'supports' }],
		remove: []
	});
	await Promise.all([look(), look()]);
	expect(row()).toMatchObject({ spread: { value: 2, reason: 'twoPlatforms' } });
	expect(row()?.firstHigh).not.toBeNull();
});

test('a need that is asked more often than the set number after its answer is reopened, once', async () => {
	const { log, sources } = await stage.open('x');
	const need = fresh(FindingId);
	const row = () => stage.logs.state(log)?.needs.get(need)?.state;
	await stage.send(log, 'need.raise', { id: need, text: 'Is de school open?', offline: 'telefoon', seenIn: null });
	await stage.send(log, 'incident.setAims', { verdict: 30, text: 60, askedAgain: 2 });
	await stage.send(log, 'need.answer', { need, text: 'Ja.', fact: null, channel: 'website', at: null });
	await stage.clock(log, 1);
	const ask = async () => {
		await stage.ingest.ingest(log, SourceId.parse(sources[0]), [post('is de school open?')]);
		const story = await stage.story(log, 'is de school open?');
		await stage.send(log, 'story.label', { story, add: [{ kind: 'need', finding: need, stance: null }], remove: [] });
		await look();
	};
	await ask();
	await ask();
	expect(row()).toBe('answered');
	await ask();
	expect(row()).toBe('askedAgain');
	// A person answers again: the count restarts.
	await stage.clock(log, 2);
	await stage.send(log, 'need.answer', { need, text: 'Ja, tot vier uur.', fact: null, channel: 'website', at: null });
	await look();
	expect(row()).toBe('answered');
});

test('a question whose answer promised more is reopened at the promised time, once', async () => {
	const { log } = await stage.open('x');
	const need = fresh(FindingId);
	const row = () => stage.logs.state(log)?.needs.get(need)?.state;
	await stage.send(log, 'need.raise', { id: need, text: 'Is de school open?', offline: 'telefoon', seenIn: null });
	await stage.send(log, 'need.setTimes', { need, returnsAt: minute(60) });
	await stage.send(log, 'need.answer', { need, text: 'Dat is nog niet bekend.', fact: null, channel: 'x', at: null });
	await look();
	expect(row()).toBe('answered');
	await stage.clock(log, 61);
	await Promise.all([look(), look()]);
	expect(row()).toBe('askedAgain');
});
