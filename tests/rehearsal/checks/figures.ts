import type { Installation } from '../world/installation';
import { recount } from '../figures/recount';
import { readSurfaces } from '../figures/surfaces';
import { expected, integersIn, plain, readByOthers, type Table } from '../figures/table';

/** The findings of the built incident, with the name that their figures have in the table. */
const names = { school: 'open need', windows: 'third need', pets: 'need', water: 'rumour', bridge: 'open rumour' };

/**
 * Reads every surface of the built incident and compares it with figures that are counted apart.
 * @param table what each surface must show
 * @param waitingRows how many rows *Wacht op u* has for the analyst, worked out by hand
 * @returns what is wrong
 */
export async function wrongFigures(world: Installation, table: Table, waitingRows: number): Promise<string[]> {
	const incident = world.ids.of('figures incident');
	const findings = Object.entries(names).map(([name, made]) => ({ name, id: world.ids.of(`figures ${made}`) }));
	const now = world.clock.now();
	const figures = { ...(await recount(world.sql, incident, now, findings)), 'waiting rows': waitingRows };
	const wrongOn = (surface: string, text: string): string[] =>
		table.flatMap(([on, shown]) => {
			const words = expected(shown, figures, now);
			return on !== surface || words.test(plain(text))
				? []
				: [`${surface} does not say "${shown}", as ${words.source}`];
		});
	const surfaces = await readSurfaces(world, incident, (surface, text) => wrongOn(surface, text).length === 0);
	const values = new Set([0, ...Object.values(figures)]);
	const unknown = readByOthers.flatMap((surface) =>
		integersIn(surfaces.get(surface) ?? '').flatMap((integer) =>
			values.has(integer) ? [] : [`${surface} has the number ${String(integer)}, which nobody recounted`]
		)
	);
	const wrong = [...surfaces].flatMap(([surface, text]) => wrongOn(surface, text));
	const absent = table.flatMap(([surface]) => (surfaces.has(surface) ? [] : [`${surface} was not read`]));
	return [...new Set([...wrong, ...unknown, ...absent])];
}
