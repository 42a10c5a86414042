import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { commandKind, commands, type CommandType } from '$lib/domain/commands';
import {
	CommandId,
	INSTALLATION,
	IncidentId,
	millisecondsOf,
	momentOf,
	PersonId,
	Sha256,
	type Moment
} from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { latestWall } from '$lib/domain/core/present';
import { copyState, emptyState, type ReadState } from '$lib/domain/core/state';
import { Refusal } from '$lib/domain/core/refusal';
import { answerBasis } from '$lib/domain/findings/need-answer';
import type { Actor } from '$lib/domain/core/role';
import { connect } from '$lib/server/platform/database/connect';
import { Executor } from '$lib/server/log/execute/execute';
import type { RenderReport } from '$lib/server/log/execute/ready-command';
import { Follower } from '$lib/server/log/follower';
import { linesAfter } from '$lib/server/log/lines';
import { Logs } from '$lib/server/log/logs';
import { recount } from '$lib/server/log/recount';
import { verifyLog } from '$lib/server/log/verify';
import { StateSnapshot } from '../../domain/state-snapshot';
import { fresh, system } from '../../domain/in-memory-incident';
import { actors, id, inputOf, play, sequences, type Step } from '../../domain/sequences';
import { isLong } from '../../long';
import { freshDatabase, type FreshDatabase } from '../database';
import { passDays } from '../pass-days';

let database: FreshDatabase;
const stops: (() => Promise<unknown>)[] = [];
async function process(render: RenderReport | null = null) {
	const [own, tail] = [connect(database.url), connect(database.url, { max: 2 })];
	const logs = new Logs(tail);
	await logs.start();
	stops.push(
		() => logs.stop(),
		() => own.end({ timeout: 1 }),
		() => tail.end({ timeout: 1 })
	);
	return { logs, executor: new Executor(own, logs, render) };
}
beforeAll(async () => {
	database = await freshDatabase();
});
afterAll(async () => {
	for (const stop of stops) await stop();
	await database.drop();
});

/** What the report module would answer; its rules have their own tests. */
const render: RenderReport = () => {
	const sha = Sha256.parse('a'.repeat(64));
	return Promise.resolve({
		rendered: { checksum: sha, chainHead: sha, rules: '1.0', publicKey: null, unfinished: [], previous: null },
		store: () => Promise.resolve()
	});
};

/** Three stories of three posts each, as sequences name them. */
async function tables(log: IncidentId): Promise<void> {
	const [source, batch] = [newId(), newId()];
	await database.sql`insert into source (incident_id, id, kind, platform, exercise) select ${log}, ${source}, 'desk', 'x', exercise from incident where id = ${log}`;
	for (const n of [0, 1, 2]) {
		const story = id(2, n);
		await database.sql`insert into story (incident_id, id, lead_id, since, backlog) values (${log}, ${story}, ${id(4, n)}, now(), false)`;
		for (const post of [id(4, n), newId(), newId()])
			await database.sql`
				insert into post (incident_id, id, source_id, external_id, batch_id, story_id, platform, text, at, received_at, received_wall, backlog, deleted, masked, author)
				values (${log}, ${post}, ${source}, ${post}, ${batch}, ${story}, 'x', 'rook', now(), now(), now(), false, ${n === 0}, true, ${n === 1 ? 1 : null})`;
		await database.sql`
			insert into story_count (incident_id, story_id, posts, authors, platforms, sources, newest_at)
			values (${log}, ${story}, 3, ${n === 1 ? 1 : 3}, ${['x']}, ${[source]},
				(select max(at) from post where incident_id = ${log} and story_id = ${story}))`;
	}
}

/** An hour ahead in a log in which days may have passed. */
const soonIn = (state: ReadState): Moment =>
	momentOf(millisecondsOf(latestWall(state, momentOf(Date.now()))) + 3_600_000);

/** Somebody in no random step, so that nobody shares their eyes, gets a link and chooses a password by it. */
const reset = { person: id(5, 9), kind: 'password.reset', factor: null, count: null, incident: null, what: null };
const shownLink = { kind: 'link', delivery: 'shown', mailDomain: null, until: '2100-01-01T00:00:00.000Z' };

const [question, answer] = ['Hoe lang duurt het?', { text: 'Tot vier uur', fact: null }];

/** What is done last: by chance alone, one in some hundred sequences comes to it. */
const seldom: readonly Pick<Step, 'type' | 'input' | 'by'>[] = [
	{ type: 'rumour.giveVerdict', input: { rumour: id(1, 1), verdict: 'false', fact: id(3, 0) }, by: 0 },
	{ type: 'finding.reword', input: { kind: 'rumour', finding: id(1, 1), text: 'Nummer 1 is vergiftigd' }, by: 0 },
	{ type: 'finding.reword', input: { kind: 'rumour', finding: id(1, 1), text: 'Nummer 1 is giftig' }, by: 0 },
	{ type: 'rumour.confirmVerdict', input: { rumour: id(1, 1), claim: 'Nummer 1 is giftig' }, by: 1 },
	{
		type: 'fact.replace',
		input: { replaces: id(3, 0), id: id(3, 9), text: 'Het water is schoon', source: 'Waterbedrijf', at: null },
		by: 0
	},
	{
		type: 'fact.review',
		input: { fact: id(3, 0), citing: { what: 'verdict', of: id(1, 1) }, why: 'Dat klopt nog' },
		by: 1
	},
	{ type: 'finding.reword', input: { kind: 'need', finding: id(1, 0), text: question }, by: 0 },
	{ type: 'need.answer', input: { need: id(1, 0), ...answer, channel: 'website', at: null }, by: 1 },
	{ type: 'need.confirmAnswer', input: { need: id(1, 0), basis: answerBasis(question, answer) }, by: 0 },
	{ type: 'person.admit', input: { person: id(5, 9), grants: [], exerciseOnly: false }, by: 2 },
	{ type: 'security.record', input: { ...reset, opens: shownLink }, by: 3 },
	{ type: 'security.record', input: { ...reset, kind: 'password.chosen' }, by: 3 },
	{ type: 'person.confirm', input: { person: id(5, 9) }, by: 2 },
	{ type: 'incident.endHold', input: { why: 'Klaar' }, by: 2 },
	{ type: 'installation.setRetention', input: { days: 0 }, by: 2 },
	{ type: 'incident.close', input: { openCalls: [0, 1, 2].map((n) => id(2, n)) }, by: 2 },
	{ type: 'posts.forget', input: {}, by: 3 },
	{
		type: 'archive.recordTransfer',
		input: { to: 'Streekarchief', on: '2020-01-01', checksum: 'a'.repeat(64), note: null },
		by: 2
	},
	{ type: 'incident.reopen', input: { why: 'Het brandt weer' }, by: 2 }
];

/**
 * Every day, of many sequences those few that together come to each wanted command, as playing them without a database
 * says.
 */
function chosen(all: readonly (readonly Step[])[], wanted: readonly string[]): readonly (readonly Step[])[] {
	const last = seldom.map((step) => ({ ...step, later: 1 }));
	const candidates = all.map((steps) => {
		const reached = new Set<string>();
		play([...steps, ...last], ({ type }) => reached.add(type));
		return { steps, reached };
	});
	const selected: (readonly Step[])[] = [];
	const uncovered = new Set(wanted);
	for (;;) {
		const gain = ({ reached }: (typeof candidates)[number]): number =>
			[...uncovered].filter((type) => reached.has(type)).length;
		const [best] = candidates.toSorted((one, other) => gain(other) - gain(one));
		if (!best || gain(best) === 0) return selected;
		selected.push(best.steps);
		for (const type of best.reached) uncovered.delete(type);
	}
}

test('for every command: the old state with its events equals the state rebuilt from the log, and what a following desk has', async () => {
	const one = await process(render);
	const desk = await process();
	const logs: IncidentId[] = [];
	// What a random order need not come to: set-up, once and before anybody was admitted, and an account that its person
	// opened by the link of one administrator, confirmed by another.
	const opened = fresh(PersonId);
	const [opener, second] = [fresh(PersonId), fresh(PersonId)];
	const account = { person: opened, factor: null, count: null, incident: null, what: null };
	const link = { kind: 'link', delivery: 'shown', mailDomain: null, until: momentOf(Date.now() + 3_600_000) };
	const steps: [CommandType, unknown, Actor][] = [
		['installation.setUp', { organisation: 'Gemeente Waterveen', administrator: fresh(PersonId) }, system],
		['person.admit', { person: opened, grants: [], exerciseOnly: false }, system],
		['security.record', { ...account, kind: 'password.reset', opens: link }, { id: opener, roles: ['system'] }],
		['security.record', { ...account, kind: 'password.chosen', opens: null }, { id: opened, roles: ['system'] }],
		['person.confirm', { person: opened }, { id: second, roles: ['administrator'] }]
	];
	const done = new Set<CommandType>();
	for (const [type, input, actor] of steps) {
		await one.executor.execute(INSTALLATION, { id: fresh(CommandId), type, input }, actor, null);
		done.add(type);
	}
	const undone = (): string[] => commands.map(({ type }) => type).filter((type) => !done.has(type));
	// What the chosen ones did not come to, with real tables and moments, may need the others, and more of them.
	for (let round = isLong ? 1 : 0; round < 2 || (round < 6 && undone().length > 0); round++) {
		const all = fc.sample(sequences, { seed: 20261122 + Math.max(0, round - 1), numRuns: 64 });
		for (const drawn of round === 0 ? chosen(all, undone()) : all) {
			if (!isLong && round > 0 && undone().length === 0) break;
			const log = fresh(IncidentId);
			logs.push(log);
			for (const [i, step] of [...drawn, ...seldom].entries()) {
				const { type, by } = step;
				// The database lets only the program itself repeat a masking.
				const actor = type === 'posts.startMasking' ? system : actors[by];
				const kind = commandKind(type);
				if (!actor || !kind) throw new Error(type);
				if (type === 'posts.forget' || type === 'posts.startMasking') await passDays(database.sql, log, 8);
				const state = one.logs.state(log) ?? emptyState();
				const given = inputOf(step, state);
				const input =
					type === 'posts.startMasking'
						? { again: momentOf(Date.now() + 7.5 * 86_400_000) }
						: typeof given === 'object' && given && 'expires' in given && i % 2 === 0
							? { ...given, expires: soonIn(state) }
							: given;
				const to = kind.during === 'installation' ? INSTALLATION : log;
				try {
					await one.executor.execute(to, { id: fresh(CommandId), type, input }, actor, null);
					done.add(type);
				} catch (error) {
					if (!(error instanceof Refusal)) throw error;
				}
				if (type === 'person.suspend') await restored(input);
				if (i === 0) await tables(log);
				if (i % 40 === 0) await sameEverywhere(to);
			}
		}
	}
	for (const log of [...logs, INSTALLATION]) {
		await sameEverywhere(log);
		expect(await verifyLog(database.sql, log)).toMatchObject({ ok: true });
	}
	expect(undone()).toEqual([]);
	// The tables of every incident are what its posts and its log say.
	for (const log of logs)
		expect(await recount(database.sql, one.logs, log)).toEqual({
			story: 0,
			story_link: 0,
			story_count: 0,
			post_count: 0,
			queue_change: 0
		});

	/** A suspended person has no permissions: later steps would never be reached. */
	async function restored(input: unknown): Promise<void> {
		const { person } = z.object({ person: PersonId }).parse(input);
		if (!one.logs.installation.people.get(person)?.suspended) return;
		const back = { id: fresh(CommandId), type: 'person.suspend', input: { person, suspended: false } };
		await one.executor.execute(INSTALLATION, back, system, null);
	}
	async function sameEverywhere(log: IncidentId): Promise<void> {
		const rebuilt = new Follower(log);
		rebuilt.apply(await linesAfter(database.sql, log, 0));
		const snapshot = new StateSnapshot(rebuilt.state);
		const until = { timeout: 20_000, interval: 2 };
		desk.logs.watch(log);
		await vi.waitFor(() => expect(desk.logs.seq(log)).toBe(rebuilt.seq), until);
		for (const { logs } of [one, desk])
			await vi.waitFor(() => {
				// A copy: what is closed may be packed by now.
				snapshot.expectSame(copyState(logs.state(log) ?? emptyState()));
			}, until);
	}
}, 1_200_000);
