import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { Moment, OutletId, PersonId } from '../core/ids';
import { coordinatorsAndAdministrators } from '../core/policy';
import { limitOf, ServerLimit, type ServerLimits } from './channel';
import { Network } from './posting';
import { Refusal } from '../core/refusal';
import { change } from '../core/state';
import { LooseText, Text } from '../core/text';

/** One of our accounts on a network, on which the program can publish. The log never holds its credentials. */
export const Outlet = z.object({
	id: OutletId,
	network: Network,
	/** Its server: scheme, host and port. */
	server: z.url({ protocol: /^https?$/ }).max(300),
	/** The account name on the network: `@gemeente@mastodon.example`. */
	name: Text(160, 'name'),
	/** The limit of its server; null where that is what is usual on the network. */
	limit: ServerLimit.nullable().default(null),
	connected: z.object({ by: PersonId, at: Moment }),
	disconnected: z.object({ by: PersonId, at: Moment }).nullable()
});
export type Outlet = z.infer<typeof Outlet>;

declare module '../core/command' {
	interface References {
		/** The connected outlets. */
		readonly outlets: ReadonlyMap<OutletId, Pick<Outlet, 'network'>>;
		/** See {@link limitsOf}. */
		readonly limits: ServerLimits;
	}
}
declare module '../core/state' {
	interface Collections {
		outlets: [OutletId, Outlet];
	}
}

/** The limits of the connected accounts; of several on one network the lowest, so that words fit on each. */
export function limitsOf(outlets: Iterable<Pick<Outlet, 'network' | 'limit' | 'disconnected'>>): ServerLimits {
	const connected = [...outlets].filter(({ disconnected }) => disconnected === null);
	const limits: Partial<Record<Network, ServerLimit>> = {};
	for (const network of Network.options) {
		const own = connected.filter((outlet) => outlet.network === network);
		const [lowest] = own.flatMap(({ limit }) => limit ?? []).sort((a, b) => a.characters - b.characters);
		const usual = limitOf[network] ?? Infinity;
		// An account whose server says nothing has what is usual.
		if (lowest && (lowest.characters < usual || own.every(({ limit }) => limit !== null))) limits[network] = lowest;
	}
	return limits;
}

export const connectOutlet = command('outlet.connect', {
	input: () => Outlet.pick({ id: true, network: true, server: true, name: true, limit: true }).strict(),
	allow: coordinatorsAndAdministrators,
	during: 'installation',
	refusals: ['id.taken'],
	decide(input, { state, actor, wallNow }) {
		if (state.outlets.has(input.id)) throw new Refusal('id.taken');
		return outletConnected({ ...input, connected: { by: actor.id, at: wallNow }, disconnected: null });
	}
});
export const outletConnected = event('outlet.connected', {
	data: () => Outlet.extend({ name: LooseText(160, 'name') }),
	evolve(state, outlet) {
		if (!state.outlets.has(outlet.id)) state.outlets.set(outlet.id, outlet);
	}
});

/** Disconnects the account: the program no longer publishes there. */
export const disconnectOutlet = command('outlet.disconnect', {
	input: () => z.strictObject({ outlet: OutletId }),
	allow: coordinatorsAndAdministrators,
	during: 'installation',
	refusals: ['outlet.absent'],
	decide({ outlet }, { state, actor, wallNow }) {
		const found = state.outlets.get(outlet);
		if (!found || found.disconnected) throw new Refusal('outlet.absent');
		return outletDisconnected({ outlet, disconnected: { by: actor.id, at: wallNow } });
	}
});
export const outletDisconnected = event('outlet.disconnected', {
	data: () => z.object({ outlet: OutletId, disconnected: Outlet.shape.disconnected }),
	evolve: (state, { outlet, disconnected }) => change(state.outlets, outlet, { disconnected })
});
