import { error } from '@sveltejs/kit';
import { helpText } from '../../library.server';
import { helpCards } from '../../topics';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals: { language } }) => {
	const card = helpCards.find((each) => each === params.card);
	if (card === undefined) error(404);
	return helpText(`card-${card}`, { language });
};
