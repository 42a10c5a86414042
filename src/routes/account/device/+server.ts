import { error } from '@sveltejs/kit';
import { z } from 'zod';
import { AccountError } from '$lib/server/people/auth/account-error';
import type { RequestHandler } from './$types';

const RenewedSubscription = z.object({ subscription: z.unknown(), replaces: z.string().max(2_000).nullable() });

/** The public key by which this program's notifications are signed: a browser subscribes with it. */
export const GET: RequestHandler = ({ locals: { person, program } }) => {
	if (!person) error(401);
	return Response.json({ publicKey: program.push.publicKey }, { headers: { 'cache-control': 'no-store' } });
};

/** A browser got another address from its push service: it takes the place of the earlier one. */
export const PUT: RequestHandler = async ({ request, locals: { person, language, program } }) => {
	if (!person) error(401);
	if (person.exerciseOnly) error(403, 'role.missing');
	const read = RenewedSubscription.safeParse(await request.json().catch(() => null));
	if (!read.success) error(400, 'command.invalid');
	const { devices } = program.push;
	try {
		const about = { userAgent: request.headers.get('user-agent'), language };
		await devices.renew(person.id, read.data.subscription, read.data.replaces, about);
	} catch (refused) {
		if (refused instanceof AccountError) error(400, refused.code);
		throw refused;
	}
	return new Response(null, { status: 204 });
};
