import { subMinutes } from 'date-fns';
import type { Sql, TransactionSql } from 'postgres';
import { incidentTime } from '$lib/domain/core/clock';
import { momentOf, type IncidentId, type Moment } from '$lib/domain/core/ids';
import type { ReadState } from '$lib/domain/core/state';

/** One reading of an incident: its tables, its state as far as this process followed, and what its clock shows. */
export interface ReadingContext {
	readonly sql: Sql | TransactionSql;
	readonly incident: IncidentId;
	readonly state: ReadState;
	/** On the incident's clock. */
	readonly now: Moment;
}

/** A reading at this moment by wall-clock time. */
export const readNow = (sql: Sql | TransactionSql, incident: IncidentId, state: ReadState): ReadingContext => ({
	sql,
	incident,
	state,
	now: incidentTime(state.clock, momentOf(Date.now()))
});

/** A moment out of a row. */
export const momentAt = (date: Date): Moment => momentOf(date.getTime());

/** So many minutes before a moment. */
export const minutesBefore = (moment: Moment, minutes: number): Moment => momentAt(subMinutes(moment, minutes));
