import type { Behaviour } from '$lib/domain/findings/behaviour';
import type { FindingFigures } from '$lib/domain/overview/figures';
import { findingsOf, type FindingBase } from '$lib/domain/findings/finding';
import type { FindingKind } from '$lib/domain/core/ids';
import type { FindingId } from '$lib/domain/core/ids';
import type { Meaning } from '$lib/domain/findings/meaning';
import { needForOutside, type Need } from '$lib/domain/findings/need';
import { riskOf, spreadOf, type Risk } from '$lib/domain/findings/risk';
import { inRumourOrder, type RumourWeight } from '$lib/domain/findings/rumour-order';
import { rumourState, type Rumour, type RumourState } from '$lib/domain/findings/rumour';
import { settledIn } from '$lib/domain/overview/settled';
import type { ReadState } from '$lib/domain/core/state';
import type { Course } from '$lib/domain/stories/trend';

/** A finding as lists show it, of any kind. */
export type FindingView = Common &
	(
		| { readonly kind: 'need'; readonly need: Readonly<Need> }
		| { readonly kind: 'rumour'; readonly rumour: Readonly<Rumour>; readonly step: RumourState; readonly risk: Risk }
		| { readonly kind: 'behaviour'; readonly behaviour: Readonly<Behaviour> }
		| { readonly kind: 'meaning'; readonly meaning: Readonly<Meaning> }
	);
export type RumourView = Extract<FindingView, { kind: 'rumour' }>;
export type NeedView = Extract<FindingView, { kind: 'need' }>;
interface Common {
	readonly id: FindingId;
	readonly text: string;
	readonly base: Readonly<FindingBase>;
	/** The number of posts in the stories that are evidence for it; null until measured. */
	readonly posts: number | null;
	/** Null until measured. */
	readonly course: Course | null;
	/** Nothing has to be done for it now: it is answered, closed or merged. */
	readonly settled: boolean;
}

type Measured = (id: FindingId) => FindingFigures | undefined;

/** @returns null when there is none of this kind with this id */
export function findingView(
	state: ReadState,
	measured: Measured,
	kind: FindingKind,
	id: FindingId
): FindingView | null {
	const base = findingsOf(state, kind).get(id);
	if (!base) return null;
	const figures = measured(id);
	const common = { id, text: base.text, base, posts: figures?.posts ?? null, course: figures?.course ?? null };
	const isGone = base.closed !== null || base.mergedInto !== null;
	const [need, rumour, behaviour, meaning] = [
		state.needs.get(id),
		state.rumours.get(id),
		state.behaviours.get(id),
		state.meanings.get(id)
	];
	if (kind === 'need' && need) {
		const shownNeed = needForOutside(state, need);
		return { ...common, kind, need: shownNeed, settled: isGone || shownNeed.state === 'answered' };
	}
	if (kind === 'rumour' && rumour) {
		const spread = figures?.spread ? spreadOf(figures.spread) : 1;
		return { ...common, kind, rumour, step: rumourState(rumour), risk: riskOf(rumour, spread), settled: isGone };
	}
	if (kind === 'behaviour' && behaviour) return { ...common, kind, behaviour, settled: isGone };
	return kind === 'meaning' && meaning ? { ...common, kind, meaning, settled: isGone } : null;
}

/** The weight of a rumour in the one order, for all rumours of a state. */
export function rumourWeightIn(state: ReadState, measured: Measured): (seen: RumourView) => RumourWeight {
	const isSettled = settledIn(state);
	return ({ id, rumour, risk, posts }) => {
		const { course, week } = measured(id) ?? {};
		return { finding: id, ...risk, settled: isSettled(rumour), now: (week ?? course)?.now ?? 0, posts: posts ?? 0 };
	};
}

/**
 * The findings of a kind that are not merged; closed ones only with `closed`. Rumours are in the one order; of other kinds
 * the most urgent come first, settled ones last.
 */
export function findingViews(state: ReadState, measured: Measured, kind: FindingKind, closed = false): FindingView[] {
	const views = [...findingsOf(state, kind).entries()]
		.filter(([, base]) => base.mergedInto === null && (closed || base.closed === null))
		.flatMap(([id]) => findingView(state, measured, kind, id) ?? []);
	if (kind === 'rumour')
		return inRumourOrder(
			views.filter((view) => view.kind === 'rumour'),
			rumourWeightIn(state, measured)
		);
	return views.sort(
		(a, b) => Number(a.settled) - Number(b.settled) || weightOf(b) - weightOf(a) || (b.posts ?? 0) - (a.posts ?? 0)
	);
}

/** The sort weight: for a need whether nobody is answering it yet. */
const weightOf = (finding: FindingView): number =>
	finding.kind === 'need' && finding.need.state !== 'answering' ? 1 : 0;
