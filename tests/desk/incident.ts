import { BatchId, IncidentId, momentOf, SourceId, type Moment, type PersonId } from '$lib/domain/core/ids';
import { postsArrived } from '$lib/domain/posts/post';
import { openIncident } from '$lib/domain/incident/incident';
import type { Frame, WireEvent } from '$lib/domain/realtime';
import { collections, singles, type State } from '$lib/domain/core/state';
import type { AnyCommandKind } from '$lib/domain/core/command';
import { commandKind } from '$lib/domain/commands';
import { Refusal } from '$lib/domain/core/refusal';
import type { Actor } from '$lib/domain/core/role';
import type { Delivery } from '$lib/desk/outbox/outbox';
import { bram, fresh, opening, InMemoryIncident } from '../domain/in-memory-incident';

/**
 * An incident's log as the server keeps it, without a server: commands are handled and applied, each one once, and can
 * be read back in their transport form.
 */
export class Server {
	readonly testIncident = new InMemoryIncident();
	/** The prefix of hashes; another one for lines that are written after a restore. */
	copy = '#';
	/** The last line of the restored copy; its lines have the original hashes. */
	restoredUpTo = 0;
	readonly id = fresh(IncidentId);
	readonly events: WireEvent[] = [];
	/** Commands that were delivered, in order, repeats included. */
	readonly delivered: string[] = [];
	readonly #first = new Map<string, Delivery>();

	constructor() {
		this.do(openIncident, opening());
	}
	get state(): State {
		return this.testIncident.state;
	}
	get seq(): number {
		return this.testIncident.seq;
	}
	get now(): Moment {
		return momentOf(this.testIncident.wall);
	}
	/** A person does something. @returns the events it led to */
	do(kind: AnyCommandKind, input: unknown, actor: Actor = bram, command: string = crypto.randomUUID()): WireEvent[] {
		const before = this.seq;
		const happened = this.testIncident.when(kind, input, actor);
		const made = happened.map(({ type, data }, at) => this.#line(before + 1 + at, type, data, actor.id, command));
		this.events.push(...made);
		return made;
	}
	/** This many posts arrive. @returns the number of the line that says so */
	arrive(count: number): number {
		const arrived = postsArrived({ batch: fresh(BatchId), source: fresh(SourceId), count });
		this.testIncident.take(arrived, bram.id);
		this.events.push({ ...this.#line(this.seq, arrived.type, arrived.data, bram.id, ''), command: null });
		return this.seq;
	}
	/** Answers as the command endpoint does. */
	deliver({ id, type, input }: { id: string; type: string; input: unknown }, actor: Actor = bram): Delivery {
		this.delivered.push(id);
		const again = this.#first.get(id);
		if (again) return again;
		const kind = commandKind(type);
		if (!kind) return { kind: 'refused', code: 'command.unknown', details: {} };
		if (!kind.input.safeParse(input).success) return { kind: 'refused', code: 'command.invalid', details: {} };
		const from = this.seq + 1;
		try {
			this.do(kind, input, actor, id);
		} catch (error) {
			if (error instanceof Refusal) return { kind: 'refused', code: error.code, details: error.details };
			throw error;
		}
		const answer: Delivery = { kind: 'saved', from, to: this.seq };
		this.#first.set(id, answer);
		return answer;
	}
	after(seq: number): WireEvent[] {
		return this.events.filter((event) => event.seq > seq);
	}
	frame(from: number, to: number): Frame {
		return {
			incident: this.id,
			from,
			to,
			before: this.hashOf(from - 1),
			events: this.events.filter(({ seq }) => seq >= from && seq <= to),
			stories: [],
			more: 0
		};
	}
	/** The hash of this line; that of the whole log so far would do too. */
	hashOf(seq: number): string {
		return seq === 0 ? '' : `${seq > this.restoredUpTo ? this.copy : '#'}${seq}`;
	}
	#line(seq: number, type: string, data: unknown, by: PersonId, command: string): WireEvent {
		return {
			seq,
			hash: this.hashOf(seq),
			wallAt: this.now,
			by,
			command,
			redacted: false,
			type,
			data: JSON.parse(JSON.stringify(data)) as unknown
		};
	}
}

/** A state as plain values, for comparison. */
export const plainState = (state: State): unknown =>
	JSON.parse(
		JSON.stringify({
			...Object.fromEntries(singles.map((single) => [single, state[single]])),
			...Object.fromEntries(
				collections.map((name) => [
					name,
					[...state[name].entries()].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))
				])
			)
		})
	);
