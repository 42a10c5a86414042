import type { Stance } from '$lib/domain/stories/story';
import type { LabelLink, Labels } from '$lib/server/analysis/hints/models/labels';
import { FIRST_LABELS, inUse } from '$lib/server/analysis/hints/proposals/in-use';
import type { SuggestionIndex, Considered } from '$lib/server/analysis/hints/proposals/suggestions';
import { mean, share, type Figure } from './figures';
import type { Fold } from './folds';
import type { LabelledPost } from './incidents';
import { keysFor } from './keys';

/** Proposals as they are used: every story labelled right after what was proposed for it. */

export interface Step {
	readonly post: LabelledPost;
	readonly proposed: Labels | null;
	/** the findings that were known, of each kind in the order in which the picker shows them */
	readonly order: ReadonlyMap<LabelLink['kind'], readonly string[]>;
	readonly at: number;
}

function stepsOf(fold: Fold): Step[] {
	const index = fold.index();
	return [...inUse(index, fold.test)].map(({ considered, at }) => {
		const post = fold.test.stories[at];
		if (!post) throw new Error('a story that is not in its incident');
		return { post, proposed: index.suggest(considered)?.labels ?? null, order: orderOf(index, considered), at };
	});
}
const orderOf = (_: SuggestionIndex, { kinds }: Considered): Step['order'] =>
	new Map(kinds.map(({ kind, candidates }) => [kind, candidates.map(({ finding }) => finding)]));

export function proposalFigures(folds: readonly Fold[]): Figure[] {
	const all = folds.map((fold) => ({ name: fold.test.name, steps: stepsOf(fold) }));
	const expected = all.flatMap(({ steps }) => steps.filter(({ at }) => at >= FIRST_LABELS));
	const made = expected.flatMap(({ post, proposed }) => (proposed ? [{ post, proposed }] : []));
	const linked = made.filter(({ proposed }) => proposed.links.length > 0);
	const noise = made.filter(({ proposed }) => proposed.links.length === 0);
	const right = ({ post, proposed }: (typeof made)[number]): boolean => isRight(proposed, post.labels);
	const firsts = all.flatMap(({ steps }) => steps.flatMap(rumourAtFirst));
	const keys = all.flatMap(({ steps }) => steps.map(keysFor));
	return [
		share('proposal.right', made.map(right)),
		share(
			'proposal.coverage',
			expected.map(({ proposed }) => proposed !== null)
		),
		share('proposal.right of links', linked.map(right)),
		share(
			'proposal.coverage of links',
			expected.map(({ proposed }) => (proposed?.links.length ?? 0) > 0)
		),
		share('proposal.right of not relevant', noise.map(right)),
		...all.map(({ name, steps }) =>
			share(
				`proposal.right ${name}`,
				steps.flatMap(({ post, proposed, at }) =>
					proposed && at >= FIRST_LABELS ? [isRight(proposed, post.labels)] : []
				)
			)
		),
		...stanceFigures(expected),
		share(
			'picker.firstRight',
			firsts.map(({ right }) => right),
			mean(firsts.map(({ often }) => Number(often)))
		),
		{
			figure: 'keys.perStory',
			value: mean(keys.map(({ assisted }) => assisted)),
			se: Math.sqrt(
				mean(keys.map(({ assisted }) => (assisted - mean(keys.map((one) => one.assisted))) ** 2)) / keys.length
			),
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
	const said = steps.flatMap(({ post, proposed }): { proposed: Stance | null; so: Stance | null }[] => {
		const link = post.labels.links.find(({ kind }) => kind === 'rumour');
		const offered = proposed?.links.find(({ kind, finding }) => kind === 'rumour' && finding === link?.finding);
		return link && offered ? [{ proposed: offered.stance, so: link.stance }] : [];
	});
	const sure = said.filter(({ proposed }) => proposed !== null);
	const denials = said.filter(({ so }) => so === 'denies');
	return [
		share(
			'stance.right',
			sure.map(({ proposed, so }) => proposed === so),
			mean(sure.map(({ so }) => Number(so === 'supports')))
		),
		share(
			'stance.proposed',
			said.map(({ proposed }) => proposed !== null)
		),
		share(
			'stance.denialAsSupport',
			denials.map(({ proposed }) => proposed === 'supports'),
			1
		)
	];
}

/** Whether the right rumour, when it is known, stands first: by likeness, and by how often it was linked. */
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
	const most = Math.max(...counts.values());
	return [{ right: known[0] === finding, often: counts.get(finding) === most }];
}
