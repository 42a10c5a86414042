import type { Connection } from '$lib/domain/posts/connection';
import type { IncidentId, Moment, SourceId } from '$lib/domain/core/ids';
import type { OutboundClients } from '../protocols/reading/reader';
import type { RawPost } from '../pipeline/raw-post';
import type { Cursors } from './cursors';
import type { StoredTexts } from './stored-posts';
import type { RecordOutage } from './outages';
import type { StatusOfSource } from './source-status';
import type { Semaphore } from '$lib/concurrency/semaphore';

/** What came of a delivery, as far as a source's status says it. */
interface Accepted {
	readonly stored: number;
	readonly edited: number;
}

/** Something that the authorities do, or that happens around. */
interface Act {
	/** Unique within the script or source that tells of it. */
	readonly id: string;
	readonly channel: string;
	readonly text: string;
	/** Not by the authorities: a circumstance. Theirs unless said. */
	readonly own?: boolean;
}

/** What those who run the sources have been given. */
export interface RunnerContext extends OutboundClients, RecordOutage {
	/** Stores what is new; delivering again changes nothing. @throws Refusal when the incident is closed or the source not active */
	deliver(incident: IncidentId, source: SourceId, posts: readonly RawPost[]): Promise<Accepted>;
	/** Records what the authorities do, once. `teller` is the script or source; `at` on the incident's clock. @throws Refusal */
	act(incident: IncidentId, teller: string, act: Act, at: Moment): Promise<void>;
	/** Whether that stands in the log, and was not taken back as a mistake. */
	acted(incident: IncidentId, teller: string, act: Act['id']): boolean;
	/** What opens a connection; null where none was given. */
	credential(connection: Readonly<Connection>): Promise<string | null>;
	readonly cursors: Cursors;
	readonly stored: StoredTexts;
	/** So many answers are read and not yet stored at once: when storing is slow, sources wait. */
	readonly polls: Semaphore;
	statusOf(source: SourceId): StatusOfSource;
	/** The wall's clock, in milliseconds since 1970. */
	now(): number;
}
