import { subMinutes } from 'date-fns';
import type { Sql, TransactionSql } from '$lib/server/platform/driver/sql';
import { presentIn } from '$lib/domain/core/present';
import { momentOf, type IncidentId, type Moment } from '$lib/domain/core/ids';
import type { ReadState } from '$lib/domain/core/state';

/** What is needed to read an incident: its tables, its state in this process, and the time of its clock. */
export interface ReadingContext {
	readonly sql: Sql | TransactionSql;
	readonly incident: IncidentId;
	readonly state: ReadState;
	/** On the incident's clock. */
	readonly now: Moment;
}

/** A context for reading at the current time. */
export const readNow = (sql: Sql | TransactionSql, incident: IncidentId, state: ReadState): ReadingContext => ({
	sql,
	incident,
	state,
	now: presentIn(state, momentOf(Date.now()))
});

/** The moment of a date from a row. */
export const momentAt = (date: Date): Moment => momentOf(date.getTime());

/** The moment this many minutes earlier. */
export const minutesBefore = (moment: Moment, minutes: number): Moment => momentAt(subMinutes(moment, minutes));
