import { z } from 'zod';
import { Moment } from '$lib/domain/ids';
import { program } from '$lib/server/host';
import { desk } from '$lib/server/http/door';
import { readQuery } from '$lib/server/http/refused';
import { reports } from '$lib/server/report/reports';

const Query = z.object({
	place: z.coerce.number().int().positive().optional(),
	moment: Moment.optional(),
	/** For the live draft: not older than this number of the log, which the asker knows of. */
	from: z.coerce.number().int().nonnegative().default(0)
});

/**
 * The report as JSON: `{ frame, report, proposal, omitted }`. As it stands now, or at any `place` in the log and `moment` on the incident's clock.
 */
export const GET = desk(async ({ incident, url }) => {
	const { place, moment, from } = readQuery(url, Query);
	const service = reports.of(program());
	if (place === undefined && moment === undefined) return Response.json(service.told(incident, await service.draft(incident, from)));
	const rendered = await service.at(incident, place ?? service.head(incident), moment ?? service.now(incident));
	return Response.json(service.told(incident, rendered));
});
