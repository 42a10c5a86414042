import { spawn, type ChildProcess } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { WebSocket } from 'ws';

/** The Firefox of this machine: FIREFOX_PATH, else by its usual names on the path; null where there is none. */
export function findFirefox(): string | null {
	const folders = (process.env['PATH'] ?? '').split(delimiter);
	const named = ['firefox', 'firefox-esr'].flatMap((name) => folders.map((folder) => join(folder, name)));
	return [process.env['FIREFOX_PATH'] ?? '', ...named].find((path) => path !== '' && isExecutable(path)) ?? null;
}
function isExecutable(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

/** In Dutch, still, and without a word to its maker. */
const preferences = {
	'intl.accept_languages': 'nl-NL, nl',
	'intl.locale.requested': 'nl',
	'ui.prefersReducedMotion': 1,
	'app.update.disabledForTesting': true,
	'app.normandy.enabled': false,
	'browser.safebrowsing.malware.enabled': false,
	'browser.safebrowsing.phishing.enabled': false,
	'browser.shell.checkDefaultBrowser': false,
	'datareporting.policy.dataSubmissionEnabled': false,
	'network.captive-portal-service.enabled': false,
	'network.connectivity-service.enabled': false,
	'services.settings.server': 'data:,'
};

interface Answer {
	readonly id?: number;
	readonly type?: string;
	readonly result?: Record<string, unknown>;
	readonly error?: string;
	readonly message?: string;
	readonly method?: string;
	readonly params?: Record<string, unknown>;
}

/** The Firefox that a distribution packages, by WebDriver BiDi (W3C) on its own socket: no driver program is needed. */
export class Firefox {
	/** Errors in the console of any page, what its policy blocked among them. */
	readonly errors: string[] = [];
	readonly #waiting = new Map<
		number,
		{ done: (result: Record<string, unknown>) => void; fail: (why: Error) => void }
	>();
	#last = 0;

	private constructor(
		readonly child: ChildProcess,
		readonly socket: WebSocket,
		readonly profile: string
	) {
		socket.on('message', (raw: Buffer) => this.#take(JSON.parse(raw.toString()) as Answer));
	}

	static async start(path: string): Promise<Firefox> {
		const profile = await mkdtemp(join(tmpdir(), 'voelspriet-firefox-'));
		const lines = Object.entries(preferences).map(
			(pair) => `user_pref(${pair.map((one) => JSON.stringify(one)).join()});`
		);
		await writeFile(join(profile, 'user.js'), lines.join('\n'));
		const child = spawn(path, ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'], {
			env: { ...process.env, HOME: profile, LANG: 'nl_NL.UTF-8' },
			stdio: ['ignore', 'ignore', 'pipe']
		});
		const address = await new Promise<string>((done, fail) => {
			let said = '';
			child.stderr.on('data', (piece: Buffer) => {
				said += piece.toString();
				const found = /WebDriver BiDi listening on (ws:\S+)/.exec(said)?.[1];
				if (found !== undefined) done(found);
			});
			child.once('close', () => {
				fail(new Error(`Firefox ended before it listened: ${said}`));
			});
		});
		const socket = new WebSocket(`${address}/session`);
		await new Promise((done, fail) => {
			socket.once('open', done);
			socket.once('error', fail);
		});
		const firefox = new Firefox(child, socket, profile);
		await firefox.send('session.new', { capabilities: {} });
		await firefox.send('session.subscribe', { events: ['log.entryAdded'] });
		return firefox;
	}

	/** A page of another person: with its own cookies and storage. */
	async newPage(): Promise<FirefoxPage> {
		const { userContext } = await this.send('browser.createUserContext', {});
		const { context } = await this.send('browsingContext.create', { type: 'tab', userContext });
		return new FirefoxPage(this, String(context));
	}
	send(method: string, params: object): Promise<Record<string, unknown>> {
		const id = ++this.#last;
		return new Promise((done, fail) => {
			this.#waiting.set(id, { done, fail });
			this.socket.send(JSON.stringify({ id, method, params }));
		});
	}
	async close(): Promise<void> {
		const gone = new Promise((done) => this.child.once('close', done));
		await this.send('browser.close', {});
		this.socket.close();
		await gone;
		await rm(this.profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
	}

	#take({ id, type, result = {}, error, message, method, params }: Answer): void {
		if (method === 'log.entryAdded' && params?.['level'] === 'error') this.errors.push(String(params['text']));
		const waiting = id === undefined ? undefined : this.#waiting.get(id);
		if (id === undefined || !waiting) return;
		this.#waiting.delete(id);
		if (type === 'success') waiting.done(result);
		else waiting.fail(new Error(`${String(error)}: ${String(message)}`));
	}
}

/** The code points by which WebDriver names keys. */
const keys = { Enter: '\uE007', Tab: '\uE004', Control: '\uE009', Escape: '\uE00C' } as const;

export class FirefoxPage {
	constructor(
		readonly firefox: Firefox,
		readonly context: string
	) {}

	async goto(url: string): Promise<void> {
		await this.firefox.send('browsingContext.navigate', { context: this.context, url, wait: 'complete' });
	}
	/** Runs a function in the page. */
	async evaluate<Given, Found>(work: (given: Given) => Found, given: Given): Promise<Awaited<Found>> {
		const expression = `Promise.resolve((${work.toString()})(${JSON.stringify(given)})).then((found) => JSON.stringify([found]))`;
		const answer = await this.firefox.send('script.evaluate', {
			...{ expression, awaitPromise: true, userActivation: true },
			target: { context: this.context }
		});
		const { result, exceptionDetails } = answer as {
			result?: { value: string };
			exceptionDetails?: { text: string };
		};
		if (!result) throw new Error(exceptionDetails?.text);
		const [found] = JSON.parse(result.value) as [Awaited<Found>];
		return found;
	}
	/** Clicks the middle of the button or link with this name; waits until it is there and has stopped moving. */
	async press(name: string): Promise<void> {
		const at = await this.evaluate(async (wanted) => {
			let before = { x: -1, y: -1 };
			for (;;) {
				const all = [...document.querySelectorAll<HTMLElement>('button, a, summary')];
				const found = all.find((one) => one.textContent.trim().startsWith(wanted) && one.checkVisibility());
				found?.scrollIntoView({ block: 'center' });
				const box = found?.getBoundingClientRect();
				if (box) {
					const now = { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
					if (now.x === before.x && now.y === before.y) return now;
					before = now;
				}
				await new Promise(requestAnimationFrame);
			}
		}, name);
		await this.#perform('pointer', [
			{ type: 'pointerMove', ...at },
			{ type: 'pointerDown', button: 0 },
			{ type: 'pointerUp', button: 0 }
		]);
	}
	/** Types into the field with this label; waits until it is there. */
	async fill(label: string, words: string): Promise<void> {
		await this.evaluate(async (wanted) => {
			for (;;) {
				const found = [...document.querySelectorAll('label')].find((one) => one.textContent.trim().startsWith(wanted));
				if (found?.control) {
					found.control.focus();
					return;
				}
				await new Promise(requestAnimationFrame);
			}
		}, label);
		await this.type(words);
	}
	/** Types letters, or a key by name; `Control+` holds that key meanwhile. */
	async type(...words: readonly string[]): Promise<void> {
		for (const word of words) {
			const held = word.startsWith('Control+');
			const name = word.replace('Control+', '');
			const letters = name in keys ? [keys[name as keyof typeof keys]] : Array.from(name);
			const pressed = letters.flatMap((value) => [
				{ type: 'keyDown', value },
				{ type: 'keyUp', value }
			]);
			const hold = (type: string) => (held ? [{ type, value: keys.Control }] : []);
			await this.#perform('key', [...hold('keyDown'), ...pressed, ...hold('keyUp')]);
		}
	}
	#perform(type: 'key' | 'pointer', actions: readonly object[]): Promise<unknown> {
		return this.firefox.send('input.performActions', {
			context: this.context,
			actions: [{ type, id: type, actions }]
		});
	}
}
