import { z } from 'zod';
import { millisecondsOf, type Moment } from '../core/ids';

/** Why a back-up was not made, in a word that the screens have a sentence for. */
export const BackupProblem = z.enum(['folder', 'full', 'cutShort', 'other']);
export type BackupProblem = z.infer<typeof BackupProblem>;

/** The state of the back-ups of this installation. */
export interface BackupState {
	/** The hours between two back-ups that the program makes itself; null: a person or another program makes them. */
	readonly everyHours: number | null;
	readonly made: {
		readonly at: Moment;
		readonly file: string;
		readonly bytes: number;
		readonly seconds: number;
	} | null;
	readonly failed: { readonly at: Moment; readonly problem: BackupProblem } | null;
}

/** Milliseconds. */
const HOUR = 3_600_000;
/** Without a timetable: people make one each week at least. */
const MAX_AGE_BY_HAND = 7 * 24 * HOUR;
/** One that is under way, or a machine that was off for a moment, is no alarm. */
const SLACK = HOUR;

/** Why an administrator has to look: there is no back-up at all, or the last one failed or is too old. */
export type BackupAlarm = 'none' | 'late';

/**
 * The last back-up failed and none was made since, or the last one is older than two turns of the timetable (a week
 * without one). One that was never tried is no alarm in a timetable: the first is made at the start.
 */
export function backupAlarmOf({ everyHours, made, failed }: BackupState, now: Moment): BackupAlarm | null {
	if (failed && (made === null || made.at < failed.at)) return 'late';
	if (made === null) return everyHours === null ? 'none' : null;
	const maxAge = everyHours === null ? MAX_AGE_BY_HAND : 2 * everyHours * HOUR + SLACK;
	return millisecondsOf(now) - millisecondsOf(made.at) > maxAge ? 'late' : null;
}
