import { z } from 'zod';
import { command } from './command';
import { event } from './event';
import { ConnectionId } from './ids';
import { Platform } from './platform';
import { Refusal } from './refusal';
import { Text } from './text';

export const Protocol = z.enum(['feed']);
export type Protocol = z.infer<typeof Protocol>;

/** A way to posts that belongs to the installation and feeds the sources of any number of incidents. */
export const Connection = z.object({
	id: ConnectionId,
	protocol: Protocol,
	name: Text(120),
	address: z.url({ protocol: /^https?$/ }).max(2000),
	platform: Platform,
	removed: z.boolean()
});
export type Connection = z.infer<typeof Connection>;

export const addConnection = command('connection.add', {
	input: Connection.omit({ removed: true }).strict(),
	allow: ['administrator', 'analyst'],
	during: 'installation',
	decide(input, { state }) {
		if (state.connections.has(input.id)) throw new Refusal('id.taken');
		return connectionAdded({ ...input, removed: false });
	}
});
export const connectionAdded = event('connection.added', {
	data: Connection,
	evolve(state, connection) {
		state.connections.set(connection.id, connection);
	}
});
