import { z } from 'zod';
import { Moment } from '../core/ids';
import { isAllowed } from '../core/policy';
import type { Role } from '../core/role';
import { addSource, type Source } from './source';
import { SourceProblemView } from './source-problem';

/** The result of trying a source once, outside its schedule. Moments are on the wall clock. */
export const SourceTrial = z.object({
	/**
	 * `asked`: it was requested now. `line`: an open connection exists or is being restored, and a second might close it,
	 * so this is the health of that connection. `sent`: it cannot be requested, because programs send to it; this is
	 * about what they sent last.
	 */
	by: z.enum(['asked', 'line', 'sent']),
	problem: SourceProblemView.nullable(),
	/** Posts and warnings in the answer, or in what was sent last; null when an open connection does not give it. */
	count: z.int().nonnegative().nullable(),
	/** How many of them the search profile selects; null when unknown. */
	fits: z.int().nonnegative().nullable(),
	/** When the newest post in the answer was published. */
	newest: Moment.nullable(),
	/**
	 * When the connection last worked properly, or programs last sent something new; null when never, as far as is known.
	 */
	good: Moment.nullable()
});
export type SourceTrial = z.infer<typeof SourceTrial>;

/** Anyone who may connect a source may try it. */
export const mayTrySources = (roles: readonly Role[]): boolean => isAllowed(roles, addSource.allow);

/** Typed posts and files have nothing to request, and a script is no outside source. */
export const canBeTried = ({ kind, state }: Pick<Source, 'kind' | 'state'>): boolean =>
	state !== 'removed' && (kind === 'connection' || kind === 'program');
