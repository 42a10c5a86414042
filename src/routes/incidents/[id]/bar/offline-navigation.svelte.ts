import { goto, preloadCode } from '$app/navigation';
import type { BeforeNavigate } from '@sveltejs/kit';
import type { Desk } from '$lib/desk/desk.svelte';
import { registerWorker } from '../../../worker';
import { liveAddresses, opensOffline } from './live-pages';

/** How long after the state the code of the other pages is loaded, in milliseconds. */
const PREPARE_DELAY = 3_000;
/** How long the server may take to answer before a page counts as out of reach, in milliseconds. */
const ANSWER_TIMEOUT = 4_000;

/**
 * Opens pages without a connection: those that are made from the state alone, once their code was loaded. Any other page
 * opens when the server answers; until then the person stays where they are, because the browser would show its own error
 * page and discard the state.
 */
export class OfflineNavigation {
	/** The page that could not be opened. */
	refused: URL | null = $state.raw(null);
	busy = $state(false);
	#isPrepared = false;
	/** The page that was requested last and is not open yet. */
	#requested: URL | null = null;
	/** The address that is known to be within reach. */
	#reachableAddress: string | null = null;

	constructor(
		readonly desk: Desk,
		readonly here: () => URL
	) {}

	/**
	 * Loads the code of the other pages once there is a connection, as a browser may not try again what failed; then the
	 * worker for a reload without a connection.
	 * @returns a function that stops it
	 */
	prepare(): () => void {
		const load = () => {
			if (!this.#isConnected()) {
				timer = setTimeout(load, PREPARE_DELAY);
				return;
			}
			Promise.all(liveAddresses(`/incidents/${this.desk.incident}`).map((address) => preloadCode(address)))
				.then(() => (this.#isPrepared = true))
				.catch(() => undefined)
				.then(() => ('serviceWorker' in navigator ? registerWorker() : undefined))
				.catch(() => undefined);
		};
		let timer = setTimeout(load, PREPARE_DELAY);
		return () => clearTimeout(timer);
	}

	#isConnected(): boolean {
		return this.desk.connection.status === 'online' && navigator.onLine;
	}

	guard({ to, willUnload, cancel }: BeforeNavigate): void {
		if (willUnload || !to) return;
		const isReached = this.#reachableAddress === to.url.href;
		this.#reachableAddress = null;
		const isConnected = this.#isConnected();
		const isOwn = to.params?.['id'] === this.desk.incident;
		const isSamePage = to.url.pathname === this.here().pathname;
		if (isReached || isConnected || (isOwn && opensOffline(to.route.id) && (this.#isPrepared || isSamePage))) {
			this.stay();
			return;
		}
		cancel();
		void this.open(to.url);
	}

	/** Opens a page if the server answers, or the desk is connected by then; unless another page was requested since. */
	async open(url: URL): Promise<void> {
		this.#requested = url;
		this.busy = true;
		const hasAnswered = await fetch('/health/live', {
			cache: 'no-store',
			signal: AbortSignal.timeout(ANSWER_TIMEOUT)
		})
			.then(({ ok }) => ok)
			.catch(() => false);
		if (this.#requested !== url) return;
		const isWithinReach = hasAnswered || this.#isConnected();
		this.stay();
		if (!isWithinReach) {
			this.refused = url;
			return;
		}
		this.#reachableAddress = url.href;
		await goto(url);
	}

	/** Opens no page after all. */
	stay(): void {
		this.#requested = null;
		this.busy = false;
		this.refused = null;
	}
}
