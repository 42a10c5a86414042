import { SourceId, type IncidentId } from '$lib/domain/core/ids';
import { PushInput, pushLimits } from '$lib/domain/posts/entry/pushed-post';
import { Refusal } from '$lib/domain/core/refusal';
import type { Source } from '$lib/domain/posts/source';
import { sender, type RequestContext } from '$lib/server/out/api/authorize';
import { Limits } from '$lib/server/platform/limits/limits';
import { problem } from '$lib/server/platform/http/problem';
import { retryLater } from '$lib/server/out/api/rate-limits';
import { read, readBody, Unreadable } from '$lib/server/out/api/refusal-response';
import { isSigned, signed } from '$lib/server/out/api/signed-request';
import type { Ingest } from '$lib/server/ingest/pipeline/ingest';
import { push } from '$lib/server/ingest/entry/push';
import { commandLine } from '$lib/server/platform/operations/logger';

/** The limit per program: a burst, then a rate per second. A flood of several programs is limited by the backlog. */
const bySender = new Limits({ burst: 5_000, perSecond: 1_000 });
/** While more posts than this of one incident wait to be stored, programs are told to try again later. */
const MAX_PENDING_POSTS = 2_000;
/** When they may try again, in milliseconds. */
const RETRY_DELAY = 2_000;

interface PostRequest {
	readonly intake: Pick<Ingest, 'ingest' | 'pending'>;
	readonly incident: IncidentId;
	readonly source: Readonly<Source>;
	/** For the log line: which token was used, or that the request was signed. */
	readonly actor: string;
	readonly address: string;
}

/**
 * Stores posts of another program: `{ posts: [{ externalId, text, … }] }`, at most 500. Answers for each. A post that
 * is sent twice is stored once.
 */
async function take(
	{ intake, incident, source, actor, address }: PostRequest,
	body: () => Promise<PushInput>
): Promise<Response> {
	const note = (result: string): void =>
		commandLine({
			action: 'posts.send',
			object: `incident/${incident}/source/${source.id}`,
			result,
			origin: address,
			actor
		});
	if (intake.pending(incident) > MAX_PENDING_POSTS) {
		note('tooMany');
		return retryLater(RETRY_DELAY);
	}
	const { posts } = await body();
	if (posts.length > pushLimits.posts)
		return problem(413, 'tooLarge', {
			detail: `At most ${pushLimits.posts} posts in one request. Nothing of this was stored.`
		});
	const wait = bySender.take(actor, undefined, posts.length);
	if (wait > 0) {
		note('tooMany');
		return retryLater(wait);
	}
	const answer = await push(intake, incident, source, posts);
	note('done');
	return Response.json(answer);
}

const byToken = sender(({ incident, state, token, params, program, request, address }) => {
	const parsed = SourceId.safeParse(params['source']);
	const source = parsed.success ? state.sources.get(parsed.data) : undefined;
	if (!source) throw new Refusal('source.absent');
	return take({ intake: program.ingest, incident, source, actor: `token/${token.id}`, address }, () =>
		readBody(request, PushInput)
	);
});
const bySignature = signed(({ incident, source, body, address, program }) =>
	take({ intake: program.ingest, incident, source, actor: `key/${source.id}`, address }, () =>
		Promise.resolve(read(PushInput, jsonOf(body)))
	)
);

/** With a token, or signed with the source's key. */
export const POST = (context: RequestContext): Promise<Response> =>
	isSigned(context.request) ? bySignature(context) : byToken(context);

/** @throws Unreadable */
function jsonOf(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		throw new Unreadable();
	}
}
