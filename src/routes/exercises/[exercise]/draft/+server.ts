import { isHttpError, json } from '@sveltejs/kit';
import { z } from 'zod';
import { ScriptDraft } from '$lib/domain/exercise/script-draft';
import { Refusal } from '$lib/domain/core/refusal';
import { readBody, refused } from '$lib/server/out/api/refusal-response';
import { problem } from '$lib/server/platform/http/problem';
import { AccountError } from '$lib/server/people/auth/account-error';
import { mistakesIn } from '$lib/server/training/exercises/own-exercises';
import { asMakerOf } from '../../maker.server';
import type { RequestHandler } from './$types';

const Saved = z.strictObject({ draft: ScriptDraft, over: z.iso.datetime() });

/** Keeps the draft as it was typed, and says what keeps it from being played. */
export const PUT: RequestHandler = async (event) => {
	try {
		const { exercises, id, visitors } = asMakerOf(event);
		const { draft, over } = await readBody(event.request, Saved);
		const changed = await exercises.save(id, draft, over, visitors);
		if (changed === null) throw new Refusal('text.changed');
		return json({ changed, mistakes: mistakesIn(draft) });
	} catch (failed) {
		if (failed instanceof AccountError) return problem(413, failed.code, { detail: 'Nothing was changed.' });
		if (isHttpError(failed)) return problem(failed.status, 'draft.refused', { detail: failed.body.message });
		const answer = refused(failed);
		if (answer) return answer;
		throw failed;
	}
};
