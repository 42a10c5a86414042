import { z } from 'zod';
import type { IncidentId } from '$lib/domain/core/ids';
import { PastedTaken, type Pasted } from '$lib/domain/posts/entry/pasted';

/** How long the request may take. Milliseconds. */
const pasteTimeout = 30_000;

/**
 * The result, or why the posts were not accepted: `code` as in the problem details, `unreachable` without an answer.
 */
type PasteAnswer = { readonly taken: z.infer<typeof PastedTaken> } | { readonly code: string };

/** Sends posts that somebody pasted. Sending them again after a failure stores nothing twice. */
export async function pastePosts(incident: IncidentId, pasted: Pasted): Promise<PasteAnswer> {
	try {
		const response = await fetch(`/api/v1/incidents/${incident}/pasted`, {
			method: 'POST',
			body: JSON.stringify(pasted),
			headers: { 'content-type': 'application/json' },
			signal: AbortSignal.timeout(pasteTimeout)
		});
		const body: unknown = await response.json();
		if (response.ok) return { taken: PastedTaken.parse(body) };
		return { code: z.object({ code: z.string() }).parse(body).code };
	} catch {
		return { code: 'unreachable' };
	}
}
