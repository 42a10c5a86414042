import type { IncidentId } from '$lib/domain/core/ids';

/**
 * The final answer to a command: `unknown` when none ever came, `saved` with the sequence numbers of its events.
 */
export type KnownOutcome =
	| { readonly kind: 'saved'; readonly from: number; readonly to: number }
	| { readonly kind: 'refused'; readonly code: string }
	| { readonly kind: 'unknown' };

/** A command that a simulated person sent, once or many times, under one id. */
export interface Recorded {
	readonly id: string;
	readonly log: IncidentId;
	readonly by: string;
	readonly type: string;
	/** When it was sent first and when it got its final answer; milliseconds of a clock that does not go back. */
	readonly invoked: number;
	answered: number | null;
	outcome: KnownOutcome;
	attempts: number;
	/** Attempts without an answer: they may or may not have arrived. */
	unanswered: number;
}

/** Everything that simulated people and programs sent, and the answers they got. */
export class Recorder {
	readonly commands = new Map<string, Recorded>();
	/** Posts by external id, for each source of programs: whether the batch was answered as stored. */
	readonly posts = new Map<string, 'saved' | 'unknown'>();
	/** Callbacks that wait for a command sent after a moment, with that moment. */
	readonly #waiting = new Map<() => void, number>();

	sent(command: { id: string; log: IncidentId; type: string }, by: string): Recorded {
		const { id, log, type } = command;
		const known = this.commands.get(id);
		const recorded: Recorded = known ?? {
			id,
			log,
			by,
			type,
			invoked: performance.now(),
			answered: null,
			outcome: { kind: 'unknown' },
			attempts: 0,
			unanswered: 0
		};
		recorded.attempts += 1;
		this.commands.set(id, recorded);
		return recorded;
	}
	answered(recorded: Recorded, outcome: KnownOutcome): void {
		if (outcome.kind === 'unknown') {
			recorded.unanswered += 1;
			return;
		}
		recorded.answered = performance.now();
		recorded.outcome = outcome;
		if (outcome.kind === 'saved') this.#saved(recorded);
	}
	postsSent(ids: readonly string[]): void {
		for (const id of ids) if (!this.posts.has(id)) this.posts.set(id, 'unknown');
	}
	postsSaved(ids: readonly string[]): void {
		for (const id of ids) this.posts.set(id, 'saved');
	}

	/**
	 * Waits until a command that is sent from now on is saved: the answer to an earlier one may have been under way when
	 * everything broke. @throws when that takes longer than a minute
	 */
	async nextSaved(timeout = 60_000): Promise<void> {
		let timer: NodeJS.Timeout | undefined;
		await new Promise<void>((done, fail) => {
			this.#waiting.set(done, performance.now());
			timer = setTimeout(() => fail(new Error('nothing is saved any more')), timeout);
		}).finally(() => clearTimeout(timer));
	}
	#saved({ invoked }: Recorded): void {
		for (const [done, since] of this.#waiting) {
			if (invoked < since) continue;
			this.#waiting.delete(done);
			done();
		}
	}
}
