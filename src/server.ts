import { rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { isIPv6, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SOCKET_ADDRESS } from '$lib/domain/realtime';
import { ConfigError, readConfig, type Config } from '$lib/server/platform/config/config';
import { handOver } from '$lib/server/platform/config/host';
import { clientAddress, isLoopback } from '$lib/server/platform/config/client-address';
import { API_VERSION } from '$lib/server/platform/http/api-version';
import { KeptAssets } from '$lib/server/platform/http/kept-assets';
import { startingPage } from '$lib/server/platform/http/starting-page';
import { log } from '$lib/server/platform/operations/logger';
import { LARGE_BODIES } from '$lib/server/platform/http/request-guard';
import { refuseConnection, basicHeaders } from '$lib/server/platform/http/security-headers';
import { colourMistakes, judgeTheme } from '$lib/server/platform/theme/theme-warnings';
import { InFlightRequests } from '$lib/server/platform/http/in-flight-requests';

/** How long everything together may take to stop, in milliseconds. */
const STOP_WITHIN = 5_000;

/** The part of it that requests in flight may take. */
const FINISH_WITHIN = 1_500;

/**
 * How long an idle connection stays open, in milliseconds: longer than proxies keep theirs (nginx a minute, Caddy two),
 * else they send a request on one that we are closing, and their reader gets a 502.
 */
const IDLE_WITHIN = 130_000;

/** How long the headers of a request may take, in milliseconds: who sends them drop by drop holds a connection. */
const HEADERS_WITHIN = 20_000;

const DAY = 86_400_000;

const BROKEN: Readonly<Record<string, string | undefined>> = {
	HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
	ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout'
};

// What the program writes is for its own user alone.
process.umask(0o077);
const config = settle();
log.level = config.logLevel;

let stopping = false;

const basic = Object.entries(basicHeaders(config.origin));
const build = dirname(fileURLToPath(import.meta.url));
const assets = new KeptAssets(join(build, 'client/_app/immutable'), join(config.dataDir, 'assets'));

// Listen before the program is ready, but close upgrades until then: without a listener Node leaves them unanswered.
let handler: RequestListener | undefined;
const underWay = new InFlightRequests();
// Node would answer a request without a host by itself, without our headers: `answer` does.
const http = createServer({ requireHostHeader: false }, answer);
// And so would it an `Expect` that it does not know.
http.on('checkExpectation', (_, response: ServerResponse) => refuseRequest(response, 417));
function answer(request: IncomingMessage, response: ServerResponse): void {
	if (request.headers.host === undefined && request.httpVersion === '1.1') {
		refuseRequest(response, 400);
		return;
	}
	for (const [name, value] of basic) response.setHeader(name, value);
	// Here, because SvelteKit answers some requests before any hook sees them, and we do while we start.
	if (request.url?.startsWith('/api/')) response.setHeader('api-version', API_VERSION);
	if (!handler || !underWay.add(response)) {
		// A browser may still send a request over a connection that was open when stopping began.
		if (handler) response.setHeader('connection', 'close');
		startingPage(request, response);
		return;
	}
	mark(request);
	takeUnread(request, response);
	// A worker's policy is that of its own answer, and no hook sees this file: it shows notifications, and reports the
	// address of its browser to us.
	if (request.url === '/service-worker.js') {
		response.setHeader('content-security-policy', "default-src 'none'; connect-src 'self'");
		response.setHeader('cache-control', 'no-cache');
	}
	const forSvelteKit = handler;
	assets.answer(request, response, () => {
		forSvelteKit(request, response);
	});
}
http.keepAliveTimeout = IDLE_WITHIN;
http.headersTimeout = HEADERS_WITHIN;
const running = join(build, `running-${process.pid}`);
const port = await listen();
// A request comes at the earliest in the turn after this one, and finds it.
// eslint-disable-next-line no-restricted-syntax
const host = handOver({ http, config, port, threads: new URL('./', import.meta.url) });
http.on('upgrade', (request, socket) => {
	const isHandled = host.program && SOCKET_ADDRESS.test(request.url ?? '') && http.listenerCount('upgrade') > 1;
	if (!isHandled) refuseConnection(socket, '404 Not Found', config.origin);
	else request.headers['x-client-address'] = clientAddress(request, config.trustedProxies);
});

/** What Node cannot read as a request gets an answer too, with the headers of every other. */
http.on('clientError', (error: NodeJS.ErrnoException, socket) => {
	const status = BROKEN[error.code ?? ''] ?? '400 Bad Request';
	if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
	else refuseConnection(socket, status, config.origin);
});

process.on('SIGTERM', () => void stop('SIGTERM'));
process.on('SIGINT', () => void stop('SIGINT'));
process.on('uncaughtException', fail);
// A rejection without a handler leaves the rest unchanged; work in progress matters more than a clean exit.
process.on('unhandledRejection', (error) => {
	log.error({ err: error }, 'a promise failed and nobody waited for it');
});
followParent();
leaveMark();

// `init` in hooks.server.ts runs inside this import and starts the program.
try {
	({ handler } = (await import(new URL('./handler.js', import.meta.url).href)) as { handler: RequestListener });
} catch (error) {
	log.debug({ err: error }, 'the program did not start');
	process.stderr.write(`Voelspriet cannot start: ${error instanceof Error ? error.message : String(error)}\n`);
	process.exit(1);
}
keepAssets();
setInterval(keepAssets, DAY).unref();
process.stdout.write(`Voelspriet: ${ownAddress()}\n`);
for (const line of config.theme ? judgeTheme(config.theme) : []) log.warn(line);
if (config.origin) process.stdout.write(`In browsers: ${config.origin}\n`);
else if (!isLoopback(config.host))
	log.warn(
		'HOST lets other machines in, but only addresses of this machine may write: set ORIGIN to the address in people’s browsers'
	);

/** Answers a request that is no request for us, and closes its connection. */
function refuseRequest(response: ServerResponse, status: number): void {
	for (const [name, value] of basic) response.setHeader(name, value);
	response.writeHead(status, { 'cache-control': 'no-store', 'content-length': '0', connection: 'close' }).end();
}

/** adapter-node reads these while it is imported. */
function settle(): Config {
	try {
		const config = readConfig(process.env);
		const mistakes = config.theme ? colourMistakes(config.theme) : [];
		if (mistakes.length > 0) throw new ConfigError(mistakes.map((mistake) => `THEME_CSS: ${mistake}.`));
		// With HOST_HEADER and PROTOCOL_HEADER the address is the one that `mark` sets, spelled as the browser spells it.
		if (config.origin === null) delete process.env['ORIGIN'];
		else process.env['ORIGIN'] = config.origin;
		Object.assign(process.env, {
			ADDRESS_HEADER: 'x-client-address',
			HOST_HEADER: 'x-own-host',
			PROTOCOL_HEADER: 'x-own-protocol',
			BODY_SIZE_LIMIT: String(Math.max(...LARGE_BODIES.map(({ bytes }) => bytes)))
		});
		delete process.env['PORT_HEADER'];
		return config;
	} catch (error) {
		if (!(error instanceof ConfigError)) throw error;
		process.stderr.write(`${error.message}\n`);
		process.exit(1);
	}
}

/**
 * A browser looks at the answer once it has sent its whole body. What SvelteKit began to read of a refused one (a file for
 * which there is no room) is taken and thrown away, as Node.js does where nobody began.
 */
function takeUnread(request: IncomingMessage, response: ServerResponse): void {
	response.once('finish', () => {
		if (!request.complete) request.removeAllListeners('data').resume();
	});
}

/** The only address and host name that the program trusts: never those that a client sends. */
function mark(request: IncomingMessage): void {
	const asked = request.headers.host ?? '';
	const url = URL.canParse(`http://${asked}`) ? new URL(`http://${asked}`) : null;
	const isOwn = url !== null && isLoopback(url.hostname) && Number(url.port || 80) === port;
	request.headers['x-client-address'] = clientAddress(request, config.trustedProxies);
	request.headers['x-own-host'] = isOwn ? asked : `127.0.0.1:${port}`;
	request.headers['x-own-protocol'] = 'http';
}

async function listen(): Promise<number> {
	try {
		await new Promise<void>((done, fail) => http.once('error', fail).listen(config.port, config.host, done));
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? error.code : null;
		const why =
			code === 'EADDRINUSE'
				? `port ${config.port} is in use: stop the other program, or set PORT to another number (0 takes a free one)`
				: code === 'EACCES'
					? `port ${config.port} needs more rights: set PORT to a number above 1023`
					: code === 'EADDRNOTAVAIL'
						? `HOST ${config.host} is not an address of this machine`
						: String(error);
		process.stderr.write(`Voelspriet cannot start: ${why}.\n`);
		process.exit(1);
	}
	return (http.address() as AddressInfo).port;
}

/** The address for requests from this machine. */
function ownAddress(): string {
	const name = ['0.0.0.0', '::'].includes(config.host)
		? '127.0.0.1'
		: isIPv6(config.host)
			? `[${config.host}]`
			: config.host;
	return `http://${name}:${port}`;
}

function keepAssets(): void {
	assets.keep().catch((error: unknown) => {
		log.warn({ err: error }, 'a page that is open now may not load all of its code after the next upgrade');
	});
}

/** scripts/build.mjs leaves the files of this build beside those of the next, while a program runs from it. */
function leaveMark(): void {
	try {
		writeFileSync(running, '');
		process.on('exit', () => {
			rmSync(running, { force: true });
		});
	} catch {
		// A build directory that is not writable will not be built again either.
	}
}

async function stop(why: string, code = 0): Promise<void> {
	if (stopping) return;
	stopping = true;
	const began = performance.now();
	setTimeout(() => {
		log.error('stopping took too long');
		process.exit(1);
	}, STOP_WITHIN - 200).unref();
	http.close(); // accepts nothing new; requests in flight continue
	http.closeIdleConnections();
	await underWay.finish(FINISH_WITHIN);
	await host.program?.stop();
	http.closeAllConnections();
	log.info({ why, milliseconds: Math.round(performance.now() - began) }, 'stopped');
	process.exit(code);
}

function fail(error: unknown): void {
	log.fatal({ err: error }, 'an error that nobody caught');
	void stop('error', 1);
}

/** npm dies of SIGTERM without informing its child: follow it. Containers and services run this file directly. */
function followParent(): void {
	if (!process.env['npm_lifecycle_event']) return;
	const parent = process.ppid;
	setInterval(() => {
		if (process.ppid !== parent) void stop('the parent process is gone');
	}, 250).unref();
}
