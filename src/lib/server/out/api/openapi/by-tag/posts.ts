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
			'The source must be of the kind for programs; an analyst makes it on the page Sources.',
			'Each post has its own result: `stored` (new), `backlog` (new, but older than the incident), `edited` (a new version of a known post), `known` (nothing changed) or `refused` (with the reason).',
			'Sending the same posts again is safe: do so after an error or 429.',
			'Instead of a token a program may sign with a key of the source: `Voelspriet-Timestamp` is the moment in seconds since 1970, `Voelspriet-Signature` is `sha256=` and the HMAC-SHA256 in hexadecimal digits over the timestamp, a full stop and the body. A signature is valid for five minutes and can be used once.'
		].join(' '),
		body: 'PushRequest',
		answer: { status: 200, says: 'The result for each post, in the order of the request.', shape: 'PushAnswer' },
		problems: [409, 413, 415, 422]
	}
];
