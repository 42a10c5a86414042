import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** The choices themselves stay on the person's device: a keyboard does. */
export const load: PageServerLoad = ({ locals: { person } }) => {
	if (!person) error(401);
	return { me: person.id };
};
