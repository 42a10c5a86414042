import { z } from 'zod';
import type { Moment } from '../core/ids';
import { LooseText, Text } from '../core/text';
import { Attitude, Emotion } from '../stories/sentiment';
import { Stance } from '../stories/story';

const key = LooseText(60, 'id').nullable();
const noneLiteral = z.literal('none');

/** The labels of a post that are compared. Findings are named by a key of the script, a meaning by its theme. */
const ExampleAxes = z.strictObject({
	relevant: z.boolean(),
	need: key,
	rumour: key,
	stance: Stance.nullable(),
	behaviour: key,
	meaning: key,
	emotion: Emotion.or(noneLiteral),
	attitude: Attitude.or(noneLiteral)
});
type ExampleAxes = z.infer<typeof ExampleAxes>;

/** Where the makers disagreed: other labels that are right too. */
export const AlsoRight = z.array(ExampleAxes.partial()).max(5);

/** The labels that the makers of an exercise gave a post: for scoring, never to show before the end. */
export const ExampleLabels = ExampleAxes.extend({
	help: z.boolean(),
	/** A call to come to a place at a moment. */
	gather: z.boolean().default(false),
	/** A reaction that an official message is unclear or cannot be followed. */
	unclear: z.boolean().default(false),
	/** A threat against persons. */
	threat: z.boolean().default(false),
	/** The same for posts that are one story. */
	story: Text(100, 'id'),
	also: AlsoRight.optional()
});
export type ExampleLabels = z.infer<typeof ExampleLabels>;

export interface ExamplePost {
	/** As the source of the script calls it. */
	readonly id: string;
	readonly at: Moment;
	readonly text: string;
	/** The name of its source. */
	readonly source: string;
	readonly labels: Readonly<ExampleLabels>;
}
/** What a finding of the script is called. */
interface ExampleFinding {
	readonly of: string;
	readonly key: string;
	readonly text: string;
}
/** What the makers of an exercise would have found in it: one example among the right ones. */
export interface ExerciseExample {
	readonly posts: readonly ExamplePost[];
	readonly findings: readonly ExampleFinding[];
}

/** Everything that is right for these posts on one axis: where posts of a story or their makers differ, each counts. */
export function rightAnswers<Axis extends keyof ExampleAxes>(
	posts: readonly ExamplePost[],
	axis: Axis
): ReadonlySet<ExampleAxes[Axis]> {
	const right = new Set<ExampleAxes[Axis]>();
	const labelSets: readonly Readonly<Partial<ExampleAxes>>[] = posts.flatMap(({ labels }) => [
		labels,
		...(labels.also ?? [])
	]);
	for (const { [axis]: value } of labelSets) if (value !== undefined) right.add(value);
	return right;
}
