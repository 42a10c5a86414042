import { TimeSeriesQuery } from '$lib/server/out/api/openapi/by-tag/incident';
import { desk } from '$lib/server/out/api/authorize';
import { readQuery } from '$lib/server/out/api/refusal-response';
import { timeSeries } from '$lib/server/read/queries/time-series';

/** The time series of the charts, in steps of equal length up to now. `?from=` starts it later than the first post. */
export const GET = desk(async ({ url, read }) => {
	const { from } = readQuery(url, TimeSeriesQuery);
	return Response.json(await read((_, reading) => timeSeries(reading, from)));
});
