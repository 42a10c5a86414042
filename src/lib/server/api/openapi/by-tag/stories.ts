import { ChangedQuery } from '$lib/server/queries/posts';
import { PostQuery, StoryQuery } from '$lib/server/queries/stories/stories';
import type { Operation } from './operation';
import { ofIncident, reading } from './parameters';

/** Stories and posts as the desk reads them. */
export const stories: readonly Operation[] = [
	{
		...reading,
		path: `${ofIncident}/stories`,
		id: 'listStories',
		tag: 'stories',
		summary: 'List stories',
		description:
			'`view` says which: `waiting` (nobody looked at them yet), `newest`, `search`, `finding` (evidence for one), `looks` (waiting, and like a `kind` to the models, the surest first), `ids`, or `help` (possible calls for help). Pages follow by `cursor`: pass on what `next` gave.',
		query: StoryQuery,
		answer: { status: 200, says: 'A page of stories.', shape: 'StoryPage' },
		problems: [503]
	},
	{
		...reading,
		path: `${ofIncident}/stories/[story]`,
		id: 'readStory',
		tag: 'stories',
		summary: 'Read one story',
		answer: { status: 200, says: 'The story; one that was merged says into which.', shape: 'StoryCard' }
	},
	{
		...reading,
		path: `${ofIncident}/stories/[story]/posts`,
		id: 'listPostsOfStory',
		tag: 'stories',
		summary: 'List the posts of a story',
		description: 'Newest first. Private authors are numbers: programs do not receive their names.',
		query: PostQuery,
		answer: { status: 200, says: 'A page of posts.', shape: 'PostPage' }
	},
	{
		...reading,
		path: `${ofIncident}/posts/changed`,
		id: 'listChangedPosts',
		tag: 'stories',
		summary: 'List the posts that changed at their source',
		description:
			'The newest hundred that were edited or deleted where they came from, with what they said before: of a `story`, of the evidence for a `finding`, one `post`, or of the whole incident.',
		query: ChangedQuery,
		answer: { status: 200, says: 'The posts; there is no next page.', shape: 'PostPage' }
	}
];
