import { createAuthEndpoint } from '@better-auth/core/api';
import type { BetterAuthPlugin } from 'better-auth';
import { deleteSessionCookie, setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';

/**
 * Adds what better-auth has no call for: signing in a person whom the program itself vouches for (a fictional one of an
 * exercise, the first administrator, a person who has just chosen a password by a link), and sending a renewed token to
 * the browser. Never reachable over HTTP.
 */
export const sessionPlugin = {
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
