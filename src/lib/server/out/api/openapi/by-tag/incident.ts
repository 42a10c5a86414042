import { z } from 'zod';
import { Moment } from '$lib/domain/core/ids';
import type { Operation } from './operation';
import { ofIncident, reading } from './parameters';

/** The highest number that an event can have: a column `integer`. */
const MAX_SEQ = 2_147_483_647;
/** The events after this number. */
export const EventsQuery = z.object({
	after: z.coerce.number().int().nonnegative().max(MAX_SEQ),
	limit: z.coerce.number().int().min(1).max(5000).default(1000)
});
/** The start of the time series. */
export const TimeSeriesQuery = z.object({ from: Moment.nullable().default(null) });

/** What an incident contains, and how it develops. */
export const incident: readonly Operation[] = [
	{
		...reading,
		path: `${ofIncident}/state`,
		id: 'readState',
		tag: 'incident',
		summary: 'Read the whole state',
		description: 'The incident with its sources, findings, facts, labels and texts: the state after event `seq`.',
		answer: { status: 200, says: 'The state.', shape: 'IncidentState' }
	},
	{
		...reading,
		path: `${ofIncident}/events`,
		id: 'listEvents',
		tag: 'incident',
		summary: 'List the events after a number',
		description:
			'All events in order, without gaps. `head` is the number of the newest event; continue with the number of the last event you got.',
		query: EventsQuery,
		answer: { status: 200, says: 'As many events as fit in one response.', shape: 'EventsPage' }
	},
	{
		...reading,
		path: `${ofIncident}/figures`,
		id: 'readFigures',
		tag: 'incident',
		summary: 'Read the current figures',
		answer: { status: 200, says: 'Counts, the queue, and every finding.', shape: 'Figures' }
	},
	{
		...reading,
		path: `${ofIncident}/time-series`,
		id: 'readTimeSeries',
		tag: 'incident',
		summary: 'Read the time series of the incident',
		description:
			'In steps of equal length: posts per source and rumour; labelled stories, and the actions of the authorities.',
		query: TimeSeriesQuery,
		answer: { status: 200, says: 'A row of numbers for each line in the charts.', shape: 'TimeSeries' }
	},
	{
		...reading,
		path: `${ofIncident}/sources`,
		id: 'listSourceStatuses',
		tag: 'incident',
		summary: 'Read the status of the sources',
		description: 'Only of the sources that the program polls. The incident’s state lists all sources.',
		answer: { status: 200, says: 'A status for each source.', shape: 'SourceStatuses' }
	}
];
