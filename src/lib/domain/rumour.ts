import { z } from 'zod';
import { command } from './command';
import { event } from './event';
import { FindingBase, findUnmerged, raisingInput } from './finding';
import { FactId, FindingId, Moment, PersonId } from './ids';
import { evidenceOf, firstly, SeenIn } from './raising';
import { Refusal } from './refusal';
import { change } from './state';
import { Text } from './text';

export const Verdict = z.enum(['false', 'true', 'partly', 'unknowable']);
export type Verdict = z.infer<typeof Verdict>;
/** 1 annoyance; 2 wrong behaviour; 3 injury, violence, a group blamed, emergency services hindered. A person's judgement. */
export const Harm = z.literal([1, 2, 3]);
export type Harm = z.infer<typeof Harm>;
export const Approach = z.enum(['watch', 'sayWeCheck', 'addToAnswers', 'confirm', 'rebut', 'passOn']);
export type Approach = z.infer<typeof Approach>;

/** A claim in one neutral sentence, not known to be true. Any step can say "help needed". */
export const Rumour = FindingBase.extend({
	harm: Harm.nullable(),
	/** A flag beside the risk, and always high. */
	danger: z.boolean(),
	/** Who was asked, and when. */
	verifying: z.object({ body: Text(160), at: Moment, by: PersonId }).nullable(),
	judged: z.object({ verdict: Verdict, fact: FactId, at: Moment, by: PersonId }).nullable(),
	approach: Approach.nullable(),
	helpNeeded: z.boolean()
});
export type Rumour = z.infer<typeof Rumour>;
export type RumourState = 'signalled' | 'verifying' | 'judged' | 'decided' | 'closed' | 'merged';

/** Where a rumour is on its way (domain.md §3). */
export function rumourState(rumour: Readonly<Rumour>): RumourState {
	if (rumour.mergedInto) return 'merged';
	if (rumour.closed) return 'closed';
	if (rumour.approach) return 'decided';
	if (rumour.judged) return 'judged';
	return rumour.verifying ? 'verifying' : 'signalled';
}

export const signalRumour = command('rumour.signal', {
	input: raisingInput.extend({ seenIn: SeenIn }),
	allow: ['analyst', 'spokesperson'],
	names: ({ seenIn }) => (seenIn ? { stories: [seenIn.story] } : {}),
	decide(input, at) {
		const evidence = evidenceOf('rumour', input, at);
		const { id, text, offline } = input;
		const blank = { harm: null, danger: false, verifying: null, judged: null, approach: null, helpNeeded: false };
		return [rumourSignalled({ id, text, offline, ...firstly(at), ...blank }), ...evidence];
	}
});
export const rumourSignalled = event('rumour.signalled', {
	data: Rumour,
	evolve(state, rumour) {
		state.rumours.set(rumour.id, rumour);
	}
});

export const assessRumour = command('rumour.assess', {
	input: z.strictObject({ rumour: FindingId, harm: Harm.nullable(), danger: z.boolean(), helpNeeded: z.boolean() }),
	allow: ['analyst', 'spokesperson'],
	decide(input, { state }) {
		findUnmerged(state.rumours, input.rumour);
		return rumourAssessed(input);
	}
});
export const rumourAssessed = event('rumour.assessed', {
	data: z.object({ rumour: FindingId, harm: Harm.nullable(), danger: z.boolean(), helpNeeded: z.boolean() }),
	evolve: (state, { rumour, ...to }) => change(state.rumours, rumour, to)
});

/** Asks a body (water company, police, …) whether it is so. */
export const verifyRumour = command('rumour.verify', {
	input: z.strictObject({ rumour: FindingId, body: Text(160) }),
	allow: ['analyst', 'spokesperson'],
	decide({ rumour, body }, { state, actor, now }) {
		findUnmerged(state.rumours, rumour);
		return rumourVerifying({ rumour, verifying: { body, at: now, by: actor.id } });
	}
});
export const rumourVerifying = event('rumour.verifying', {
	data: z.object({ rumour: FindingId, verifying: Rumour.shape.verifying }),
	evolve: (state, { rumour, verifying }) => change(state.rumours, rumour, { verifying })
});

/** A verdict needs an established fact, so that every rebuttal can say where it comes from. */
export const giveVerdict = command('rumour.giveVerdict', {
	input: z.strictObject({ rumour: FindingId, verdict: Verdict, fact: FactId }),
	allow: ['analyst', 'spokesperson'],
	decide({ rumour, verdict, fact }, { state, actor, now }) {
		findUnmerged(state.rumours, rumour);
		const found = state.facts.get(fact);
		if (!found) throw new Refusal('fact.absent');
		if (!found.source) throw new Refusal('fact.withoutSource');
		if (found.replacedBy) throw new Refusal('fact.replaced');
		return rumourJudged({ rumour, judged: { verdict, fact, at: now, by: actor.id } });
	}
});
export const rumourJudged = event('rumour.judged', {
	data: z.object({ rumour: FindingId, judged: Rumour.shape.judged }),
	evolve: (state, { rumour, judged }) => change(state.rumours, rumour, { judged })
});

export const chooseApproach = command('rumour.chooseApproach', {
	input: z.strictObject({ rumour: FindingId, approach: Approach }),
	allow: ['analyst', 'spokesperson'],
	decide({ rumour, approach }, { state }) {
		findUnmerged(state.rumours, rumour);
		return approachChosen({ rumour, approach });
	}
});
export const approachChosen = event('rumour.approachChosen', {
	data: z.object({ rumour: FindingId, approach: Approach }),
	evolve: (state, { rumour, approach }) => change(state.rumours, rumour, { approach })
});
