import { Vocabulary } from '$lib/server/analysis/hints/models/vocabulary';
import { answersOf } from '$lib/server/analysis/hints/models/tasks';
import { traitsOf, type Utterance } from '$lib/server/analysis/hints/models/traits';
import type { LabelLink, Labels } from '$lib/server/analysis/hints/models/labels';
import type { Considered, SuggestionIndex } from '$lib/server/analysis/hints/proposals/suggestions';
import type { Attitude, Emotion } from '$lib/domain/stories/sentiment';
import type { Stance } from '$lib/domain/stories/story';
import type { LabelledText } from './training';

/** Simulates the use of labelled incidents: story after story, each considered before it is labelled. */

/** All that a person says of a story. */
interface AllLabels extends Labels {
	readonly links: readonly (LabelLink & { readonly stance: Stance | null })[];
	readonly emotion: Emotion | null;
	readonly attitude: Attitude | null;
}
export interface LabelledStory extends Utterance {
	readonly story: string;
	readonly labels: AllLabels;
}
/** The stories of an incident in order of time, and the words of its findings. */
export interface LabelledIncident {
	readonly stories: readonly LabelledStory[];
	readonly titleOf: (finding: string) => string;
}

/** Labels every story after `before` saw it. A finding is known from its first story on. */
export function* inUse(
	index: SuggestionIndex,
	{ stories, titleOf }: LabelledIncident
): Generator<{ story: LabelledStory; considered: Considered; at: number }> {
	for (const [at, story] of stories.entries()) {
		yield { story, considered: index.consider(story, story.story), at };
		index.addStory(story.story, story.text);
		for (const { kind, finding } of story.labels.links) index.finding(kind, finding, titleOf(finding));
		index.label(story.story, story, story.labels);
	}
}

/** The texts as the models are trained on them: with what the incident's earlier stories say. */
export function textsOf({ stories }: LabelledIncident): LabelledText[] {
	const vocabulary = new Vocabulary();
	return stories.map((story) => {
		const traits = traitsOf(story, (reading) => vocabulary.familiarity(reading, false));
		vocabulary.add(story.text);
		return { traits, answers: answersOf(story.labels) };
	});
}
