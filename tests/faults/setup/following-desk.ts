import { z } from 'zod';
import { IncidentClock } from '$lib/desk/sync/clock.svelte';
import { IncidentConnection } from '$lib/desk/sync/connection.svelte';
import { IncidentStore } from '$lib/desk/sync/incident-store.svelte';
import { SignedOut } from '$lib/desk/sync/request';
import { readSnapshot } from '$lib/desk/sync/reads';
import { socketTransport } from '$lib/desk/sync/transport';
import type { IncidentId, PersonId } from '$lib/domain/core/ids';
import { EventsPage } from '$lib/domain/realtime';
import { Figures } from '$lib/domain/overview/figures';
import { plainState } from '../../desk/incident';
import { headersOf, type Browser } from './person';

const REQUEST_TIMEOUT_MS = 8_000;

/**
 * A second desk that follows: the store, the connection and the socket that browsers run, without a screen. It
 * reconnects as they do.
 */
export class FollowingDesk {
	readonly store: IncidentStore;
	readonly connection: IncidentConnection;
	/** Every sequence number that it received, to check that none was skipped. */
	readonly seen: number[] = [];

	private constructor(
		readonly incident: IncidentId,
		readonly person: PersonId,
		readonly browser: Browser
	) {
		this.store = new IncidentStore(() => ({ id: person, roles: ['analyst'] }));
		this.store.listen(({ events }) => this.seen.push(...events.map(({ seq }) => seq)));
		this.connection = new IncidentConnection(
			this.store,
			new IncidentClock(this.store.state),
			{
				state: async () => readSnapshot(await this.#get('/state')),
				events: async (after) => ({
					...EventsPage.parse(await this.#get(`/events?after=${String(after)}`)),
					time: null
				}),
				figures: async () => Figures.parse(await this.#get('/figures'))
			},
			() => undefined
		);
	}
	/** @param throughSocket false as where websockets are blocked */
	static async sit(
		incident: IncidentId,
		person: PersonId,
		browser: Browser,
		throughSocket = true
	): Promise<FollowingDesk> {
		const desk = new FollowingDesk(incident, person, browser);
		const at = { origin: browser.base, headers: headersOf(browser) };
		desk.connection.start();
		if (throughSocket) desk.connection.connect(await socketTransport(incident, at));
		return desk;
	}
	/** Waits until it has everything up to this number. @throws after the timeout */
	async caughtUp(seq: number, timeout = 30_000): Promise<void> {
		const until = performance.now() + timeout;
		while (this.store.cursor < seq) {
			if (performance.now() > until)
				throw new Error(`a desk stayed at ${String(this.store.cursor)} of ${String(seq)} (${this.connection.status})`);
			await new Promise((done) => setTimeout(done, 50));
		}
	}
	get state(): unknown {
		return plainState(this.store.state);
	}
	stop(): void {
		this.connection.stop();
	}

	async #get(path: string): Promise<unknown> {
		const response = await fetch(`${this.browser.base}/api/v1/incidents/${this.incident}${path}`, {
			headers: { accept: 'application/json', ...headersOf(this.browser) },
			signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS)
		});
		if (response.status === 401) throw new SignedOut();
		if (!response.ok) throw new Error(`${String(response.status)} ${await response.text()}`);
		return z.unknown().parse(await response.json());
	}
}
