import { z } from 'zod';
import { Moment } from '../core/ids';
import { mayAs, type Role } from '../core/role';
import { addSource, type Source } from './source';
import { SourceProblemView } from './source-problem';

/** What came of trying a source once, out of its turn. Moments on the wall's clock. */
export const SourceTrial = z.object({
	/**
	 * `asked`: it was asked now. `line`: a line to it stands or is being mended, and a second one might push it away, so this is how that line does.
	 * `sent`: it cannot be asked, programs send to it; this is about what they sent last.
	 */
	by: z.enum(['asked', 'line', 'sent']),
	problem: SourceProblemView.nullable(),
	/** Posts and warnings in the answer, or in what was sent last; null where a line does not say. */
	count: z.int().nonnegative().nullable(),
	/** How many of them the search profile selects; null where that is not known. */
	fits: z.int().nonnegative().nullable(),
	/** Of the newest post in the answer. */
	newest: Moment.nullable(),
	/** When the line last did as it should, or programs last sent something new; null when never, as far as is known. */
	good: Moment.nullable()
});
export type SourceTrial = z.infer<typeof SourceTrial>;

/** Whoever may connect a source may try it. */
export const mayTrySources = (roles: readonly Role[]): boolean => mayAs(roles, addSource.allow);

/** What people type or bring in files has nobody to ask, and a script is no source outside. */
export const canBeTried = ({ kind, state }: Pick<Source, 'kind' | 'state'>): boolean =>
	state !== 'removed' && (kind === 'connection' || kind === 'program');
