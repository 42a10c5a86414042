import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** The name in the configurations: `docs/deploy` and the certificate of a test have the same. */
export const NAME = 'voelspriet.example.nl';

interface ProxySettings {
	/** An empty folder of this proxy alone. */
	readonly folder: string;
	readonly certificate: string;
	readonly key: string;
	readonly http: number;
	readonly https: number;
	/** Where the program listens. */
	readonly program: number;
	/** Where a second process of the program listens. */
	readonly second?: number;
	/** Whether all of an incident goes to one of the two; otherwise they take turns. */
	readonly byIncident?: boolean;
}

/** A proxy of docs/deploy: how its configuration becomes one for a test, and how it is started. */
export interface Proxy {
	readonly name: string;
	readonly file: string;
	/** The binary, or null where it is not installed. */
	readonly binary: string | null;
	/** Seconds after which it closes a socket that says nothing; null: never. Read from the configuration. */
	idle(text: string): number | null;
	/** What in the configuration differs on this machine: each must be there. */
	changes(settings: ProxySettings): [from: string | RegExp, to: string][];
	/** The configuration of the whole process, where docs/deploy has only a part of it. */
	around?(text: string, settings: ProxySettings): string;
	readonly args: (file: string) => string[];
	readonly env?: (settings: ProxySettings) => Record<string, string>;
}

/** Debian has them where an ordinary user's PATH does not look. */
const find = (binary: string): string | null =>
	[...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/usr/local/sbin']
		.map((folder) => join(folder, binary))
		.find((path) => existsSync(path)) ?? null;

const seconds = (text: string, name: string): number => {
	const found = new RegExp(`^\\s*${name} (\\d+)s;?$`, 'm').exec(text)?.[1];
	if (found === undefined) throw new Error(`there is no ${name}`);
	return Number(found);
};

export const proxies: readonly Proxy[] = [
	{
		name: 'nginx',
		file: 'nginx.conf',
		binary: find('nginx'),
		idle: (text) => Math.min(seconds(text, 'proxy_read_timeout'), seconds(text, 'proxy_send_timeout')),
		changes: ({ certificate, key, http, https, program, second, byIncident }) => [
			['#hash ', byIncident ? 'hash ' : '# '],
			['listen 80;', `listen 127.0.0.1:${http};`],
			['\tlisten [::]:80;\n', ''],
			['listen 443 ssl http2;', `listen 127.0.0.1:${https} ssl http2;`],
			['\tlisten [::]:443 ssl http2;\n', ''],
			['/etc/ssl/voelspriet/fullchain.pem', certificate],
			['/etc/ssl/voelspriet/privkey.pem', key],
			['127.0.0.1:3000', `127.0.0.1:${program}`],
			['#server 127.0.0.1:3001;', second === undefined ? '# one process' : `server 127.0.0.1:${second};`]
		],
		around(text, { folder }) {
			const inner = join(folder, 'voelspriet.conf');
			writeFileSync(inner, text);
			const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
			return [
				...(process.getuid?.() === 0 ? ['user root;'] : []),
				`pid ${join(folder, 'nginx.pid')};`,
				'worker_processes 1;',
				'error_log stderr;',
				'events {}',
				'http {',
				'access_log off;',
				...temporary.map((what) => `${what}_temp_path ${join(folder, what)};`),
				`include ${inner};`,
				'}'
			].join('\n');
		},
		args: (file) => ['-c', file, '-e', 'stderr', '-g', 'daemon off;']
	},
	{
		name: 'Caddy',
		file: 'Caddyfile',
		binary: find('caddy'),
		idle: () => null,
		changes: ({ certificate, key, http, https, program, second }) => [
			[
				/^voelspriet\.example\.nl \{$/m,
				`{\n\tadmin off\n\thttp_port ${http}\n\thttps_port ${https}\n\tservers {\n\t\tprotocols h1 h2\n\t}\n}\n\n${NAME} {\n\tbind 127.0.0.1`
			],
			['#tls /etc/ssl/voelspriet/fullchain.pem /etc/ssl/voelspriet/privkey.pem', `tls ${certificate} ${key}`],
			[
				/reverse_proxy 127\.0\.0\.1:3000/,
				`reverse_proxy 127.0.0.1:${program}${second === undefined ? '' : ` 127.0.0.1:${second}`}`
			]
		],
		args: (file) => ['run', '--adapter', 'caddyfile', '--config', file],
		env: ({ folder }) => ({ HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder })
	},
	{
		name: 'HAProxy',
		file: 'haproxy.cfg',
		binary: find('haproxy'),
		idle: (text) => seconds(text, 'timeout tunnel'),
		changes: ({ folder, certificate, key, http, https, program, second }) => {
			const all = join(folder, 'all.pem');
			writeFileSync(all, readFileSync(certificate, 'utf8') + readFileSync(key, 'utf8'));
			return [
				['bind :80', `bind 127.0.0.1:${http}`],
				['bind :443', `bind 127.0.0.1:${https}`],
				['/etc/ssl/voelspriet/all.pem', all],
				['127.0.0.1:3000', `127.0.0.1:${program}`],
				[
					'#server two 127.0.0.1:3001 check',
					second === undefined ? '# one process' : `server two 127.0.0.1:${second} check`
				]
			];
		},
		args: (file) => ['-db', '-f', file]
	}
];

/** Makes a certificate for NAME that signed itself. @returns null where there is no openssl */
export function makeCertificate(folder: string): { certificate: string; key: string } | null {
	const [certificate, key] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')];
	const made = spawnSync(
		'openssl',
		[
			...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
			...['-subj', `/CN=${NAME}`, '-addext', `subjectAltName=DNS:${NAME}`, '-keyout', key, '-out', certificate]
		],
		{ stdio: 'ignore' }
	);
	return made.status === 0 ? { certificate, key } : null;
}

export const configurationOf = (proxy: Pick<Proxy, 'file'>): string =>
	readFileSync(join('docs/deploy', proxy.file), 'utf8');

interface RunningProxy {
	readonly http: number;
	readonly https: number;
	readonly output: string;
	stop(): Promise<void>;
}

/** A port that was free may be taken before the proxy has it. */
const TRIES = 3;

/** Starts the proxy with its configuration of docs/deploy, on ports of this machine. Resolves when it listens. */
export async function startProxy(proxy: Proxy, options: Omit<ProxySettings, 'http' | 'https'>): Promise<RunningProxy> {
	for (let triesLeft = TRIES; ; triesLeft -= 1) {
		const running = await tryProxy(proxy, options);
		if (typeof running === 'object') return running;
		if (triesLeft === 1) throw new Error(`${proxy.name} did not start: ${running}`);
	}
}

/** @returns its output, when it ended before it listened */
async function tryProxy(proxy: Proxy, options: Omit<ProxySettings, 'http' | 'https'>): Promise<RunningProxy | string> {
	if (proxy.binary === null) throw new Error(`${proxy.name} is not installed`);
	const folder = join(options.folder, proxy.name);
	mkdirSync(folder, { recursive: true });
	const settings = { ...options, folder, http: await freePort(), https: await freePort() };
	let text = configurationOf(proxy);
	for (const [from, to] of proxy.changes(settings)) {
		const changed = text.replace(from, to);
		if (changed === text) throw new Error(`${proxy.file} has no "${String(from)}"`);
		text = changed;
	}
	const file = join(folder, 'configuration');
	writeFileSync(file, proxy.around?.(text, settings) ?? text);
	const child = spawn(proxy.binary, proxy.args(file), {
		env: { PATH: process.env['PATH'], ...proxy.env?.(settings) },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (output += piece.toString()));
	const end = new AbortController();
	const ended = new Promise<void>((done) => {
		const onEnd = (): void => {
			end.abort();
			done();
		};
		child.once('close', onEnd).once('error', onEnd);
	});
	while (!(await listens(settings.https))) {
		if (end.signal.aborted) return output;
		await pause(20);
	}
	return {
		http: settings.http,
		https: settings.https,
		get output() {
			return output;
		},
		async stop() {
			child.kill('SIGTERM');
			await ended;
		}
	};
}

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const address = server.address();
	await new Promise((done) => server.close(done));
	if (address === null || typeof address === 'string') throw new Error('no port');
	return address.port;
}
const listens = (port: number): Promise<boolean> =>
	new Promise((done) => {
		const socket = connect(port, '127.0.0.1');
		socket.once('connect', () => {
			socket.destroy();
			done(true);
		});
		socket.once('error', () => done(false));
	});
