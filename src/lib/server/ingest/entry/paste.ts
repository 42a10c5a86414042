import { createHash } from 'node:crypto';
import { CommandId, momentOf, SourceId, type IncidentId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import type { Pasted, PastedPost, PasteResult } from '$lib/domain/posts/entry/pasted';
import { relativeMoment } from '$lib/domain/posts/moments/relative-moment';
import { addSource } from '$lib/domain/posts/source';
import type { ReadState } from '$lib/domain/core/state';
import type { By } from '$lib/server/people/accounts/people';
import type { Executor } from '$lib/server/log/execute/execute';
import type { z } from 'zod';
import type { Ingest } from '../pipeline/ingest';
import { readMoment } from '$lib/domain/posts/moments/moment-text';
import type { RawPost } from '../pipeline/raw-post';

interface PasteTarget {
	readonly execute: Executor;
	readonly ingest: Pick<Ingest, 'ingest'>;
	readonly incident: IncidentId;
	readonly state: ReadState;
}

/**
 * Stores what a person pasted, as posts of the one source that each network has for it. Pasting it again changes
 * nothing.
 * @throws Refusal
 */
export async function paste(
	{ execute, ingest, incident, state }: PasteTarget,
	{ name, platform, posts, dateOrder }: Pasted,
	by: By
): Promise<z.infer<typeof PasteResult>> {
	const key = `pasted/${platform}`;
	const found = [...state.sources.values()].find((each) => each.key === key && each.state === 'active');
	const source = found?.id ?? SourceId.parse(newId());
	if (!found) {
		const added = addSource({ id: source, name, kind: 'file', platform, connection: null, key });
		await execute.execute(incident, { id: CommandId.parse(newId()), ...added }, by.actor, by.origin);
	}
	const now = Date.now();
	const {
		stored,
		known: identity,
		edited,
		refused
	} = await ingest.ingest(incident, source, rawPosts(posts, { platform, dateOrder, now }));
	return { stored, known: identity + edited, refused: refused.length };
}

interface PasteContext extends Pick<Pasted, 'platform' | 'dateOrder'> {
	/** Milliseconds since 1970. */
	readonly now: number;
}

/** Posts that are the same in every respect are told apart by their order: somebody may say `ja` twice in a minute. */
function rawPosts(posts: readonly PastedPost[], context: PasteContext): RawPost[] {
	const repeated = new Map<string, number>();
	return posts.map((post) => {
		const identity = identityOf(post, context);
		const before = repeated.get(identity) ?? 0;
		repeated.set(identity, before + 1);
		return rawOf(post, before === 0 ? identity : `${identity} ${String(before)}`, context);
	});
}

/** A time counted from the moment of pasting is no part of a post's identity: it differs when it is pasted again. */
function identityOf({ text, author, url, when }: PastedPost, { platform, now }: PasteContext): string {
	const fixed = when !== null && relativeMoment(when, now) === null ? when : null;
	return JSON.stringify([platform, author, url, text, fixed]);
}

function rawOf(post: PastedPost, identity: string, { platform, dateOrder, now }: PasteContext): RawPost {
	const { text, author, url, when } = post;
	const at = when === null ? null : (relativeMoment(when, now) ?? readMoment(when, { order: dateOrder })?.at ?? null);
	return {
		externalId: `sha256:${createHash('sha256').update(identity).digest('hex')}`,
		text,
		publishedAt: at === null || at > now ? null : momentOf(at),
		author: author ? { externalId: `pasted:${author.toLowerCase()}`, handle: '', name: author, followers: null } : null,
		url,
		lang: null,
		shares: null,
		replyTo: null,
		reach: null,
		platform
	};
}
