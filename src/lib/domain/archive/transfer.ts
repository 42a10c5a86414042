import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { Moment, PersonId, Sha256 } from '../core/ids';
import { localDay } from '../core/local-time';
import { coordinators } from '../core/policy';
import { Refusal } from '../core/refusal';
import { LooseText, Text } from '../core/text';
import { undescribed, type ArchiveDescription } from './description';

/** A package was handed over to an archive. `at` is when the record was made, on the wall clock. */
const Transfer = z.object({
	to: LooseText(160, 'name'),
	on: z.iso.date(),
	/** The checksum of the file that was handed over, so that anyone can compare. */
	checksum: Sha256,
	note: LooseText(500, 'ownWords').nullable(),
	by: PersonId,
	at: Moment
});
type Transfer = z.infer<typeof Transfer>;

declare module '../core/state' {
	interface Singles {
		/** How the incident is filed, and the packages of it that were handed over, oldest first. */
		archive: { readonly description: ArchiveDescription; readonly transfers: readonly Transfer[] };
	}
}

/** Records that a package was handed over: to whom, when, and exactly which file. */
export const recordTransfer = command('archive.recordTransfer', {
	input: () =>
		z.strictObject({
			to: Text(160, 'name'),
			on: z.iso.date(),
			checksum: Sha256,
			note: Text(500, 'ownWords').nullable()
		}),
	allow: coordinators,
	during: 'closed',
	refusals: ['archive.future'],
	decide(input, { actor, wallNow }) {
		if (input.on > localDay(wallNow)) throw new Refusal('archive.future');
		return archiveTransferred({ ...input, by: actor.id, at: wallNow });
	}
});
export const archiveTransferred = event('archive.transferred', {
	data: () => Transfer,
	evolve(state, transfer) {
		const { description = undescribed, transfers = [] } = state.archive ?? {};
		const isKnown = transfers.some(
			({ by, at, checksum }) => by === transfer.by && at === transfer.at && checksum === transfer.checksum
		);
		if (!isKnown) state.archive = { description, transfers: [...transfers, transfer] };
	}
});
