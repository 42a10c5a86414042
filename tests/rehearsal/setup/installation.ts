import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { postgres, type Sql } from '$lib/server/platform/driver/sql';
import { binary, reachablePostgres } from '$lib/server/platform/database/embedded/binaries';
import { chooseRunner } from '$lib/server/platform/database/embedded/runner';
import { ensureBuilt } from '../../built';
import { startProgram, type RunningProgram } from '../../running-program';
import { localServer, type LocalServer } from '../../server/ingest/local-server';
import { startSystemPostgres } from '../../server/system-postgres';
import { openMailbox, type Mailbox } from './mailbox';
import { Ids } from './ids';
import { MovedClock } from './moved-clock';
import { runTool, type Ran } from './tool';
import { Visitor } from './visitor';

export type Name = 'administrator' | 'analyst' | 'spokesperson' | 'coordinator' | 'partner' | 'stranger';

/** A feed that the program reads, with its current items. */
export interface Feed {
	readonly server: LocalServer;
	items: { id: string; title: string; at: string }[];
}

/**
 * The built program with its database, mail server and feeds on loopback, all under one clock that can be moved; the
 * people who use it; and the state of the rehearsal.
 */
export class Installation {
	readonly people: Readonly<Record<Name, Visitor>>;
	/** The incident that is rehearsed. */
	incident = '';
	readonly ids = new Ids();
	/** The address that opens the share link of a partner. */
	link = '';

	private constructor(
		readonly folder: string,
		readonly clock: MovedClock,
		/** As the owner of the tables, under the same clock. */
		readonly sql: Sql,
		readonly program: RunningProgram,
		readonly mailbox: Mailbox,
		readonly feed: Feed,
		readonly env: Readonly<Record<string, string>>,
		readonly stopDatabase: () => Promise<void>
	) {
		const visitor = (name: Name) => new Visitor(name, () => program.base);
		this.people = {
			administrator: visitor('administrator'),
			analyst: visitor('analyst'),
			spokesperson: visitor('spokesperson'),
			coordinator: visitor('coordinator'),
			partner: visitor('partner'),
			stranger: visitor('stranger')
		};
	}

	/** @param library of libfaketime @param start the moment, with its time zone */
	static async open(library: string, start: string): Promise<Installation> {
		ensureBuilt();
		const folder = mkdtempSync(join(tmpdir(), 'voelspriet-rehearsal-'));
		for (const name of ['data', 'backups', 'heads', 'files']) mkdirSync(join(folder, name), { mode: 0o700 });
		const clock = new MovedClock(library, start);
		const bin = dirname(binary(await reachablePostgres(chooseRunner(join(folder, 'none'))), 'postgres'));
		const database = await startSystemPostgres({ bin }, clock.env);
		const sql = postgres(database.url, { max: 2, onnotice: () => undefined });
		await sql.unsafe(`create role program login password 'program'`);
		const [mailbox, feed] = [await openMailbox(), await openFeed()];
		const made = await runTool('backup', ['--make-key', join(folder, 'files', 'backup.key')], clock.env);
		const env = {
			...clock.env,
			DATABASE_URL: Object.assign(new URL(database.url), { username: 'program', password: 'program' }).href,
			DATABASE_URL_OWNER: database.url,
			DATA_DIR: join(folder, 'data'),
			SECRET: 'a secret of the rehearsal, longer than 32 characters',
			SMTP_URL: mailbox.url,
			FETCH_ALLOW_CIDR: '127.0.0.0/8',
			HEADS_FOLDER: join(folder, 'heads'),
			BACKUP_FOLDER: join(folder, 'backups'),
			BACKUP_RECIPIENT: /^age1\S+/m.exec(made.output)?.[0] ?? '',
			BACKUP_EVERY: '24'
		};
		const program = await startProgram({ env, dataDir: env.DATA_DIR });
		return new Installation(folder, clock, sql, program, mailbox, feed, env, () => database.stop());
	}

	/** A path for a file that a step or a tool makes. */
	file(name: string): string {
		return join(this.folder, 'files', name);
	}
	tool(name: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
		return runTool(name, args, { ...this.env, ...env });
	}
	/** Warnings and errors in the program's log, except refusals of what somebody may not do. */
	errors(): string[] {
		return this.program.output
			.split('\n')
			.filter((line) => /^\{"level":"(warn|error|fatal)"/.test(line) && !line.endsWith('"msg":"refused"}'));
	}
	async close(): Promise<void> {
		await this.sql.end({ timeout: 1 });
		await this.program.remove();
		await this.stopDatabase();
		await this.mailbox.close();
		await this.feed.server.stop();
		this.clock.remove();
		rmSync(this.folder, { recursive: true, force: true });
	}
}

async function openFeed(): Promise<Feed> {
	const feed: Pick<Feed, 'items'> = { items: [] };
	const server = await localServer((_, response) => {
		const items = feed.items.map(
			({ id, title, at }) =>
				`<item><guid isPermaLink="false">${id}</guid><title>${title}</title><pubDate>${new Date(at).toUTCString()}</pubDate></item>`
		);
		response
			.writeHead(200, { 'content-type': 'application/rss+xml' })
			.end(`<?xml version="1.0"?><rss version="2.0"><channel><title>Krant</title>${items.join('')}</channel></rss>`);
	});
	return Object.assign(feed, { server });
}
