import { cyber } from './pairs/cyber';
import { fire } from './pairs/fire';
import { flood } from './pairs/flood';
import { missing } from './pairs/missing';
import { apartKinds, type Crisis, type PairKind } from './pairs/pair';
import { power } from './pairs/power';
import { riot } from './pairs/riot';
import { water } from './pairs/water';

export const crises: readonly Crisis[] = [fire, flood, power, cyber, water, missing, riot];

export interface Pair {
	readonly crisis: Crisis;
	readonly kind: PairKind;
	readonly first: string;
	readonly then: string;
	readonly same: boolean;
	/** Tuned on, or held out: every second group of every crisis, so that no text stands in both halves. */
	readonly half: 'tuned' | 'held out';
}

const isApart = (kind: PairKind): boolean => apartKinds.some((apart) => apart === kind);

export const pairs: readonly Pair[] = crises.flatMap((crisis) =>
	crisis.groups.flatMap(({ first, then }, group) =>
		then.map(([kind, text]): Pair => ({
			crisis,
			kind,
			first,
			then: text,
			same: !isApart(kind),
			half: group % 2 === 0 ? 'tuned' : 'held out'
		}))
	)
);
