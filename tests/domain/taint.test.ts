import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CommandType } from '$lib/domain/commands';
import { PersonId } from '$lib/domain/core/ids';
import type { Actor } from '$lib/domain/core/role';
import { actors, id, sequences, sequencesOf, type Step } from './sequences';
import { fresh } from './in-memory-incident';
import { Taint } from './taint';

/*
 * Four eyes as one property: nothing that one person wrote goes out unless a person with other eyes had exactly those
 * words before them, or they carry the mark that nobody had.
 */

const actor = (at: number): Actor => actors[at] ?? { id: fresh(PersonId), roles: [] };
const administrator = fresh(PersonId);
/** The people of a sequence: each for themselves; two whose accounts one administrator opened; one with every role. */
const casts: Readonly<Record<string, (at: number) => Actor>> = {
	'several people': actor,
	'an analyst and a spokesperson whose accounts one administrator opened': (at) =>
		at < 2 ? { ...actor(at), eyes: [actor(at).id, administrator] } : actor(at),
	'one person with every role': (at) => {
		const { id, roles } = actor(at);
		return roles.includes('system')
			? { id, roles }
			: { id: actor(0).id, roles: [...new Set(actors.flatMap((one) => one.roles))] };
	}
};

/** What random steps seldom reach: an answer that another person confirms, a review, a place that was confirmed. */
const seldom: readonly Step[] = [
	{
		type: 'need.answer',
		input: { need: id(1, 0), text: 'Nee', fact: null, channel: 'balie', at: null },
		by: 0,
		later: 1
	},
	{ type: 'need.confirmAnswer', input: { need: id(1, 0), basis: 'a'.repeat(64) }, by: 1, later: 1 },
	{ type: 'text.review', input: { text: id('a', 2), publication: id('b', 0), why: 'Gelezen' }, by: 1, later: 1 },
	{ type: 'incident.confirmPlace', input: { place: 'Elders' }, by: 1, later: 1 }
];
/** Right after words were published alone. */
const withSeldom = (steps: readonly Step[]): Step[] => {
	const at = steps.findIndex(({ type }) => type === 'text.publishAlone') + 1;
	return [...steps.slice(0, at), ...seldom, ...steps.slice(at)];
};

function played(steps: readonly Step[], cast: (at: number) => Actor): Taint {
	const taint = new Taint();
	for (const step of withSeldom(steps)) {
		const isAccepted = taint.send(step, cast(step.by));
		if (isAccepted) expect(taint.problems(), step.type).toEqual([]);
	}
	return taint;
}

describe.each(Object.entries(casts))('%s', (name, cast) => {
	test(
		'no marker of one pair of eyes is published unless another pair saw it or it carries its mark',
		{ timeout: 120_000 },
		() => {
			const alone = ['text.publishAlone', 'need.answer', 'text.usePrepared', 'incident.confirmPlace'] as const;
			const together = [
				'text.approve',
				'text.publish',
				'prepared.approve',
				'need.confirmAnswer',
				'text.review'
			] as const;
			const wanted = name === 'several people' ? [...alone, ...together] : alone;
			const reached = new Map<CommandType, number>();
			const playSome = (): void =>
				fc.assert(
					fc.property(sequences, (steps) => {
						for (const [type, times] of played(steps, cast).reached)
							reached.set(type, (reached.get(type) ?? 0) + times);
					}),
					{ numRuns: 25, endOnFailure: true }
				);
			// A rare command may need more sequences than chance gave.
			for (let round = 0; round === 0 || (round < 10 && wanted.some((type) => !reached.has(type))); round += 1)
				playSome();
			for (const type of wanted) expect(reached.get(type) ?? 0, type).toBeGreaterThan(0);
		}
	);
});

/** Everything by which one person can change what words say, or say that they still hold. */
const turning = [
	...([
		'finding.reword',
		'finding.merge',
		'rumour.setVariants',
		'rumour.giveVerdict',
		'rumour.confirmVerdict'
	] as const),
	...(['fact.record', 'fact.confirm', 'fact.replace', 'fact.review', 'fact.unreview', 'text.cite'] as const),
	...(['text.draft', 'text.write', 'text.submit', 'text.approve', 'text.publish', 'text.publishAlone'] as const),
	...(['text.review', 'text.waiveCorrection', 'text.confirmAddress', 'text.pause', 'text.resume'] as const),
	...(['text.submit', 'text.approve', 'text.publish', 'text.approve', 'text.publish', 'text.approve'] as const),
	...(['need.answer', 'need.confirmAnswer', 'need.answer', 'need.confirmAnswer', 'incident.describe'] as const),
	...(['text.usePrepared', 'prepared.draft', 'prepared.approve', 'text.return'] as const)
] satisfies readonly CommandType[];
/** One writes and approves nothing alone: an analyst who also coordinates, and a spokesperson who also analyses. */
const two = (at: number): Actor =>
	at === 3
		? actor(3)
		: at === 1
			? { id: actor(1).id, roles: ['spokesperson', 'analyst'] }
			: { id: actor(0).id, roles: ['analyst', 'coordinator', 'administrator'] };

test(
	'two people who change what texts say never make anything stand that only one of them saw',
	{ timeout: 120_000 },
	() => {
		const reached = new Map<CommandType, number>();
		const counts = new Map<string, number>();
		const wanted = [
			...(['finding.reword', 'finding.merge', 'fact.replace', 'fact.review'] as const),
			...(['text.publish', 'text.approve', 'need.confirmAnswer', 'text.usePrepared'] as const)
		];
		const playSome = (): void =>
			fc.assert(
				fc.property(sequencesOf(turning, 120), fc.infiniteStream(fc.boolean()), (steps, swaps) => {
					const taint = new Taint();
					for (const step of steps) {
						const swapped = step.by < 2 && swaps.next().value ? 1 - step.by : step.by;
						if (!taint.send(step, two(swapped))) continue;
						expect(taint.problems(), step.type).toEqual([]);
					}
					for (const { where, marked } of taint.outgoing())
						if (!marked) counts.set(where, (counts.get(where) ?? 0) + 1);
					for (const [type, times] of taint.reached) reached.set(type, (reached.get(type) ?? 0) + times);
				}),
				{ numRuns: 40, endOnFailure: true }
			);
		// A rare command may need more sequences than chance gave.
		for (let round = 0; round === 0 || (round < 8 && wanted.some((type) => !reached.has(type))); round += 1) playSome();
		for (const type of wanted) expect(reached.get(type) ?? 0, type).toBeGreaterThan(0);
		for (const where of ['phone script, valid', 'phone script, fact', 'feed, standing', 'token', 'answer in reports'])
			expect(counts.get(where) ?? 0, where).toBeGreaterThan(0);
	}
);
