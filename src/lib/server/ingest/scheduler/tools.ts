import type { Connection } from '$lib/domain/posts/connections/connection';
import type { IncidentId, Moment, SourceId } from '$lib/domain/core/ids';
import type { OutboundClients } from '../protocols/reading/reader';
import type { RawPost } from '../pipeline/raw-post';
import type { Cursors } from './cursors';
import type { StoredOf, StoredTexts } from './stored-posts';
import type { RecordOutage } from './outages';
import type { StatusOfSource } from './source-status';
import type { Semaphore } from '$lib/concurrency/semaphore';

/** The result of a delivery, as far as a source's status needs it. */
interface Accepted {
	readonly stored: number;
	readonly edited: number;
}

/** An action of the authorities, or a circumstance such as the weather. */
interface ReportedAction {
	/** Unique within the script or source that reports it. */
	readonly id: string;
	readonly channel: string;
	readonly text: string;
	/** False for a circumstance, which the authorities did not cause. True by default. */
	readonly own?: boolean;
}

/** The dependencies of everything that runs sources. */
export interface RunnerContext extends OutboundClients, RecordOutage {
	/**
	 * Stores what is new; delivering again changes nothing.
	 * @throws Refusal when the incident is closed or the source not active
	 */
	deliver(incident: IncidentId, source: SourceId, posts: readonly RawPost[]): Promise<Accepted>;
	/**
	 * Records an action of the authorities, once. `reporter` is the script or the protocol; `at` is on the incident's clock.
	 * @throws Refusal
	 */
	recordAction(incident: IncidentId, reporter: string, action: ReportedAction, at: Moment): Promise<void>;
	/** Ends the exercise at this moment of its clock, where its script ends; once. */
	end(incident: IncidentId, at: Moment): Promise<void>;
	/** Whether the log holds that action, and it was not retracted as a mistake. */
	hasAction(incident: IncidentId, reporter: string, action: ReportedAction['id']): boolean;
	/** The credential of a connection; null when there is none. */
	credential(connection: Readonly<Connection>): Promise<string | null>;
	readonly cursors: Cursors;
	readonly stored: StoredTexts;
	readonly storedOf: StoredOf;
	/** Limits the poll results that are read and not yet stored: when storing is slow, sources wait. */
	readonly polls: Semaphore;
	statusOf(incident: IncidentId, source: SourceId): StatusOfSource;
	/** The wall clock, in milliseconds since 1970. */
	now(): number;
}
