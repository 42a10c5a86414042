import { PostId } from '$lib/domain/core/ids';
import { Refusal } from '$lib/domain/core/refusal';
import { FindableQuery } from '$lib/server/out/api/openapi/by-tag/report';
import { desk } from '$lib/server/out/api/authorize';
import { readQuery } from '$lib/server/out/api/refusal-response';
import { findableRuns } from '$lib/server/read/report/collect/quotes';

/** The words of a quote from this post by which a search finds its author. */
export const GET = desk(async ({ incident, params, url, program }) => {
	const post = PostId.safeParse(params['post']).data;
	if (!post) throw new Refusal('post.absent');
	const { text } = readQuery(url, FindableQuery);
	return Response.json({ runs: await findableRuns(program.reports.sql, incident, post, text) });
});
