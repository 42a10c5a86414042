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
	/** All it has said, of every start. */
	readonly said: string;
	/** Ends it in order. @returns milliseconds it took. */
	stop(signal?: 'SIGTERM' | 'SIGINT'): Promise<number>;
	/** Ends it as a power cut would. */
	kill(): Promise<void>;
	/**
	 * Starts it again at the same address and with the same data. @param from where another version of it stands, from
	 *   here on.
	 * @returns milliseconds until it was ready.
	 */
	start(from?: string): Promise<number>;
	/** Stops it and removes its data. */
	remove(): Promise<void>;
}

export interface ProgramOptions {
	/** Settings beside PORT and DATA_DIR; the caller's own environment does not reach the program's settings. */
	env?: Record<string, string>;
	/** Without it a new folder, which `remove` takes away. */
	dataDir?: string;
	/** Where the program stands; this project unless said. */
	root?: string;
}

const SETTINGS = new RegExp(
	`^(${[
		'HOST|PORT|ORIGIN|DATABASE_URL(?:_OWNER)?|DATA_DIR|SECRET|SECRET_PREVIOUS|SIGNING_KEY|TRUSTED_PROXIES',
		'SMTP_URL|HEADS_FOLDER|OIDC_.*|LOCAL_SIGN_IN|BREAK_GLASS|FETCH_ALLOW_CIDR|THEME_CSS|DEMO(?:_EXERCISES)?',
		'LOG_LEVEL|METRICS_TOKEN|SECURITY_CONTACT|BACKUP_(?:FOLDER|RECIPIENT|EVERY|KEEP)|MODEL_(?:URL|NAME|KEY)',
		'SESSION_IDLE_MINUTES|SECOND_FACTOR(?:_MINUTES)?'
	].join('|')})(_FILE)?$`
);

/** Starts `build/server.js` on a free port with data of its own. Rejects with what it said when it ends before it is ready. */
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
	let said = '';
	let standsIn = root;

	const start = async (from = standsIn): Promise<number> => {
		standsIn = from;
		const began = performance.now();
		const port = base === '' ? '0' : new URL(base).port;
		const own = spawn(process.execPath, [join(from, 'build', 'server.js')], {
			cwd: from,
			env: { ...inherited, LOG_LEVEL: 'warn', ...env, PORT: port, DATA_DIR: folder },
			stdio: ['ignore', 'pipe', 'pipe']
		});
		child = own;
		let mine = '';
		await new Promise<void>((done, fail) => {
			const hear = (piece: Buffer): void => {
				said += piece.toString();
				mine += piece.toString();
				const address = /^Voelspriet: (http:\S+)$/m.exec(mine)?.[1];
				if (address === undefined) return;
				base = address;
				done();
			};
			own.stdout.on('data', hear);
			own.stderr.on('data', hear);
			own.once('close', (code) => {
				fail(new Error(`the program ended with ${String(code)} before it was ready: ${mine}`));
			});
		});
		return performance.now() - began;
	};
	const end = async (signal: NodeJS.Signals): Promise<number> => {
		const began = performance.now();
		const own = child;
		if (!own || own.exitCode !== null || own.signalCode !== null) return 0;
		await new Promise<void>((done) => {
			own.once('exit', () => {
				done();
			});
			own.kill(signal);
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
		get said() {
			return said;
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
