import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { coordinators } from '../core/policy';
import type { ReadState } from '../core/state';
import { LooseText, Text } from '../core/text';
import type { Holds } from '../core/texts/fields';

/** Why not everyone may read it: the grounds of article 15, first paragraph, of the Archiefwet 1995. */
export const AccessRestriction = z.enum(['none', 'privacy', 'state', 'advantage']);
export type AccessRestriction = z.infer<typeof AccessRestriction>;

/** What an archivist needs to file the incident: with it the metadata of the package are made (MDTO). */
const ArchiveDescription = z.object({
	/** The number of the case in the organisation's own system (zaaknummer). */
	caseNumber: LooseText(100, 'id').nullable(),
	classification: LooseText(160, 'name').nullable(),
	classificationCode: LooseText(40, 'id').nullable(),
	/** The scheme that the classification is from. */
	classificationScheme: LooseText(160, 'name').nullable(),
	/** The category of the selection list that says how long it is kept. */
	category: LooseText(160, 'name').nullable(),
	/** How many years it is kept after closing; null is for ever. */
	keptYears: z.int().min(1).max(150).nullable(),
	restriction: AccessRestriction,
	/** How many years the restriction lasts after closing; null as long as nobody ends it. */
	restrictedYears: z.int().min(1).max(110).nullable(),
	restrictionNote: LooseText(500, 'ownWords').nullable(),
	/** The language of the start page and of the descriptions in the package. */
	language: z.enum(['nl', 'en'])
});
export type ArchiveDescription = z.infer<typeof ArchiveDescription>;

/** Until a person describes it: nothing is destroyed, and not everyone may read what people said. */
export const undescribed: ArchiveDescription = {
	caseNumber: null,
	classification: null,
	classificationCode: null,
	classificationScheme: null,
	category: null,
	keptYears: null,
	restriction: 'privacy',
	restrictedYears: null,
	restrictionNote: null,
	language: 'nl'
};

export const archiveDescriptionOf = ({ archive }: Pick<ReadState, 'archive'>): ArchiveDescription =>
	archive?.description ?? undescribed;

const Line = (max: number, holds: Holds) => Text(max, holds).nullable();

/** Sets how the incident is filed; also after closing, because that is when an archivist looks at it. */
export const describeArchive = command('archive.describe', {
	input: () =>
		z.strictObject({
			...ArchiveDescription.shape,
			caseNumber: Line(100, 'id'),
			classification: Line(160, 'name'),
			classificationCode: Line(40, 'id'),
			classificationScheme: Line(160, 'name'),
			category: Line(160, 'name'),
			restrictionNote: Line(500, 'ownWords')
		}),
	allow: coordinators,
	during: 'openOrClosed',
	decide: (description) => archiveDescribed(description)
});
export const archiveDescribed = event('archive.described', {
	data: () => ArchiveDescription,
	evolve(state, description) {
		state.archive = { transfers: state.archive?.transfers ?? [], description };
	}
});
