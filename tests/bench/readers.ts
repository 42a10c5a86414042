import { randomBytes } from 'node:crypto';
import { connect as dial, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { startProgram } from '../running-program';
import { checksumOf } from '$lib/domain/core/checksum';
import { momentOf, ShareLinkId, type IncidentId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { unconfirmedTexts } from '$lib/domain/report/version';
import type { Reports } from '$lib/server/read/report/reports';
import { largeIncident } from './large-incident';
import { BenchProgram } from './bench-program';
import { exponent, round, type Result } from './result';

/**
 * Every reader polls for the newest version several times, and fetches the page once, between two versions ten seconds
 * apart.
 */
const READERS = 10_000;
const EVERY = 10;
/** Requests a second. */
const AIM = 1_500;
/** Connections that are open at once: enough to keep the server busy all the time. */
const CONNECTIONS = 128;
/** Numbers of connections, to see whether a request costs more when there are more of them. */
const SIZES = [16, 64, 256] as const;
const SECONDS = 4;
const TURNS = 3;

/**
 * The newest report, read by many, against a static file of similar size from the same server; a new version appears
 * every ten seconds.
 */
export async function run(server: string): Promise<Result[]> {
	const bench = await BenchProgram.make(server);
	const program = await startProgram({
		env: { DATABASE_URL: bench.url, SECRET: randomBytes(32).toString('base64url') }
	});
	try {
		const { log } = await largeIncident(bench, { posts: 5_000, findings: 40, labels: 5_000 });
		const { reports } = bench;
		await write(bench, log);
		await release(bench, reports, log);
		const { path, cookie } = await link(bench, log, program.base);
		const requestFor = (address: string, more = '', cookies = cookie) =>
			`GET ${address} HTTP/1.1\r\nHost: ${new URL(program.base).host}\r\nAccept-Encoding: gzip\r\nCookie: ${cookies}\r\n${more}\r\n`;
		const page = requestFor(path);
		const etag = await etagOf(program.base + path, cookie);
		const style = await styleOf(program.base);
		const kinds = {
			page,
			/** By readers of an earlier version, each of whom gets a cookie. */
			returning: requestFor(path, '', `${cookie}; voelspriet.v.${path.slice('/r/'.length)}.${log}=0.1`),
			notModified: requestFor(path, `If-None-Match: ${etag}\r\n`),
			newest: requestFor(`${path}/newest`),
			file: requestFor(style)
		};
		const rates: Record<keyof typeof kinds, number[]> = {
			page: [],
			returning: [],
			notModified: [],
			newest: [],
			file: []
		};
		for (const request of Object.values(kinds)) await load(program.base, request, 1);

		const before = await transactions(bench);
		const idle = await idleTransactions(bench);
		let released = Date.now();
		let requestCount = 0;
		// Alternating, so that other work on the machine affects all alike.
		for (let turn = 0; turn < TURNS; turn += 1)
			for (const kind of ['file', 'page', 'returning', 'newest', 'notModified'] as const) {
				if (kind !== 'file' && Date.now() - released > EVERY * 1000) {
					await release(bench, reports, log);
					released = Date.now();
				}
				const answered = await load(program.base, kinds[kind], SECONDS);
				requestCount += answered;
				rates[kind].push(answered / SECONDS);
			}
		const sizes: number[] = [];
		for (const size of SIZES) sizes.push((await load(program.base, kinds.page, 2, size)) / 2);
		const queries = (await transactions(bench)) - before;
		const middle = (of: readonly number[]): number => [...of].sort((a, b) => a - b)[Math.floor(of.length / 2)] ?? 0;
		const [value, bound] = [middle(rates.page), middle(rates.file)];
		return [
			{
				case: 'readers: requests/s for the newest report, against a static file from the same server',
				value: round(value),
				bound: round(bound),
				ratio: round(value / bound),
				aim: `≥ ${AIM}; 0 database queries per reader; ${READERS} readers served within ${EVERY} s of a new version`,
				ok: value >= AIM && queries <= idle * 2 + requestCount / 1000 && READERS / value <= EVERY,
				extra: {
					returning: round(middle(rates.returning)),
					heldByReader: round(middle(rates.notModified)),
					newest: round(middle(rates.newest)),
					secondsForAllReaders: round(READERS / value),
					...Object.fromEntries(SIZES.map((size, i) => [`pageWith${size}AtOnce`, round(sizes[i] ?? 0)])),
					exponent: exponent(SIZES[0] / (sizes[0] ?? 1), SIZES[2] / (sizes[2] ?? 1)),
					requests: requestCount,
					transactionsMeanwhile: queries,
					transactionsWhenIdle: idle
				}
			}
		];
	} finally {
		await program.remove();
		await bench.stop();
	}
}

/** Keeps connections busy: each sends its next request when it has an answer. @returns the number of answers */
async function load(base: string, request: string, seconds: number, connections = CONNECTIONS): Promise<number> {
	const { hostname, port } = new URL(base);
	const bytes = Buffer.from(request);
	let answered = 0;
	let isOver = false;
	const sockets: Socket[] = [];
	const ended = Array.from(
		{ length: connections },
		() =>
			new Promise<void>((done, fail) => {
				const socket = dial(Number(port), hostname, () => socket.write(bytes));
				sockets.push(socket);
				const reading = new ResponseCounter(() => {
					answered += 1;
					if (isOver) socket.end();
					else socket.write(bytes);
				});
				socket.on('data', (piece) => reading.take(piece));
				socket.on('close', done);
				socket.on('error', fail);
			})
	);
	await pause(seconds * 1000);
	const count = answered;
	isOver = true;
	await Promise.race([Promise.all(ended), pause(2_000)]);
	for (const socket of sockets) socket.destroy();
	return count;
}

/** Finds where responses end, as cheaply as possible: the client must not be what is measured. */
class ResponseCounter {
	#head = '';
	#left = 0;
	#chunked = false;
	constructor(readonly onResponse: () => void) {}

	take(piece: Buffer): void {
		if (this.#left > 0) {
			this.#left -= piece.length;
			if (this.#left <= 0) this.onResponse();
			return;
		}
		if (this.#chunked) {
			if (piece.subarray(-5).toString('latin1') !== '0\r\n\r\n') return;
			this.#chunked = false;
			this.onResponse();
			return;
		}
		this.#head += piece.toString('latin1');
		const end = this.#head.indexOf('\r\n\r\n');
		if (end < 0) return;
		const head = this.#head.slice(0, end);
		const status = Number(head.slice(9, 12));
		if (status !== 200 && status !== 304) throw new Error(`answered with ${head.split('\r\n')[0] ?? ''}`);
		const rest = this.#head.length - end - 4;
		const tail = this.#head.slice(-5);
		this.#head = '';
		const length = /\r\ncontent-length: (\d+)/i.exec(head);
		if (length && status !== 304) this.#left = Number(length[1]) - rest;
		else this.#chunked = /\r\ntransfer-encoding: chunked/i.test(head) && tail !== '0\r\n\r\n';
		if (this.#left <= 0 && !this.#chunked) this.onResponse();
	}
}

async function write(bench: BenchProgram, log: IncidentId): Promise<void> {
	const text = 'Mensen willen vooral weten of de rook gevaarlijk is en of de scholen dichtgaan.';
	for (const section of ['brief', 'counterSignals'])
		await bench.send(log, 'report.write', { section, text, certainty: null, noneFound: false, over: null });
}

async function release(bench: BenchProgram, reports: Reports, log: IncidentId): Promise<void> {
	const state = bench.logs.state(log);
	for (const section of state ? unconfirmedTexts(state) : [])
		await bench.send(log, 'report.confirm', { section, over: state?.reportTexts.get(section)?.seq });
	const number = (state?.versions.size ?? 0) + 1;
	const { moment, checksum, position } = await reports.at(log, bench.logs.seq(log), reports.now(log));
	await bench.send(log, 'report.release', { number, position, moment, checksum });
}

/** A link, and the cookie that it leaves behind. */
async function link(bench: BenchProgram, log: IncidentId, base: string): Promise<{ path: string; cookie: string }> {
	const id = ShareLinkId.parse(newId());
	const secret = randomBytes(24).toString('base64url');
	await bench.send(log, 'link.make', {
		id,
		label: 'lezers',
		hash: checksumOf(secret),
		expires: momentOf(Date.now() + 3_600_000)
	});
	for (;;) {
		const answer = await fetch(`${base}/r/${id}/${secret}`, { redirect: 'manual' });
		if (answer.status === 303)
			return { path: `/r/${id}`, cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' };
		await pause(50);
	}
}

const etagOf = async (address: string, cookie: string): Promise<string> =>
	(await fetch(address, { headers: { cookie, 'accept-encoding': 'gzip' } })).headers.get('etag') ?? '';

/** A style sheet of the desk: a file of some tens of kilobytes, packed beforehand. */
async function styleOf(base: string): Promise<string> {
	const body = await (await fetch(`${base}/sign-in`)).text();
	const [, sheet] = /href="[./]*(_app\/immutable\/assets\/[^"]+\.css)"/.exec(body) ?? [];
	if (sheet === undefined) throw new Error('no style sheet on the page to sign in');
	return `/${sheet}`;
}

async function transactions(bench: BenchProgram): Promise<number> {
	await pause(1_200); // PostgreSQL reports them after a second
	const [row] = await bench.sql<{ count: number }[]>`
		select (xact_commit + xact_rollback)::int as count from pg_stat_database where datname = current_database()`;
	return row?.count ?? 0;
}

/** As long as the run with readers takes, but without readers. */
async function idleTransactions(bench: BenchProgram): Promise<number> {
	const before = await transactions(bench);
	await pause(SECONDS * 1000);
	return (((await transactions(bench)) - before) / SECONDS) * SECONDS * TURNS * 5;
}
