import type { FindingId, FindingKind, PersonId, StoryId } from '../core/ids';
import type { ReadState } from '../core/state';
import { findingsOf } from '../findings/finding';
import { authorOfValue } from '../stories/sentiment';
import type { Link, StoryLabels } from '../stories/story';
import { rightAnswers, type ExamplePost } from './example';
import { linkKinds, type Matches, type PostsOfStories } from './matching';

/** What labels are compared on; `relevance` is whether a story was put aside as not relevant. */
export const labelKinds = [
	'need',
	'rumour',
	'stance',
	'behaviour',
	'meaning',
	'emotion',
	'attitude',
	'relevance'
] as const;
export type JudgedKind = (typeof labelKinds)[number];
export const isLinkKind = (kind: JudgedKind): boolean => linkKinds.some((each) => each === kind);

/** One side of a comparison. The `value` of a link is the finding's key in the example, or its words. */
export interface ComparedLabel {
	readonly kind: JudgedKind;
	readonly value: string;
	/** The finding that the person linked. */
	readonly finding?: FindingId;
}
/**
 * One label compared with the example: `right`; `different`, also when it was left out; `needless`, when the example
 * has none of this kind.
 */
export interface Judgement {
	readonly kind: JudgedKind;
	readonly outcome: 'right' | 'different' | 'needless';
	readonly story: StoryId;
	readonly by: PersonId;
	/** Null when it was left out. */
	readonly yours: ComparedLabel | null;
	/** Null when it was needless. */
	readonly example: ComparedLabel | null;
	/** The first post of the story. */
	readonly post: ExamplePost;
}

/** Compares all labels of the stories that people worked on with the example. */
export function judgeLabels(state: ReadState, posts: PostsOfStories, matches: Matches): readonly Judgement[] {
	return [...state.labels.entries()].flatMap(([story, labels]) => {
		const about = posts.get(story);
		return about ? judgeStory(state, matches, story, labels, about) : [];
	});
}

function judgeStory(
	state: ReadState,
	matches: Matches,
	story: StoryId,
	labels: Readonly<StoryLabels>,
	about: readonly ExamplePost[]
): Judgement[] {
	const { links, looked: handledMark, sentiment } = labels;
	const first = about.reduce((one, other) => (other.at < one.at ? other : one));
	const judge = (
		kind: JudgedKind,
		by: PersonId,
		outcome: Judgement['outcome'],
		yours: Omit<ComparedLabel, 'kind'> | null,
		example: string | null
	): Judgement => ({
		kind,
		outcome,
		story,
		by,
		yours: yours && { kind, ...yours },
		example: example === null ? null : { kind, value: example },
		post: first
	});
	const relevance = judgeRelevance(labels, about);
	if (handledMark && relevance?.isWrong)
		return [judge('relevance', handledMark.by, 'different', { value: relevance.yours }, relevance.example)];
	const judged: Judgement[] = [];
	if (handledMark && relevance) judged.push(judge('relevance', handledMark.by, 'right', { value: 'no' }, 'no'));
	/** Who left out a label: the person who put the story aside, unless it was passed on as a call for help. */
	const leftOut = (kind: JudgedKind, example: string): Judgement[] =>
		handledMark?.outcome === 'looked' ? [judge(kind, handledMark.by, 'different', null, example)] : [];

	for (const kind of linkKinds) {
		const right = rightAnswers(about, kind);
		const keys = [...right].filter((key) => key !== null);
		const linked = links.filter((link) => link.kind === kind);
		for (const link of linked) {
			const yours = { value: wordsOf(state, kind, link.finding), finding: link.finding };
			const key = keys.find((each) => matches.get(link.finding)?.has(each));
			if (key !== undefined) judged.push(judge(kind, link.by, 'right', yours, key));
			else judged.push(judge(kind, link.by, keys.length > 0 ? 'different' : 'needless', yours, keys[0] ?? null));
			if (kind === 'rumour' && key !== undefined) judged.push(...judgeStance(link, key, about, judge));
		}
		if (linked.length === 0 && keys[0] !== undefined && !right.has(null)) judged.push(...leftOut(kind, keys[0]));
	}
	for (const axis of ['emotion', 'attitude'] as const) {
		const right: ReadonlySet<string> = rightAnswers(about, axis);
		const example = [...right].find((value) => value !== 'none');
		const value = sentiment?.[axis] ?? null;
		const by = authorOfValue(sentiment, axis);
		if (value && by) {
			const outcome = right.has(value) ? 'right' : example === undefined ? 'needless' : 'different';
			judged.push(judge(axis, by, outcome, { value }, outcome === 'right' ? value : (example ?? null)));
		} else if (example !== undefined && !right.has('none')) judged.push(...leftOut(axis, example));
	}
	return pairAcross(judged);
}

/** Null unless the story was put aside as not relevant, or should have been. */
function judgeRelevance(
	{ links, looked: handledMark, sentiment }: Readonly<StoryLabels>,
	about: readonly ExamplePost[]
): { yours: 'yes' | 'no'; example: 'yes' | 'no'; isWrong: boolean } | null {
	const right = rightAnswers(about, 'relevant');
	if (handledMark?.outcome === 'notRelevant' && links.length === 0)
		return { yours: 'no', example: right.has(false) ? 'no' : 'yes', isWrong: !right.has(false) };
	const isUnlabelled = handledMark?.outcome === 'looked' && links.length === 0 && sentiment === null;
	return isUnlabelled && !right.has(true) ? { yours: 'yes', example: 'no', isWrong: true } : null;
}

function judgeStance(
	{ stance, by }: Readonly<Link>,
	key: string,
	about: readonly ExamplePost[],
	judge: (...of: [JudgedKind, PersonId, Judgement['outcome'], Omit<ComparedLabel, 'kind'>, string]) => Judgement
): Judgement[] {
	const right = rightAnswers(
		about.filter((post) => rightAnswers([post], 'rumour').has(key)),
		'stance'
	);
	const example = [...right].find((each) => each !== null);
	if (!stance || !example) return [];
	return [
		right.has(stance)
			? judge('stance', by, 'right', { value: stance }, stance)
			: judge('stance', by, 'different', { value: stance }, example)
	];
}

/** A missing link of one kind and a needless one of another kind are one confusion, so that both sides are shown. */
function pairAcross(judged: readonly Judgement[]): Judgement[] {
	return judged.map((each) => {
		if (each.outcome !== 'different' || each.yours !== null || !isLinkKind(each.kind)) return each;
		const needless = judged.find(
			({ outcome, kind, by }) => outcome === 'needless' && isLinkKind(kind) && by === each.by
		);
		return { ...each, yours: needless?.yours ?? null };
	});
}

const wordsOf = (state: ReadState, kind: FindingKind, finding: FindingId): string =>
	findingsOf(state, kind).get(finding)?.text ?? '';
