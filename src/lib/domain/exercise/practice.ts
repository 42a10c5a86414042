import type { PersonId } from '../core/ids';
import { Attitude, Emotion } from '../stories/sentiment';
import { Stance } from '../stories/story';
import { rightAnswers, type ExerciseExample, type ExamplePost } from './example';
import type { Judgement, JudgedKind, ComparedLabel } from './judgements';
import { linkKinds } from './matching';

/** One question: a post, and the answers that are right. */
interface PracticePost {
	readonly text: string;
	readonly source: string;
	readonly at: string;
	/** The claim, where the question is a stance on it. */
	readonly claim: string | null;
	readonly right: readonly ComparedLabel[];
}
interface Practice {
	readonly options: readonly ComparedLabel[];
	readonly posts: readonly PracticePost[];
}

const MAX_PRACTICE_POSTS = 20;

/** What can be chosen: the values of an axis, or which of the four kinds it is. */
const optionsOf = (kind: JudgedKind): readonly ComparedLabel[] => {
	const all = (values: readonly string[]): ComparedLabel[] => values.map((value) => ({ kind, value }));
	if (kind === 'emotion') return all(Emotion.options);
	if (kind === 'attitude') return all(Attitude.options);
	if (kind === 'stance') return all(Stance.options);
	if (kind === 'relevance') return all(['yes', 'no']);
	return linkKinds.map((each) => ({ kind: each, value: '' }));
};

function rightOf(kind: JudgedKind, post: ExamplePost): readonly ComparedLabel[] {
	const all = (values: Iterable<string | null>): ComparedLabel[] =>
		[...values].flatMap((value) => (value === null || value === 'none' ? [] : [{ kind, value }]));
	if (kind === 'emotion' || kind === 'attitude' || kind === 'stance') return all(rightAnswers([post], kind));
	if (kind === 'relevance') return all([...rightAnswers([post], 'relevant')].map((is) => (is ? 'yes' : 'no')));
	return linkKinds
		.filter((each) => [...rightAnswers([post], each)].some((key) => key !== null))
		.map((each) => ({ kind: each, value: '' }));
}

/**
 * Posts of an exercise to practise one kind of label with: first what this person confused, then as many of each answer
 * as there are; one post of each story, in the order of the exercise.
 */
export function practiceOf(
	{ posts, findings }: ExerciseExample,
	judgements: readonly Judgement[],
	person: PersonId,
	kind: JudgedKind
): Practice {
	const claims = new Map(findings.filter(({ of }) => of === 'rumour').map(({ key, text }) => [key, text]));
	const confused = new Set(
		judgements
			.filter((each) => each.by === person && each.kind === kind && each.outcome === 'different')
			.map(({ post }) => post.labels.story)
	);
	const stories = new Map<string, ExamplePost>();
	for (const post of posts) if (!stories.has(post.labels.story)) stories.set(post.labels.story, post);
	const byAnswer = new Map<string, ExamplePost[]>();
	for (const post of stories.values()) {
		const [answer] = rightOf(kind, post);
		if (!answer) continue;
		const key = confused.has(post.labels.story) ? '' : `${answer.kind} ${answer.value}`;
		byAnswer.set(key, [...(byAnswer.get(key) ?? []), post]);
	}
	const chosen = (byAnswer.get('') ?? []).slice(0, MAX_PRACTICE_POSTS / 2);
	const others = [...byAnswer].filter(([key]) => key !== '').map(([, list]) => list);
	for (let round = 0; chosen.length < MAX_PRACTICE_POSTS && others.some((list) => list.length > round); round += 1)
		for (const list of others) {
			const post = list[round];
			if (post && chosen.length < MAX_PRACTICE_POSTS) chosen.push(post);
		}
	return {
		options: optionsOf(kind),
		posts: chosen
			.sort((a, b) => a.at.localeCompare(b.at))
			.map((post) => ({
				text: post.text,
				source: post.source,
				at: post.at,
				claim: kind === 'stance' && post.labels.rumour ? (claims.get(post.labels.rumour) ?? null) : null,
				right: rightOf(kind, post)
			}))
	};
}
