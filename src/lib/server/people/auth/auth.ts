import { betterAuth, type BetterAuthPlugin } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { newId } from '$lib/domain/core/new-id';
import type { Drizzle } from '$lib/server/platform/database/connect';
import * as tables from '$lib/server/platform/database/schema/accounts';
import { cookieName } from '$lib/server/platform/http/cookie-names';
import { log } from '$lib/server/platform/operations/logger';
import { passkeyPlugin } from './passkeys';
import { createAuthEndpoint } from '@better-auth/core/api';
import { deleteSessionCookie, setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';

/**
 * Adds what better-auth has no call for: signing in a person whom the program itself vouches for (a fictional one of an
 * exercise, the first administrator, a person who has just chosen a password by a link), and sending a renewed token to
 * the browser. Never reachable over HTTP.
 */
const sessionPlugin = {
	id: 'voelspriet-entry',
	endpoints: {
		/** Creates a session and its cookie. Null when there is no such user. */
		letIn: createAuthEndpoint.serverOnly(
			{ method: 'POST', requireHeaders: true, body: z.object({ user: z.uuid() }) },
			async (ctx) => {
				const { internalAdapter } = ctx.context;
				const user = await internalAdapter.findUserById(ctx.body.user);
				if (!user) return ctx.json(null);
				const session = await internalAdapter.createSession(user.id);
				await setSessionCookie(ctx, { session, user });
				return ctx.json({ id: session.id });
			}
		),
		/** Sets the cookie of a session, or none when it has ended. */
		giveCookie: createAuthEndpoint.serverOnly(
			{ method: 'POST', requireHeaders: true, body: z.object({ token: z.string() }) },
			async (ctx) => {
				const found = await ctx.context.internalAdapter.findSession(ctx.body.token);
				if (found) await setSessionCookie(ctx, found);
				return ctx.json(null);
			}
		),
		/** Removes the cookie; `Sessions` ends the session itself. */
		forget: createAuthEndpoint.serverOnly({ method: 'POST', requireHeaders: true }, (ctx) => {
			deleteSessionCookie(ctx);
			return Promise.resolve(ctx.json(null));
		})
	}
} satisfies BetterAuthPlugin;

/** How long a session lasts after signing in, in seconds; use does not extend it. */
const SESSION_SECONDS = 12 * 60 * 60;

interface AuthOptions {
	readonly drizzle: Drizzle;
	readonly secret: string;
	/** Scheme, host and port in people's browsers. Cookies are Secure with https. */
	readonly origin: string;
}

/**
 * Accounts, passwords and sessions by better-auth, security code that others review. Its own HTTP routes are not
 * mounted: our forms call `auth.api`, so what is not used cannot be attacked. Passkeys are a plug-in; whether a second
 * factor is needed is our own rule (domain/core/policy.ts).
 */
export const makeAuth = ({ drizzle, secret, origin }: AuthOptions) => {
	const secure = origin.startsWith('https:');
	return betterAuth({
		appName: 'Voelspriet',
		baseURL: origin,
		trustedOrigins: [origin],
		secret,
		telemetry: { enabled: false },
		// Our own log lines report its warnings (unknown, wrong), without better-auth's difference between the two.
		logger: { level: 'error', disableColors: true, log: (level, message) => log[level]({ part: 'accounts' }, message) },
		database: drizzleAdapter(drizzle, { provider: 'pg', schema: tables }),
		// The length of a password is checked where it is chosen (passwords.ts), in characters as people count them.
		emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 1, maxPasswordLength: 4096 },
		session: {
			expiresIn: SESSION_SECONDS,
			disableSessionRefresh: true,
			additionalFields: { renew: { type: 'boolean', required: true, defaultValue: false, input: false } }
		},
		// For when routes are mounted; our own forms are guarded by attempts.ts.
		rateLimit: { enabled: true, storage: 'database', window: 60, max: 60 },
		advanced: {
			// Its own prefix would be `__Secure-`, which another site under the same domain can set too.
			cookiePrefix: cookieName('voelspriet', { secure, path: '/' }),
			useSecureCookies: false,
			defaultCookieAttributes: { sameSite: 'lax', httpOnly: true, path: '/', secure },
			ipAddress: { ipAddressHeaders: ['x-client-address'] },
			database: { generateId: () => newId() }
		},
		plugins: [sessionPlugin, passkeyPlugin(origin)]
	});
};
export type Auth = ReturnType<typeof makeAuth>;
