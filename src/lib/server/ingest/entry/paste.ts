import { createHash } from 'node:crypto';
import { CommandId, momentOf, SourceId, type IncidentId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { agoOf, type Pasted, type PastedPost, type PastedTaken } from '$lib/domain/posts/entry/pasted';
import type { Platform } from '$lib/domain/posts/platform';
import { addSource } from '$lib/domain/posts/source';
import type { ReadState } from '$lib/domain/core/state';
import type { By } from '$lib/server/people/accounts/people';
import type { Executor } from '$lib/server/log/execute/execute';
import type { z } from 'zod';
import type { Ingest } from '../pipeline/ingest';
import { readMoment } from '../pipeline/moment-text';
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
	{ name, platform, posts }: Pasted,
	by: By
): Promise<z.infer<typeof PastedTaken>> {
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
	} = await ingest.ingest(
		incident,
		source,
		posts.map((post) => rawOf(post, platform, now))
	);
	return { stored, known: identity + edited, refused: refused.length };
}

function rawOf({ text, author, url, when }: PastedPost, platform: Platform, now: number): RawPost {
	const ago = when === null ? null : agoOf(when);
	const at = when === null ? null : ago === null ? (readMoment(chatMoment(when))?.at ?? null) : now - ago;
	// A relative time changes with the moment of pasting, so it is no part of a post's identity.
	const identity = JSON.stringify([platform, author, url, text, ago === null ? when : null]);
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

/** Some programs write `14:03, 20-11-2026` in the opposite order. */
const chatMoment = (when: string): string => when.replace(/^(\d{1,2}[:.]\d{2}(?:[:.]\d{2})?),\s+(.*)$/, '$2 $1');
