import type { PostColumns, StoryGrouper } from '$lib/server/analysis/post';

interface Post {
	readonly id: string;
	readonly story: string;
	readonly text: string;
}
/** How a test decides which posts belong to one story. */
interface StoryFinder {
	find(post: { readonly text: string }): { readonly story: string } | null;
	add(post: Post): unknown;
	move(post: Post): unknown;
}

/** Groups posts by what a test says. */
export function groupedBy(finder: StoryFinder): StoryGrouper {
	const each = (posts: PostColumns): Post[] =>
		posts.ids.map((id, i) => ({ id, story: posts.stories[i] ?? '', text: posts.texts[i] ?? '' }));
	return {
		isInThread: true,
		readAhead: () => undefined,
		group: (posts) =>
			Promise.resolve(
				each(posts).map((post) => {
					const { story } = finder.find(post) ?? post;
					finder.add({ ...post, story });
					return story;
				})
			),
		file(posts) {
			for (const post of each(posts)) finder.add(post);
			return Promise.resolve();
		},
		move(posts) {
			for (const post of each(posts)) finder.move(post);
			return Promise.resolve();
		},
		withoutReadAhead: (work) => work(),
		end: () => undefined
	};
}
