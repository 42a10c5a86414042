import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The production build, running as people run it. */
export interface RunningProgram {
	/** As `http://127.0.0.1:41234`; stays the same when it is started again. */
	readonly base: string;
	readonly dataDir: string;
	/** Process number of the server that runs now. */
	readonly pid: number;
	/** Its standard output and error, of every start. */
	readonly output: string;
	/** Ends it in order. @returns milliseconds it took. */
	stop(signal?: 'SIGTERM' | 'SIGINT'): Promise<number>;
	/** Ends it abruptly, as a power cut would. */
	kill(): Promise<void>;
	/**
	 * Starts it again at the same address and with the same data.
	 * @param from the folder of another version, which runs from here on
	 * @returns milliseconds until it was ready
	 */
	start(from?: string): Promise<number>;
	/** Stops it and removes its data. */
	remove(): Promise<void>;
}

export interface ProgramOptions {
	/** Settings besides PORT and DATA_DIR; the caller's own environment does not reach the program's settings. */
	env?: Record<string, string>;
	/** By default a new folder, which `remove` deletes. */
	dataDir?: string;
	/** The folder of the program; by default this project. */
	root?: string;
}

/** Every setting that the caller's environment may have; the browser tests cannot import the program's own list. */
export const SETTINGS = new RegExp(
	`^(${[
		'HOST|PORT|ORIGIN|DATABASE_URL(?:_OWNER)?|DATA_DIR|SECRET|SECRET_PREVIOUS|SIGNING_KEY|TRUSTED_PROXIES',
		'SMTP_URL|MAIL_FROM|(?:OUTGOING|HTTPS?|ALL|NO)_PROXY|HEADS_FOLDER|OIDC_.*|LOCAL_SIGN_IN|BREAK_GLASS|FETCH_ALLOW_CIDR|THEME_CSS|DEMO(?:_EXERCISES)?',
		'LOG_LEVEL|METRICS_TOKEN|SECURITY_CONTACT|BACKUP_(?:FOLDER|RECIPIENT|EVERY|KEEP)|MODEL_(?:URL|NAME|KEY)',
		'SESSION_IDLE_MINUTES|SECOND_FACTOR(?:_MINUTES)?'
	].join('|')})(_FILE)?$`,
	'i'
);

/** Starts `build/server.js` on a free port with its own data. @throws its output when it ends before it is ready */
export async function startProgram({
	env = {},
	dataDir,
	root = process.cwd()
}: ProgramOptions = {}): Promise<RunningProgram> {
	const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'voelspriet-data-')));
	const inherited = Object.fromEntries(
		Object.entries(process.env).filter(([name]) => !SETTINGS.test(name) && !/^(npm_|VITEST|NODE_ENV$)/.test(name))
	);
	let child: ChildProcess | null = null;
	let base = '';
	let output = '';
	let programRoot = root;

	const start = async (from = programRoot): Promise<number> => {
		programRoot = from;
		const began = performance.now();
		const port = base === '' ? '0' : new URL(base).port;
		const started = spawn(process.execPath, [join(from, 'build', 'server.js')], {
			cwd: from,
			env: { ...inherited, LOG_LEVEL: 'warn', ...env, PORT: port, DATA_DIR: folder },
			stdio: ['ignore', 'pipe', 'pipe']
		});
		child = started;
		let outputOfStart = '';
		await new Promise<void>((done, fail) => {
			const receive = (piece: Buffer): void => {
				output += piece.toString();
				outputOfStart += piece.toString();
				const address = /^Voelspriet: (http:\S+)$/m.exec(outputOfStart)?.[1];
				if (address === undefined) return;
				base = address;
				done();
			};
			started.stdout.on('data', receive);
			started.stderr.on('data', receive);
			started.once('close', (code) => {
				fail(new Error(`the program ended with ${String(code)} before it was ready: ${outputOfStart}`));
			});
		});
		return performance.now() - began;
	};
	const end = async (signal: NodeJS.Signals): Promise<number> => {
		const began = performance.now();
		const started = child;
		if (!started || started.exitCode !== null || started.signalCode !== null) return 0;
		await new Promise<void>((done) => {
			started.once('exit', () => {
				done();
			});
			started.kill(signal);
		});
		return performance.now() - began;
	};

	await start();
	return {
		get base() {
			return base;
		},
		dataDir: folder,
		get pid() {
			return child?.pid ?? 0;
		},
		get output() {
			return output;
		},
		stop: (signal = 'SIGTERM') => end(signal),
		kill: async () => {
			await end('SIGKILL');
		},
		start,
		async remove() {
			await end('SIGTERM');
			if (dataDir === undefined) await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
		}
	};
}
