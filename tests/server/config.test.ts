import {
	chmodSync,
	lstatSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '$lib/server/platform/config/config';
import { endRestore } from '$lib/server/platform/config/data-dir';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'voelspriet-config-'));
});
afterEach(() => {
	rmSync(folder, { recursive: true, force: true });
});

function mistakesOf(
	environment: Record<string, string>,
	purpose: Parameters<typeof readConfig>[1] = 'start'
): readonly string[] {
	try {
		readConfig({ DATA_DIR: join(folder, 'data'), ...environment }, purpose);
	} catch (error) {
		if (error instanceof ConfigError) return error.mistakes;
		throw error;
	}
	return [];
}

test('without any variable it runs for this machine only, on port 3000', () => {
	expect(readConfig({ DATA_DIR: folder })).toMatchObject({
		host: '127.0.0.1',
		port: 3000,
		origin: null,
		databaseUrl: null,
		demo: false,
		demoExercises: 20,
		sessionIdleMinutes: 240,
		logLevel: 'info',
		onLoopback: true
	});
});

test('all mistakes are reported at once, each with its variable and a fix', () => {
	const mistakes = mistakesOf({
		HOST: 'not an address',
		PORT: '70000',
		ORIGIN: 'https://voelspriet.example.nl/path',
		DATABASE_URL: 'mysql://somewhere',
		SECRET_PREVIOUS: 'short',
		TRUSTED_PROXIES: '10.0.0.0/99',
		SMTP_URL: 'mail.example.nl',
		FETCH_ALLOW_CIDR: 'inner',
		THEME_CSS: '/absent.css',
		DEMO: 'perhaps',
		DEMO_EXERCISES: '0',
		LOG_LEVEL: 'loud',
		METRICS_TOKEN: 'short',
		SECURITY_CONTACT: 'cert@example.nl',
		MODEL_URL: 'http://model.example/v1?key=hunter2',
		MODEL_KEY: 'two words'
	});
	const named = mistakes.map((line) => line.split(' ')[0]);
	expect(named.sort()).toEqual(
		[
			'DATABASE_URL',
			'DEMO',
			'DEMO_EXERCISES',
			'FETCH_ALLOW_CIDR',
			'HOST',
			'LOG_LEVEL',
			'METRICS_TOKEN',
			'MODEL_KEY',
			'MODEL_NAME',
			'MODEL_URL',
			'ORIGIN',
			'PORT',
			'SECRET',
			'SECRET_PREVIOUS',
			'SECURITY_CONTACT',
			'SMTP_URL',
			'THEME_CSS',
			'TRUSTED_PROXIES'
		].sort()
	);
	for (const line of mistakes) expect(line).toMatch(/: .*(give|choose|write|set)/);
});

test('a mistake does not repeat the given value, which may be a secret', () => {
	expect(mistakesOf({ SECRET: 'hunter2', DATABASE_URL: 'mysql://me:hunter2@there' }).join()).not.toContain('hunter2');
});

test('the secret is made once, readable only by our user, and kept', () => {
	const dataDir = join(folder, 'new', 'data');
	const { secret } = readConfig({ DATA_DIR: dataDir });
	expect(secret.length).toBeGreaterThanOrEqual(64);
	expect(readConfig({ DATA_DIR: dataDir }).secret).toBe(secret);
	expect(statSync(join(dataDir, 'secret')).mode & 0o777).toBe(0o600);
	expect(statSync(dataDir).mode & 0o077).toBe(0);
});

test('a stored secret that was cut short is not used', () => {
	readConfig({ DATA_DIR: folder });
	writeFileSync(join(folder, 'secret'), '\n');
	expect(mistakesOf({ DATA_DIR: folder })).toEqual([
		expect.stringMatching(/^DATA_DIR holds a secret that is too short/)
	]);
});

test('an address can name several hosts of a database that fails over, also for its owner', () => {
	const hosts = 'one:5432,two:5432/d?target_session_attrs=read-write';
	const [program, owner] = [`postgres://u:p@${hosts}`, `postgres://o:p@${hosts}`];
	const shared = { SECRET: 'x'.repeat(32), DATA_DIR: folder };
	expect(readConfig({ ...shared, DATABASE_URL: program, DATABASE_URL_OWNER: owner })).toMatchObject({
		databaseUrl: program,
		databaseUrlOwner: owner
	});
	expect(mistakesOf({ ...shared, DATABASE_URL: program, DATABASE_URL_OWNER: program })).toEqual([
		expect.stringMatching(/^DATABASE_URL_OWNER is not right/)
	]);
	expect(mistakesOf({ ...shared, DATABASE_URL: program.replace('read-write', 'standby') })).toEqual([
		expect.stringMatching(/^DATABASE_URL is not right: give/)
	]);
});

test('with an external database the secret must be given, so that all processes have the same', () => {
	expect(mistakesOf({ DATABASE_URL: 'postgres://u:p@h/d' })).toEqual([expect.stringMatching(/^SECRET is missing/)]);
	expect(mistakesOf({ DATABASE_URL: 'postgres://u:p@h/d', SECRET: 'x'.repeat(32) })).toEqual([]);
});

test('behind a proxy the origin must be given', () => {
	expect(mistakesOf({ TRUSTED_PROXIES: '10.0.0.1' })).toEqual([expect.stringMatching(/^ORIGIN is missing/)]);
});

test('each variable can be given in a file instead, but not in both places', () => {
	const file = join(folder, 'port');
	writeFileSync(file, '4100\n');
	expect(readConfig({ DATA_DIR: folder, PORT_FILE: file }).port).toBe(4100);
	expect(mistakesOf({ PORT_FILE: file, PORT: '4200' })).toEqual([
		expect.stringMatching(/^PORT and PORT_FILE are both set/)
	]);
	expect(mistakesOf({ SECRET_FILE: join(folder, 'absent') })).toEqual([
		expect.stringMatching(/^SECRET_FILE .* cannot be read/)
	]);
});

test('a data folder that is not writable is a mistake as well', () => {
	writeFileSync(join(folder, 'file'), '');
	expect(mistakesOf({ DATA_DIR: join(folder, 'file', 'data') })).toEqual([
		expect.stringMatching(/^DATA_DIR: .*file.data is not a folder: give/)
	]);
});

test.each([
	['127.0.0.1', '', '', true],
	['::1', '', '', true],
	['localhost', '', '', true],
	['0.0.0.0', '', '', false],
	['127.0.0.1', '10.0.0.1', 'https://a.example', false],
	['127.0.0.1', '', 'https://a.example', false],
	['127.0.0.1', '', 'http://localhost:3000', true]
])('bound to %s with trusted proxies "%s" and origin "%s": on loopback is %s', (host, proxies, origin, onLoopback) => {
	mkdirSync(join(folder, 'data'));
	const config = readConfig({
		DATA_DIR: folder,
		HOST: host,
		TRUSTED_PROXIES: proxies,
		ORIGIN: origin
	});
	expect(config.onLoopback).toBe(onLoopback);
});

test('earlier secrets are a list separated by commas, also in a file', () => {
	const [first, second] = ['a'.repeat(32), 'b'.repeat(32)];
	const data = { DATA_DIR: folder };
	expect(readConfig({ ...data, SECRET_PREVIOUS: `${first},${second}` }).previousSecrets).toEqual([first, second]);
	const file = join(folder, 'previous');
	writeFileSync(file, first);
	expect(readConfig({ ...data, SECRET_PREVIOUS_FILE: file }).previousSecrets).toEqual([first]);
});

test('a language model has an address, which may be internal, and a name; it has a key only where one is needed', () => {
	const read = (environment: Record<string, string>) => readConfig({ DATA_DIR: folder, ...environment }).model;
	expect(read({})).toBeNull();
	const url = 'http://10.0.0.5:11434/v1';
	expect(read({ MODEL_URL: url, MODEL_NAME: 'klein' })).toEqual({ url: `${url}/`, name: 'klein', key: null });
	expect(read({ MODEL_URL: `${url}//`, MODEL_NAME: 'klein', MODEL_KEY: 'geheim' })).toMatchObject({
		url: `${url}/`,
		key: 'geheim'
	});
	expect(mistakesOf({ MODEL_URL: url })).toEqual([expect.stringMatching(/^MODEL_NAME is missing: give/)]);
	expect(mistakesOf({ MODEL_NAME: 'klein' })).toEqual([expect.stringMatching(/^MODEL_URL is missing: give/)]);
	expect(mistakesOf({ MODEL_KEY: 'geheim' })).toEqual([expect.stringMatching(/^MODEL_KEY is set without MODEL_URL/)]);
	for (const wrong of ['model.example', 'ftp://model.example', 'https://me:hunter2@model.example/v1']) {
		const mistakes = mistakesOf({ MODEL_URL: wrong, MODEL_NAME: 'klein' });
		expect(mistakes).toEqual([expect.stringMatching(/^MODEL_URL is not right/)]);
		expect(mistakes.join()).not.toContain('hunter2');
	}
});

const oidc = {
	OIDC_ISSUER: 'https://login.example.nl/realms/town',
	OIDC_CLIENT_ID: 'voelspriet',
	OIDC_CLIENT_SECRET: 'secret',
	OIDC_ROLES: 'crisis=analyst; lead=coordinator,administrator'
};

test('the organisation’s sign-in service has all it needs, or says what is missing', () => {
	expect(readConfig({ DATA_DIR: folder, ...oidc })).toMatchObject({
		oidc: {
			issuer: 'https://login.example.nl/realms/town',
			scopes: 'openid profile email',
			rolesClaim: 'roles',
			rolesByHand: 'keep',
			secondFactor: [],
			roles: new Map([
				['crisis', ['analyst']],
				['lead', ['coordinator', 'administrator']]
			])
		},
		breakGlass: null
	});
	expect(mistakesOf({ OIDC_CLIENT_ID: 'voelspriet' }).map((line) => line.split(' ')[0])).toEqual([
		'OIDC_ISSUER',
		'OIDC_CLIENT_SECRET',
		'OIDC_ROLES'
	]);
	for (const [name, value] of [
		['OIDC_ISSUER', 'http://login.example.nl'],
		['OIDC_ISSUER', 'https://user:pass@login.example.nl'],
		['OIDC_ISSUER', 'https://login.microsoftonline.com/common/v2.0'],
		['OIDC_SCOPES', 'profile email'],
		['OIDC_ROLES', 'crisis=boss'],
		['OIDC_ROLES_BY_HAND', 'perhaps']
	] as const)
		expect(mistakesOf({ ...oidc, [name]: value }), value).toEqual([expect.stringContaining(`${name} is not right`)]);
	expect(mistakesOf({ ...oidc, OIDC_ISSUER: 'http://127.0.0.1:8080' })).toEqual([]);
});

test('local sign-in can be switched off only when somebody can still sign in', () => {
	expect(mistakesOf({ LOCAL_SIGN_IN: 'off' }).map((line) => line.split(' ')[0])).toEqual([
		'OIDC_ISSUER',
		'OIDC_CLIENT_ID',
		'OIDC_CLIENT_SECRET',
		'OIDC_ROLES',
		'BREAK_GLASS'
	]);
	expect(mistakesOf({ ...oidc, LOCAL_SIGN_IN: 'off' })).toEqual([expect.stringContaining('BREAK_GLASS is missing')]);
	expect(mistakesOf({ ...oidc, BREAK_GLASS: 'a@b.nl' })).toEqual([
		expect.stringContaining('without LOCAL_SIGN_IN=off')
	]);
	expect(readConfig({ DATA_DIR: folder, ...oidc, LOCAL_SIGN_IN: 'off', BREAK_GLASS: 'Boss@Example.nl' })).toMatchObject(
		{
			breakGlass: 'boss@example.nl'
		}
	);
});

test('an open data folder is closed with everything in it, and links out of it are left alone', () => {
	const [data, outside] = [join(folder, 'data'), join(folder, 'outside')];
	mkdirSync(join(data, 'archives', 'a'), { recursive: true });
	mkdirSync(join(data, 'postgresql-18'));
	for (const file of [
		outside,
		join(data, 'secret'),
		join(data, 'archives', 'a', 'zip'),
		join(data, 'postgresql-18', 'x')
	])
		writeFileSync(file, 'x'.repeat(32), { mode: 0o644 });
	writeFileSync(join(data, 'signing-key'), 'ab'.repeat(32), { mode: 0o644 });
	writeFileSync(join(data, 'postgresql-18', 'PG_VERSION'), '18\n');
	symlinkSync(outside, join(data, 'link'));
	for (const path of [data, join(data, 'archives'), join(data, 'archives', 'a'), join(data, 'postgresql-18')])
		chmodSync(path, 0o755);
	readConfig({ DATA_DIR: data });
	const modes = (...paths: string[]) => paths.map((path) => (statSync(path).mode & 0o777).toString(8));
	expect(modes(data, join(data, 'archives'), join(data, 'archives', 'a'))).toEqual(['700', '700', '700']);
	expect(modes(...['secret', 'signing-key', 'archives/a/zip'].map((name) => join(data, name)))).toEqual([
		'600',
		'600',
		'600'
	]);
	// PostgreSQL keeps its own, and may be another user's.
	expect(modes(outside, join(data, 'postgresql-18'), join(data, 'postgresql-18', 'x'))).toEqual(['644', '755', '644']);
});

test('the key that signs heads is made once, or given; an invalid key is refused', () => {
	const { signingKey } = readConfig({ DATA_DIR: folder });
	expect(signingKey).toMatch(/^[0-9a-f]{64}$/);
	expect(readConfig({ DATA_DIR: folder }).signingKey).toBe(signingKey);
	const hexKey = 'ab'.repeat(32);
	const file = join(folder, 'given');
	writeFileSync(file, `${hexKey}\n`);
	expect(readConfig({ DATA_DIR: folder, SIGNING_KEY_FILE: file }).signingKey).toBe(hexKey);
	expect(mistakesOf({ SIGNING_KEY: 'x'.repeat(64) })).toEqual([
		expect.stringMatching(/^SIGNING_KEY is not right: give 64/)
	]);
	writeFileSync(join(folder, 'signing-key'), 'damaged');
	expect(() => readConfig({ DATA_DIR: folder })).toThrow(/signing key that is too short or damaged/);
});

test('signed heads go to a file in the given folder, and to none without a folder', () => {
	expect(readConfig({ DATA_DIR: folder }).headsFolder).toBeNull();
	expect(readConfig({ DATA_DIR: folder, HEADS_FOLDER: tmpdir() }).headsFolder).toBe(tmpdir());
});

test.each([
	['absent', () => join(folder, 'absent'), /it does not exist/],
	['a file', () => fileIn(folder), /it is not a folder/],
	['below a file', () => join(fileIn(folder), 'x'), /not a directory/i]
])('a configured folder that is %s stops the start, but no tool', (_, path, why) => {
	const recipient = 'age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj';
	for (const name of ['BACKUP_FOLDER', 'HEADS_FOLDER']) {
		const environment = {
			DATA_DIR: join(folder, 'data'),
			[name]: path(),
			...(name === 'BACKUP_FOLDER' && { BACKUP_RECIPIENT: recipient })
		};
		const [mistake = '', ...others] = mistakesOf(environment);
		expect(others).toEqual([]);
		expect(mistake).toMatch(why);
		for (const part of [name, path(), 'Mount its disk']) expect(mistake).toContain(part);
		rmSync(join(folder, 'data', 'first-start'));
		makeCluster(join(folder, 'data'));
		expect(() => readConfig(environment, 'tool')).not.toThrow();
		rmSync(join(folder, 'data'), { recursive: true });
	}
});

function fileIn(within: string): string {
	writeFileSync(join(within, 'file'), '');
	return join(within, 'file');
}
/** As far as the settings look. */
function makeCluster(dataDir: string): void {
	mkdirSync(join(dataDir, 'postgresql-18'));
	writeFileSync(join(dataDir, 'postgresql-18', 'PG_VERSION'), '18\n');
}

describe('a damaged data folder', () => {
	const cluster = () => join(folder, 'postgresql-18');
	beforeEach(() => {
		readConfig({ DATA_DIR: folder });
		rmSync(join(folder, 'first-start'));
		makeCluster(folder);
		expect(() => readConfig({ DATA_DIR: folder })).not.toThrow();
	});
	const remove = (...names: string[]) => {
		for (const name of names) rmSync(join(folder, name), { recursive: true });
	};
	const cut = (name: string, text = '') => {
		writeFileSync(join(folder, name), text);
	};
	const empty = (path: string) => {
		rmSync(path, { recursive: true });
		mkdirSync(path);
	};

	test.each<readonly [string, () => void, RegExp]>([
		['no database', () => remove('postgresql-18'), /postgresql-18 does not exist, but .*secret.* are there/],
		['an empty database', () => empty(cluster()), /postgresql-18 is empty, but/],
		[
			'a database on a disk that is not mounted',
			() => {
				remove('postgresql-18');
				symlinkSync('/nowhere', cluster());
			},
			/does not exist/
		],
		['no database, and a secret', () => remove('postgresql-18', 'signing-key'), /secret of an installation is there/],
		['no database, and a signing key', () => remove('postgresql-18', 'secret'), /its settings are missing/],
		[
			'a file for a database',
			() => {
				remove('postgresql-18');
				cut('postgresql-18');
			},
			/is not a folder/
		],
		[
			'no PG_VERSION',
			() => {
				cut('postgresql-18/base');
				remove('postgresql-18/PG_VERSION');
			},
			/PG_VERSION is missing/
		],
		['an empty PG_VERSION', () => cut('postgresql-18/PG_VERSION'), /PG_VERSION is missing or empty/],
		['a database of another version', () => cut('postgresql-18/PG_VERSION', '17\n'), /is of PostgreSQL 17, .* has 18/],
		['no secret', () => remove('secret'), /secret is missing: put it back/],
		['an empty secret', () => cut('secret'), /secret that is too short or damaged .*: put it back/],
		['a secret that was cut short', () => cut('secret', 'abc'), /secret that is too short or damaged/],
		[
			'a folder for a secret',
			() => {
				remove('secret');
				mkdirSync(join(folder, 'secret'));
			},
			/secret cannot be read/
		],
		['no signing key', () => remove('signing-key'), /signing-key is missing: put your copy/],
		['an empty signing key', () => cut('signing-key'), /signing key that is too short or damaged .*your copy/],
		['a signing key that was cut short', () => cut('signing-key', 'ab'.repeat(31)), /signing key that is too short/],
		['neither secret nor key', () => remove('secret', 'signing-key'), /secret is missing.*signing-key is missing/],
		[
			'all but the list of what was forgotten',
			() => {
				remove('secret', 'signing-key', 'postgresql-18');
				cut('forgotten.json', '{}');
			},
			/forgotten\.json of an installation is there/
		]
	])('with %s is refused, unchanged, and no empty installation takes its place', (_, damage, says) => {
		damage();
		const before = tree(folder);
		for (const purpose of ['start', 'tool'] as const) {
			const mistakes = mistakesOf({ DATA_DIR: folder }, purpose);
			expect(mistakes.join(' ')).toMatch(says);
			expect(mistakes.join(' ')).not.toMatch(/DATABASE_URL|another folder that|other DATA_DIR/);
			expect(tree(folder)).toEqual(before);
		}
	});

	test('can be filled from a back-up when its database is missing, and starts no empty installation when that fails', () => {
		remove('postgresql-18');
		readConfig({ DATA_DIR: folder }, 'restore');
		expect(readdirSync(folder)).not.toContain('first-start');
		expect(mistakesOf({ DATA_DIR: folder })).toHaveLength(1);
	});
});

test('after a restore that was interrupted no empty installation starts in its folder, and the restore can be run again', () => {
	const dataDir = join(folder, 'data');
	for (const found of ['none', 'first start'] as const) {
		if (found === 'first start') readConfig({ DATA_DIR: dataDir });
		readConfig({ DATA_DIR: dataDir }, 'restore');
		for (const purpose of ['start', 'tool'] as const)
			expect(mistakesOf({ DATA_DIR: dataDir }, purpose).join(' ')).toMatch(
				/A restore into .* did not finish.*Run it again/
			);
		readConfig({ DATA_DIR: dataDir }, 'restore');
		endRestore(dataDir);
		rmSync(dataDir, { recursive: true });
	}
});

test('a first start that did not finish is repeated, and no tool takes it for an installation', () => {
	expect(() => readConfig({ DATA_DIR: join(folder, 'data') }, 'tool')).toThrow(/There is no installation in/);
	expect(readdirSync(folder)).toEqual([]);
	const { secret } = readConfig({ DATA_DIR: folder });
	expect(readConfig({ DATA_DIR: folder }).secret).toBe(secret);
	expect(() => readConfig({ DATA_DIR: folder }, 'tool')).toThrow(/first start .* did not end yet/);
});

/** Every file with its content. */
function tree(within: string): readonly (readonly [string, string])[] {
	return readdirSync(within, { recursive: true, encoding: 'utf8' })
		.sort()
		.map((name) => {
			const path = join(within, name);
			return [name, lstatSync(path).isFile() ? readFileSync(path, 'utf8') : ''] as const;
		});
}

test('the owner of the tables must be another role of the same database', () => {
	const program = 'postgres://room:r@db.example/v';
	const ownSettings = { DATABASE_URL: program, SECRET: 's'.repeat(32) };
	const owner = 'postgres://keeper:k@db.example/v';
	expect(readConfig({ DATA_DIR: folder, ...ownSettings, DATABASE_URL_OWNER: owner }).databaseUrlOwner).toBe(owner);
	for (const wrong of [program, 'postgres://keeper:k@db.example/other', 'http://x'])
		expect(mistakesOf({ ...ownSettings, DATABASE_URL_OWNER: wrong })).toEqual([
			expect.stringMatching(/^DATABASE_URL_OWNER is not right/)
		]);
	expect(mistakesOf({ DATABASE_URL_OWNER: owner })).toEqual([
		expect.stringMatching(/^DATABASE_URL_OWNER is not right/)
	]);
});
