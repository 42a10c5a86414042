import { error } from '@sveltejs/kit';
import { FirstKeys } from '$lib/domain/installation/first-keys';
import type { RequestHandler } from './$types';

/** Keeps which of the first keys this person has used. */
export const PUT: RequestHandler = async ({ request, locals: { person, program } }) => {
	if (!person) error(401);
	// Made-up people are shared: another visitor would miss what one visitor has learned.
	if (person.exerciseOnly) error(403, 'role.missing');
	const read = FirstKeys.safeParse(await request.json().catch(() => null));
	if (!read.success) error(400, 'command.invalid');
	await program.accounts.people.keepFirstKeys(person.id, read.data);
	return new Response(null, { status: 204 });
};
