import { helpText } from '../library.server';
import { helpParts } from '../topics';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { language } }) => ({
	parts: helpParts.map(({ part, topics }) => ({
		part,
		topics: topics.map((topic) => ({ topic, ...helpText(topic, { language, together: true }) }))
	}))
});
