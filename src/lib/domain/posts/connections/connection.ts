import { z } from 'zod';
import { command } from '../../core/command';
import { event } from '../../core/event';
import { ConnectionId, Moment, Sha256 } from '../../core/ids';
import { analystsAndAdministrators } from '../../core/policy';
import { Platform } from '../platform';
import { Protocol } from './protocols';
import { Refusal } from '../../core/refusal';
import { change } from '../../core/state';
import { Text } from '../../core/text';

/**
 * The budget of a source that is paid per post, per calendar month in euro cents; a price may be a fraction of a cent.
 */
const Budget = z.object({
	perPost: z.number().nonnegative().max(10_000),
	maxPerMonth: z.int().nonnegative().max(100_000_000)
});
type Budget = z.infer<typeof Budget>;

/** A connection to posts that belongs to the installation and feeds the sources of any number of incidents. */
export const Connection = z.object({
	id: ConnectionId,
	protocol: Protocol,
	name: Text(120, 'name'),
	address: z.url({ protocol: /^https?$/ }).max(2000),
	platform: Platform,
	budget: Budget.nullable().default(null),
	/**
	 * The SHA-256 of the current encrypted credential, and since when on the wall clock. The log never holds the
	 * credential.
	 */
	credential: z.object({ mark: Sha256, at: Moment }).nullable().default(null),
	removed: z.boolean()
});
export type Connection = z.infer<typeof Connection>;

declare module '../../core/command' {
	interface References {
		readonly connections: ReadonlyMap<ConnectionId, { readonly platform: Platform }>;
	}
}
declare module '../../core/state' {
	interface Collections {
		connections: [ConnectionId, Connection];
	}
}

export const addConnection = command('connection.add', {
	input: () => Connection.omit({ removed: true, credential: true }).strict(),
	allow: analystsAndAdministrators,
	proof: 'none',
	during: 'installation',
	refusals: ['id.taken'],
	decide(input, { state }) {
		if (state.connections.has(input.id)) throw new Refusal('id.taken');
		return connectionAdded({ ...input, credential: null, removed: false });
	}
});
export const connectionAdded = event('connection.added', {
	data: () => Connection,
	evolve(state, connection) {
		state.connections.set(connection.id, connection);
	}
});

/** Sets another key for the same source, which applies at once; the read position stays. */
export const setCredential = command('connection.setCredential', {
	input: () => z.strictObject({ connection: ConnectionId, mark: Sha256 }),
	allow: analystsAndAdministrators,
	proof: 'none',
	during: 'installation',
	refusals: ['connection.absent'],
	decide({ connection, mark }, { state, wallNow }) {
		if (!state.connections.has(connection)) throw new Refusal('connection.absent');
		return credentialSet({ connection, credential: { mark, at: wallNow } });
	}
});
export const credentialSet = event('connection.credentialSet', {
	data: () => z.object({ connection: ConnectionId, credential: Connection.shape.credential }),
	evolve: (state, { connection, credential }) => change(state.connections, connection, { credential })
});

export const setBudget = command('connection.setBudget', {
	input: () => z.strictObject({ connection: ConnectionId, budget: Budget.nullable() }),
	allow: analystsAndAdministrators,
	proof: 'none',
	during: 'installation',
	refusals: ['connection.absent'],
	decide({ connection, budget }, { state }) {
		if (!state.connections.has(connection)) throw new Refusal('connection.absent');
		return budgetSet({ connection, budget });
	}
});
export const budgetSet = event('connection.budgetSet', {
	data: () => z.object({ connection: ConnectionId, budget: Budget.nullable() }),
	evolve: (state, { connection, budget }) => change(state.connections, connection, { budget })
});
