import { z } from 'zod';
import type { IncidentId } from '$lib/domain/core/ids';
import { PastedTaken, type Pasted } from '$lib/domain/posts/entry/pasted';

/** How long an answer may take. Milliseconds. */
const patience = 30_000;

/** What became of them, or why they were not taken: `code` as in the problem details, `unreachable` when nobody answers. */
type PasteAnswer = { readonly taken: z.infer<typeof PastedTaken> } | { readonly code: string };

/** Hands over posts that somebody pasted. Handed over again after a failure nothing comes twice. */
export async function pastePosts(incident: IncidentId, pasted: Pasted): Promise<PasteAnswer> {
	try {
		const response = await fetch(`/api/v1/incidents/${incident}/pasted`, {
			method: 'POST',
			body: JSON.stringify(pasted),
			headers: { 'content-type': 'application/json' },
			signal: AbortSignal.timeout(patience)
		});
		const body: unknown = await response.json();
		if (response.ok) return { taken: PastedTaken.parse(body) };
		return { code: z.object({ code: z.string() }).parse(body).code };
	} catch {
		return { code: 'unreachable' };
	}
}
