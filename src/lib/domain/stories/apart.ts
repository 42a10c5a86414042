import { z } from 'zod';
import { command, type CommandStep } from '../core/command';
import { event } from '../core/event';
import { StoryId } from '../core/ids';
import { analysts } from '../core/policy';
import { Refusal } from '../core/refusal';
import type { ReadState } from '../core/state';
import { assertReferenced } from './story';

/** Two stories that a person judged to be different, so that nobody is asked again whether they are the same. */

declare module '../core/state' {
	interface Collections {
		/** By story, the others that it is not the same as; each pair is stored under one of the two. */
		keptApart: [StoryId, { readonly others: readonly StoryId[] }];
	}
}

export const isKeptApart = ({ keptApart }: Pick<ReadState, 'keptApart'>, one: StoryId, other: StoryId): boolean =>
	[
		[one, other],
		[other, one]
	].some(([story, from]) => story && from && keptApart.get(story)?.others.includes(from));

/** Records for everybody that two stories are not the same, or takes that back. */
export const keepApart = command('story.keepApart', {
	input: () => z.strictObject({ story: StoryId, other: StoryId, apart: z.boolean() }),
	allow: analysts,
	delivery: 'predicted',
	refusals: ['story.absent', 'story.same'],
	referencesOf: ({ story, other }) => ({ stories: [story, other] }),
	undo: {
		steps: ({ story, other, apart }): CommandStep[] => [keepApart({ story, other, apart: !apart })],
		isCurrent: ({ story, other, apart }, state) => isKeptApart(state, story, other) === apart
	},
	decide({ story, other, apart }, { references }) {
		if (story === other) throw new Refusal('story.same');
		assertReferenced(references, story, other);
		return storyKeptApart({ story, other, apart });
	}
});
export const storyKeptApart = event('story.keptApart', {
	data: () => z.object({ story: StoryId, other: StoryId, apart: z.boolean() }),
	evolve({ keptApart }, { story, other, apart }) {
		for (const [one, from] of [
			[story, other],
			[other, story]
		] as const) {
			const others = (keptApart.get(one)?.others ?? []).filter((each) => each !== from);
			const now = apart && one === story ? [...others, from] : others;
			if (now.length > 0) keptApart.set(one, { others: now });
			else keptApart.delete(one);
		}
	}
});
