import { afterAll, beforeAll, expect, test } from 'vitest';
import { AlertRuleId, INSTALLATION, momentOf, PersonId, SourceId, type IncidentId } from '$lib/domain/core/ids';
import { openAlerts } from '$lib/domain/overview/alert';
import { alertRaised } from '$lib/domain/overview/alert';
import type { AlertTrigger } from '$lib/domain/overview/alert-rule';
import { AlertWatch } from '$lib/server/out/notifications/alert-watch';
import { bram, fresh, system } from '../../domain/in-memory-incident';
import { minute, post, Stage } from '../stage';

let stage: Stage;
beforeAll(async () => {
	stage = await Stage.set();
	const setUp = { organisation: 'Gemeente Waterveen', administrator: fresh(PersonId) };
	await stage.send(INSTALLATION, 'installation.setUp', setUp, system);
});
afterAll(() => stage.strike());

/** An incident with one rule, and a watch that checks it a minute later each time. */
async function watching(trigger: AlertTrigger) {
	const { log, sources } = await stage.open('x');
	const rule = fresh(AlertRuleId);
	let checks = 0;
	const say = (texts: readonly string[], to: Parameters<typeof post>[1] = {}) =>
		stage.ingest.ingest(
			log,
			SourceId.parse(sources[0]),
			texts.map((text) => post(text, to))
		);
	const stateOf = () => {
		const state = stage.logs.state(log);
		if (!state) throw new Error('not followed');
		return state;
	};
	const check = async (watch = new AlertWatch(stage.database.sql, stage.executor)) => {
		await watch.apply(log, stateOf(), momentOf(Date.now() + ++checks * 61_000));
		return openAlerts(stateOf());
	};
	const seen = async () => {
		for (const { rule: of, id } of openAlerts(stateOf()))
			await stage.send(log, 'alert.see', { rule: of, alert: id }, bram);
	};
	return { log, rule, say, check, seen, add: () => stage.send(log, 'alert.addRule', { id: rule, trigger }) };
}
const raised = async (log: IncidentId): Promise<number> =>
	(await stage.database.sql`select 1 from event where log_id = ${log} and type = ${alertRaised.type}`).length;

test('a word in new posts raises one alert, however many posts, processes and restarts; posts from before the rule raise none', async () => {
	const { log, say, check, seen, add } = await watching({ kind: 'word', words: 'evacuatie' });
	await say(['evacuatie, van voor de regel']);
	await add();
	expect(await check()).toEqual([]);
	await say(['er komt een evacuatie', 'evacuatie begint', 'mooi weer']);
	const [one, other] = [
		new AlertWatch(stage.database.sql, stage.executor),
		new AlertWatch(stage.database.sql, stage.executor)
	];
	const [alert] = await check(one);
	expect(alert?.reason).toEqual({ kind: 'word', words: 'evacuatie', posts: 2 });
	expect(alert?.stories.toSorted()).toEqual(
		[await stage.story(log, 'er komt een evacuatie'), await stage.story(log, 'evacuatie begint')].toSorted()
	);
	await say(['nog meer evacuatie']);
	await check(one);
	await check(other);
	expect(await raised(log)).toBe(1);
	// Once seen, earlier posts no longer count, and later ones raise another alert.
	await seen();
	expect(await check(one)).toEqual([]);
	expect(await check(), 'after a restart').toEqual([]);
	await say(['weer evacuatie']);
	expect(await check(one)).toMatchObject([{ reason: { posts: 1 } }]);
	await check(other);
	expect(await raised(log)).toBe(2);
});

test('an account with reach raises an alert without naming it; our own account and imported old posts do not', async () => {
	const { say, check, add, log } = await watching({ kind: 'voice', followers: 5_000 });
	await add();
	const by = (name: string, followers: number, kind: 'private' | 'organisation' = 'private') => ({
		author: { externalId: name, handle: name, name, followers, kind }
	});
	await say(['klein'], by('Piet', 4_999));
	await say(['oud'], { ...by('Omroep', 90_000), publishedAt: minute(-600) });
	await say(['wij'], by('GEMEENTE Waterveen', 90_000, 'organisation'));
	expect(await check()).toEqual([]);
	await say(['groot'], by('Jan de Wit', 70_000));
	const [alert] = await check();
	expect(alert).toMatchObject({ reason: { kind: 'voice', authorKind: 'private', followers: 70_000 } });
	expect(alert?.stories).toEqual([await stage.story(log, 'groot')]);
	expect(JSON.stringify(alert)).not.toMatch(/Jan|author":/);
});

test('a private account with our name is not ours: it raises an alert', async () => {
	const { say, check, add } = await watching({ kind: 'voice', followers: 5_000 });
	await add();
	const author = { externalId: 'nep', handle: 'nep', name: 'Gemeente Waterveen', followers: 9_000 };
	await say(['vertrouw ons'], { author: { ...author, kind: 'private' } });
	expect(await check()).toMatchObject([{ reason: { followers: 9_000 } }]);
});

test('posts that arrive between a rule and the first check with that rule are included', async () => {
	const { log, say, check, add } = await watching({ kind: 'word', words: 'evacuatie' });
	const watch = new AlertWatch(stage.database.sql, stage.executor);
	const other = fresh(AlertRuleId);
	await stage.send(log, 'alert.addRule', { id: other, trigger: { kind: 'word', words: 'gifwolk' } });
	const state = stage.logs.state(log);
	if (!state) throw new Error('not followed');
	const before = { ...state, alertRules: new Map(state.alertRules.entries()) };
	await add();
	await say(['er komt een evacuatie']);
	await watch.apply(log, before, momentOf(Date.now()));
	expect(await check(watch)).toMatchObject([{ reason: { words: 'evacuatie', posts: 1 } }]);
});

test('our own posts do not count towards a peak', async () => {
	const { log, say, check, add } = await watching({ kind: 'peak', factor: 3 });
	await add();
	const texts = (count: number, name: string) => Array.from({ length: count }, (_, at) => `${name} ${at}`);
	const ours = { externalId: 'wij', handle: 'wij', name: 'Gemeente Waterveen', followers: 1 };
	for (let period = 0; period < 4; period++) {
		await stage.clock(log, period * 10 + 5);
		await say(texts(4, `rustig ${period}`));
	}
	await stage.clock(log, 45);
	await say(texts(40, 'van ons'), { author: { ...ours, kind: 'organisation' } });
	await stage.clock(log, 46);
	expect(await check()).toEqual([]);
});

test('a peak is measured on the clock of the incident against the usual ten minutes, and once', async () => {
	const { log, say, check, seen, add } = await watching({ kind: 'peak', factor: 3 });
	await add();
	const texts = (count: number, name: string) => Array.from({ length: count }, (_, at) => `${name} ${at}`);
	for (let period = 0; period < 4; period++) {
		await stage.clock(log, period * 10 + 5);
		await say(texts(4, `rustig ${period}`));
	}
	await stage.clock(log, 45);
	await say(texts(11, 'druk'));
	expect(await check()).toEqual([]);
	await say(['druk 0']);
	await stage.clock(log, 46);
	const [alert] = await check();
	expect(alert?.reason).toEqual({ kind: 'peak', posts: 12, usual: 4 });
	expect(alert?.stories[0]).toBe(await stage.story(log, 'druk 0'));
	await seen();
	expect(await check(), 'the same peak').toEqual([]);
	await stage.clock(log, 58);
	expect(await check(), 'it is over').toEqual([]);
	await say(texts(40, 'weer druk'));
	expect(await check()).toHaveLength(1);
	expect(await raised(log)).toBe(2);
});
