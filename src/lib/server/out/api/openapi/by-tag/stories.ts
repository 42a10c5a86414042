import { ChangedQuery } from '$lib/server/read/queries/posts';
import { SpreadQuery } from '$lib/server/read/queries/spread-history';
import { PostQuery, StoryQuery } from '$lib/server/read/queries/stories/stories';
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
	},
	{
		...reading,
		path: `${ofIncident}/spread`,
		id: 'readSpread',
		tag: 'stories',
		summary: 'Read who spread a story or a rumour',
		description:
			'The first post, the sources in the order in which it reached them, and the largest voices: of a `story`, or of a `finding` (of a rumour the posts that support it or ask about it, without our own accounts). Private authors are numbers.',
		query: SpreadQuery,
		answer: { status: 200, says: 'Who spread it.', shape: 'SpreadHistory' }
	},
	{
		...reading,
		path: `${ofIncident}/places`,
		id: 'readPlaces',
		tag: 'stories',
		summary: 'Read what people write about each neighbourhood',
		description:
			'Of each neighbourhood of the incident: the posts of the last thirty minutes that name it, those of the thirty before, their authors, and the findings they are evidence for. Whom a post is about is not where they are.',
		answer: { status: 200, says: 'The figures; no places without neighbourhoods.', shape: 'PlaceFigures' }
	},
	{
		...reading,
		path: `${ofIncident}/searches`,
		id: 'countSavedSearches',
		tag: 'stories',
		summary: 'Count what one’s saved searches find',
		description:
			'The number of stories that each of the asker’s own saved searches finds, up to 100. Programs have none.',
		answer: { status: 200, says: 'The counts.', shape: 'SearchCounts' }
	}
];
