import { existsSync, readFileSync, statSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { ProofRule } from '$lib/domain/core/policy';
import { backupSettings, backupVariables, type BackupConfig } from './backups';
import { isLoopback } from './client-address';
import { makeDataDir } from './data-dir';
import { modelSettings, modelVariables, type ModelConfig } from './model';
import { everyRole, processRoles, roleVariables, type ProcessRoles } from './process-roles';
import { organisationSettings, organisationVariables, type OidcConfig } from './organisation';
import { keptPrevious, keptSecret, SEED, secretVariables } from './secrets';
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
	/** `null`: the embedded PostgreSQL in `dataDir`. */
	databaseUrl: string | null;
	/** Who makes and changes the tables there; `null`: the role of `databaseUrl` does. */
	databaseUrlOwner: string | null;
	/** A replica of that database, for what partners read; `null`: partners read there too. */
	databaseUrlRead: string | null;
	/** What this process does; other processes on the same database do the rest. */
	processRoles: ProcessRoles;
	/** Absolute path; exists, and is closed to other users. */
	dataDir: string;
	/** At least 32 characters; signs and encrypts. */
	secret: string;
	/** Signs where the logs stand: 32 bytes, as hexadecimal digits. */
	signingKey: string;
	/** The folder of `heads.log`, a file with the signed heads; `null`: there is none. */
	headsFolder: string | null;
	/** Earlier secrets: they still decrypt what they encrypted. */
	previousSecrets: readonly string[];
	/** Addresses and networks (CIDR) whose forwarded address is believed. */
	trustedProxies: readonly string[];
	smtpUrl: string | null;
	/** Networks (CIDR) inside that may be fetched from, beside the public internet. */
	fetchAllowCidr: readonly string[];
	/** The house style. */
	theme: HouseTheme | null;
	demo: boolean;
	/** The number of visitors' exercises that can run at once; later visitors join the newest. */
	demoExercises: number;
	/** After so many minutes without anything that its person does a session ends; 0: only at its end. */
	sessionIdleMinutes: number;
	logLevel: (typeof LOG_LEVELS)[number];
	/** Lets `/metrics` be read from elsewhere than loopback. */
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
	/** The back-ups that the program makes by itself; `null`: none. */
	backup: BackupConfig | null;
	/** Whether people who decide must have a second factor, and how old it may be. */
	secondFactor: ProofRule;
	/** Whether only this machine can reach us: bound to loopback, no proxy is named, and ORIGIN, if any, is loopback. */
	onLoopback: boolean;
}

/** What is wrong with the environment: every mistake at once, each a sentence with the variable and the fix. */
export class ConfigError extends Error {
	constructor(readonly mistakes: readonly string[]) {
		super(
			`Voelspriet cannot start: ${mistakes.length === 1 ? 'a setting is' : `${mistakes.length} settings are`} wrong.\n${mistakes.map((line) => `  - ${line}`).join('\n')}`
		);
		this.name = 'ConfigError';
	}
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/**
 * How old a second factor may be where a fresh one is asked, in minutes. A spokesperson who approves text after text on
 * a busy night is asked twice an hour at most; a laptop that was left open approves nothing for long.
 */
const SECOND_FACTOR_MINUTES = 30;

type Environment = Readonly<Record<string, string | undefined>>;

/** Each variable: what it must be, and what to write when it is not. */
const VARIABLES = {
	HOST: {
		is: z.string().refine((value) => isIP(value) > 0 || value === 'localhost'),
		advice: 'give the address to listen on, such as 127.0.0.1 (this machine only) or 0.0.0.0 (everybody)'
	},
	PORT: { is: port, advice: 'give a number from 1 to 65535, or 0 for any free port' },
	ORIGIN: {
		is: origin,
		advice: "give the address in people's browsers without a path, such as https://voelspriet.example.nl"
	},
	DATABASE_URL: {
		is: address(/^postgres(ql)?:$/),
		advice:
			'give an address such as postgres://user:password@host:5432/database, or leave it out for the PostgreSQL that comes along'
	},
	DATABASE_URL_OWNER: {
		is: address(/^postgres(ql)?:$/),
		advice:
			'give the address of the same database for the role that owns its tables, such as postgres://owner:password@host:5432/database, and another role in DATABASE_URL'
	},
	DATABASE_URL_READ: {
		is: address(/^postgres(ql)?:$/),
		advice:
			'give the address of a replica of the database in DATABASE_URL, such as postgres://user:password@replica:5432/database, or leave it out'
	},
	DATA_DIR: { is: z.string().min(1), advice: "give the folder for the program's data" },
	HEADS_FOLDER: { is: z.string().min(1), advice: 'give the folder in which heads.log is written, or leave it out' },
	TRUSTED_PROXIES: {
		is: networks,
		advice: 'give the addresses or networks of your own proxies, such as 10.0.0.2 or 172.16.0.0/12, with commas between'
	},
	SMTP_URL: { is: address(/^smtps?:$/), advice: 'give an address such as smtps://user:password@mail.example.nl' },
	FETCH_ALLOW_CIDR: {
		is: networks,
		advice: 'give the inner networks that sources may stand in, such as 10.1.2.0/24, with commas between'
	},
	THEME_CSS: {
		is: z.string().refine((path) => existsSync(path) && statSync(path).isFile()),
		advice: 'give the path of a style sheet that exists'
	},
	DEMO: { is: flag, advice: 'write 1 to offer exercises to everybody who can open the page, or leave it out' },
	DEMO_EXERCISES: { is: count, advice: "give how many visitors' exercises can run at once, from 1 to 9999" },
	SESSION_IDLE_MINUTES: {
		is: z
			.string()
			.regex(/^\d{1,4}$/)
			.transform(Number),
		advice: 'give after how many minutes without work a session ends, or 0 for never before its twelve hours'
	},
	LOG_LEVEL: { is: z.enum(LOG_LEVELS), advice: `choose one of ${LOG_LEVELS.join(', ')}` },
	METRICS_TOKEN: { is: z.string().min(16), advice: 'give at least 16 characters that nobody can guess' },
	SECURITY_CONTACT: {
		is: address(/^(mailto|https):$/),
		advice: 'give where to report a vulnerability, such as mailto:cert@example.nl or https://example.nl/security'
	},
	SECOND_FACTOR: {
		is: z.enum(['required', 'optional']),
		advice: 'write required (who approves, releases or administers must have a second factor) or optional'
	},
	SECOND_FACTOR_MINUTES: {
		is: count.refine((minutes) => minutes <= 720),
		advice: 'give after how many minutes an approval asks for the second factor again, from 1 to 720'
	},
	...roleVariables,
	...secretVariables,
	...backupVariables,
	...modelVariables,
	...organisationVariables
} as const;

/** The names of all settings: the help describes each. */
export const settingNames: readonly string[] = Object.keys(VARIABLES);

type Name = keyof typeof VARIABLES;
type Value<N extends Name> = z.output<(typeof VARIABLES)[N]['is']>;

/**
 * Reads and checks the whole environment, and makes DATA_DIR and the secret in it the first time.
 * @throws {ConfigError} with every mistake in it.
 */
export function readConfig(environment: Environment): Config {
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
	const given = {
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
	const settled = {
		host,
		port: read('PORT') ?? 3000,
		origin: given.origin,
		databaseUrl: given.databaseUrl,
		databaseUrlOwner: given.databaseUrlOwner,
		databaseUrlRead: read('DATABASE_URL_READ') ?? null,
		processRoles: read('PROCESS_ROLES') ?? everyRole,
		dataDir,
		previousSecrets: read('SECRET_PREVIOUS') ?? read('SECRET_BEFORE') ?? [],
		trustedProxies: given.trustedProxies,
		headsFolder: read('HEADS_FOLDER') ?? null,
		smtpUrl: read('SMTP_URL') ?? null,
		fetchAllowCidr: read('FETCH_ALLOW_CIDR') ?? [],
		theme: themeAt(read('THEME_CSS') ?? null, mistakes),
		demo: read('DEMO') ?? false,
		demoExercises: read('DEMO_EXERCISES') ?? 20,
		sessionIdleMinutes: read('SESSION_IDLE_MINUTES') ?? 240,
		logLevel: read('LOG_LEVEL') ?? 'info',
		metricsToken: read('METRICS_TOKEN') ?? null,
		securityContact: read('SECURITY_CONTACT') ?? null,
		secondFactor: {
			required: (read('SECOND_FACTOR') ?? (isElsewhere(given.origin) ? 'required' : 'optional')) === 'required',
			minutes: read('SECOND_FACTOR_MINUTES') ?? SECOND_FACTOR_MINUTES
		},
		model,
		...organisation,
		...backups,
		onLoopback:
			isLoopback(host) &&
			given.trustedProxies.length === 0 &&
			(given.origin === null || isLoopback(new URL(given.origin).hostname))
	};
	if (isSet(environment, 'DATABASE_URL') && !isSet(environment, 'SECRET')) {
		mistakes.push(
			`SECRET is missing: with DATABASE_URL it must be the same for every process, so ${VARIABLES.SECRET.advice}.`
		);
	}
	if (settled.processRoles.size < processRoles.length && !isSet(environment, 'DATABASE_URL'))
		mistakes.push(
			`DATABASE_URL is missing: with PROCESS_ROLES other processes do the rest on the same database, so ${VARIABLES.DATABASE_URL.advice.replace(/, or leave.*/, '')}.`
		);
	if (settled.databaseUrlRead !== null && !isSet(environment, 'DATABASE_URL'))
		mistakes.push(
			'DATABASE_URL is missing: DATABASE_URL_READ is a replica of it, so give the address of the primary too.'
		);
	if (given.databaseUrlOwner !== null && !isOwnerOf(given.databaseUrl, given.databaseUrlOwner))
		mistakes.push(`DATABASE_URL_OWNER is not right: ${VARIABLES.DATABASE_URL_OWNER.advice}.`);
	if (isSet(environment, 'SECRET_PREVIOUS') && isSet(environment, 'SECRET_BEFORE')) {
		mistakes.push('SECRET_BEFORE is the old name of SECRET_PREVIOUS: set one of the two.');
	}
	if (isSet(environment, 'TRUSTED_PROXIES') && !isSet(environment, 'ORIGIN')) {
		mistakes.push(`ORIGIN is missing: behind a proxy, ${VARIABLES.ORIGIN.advice}.`);
	}
	if (mistakes.length === 0) {
		try {
			makeDataDir(dataDir);
		} catch {
			mistakes.push(`DATA_DIR cannot be written to (${dataDir}): give a folder that this user may write in.`);
		}
	}
	const kept = (name: string, digits: RegExp | null): string =>
		mistakes.length === 0 ? keptSecret(dataDir, name, digits, mistakes) : '';
	const secret = given.secret ?? kept('secret', null);
	const signingKey = given.signingKey ?? kept('signing-key', SEED);
	const previousSecrets = [...settled.previousSecrets, ...keptPrevious(dataDir)];
	if (mistakes.length > 0) throw new ConfigError(mistakes);
	return { ...settled, secret, signingKey, previousSecrets };
}

/** The same database, and another role. */
function isOwnerOf(program: string | null, owner: string): boolean {
	if (program === null) return false;
	const [ours, theirs] = [new URL(program), new URL(owner)];
	return ours.pathname === theirs.pathname && ours.username !== theirs.username;
}

/** Whether people reach us from other machines, as far as ORIGIN says. */
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
