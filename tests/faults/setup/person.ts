import { Outbox, type Delivery } from '$lib/desk/outbox/outbox';
import { deliveryIn, deliveryOf } from '$lib/desk/outbox/browser-environment';
import { answerIn } from '$lib/desk/sync/request';
import { CommandId, momentOf, type IncidentId, type PersonId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { memoryStorage } from '../../desk/memory-storage';
import type { Recorder } from './recorder';

/** How a person's browser reaches the program. */
export interface Browser {
	/** Where requests go: the program, or a proxy before it. */
	base: string;
	/** As the page has it. */
	readonly origin: string;
	cookie: string;
	/** The address in the proxy's `X-Forwarded-For`; null without a proxy. */
	readonly address: string | null;
}
export const headersOf = ({ cookie, origin, address }: Browser): Record<string, string> => ({
	cookie,
	origin,
	...(address === null ? {} : { 'x-forwarded-for': address })
});

/** How long one command may take before it is sent again, as in the browser's own outbox. */
const REQUEST_TIMEOUT_MS = 10_000;
/** Once everything works again, even the slowest machine has saved all waiting commands within this time. */
const ANSWERED_WITHIN_MS = 4 * 60_000;

/**
 * Somebody at a desk: the outbox that browsers run, over a line that the case breaks. Everything sent and answered is
 * recorded.
 */
export class Person {
	readonly outbox: Outbox;
	readonly #changed = new Set<() => void>();
	/** Whether the case ended, so that nobody waits for answers any more. */
	#isStopped = false;

	constructor(
		readonly id: PersonId,
		readonly browser: Browser,
		readonly recorder: Recorder,
		/** How far the device's clock is ahead of ours, in milliseconds. */
		readonly clockAhead = 0
	) {
		this.outbox = new Outbox(
			() => this.#notify(),
			() => this.#notify()
		);
		void this.outbox.open({
			storage: memoryStorage(),
			deliver: async ([first]) => (first ? [await this.deliver(first)] : []),
			lock: (work) => work(),
			announce: () => undefined,
			delay(work, milliseconds) {
				const timer = setTimeout(work, milliseconds);
				return () => clearTimeout(timer);
			}
		});
	}

	/** Puts a command in the outbox, which sends it until it is answered. @returns its id */
	give(log: IncidentId, type: string, input: unknown): string {
		const id = CommandId.parse(newId());
		const givenAt = momentOf(Date.now() + this.clockAhead);
		void this.outbox.put({ log, id, type, input: input as never, given: givenAt });
		return id;
	}
	/** Settles when nothing waits any more. @throws when something waits for minutes: it is never answered then */
	async settled(): Promise<void> {
		const began = performance.now();
		while (this.outbox.waiting().length > 0 && !this.#isStopped) {
			if (performance.now() - began > ANSWERED_WITHIN_MS)
				throw new Error(`${String(this.outbox.waiting().length)} commands were never answered`);
			await new Promise<void>((done) => {
				this.#changed.add(done);
				setTimeout(done, 1_000);
			});
		}
	}
	stop(): void {
		this.#isStopped = true;
		this.outbox.stop();
		this.#notify();
	}

	/** Sends it once, at this moment. */
	async deliver(
		{ log, id, type, input }: { log: IncidentId; id: string; type: string; input: unknown },
		base = this.browser.base
	): Promise<Delivery> {
		const recorded = this.recorder.sent({ id, log, type }, this.id);
		try {
			const response = await fetch(`${base}/api/v1/incidents/${log}/commands`, {
				method: 'POST',
				headers: { 'content-type': 'application/json', ...headersOf(this.browser) },
				body: JSON.stringify({ id, type, input }),
				signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS)
			});
			const delivery = await answerIn(response).then(deliveryIn, deliveryOf);
			await response.body?.cancel().catch(() => undefined);
			const isAnswer = delivery.kind === 'saved' || delivery.kind === 'refused';
			this.recorder.answered(recorded, isAnswer ? delivery : { kind: 'unknown' });
			return delivery;
		} catch {
			this.recorder.answered(recorded, { kind: 'unknown' });
			return { kind: 'unreachable' };
		}
	}
	#notify(): void {
		const waiting = [...this.#changed];
		this.#changed.clear();
		for (const done of waiting) done();
	}
}
