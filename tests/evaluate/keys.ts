import type { LabelLink } from '$lib/server/analysis/hints/models/labels';
import type { LabelledPost } from './incidents';
import type { Step } from './picker';

/**
 * The keys that a story takes, as the screens ask for them: with the likeliest first, and with the most used first.
 * A person always takes the shortest way, and types no more of a name than finds it.
 */

/** Typing three letters brings the right finding to the top. */
const LETTERS_TO_FIND = 3;

interface Keys {
	readonly assisted: number;
	readonly alone: number;
	/** letters of new names, the same in both */
	readonly typed: number;
}

export function keysFor(step: Step, at: number, steps: readonly Step[]): Keys {
	const { post, order } = step;
	const { labels } = post;
	const feelings = Number(labels.emotion !== null) + Number(labels.attitude !== null);
	const official = post.author !== null && post.author !== 'private';
	const often = mostUsed(steps.slice(0, at));
	const typed = labels.links.reduce(
		(sum, link) => sum + (order.get(link.kind)?.includes(link.finding) ? 0 : link.finding.length),
		0
	);
	const byHand = (orderOf: (kind: LabelLink['kind']) => readonly string[], defaultStance: boolean): number =>
		labels.relevant
			? labels.links.reduce((sum, link) => sum + keysToLink(link, orderOf(link.kind), defaultStance && !official), 0) +
				1
			: 1;
	const assisted = byHand((kind) => order.get(kind) ?? [], false);
	return {
		assisted: feelings + assisted,
		alone: feelings + byHand((kind) => often(kind).filter((finding) => order.get(kind)?.includes(finding)), true),
		typed
	};
}

type GoldLink = LabelledPost['labels']['links'][number];
/** The key of the kind, the keys to reach the finding, `Enter`; and the stance: two keys when none is filled in. */
function keysToLink({ kind, finding, stance }: GoldLink, order: readonly string[], supports: boolean): number {
	const position = order.indexOf(finding);
	const way = position < 0 ? finding.length : Math.min(position, LETTERS_TO_FIND);
	const changed = kind === 'rumour' && (supports ? stance !== 'supports' : true);
	return 2 + way + (changed ? (supports ? 2 : 1) : 0);
}

function mostUsed(steps: readonly Step[]): (kind: LabelLink['kind']) => string[] {
	const counts = new Map<string, number>();
	for (const { post } of steps)
		for (const { kind, finding } of post.labels.links)
			counts.set(`${kind} ${finding}`, (counts.get(`${kind} ${finding}`) ?? 0) + 1);
	return (kind) =>
		[...counts]
			.filter(([key]) => key.startsWith(`${kind} `))
			.sort((a, b) => b[1] - a[1])
			.map(([key]) => key.slice(kind.length + 1));
}
