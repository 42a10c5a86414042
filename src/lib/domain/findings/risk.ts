import { z } from 'zod';
import type { Method } from '../core/method';
import type { Rumour } from './rumour';

/*
 * Sources of the rule. Weighing the impact of a false claim before answering it: Government Communication Service,
 * RESIST 2 (2021), step "impact analysis". Answering a claim that few have seen may spread it, and there is a tipping
 * point: First Draft, "10 questions to ask before covering misinformation" (2017). A correction belongs with what
 * spreads: Lewandowsky et al., The Debunking Handbook 2020. The numbers are ours: a start, for
 * each organisation to evaluate.
 */

/** The period of which posts count for the spread, in minutes. */
export const SPREAD_MINUTES = 120;

/** Counts posts of the last `SPREAD_MINUTES` that support or ask, never those of our own accounts. */
export interface SpreadMeasure {
	readonly authors: number;
	/** Online networks; phone and desks do not count. */
	readonly platforms: number;
	readonly postsLast30: number;
	readonly posts30Before: number;
	/** An account of a news medium, an organisation or an office holder repeats it. */
	readonly publicVoice: boolean;
	readonly pressAsks: boolean;
}
export type Spread = 1 | 2 | 3;

/** For the page of methods. */
export const method: Method = { key: 'risk', version: 2, figures: [] };

/**
 * How far a rumour has spread: 1 under five authors on one platform; 2 from five authors, or two
 * platforms, or doubling in 30 minutes to at least six posts; 3 media, an organisation's or office holder's account,
 * three platforms, or the press asks.
 */
export const spreadOf = (measure: SpreadMeasure): Spread => judgeSpread(measure).value;

/** The reason for a spread: the first rule of the highest value that applies; `few` when none does. */
export const spreadReason = [
	'publicVoice',
	'pressAsks',
	'threePlatforms',
	'fiveAuthors',
	'twoPlatforms',
	'doubling',
	'few'
] as const;
type SpreadReason = (typeof spreadReason)[number];

export function judgeSpread(measure: SpreadMeasure): { readonly value: Spread; readonly reason: SpreadReason } {
	const { authors, platforms, postsLast30, posts30Before } = measure;
	if (measure.publicVoice) return { value: 3, reason: 'publicVoice' };
	if (measure.pressAsks) return { value: 3, reason: 'pressAsks' };
	if (platforms >= 3) return { value: 3, reason: 'threePlatforms' };
	if (authors >= 5) return { value: 2, reason: 'fiveAuthors' };
	if (platforms >= 2) return { value: 2, reason: 'twoPlatforms' };
	if (postsLast30 >= 6 && postsLast30 >= 2 * posts30Before) return { value: 2, reason: 'doubling' };
	return { value: 1, reason: 'few' };
}

/** `unjudged`: no person has judged the harm yet, which is never the same as low. */
const riskLevels = ['low', 'middle', 'unjudged', 'high', 'danger'] as const;
export const RiskLevel = z.enum(riskLevels);
export type RiskLevel = z.infer<typeof RiskLevel>;
export interface Risk {
	readonly level: RiskLevel;
	/** Harm times spread, 1-9; null until a person has judged the harm. */
	readonly product: number | null;
	readonly spread: Spread;
}

/**
 * 1-2 low: watch; 3-4 middle: have a text ready; 6-9 high: act. Immediate danger is separate and always high. Without a
 * judged harm there is no level.
 */
export function riskOf({ harm, danger }: Readonly<Pick<Rumour, 'harm' | 'danger'>>, spread: Spread): Risk {
	const product = harm === null ? null : harm * spread;
	if (danger) return { level: 'danger', product, spread };
	if (product === null) return { level: 'unjudged', product, spread };
	if (product <= 2) return { level: 'low', product, spread };
	return { level: product <= 4 ? 'middle' : 'high', product, spread };
}

/** The sort order of lists, highest first: unjudged comes above middle. */
export const riskRank = (level: RiskLevel): number => riskLevels.indexOf(level);

/** Requires action: the aims for verdict and text count from the first moment this is true. */
export const isHigh = ({ level }: Pick<Risk, 'level'>): boolean => level === 'high' || level === 'danger';
