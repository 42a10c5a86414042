import { AuthorKind, revealAuthor } from '$lib/domain/posts/author';
import { CommandId, PostId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { Refusal } from '$lib/domain/core/refusal';
import { desk } from '$lib/server/out/api/authorize';

/**
 * Reveals the name behind a pseudonym to a user who must answer, and records it (docs/domain.md, rule 17). The incident's
 * log names the user and the post; the author's name is in no log.
 */
export const POST = desk(async ({ incident, params, actor, address, program }) => {
	const post = PostId.safeParse(params['post']);
	if (!post.success) throw new Refusal('post.absent');
	const [row] = await program.stories.sql<
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
		from post p left join author a on a.incident_id = p.incident_id and a.number = p.author and not p.forgotten
		where p.incident_id = ${incident} and p.id = ${post.data}`;
	if (!row) throw new Refusal('post.absent');
	if (row.name === null) throw new Refusal('author.absent');
	const command = { id: CommandId.parse(newId()), ...revealAuthor({ post: post.data }) };
	await program.executor.execute(incident, command, actor, address);
	return Response.json({ ...row, kind: AuthorKind.catch('private').parse(row.kind) });
});
