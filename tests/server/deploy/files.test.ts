import { spawnSync } from 'node:child_process';
import {
	chmodSync,
	cpSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { load } from 'js-yaml';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import manifest from '../../../package.json';
import { readConfig, settingNames } from '$lib/server/platform/config/config';
import { connect } from '$lib/server/platform/database/connect';
import { openDatabase } from '$lib/server/platform/database/database';
import { emptyDatabase } from '../database';
import { settings } from '../settings';

/** The files of docs/deploy, compared with the program that they set up. */
const at = (name: string): string => join('docs/deploy', name);
const read = (name: string): string => readFileSync(at(name), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'voelspriet-deploy-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const container = readFileSync('Containerfile', 'utf8');
const unit = read('voelspriet.service');
/** Each line of the unit that sets something, in order. */
const unitLines = unit.split('\n').flatMap((line) => {
	const [, name, value] = /^([A-Za-z]+)=(.*)$/.exec(line) ?? [];
	return name === undefined || value === undefined ? [] : [{ name, value }];
});
const inUnit = (name: string): string[] => unitLines.filter((line) => line.name === name).map(({ value }) => value);

const Compose = z.object({
	services: z.object({
		voelspriet: z.object({
			build: z.object({ context: z.string(), dockerfile: z.string() }),
			depends_on: z.object({ database: z.object({ condition: z.literal('service_healthy') }) }),
			ports: z.array(z.string()),
			environment: z.record(z.string(), z.string()),
			secrets: z.array(z.string()),
			volumes: z.array(z.string()),
			read_only: z.literal(true),
			tmpfs: z.array(z.string()),
			cap_drop: z.tuple([z.literal('ALL')]),
			security_opt: z.tuple([z.literal('no-new-privileges:true')]),
			stop_grace_period: z.string()
		}),
		database: z.object({
			image: z.string(),
			environment: z.record(z.string(), z.string()),
			secrets: z.array(z.string()),
			volumes: z.array(z.string()),
			healthcheck: z.object({ test: z.array(z.string()) })
		})
	}),
	networks: z.object({
		inside: z.object({ ipam: z.object({ config: z.tuple([z.object({ subnet: z.string(), gateway: z.string() })]) }) })
	}),
	volumes: z.record(z.string(), z.unknown()),
	secrets: z.record(z.string(), z.object({ file: z.string() }))
});
const compose = Compose.parse(load(read('compose.yaml')));
const { voelspriet, database } = compose.services;

test('every setting that they name exists in the program, and the values they give are accepted', () => {
	const inManual = [...readFileSync('docs/operate/install.md', 'utf8').matchAll(/^([A-Z_]+)=|`([A-Z][A-Z_]+)`/gm)].map(
		([, set, mentioned]) => set ?? mentioned
	);
	const inProxies = ['nginx.conf', 'Caddyfile', 'haproxy.cfg'].flatMap((name) =>
		[...read(name).matchAll(/\b([A-Z][A-Z_]+)=/g)].map(([, set]) => set)
	);
	const inService = inUnit('Environment').flatMap((line) => line.split(' ').map((pair) => pair.split('=')[0]));
	const named = new Set([...inManual, ...inProxies, ...inService, ...Object.keys(voelspriet.environment)]);
	// What is not ours: Node.js reads the first two, and many programs the others.
	for (const name of ['NODE_ENV', 'NODE_EXTRA_CA_CERTS', 'HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY']) named.delete(name);
	expect(named.size).toBeGreaterThan(8);
	const known = new Set(settingNames.flatMap((name) => [name, `${name}_FILE`]));
	expect([...named].filter((name) => name !== undefined && !known.has(name))).toEqual([]);
});

test('the unit and the image start the built program, at the address where a proxy expects it', () => {
	expect(inUnit('ExecStart')).toEqual([`/usr/bin/${manifest.scripts.start}`]);
	expect(container).toContain(`CMD ["${manifest.scripts.start.split(' ').join('", "')}"]`);
	expect(inUnit('Environment').join(' ')).toMatch(/HOST=127\.0\.0\.1 PORT=3000 DATA_DIR=\/var\/lib\/voelspriet$/);
	expect(inUnit('StateDirectory')).toEqual(['voelspriet']);
	const port = /^EXPOSE (\d+)$/m.exec(container)?.[1] ?? '';
	expect(container).toContain(`PORT=${port} `);
	expect(voelspriet.ports).toEqual([`127.0.0.1:${port}:${port}`]);
	for (const name of ['nginx.conf', 'Caddyfile', 'haproxy.cfg'])
		expect(read(name), name).toContain(`127.0.0.1:${port}`);
	for (const path of ['/health/live', '/health/ready'])
		expect(() => readFileSync(`src/routes${path}/+server.ts`), path).not.toThrow();
	expect(container).toContain("'/health/ready'");
	expect(read('haproxy.cfg')).toContain('uri /health/live');
});

test('every stop timeout is longer than stopping takes', () => {
	const within = Number(/STOP_TIMEOUT_MS = (\d)_000/.exec(readFileSync('src/server.ts', 'utf8'))?.[1]);
	expect(within).toBeGreaterThan(0);
	expect(Number(inUnit('TimeoutStopSec')[0])).toBeGreaterThan(within);
	expect(Number.parseInt(voelspriet.stop_grace_period)).toBeGreaterThan(within);
});

test('in containers only the data is writable, and the user is an ordinary one', () => {
	expect(container.match(/^USER .*$/gm)).toEqual(['USER node']);
	expect(voelspriet.volumes).toEqual(['data:/data']);
	expect(container).toContain('VOLUME /data');
	expect(
		readFileSync(join(dirname(at('compose.yaml')), voelspriet.build.context, voelspriet.build.dockerfile), 'utf8')
	).toBe(container);
	expect(Object.keys(compose.volumes)).toEqual(['data', 'database']);
	const { gateway } = compose.networks.inside.ipam.config[0];
	expect(voelspriet.environment['TRUSTED_PROXIES']).toBe(gateway);
	expect(database.image).toMatch(/postgres:(1[5-9]|[2-9]\d)/);
	for (const script of database.volumes.flatMap((volume) => /^\.\/([^:]+):/.exec(volume)?.[1] ?? []))
		expect(statSync(at(script)).isFile()).toBe(true);
});

test('the secrets that the containers read are generated, stay the same when generated again, and give two separate roles', async () => {
	for (const name of ['make-secrets.sh', 'roles.sh']) cpSync(at(name), join(folder, name));
	const make = () => spawnSync('sh', [join(folder, 'make-secrets.sh')], { encoding: 'utf8' });
	expect(make()).toMatchObject({ status: 0 });
	const secret = (name: string): string => readFileSync(join(folder, 'secrets', name), 'utf8').trim();
	const before = secret('secret');
	expect(make()).toMatchObject({ status: 0 });
	expect(secret('secret')).toBe(before);
	expect(statSync(join(folder, 'secrets')).mode & 0o777).toBe(0o700);
	expect(readdirSync(join(folder, 'secrets')).sort()).toEqual(
		Object.values(compose.secrets)
			.map(({ file }) => file.replace('secrets/', ''))
			.sort()
	);
	// Who reads a secret has it; what is read is a secret.
	for (const { environment, secrets } of [voelspriet, database]) {
		const files = Object.values(environment).flatMap((value) => /^\/run\/secrets\/(.*)$/.exec(value)?.[1] ?? []);
		for (const file of files) expect(secrets).toContain(file);
		for (const name of secrets) expect(Object.keys(compose.secrets)).toContain(name);
	}

	const config = readConfig({
		...Object.fromEntries(
			Object.entries(voelspriet.environment).map(([name, value]) => [
				name,
				value.replace('/run/secrets', join(folder, 'secrets')).replace(/^\$\{ORIGIN.*/, 'https://voelspriet.example.nl')
			])
		),
		DATA_DIR: join(folder, 'data')
	});
	expect(config).toMatchObject({
		secret: before,
		origin: 'https://voelspriet.example.nl',
		trustedProxies: ['172.30.47.1']
	});

	// A psql that only records its input, which then runs on the PostgreSQL of these tests under other names.
	const bin = join(folder, 'bin');
	mkdirSync(bin);
	writeFileSync(join(bin, 'psql'), `#!/bin/sh\ncat > '${join(folder, 'told.sql')}'\n`);
	chmodSync(join(bin, 'psql'), 0o755);
	const env = { PATH: `${bin}:${process.env['PATH'] ?? ''}`, SECRETS: join(folder, 'secrets') };
	expect(spawnSync('sh', [join(folder, 'roles.sh')], { encoding: 'utf8', env })).toMatchObject({ status: 0 });
	const host = await emptyDatabase();
	const own = new URL(host.url).pathname.slice(1);
	const renamed = (text: string): string => text.replaceAll('voelspriet', own);
	const statements = renamed(readFileSync(join(folder, 'told.sql'), 'utf8'))
		.split(';')
		.filter((text) => text.trim());
	const address = (file: string): string => {
		const { username, password, pathname } = new URL(renamed(secret(file)));
		return Object.assign(new URL(host.url), { username, password, pathname: `${pathname}_made` }).href;
	};
	try {
		for (const statement of statements)
			await host.sql.unsafe(statement.replace(`create database ${own}`, `create database ${own}_made`));
		const opened = await openDatabase(
			settings({ databaseUrl: address('database_url'), databaseUrlOwner: address('database_url_owner') })
		);
		expect(await opened.excessRights()).toEqual([]);
		await opened.stop();
		const alone = connect(address('database_url'), { max: 1, name: 'test' });
		await expect(alone.unsafe('drop table event')).rejects.toThrow();
		await alone.end();
	} finally {
		await host.sql.unsafe(`drop database if exists ${own}_made with (force)`);
		for (const role of [own, `${own}_owner`]) await host.sql.unsafe(`drop role if exists ${role}`);
		await host.drop();
	}
});

const analyze = spawnSync('systemd-analyze', ['--version']).status === 0;
test.skipIf(!analyze)(
	'systemd accepts the unit without complaint, and rates its exposure as low (needs systemd-analyze)',
	() => {
		const file = join(folder, 'voelspriet.service');
		// What need not be on a machine that only tests.
		writeFileSync(file, unit.replace('/usr/bin/node', process.execPath).replace(/^(User|Group)=.*\n/gm, ''));
		const verified = spawnSync('systemd-analyze', ['verify', '--man=no', file], { encoding: 'utf8' });
		const about = verified.stderr.split('\n').filter((line) => line.includes('voelspriet.service'));
		expect([verified.status, about]).toEqual([0, []]);
		const judged = spawnSync(
			'systemd-analyze',
			['security', '--offline=true', '--threshold=20', at('voelspriet.service')],
			{
				encoding: 'utf8'
			}
		);
		expect(judged.status, judged.stdout.split('\n').slice(-3).join('')).toBe(0);
	}
);
