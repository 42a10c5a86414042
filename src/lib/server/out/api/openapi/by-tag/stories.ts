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
		answer: { status: 200, says: 'The story. A merged story names the story it was merged into.', shape: 'StoryCard' }
	},
	{
		...reading,
		path: `${ofIncident}/stories/[story]/posts`,
		id: 'listPostsOfStory',
		tag: 'stories',
		summary: 'List the posts of a story',
		description: 'Newest first. Private authors are numbers; their names are not sent to programs.',
		query: PostQuery,
		answer: { status: 200, says: 'A page of posts.', shape: 'PostPage' }
	},
	{
		...reading,
		path: `${ofIncident}/posts/changed`,
		id: 'listChangedPosts',
		tag: 'stories',
		summary: 'List the posts that were edited or deleted at their source',
		description:
			'The newest hundred, each with its earlier text. Filter by `story`, by `finding` (its evidence) or by `post`; without a filter: of the whole incident.',
		query: ChangedQuery,
		answer: { status: 200, says: 'The posts, without paging.', shape: 'PostPage' }
	},
	{
		...reading,
		path: `${ofIncident}/spread`,
		id: 'readSpread',
		tag: 'stories',
		summary: 'Read who spread a story or a rumour',
		description:
			'The first post, the sources in the order in which they got it, and the authors with the largest reach, of a `story` or a `finding`. Of a rumour: the posts that support it or ask about it, without the organisation’s own accounts. Private authors are numbers.',
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
			'For each neighbourhood of the incident: the posts that name it in the last thirty minutes and in the thirty before, their authors, and their findings. A post that names a neighbourhood was not necessarily sent from there.',
		answer: {
			status: 200,
			says: 'The figures by neighbourhood; empty when the incident has no neighbourhoods.',
			shape: 'PlaceFigures'
		}
	},
	{
		...reading,
		path: `${ofIncident}/searches`,
		id: 'countSavedSearches',
		tag: 'stories',
		summary: 'Count the results of your saved searches',
		description:
			'The number of stories that each of your own saved searches finds, up to 100. Programs have no saved searches.',
		answer: { status: 200, says: 'The counts.', shape: 'SearchCounts' }
	}
];
