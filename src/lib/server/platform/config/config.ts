import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { ProofRule } from '$lib/domain/core/policy';
import { backupSettings, backupVariables, type BackupConfig } from './backups';
import { isLoopback } from './client-address';
import {
	beginFirstStart,
	beginRestore,
	codeOf,
	DamagedDataDir,
	inspectDataDir,
	makeDataDir,
	type Installed
} from './data-dir';
import { modelSettings, modelVariables, type ModelConfig } from './model';
import { outgoingProxy, proxyVariables, type OutgoingProxy } from './outgoing-proxy';
import { organisationSettings, organisationVariables, type OidcConfig } from './organisation';
import { loadPreviousSecrets, loadSecret, secretVariables } from './secrets';
import { databaseAddress } from './database-address';
import { address, count, flag, networks, origin, port } from './values';
import { readTheme, ThemeError, type HouseTheme } from '../theme/read-theme';

/** Everything that can be configured from outside, validated. */
export interface Config {
	/** The address to listen on. */
	host: string;
	/** The port to listen on; 0 takes a free one. */
	port: number;
	/** Scheme, host and port in people's browsers; `null`: every spelling of loopback with our port. */
	origin: string | null;
	/** May name several hosts. `null`: the embedded PostgreSQL in `dataDir`. */
	databaseUrl: string | null;
	/** The role that creates and changes the tables; `null`: the role of `databaseUrl`. */
	databaseUrlOwner: string | null;
	/** Absolute path; exists, and is closed to other users. */
	dataDir: string;
	/** At least 32 characters; signs and encrypts. */
	secret: string;
	/** Signs the heads of the logs: 32 bytes, as hexadecimal digits. */
	signingKey: string;
	/** The folder of `heads.log`, a file with the signed heads; `null`: there is none. */
	headsFolder: string | null;
	/** Earlier secrets: they still decrypt what they encrypted. */
	previousSecrets: readonly string[];
	/** Addresses and networks (CIDR) whose forwarded address is believed. */
	trustedProxies: readonly string[];
	smtpUrl: string | null;
	/** The sender of mails; null: the mailbox of `smtpUrl`. */
	mailFrom: string | null;
	/** What may be requested besides the public internet (networks as CIDR), and the proxy to it. */
	outbound: { readonly allow: readonly string[]; readonly proxy: OutgoingProxy | null };
	/** The house style. */
	theme: HouseTheme | null;
	demo: boolean;
	/** The number of visitors' exercises that can run at once; later visitors join the newest. */
	demoExercises: number;
	/** Minutes without an action of the person after which a session ends; 0: only when it expires. */
	sessionIdleMinutes: number;
	logLevel: (typeof LOG_LEVELS)[number];
	/** The token with which `/metrics` can be read from other machines. */
	metricsToken: string | null;
	/** Where people report a vulnerability: a `mailto:` or `https:` address. */
	securityContact: string | null;
	/** The language model that texts may be sent to, masked; `null`: none. */
	model: ModelConfig | null;
	/** The organisation's own sign-in service (OpenID Connect); `null`: people sign in with a password here. */
	oidc: OidcConfig | null;
	/**
	 * The one address that may still sign in with a password, because local sign-in is off; `null`: everybody with a
	 * password may.
	 */
	breakGlass: string | null;
	/** Public keys (`age1…`) whose owners can open the back-ups; empty: none are given. */
	backupRecipients: readonly string[];
	/** The automatic back-ups; `null`: none. */
	backup: BackupConfig | null;
	/** Whether people who decide must have a second factor, and how old it may be. */
	secondFactor: ProofRule;
	/** Whether only this machine can reach us: bound to loopback, no proxy is named, and ORIGIN, if any, is loopback. */
	onLoopback: boolean;
}

/** What is wrong with the environment: every mistake at once, each a sentence with the variable and the fix. */
export class ConfigError extends Error {
	constructor(
		readonly mistakes: readonly string[],
		what = 'Voelspriet cannot start'
	) {
		super(
			`${what}: ${mistakes.length === 1 ? 'a setting is' : `${mistakes.length} settings are`} wrong.\n${mistakes.map((line) => `  - ${line}`).join('\n')}`
		);
		this.name = 'ConfigError';
	}
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/**
 * How old a second factor may be where a fresh one is required, in minutes. A spokesperson who approves text after text
 * on a busy night is asked twice an hour at most; a laptop that was left open approves nothing for long.
 */
const SECOND_FACTOR_MINUTES = 30;

type Environment = Readonly<Record<string, string | undefined>>;

const postgresUrl = z.string().refine((value) => databaseAddress(value) !== null);

/**
 * Each variable: what it must be, what to write when it is not, and what docs/operate/settings.md says of it. A variable
 * without `about` is not documented there.
 */
const VARIABLES = {
	HOST: {
		is: z.string().refine((value) => isIP(value) > 0 || value === 'localhost'),
		advice: 'give the address to listen on, such as 127.0.0.1 (this machine only) or 0.0.0.0 (everybody)',
		about: 'address to listen on',
		byDefault: '127.0.0.1'
	},
	PORT: {
		is: port,
		advice: 'give a number from 1 to 65535, or 0 for any free port',
		about: 'port to listen on; 0 takes a free one',
		byDefault: '3000'
	},
	ORIGIN: {
		is: origin,
		advice: "give the address in people's browsers without a path, such as https://voelspriet.example.nl",
		about: "address in people's browsers, such as https://voelspriet.example.nl. Required behind a proxy",
		byDefault: 'every spelling of loopback'
	},
	DATABASE_URL: {
		is: postgresUrl,
		advice:
			'give an address such as postgres://user:password@host:5432/database, with commas between the hosts of one that fails over (postgres://user:password@one:5432,two:5432/database?target_session_attrs=read-write), or leave it out for the PostgreSQL that comes along',
		about: 'a PostgreSQL of your own, from version 15; with commas between the hosts of one that fails over',
		byDefault: 'the embedded PostgreSQL, in DATA_DIR'
	},
	DATABASE_URL_OWNER: {
		is: postgresUrl,
		advice:
			'give the address of the same database for the role that owns its tables, such as postgres://owner:password@host:5432/database, and another role in DATABASE_URL',
		about:
			'the same database, for the role that owns its tables. It makes and changes them at the start; the role of DATABASE_URL may then only add to the logs and read them (see security-of-data.md)',
		byDefault: 'one role for both'
	},
	DATA_DIR: {
		is: z.string().min(1),
		advice: "give the folder for the program's data",
		about: "folder for the program's data. Only the user that runs the program can open it",
		byDefault: './data'
	},
	HEADS_FOLDER: {
		is: z.string().min(1),
		advice: 'give the folder in which heads.log is written, or leave it out',
		about:
			'folder, best on another machine, where each signed log head is added to the file heads.log (see security-of-data.md)',
		byDefault: "only in the program's own output"
	},
	TRUSTED_PROXIES: {
		is: networks,
		advice:
			'give the addresses or networks of your own proxies, such as 10.0.0.2 or 172.16.0.0/12, with commas between',
		about: 'addresses or networks of your own proxies, whose X-Forwarded-For is believed',
		byDefault: 'none'
	},
	SMTP_URL: {
		is: address(/^smtps?:$/),
		advice: 'give an address such as smtps://user:password@mail.example.nl',
		about:
			'mail server, such as smtps://user:password@mail.example.nl. Mail asks a spokesperson for approval; it never contains the claim',
		byDefault: 'no mail'
	},
	MAIL_FROM: {
		is: z
			.string()
			.trim()
			.refine((text) => z.email().safeParse(/^[^<>\r\n]*<([^<>\s]+)>$/.exec(text)?.[1] ?? text).success),
		advice: 'give an e-mail address, such as crisis@gemeente.nl or Crisisteam <crisis@gemeente.nl>',
		about: 'sender of mails. Many mail servers accept only the mailbox that signs in',
		byDefault: 'the user of `SMTP_URL` when that is an e-mail address, else noreply at the host of `ORIGIN`'
	},
	FETCH_ALLOW_CIDR: {
		is: networks,
		advice: 'give the inner networks that sources may stand in, such as 10.1.2.0/24, with commas between',
		about: 'internal networks from which sources may be read, beside the public internet',
		byDefault: 'none'
	},
	...proxyVariables,
	THEME_CSS: {
		is: z.string().refine((path) => existsSync(path) && statSync(path).isFile()),
		advice: 'give the path of a style sheet that exists',
		about:
			"path of a house style: a CSS file with only custom properties, under :root, [data-look='dark'] and [data-look='crisis']. The names are in src/lib/ui/color-scheme/tokens.css. A colour whose contrast cannot be computed is refused with its line",
		byDefault: 'a neutral style'
	},
	DEMO: {
		is: flag,
		advice: 'write 1 to offer exercises to everybody who can open the page, or leave it out',
		about: '1 offers exercises to everybody who can open the page',
		byDefault: 'on while only this machine can reach the program, otherwise off'
	},
	DEMO_EXERCISES: {
		is: count,
		advice: "give how many visitors' exercises can run at once, from 1 to 9999",
		about: 'how many exercises of visitors can run at once; later visitors join the newest',
		byDefault: '20'
	},
	SESSION_IDLE_MINUTES: {
		is: z
			.string()
			.regex(/^\d{1,4}$/)
			.transform(Number),
		advice: 'give after how many minutes without work a session ends, or 0 for never before its twelve hours',
		about:
			'minutes without any action of the person after which a session ends. Data that a desk receives does not count. 0: only after twelve hours',
		byDefault: '240'
	},
	LOG_LEVEL: {
		is: z.enum(LOG_LEVELS),
		advice: `choose one of ${LOG_LEVELS.join(', ')}`,
		about: 'how much is logged: fatal, error, warn, info, debug, trace or silent',
		byDefault: 'info'
	},
	METRICS_TOKEN: {
		is: z.string().min(16),
		advice: 'give at least 16 characters that nobody can guess',
		about: 'token with which /metrics can be read from another machine',
		byDefault: 'none'
	},
	SECURITY_CONTACT: {
		is: address(/^(mailto|https):$/),
		advice: 'give where to report a vulnerability, such as mailto:cert@example.nl or https://example.nl/security',
		about:
			'where to report a vulnerability, mailto: or https:. It is published in /.well-known/security.txt, and push services get it as the contact of this installation',
		byDefault: 'none, and no such page'
	},
	SECOND_FACTOR: {
		is: z.enum(['required', 'optional']),
		advice: 'write required (who approves, releases or administers must have a second factor) or optional',
		about:
			'required: people who approve, release or administer need a second factor (an app with codes, or a passkey). optional: they may have one',
		byDefault: 'required once ORIGIN is not this machine'
	},
	SECOND_FACTOR_MINUTES: {
		is: count.refine((minutes) => minutes <= 720),
		advice: 'give after how many minutes an approval asks for the second factor again, from 1 to 720',
		about: 'minutes after which an approval or a reset asks for the second factor again',
		byDefault: '30'
	},
	...secretVariables,
	...backupVariables,
	...modelVariables,
	...organisationVariables
} as const;

/** The names of all settings: the help describes each. */
export const settingNames: readonly string[] = Object.keys(VARIABLES);

interface DescribedSetting {
	readonly name: string;
	readonly about: string;
	/** What applies when the variable is absent. */
	readonly byDefault: string;
}
/** The settings as docs/operate/settings.md lists them. */
export const describedSettings: readonly DescribedSetting[] = Object.entries(VARIABLES).flatMap(([name, variable]) =>
	'about' in variable ? [{ name, about: variable.about, byDefault: variable.byDefault }] : []
);

type Name = keyof typeof VARIABLES;
type Value<N extends Name> = z.output<(typeof VARIABLES)[N]['is']>;

/**
 * What the settings are read for: to start the program, which makes what is missing at its first start; for a tool, which
 * makes nothing and needs an installation; or to restore a back-up, which fills an empty DATA_DIR.
 */
type Purpose = 'start' | 'tool' | 'restore';

/** There is no installation for a tool to work on. */
export class NoInstallation extends Error {
	override readonly name = 'NoInstallation';
}

/**
 * Reads and checks the whole environment, and creates DATA_DIR with the secret at the first start.
 * @throws {ConfigError} with every mistake in it.
 * @throws {NoInstallation} for a tool, where the program was never started
 */
export function readConfig(environment: Environment, purpose: Purpose = 'start'): Config {
	const mistakes: string[] = [];
	const read = <N extends Name>(name: N): Value<N> | undefined => {
		const text = readText(environment, name, mistakes);
		if (text === undefined) return undefined;
		const { is, advice } = VARIABLES[name];
		const checked = is.safeParse(text);
		if (checked.success) return checked.data as Value<N>;
		mistakes.push(`${name} is not right: ${advice}.`);
		return undefined;
	};

	const host = read('HOST') ?? '127.0.0.1';
	const values = {
		secret: read('SECRET'),
		signingKey: read('SIGNING_KEY'),
		origin: read('ORIGIN') ?? null,
		databaseUrl: read('DATABASE_URL') ?? null,
		databaseUrlOwner: read('DATABASE_URL_OWNER') ?? null,
		trustedProxies: read('TRUSTED_PROXIES') ?? []
	};
	const dataDir = resolve(read('DATA_DIR') ?? 'data');
	const isGiven = (name: Name): boolean => isSet(environment, name);
	const organisation = organisationSettings(
		{
			issuer: read('OIDC_ISSUER'),
			clientId: read('OIDC_CLIENT_ID'),
			clientSecret: read('OIDC_CLIENT_SECRET'),
			scopes: read('OIDC_SCOPES'),
			name: read('OIDC_NAME'),
			rolesClaim: read('OIDC_ROLES_CLAIM'),
			roles: read('OIDC_ROLES'),
			rolesByHand: read('OIDC_ROLES_BY_HAND'),
			secondFactor: read('OIDC_SECOND_FACTOR'),
			localSignIn: read('LOCAL_SIGN_IN'),
			breakGlass: read('BREAK_GLASS')
		},
		isGiven,
		mistakes
	);
	const model = modelSettings(
		{ url: read('MODEL_URL'), name: read('MODEL_NAME'), key: read('MODEL_KEY') },
		isGiven,
		mistakes
	);
	const backups = backupSettings(
		{
			folder: read('BACKUP_FOLDER'),
			recipients: read('BACKUP_RECIPIENT'),
			everyHours: read('BACKUP_EVERY'),
			keep: read('BACKUP_KEEP')
		},
		isGiven,
		mistakes
	);
	const settings = {
		host,
		port: read('PORT') ?? 3000,
		origin: values.origin,
		databaseUrl: values.databaseUrl,
		databaseUrlOwner: values.databaseUrlOwner,
		dataDir,
		previousSecrets: read('SECRET_PREVIOUS') ?? [],
		trustedProxies: values.trustedProxies,
		headsFolder: read('HEADS_FOLDER') ?? null,
		smtpUrl: read('SMTP_URL') ?? null,
		mailFrom: read('MAIL_FROM') ?? null,
		outbound: {
			allow: read('FETCH_ALLOW_CIDR') ?? [],
			proxy: outgoingProxy(read('OUTGOING_PROXY'), read('NO_PROXY'), environment, mistakes)
		},
		theme: themeAt(read('THEME_CSS') ?? null, mistakes),
		demo: read('DEMO') ?? false,
		demoExercises: read('DEMO_EXERCISES') ?? 20,
		sessionIdleMinutes: read('SESSION_IDLE_MINUTES') ?? 240,
		logLevel: read('LOG_LEVEL') ?? 'info',
		metricsToken: read('METRICS_TOKEN') ?? null,
		securityContact: read('SECURITY_CONTACT') ?? null,
		secondFactor: {
			required: (read('SECOND_FACTOR') ?? (isElsewhere(values.origin) ? 'required' : 'optional')) === 'required',
			minutes: read('SECOND_FACTOR_MINUTES') ?? SECOND_FACTOR_MINUTES
		},
		model,
		...organisation,
		...backups,
		onLoopback:
			isLoopback(host) &&
			values.trustedProxies.length === 0 &&
			(values.origin === null || isLoopback(new URL(values.origin).hostname))
	};
	if (isSet(environment, 'DATABASE_URL') && !isSet(environment, 'SECRET')) {
		mistakes.push(
			`SECRET is missing: with DATABASE_URL it must be the same for every process, so ${VARIABLES.SECRET.advice}.`
		);
	}
	if (values.databaseUrlOwner !== null && !isOwnerOf(values.databaseUrl, values.databaseUrlOwner))
		mistakes.push(`DATABASE_URL_OWNER is not right: ${VARIABLES.DATABASE_URL_OWNER.advice}.`);
	if (isSet(environment, 'TRUSTED_PROXIES') && !isSet(environment, 'ORIGIN')) {
		mistakes.push(`ORIGIN is missing: behind a proxy, ${VARIABLES.ORIGIN.advice}.`);
	}
	if (mistakes.length === 0) {
		const isEmbedded = values.databaseUrl === null;
		const fromSettings = { secret: !!values.secret, signingKey: !!values.signingKey };
		prepareDataDir(dataDir, purpose, isEmbedded, fromSettings, mistakes);
	}
	const storedSecret = (name: 'secret' | 'signing-key', creates: boolean): string =>
		mistakes.length === 0 ? loadSecret(dataDir, name, creates, mistakes) : '';
	const secret = values.secret ?? storedSecret('secret', purpose === 'start');
	const signingKey = values.signingKey ?? storedSecret('signing-key', purpose !== 'tool');
	const previousSecrets = [...settings.previousSecrets, ...loadPreviousSecrets(dataDir)];
	if (purpose === 'start' && mistakes.length === 0) {
		const folders = { BACKUP_FOLDER: settings.backup?.folder, HEADS_FOLDER: settings.headsFolder };
		for (const [name, folder] of Object.entries(folders)) {
			const problem = folder ? folderProblem(folder) : null;
			if (problem !== null)
				mistakes.push(
					`${name} cannot be used (${String(folder)}): ${problem}. Mount its disk, or make it a folder of the user that runs the program, or leave ${name} out.`
				);
		}
	}
	if (mistakes.length > 0) throw new ConfigError(mistakes, purpose === 'start' ? undefined : 'This cannot be done');
	return { ...settings, secret, signingKey, previousSecrets };
}

/** Makes DATA_DIR ready for its purpose, or says what is wrong with it. */
function prepareDataDir(
	dataDir: string,
	purpose: Purpose,
	isEmbedded: boolean,
	fromSettings: Parameters<typeof inspectDataDir>[1],
	mistakes: string[]
): void {
	try {
		const found = isEmbedded ? inspect() : 'whole';
		if (purpose === 'tool') {
			if (found === 'none') throw new NoInstallation(`There is no installation in ${dataDir}.`);
			if (found === 'unfinished')
				throw new NoInstallation(
					`The first start of the installation in ${dataDir} did not end yet: start the program.`
				);
			return;
		}
		makeDataDir(dataDir);
		if (found === 'whole') return;
		if (purpose === 'restore') beginRestore(dataDir);
		else if (found === 'none') beginFirstStart(dataDir);
	} catch (error) {
		if (error instanceof NoInstallation) throw error;
		mistakes.push(
			error instanceof DamagedDataDir
				? `DATA_DIR: ${error.message}`
				: `DATA_DIR cannot be written to (${dataDir}; ${String(codeOf(error))}): give a folder that this user may write in.`
		);
	}

	function inspect(): Installed {
		try {
			return inspectDataDir(dataDir, fromSettings);
		} catch (error) {
			// The restore fills it. Not as a first start: when the restore fails, no empty installation may start here.
			if (purpose === 'restore' && error instanceof DamagedDataDir && error.isEmpty) return 'whole';
			throw error;
		}
	}
}

/** Why files cannot be written in a folder; null when they can. A full disk is no mistake of the settings. */
function folderProblem(folder: string): string | null {
	try {
		if (!statSync(folder).isDirectory()) return 'it is not a folder';
		const probe = join(folder, `.probe-${process.pid}`);
		writeFileSync(probe, '', { mode: 0o600 });
		rmSync(probe);
		return null;
	} catch (error) {
		const code = codeOf(error);
		if (code === 'ENOSPC') return null;
		if (code === 'ENOENT') return 'it does not exist';
		if (code === 'EACCES' || code === 'EPERM') return 'this user may not write in it';
		if (code === 'EROFS') return 'its disk can only be read';
		return error instanceof Error ? error.message : String(error);
	}
}

/** Whether both addresses name the same database, with different roles. */
function isOwnerOf(program: string | null, owner: string): boolean {
	if (program === null) return false;
	const [ours, theirs] = [databaseAddress(program), databaseAddress(owner)];
	return ours?.database === theirs?.database && ours?.user !== theirs?.user;
}

/** Whether ORIGIN says that people use the program from other machines. */
function isElsewhere(origin: string | null): boolean {
	return origin !== null && !isLoopback(new URL(origin).hostname);
}

const isSet = (environment: Environment, name: Name): boolean =>
	Boolean(environment[name] ?? environment[`${name}_FILE`]);

/** The variable itself, or the content of the file that `…_FILE` names; an empty one counts as absent. */
function readText(environment: Environment, name: Name, mistakes: string[]): string | undefined {
	const direct = environment[name];
	const file = environment[`${name}_FILE`];
	if (!file) return direct?.trim() || undefined;
	if (direct) {
		mistakes.push(`${name} and ${name}_FILE are both set: keep one of the two.`);
		return undefined;
	}
	try {
		return readFileSync(file, 'utf8').trim() || undefined;
	} catch {
		mistakes.push(`${name}_FILE names a file that cannot be read (${file}): give the path of a readable file.`);
		return undefined;
	}
}

/** Mistakes in the style sheet are reported with their lines, like every other mistake. */
function themeAt(path: string | null, mistakes: string[]): HouseTheme | null {
	if (path === null) return null;
	try {
		return readTheme(readFileSync(path));
	} catch (error) {
		const found =
			error instanceof ThemeError ? error.mistakes : ['it cannot be read: give the path of a readable file'];
		mistakes.push(...found.map((mistake) => `THEME_CSS (${path}): ${mistake}.`));
		return null;
	}
}
