import { index, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { session, user } from './accounts';
import { moment } from './columns';

/** Which person of the organisation's sign-in service an account belongs to. Written by src/lib/server/people/oidc alone. */
export const oidcIdentity = pgTable(
	'oidc_identity',
	{
		issuer: text('issuer').notNull(),
		/** The service's id of the person, which never changes. */
		subject: text('subject').notNull(),
		userId: uuid('user_id')
			.notNull()
			.references(() => user.id, { onDelete: 'cascade' }),
		/** The roles that come from the claims, so that removing them leaves the roles that an administrator gave. */
		given: text('given').array().notNull().default([]),
		linkedAt: moment('linked_at').notNull()
	},
	(t) => [
		primaryKey({ name: 'oidc_identity_pkey', columns: [t.issuer, t.subject] }),
		unique('oidc_identity_user').on(t.userId)
	]
);

/** The session at the sign-in service with which a session here began; both end together. */
export const oidcSession = pgTable(
	'oidc_session',
	{
		sessionId: uuid('session_id')
			.primaryKey()
			.references(() => session.id, { onDelete: 'cascade' }),
		issuer: text('issuer').notNull(),
		subject: text('subject').notNull(),
		sid: text('sid'),
		/** Encrypted: to sign out there. */
		idToken: text('id_token').notNull(),
		/** Encrypted: to ask whether the person still has their roles; null when the service gave none. */
		refreshToken: text('refresh_token'),
		/** How the person proved who they are there, and when. */
		amr: text('amr').array().notNull(),
		acr: text('acr'),
		authTime: moment('auth_time'),
		checkedAt: moment('checked_at').notNull()
	},
	(t) => [index('oidc_session_person').on(t.issuer, t.subject)]
);
