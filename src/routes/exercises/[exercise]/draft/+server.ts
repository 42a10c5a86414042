import { error, json } from '@sveltejs/kit';
import { z } from 'zod';
import { ScriptDraft } from '$lib/domain/exercise/script-draft';
import { AccountError } from '$lib/server/people/auth/account-error';
import { mistakesIn } from '$lib/server/training/exercises/own-exercises';
import { asMakerOf } from '../../maker.server';
import type { RequestHandler } from './$types';

const Saved = z.strictObject({ draft: ScriptDraft, over: z.iso.datetime() });

/** Keeps the draft as it was typed, and says what keeps it from being played. */
export const PUT: RequestHandler = async (event) => {
	const { exercises, id, visitors } = asMakerOf(event);
	const read = Saved.safeParse(await event.request.json().catch(() => null));
	if (!read.success) error(400, 'command.invalid');
	const changed = await exercises.save(id, read.data.draft, read.data.over, visitors).catch((failed: unknown) => {
		if (failed instanceof AccountError) error(413, failed.code);
		throw failed;
	});
	if (changed === null) error(409, 'text.changed');
	return json({ changed, mistakes: mistakesIn(read.data.draft) });
};
