import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** The choices are stored on the person's device, since they depend on its keyboard. */
export const load: PageServerLoad = ({ locals: { person } }) => {
	if (!person) error(401);
	return { me: person.id };
};
