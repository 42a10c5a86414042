import type { Stance } from '$lib/domain/stories/story';
import type { LabelLink, Labels } from '$lib/server/analysis/hints/models/labels';
import { FIRST_LABELS, inUse } from '$lib/server/analysis/hints/proposals/in-use';
import type { Considered } from '$lib/server/analysis/hints/proposals/suggestions';
import { mean, share, type Figure } from './figures';
import type { Fold } from './folds';
import type { LabelledPost } from './incidents';
import { keysFor } from './keys';
import type { WorstError } from './models';

/** Proposals as they are used: every story labelled right after what was proposed for it. */

export interface Step {
	readonly post: LabelledPost;
	readonly proposed: Labels | null;
	/** how sure the proposal is; 0 where there is none */
	readonly score: number;
	/** the findings that were known, of each kind in the order in which the picker shows them */
	readonly order: ReadonlyMap<LabelLink['kind'], readonly string[]>;
	readonly at: number;
}
interface IncidentSteps {
	readonly name: string;
	readonly steps: readonly Step[];
}

function stepsOf(fold: Fold): Step[] {
	const index = fold.index();
	return [...inUse(index, fold.test)].map(({ considered, at }) => {
		const post = fold.test.stories[at];
		if (!post) throw new Error('a story that is not in its incident');
		const found = index.suggest(considered);
		return { post, proposed: found?.labels ?? null, score: found?.score ?? 0, order: orderOf(considered), at };
	});
}
const orderOf = ({ kinds }: Considered): Step['order'] =>
	new Map(kinds.map(({ kind, candidates }) => [kind, candidates.map(({ finding }) => finding)]));

/** Labels after which the proposals are measured; before the first of them none is expected. */
const AFTER = [FIRST_LABELS, 50, 100];

export function proposalFigures(folds: readonly Fold[]): { figures: Figure[]; worst: WorstError[] } {
	const all = folds.map((fold): IncidentSteps => ({ name: fold.test.name, steps: stepsOf(fold) }));
	const made = madeIn(all);
	const expected = all.flatMap(({ steps }) => steps.filter(({ at }) => at >= FIRST_LABELS));
	const figures = [
		rightOf('proposal.right', made),
		share(
			'proposal.coverage',
			expected.map(({ proposed }) => proposed !== null)
		),
		rightOf(
			'proposal.right of links',
			made.filter(({ proposed }) => proposed.links.length > 0)
		),
		share(
			'proposal.coverage of links',
			expected.map(({ proposed }) => (proposed?.links.length ?? 0) > 0)
		),
		rightOf(
			'proposal.right of not relevant',
			made.filter(({ proposed }) => proposed.links.length === 0)
		),
		...AFTER.map((labels) => rightOf(`proposal.right after ${labels}`, madeIn(all, labels))),
		...stanceFigures(expected),
		...pickerAndKeys(all),
		...all.flatMap((one) => [
			rightOf(`proposal.right ${one.name}`, madeIn([one])),
			...pickerAndKeys([one]).map((figure) => ({ ...figure, figure: `${figure.figure} ${one.name}` }))
		])
	];
	const worst = made
		.filter(({ isRight }) => !isRight)
		.sort((a, b) => b.score - a.score)
		.map(({ incident, score, post }) => ({ figure: 'proposal.right', incident, score, text: post.text }));
	return { figures, worst };
}

interface MadeProposal extends Step {
	readonly proposed: Labels;
	readonly incident: string;
	readonly isRight: boolean;
	/** The labels used most often so far would be right. */
	readonly isMostUsed: boolean;
}
function madeIn(all: readonly IncidentSteps[], from = FIRST_LABELS): MadeProposal[] {
	return all.flatMap(({ name, steps }) => {
		const counts = new Map<string, { times: number; labels: Labels }>();
		return steps.flatMap((step): MadeProposal[] => {
			const { post, proposed, at } = step;
			const [mostFrequent] = [...counts.values()].sort((a, b) => b.times - a.times);
			const key = JSON.stringify([post.labels.relevant, post.labels.links.map(({ kind, finding }) => [kind, finding])]);
			const links = post.labels.links.map((link) => ({ ...link, stance: null }));
			counts.set(key, { times: (counts.get(key)?.times ?? 0) + 1, labels: { ...post.labels, links } });
			if (!proposed || at < from) return [];
			return [
				{
					...step,
					proposed,
					incident: name,
					isRight: isRight(proposed, post.labels),
					isMostUsed: mostFrequent !== undefined && isRight(mostFrequent.labels, post.labels)
				}
			];
		});
	});
}
const rightOf = (figure: string, made: readonly MadeProposal[]): Figure =>
	share(
		figure,
		made.map(({ isRight }) => isRight),
		mean(made.map(({ isMostUsed }) => Number(isMostUsed)))
	);

function pickerAndKeys(all: readonly IncidentSteps[]): Figure[] {
	const firsts = all.flatMap(({ steps }) => steps.flatMap(rumourAtFirst));
	const keys = all.flatMap(({ steps }) => steps.map(keysFor));
	const assisted = keys.map((one) => one.assisted);
	const middle = mean(assisted);
	return [
		share(
			'picker.firstRight',
			firsts.map(({ right }) => right),
			mean(firsts.map(({ often }) => Number(often)))
		),
		{
			figure: 'keys.perStory',
			value: middle,
			se: Math.sqrt(mean(assisted.map((one) => (one - middle) ** 2)) / keys.length),
			baseline: mean(keys.map(({ alone }) => alone)),
			n: keys.length
		},
		{
			figure: 'keys.perStory without new names',
			value: mean(keys.map(({ assisted, typed }) => assisted - typed)),
			se: null,
			baseline: mean(keys.map(({ alone, typed }) => alone - typed)),
			n: keys.length
		}
	];
}

/** Whether a person would take all of it: the same findings, no stance that is wrong, relevant or not. */
export function isRight(proposed: Labels, labels: Labels): boolean {
	const key = ({ kind, finding }: LabelLink): string => `${kind} ${finding}`;
	const own = new Map(labels.links.map((link) => [key(link), link]));
	return (
		proposed.relevant === labels.relevant &&
		proposed.links.length === own.size &&
		proposed.links.every((link) => {
			const found = own.get(key(link));
			return found !== undefined && (link.stance === null || link.stance === found.stance);
		})
	);
}

/** Stances of what was proposed for a rumour that the story does have. */
function stanceFigures(steps: readonly Step[]): Figure[] {
	const stances = steps.flatMap(({ post, proposed }): { proposed: Stance | null; so: Stance | null }[] => {
		const link = post.labels.links.find(({ kind }) => kind === 'rumour');
		const offered = proposed?.links.find(({ kind, finding }) => kind === 'rumour' && finding === link?.finding);
		return link && offered ? [{ proposed: offered.stance, so: link.stance }] : [];
	});
	const sure = stances.filter(({ proposed }) => proposed !== null);
	const denials = stances.filter(({ so }) => so === 'denies');
	return [
		share(
			'stance.right',
			sure.map(({ proposed, so }) => proposed === so),
			mean(sure.map(({ so }) => Number(so === 'supports')))
		),
		share(
			'stance.proposed',
			stances.map(({ proposed }) => proposed !== null)
		),
		share(
			'stance.denialAsSupport',
			denials.map(({ proposed }) => proposed === 'supports'),
			1
		)
	];
}

/** Whether the right rumour, when it is known, comes first: by likeness, and by how often it was linked. */
function rumourAtFirst(
	{ post, order }: Step,
	at: number,
	steps: readonly Step[]
): { right: boolean; often: boolean }[] {
	const finding = post.gold.rumour;
	const known = order.get('rumour') ?? [];
	if (finding === null || !known.includes(finding)) return [];
	const counts = new Map<string, number>();
	for (const { post: earlier } of steps.slice(0, at))
		if (earlier.gold.rumour !== null) counts.set(earlier.gold.rumour, (counts.get(earlier.gold.rumour) ?? 0) + 1);
	const highest = Math.max(...counts.values());
	return [{ right: known[0] === finding, often: counts.get(finding) === highest }];
}
