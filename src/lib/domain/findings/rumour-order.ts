import type { FindingId } from '../core/ids';
import { isHigh, riskRank, type RiskLevel } from './risk';

/** What decides where a rumour stands among the others. */
export interface RumourWeight {
	readonly finding: FindingId;
	readonly level: RiskLevel;
	/** Harm times spread; null until a person has judged the harm. */
	readonly product: number | null;
	/** It needs nothing now: it is closed, or has a verdict and a published text that both still hold. */
	readonly settled: boolean;
	/** Its posts in the period that is shown beside it. */
	readonly now: number;
	/** All its posts. */
	readonly posts: number;
}

/** First what may be dangerous and is open; then what is high but settled; then other open ones; then the rest. */
function groupOf({ level, settled }: RumourWeight): number {
	if (!settled) return riskRank(level) >= riskRank('unjudged') ? 0 : 2;
	return isHigh({ level }) ? 1 : 3;
}

/**
 * The one order of rumours, on every screen, page and file. Within a group by risk, then by posts now and in all; of the
 * last group by posts only. The product says nothing more about immediate danger.
 */
export function compareRumours(a: RumourWeight, b: RumourWeight): number {
	const group = groupOf(a) - groupOf(b);
	if (group !== 0) return group;
	const byPosts = b.posts - a.posts;
	const productOf = ({ level, product }: RumourWeight): number => (level === 'danger' ? 0 : (product ?? 0));
	const byRisk = groupOf(a) === 3 ? byPosts : riskRank(b.level) - riskRank(a.level) || productOf(b) - productOf(a);
	return byRisk || b.now - a.now || byPosts || (a.finding < b.finding ? -1 : 1);
}

/** These rumours in the one order. */
export const inRumourOrder = <Shown>(rumours: readonly Shown[], weightOf: (of: Shown) => RumourWeight): Shown[] =>
	rumours
		.map((shown) => ({ shown, weight: weightOf(shown) }))
		.sort((a, b) => compareRumours(a.weight, b.weight))
		.map(({ shown }) => shown);
