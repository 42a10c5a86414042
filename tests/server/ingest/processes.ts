import { expect } from 'vitest';
import type { IncidentId, SourceId } from '$lib/domain/core/ids';
import type { Stage } from '../stage';

/** An incident with one source, which the other processes know too. */
export async function openOn(first: Stage, ...others: Stage[]): Promise<{ log: IncidentId; source: SourceId }> {
	const { log, sources } = await first.open('x');
	const [source] = sources;
	if (!source) throw new Error('no source');
	for (const { logs } of others) await expect.poll(() => logs.seq(log)).toBe(first.logs.seq(log));
	return { log, source };
}
export const textsOf = async ({ database }: Stage, log: IncidentId): Promise<string[]> => {
	const rows = await database.sql<{ text: string }[]>`select text from post where incident_id = ${log} order by text`;
	return rows.map(({ text }) => text);
};

/** Nothing of the incident is stored until the work is done. */
export const whileNothingIsStored = ({ database }: Stage, log: IncidentId, work: () => Promise<void>) =>
	database.sql.begin(async (tx) => {
		await tx`select from log where id = ${log} for update`;
		await work();
	});
