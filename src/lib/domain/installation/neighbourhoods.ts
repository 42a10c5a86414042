import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { administrators } from '../core/policy';
import { plainLetters } from '../core/plain-letters';
import { Refusal } from '../core/refusal';
import { Text } from '../core/text';

/** The size of the field that neighbourhoods are laid out on. */
export const MOST_COLUMNS = 8;
export const MOST_ROWS = 12;
/** The most other names and streets of a neighbourhood. */
const MOST_NAMES = 30;

/** With at least a letter or a digit: posts are searched for it. */
const Name = Text(60, 'name').regex(/[\p{L}\p{N}]/u);

/** A neighbourhood: roughly where it lies, as a column and a row from the north-west, and what people call it besides. */
export const Neighbourhood = z.object({
	name: Name,
	column: z.int().min(1).max(MOST_COLUMNS),
	row: z.int().min(1).max(MOST_ROWS),
	/** Its streets and other names, by which a post may name it. */
	names: z.array(Name).max(MOST_NAMES)
});
export type Neighbourhood = z.infer<typeof Neighbourhood>;
export const Neighbourhoods = z.array(Neighbourhood).max(MOST_COLUMNS * MOST_ROWS);
const areApart = (all: readonly Neighbourhood[]): boolean =>
	new Set(all.map(({ name }) => plainLetters(name))).size === all.length &&
	new Set(all.map(({ column, row }) => `${column} ${row}`)).size === all.length;
/** As a person sends them: no two have the same name or lie in the same place. */
export const ChosenNeighbourhoods = z
	.array(z.strictObject(Neighbourhood.shape))
	.max(MOST_COLUMNS * MOST_ROWS)
	.refine(areApart, 'Each neighbourhood has a name and a place of its own.');

/** Sets the neighbourhoods of the organisation, from which an incident takes its map. */
export const setUsualNeighbourhoods = command('installation.setNeighbourhoods', {
	input: () => z.strictObject({ neighbourhoods: ChosenNeighbourhoods }),
	allow: administrators,
	during: 'installation',
	refusals: ['installation.absent'],
	decide({ neighbourhoods }, { state }) {
		if (!state.installation) throw new Refusal('installation.absent');
		return usualNeighbourhoodsSet({ neighbourhoods });
	}
});
export const usualNeighbourhoodsSet = event('installation.neighbourhoodsSet', {
	data: () => z.object({ neighbourhoods: Neighbourhoods }),
	evolve(state, { neighbourhoods }) {
		if (state.installation) state.installation = { ...state.installation, neighbourhoods };
	}
});

/**
 * Reads neighbourhoods as a person lays them out: a line is a row, `|` parts the columns, an empty cell or `-` is no
 * neighbourhood, and its other names stand in brackets: `West | Centrum (Markt, Havenweg) | -`.
 * @returns null where it is more or something else than that
 */
export function readNeighbourhoods(text: string): Neighbourhood[] | null {
	const rows = text.split(/\r?\n/).map((line) => line.split('|').map((cell) => cell.trim()));
	const read = rows.flatMap((cells, row) =>
		cells.flatMap((cell, column) => {
			if (cell === '' || cell === '-') return [];
			const [, name = '', others = ''] = /^([^()]*)(?:\(([^()]*)\))?$/.exec(cell) ?? [];
			const names = others.split(',').flatMap((other) => other.trim() || []);
			return [{ name: name.trim(), column: column + 1, row: row + 1, names }];
		})
	);
	return ChosenNeighbourhoods.safeParse(read).data ?? null;
}

/** The same, to be read again. */
export function neighbourhoodsText(all: readonly Neighbourhood[]): string {
	const [columns, rows] = [Math.max(0, ...all.map(({ column }) => column)), Math.max(0, ...all.map(({ row }) => row))];
	const cellAt = (column: number, row: number): string => {
		const found = all.find((each) => each.column === column && each.row === row);
		if (!found) return '-';
		return found.names.length > 0 ? `${found.name} (${found.names.join(', ')})` : found.name;
	};
	return Array.from({ length: rows }, (_, row) =>
		Array.from({ length: columns }, (_, column) => cellAt(column + 1, row + 1)).join(' | ')
	).join('\n');
}
