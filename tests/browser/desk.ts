import { readFileSync } from 'node:fs';
import { expect as waiting, type BrowserContext, type Page, type WebSocketRoute } from '@playwright/test';
import { answerBasis, type NeedAnswer } from '../../src/lib/domain/findings/need-answer';

/** Waits as long as a busy machine needs, also in the benchmark, which has no settings of the browser tests. */
export const expect = waiting.configure({ timeout: 60_000 });

/** Actions of a person at a desk, shared by these tests. */

/** Starts an exercise in one click; when one runs already, with the button that asks for another. */
export async function openExercise(page: Page): Promise<void> {
	await page.goto('/');
	await page.getByRole('button', { name: /^(Begin de oefening|Begin opnieuw)$/ }).click();
	await page.waitForURL(/\/incidents\/[0-9a-f-]{36}$/);
}

/**
 * Starts an exercise in one click and stops its clock a while later, so that waiting work no longer changes by itself.
 * @returns its address
 */
export async function beginExercise(page: Page, minutes = 40): Promise<string> {
	await openExercise(page);
	const address = new URL(page.url()).pathname;
	await settleAt(page, minutes);
	return address;
}

/** Jumps the exercise ahead and pauses it there; waits until what was due has come in. */
export async function settleAt(page: Page, minutes: number): Promise<void> {
	await expect(page.getByRole('article').first()).toBeVisible();
	const now = await clockOf(page);
	await command(page, 'exercise.setClock', { speed: 0, incident: new Date(now + minutes * 60_000).toISOString() });
	await expect.poll(() => allCame(page), { timeout: 30_000 }).toBe(true);
	await page.reload();
	await expect(selected(page)).toBeVisible();
	await expect(page.locator('header').getByText('Alles opgeslagen').first()).toBeVisible();
}

/** Opens the running exercise on another machine. */
async function resume(other: Page): Promise<void> {
	await other.goto('/');
	await other.getByRole('button', { name: 'Ga verder met oefenen' }).click();
	await other.waitForURL(/\/incidents\//);
}

/** Somebody at another machine joins the exercise as its spokesperson. */
export async function asSpokesperson(other: Page, base: string): Promise<Page> {
	await resume(other);
	const stepped = await other.request.post('/switch-person', {
		form: { person: '00000000-0000-8000-8000-0000000e0002', next: '/' },
		headers: { origin: base }
	});
	expect(stepped.status()).toBe(200);
	return other;
}

/** A colleague at another machine joins the same exercise, as another of its made-up people. */
export async function colleagueOf(page: Page, visitor: () => Promise<Page>): Promise<Page> {
	const { origin } = new URL(page.url());
	const other = await visitor();
	await resume(other);
	await other.goto('about:blank');
	const stepped = await other.request.post('/switch-person', {
		form: { person: '00000000-0000-8000-8000-0000000e0003', next: '/' },
		headers: { origin }
	});
	expect(stepped.status()).toBeLessThan(400);
	await other.goto(page.url());
	await expect(other.getByRole('article').first()).toBeVisible();
	return other;
}

interface State {
	readonly seq: number;
	readonly at: string;
	readonly state: Record<string, [string, Record<string, unknown>][]> & {
		readonly incident: { readonly start: string };
	};
}
export const stateOf = (page: Page): Promise<State> => get(page, '/state') as Promise<State>;
const clockOf = async (page: Page): Promise<number> => Date.parse((await stateOf(page)).at);

interface Logged {
	readonly seq: number;
	readonly type: string;
	readonly command: string | null;
	readonly by: string;
	readonly data: Record<string, unknown>;
}
/** The whole log. */
export async function logOf(page: Page): Promise<readonly Logged[]> {
	const all: Logged[] = [];
	for (;;) {
		const { events, head } = (await get(page, `/events?after=${all.at(-1)?.seq ?? 0}&limit=5000`)) as {
			events: Logged[];
			head: number;
		};
		all.push(...events);
		if (events.length === 0 || (all.at(-1)?.seq ?? 0) >= head) return all;
	}
}

/** When the posts of the exercise are due, in milliseconds from its start. */
const due = readFileSync('src/lib/server/ingest/exercises/brand-zuiderpark.jsonl', 'utf8')
	.split('\n')
	.filter((line) => line.includes('"kind":"post"'))
	.map((line) => {
		const [hours = 0, minutes = 0, seconds = 0] = (/"at":"\+(\d+):(\d+):(\d+)"/.exec(line) ?? []).slice(1).map(Number);
		return ((hours * 60 + minutes) * 60 + seconds) * 1_000;
	});
/**
 * Whether all posts that the exercise has up to this moment have arrived and are counted in the order of the queue,
 * which is updated once a second; for an exercise with a stopped clock.
 */
export async function allCame(page: Page): Promise<boolean> {
	const { at, state } = await stateOf(page);
	const elapsed = Date.parse(at) - Date.parse(state.incident.start);
	const arrived = (await logOf(page)).filter(({ type }) => type === 'posts.arrived');
	const came = arrived.reduce((sum, { data }) => sum + Number(data['count']), 0);
	if (came < due.filter((moment) => moment <= elapsed).length) return false;
	const { next } = (await get(page, '/stories?view=waiting&limit=1')) as { next: string | null };
	const [counted = 0] = JSON.parse(Buffer.from(next ?? 'W10', 'base64url').toString()) as number[];
	return counted >= (arrived.at(-1)?.seq ?? 0);
}

export const incidentOf = (page: Page): string => /\/incidents\/([0-9a-f-]+)/.exec(page.url())?.[1] ?? '';

function get(page: Page, path: string): Promise<unknown> {
	return page.request.get(`/api/v1/incidents/${incidentOf(page)}${path}`).then((response) => response.json());
}

/** Sends a command as this person, without the screen. */
export async function command(page: Page, type: string, input: unknown): Promise<void> {
	const id = crypto.randomUUID();
	const response = await page.request.post(`/api/v1/incidents/${incidentOf(page)}/commands`, {
		data: { id, type, input },
		headers: { origin: new URL(page.url()).origin },
		// The connection may have been closed for lack of use just then; the same command twice has one effect.
		maxRetries: 2
	});
	expect(response.status(), await response.text()).toBe(200);
}

/** This person says that the answer which a colleague noted for callers is right. */
export async function confirmAnswer(page: Page, need: string): Promise<void> {
	const noted = (await stateOf(page)).state['needs']?.find(([id]) => id === need)?.[1];
	const { text, answer } = noted as { text: string; answer: Pick<NeedAnswer, 'text' | 'fact'> };
	await command(page, 'need.confirmAnswer', { need, basis: answerBasis(text, answer) });
}

/** Just after a scroll to a row the list follows it while rows are measured: ends when nothing moved for 15 frames. */
export const listIsStill = (page: Page): Promise<void> =>
	page.getByRole('feed').evaluate(async (feed) => {
		for (let [frames, at] = [0, -1]; frames < 15;) {
			await new Promise(requestAnimationFrame);
			// Moves with a scroll, and with what comes above the list.
			const now = feed.getBoundingClientRect().top;
			[frames, at] = [now === at ? frames + 1 : 0, now];
		}
	});
/** The story that is selected. */
export const selected = (page: Page) => page.locator('article[aria-current=true]');
export const idOf = async (page: Page): Promise<string> =>
	((await selected(page).getAttribute('id')) ?? '').replace('story-', '');
/** The script of the page has run. */
export const hasStarted = (page: Page) => expect(page.locator('html[data-started]')).toBeAttached({ timeout: 15_000 });
/**
 * The keys of the page act, and nothing waits. The server writes the same words into the page before its script runs.
 */
export async function savedAll(page: Page): Promise<void> {
	await hasStarted(page);
	// Some pages of an incident show nothing before its state has arrived.
	await expect(page.getByText(/^(?:Dit wordt geladen…|Loading…)$/)).toHaveCount(0, { timeout: 15_000 });
	await expect(page.locator('header').getByText('Alles opgeslagen').first()).toBeVisible({ timeout: 15_000 });
}

/** The mark in the bar that says at once that the line is down. */
export const lineLost = (page: Page) => page.locator('header').getByText('Geen verbinding.');
/** The banner that says so after ten seconds; its text is also announced in a separate live region. */
export const offline = (page: Page) => page.getByRole('paragraph').filter({ hasText: 'Geen verbinding sinds' });

/** Messages in a browser's console while the line is down. */
export const lineBroken = /ERR_|WebSocket|Failed to load resource/;

/** A line that can be cut and restored: HTTP to our own API, and websockets, including open ones. */
export class Line {
	#cut = false;
	#sockets = true;
	readonly #open = new Set<WebSocketRoute>();

	static async of(context: BrowserContext): Promise<Line> {
		const line = new Line();
		await context.route('**/api/v1/**', (route) =>
			line.#cut ? route.abort('internetdisconnected') : route.fallback()
		);
		await context.routeWebSocket(/\/rt\//, (socket) => {
			if (line.#cut || !line.#sockets) {
				void socket.close({ code: 1011 });
				return;
			}
			const server = socket.connectToServer();
			line.#open.add(socket);
			socket.onMessage((message) => {
				if (!line.#cut) server.send(message);
			});
			server.onMessage((message) => {
				if (!line.#cut) socket.send(message);
			});
		});
		return line;
	}
	async cut(): Promise<void> {
		this.#cut = true;
		await this.#hangUp();
	}
	restore(): void {
		this.#cut = false;
	}
	/** As an office's proxy does: HTTP goes on. */
	async blockSockets(): Promise<void> {
		this.#sockets = false;
		await this.#hangUp();
	}
	async #hangUp(): Promise<void> {
		for (const socket of this.#open) await socket.close({ code: 1011 });
		this.#open.clear();
	}
}

/** Opens the list of what asks attention, in the bar. */
export const openAttention = (page: Page): Promise<void> =>
	page.locator('header summary', { hasText: /vraagt nu aandacht|vragen nu aandacht/ }).click();

/** The commands that wait on this device, in order. */
export const onDevice = (page: Page): Promise<string[]> =>
	page.evaluate(async () => {
		const names = (await indexedDB.databases())
			.map(({ name }) => name ?? '')
			.filter((name) => name.startsWith('voelspriet-'));
		const found: { key: string; id: string }[] = [];
		for (const name of names) {
			const database = await new Promise<IDBDatabase>((done, fail) => {
				const request = indexedDB.open(name);
				request.onsuccess = () => done(request.result);
				request.onerror = () => fail(new Error(name));
			});
			if (database.objectStoreNames.contains('outbox')) {
				found.push(
					...(await new Promise<{ key: string; id: string }[]>((done) => {
						const request = database.transaction('outbox').objectStore('outbox').getAll();
						request.onsuccess = () => done(request.result as { key: string; id: string }[]);
					}))
				);
			}
			database.close();
		}
		return found.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ id }) => id);
	});

/** Puts these records into the outbox of the page's person, as another version of the program would have. */
export const leaveOnDevice = (page: Page, records: readonly { readonly key: string }[]): Promise<void> =>
	page.evaluate(async (all) => {
		const name = (await indexedDB.databases()).find((one) => one.name?.startsWith('voelspriet-'))?.name ?? '';
		const database = await new Promise<IDBDatabase>((done, fail) => {
			const request = indexedDB.open(name);
			request.onsuccess = () => done(request.result);
			request.onerror = () => fail(new Error(name));
		});
		const writing = database.transaction('outbox', 'readwrite');
		for (const record of all) writing.objectStore('outbox').put(record, record.key);
		await new Promise((done) => (writing.oncomplete = done));
		database.close();
	}, records);
