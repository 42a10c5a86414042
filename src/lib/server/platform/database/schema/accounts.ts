import {
	bigint,
	boolean,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	timestamp,
	uuid
} from 'drizzle-orm/pg-core';
import { moment } from './columns';

/** Only better-auth and src/lib/server/people/accounts write these tables. The log has only the ids of users. */
const at = (name: string) => timestamp(name, { withTimezone: true });

export const user = pgTable('user', {
	id: uuid('id').primaryKey(),
	name: text('name').notNull(),
	email: text('email').notNull().unique(),
	emailVerified: boolean('email_verified').notNull().default(false),
	image: text('image'),
	/** The introductory keyboard shortcuts that the person has used; null when these were never shown. */
	firstKeys: jsonb('first_keys'),
	/** The position in the installation's log up to which the person has seen security events of the account. */
	securitySeen: integer('security_seen').notNull().default(0),
	createdAt: at('created_at').notNull().defaultNow(),
	updatedAt: at('updated_at').notNull().defaultNow()
});

/** The names that people had before: an approval shows the name that its person had at that moment. */
export const earlierName = pgTable(
	'earlier_name',
	{
		personId: uuid('person_id')
			.notNull()
			.references(() => user.id, { onDelete: 'cascade' }),
		until: moment('until').notNull(),
		name: text('name').notNull()
	},
	(t) => [primaryKey({ columns: [t.personId, t.until] })]
);

export const session = pgTable(
	'session',
	{
		id: uuid('id').primaryKey(),
		expiresAt: at('expires_at').notNull(),
		token: text('token').notNull().unique(),
		createdAt: at('created_at').notNull().defaultNow(),
		updatedAt: at('updated_at').notNull().defaultNow(),
		ipAddress: text('ip_address'),
		userAgent: text('user_agent'),
		userId: uuid('user_id')
			.notNull()
			.references(() => user.id, { onDelete: 'cascade' }),
		/** The person's roles have changed: the next page issues a new token. */
		renew: boolean('renew').notNull().default(false),
		/** Accepted for a short time after `renewedAt`, for requests in progress. */
		previousToken: text('previous_token').unique(),
		renewedAt: at('renewed_at'),
		/** When the person last did something; written at most once in a minute. */
		seenAt: at('seen_at').notNull().defaultNow(),
		/** How the person authenticated (domain/core/policy.ts). Unknown to better-auth, so it cannot set it. */
		strength: text('strength').notNull().default('password'),
		/** When a second factor was shown; null for none. */
		strongAt: at('strong_at')
	},
	(t) => [index('session_user').on(t.userId)]
);

export const account = pgTable(
	'account',
	{
		id: uuid('id').primaryKey(),
		accountId: text('account_id').notNull(),
		providerId: text('provider_id').notNull(),
		userId: uuid('user_id')
			.notNull()
			.references(() => user.id, { onDelete: 'cascade' }),
		accessToken: text('access_token'),
		refreshToken: text('refresh_token'),
		idToken: text('id_token'),
		accessTokenExpiresAt: at('access_token_expires_at'),
		refreshTokenExpiresAt: at('refresh_token_expires_at'),
		scope: text('scope'),
		password: text('password'),
		createdAt: at('created_at').notNull().defaultNow(),
		updatedAt: at('updated_at').notNull().defaultNow()
	},
	(t) => [index('account_user').on(t.userId)]
);

/** The secret that an authenticator app shares with us; one for each person. */
export const totp = pgTable('totp', {
	personId: uuid('person_id')
		.primaryKey()
		.references(() => user.id, { onDelete: 'cascade' }),
	/** Encrypted for `totp/{person}`. */
	sealed: text('sealed').notNull(),
	addedAt: at('added_at').notNull().defaultNow(),
	/** When the person showed a first code; null until then, and it counts for nothing. */
	confirmedAt: at('confirmed_at'),
	lastUsed: at('last_used'),
	/** The time step of the newest code that was used: no code counts twice (RFC 6238 §5.2). */
	lastStep: bigint('last_step', { mode: 'number' }).notNull().default(0)
});

/** Recovery codes, hashed. Used ones stay, to be counted. */
export const recoveryCode = pgTable(
	'recovery_code',
	{
		hash: text('hash').primaryKey(),
		personId: uuid('person_id')
			.notNull()
			.references(() => user.id, { onDelete: 'cascade' }),
		usedAt: at('used_at')
	},
	(t) => [index('recovery_code_person').on(t.personId)]
);

/** Passkeys: public keys alone. The names of the fields are those of better-auth's plug-in. */
export const passkey = pgTable(
	'passkey',
	{
		id: uuid('id').primaryKey(),
		name: text('name'),
		publicKey: text('public_key').notNull(),
		userId: uuid('user_id')
			.notNull()
			.references(() => user.id, { onDelete: 'cascade' }),
		credentialID: text('credential_id').notNull().unique(),
		counter: integer('counter').notNull(),
		deviceType: text('device_type').notNull(),
		backedUp: boolean('backed_up').notNull(),
		transports: text('transports'),
		createdAt: at('created_at').notNull().defaultNow(),
		aaguid: text('aaguid'),
		lastUsed: at('last_used')
	},
	(t) => [index('passkey_user').on(t.userId)]
);

export const verification = pgTable(
	'verification',
	{
		id: uuid('id').primaryKey(),
		identifier: text('identifier').notNull(),
		value: text('value').notNull(),
		expiresAt: at('expires_at').notNull(),
		createdAt: at('created_at').notNull().defaultNow(),
		updatedAt: at('updated_at').notNull().defaultNow()
	},
	(t) => [index('verification_identifier').on(t.identifier)]
);

export const rateLimit = pgTable('rate_limit', {
	id: uuid('id').primaryKey(),
	key: text('key').notNull().unique(),
	count: integer('count').notNull(),
	lastRequest: bigint('last_request', { mode: 'number' }).notNull()
});

/**
 * The network address and device of a command on the audit page. Not in the log, because it is personal and removed after
 * 90 days; for the same reason it is not in back-ups.
 */
export const commandOrigin = pgTable(
	'command_origin',
	{
		logId: uuid('log_id').notNull(),
		commandId: uuid('command_id').notNull(),
		at: moment('at').notNull(),
		address: text('address'),
		/** The user agent of the browser. */
		device: text('device')
	},
	(t) => [primaryKey({ columns: [t.logId, t.commandId] }), index('command_origin_at').on(t.at)]
);

/**
 * When a program's token was last used; written at most once in ten seconds. The token itself is in the
 * installation's log.
 */
export const tokenUse = pgTable('token_use', {
	tokenId: uuid('token_id').primaryKey(),
	lastUsed: moment('last_used').notNull()
});
