import { error } from '@sveltejs/kit';
import { plainText } from '../blocks';
import { helpText } from '../library.server';
import { helpParts, helpTopics } from '../topics';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, parent, locals: { language } }) => {
	const topic = helpTopics.find((each) => each === params.topic);
	if (topic === undefined) error(404);
	const { query } = await parent();
	const text = helpText(topic, { language, query });
	const { part, topics } = helpParts.find(({ topics }) => topics.some((each) => each === topic)) ?? helpParts[0];
	return {
		...text,
		part,
		jumps: text.blocks.flatMap((block) =>
			block.kind === 'heading' && block.level === 2 ? [{ id: block.id ?? '', title: plainText(block.of) }] : []
		),
		more: topics
			.filter((each) => each !== topic)
			.map((each) => ({ topic: each, title: helpText(each, { language }).title }))
	};
};
