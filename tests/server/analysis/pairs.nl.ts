import { afterwards } from './pairs/afterwards';
import { cyber } from './pairs/cyber';
import { fire } from './pairs/fire';
import { flood } from './pairs/flood';
import { missing } from './pairs/missing';
import { apartKinds, type Crisis, type PairKind } from './pairs/pair';
import { power } from './pairs/power';
import { riot } from './pairs/riot';
import { unseen } from './pairs/unseen';
import { water } from './pairs/water';

const crises: readonly Crisis[] = [fire, flood, power, cyber, water, missing, riot];

export interface Pair {
	readonly crisis: Crisis;
	readonly kind: PairKind;
	readonly first: string;
	readonly then: string;
	readonly same: boolean;
	/**
	 * Tuned on, or held out: every second group of every crisis, so that no text is in both halves; or written
	 * afterwards; or unseen, written last.
	 */
	readonly part: 'tuned' | 'held out' | 'afterwards' | 'unseen';
}

const isApart = (kind: PairKind): boolean => apartKinds.some((apart) => apart === kind);

const pairsOf = (crisis: Crisis, partOf: (group: number) => Pair['part']): Pair[] =>
	crisis.groups.flatMap(({ first, then }, group) =>
		then.map(([kind, text]) => ({ crisis, kind, first, then: text, same: !isApart(kind), part: partOf(group) }))
	);

export const pairs: readonly Pair[] = [
	...crises.flatMap((crisis) => pairsOf(crisis, (group) => (group % 2 === 0 ? 'tuned' : 'held out'))),
	...afterwards.flatMap((crisis) => pairsOf(crisis, () => 'afterwards')),
	...unseen.flatMap((crisis) => pairsOf(crisis, () => 'unseen'))
];
