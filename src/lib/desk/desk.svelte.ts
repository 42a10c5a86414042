/* eslint-disable svelte/prefer-svelte-reactivity -- the plain maps and sets here are bookkeeping that no screen reads */
import { createContext } from 'svelte';
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { z } from 'zod';
import type { AnyCommandKind, CommandStep } from '$lib/domain/core/command';
import { commandKind, type CommandInput, type CommandType, type Permitted } from '$lib/domain/commands';
import { DESK_POST, DeskPost } from '$lib/domain/posts/entry/desk-post';
import {
	millisecondsOf,
	momentOf,
	type CommandId,
	type IncidentId,
	type Moment,
	type PersonId
} from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import type { Outlet } from '$lib/domain/official-text/outlet';
import type { Role } from '$lib/domain/core/role';
import { waitingWork } from '$lib/domain/waiting/waiting-work';
import { IncidentClock } from './sync/clock.svelte';
import { IncidentConnection, type ConnectionReads } from './sync/connection.svelte';
import { IncidentStore } from './sync/incident-store.svelte';
import { mentions } from './outbox/mentions';
import { Outbox, type Delivery, type OutboxEnvironment, type TabMessage } from './outbox/outbox';
import { asJson, type WaitingCommand } from './outbox/outbox-storage';
import { OwnCommands, storyIn, type OwnCommand } from './outbox/own-commands';
import { stillStands, undoSteps } from './outbox/undo';
import type { OpenTransport } from './sync/transport';

/** The result of a command. `unanswered`: it is unknown whether it was stored; send it again with the same id. */
export type CommandAnswer =
	| Exclude<Delivery, { kind: 'unreachable' } | { kind: 'signedOut' }>
	| { readonly kind: 'unanswered'; readonly id: CommandId };

/** The command definition as `send` takes it: every command of the domain is one. */
interface Sendable<S extends z.ZodType> {
	readonly type: string;
	readonly input: S;
}
interface SendOptions {
	/** The id of an unanswered command, to send it again. */
	readonly id?: CommandId;
	/** How to undo it, where the desk cannot know (merging, splitting); `null` when it cannot be undone. */
	readonly undo?: readonly CommandStep[] | null;
	/** Commands of one act (accepting a proposal) are undone together: give them the same name, new for each act. */
	readonly act?: string;
}

/**
 * How long a command waits before words say so, in milliseconds. Most are saved sooner, and words that come and go at
 * each key only disturb; how a label stands there says it at once.
 */
const WORTH_SAYING = 1_000;

type UnstoredCommand = Omit<WaitingCommand, 'key' | 'refused'>;

export interface Colleague {
	readonly id: PersonId;
	readonly name: string;
	readonly initials: string;
	/** Whether this person may be asked for approvals here. */
	readonly spokesperson?: boolean;
}

/**
 * A person at an incident: all that a page needs. The state follows the log; `send` is the one way to change it; what
 * is not saved is kept on this device and shown as such. The incident's layout makes it once; pages take it with
 * `useDesk()`.
 */
export class Desk {
	readonly clock: IncidentClock;
	readonly store: IncidentStore;
	readonly connection: IncidentConnection;
	/** The people who work here, by id. */
	readonly people = new SvelteMap<PersonId, Colleague>();
	/** Our accounts on networks, on which the program can publish. */
	outlets: readonly Pick<Outlet, 'id' | 'network' | 'name'>[] = $state.raw([]);

	/** This person's own last actions in this tab, newest last. */
	done: readonly OwnCommand[] = $state.raw([]);
	/** The newest of them that can be undone. */
	readonly undoing = $derived(this.done.findLast(({ steps }) => steps.length > 0) ?? null);
	/** Why the last undo was refused: a colleague changed the same thing since. */
	undoRefused: {
		readonly action: OwnCommand;
		/** How many of its steps. */
		readonly count: number;
		readonly code: string;
		readonly details: Record<string, string | number>;
	} | null = $state.raw(null);
	/** This person's commands for this incident that are not saved yet, and those that were refused and are kept. */
	waiting: readonly WaitingCommand[] = $state.raw([]);
	refused: readonly WaitingCommand[] = $state.raw([]);
	/** The fields with words that were typed and not saved, by any name that is theirs alone. */
	readonly typed = new SvelteSet<string>();
	/** When the last of them was saved, by the wall clock. */
	savedAt: Moment | null = $state(null);
	/** True while nothing is sent because the person must sign in again. */
	signedOut = $state(false);
	/** False where waiting commands do not outlive this page. */
	lasting = $state(true);
	/** Whether it is known what earlier pages left on this device: before that it cannot be said that all is saved. */
	isOutboxRead = $state(false);
	/**
	 * Whether all is saved, for every part of the screen that shows it: what waits, what was refused and is kept on this
	 * device, and what stands in a field.
	 */
	readonly saveState = $derived({
		known: this.isOutboxRead,
		waiting: this.waiting.length,
		refused: this.refused.length,
		typed: this.typed.size,
		savedAt: this.savedAt ?? undefined
	});
	/** What waits for this person and for others, by the minute: the one list behind all screens and counts. */
	readonly work = $derived.by(() =>
		waitingWork(this.store.state, { id: this.person.id, roles: this.roles }, momentOf(this.clock.minute))
	);
	/** See {@link mentions}. */
	readonly unsaved = $derived(mentions(this.waiting));
	/** Of them those for which it is time to say so. */
	readonly unsavedLong = $derived(mentions(this.waiting.filter((waiting) => this.#waitsLong(waiting))));

	#isStopped = false;
	#outbox: Outbox | null = null;
	/** What sends is here, or the desk was stopped before. */
	readonly #canSend: Promise<void>;
	#sendsNow: () => void = () => undefined;
	/** Commands given before the outbox was open. */
	readonly #early: UnstoredCommand[] = [];
	readonly #own: OwnCommands;
	readonly #answers = new Map<CommandId, (answer: CommandAnswer) => void>();

	constructor(
		readonly incident: IncidentId,
		readonly person: Colleague,
		/** The roles that the server gave for this incident, and what they may do. */
		readonly roles: readonly Role[],
		readonly permitted: Permitted,
		reads: ConnectionReads,
		/** Keeps this person's last actions over a reload. */
		kept?: Pick<Storage, 'getItem' | 'setItem'>
	) {
		this.#own = new OwnCommands(() => (this.done = this.#own.all), kept, `voelspriet.done.${incident}.${person.id}`);
		this.done = this.#own.all;
		this.store = new IncidentStore(() => ({ id: person.id, roles: this.roles }));
		this.clock = new IncidentClock(this.store.state);
		this.connection = new IncidentConnection(this.store, this.clock, reads, () => this.#back());
		this.people.set(person.id, person);
		this.#canSend = new Promise((resolve) => (this.#sendsNow = resolve));
	}

	/**
	 * In the browser only: opens the connection and the outbox.
	 * @param environment what is sent before it is there is kept in memory
	 * @param transport where it cannot be fetched, the connection polls
	 */
	async start(environment: Promise<OutboxEnvironment>, transport: Promise<OpenTransport>): Promise<void> {
		this.connection.start();
		void transport.then(
			(open) => this.connection.connect(open),
			() => undefined
		);
		const at = await environment;
		if (this.#isStopped) return;
		this.#outbox = new Outbox(
			at,
			() => this.#changed(),
			(id, delivery) => this.#answered(id, delivery)
		);
		this.#sendsNow();
		await this.#outbox.open();
		this.isOutboxRead = true;
		for (const early of this.#early.splice(0)) await this.#outbox.put(early);
		this.#predictWaiting();
	}
	stop(): void {
		this.#isStopped = true;
		this.connection.stop();
		this.#outbox?.stop();
		this.#sendsNow();
	}
	/** Another tab of this person sent a message. */
	receive(word: TabMessage): void {
		void this.#outbox?.receive(word);
	}

	/** Whether this person may do this now, by role and by the incident's phase; the server applies the same rule. */
	may(type: CommandType): boolean {
		const { open, closed } = this.permitted;
		return (this.store.state.incident?.phase === 'closed' ? closed : open).includes(type);
	}

	/**
	 * The one way to change anything. Labels and outcomes are on the screen before this returns; the answer comes when
	 * the server has the command, which may be after hours offline. A command whose delivery is `now` is sent now or
	 * returns `unanswered`.
	 * @param kind by its name on the first page, which has no schemas; by its definition where that is there anyway
	 * @param input as the command's schema says; invalid input is refused with `command.invalid`
	 */
	send<T extends CommandType>(type: T, input: CommandInput<T>, options?: SendOptions): Promise<CommandAnswer>;
	send<S extends z.ZodType>(kind: Sendable<S>, input: z.input<S>, options?: SendOptions): Promise<CommandAnswer>;
	send(kind: CommandType | Sendable<z.ZodType>, input: unknown, options: SendOptions = {}): Promise<CommandAnswer> {
		return this.#send(typeof kind === 'string' ? kind : kind.type, input, options, true);
	}

	/**
	 * Enters what was received at a desk; while offline it waits on this device. It is a post, so it has no prediction
	 * and no undo.
	 */
	async enterPost(enteredPost: DeskPost): Promise<CommandAnswer> {
		const id = newId() as CommandId;
		const command = {
			log: this.incident,
			id,
			type: DESK_POST,
			input: asJson(DeskPost.parse(enteredPost)),
			given: this.clock.wall()
		};
		return new Promise((answer) => {
			this.#answers.set(id, answer);
			this.#put(command);
		});
	}

	/**
	 * Whether this one can be undone now: it has an undo, and nobody changed its result since. The newest may always be
	 * tried.
	 */
	canUndo(action: OwnCommand): boolean {
		if (action.steps.length === 0) return false;
		if (action === this.undoing) return true;
		return action.did.every((step) => stillStands(step, this.store.state, this.person.id));
	}
	/**
	 * Undoes this person's newest action, or the one given; what a colleague changed since stays, and then `undoRefused`
	 * says so.
	 * @returns the action, or null when there was none
	 */
	undo(which: OwnCommand | null = this.undoing): OwnCommand | null {
		const action = this.#own.take(which);
		this.undoRefused = null;
		let count = 0;
		for (const { type, input } of action?.steps ?? []) {
			const id = newId() as CommandId;
			void this.#send(type, input, { id }, false).then(async (answer) => {
				if (answer.kind !== 'refused' || !action) return;
				count += 1;
				this.undoRefused = { action, count, code: answer.code, details: answer.details };
				// There is no work in it to keep.
				await this.discard(this.refused.filter((each) => each.id === id));
			});
		}
		return action;
	}

	/** Discards a refused command. */
	discard(refused: readonly WaitingCommand[]): Promise<void> {
		return this.#outbox?.discard(refused.map(({ key }) => key)) ?? Promise.resolve();
	}
	/** Whether all that waits is in this device's storage by now, where another page finds it. */
	get isStored(): boolean {
		return this.#outbox?.isStored ?? true;
	}
	/** All that is not saved, to put in a file: no work is lost because a server refused it. */
	get unsavedWork(): string {
		return JSON.stringify([...this.waiting, ...this.refused], null, '\t');
	}

	async #send(
		type: string,
		input: unknown,
		{ id = newId() as CommandId, undo, act }: SendOptions,
		remembered: boolean
	): Promise<CommandAnswer> {
		const kind = commandKind(type);
		const parsed = kind?.input.safeParse(input);
		if (!kind || !parsed?.success) return { kind: 'refused', code: 'command.invalid', details: {} };
		if (remembered) this.#remember(id, { type, input: parsed.data }, undo, act);
		if (kind.delivery === 'now') return this.#sendNow({ id, type, input: parsed.data });
		const wall = this.clock.wall();
		const command = { log: this.incident, id, type, input: asJson(parsed.data), given: wall };
		const refusal =
			kind.delivery === 'predicted' && this.store.cursor > 0
				? this.store.predictions.make({ id, kind, input: parsed.data, wall })
				: null;
		if (refusal) {
			this.#own.forget(id);
			await this.#outbox?.keep(command, { code: refusal.code, details: { ...refusal.details } });
			return { kind: 'refused', code: refusal.code, details: refusal.details };
		}
		return new Promise((answer) => {
			this.#answers.set(id, answer);
			this.#put(command);
		});
	}
	#put(command: UnstoredCommand): void {
		if (this.#outbox) void this.#outbox.put(command);
		else this.#early.push(command);
	}

	async #sendNow(command: { id: CommandId; type: string; input: unknown }): Promise<CommandAnswer> {
		const input = asJson(command.input);
		await this.#canSend;
		const delivery = await this.#outbox?.at.deliver({ log: this.incident, ...command, input });
		if (delivery?.kind === 'saved') this.store.saved(command.id, delivery.to);
		else this.#own.forget(command.id);
		if (delivery?.kind === 'saved' || delivery?.kind === 'refused') return delivery;
		return { kind: 'unanswered', id: command.id };
	}

	#remember(
		id: CommandId,
		step: CommandStep,
		given: readonly CommandStep[] | null | undefined,
		act: string | undefined
	): void {
		const undo = given === undefined ? undoSteps(step, this.store.state) : (given ?? []);
		const steps = undo.map(({ type, input }) => ({ type, input, of: id }));
		this.undoRefused = null;
		this.#own.remember({ of: [id], story: storyIn(step.input), did: [step], steps, at: this.clock.wall(), act });
	}

	#changed(): void {
		const outbox = this.#outbox;
		if (!outbox) return;
		this.waiting = outbox.waiting(this.incident);
		this.refused = outbox.refused(this.incident);
		this.signedOut = outbox.signedOut;
		this.lasting = outbox.lasting;
	}

	/** Also what seems to come from the future: it was given before the server had said what time it is. */
	#waitsLong({ given }: WaitingCommand): boolean {
		return Math.abs(this.clock.runningWall - millisecondsOf(given)) >= WORTH_SAYING;
	}

	#answered(id: CommandId, delivery: Delivery): void {
		this.connection.received();
		if (delivery.kind === 'saved') {
			this.store.saved(id, delivery.to);
			if (this.waiting.length === 0) this.savedAt = this.clock.wall();
		}
		if (delivery.kind === 'refused') {
			this.store.predictions.drop(id);
			this.#own.forget(id);
		}
		if (delivery.kind === 'saved' || delivery.kind === 'refused') this.#answers.get(id)?.(delivery);
		this.#answers.delete(id);
	}

	#back(): void {
		this.#predictWaiting();
		void this.#outbox?.drain();
	}

	/** Commands that an earlier page or another tab left behind are predicted here too. */
	#predictWaiting(): void {
		if (this.store.cursor === 0) return;
		for (const { id, type, input, given } of this.waiting) {
			const kind: AnyCommandKind | undefined = commandKind(type);
			if (kind?.delivery !== 'predicted' || this.store.predictions.has(id)) continue;
			const parsed = kind.input.safeParse(input);
			if (parsed.success) this.store.predictions.make({ id, kind, input: parsed.data, wall: given });
		}
	}
}

/** `const desk = useDesk()` in any page of an incident. */
export const [useDesk, provideDesk] = createContext<Desk>();
