import { AuthorKind } from '$lib/domain/author';
import { PostId } from '$lib/domain/ids';
import { Refusal } from '$lib/domain/refusal';
import { desk } from '$lib/server/http/door';
import { program } from '$lib/server/host';
import { commandLine } from '$lib/server/observe/log';
import { stories } from '$lib/server/stories/stories';

/** The name behind a pseudonym, for who must answer: one recorded click away (quality.md §6). Our log says who asked and about which post, never the name. */
export const POST = desk(async ({ incident, params, actor, address }) => {
	const post = PostId.safeParse(params['post']);
	if (!post.success) throw new Refusal('post.absent');
	const [row] = await stories.of(program()).sql<
		{
			number: number | null;
			platform: string | null;
			handle: string | null;
			name: string | null;
			kind: string | null;
			followers: number | null;
		}[]
	>`
		select p.author as number, a.platform, a.handle, a.name, a.kind, a.followers
		from post p left join author a on a.incident_id = p.incident_id and a.number = p.author
		where p.incident_id = ${incident} and p.id = ${post.data}`;
	const note = (result: string): void =>
		commandLine({ action: 'author.reveal', object: `incident/${incident}/post/${post.data}`, result, origin: address, actor: actor.id });
	if (!row) throw new Refusal('post.absent');
	if (row.name === null) {
		note('author.absent');
		throw new Refusal('author.absent');
	}
	note('done');
	return Response.json({ ...row, kind: AuthorKind.catch('private').parse(row.kind) });
});
