import type { z } from 'zod';
import type { IncidentId } from '$lib/domain/core/ids';
import { PasteResult, type Pasted } from '$lib/domain/posts/entry/pasted';
import { asJsonBody, request, RequestRefused } from './sync/request';

/** How long the request may take. Milliseconds. */
const pasteTimeout = 30_000;

/**
 * The result, or why the posts were not accepted: `code` as in the problem details, `unreachable` without an answer.
 */
type PasteAnswer = { readonly accepted: z.infer<typeof PasteResult> } | { readonly code: string };

/** Sends posts that somebody pasted. Sending them again after a failure stores nothing twice. */
export async function pastePosts(incident: IncidentId, pasted: Pasted): Promise<PasteAnswer> {
	try {
		const init = { ...asJsonBody(pasted), signal: AbortSignal.timeout(pasteTimeout) };
		return { accepted: PasteResult.parse(await request(`/api/v1/incidents/${incident}/pasted`, init)) };
	} catch (error) {
		return { code: error instanceof RequestRefused ? error.code : 'unreachable' };
	}
}
