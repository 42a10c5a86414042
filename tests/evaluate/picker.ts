import type { LabelLink } from '$lib/server/analysis/hints/models/labels';
import type { Considered } from '$lib/server/analysis/hints/proposals/suggestions';
import { mean, share, type Figure } from './figures';
import type { Fold } from './folds';
import type { LabelledPost } from './incidents';
import { inUse } from './in-use';
import { keysFor } from './keys';

/** The order of the picker as it is used: every story labelled right after it was shown. */

export interface Step {
	readonly post: LabelledPost;
	/** the findings that were known, of each kind in the order in which the picker shows them */
	readonly order: ReadonlyMap<LabelLink['kind'], readonly string[]>;
}
interface IncidentSteps {
	readonly name: string;
	readonly steps: readonly Step[];
}

function stepsOf(fold: Fold): Step[] {
	return [...inUse(fold.index(), fold.test)].map(({ considered, at }) => {
		const post = fold.test.stories[at];
		if (!post) throw new Error('a story that is not in its incident');
		return { post, order: orderOf(considered) };
	});
}
const orderOf = ({ kinds }: Considered): Step['order'] =>
	new Map(kinds.map(({ kind, candidates }) => [kind, candidates.map(({ finding }) => finding)]));

export function pickerFigures(folds: readonly Fold[]): Figure[] {
	const all = folds.map((fold): IncidentSteps => ({ name: fold.test.name, steps: stepsOf(fold) }));
	return [
		...pickerAndKeys(all),
		...all.flatMap((one) =>
			pickerAndKeys([one]).map((figure) => ({ ...figure, figure: `${figure.figure} ${one.name}` }))
		)
	];
}

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
