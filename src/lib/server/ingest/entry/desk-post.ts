import type { z } from 'zod';
import { withPlace } from '$lib/domain/posts/entry/desk-fields';
import type { DeskPostRequest } from '$lib/domain/posts/entry/desk-post';
import type { IncidentId } from '$lib/domain/core/ids';
import { Refusal } from '$lib/domain/core/refusal';
import type { ReadState } from '$lib/domain/core/state';
import type { Ingest } from '../pipeline/ingest';

/**
 * Stores what a desk received as a post of that desk, without an author; or what a person adds to an exercise, as a
 * post of one of its sources.
 * @throws Refusal when there is no such desk, or it does not accept posts now
 */
export async function enterDeskPost(
	ingest: Pick<Ingest, 'ingest'>,
	incident: IncidentId,
	state: ReadState,
	{ id, input }: z.infer<typeof DeskPostRequest>
): Promise<void> {
	const source = state.sources.get(input.source);
	if (source?.kind !== 'desk' && source?.kind !== 'exercise') throw new Refusal('source.absent');
	const author = source.kind === 'exercise' ? input.author : null;
	await ingest.ingest(incident, source.id, [
		{
			externalId: id,
			text: withPlace(input.text, input.place ?? ''),
			publishedAt: null,
			author: author === null ? null : { externalId: `hand:${author}`, handle: author, name: author, followers: null },
			url: null,
			lang: null,
			shares: null,
			replyTo: null,
			reach: null,
			platform: source.platform
		}
	]);
}
