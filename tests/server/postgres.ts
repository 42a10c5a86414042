import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import type { TestProject } from 'vitest/node';
import { connect } from '../../src/lib/server/platform/database/connect';
import { startEmbedded } from '../../src/lib/server/platform/database/embedded';
import { migrate } from '../../src/lib/server/platform/database/migrate';

declare module 'vitest' {
	export interface ProvidedContext {
		/**
		 * `server`: where databases are made, as their owner; `program`: the role that programs connect as; `template`: the
		 * migrated database that they are copies of.
		 */
		postgres: { server: string; program: { username: string; password: string }; template: string };
	}
}

/** Once per run of the server tests: a PostgreSQL and, in it, the migrated database that `freshDatabase` copies. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
	const configuredUrl = process.env['TEST_DATABASE_URL'];
	const { url: server, program, stop }: Server = configuredUrl ? await withRole(configuredUrl) : await embedded();
	const template = `template_${randomBytes(6).toString('hex')}`;
	const admin = connect(server, { max: 1, name: 'test set-up' });
	try {
		await admin`create database ${admin(template)}`;
		await migrate(Object.assign(new URL(server), { pathname: `/${template}` }).href, {
			program: program.username
		});
	} catch (error) {
		await admin.end({ timeout: 1 });
		await stop();
		throw error;
	}
	project.provide('postgres', { server, program, template });
	return async () => {
		await admin`drop database if exists ${admin(template)} with (force)`;
		await admin.end({ timeout: 1 });
		await stop();
	};
}

interface Server {
	url: string;
	program: { username: string; password: string };
	stop: () => Promise<void>;
}

async function embedded(): Promise<Server> {
	const dataDir = await mkdtemp(join(tmpdir(), 'voelspriet-test-'));
	const running = await startEmbedded({
		dataDir,
		log: pino({ level: 'silent' }),
		durable: false,
		settings: { max_connections: '200' }
	});
	return {
		url: running.ownerUrl(),
		program: roleIn(running.url),
		stop: async () => {
			await running.stop();
			await rm(dataDir, { recursive: true, force: true });
		}
	};
}

const roleIn = (url: string) => {
	const { username, password } = new URL(url);
	return { username, password };
};

/** Adds a role for this run to the PostgreSQL that is configured. */
async function withRole(url: string): Promise<Server> {
	const program = { username: `program_${randomBytes(6).toString('hex')}`, password: randomBytes(12).toString('hex') };
	const admin = connect(url, { max: 1, name: 'test set-up' });
	await admin.unsafe(`create role ${program.username} login password '${program.password}'`);
	return {
		url,
		program,
		stop: async () => {
			await admin.unsafe(`drop role if exists ${program.username}`).catch(() => undefined);
			await admin.end({ timeout: 1 });
		}
	};
}
