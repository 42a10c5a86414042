import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ComputerRole } from '$lib/domain/core/role';
import { Scene, WATCH_SECONDS, WATCH_SPEED } from '$lib/domain/incident/computer-colleagues';
import type { PlannedTask } from '$lib/server/training/participants/tasks';
import { goldStories } from '$lib/server/training/participants/gold-stories';
import { trainingPlan } from '$lib/server/training/participants/training-plan';
import { watchPlan } from '$lib/server/training/participants/watch-plan';
import { labelledScript, scriptKeys } from '$lib/server/ingest/exercises/library';
import type { LabelledScript } from '$lib/server/ingest/exercises/script';

function labelled(key: string): LabelledScript {
	const found = labelledScript(key);
	if (!found) throw new Error(key);
	return found;
}
const fire = labelled('brand-zuiderpark');
const all = { roles: ComputerRole.options, errors: 0, seed: 1 };

describe.each(scriptKeys)('the demonstration of %s', (key) => {
	const script = labelled(key);
	const { from, acts } = watchPlan(script);
	const second = (at: number): number => (at - from) / (WATCH_SPEED * 1_000);
	const shows = acts.flatMap((act) => ('show' in act ? [{ at: second(act.at), ...act.show }] : []));

	test('takes three minutes, scene after scene, and ends with the clock stopped', () => {
		expect(acts.map(({ at }) => at)).toEqual(acts.map(({ at }) => at).sort((a, b) => a - b));
		expect(new Set(acts.map(({ id }) => id)).size).toBe(acts.length);
		expect(acts.at(-1)).toMatchObject({ end: true, at: from + WATCH_SECONDS * WATCH_SPEED * 1_000 });
		const scenes = shows.map(({ scene }) => Scene.options.indexOf(scene));
		expect([...new Set(scenes)]).toEqual([0, 1, 2, 3, 4, 5]);
	});

	test('leaves time to read each sentence, and never shows what is not there yet', () => {
		const gaps = shows.slice(1).map(({ at }, index) => at - (shows[index]?.at ?? 0));
		expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1.4);
		const arrival = new Map(
			script.script.items.map((item) => [item.kind === 'post' ? item.post.externalId : '', second(item.at)])
		);
		for (const { at, on } of shows) if (on && 'post' in on) expect(arrival.get(on.post) ?? Infinity).toBeLessThan(at);
	});

	test('shows the whole work: from a label to a released report, with two people for each text', () => {
		const shown = new Set(shows.map(({ act }) => act));
		for (const act of [
			'looked',
			'rumour',
			'harm',
			'fact',
			'verdict',
			'submitted',
			'approved',
			'released',
			'yours'
		] as const)
			expect(shown, act).toContain(act);
		const texts = acts.flatMap((act) => ('task' in act && 'key' in act.task && act.task.do !== 'link' ? [act] : []));
		for (const { task, role } of texts) {
			if (task.do === 'draft') expect(role).toBe('analyst');
			if (task.do === 'approve') expect(role).toBe('spokesperson');
		}
	});
});

test('the demonstration of the fire begins with a call for help and answers the rumour about drinking water', () => {
	const { acts } = watchPlan(fire);
	const shown = acts.flatMap((act) => ('show' in act ? [act.show] : []));
	expect(shown.slice(0, 2).map(({ act }) => act)).toEqual(['pinned', 'passedOn']);
	expect(shown.find(({ act }) => act === 'verdict')?.about).toBe('Het drinkwater is vergiftigd');
	expect(shown.find(({ scene, act }) => scene === 'answer' && act === 'draft')?.about).toMatch(/\?$/);
});

test('only labels and findings are taken back in the first scene', () => {
	const { acts } = watchPlan(fire);
	const end = acts.findIndex((act) => 'show' in act && act.show.scene === 'rumour');
	const early = acts.slice(0, end).flatMap((act) => ('task' in act ? [act.task.do] : []));
	expect(early.length).toBeGreaterThan(5);
	expect(new Set(early)).toEqual(new Set(['help', 'link', 'feel', 'look']));
});

describe('colleagues of people who train', () => {
	const seeds = fc.nat(1_000);
	const gold = new Map(goldStories(fire).map((story) => [story.post, story]));
	/** The links that are not among those of the makers. */
	const wrong = (acts: readonly PlannedTask[]) =>
		acts.filter(({ task }) => {
			if (task.do === 'look') return task.outcome === 'notRelevant' && gold.get(task.post)?.relevant;
			if (task.do !== 'link') return false;
			return !gold.get(task.post)?.links.some((link) => link.key === task.key && link.stance === task.stance);
		});

	test('do the same with the same seed, something else with another, and nothing before they joined', () => {
		fc.assert(
			fc.property(seeds, seeds, fc.integer({ min: 0, max: 5_000_000 }), (seed, other, from) => {
				const plan = trainingPlan(fire, { ...all, seed }, from);
				expect(trainingPlan(fire, { ...all, seed }, from)).toEqual(plan);
				expect(plan.every(({ at }) => at >= from)).toBe(true);
				expect(new Set(plan.map(({ id }) => id)).size).toBe(plan.length);
				if (seed !== other && from < 4_000_000)
					expect(trainingPlan(fire, { ...all, seed: other }, from)).not.toEqual(plan);
			}),
			{ numRuns: 20 }
		);
	});

	test('leave about half of the stories to people, and act only after a post has come', () => {
		const plan = trainingPlan(fire, all, 0);
		const labelledPosts = new Set(plan.flatMap(({ task }) => ('post' in task ? [task.post] : [])));
		expect(labelledPosts.size / gold.size).toBeGreaterThan(0.4);
		expect(labelledPosts.size / gold.size).toBeLessThan(0.6);
		for (const { at, task } of plan)
			if ('post' in task) expect(at).toBeGreaterThan(gold.get(task.post)?.at ?? Infinity);
	});

	test('are always right when no errors are allowed, and err about as often as they may', () => {
		fc.assert(
			fc.property(seeds, (seed) => {
				expect(wrong(trainingPlan(fire, { ...all, seed }, 0))).toEqual([]);
				const some = wrong(trainingPlan(fire, { ...all, seed, errors: 0.25 }, 0)).length;
				const often = wrong(trainingPlan(fire, { ...all, seed, errors: 0.5 }, 0)).length;
				expect(some).toBeGreaterThan(5);
				expect(often).toBeGreaterThan(some);
			}),
			{ numRuns: 20 }
		);
	});

	test('play only the roles that were requested', () => {
		for (const role of ComputerRole.options) {
			const plan = trainingPlan(fire, { ...all, roles: [role] }, 0);
			expect(plan.every((act) => act.role === role)).toBe(true);
			expect(plan.length > 0).toBe(role !== 'spokesperson');
		}
	});
});
