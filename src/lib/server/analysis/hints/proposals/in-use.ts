import type { Labels } from '../models/labels';
import { Models } from '../models/models';
import { train } from '../models/logistic';
import { trainModels, type LabelledText } from '../models/training';
import { answersOf } from '../models/tasks';
import { traitsOf, type Utterance } from '../models/traits';
import { Vocabulary } from '../models/vocabulary';
import { SuggestionIndex, type Considered } from './suggestions';
import { EVIDENCE_SIZE, evidenceOf, NOISE_SIZE, noiseOf, type Weighing } from './weighing';

/** Simulates the use of labelled incidents: story after story, each proposed for before it is labelled. */

export interface LabelledStory extends Utterance {
	readonly story: string;
	readonly labels: Labels;
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

/** From this label on a proposal is expected, and weighed. */
export const FIRST_LABELS = 20;
const TRAINING = { rounds: 30, penalty: 1e-3, balance: 0 };

/** Trains the weighing on the outcomes of proposals in each incident, with models trained on the others. */
export function trainWeighing(incidents: readonly LabelledIncident[]): Weighing {
	const texts = incidents.map(textsOf);
	const seen = incidents.flatMap((incident, of) => {
		const others = incidents.length > 1 ? texts.filter((_, other) => other !== of) : texts;
		const index = new SuggestionIndex(new Models(trainModels(others)), UNWEIGHED);
		return [...inUse(index, incident)].filter(({ at }) => at >= FIRST_LABELS);
	});
	const kinds = seen.flatMap(({ story, considered }) =>
		considered.kinds.map((evidence) => ({
			sparse: evidenceOf(evidence, considered.scores, considered.asks),
			first: evidence.candidates[0]?.finding ?? null,
			links: story.labels.links.filter(({ kind }) => kind === evidence.kind),
			offset: 0
		}))
	);
	const withCandidate = kinds.filter(({ first }) => first !== null);
	return {
		first: train(
			withCandidate.map((kind) => ({ ...kind, yes: kind.links.some(({ finding }) => finding === kind.first) })),
			EVIDENCE_SIZE,
			TRAINING
		),
		any: train(
			kinds.map((kind) => ({ ...kind, yes: kind.links.length > 0 })),
			EVIDENCE_SIZE,
			TRAINING
		),
		noise: train(
			seen.map(({ story, considered }) => ({
				sparse: noiseOf(considered.scores),
				yes: !story.labels.relevant,
				offset: 0
			})),
			NOISE_SIZE,
			TRAINING
		)
	};
}

const NO_WEIGHTS = { of: new Float64Array(EVIDENCE_SIZE), bias: 0 };
const UNWEIGHED: Weighing = { first: NO_WEIGHTS, any: NO_WEIGHTS, noise: NO_WEIGHTS };
