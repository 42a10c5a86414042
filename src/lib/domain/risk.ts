import type { Rumour } from './rumour';

/** Of the posts of the last 120 minutes that support or ask, never our own accounts. */
export interface SpreadMeasure {
	readonly authors: number;
	/** On-line networks; phone and desks are none. */
	readonly platforms: number;
	readonly postsLast30: number;
	readonly posts30Before: number;
	/** Media, an organisation's or an office holder's account carries it. */
	readonly publicVoice: boolean;
	readonly pressAsks: boolean;
}
export type Spread = 1 | 2 | 3;

/**
 * How far a rumour has spread (domain.md §3, risk): 1 under five authors on one platform; 2 from five authors, or two platforms, or doubling in
 * 30 minutes to at least six posts; 3 media, an organisation's or office holder's account, three platforms, or the press asks.
 */
export function spreadOf(measure: SpreadMeasure): Spread {
	const { authors, platforms, postsLast30, posts30Before } = measure;
	if (measure.publicVoice || measure.pressAsks || platforms >= 3) return 3;
	const doubling = postsLast30 >= 6 && postsLast30 >= 2 * posts30Before;
	return authors >= 5 || platforms >= 2 || doubling ? 2 : 1;
}

export type RiskLevel = 'low' | 'middle' | 'high' | 'danger';
export interface Risk {
	readonly level: RiskLevel;
	/** Harm times spread, 1-9; null while nobody judged the harm. */
	readonly product: number | null;
	readonly spread: Spread;
}

/** 1-2 low: watch; 3-4 middle: a text ready; 6-9 high: act. Immediate danger stands beside it and is always high. */
export function riskOf({ harm, danger }: Readonly<Pick<Rumour, 'harm' | 'danger'>>, spread: Spread): Risk {
	const product = harm === null ? null : harm * spread;
	if (danger) return { level: 'danger', product, spread };
	if (product === null || product <= 2) return { level: 'low', product, spread };
	return { level: product <= 4 ? 'middle' : 'high', product, spread };
}
