import { SourceId } from '$lib/domain/ids';
import { PushInput, pushLimits } from '$lib/domain/pushed-post';
import { Refusal } from '$lib/domain/refusal';
import { later, sender } from '$lib/server/http/door';
import { Limits } from '$lib/server/http/limits';
import { problem } from '$lib/server/http/problem';
import { readBody } from '$lib/server/http/refused';
import { program } from '$lib/server/host';
import { ingest } from '$lib/server/ingest/ingest';
import { push } from '$lib/server/ingest/push';
import { commandLine } from '$lib/server/observe/log';

/** Of one program: so many posts at once, then so many a second. A flood of several programs is slowed by what waits. */
const byToken = new Limits({ burst: 5_000, perSecond: 1_000 });
/** While so many posts of an incident wait to be stored, programs wait too; and how long, in milliseconds. */
const MOST_WAITING = 2_000;
const PAUSE = 2_000;

/** Takes in posts of another program: `{ posts: [{ externalId, text, … }] }`, at most 500. Answers for each; sent twice each is stored once. */
export const POST = sender(async ({ incident, state, token, params, request, address }) => {
	const parsed = SourceId.safeParse(params['source']);
	const source = parsed.success ? state.sources.get(parsed.data) : undefined;
	if (!source) throw new Refusal('source.absent');
	const intake = ingest.of(program());
	const note = (result: string): void =>
		commandLine({
			action: 'posts.send',
			object: `incident/${incident}/source/${source.id}`,
			result,
			origin: address,
			actor: `token/${token.id}`
		});
	if (intake.pending(incident) > MOST_WAITING) {
		note('tooMany');
		return later(PAUSE);
	}
	const { posts } = await readBody(request, PushInput);
	if (posts.length > pushLimits.posts)
		return problem(413, 'tooLarge', { detail: `At most ${pushLimits.posts} posts in one request. Nothing of this was stored.` });
	const wait = byToken.take(token.id, undefined, posts.length);
	if (wait > 0) {
		note('tooMany');
		return later(wait);
	}
	const answer = await push(intake, incident, source, posts);
	note('done');
	return Response.json(answer);
});
