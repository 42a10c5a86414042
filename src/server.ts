import { rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { isIPv6, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SOCKET_ADDRESS } from '$lib/domain/realtime';
import { ConfigError, readConfig, type Config } from '$lib/server/platform/config/config';
import { handOver } from '$lib/server/platform/config/host';
import { clientAddress, isLoopback } from '$lib/server/platform/config/client-address';
import { acceptedEncodings } from '$lib/server/platform/http/accepted-encodings';
import { API_VERSION } from '$lib/server/platform/http/api-version';
import { StoredAssets } from '$lib/server/platform/http/stored-assets';
import { startingPage } from '$lib/server/platform/http/starting-page';
import { log } from '$lib/server/platform/operations/logger';
import { LARGE_BODIES } from '$lib/server/platform/http/request-guard';
import { refuseConnection, basicHeaders } from '$lib/server/platform/http/security-headers';
import { colourMistakes, judgeTheme } from '$lib/server/platform/theme/theme-warnings';
import { InFlightRequests } from '$lib/server/platform/http/in-flight-requests';

/** How long stopping may take in total, in milliseconds. */
const STOP_TIMEOUT_MS = 5_000;

/** How long stopping waits for requests in flight, in milliseconds. */
const FINISH_TIMEOUT_MS = 1_500;

/**
 * How long an idle connection stays open, in milliseconds: longer than proxies keep theirs (nginx one minute, Caddy two).
 * Otherwise they could send a request on a connection that we are closing, and answer with a 502.
 */
const KEEP_ALIVE_TIMEOUT_MS = 130_000;

/** How long the headers of a request may take, in milliseconds, against clients that send them very slowly. */
const HEADERS_TIMEOUT_MS = 20_000;

const DAY_MS = 86_400_000;

const CLIENT_ERROR_STATUS: Readonly<Record<string, string | undefined>> = {
	HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
	ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout'
};

// Without a listener, an output that is closed or full would end the program.
for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
// Files that the program writes are readable by its own user only.
process.umask(0o077);
const config = readSettings();
log.level = config.logLevel;

let stopping = false;

const basicHeaderEntries = Object.entries(basicHeaders(config.origin));
const build = dirname(fileURLToPath(import.meta.url));
const assets = new StoredAssets(join(build, 'client/_app/immutable'), join(config.dataDir, 'assets'));

// Listen before the program is ready, and close upgrades until then: without a listener Node leaves them unanswered.
let handler: RequestListener | undefined;
const inFlight = new InFlightRequests();
// Node would answer a request without a host itself, without our headers: `handleRequest` does it instead.
const http = createServer({ requireHostHeader: false }, handleRequest);
// The same for an `Expect` header that Node does not know.
http.on('checkExpectation', (_, response: ServerResponse) => refuseRequest(response, 417));
function handleRequest(request: IncomingMessage, response: ServerResponse): void {
	if (request.headers.host === undefined && request.httpVersion === '1.1') {
		refuseRequest(response, 400);
		return;
	}
	for (const [name, value] of basicHeaderEntries) response.setHeader(name, value);
	// Set here, because SvelteKit answers some requests before any hook runs, and so do we while we start.
	if (request.url?.startsWith('/api/')) response.setHeader('api-version', API_VERSION);
	if (!handler || !inFlight.add(response)) {
		// A browser may still send a request over a connection that was open when stopping began.
		if (handler) response.setHeader('connection', 'close');
		startingPage(request, response);
		return;
	}
	setTrustedHeaders(request);
	request.headers['accept-encoding'] = acceptedEncodings(request.headers['accept-encoding']);
	drainBody(request, response);
	// A service worker has the policy of its own response, and no hook handles these files. They fetch our pages and send us
	// a push subscription.
	if (request.url === '/service-worker.js' || request.url === '/partner-worker.js') {
		response.setHeader('content-security-policy', "default-src 'none'; connect-src 'self'");
		response.setHeader('cache-control', 'no-cache');
	}
	const forSvelteKit = handler;
	assets.answer(request, response, () => {
		forSvelteKit(request, response);
	});
}
http.keepAliveTimeout = KEEP_ALIVE_TIMEOUT_MS;
http.headersTimeout = HEADERS_TIMEOUT_MS;
const pidFile = join(build, `running-${process.pid}`);
const port = await listen();
// Set before the event loop handles the first request, which needs it.
// eslint-disable-next-line no-restricted-syntax
const host = handOver({ http, config, port, threads: new URL('./', import.meta.url) });
http.on('upgrade', (request, socket) => {
	const isHandled = host.program && SOCKET_ADDRESS.test(request.url ?? '') && http.listenerCount('upgrade') > 1;
	if (!isHandled) refuseConnection(socket, '404 Not Found', config.origin);
	else request.headers['x-client-address'] = clientAddress(request, config.trustedProxies);
});

/** Also answer invalid requests, with the same headers. */
http.on('clientError', (error: NodeJS.ErrnoException, socket) => {
	const status = CLIENT_ERROR_STATUS[error.code ?? ''] ?? '400 Bad Request';
	if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
	else refuseConnection(socket, status, config.origin);
});

process.on('SIGTERM', () => void stop('SIGTERM'));
process.on('SIGINT', () => void stop('SIGINT'));
process.on('uncaughtException', fail);
// Do not exit after an unhandled rejection: the rest of the program still works.
process.on('unhandledRejection', (error) => {
	log.error({ err: error }, 'unhandled promise rejection');
});
followParent();
writePidFile();

// Before the first page: another process may get the requests for its files.
await refreshAssets();

// `init` in hooks.server.ts runs inside this import and starts the program.
try {
	({ handler } = (await import(new URL('./handler.js', import.meta.url).href)) as { handler: RequestListener });
} catch (error) {
	log.debug({ err: error }, 'the program did not start');
	process.stderr.write(`Voelspriet cannot start: ${error instanceof Error ? error.message : String(error)}\n`);
	process.exit(1);
}
setInterval(() => void refreshAssets(), DAY_MS).unref();
process.stdout.write(`Voelspriet: ${ownAddress()}\n`);
for (const line of config.theme ? judgeTheme(config.theme) : []) log.warn(line);
if (config.origin) process.stdout.write(`In browsers: ${config.origin}\n`);
else if (!isLoopback(config.host))
	log.warn(
		'HOST lets other machines in, but only addresses of this machine may write: set ORIGIN to the address in people’s browsers'
	);

/** Refuses an invalid request and closes its connection. */
function refuseRequest(response: ServerResponse, status: number): void {
	for (const [name, value] of basicHeaderEntries) response.setHeader(name, value);
	response.writeHead(status, { 'cache-control': 'no-store', 'content-length': '0', connection: 'close' }).end();
}

/** Reads the configuration, and sets the environment variables that adapter-node reads while it is imported. */
function readSettings(): Config {
	try {
		const config = readConfig(process.env);
		const mistakes = config.theme ? colourMistakes(config.theme) : [];
		if (mistakes.length > 0) throw new ConfigError(mistakes.map((mistake) => `THEME_CSS: ${mistake}.`));
		// With HOST_HEADER and PROTOCOL_HEADER, adapter-node uses the address that `setTrustedHeaders` sets.
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
 * Reads and discards the rest of the body when the response is finished, because a browser only reads the response once
 * it has sent its whole body. Node does this itself unless reading has started, as for a file that is refused.
 */
function drainBody(request: IncomingMessage, response: ServerResponse): void {
	response.once('finish', () => {
		if (!request.complete) request.removeAllListeners('data').resume();
	});
}

/** Sets the headers with the address and host name that the program trusts, instead of those that a client sends. */
function setTrustedHeaders(request: IncomingMessage): void {
	const hostHeader = request.headers.host ?? '';
	const url = URL.canParse(`http://${hostHeader}`) ? new URL(`http://${hostHeader}`) : null;
	const isOwn = url !== null && isLoopback(url.hostname) && Number(url.port || 80) === port;
	request.headers['x-client-address'] = clientAddress(request, config.trustedProxies);
	request.headers['x-own-host'] = isOwn ? hostHeader : `127.0.0.1:${port}`;
	request.headers['x-own-protocol'] = 'http';
}

async function listen(): Promise<number> {
	try {
		await new Promise<void>((done, fail) => http.once('error', fail).listen(config.port, config.host, done));
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? error.code : null;
		const reason =
			code === 'EADDRINUSE'
				? `port ${config.port} is in use: stop the other program, or set PORT to another number (0 takes a free one)`
				: code === 'EACCES'
					? `port ${config.port} needs more rights: set PORT to a number above 1023`
					: code === 'EADDRNOTAVAIL'
						? `HOST ${config.host} is not an address of this machine`
						: String(error);
		process.stderr.write(`Voelspriet cannot start: ${reason}.\n`);
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

async function refreshAssets(): Promise<void> {
	await assets.refresh().catch((error: unknown) => {
		log.warn({ err: error }, 'a page that is open now may not load all of its code after the next upgrade');
	});
}

/** While this file exists, scripts/build.mjs copies the files of this build into the next one. */
function writePidFile(): void {
	try {
		writeFileSync(pidFile, '');
		process.on('exit', () => {
			rmSync(pidFile, { force: true });
		});
	} catch {
		// A build directory that is not writable will not be built again either.
	}
}

async function stop(reason: string, code = 0): Promise<void> {
	if (stopping) return;
	stopping = true;
	const startedAt = performance.now();
	setTimeout(() => {
		log.error('stopping took too long');
		process.exit(1);
	}, STOP_TIMEOUT_MS - 200).unref();
	http.close(); // requests in flight continue
	http.closeIdleConnections();
	await inFlight.finish(FINISH_TIMEOUT_MS);
	await host.program?.stop();
	http.closeAllConnections();
	log.info({ why: reason, milliseconds: Math.round(performance.now() - startedAt) }, 'stopped');
	process.exit(code);
}

function fail(error: unknown): void {
	log.fatal({ err: error }, 'uncaught exception');
	void stop('error', 1);
}

/** Stops when the parent ends: npm exits on SIGTERM without signalling its child. Containers run this file directly. */
function followParent(): void {
	if (!process.env['npm_lifecycle_event']) return;
	const parent = process.ppid;
	setInterval(() => {
		if (process.ppid !== parent) void stop('the parent process is gone');
	}, 250).unref();
}
