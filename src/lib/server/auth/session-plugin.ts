import { createAuthEndpoint } from '@better-auth/core/api';
import type { BetterAuthPlugin } from 'better-auth';
import { deleteSessionCookie, setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';

/**
 * What better-auth has no call for: letting in a person whom the program itself vouches for (a made-up one of an exercise, the first
 * administrator, who has just chosen a password by a link), and giving a renewed token to the browser. Never reachable over HTTP.
 */
export const sessionPlugin = {
	id: 'voelspriet-entry',
	endpoints: {
		/** Makes a session and its cookie. Null when there is no such user. */
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
		/** Sets the cookie of a session, and none when it has ended. */
		giveCookie: createAuthEndpoint.serverOnly(
			{ method: 'POST', requireHeaders: true, body: z.object({ token: z.string() }) },
			async (ctx) => {
				const found = await ctx.context.internalAdapter.findSession(ctx.body.token);
				if (found) await setSessionCookie(ctx, found);
				return ctx.json(null);
			}
		),
		/** Takes the cookie away; the session itself is ended by `Sessions`. */
		forget: createAuthEndpoint.serverOnly({ method: 'POST', requireHeaders: true }, (ctx) => {
			deleteSessionCookie(ctx);
			return Promise.resolve(ctx.json(null));
		})
	}
} satisfies BetterAuthPlugin;
