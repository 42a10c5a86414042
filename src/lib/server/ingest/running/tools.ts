import type { IncidentId, Moment, SourceId } from '$lib/domain/ids';
import type { ScriptedAction } from '../exercises/script';
import type { GuardedFetch } from '../guarded-fetch';
import type { RawPost } from '../raw-post';
import type { Cursors } from './cursors';
import type { StatusOfSource } from './source-status';
import type { Turns } from './turns';

/** What came of a delivery, as far as a source's status says it. */
export interface Taken {
	readonly stored: number;
	readonly edited: number;
}

/** What those who run the sources have been given. */
export interface Tools {
	readonly fetch: GuardedFetch;
	/** Stores what is new; delivering again changes nothing. @throws Refusal when the incident is closed or the source not active */
	deliver(incident: IncidentId, source: SourceId, posts: readonly RawPost[]): Promise<Taken>;
	/** Records what the authorities do in an exercise, once. `at` on the incident's clock. @throws Refusal */
	act(incident: IncidentId, script: string, action: ScriptedAction, at: Moment): Promise<void>;
	readonly cursors: Cursors;
	/** So many answers are read and not yet stored at once: when storing is slow, sources wait. */
	readonly turns: Turns;
	statusOf(source: SourceId): StatusOfSource;
	/** The wall's clock, in milliseconds since 1970. */
	now(): number;
}
