import type { Installation } from '../setup/installation';
import { recount, type Finding, type Recounted } from '../figures/recount';
import { lastReport, readSurfaces, type Measured } from '../figures/surfaces';
import { expected, figuresIn, plainText, readByOthers, released, type Table } from '../figures/table';

/**
 * Reads every surface of an incident and compares it with figures that are counted apart.
 * @param findings with the name that their figures have in the table
 * @param table what each surface must show
 * @param byHand figures that were worked out by hand
 * @returns what is wrong; null without Chromium
 */
export async function wrongFigures(
	installation: Installation,
	measured: Measured,
	findings: readonly Finding[],
	table: Table,
	byHand: Recounted = {}
): Promise<string[] | null> {
	const { incident } = measured;
	const recountAt = async (moment: Date): Promise<Recounted> => ({
		...(await recount(installation.sql, incident, moment, findings)),
		...byHand
	});
	const { moment } = await lastReport(installation, incident);
	const [inReport, start] = [await recountAt(moment), installation.clock.now()];
	const wrongOn = async (surface: string, text: string): Promise<string[]> => {
		const [isReleased, now] = [released.includes(surface), installation.clock.now()];
		const figures = isReleased ? inReport : await recountAt(now);
		const missing = table.flatMap(([on, shown]) => {
			const words = expected(shown, figures, isReleased ? [moment, moment] : [start, now]);
			return on !== surface || words.test(plainText(text))
				? []
				: [`${surface} does not say "${shown}", as ${words.source}`];
		});
		const values = new Set([0, ...Object.values(figures)]);
		const unknown = readByOthers.includes(surface) ? figuresIn(text).filter((number) => !values.has(number)) : [];
		const around = (number: number): string =>
			(plainText(text).match(new RegExp(`.{0,40}(?<!\\d)${String(number)}(?!\\d).{0,20}`, 'g')) ?? []).join(' … ');
		return [
			...missing,
			...unknown.map((number) => `${surface} has ${String(number)}, which nobody recounted: ${around(number)}`)
		];
	};
	// As it was when the surface was read: a minute later another post is half an hour old.
	const wrongWhenRead = new Map<string, string[]>();
	const isRight = async (surface: string, text: string): Promise<boolean> => {
		const wrong = await wrongOn(surface, text);
		wrongWhenRead.set(surface, wrong);
		return wrong.length === 0;
	};
	const surfaces = await readSurfaces(installation, measured, isRight);
	if (surfaces === null) return null;
	const wrong = await Promise.all(
		[...surfaces].map(async ([surface, text]) => wrongWhenRead.get(surface) ?? (await wrongOn(surface, text)))
	);
	const unread = table.filter(([surface]) => !surfaces.has(surface)).map(([surface]) => `${surface} was not read`);
	return [...wrong.flat(), ...new Set(unread)];
}
