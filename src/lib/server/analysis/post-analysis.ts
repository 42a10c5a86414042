import { languageOf } from './language';
import type { PostAnalysis, StoryFinder } from './post';

/** Copies in the very same words. */
function sameWords(): StoryFinder {
	const stories = new Map<string, { story: string; posts: Set<string> }>();
	const key = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ');
	return {
		find: ({ text, hint }) => stories.get(`${String(hint)} ${key(text)}`) ?? null,
		add({ id, story, text, hint }) {
			const posts = stories.get(`${String(hint)} ${key(text)}`)?.posts ?? new Set();
			stories.set(`${String(hint)} ${key(text)}`, { story, posts: posts.add(id) });
		},
		move({ id, story, text, hint }) {
			const held = stories.get(`${String(hint)} ${key(text)}`);
			if (held?.posts.delete(id) && held.posts.size === 0) stories.set(`${String(hint)} ${key(text)}`, { story, posts: new Set([id]) });
		}
	};
}

/** The first analysis of each post. */
export const postAnalysis: PostAnalysis = {
	language: (text) => languageOf(text)?.lang ?? null,
	help: () => null,
	stories: sameWords
};
