import { pushLimits } from '$lib/domain/posts/entry/pushed-post';
import type { Operation } from './operation';
import { ofIncident } from './parameters';

/** What programs send. */
export const posts: readonly Operation[] = [
	{
		method: 'POST',
		path: `${ofIncident}/sources/[source]/posts`,
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
		answer: { status: 200, says: 'The result for each post, in the order of the request.', shape: 'PushAnswer' },
		problems: [409, 413, 415, 422]
	}
];
