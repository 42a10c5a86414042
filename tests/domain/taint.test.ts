import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commands, type CommandType } from '$lib/domain/commands';
import { PersonId } from '$lib/domain/core/ids';
import { pathName, textFields } from '$lib/domain/core/texts/fields';
import type { Actor } from '$lib/domain/core/role';
import { actors, id, sequences, sequencesOf, type Step } from './sequences';
import { fresh } from './in-memory-incident';
import { Taint } from './taint';

/*
 * Four eyes as one property: nothing that one person wrote goes out unless a person with other eyes had exactly those
 * words before them, or they carry the mark that nobody had.
 */

/**
 * What one person typed and nobody else read may go here, each group for its reason. The place of a publication, its
 * address, and the channel of an answer are in none.
 */
const decided: readonly { readonly why: string; readonly surface: string; readonly fields: readonly string[] }[] = [
	{
		why: 'The entry carries its mark (problems() proves it), or is a fact for itself under a question that is marked.',
		surface: 'phone script',
		fields: [
			...['fact.record source', 'fact.record text', 'fact.replace source', 'fact.replace text'],
			...['finding.reword text', 'need.answer text', 'need.raise text', 'rumour.signal text', 'rumour.split text'],
			...['rumour.makeFact source', 'rumour.makeFact text', 'text.draft wordings[].text', 'text.write text']
		]
	},
	{
		why: 'A report is its own wording, of which the releaser reads every line on the page before.',
		surface: 'report',
		fields: [
			...['advice.decide why', 'advice.write audience', 'advice.write channel', 'advice.write decider'],
			...['advice.write tone', 'advice.write what', 'advice.write who'],
			...['behaviour.assess advice', 'behaviour.record offline', 'behaviour.record text', 'meaning.record offline'],
			...[
				'meaning.record text',
				'need.raise offline',
				'need.raise text',
				'rumour.signal offline',
				'rumour.signal text'
			],
			...['rumour.split text', 'rumour.verify body', 'rumour.makeFact source', 'rumour.makeFact text'],
			...['fact.record source', 'fact.record text', 'fact.replace source', 'fact.replace text', 'finding.reword text'],
			...['incident.describe place', 'incident.describe title', 'incident.open place', 'incident.open title'],
			...['question.ask body', 'quote.choose speaker', 'quote.choose text', 'report.write text', 'source.add name'],
			...['profile.change accounts[].account', 'profile.change excluded[]', 'profile.change hashtags[]'],
			...['profile.change places[]', 'profile.change terms[]']
		]
	},
	{
		why: 'What was done or said is a record of one person, under its moment.',
		surface: 'report',
		fields: ['action.record channel', 'action.record text']
	},
	{
		why: 'Words that were published alone are here with their mark.',
		surface: 'report',
		fields: ['text.draft wordings[].text', 'text.write text']
	},
	{
		why: 'The log says who did what and why, for programs that the organisation gave a token.',
		surface: 'token',
		fields: [
			...['action.record channel', 'action.record text', 'action.retract why', 'need.raise offline', 'need.raise text'],
			...['prepared.draft title', 'text.passOn to[]', 'text.pause why', 'text.resume why'],
			...['text.publishAlone why', 'text.return why', 'text.review why', 'text.waiveCorrection why'],
			...['text.withdraw why', 'text.withdrawApproval why', 'text.approve why'],
			// The claim as it was worded, beside words that two people read.
			...['finding.reword text', 'rumour.signal text', 'rumour.split text']
		]
	}
];
const isDecided = new Set(decided.flatMap(({ surface, fields }) => fields.map((field) => `${surface}: ${field}`)));

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

test('what one person typed and nobody else read reaches the outside only where that was decided', () => {
	const reached = new Set<string>();
	fc.assert(
		fc.property(sequences, (steps) => {
			const taint = new Taint();
			for (const step of withSeldom(steps)) taint.send(step, actor(step.by));
			for (const each of taint.typedAlone()) reached.add(each);
		}),
		{ numRuns: 60, endOnFailure: true }
	);
	expect([...reached].filter((each) => !isDecided.has(each)).sort()).toEqual([]);
	expect(reached.size).toBeGreaterThan(30);
	const typed = new Set(
		commands.flatMap(({ type, input }) => textFields(input).map(({ path }) => `${type} ${pathName(path)}`))
	);
	expect(decided.flatMap(({ fields }) => fields).filter((field) => !typed.has(field))).toEqual([]);
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
