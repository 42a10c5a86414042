import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { undoNewFinding } from './evidence';
import { FindingBase, findUnmerged, newFindingInput } from './finding';
import { FindingId } from '../core/ids';
import { addFinding, baseRules, type MergeRules } from './merging';
import { analysts } from '../core/policy';
import { FirstSeenIn, initialFinding, linkEvidence } from './new-finding';
import { change } from '../core/state';
import { LooseText } from '../core/text';

/**
 * What people do: it increases the damage, limits it, or offers help; with the advice it needs (handelingsperspectief).
 */
export const Behaviour = FindingBase.extend({
	effect: z.enum(['enlarges', 'limits', 'offersHelp']).nullable(),
	advice: LooseText(500, 'ownWords').nullable()
});
export type Behaviour = z.infer<typeof Behaviour>;

declare module '../core/state' {
	interface Collections {
		behaviours: [FindingId, Behaviour];
	}
}

export const behaviourRules: MergeRules<Behaviour> = {
	...baseRules,
	effect: (target, source) => target.effect ?? source.effect,
	advice: (target, source) => target.advice ?? source.advice
};

export const recordBehaviour = command('behaviour.record', {
	input: () => newFindingInput.extend({ seenIn: FirstSeenIn, effect: Behaviour.shape.effect }),
	allow: analysts,
	delivery: 'predicted',
	refusals: ['finding.withoutEvidence', 'id.taken', 'label.stance', 'story.absent'],
	referencesOf: ({ seenIn }) => (seenIn ? { stories: [seenIn.story] } : {}),
	undo: undoNewFinding('behaviour'),
	decide(input, at) {
		const { mergedInto, evidence } = linkEvidence('behaviour', input, at);
		const { id, text, offline, effect } = input;
		const behaviour = { id, text, offline, effect, ...initialFinding(at), advice: null, mergedInto };
		return [behaviourRecorded(behaviour), ...evidence];
	}
});
export const behaviourRecorded = event('behaviour.recorded', {
	data: () => Behaviour,
	evolve: (state, behaviour) => addFinding(state.behaviours, behaviour, behaviourRules)
});

export const assessBehaviour = command('behaviour.assess', {
	input: () => z.strictObject({ behaviour: FindingId, effect: Behaviour.shape.effect, advice: Behaviour.shape.advice }),
	allow: analysts,
	refusals: ['finding.absent', 'finding.merged'],
	decide(input, { state }) {
		findUnmerged(state.behaviours, input.behaviour);
		return behaviourAssessed(input);
	}
});
export const behaviourAssessed = event('behaviour.assessed', {
	data: () => z.object({ behaviour: FindingId, effect: Behaviour.shape.effect, advice: Behaviour.shape.advice }),
	evolve: (state, { behaviour, ...to }) => change(state.behaviours, behaviour, to)
});
