/* eslint-disable svelte/prefer-svelte-reactivity -- the plain maps and sets here are bookkeeping that no screen reads */
import { createContext } from 'svelte';
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { CommandStep } from '$lib/domain/core/command';
import type { CommandInput, CommandType, Permitted } from '$lib/domain/commands';
import { DESK_POST, DeskPost } from '$lib/domain/posts/entry/desk-post';
import {
	millisecondsOf,
	momentOf,
	type CommandId,
	type FindingId,
	type IncidentId,
	type Moment,
	type PersonId,
	type StoryId
} from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import type { NameHistory } from '$lib/domain/installation/names';
import type { ServerLimits } from '$lib/domain/official-text/channel';
import type { IsOwnHost } from '$lib/domain/installation/own-hosts';
import type { Outlet } from '$lib/domain/official-text/outlet';
import type { Reader } from '$lib/domain/core/role';
import type { UnsentText } from '$lib/ui/controls/unsent-text.svelte';
import { waitingWork } from '$lib/domain/waiting/waiting-work';
import { IncidentClock } from './sync/clock.svelte';
import { IncidentConnection, type ConnectionReads } from './sync/connection.svelte';
import { IncidentStore } from './sync/incident-store.svelte';
import { localCommand } from './outbox/local-commands';
import { mentions } from './outbox/mentions';
import { Outbox, type Delivery, type OutboxEnvironment, type TabMessage } from './outbox/outbox';
import { asJson, type WaitingCommand } from './outbox/outbox-storage';
import { OwnCommands, storyIn, type OwnCommand } from './outbox/own-commands';
import { isStillInEffect, undoSteps } from './outbox/undo';
import { changesEarlierLines } from '$lib/domain/incident/redaction';
import type { OpenTransport } from './sync/transport';

/** The result of a command. `unanswered`: unknown whether it was stored; send it again with the same id. */
export type CommandAnswer =
	| Exclude<Delivery, { kind: 'unreachable' } | { kind: 'signedOut' }>
	| { readonly kind: 'unanswered'; readonly id: CommandId };

interface SendOptions {
	/** The id of an unanswered command, to send it again. */
	readonly id?: CommandId;
	/** How to undo it, if the desk cannot derive that (splitting a rumour); `null` if it cannot be undone. */
	readonly undo?: readonly CommandStep[] | null;
	/** Commands with the same value are undone together (linking and looking at it); use a new value for each action. */
	readonly act?: string;
}

/**
 * How long a command waits before the screen says "not saved" in words, in milliseconds. Most are saved sooner, and a
 * text that flashes at each key only disturbs. The look of an unsaved label changes at once.
 */
const UNSAVED_NOTICE_DELAY = 1_000;
/** How long a command that fails waits before the screen names it, in milliseconds. */
const STUCK_NOTICE_DELAY = 60_000;

export interface Colleague extends NameHistory {
	readonly id: PersonId;
	readonly initials: string;
	/** Whether approval may be requested from this person here. */
	readonly spokesperson?: boolean;
}

/**
 * All that a page needs for one person at one incident. The state follows the log; `send` is the only way to change
 * it; unsaved commands are kept on this device and shown as unsaved. The incident's layout creates it once; pages get
 * it with `useDesk()`.
 */
export class Desk {
	readonly clock: IncidentClock;
	readonly store: IncidentStore;
	readonly connection: IncidentConnection;
	/** The people who work here, by id. */
	readonly people = new SvelteMap<PersonId, Colleague>();
	/** The organisation's accounts on social networks on which the program can publish. */
	outlets: readonly Pick<Outlet, 'id' | 'network' | 'name'>[] = $state.raw([]);
	/** The limits of their servers. */
	limits: ServerLimits = $state.raw({});
	isOwnHost: IsOwnHost = $state.raw(() => false);

	/** This person's own last actions in this tab, newest last. */
	done: readonly OwnCommand[] = $state.raw([]);
	/** The newest of them that can be undone. */
	readonly undoing = $derived(this.done.findLast(({ steps }) => steps.length > 0) ?? null);
	/** Set when the last undo was refused, because a colleague changed the same thing since. */
	undoRefused: {
		readonly action: OwnCommand;
		/** How many of its steps were refused. */
		readonly count: number;
		readonly code: string;
		readonly details: Record<string, string | number>;
	} | null = $state.raw(null);
	/** The call for help of which somebody wants to take back that it was passed on; a dialog then asks why. */
	takingBack: StoryId | null = $state(null);
	/** This person's commands for this incident: those not saved yet, and those that were refused. */
	waiting: readonly WaitingCommand[] = $state.raw([]);
	refused: readonly WaitingCommand[] = $state.raw([]);
	#stuck: readonly WaitingCommand[] = $state.raw([]);
	/** Those that have failed for a minute while others are saved; none while the connection is lost. */
	readonly stuck = $derived.by(() =>
		this.connection.status === 'offline' ? [] : this.#stuck.filter((each) => this.#hasWaited(each, STUCK_NOTICE_DELAY))
	);
	/** The channels with typed text that is not saved, each under a unique name. */
	readonly typed = new SvelteSet<string>();
	/** The person, with the roles and the eyes that the server gave for this incident. */
	reader: Reader;
	/** The text in the fields of the page that is not sent. */
	unsentText: UnsentText | undefined = $state.raw();
	/** When the last waiting command was saved, on the incident's clock as all times of the page. */
	savedAt: Moment | null = $state(null);
	/** True while nothing is sent because the person must sign in again. */
	signedOut = $state(false);
	/** False when waiting commands would be lost on reload. */
	lasting = $state(true);
	/** Whether the commands that earlier pages stored on this device are known; only then "all saved" can be shown. */
	isOutboxRead = $state(false);
	/**
	 * Whether everything is saved, for every part of the screen that shows it: the counts of waiting commands, refused
	 * commands and fields with unsaved text.
	 */
	readonly saveState = $derived({
		known: this.isOutboxRead,
		waiting: this.waiting.length,
		refused: this.refused.length,
		typed: this.typed.size + (this.unsentText?.fields.size ?? 0),
		savedAt: this.savedAt ?? undefined
	});
	/** Whether all data behind `work` has arrived; only then can it say that nothing waits. */
	readonly isWorkKnown = $derived.by(() => this.store.cursor > 0 && this.store.figures !== null);
	/** What waits for this person and for others, updated every minute: the one list behind all screens and counts. */
	readonly work = $derived.by(() =>
		waitingWork(
			this.store.state,
			this.reader,
			momentOf(this.clock.minute),
			this.store.figures?.queue ?? null,
			this.unansweredSince
		)
	);
	readonly unansweredSince = (need: FindingId): Moment | null =>
		this.store.findingFigures.get(need)?.sinceAnswer?.from ?? null;
	/** See {@link mentions}. */
	readonly unsaved = $derived(mentions(this.waiting));
	/** The mentions of commands that have waited for at least {@link UNSAVED_NOTICE_DELAY}. */
	readonly unsavedLong = $derived(
		mentions(this.waiting.filter((waiting) => this.#hasWaited(waiting, UNSAVED_NOTICE_DELAY)))
	);

	readonly #outbox = new Outbox(
		() => this.#changed(),
		(id, delivery) => this.#answered(id, delivery)
	);
	readonly #ownCommands: OwnCommands;
	readonly #answers = new Map<CommandId, (answer: CommandAnswer) => void>();

	constructor(
		readonly incident: IncidentId,
		readonly person: Colleague,
		as: Pick<Reader, 'roles' | 'eyes'>,
		/** What the roles may do. */
		readonly permitted: Permitted,
		reads: ConnectionReads,
		/** Keeps this person's last actions across reloads. */
		storage?: Pick<Storage, 'getItem' | 'setItem'>
	) {
		this.reader = $state.raw({ id: person.id, ...as });
		this.#ownCommands = new OwnCommands(
			() => (this.done = this.#ownCommands.all),
			storage,
			`voelspriet.done.${incident}.${person.id}`
		);
		this.done = this.#ownCommands.all;
		this.store = new IncidentStore(() => this.reader);
		this.clock = new IncidentClock(this.store.state);
		this.connection = new IncidentConnection(this.store, this.clock, reads, () => this.#reconnected());
		this.people.set(person.id, person);
		this.store.listen(({ events }) => {
			for (const { command, by, seq } of events)
				if (command !== null && by === person.id) this.#outbox.foundInLog(command as CommandId, seq);
			// They have words of the time before them, and undoing one would bring those back.
			if (events.some(({ type }) => changesEarlierLines.has(type))) this.#ownCommands.forgetAll();
		});
	}

	/**
	 * Opens the connection and the outbox; in the browser only.
	 * @param transport if it rejects, the connection polls
	 */
	async start(environment: OutboxEnvironment, transport: Promise<OpenTransport>): Promise<void> {
		this.connection.start();
		void transport.then(
			(open) => this.connection.connect(open),
			() => undefined
		);
		await this.#outbox.open(environment);
		this.#predictWaiting();
	}
	stop(): void {
		this.connection.stop();
		this.#outbox.stop();
	}
	/** Another tab of this person sent a message. */
	receive(message: TabMessage): void {
		void this.#outbox.receive(message);
	}
	/** The browser closed the storage of this device: what it lost is stored again. */
	storageLost(): void {
		void this.#outbox.refresh();
	}

	/** Whether this person may do this now, by role and by the incident's phase; the server applies the same rule. */
	may(type: CommandType): boolean {
		const { open, closed } = this.permitted;
		return (this.store.state.incident?.phase === 'closed' ? closed : open).includes(type);
	}

	/**
	 * The only way to change anything. Labels and outcomes are on the screen before this returns; the promise resolves
	 * when the server has answered, which may be after hours offline. A command whose delivery is `now` is sent at once
	 * or resolves to `unanswered`.
	 * @param input matches the command's schema; invalid input is refused with `command.invalid`
	 */
	send<T extends CommandType>(type: T, input: CommandInput<T>, options: SendOptions = {}): Promise<CommandAnswer> {
		return this.#send(type, input, options, true);
	}

	/**
	 * Enters a post that was received at a desk; while offline it waits on this device. It has no prediction and no undo.
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
			void this.#outbox.put(command);
			this.unsentText?.sending()();
		});
	}

	/**
	 * Whether this action can be undone now: it has an undo, and nobody changed its result since. For the newest, undo is
	 * always offered.
	 */
	canUndo(action: OwnCommand): boolean {
		if (action.steps.length === 0) return false;
		if (action === this.undoing) return true;
		return action.did.every((step) => isStillInEffect(step, this.store.state, this.person.id));
	}
	/**
	 * Undoes the given action, by default this person's newest. What a colleague changed since is left as it is, and
	 * `undoRefused` is set. What needs a reason is not undone yet: `takingBack` is set.
	 * @returns the action, or null when there was none
	 */
	undo(which: OwnCommand | null = this.undoing): OwnCommand | null {
		const reasoned = which?.steps.find(({ needsReason }) => needsReason);
		if (which && reasoned) {
			const story = storyIn(reasoned.input);
			const isPassedOn = story && this.store.state.labels.get(story)?.help?.state === 'passedOn';
			if (isPassedOn) this.takingBack = story;
			else {
				this.#ownCommands.take(which);
				this.undoRefused = { action: which, count: 1, code: 'help.notPassedOn', details: {} };
			}
			return null;
		}
		const action = this.#ownCommands.take(which);
		this.undoRefused = null;
		let count = 0;
		for (const { type, input } of action?.steps ?? []) {
			const id = newId() as CommandId;
			void this.#send(type, input, { id }, false).then(async (answer) => {
				if (answer.kind !== 'refused' || !action) return;
				count += 1;
				this.undoRefused = { action, count, code: answer.code, details: answer.details };
				// An undo contains no work worth keeping.
				await this.discard(this.refused.filter((each) => each.id === id));
			});
		}
		return action;
	}

	/** The commands that wait for this one. */
	waitingFor({ key }: WaitingCommand): readonly WaitingCommand[] {
		return this.#outbox.withDependents(key).slice(1);
	}
	/** Keeps a command that is stuck, and those that wait for it, with the refused ones. */
	setAside({ key }: WaitingCommand): Promise<void> {
		return this.#outbox.setAside(key);
	}
	/** Discards a refused command. */
	discard(refused: readonly WaitingCommand[]): Promise<void> {
		return this.#outbox.discard(refused.map(({ key }) => key));
	}
	/** Whether this is an exercise: everything that leaves the desk then says so. */
	get exercise(): boolean {
		return this.store.state.incident?.exercise === true;
	}
	/** Whether all unsaved commands are in this device's storage, so that another page can send them. */
	get isStored(): boolean {
		return this.#outbox.isStored;
	}
	/** All unsaved commands as JSON, to download: no work is lost because the server refused it. */
	get unsavedWork(): string {
		return JSON.stringify([...this.waiting, ...this.refused], null, '\t');
	}

	async #send(
		type: string,
		given: unknown,
		{ id = newId() as CommandId, undo, act }: SendOptions,
		isUndoable: boolean
	): Promise<CommandAnswer> {
		const markSent = this.unsentText?.sending();
		const kind = localCommand(type);
		const parsed = kind?.input.safeParse(given);
		if (parsed?.success === false) return { kind: 'refused', code: 'command.invalid', details: {} };
		// A copy: what was given may still change on the page.
		const input = parsed ? parsed.data : asJson(given);
		if (isUndoable) this.#remember(id, { type, input }, undo, act);
		if (this.permitted.now.some((each) => each === type)) {
			const answer = await this.#sendNow({ id, type, input: asJson(input) });
			if (answer.kind === 'saved') markSent?.();
			return answer;
		}
		const wall = this.clock.wall();
		const command = { log: this.incident, id, type, input: asJson(input), given: wall };
		const refusal =
			kind?.delivery === 'predicted' && this.store.cursor > 0
				? this.store.predictions.make({ id, kind, input, wall })
				: null;
		if (refusal) {
			this.#ownCommands.forget(id);
			void this.#outbox.keep(command, { code: refusal.code, details: { ...refusal.details } });
			return { kind: 'refused', code: refusal.code, details: refusal.details };
		}
		return new Promise((answer) => {
			this.#answers.set(id, answer);
			void this.#outbox.put(command);
			markSent?.();
		});
	}
	async #sendNow(command: Pick<WaitingCommand, 'id' | 'type' | 'input'>): Promise<CommandAnswer> {
		const delivery = await this.#outbox.sendNow({ log: this.incident, ...command });
		if (delivery.kind === 'saved') this.store.saved(command.id, delivery.to);
		else this.#ownCommands.forget(command.id);
		if (delivery.kind === 'saved' || delivery.kind === 'refused') return delivery;
		return { kind: 'unanswered', id: command.id };
	}

	#remember(
		id: CommandId,
		step: CommandStep,
		customUndo: readonly CommandStep[] | null | undefined,
		act: string | undefined
	): void {
		const undo = customUndo === undefined ? undoSteps(step, this.store.state) : (customUndo ?? []);
		const steps = undo.map((each) => ({ ...each, of: id }));
		this.undoRefused = null;
		// What was taken back with a reason is not undone once more.
		const story = storyIn(step.input);
		const isDone = (each: OwnCommand['steps'][number]): boolean =>
			each.needsReason === true && each.type === step.type && storyIn(each.input) === story;
		for (const action of this.done) if (action.steps.some(isDone)) this.#ownCommands.take(action);
		this.#ownCommands.remember({
			of: [id],
			story,
			did: [step],
			steps,
			at: this.clock.wall(),
			act
		});
	}

	#changed(): void {
		this.waiting = this.#outbox.waiting(this.incident);
		this.refused = this.#outbox.refused(this.incident);
		this.#stuck = this.#outbox.stuck(this.incident);
		this.signedOut = this.#outbox.signedOut;
		this.lasting = this.#outbox.lasting;
		this.isOutboxRead = this.#outbox.isRead;
	}

	/** The absolute difference, since a command given before the server's time was known may seem to be in the future. */
	#hasWaited({ given }: WaitingCommand, milliseconds: number): boolean {
		return Math.abs(this.clock.runningWall - millisecondsOf(given)) >= milliseconds;
	}

	#answered(id: CommandId, delivery: Delivery): void {
		this.connection.received();
		if (delivery.kind === 'saved') {
			this.store.saved(id, delivery.to);
			if (this.waiting.length === 0) this.savedAt = this.clock.moment();
		}
		if (delivery.kind === 'refused') {
			this.store.predictions.drop(id);
			this.#ownCommands.forget(id);
		}
		if (delivery.kind === 'saved' || delivery.kind === 'refused') this.#answers.get(id)?.(delivery);
		this.#answers.delete(id);
	}

	#reconnected(): void {
		this.#predictWaiting();
		void this.#outbox.drain();
	}

	/** Also predicts commands that an earlier page or another tab stored. */
	#predictWaiting(): void {
		if (this.store.cursor === 0) return;
		for (const { id, type, input, given } of this.waiting) {
			const kind = localCommand(type);
			if (kind?.delivery !== 'predicted' || this.store.predictions.has(id)) continue;
			const parsed = kind.input.safeParse(input);
			if (parsed.success) this.store.predictions.make({ id, kind, input: parsed.data, wall: given });
		}
	}
}

/** `const desk = useDesk()` in any page of an incident. */
export const [useDesk, provideDesk] = createContext<Desk>();
