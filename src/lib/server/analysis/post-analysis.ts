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
		remove(post) {
			for (const [text, { posts }] of stories) if (posts.delete(post) && posts.size === 0) stories.delete(text);
		}
	};
}

/** The first analysis of each post. */
export const postAnalysis: PostAnalysis = {
	language: (text) => languageOf(text)?.lang ?? null,
	help: () => null,
	stories: sameWords
};
