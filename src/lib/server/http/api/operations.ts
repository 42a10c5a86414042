import { z } from 'zod';
import { Moment } from '$lib/domain/ids';
import { pushLimits } from '$lib/domain/pushed-post';
import { ChangedQuery } from '$lib/server/stories/posts';
import { PostQuery, StoryQuery } from '$lib/server/stories/stories';
import type { Operation } from './operation';

/** Which events: those after a number. */
export const EventsQuery = z.object({
	after: z.coerce.number().int().nonnegative(),
	limit: z.coerce.number().int().min(1).max(5000).default(1000)
});
/** From when the course is told. */
export const CourseQuery = z.object({ from: Moment.nullable().default(null) });
/** The report as it stood at a place in the log and a moment on the incident's clock. */
export const ReportQuery = z.object({
	place: z.coerce.number().int().positive().optional(),
	moment: Moment.optional(),
	/** For the live draft: not older than this number of the log, which the asker knows of. */
	from: z.coerce.number().int().nonnegative().default(0)
});
/** Words that are to be quoted from a post. */
export const FindableQuery = z.object({ text: z.string().max(300) });
/** The name that a file had. */
export const FileQuery = z.object({ name: z.string().max(200).default('') });

const incident = '/incidents/[id]';
const reading = { method: 'GET', caller: 'read' } as const;
const json = { problems: [415, 422] } as const;

/** Every operation of the HTTP API. A route without one here fails a test. */
export const operations: readonly Operation[] = [
	{
		method: 'POST',
		path: `${incident}/sources/[source]/posts`,
		id: 'sendPosts',
		tag: 'posts',
		caller: 'post',
		summary: 'Send posts',
		description: [
			`At most ${pushLimits.posts} posts and ${pushLimits.bytes / 1024 / 1024} MB in one request; one program may send 5,000 at once and then 1,000 a second.`,
			'The source must be one for programs: an analyst makes it on the page Sources.',
			'Each post is answered for by itself. `stored` and `backlog` are new (`backlog`: older than the incident), `edited` is a later version of a known post, `known` changed nothing, `refused` says why.',
			'Sending again changes nothing: after an error, or with 429, send the same again.',
			'Instead of a token a program may sign with a key of the source: `Voelspriet-Timestamp` is the moment in seconds since 1970, `Voelspriet-Signature` is `sha256=` and the HMAC-SHA256 in hexadecimal digits over the timestamp, a full stop and the body. It counts for five minutes, and once.'
		].join(' '),
		body: 'PushRequest',
		answer: { status: 200, says: 'What became of each post, in the order of the request.', shape: 'PushAnswer' },
		problems: [409, 413, 415, 422]
	},
	{
		...reading,
		path: `${incident}/stories`,
		id: 'listStories',
		tag: 'stories',
		summary: 'List stories',
		description:
			'`view` says which: `waiting` (nobody looked at them yet), `newest`, `search`, `finding` (evidence for one), `ids`, or `help` (possible calls for help). Pages follow by `cursor`: pass on what `next` gave.',
		query: StoryQuery,
		answer: { status: 200, says: 'A page of stories.', shape: 'StoryPage' },
		problems: [503]
	},
	{
		...reading,
		path: `${incident}/stories/[story]`,
		id: 'readStory',
		tag: 'stories',
		summary: 'Read one story',
		answer: { status: 200, says: 'The story; one that was merged says into which.', shape: 'StoryCard' }
	},
	{
		...reading,
		path: `${incident}/stories/[story]/posts`,
		id: 'listPostsOfStory',
		tag: 'stories',
		summary: 'List the posts of a story',
		description: 'Newest first. Private authors are numbers: their names are not told to programs.',
		query: PostQuery,
		answer: { status: 200, says: 'A page of posts.', shape: 'PostPage' }
	},
	{
		...reading,
		path: `${incident}/changed`,
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
		path: `${incident}/state`,
		id: 'readState',
		tag: 'incident',
		summary: 'Read the whole state',
		description: 'The incident, its sources, findings, facts, labels and texts: everything that the events up to `seq` made.',
		answer: { status: 200, says: 'The state.', shape: 'IncidentState' }
	},
	{
		...reading,
		path: `${incident}/events`,
		id: 'listEvents',
		tag: 'incident',
		summary: 'List the events after a number',
		description: 'All of them and in order, without gaps. `head` is how far the log goes: ask again with the number of the last event.',
		query: EventsQuery,
		answer: { status: 200, says: 'As many events as fit.', shape: 'EventsPage' }
	},
	{
		...reading,
		path: `${incident}/figures`,
		id: 'readFigures',
		tag: 'incident',
		summary: 'Read the figures of this moment',
		answer: { status: 200, says: 'Counts, the queue, and every finding.', shape: 'Figures' }
	},
	{
		...reading,
		path: `${incident}/course`,
		id: 'readCourse',
		tag: 'incident',
		summary: 'Read how the incident went',
		description: 'In steps of equal length: posts per source, emotions, attitudes, and what the authorities did.',
		query: CourseQuery,
		answer: { status: 200, says: 'A row of numbers for each line of the charts.', shape: 'Course' }
	},
	{
		...reading,
		path: `${incident}/sources`,
		id: 'listSourceStatuses',
		tag: 'incident',
		summary: 'Read how the sources are doing',
		description: 'Those that are asked by themselves. All sources stand in the state.',
		answer: { status: 200, says: 'A status for each source.', shape: 'SourceStatuses' }
	},
	{
		...reading,
		path: `${incident}/report`,
		id: 'readReport',
		tag: 'report',
		summary: 'Read the environment report',
		description: 'As a draft of this moment, or as it stood at any `place` in the log and `moment` on the clock of the incident.',
		query: ReportQuery,
		answer: { status: 200, says: 'The report.', shape: 'ReportDraft' }
	},
	{
		...reading,
		path: `${incident}/posts/[post]/findable`,
		id: 'readFindableWords',
		tag: 'report',
		summary: 'Read by which words of a quote its author is found',
		description: 'Runs of at least five words that stand so in the post, and that nobody else in this incident wrote on a public network.',
		query: FindableQuery,
		answer: { status: 200, says: 'The runs; none when a search leads to nobody.', shape: 'FindableWords' }
	},
	{
		...reading,
		path: `${incident}/texts/[text]/effect`,
		id: 'readTextEffect',
		tag: 'report',
		summary: 'Read what an official text did',
		description: 'The posts about its rumour before and after it went out; null as long as it did not.',
		answer: { status: 200, says: 'Posts per step and by stance.', shape: 'TextEffect' }
	},
	{
		...reading,
		path: `${incident}/imports`,
		id: 'listImports',
		tag: 'imports',
		summary: 'List the files that were brought in',
		answer: { status: 200, says: 'The newest first.', shape: 'FileImports' }
	},
	{
		method: 'POST',
		caller: 'person',
		path: `${incident}/imports`,
		id: 'bringFile',
		tag: 'imports',
		summary: 'Bring in a file',
		description: 'The file is looked at; nothing is stored yet.',
		query: FileQuery,
		body: { file: 'application/octet-stream' },
		answer: { status: 201, says: 'What the file holds and how it would be taken.', shape: 'FileImportTaken' },
		problems: [413, 422]
	},
	{
		...reading,
		path: `${incident}/imports/[import]`,
		id: 'readImport',
		tag: 'imports',
		summary: 'Read how far an import is',
		answer: { status: 200, says: 'How far it is, and what became of its rows.', shape: 'FileImportAnswer' }
	},
	{
		method: 'DELETE',
		caller: 'person',
		path: `${incident}/imports/[import]`,
		id: 'dropImport',
		tag: 'imports',
		summary: 'Drop a file, or stop its import',
		description: 'What was stored is kept.',
		answer: { status: 200, says: 'The import as it is now.', shape: 'FileImportAnswer' }
	},
	{
		...reading,
		path: `${incident}/imports/[import]/preview`,
		id: 'previewImport',
		tag: 'imports',
		summary: 'Look into a file that was not started',
		answer: { status: 200, says: 'What the file holds.', shape: 'FilePreviewAnswer' },
		problems: [409]
	},
	{
		method: 'GET',
		caller: 'person',
		path: `${incident}/imports/[import]/refused`,
		id: 'listRefusedRows',
		tag: 'imports',
		summary: 'Get the rows that gave no post',
		answer: { status: 200, says: 'Number of each row and why, as CSV.', shape: { file: 'text/csv' } }
	},
	{
		method: 'POST',
		caller: 'person',
		path: `${incident}/imports/[import]/start`,
		id: 'startImport',
		tag: 'imports',
		summary: 'Begin to store the rows',
		body: 'ImportStart',
		answer: { status: 202, says: 'It has begun.', shape: 'FileImportAnswer' },
		problems: [409, 415, 422]
	},
	{
		method: 'POST',
		caller: 'person',
		path: `${incident}/imports/[import]/resume`,
		id: 'resumeImport',
		tag: 'imports',
		summary: 'Go on with an import that stopped',
		answer: { status: 202, says: 'It goes on.', shape: 'FileImportAnswer' },
		problems: [409]
	},
	{
		method: 'POST',
		caller: 'person',
		path: `${incident}/imports/[import]/stop`,
		id: 'stopImport',
		tag: 'imports',
		summary: 'Stop after the batch under way',
		answer: { status: 200, says: 'The import as it is now.', shape: 'FileImportAnswer' }
	},
	{
		method: 'POST',
		caller: 'person',
		path: `${incident}/commands`,
		id: 'sendCommand',
		tag: 'decisions',
		summary: 'Send a command to an incident',
		description: 'Sent twice with the same content it has one effect and gets its first answer. What may be is decided by rules and roles.',
		body: 'IncidentCommand',
		answer: { status: 200, says: 'The numbers of the events that it led to.', shape: 'Receipt' },
		problems: [409, 415, 422]
	},
	{
		method: 'POST',
		caller: 'person',
		path: '/installation/commands',
		id: 'sendInstallationCommand',
		tag: 'decisions',
		summary: 'Send a command to the installation',
		description: 'People and roles, connections, tokens.',
		body: 'InstallationCommand',
		answer: { status: 200, says: 'The numbers of the events that it led to.', shape: 'Receipt' },
		problems: [409, 415, 422]
	},
	{
		method: 'POST',
		caller: 'person',
		path: `${incident}/heard`,
		id: 'hearPost',
		tag: 'decisions',
		summary: 'Take down what was heard at a desk',
		body: 'HeardSent',
		answer: { status: 200, says: 'It is stored.', shape: 'HeardReceipt' },
		...json
	},
	{
		method: 'POST',
		caller: 'person',
		path: `${incident}/profile/preview`,
		id: 'previewProfile',
		tag: 'decisions',
		summary: 'Try a search profile on the last hour',
		description:
			'Judges the newest posts of the hour, and a sample of what came by and fitted nothing, kept in memory by the process that answers. Nothing is saved.',
		body: 'SearchProfile',
		answer: { status: 200, says: 'What it would let in and keep out.', shape: 'ProfilePreview' },
		...json
	},
	{
		method: 'POST',
		caller: 'person',
		path: `${incident}/sources/[source]/try`,
		id: 'trySource',
		tag: 'decisions',
		summary: 'Try a source once',
		description:
			'Asks it now, out of its turn, also when it is paused; what it says is not stored. Of a line that stands it tells how that does, of a source for programs what they sent last. Three times at once, then once in ten seconds.',
		answer: { status: 200, says: 'What came of it.', shape: 'SourceTrial' },
		problems: [409]
	},
	{
		method: 'POST',
		caller: 'person',
		path: `${incident}/links/[link]/pin`,
		id: 'keepLinkPin',
		tag: 'decisions',
		summary: 'Keep the PIN of a share link that is made next',
		description: 'Before `link.make` with `pin: true` and the same id. Only a hash is kept; it cannot be read or changed.',
		body: 'LinkPin',
		answer: { status: 200, says: 'It is kept.', shape: 'LinkPinKept' },
		problems: [409, 415, 422]
	},
	{
		method: 'POST',
		caller: 'person',
		path: `${incident}/pasted`,
		id: 'pastePosts',
		tag: 'decisions',
		summary: 'Take in posts that somebody copied',
		description:
			'For what no program may follow, such as closed groups. Each network has one source for them. Pasted twice each is stored once.',
		body: 'Pasted',
		answer: { status: 200, says: 'What became of them.', shape: 'PastedTaken' },
		problems: [409, 413, 415, 422]
	},
	{
		method: 'POST',
		caller: 'person',
		path: `${incident}/posts/[post]/author`,
		id: 'revealAuthor',
		tag: 'decisions',
		summary: 'Ask for the name behind a pseudonym',
		description: 'For who must answer. That it was asked stands in the log of the incident.',
		answer: { status: 200, says: 'The name.', shape: 'AuthorNamed' }
	},
	{
		method: 'GET',
		caller: 'everybody',
		path: '/openapi.json',
		id: 'readDescription',
		tag: 'description',
		summary: 'Read this description',
		answer: { status: 200, says: 'The description, as OpenAPI 3.0.', shape: 'OpenapiDocument' }
	}
];
