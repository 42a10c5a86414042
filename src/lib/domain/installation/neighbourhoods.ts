import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { administrators } from '../core/policy';
import { plainLetters } from '../core/plain-letters';
import { Refusal } from '../core/refusal';
import { Text } from '../core/text';
import { declarations } from '../core/texts/fields';

/** The most neighbourhoods of an incident. */
export const MAX_NEIGHBOURHOODS = 96;
/** The most other names and streets of a neighbourhood. */
const MOST_NAMES = 30;

const Name = Text(60, 'name');
/** With at least a letter or a digit: posts are searched for it. */
const ChosenName = Name.regex(/[\p{L}\p{N}]/u).register(declarations, { holds: 'name' });

/** A neighbourhood, and what people call it besides. */
export const Neighbourhood = z.object({
	name: Name,
	/** Its streets and other names, by which a post may name it. */
	names: z.array(Name).max(MOST_NAMES)
});
export type Neighbourhood = z.infer<typeof Neighbourhood>;
export const Neighbourhoods = z.array(Neighbourhood).max(MAX_NEIGHBOURHOODS);
/** As a person sends them: no two have the same name. */
export const ChosenNeighbourhoods = z
	.array(z.strictObject({ name: ChosenName, names: z.array(ChosenName).max(MOST_NAMES) }))
	.max(MAX_NEIGHBOURHOODS)
	.refine(
		(all) => new Set(all.map(({ name }) => plainLetters(name))).size === all.length,
		'Each neighbourhood has a name of its own.'
	);

/** Sets the neighbourhoods of the organisation, which are proposed for each incident. */
export const setDefaultNeighbourhoods = command('installation.setNeighbourhoods', {
	input: () => z.strictObject({ neighbourhoods: ChosenNeighbourhoods }),
	allow: administrators,
	during: 'installation',
	refusals: ['installation.absent'],
	decide({ neighbourhoods }, { state }) {
		if (!state.installation) throw new Refusal('installation.absent');
		return defaultNeighbourhoodsSet({ neighbourhoods });
	}
});
export const defaultNeighbourhoodsSet = event('installation.neighbourhoodsSet', {
	data: () => z.object({ neighbourhoods: Neighbourhoods }),
	evolve(state, { neighbourhoods }) {
		if (state.installation) state.installation = { ...state.installation, neighbourhoods };
	}
});

/**
 * Reads neighbourhoods as a person types them: one on each line, with its other names in brackets:
 * `Centrum (Markt, Havenweg)`.
 * @returns null where it is more or something else than that
 */
export function readNeighbourhoods(text: string): Neighbourhood[] | null {
	const lines = text.split('\n').flatMap((line) => line.trim() || []);
	const read = lines.map((line) => {
		const [, name = '', others = ''] = /^([^()]*)(?:\(([^()]*)\))?$/.exec(line) ?? [];
		return { name: name.trim(), names: others.split(',').flatMap((other) => other.trim() || []) };
	});
	return ChosenNeighbourhoods.safeParse(read).data ?? null;
}

/** The same, to be read again. */
export const neighbourhoodsText = (all: readonly Neighbourhood[]): string =>
	all.map(({ name, names }) => (names.length > 0 ? `${name} (${names.join(', ')})` : name)).join('\n');
