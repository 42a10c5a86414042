import type { Connection, Protocol } from '$lib/domain/connection';
import type { GuardedFetch } from '../guarded-fetch';
import { pollFeed, type FeedPoll } from './feed';

export interface Question {
	connection: Readonly<Connection>;
	/** Of the last answer; null starts from the beginning. */
	cursor: unknown;
	fetch: GuardedFetch;
	/** On the wall's clock. */
	now: number;
	signal: AbortSignal;
}
/** What a connection has that is new, and when it may be asked again. What a source does wrong is a `problem`, never thrown. */
export type Poll = Omit<FeedPoll, 'cursor'> & { cursor: unknown };

/** Every protocol there is. To add one: a file in this folder and a line here. */
export const protocols: Readonly<Record<Protocol, (question: Question) => Promise<Poll>>> = {
	feed: ({ connection, ...question }) => pollFeed({ ...question, address: connection.address, platform: connection.platform })
};
