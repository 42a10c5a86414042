import { error, redirect } from '@sveltejs/kit';
import { recordTransfer } from '$lib/domain/archive/transfer';
import { CommandId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { coordinators, isAllowed } from '$lib/domain/core/policy';
import { wordsIn } from '$lib/i18n/words';
import { formProblem } from '$lib/server/people/accounts/form-problem';
import { action, refusalOf } from '$lib/server/out/api/action';
import { describeMethods } from '$lib/server/out/api/methods';
import { textFrom } from '$lib/server/platform/http/form-text';
import { deskOf, deskOfAction } from '../at-desk.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url, depends }) => {
	depends('archive:package');
	const { id, state, actor } = deskOf(params, locals, url);
	const mayPack = isAllowed(actor.roles, coordinators);
	const made = mayPack ? await locals.program.archives.of(id) : null;
	const transfers = [...(state.archive?.transfers ?? [])].reverse();
	return {
		archive: {
			isClosed: state.incident?.closed != null,
			mayPack,
			package: made,
			// The record of its own handover does not make a package old.
			isOutdated:
				made?.file != null &&
				locals.program.logs.seq(id) - transfers.filter(({ checksum }) => checksum === made.file?.sha256).length >
					made.file.seq,
			transfers,
			today: wordsIn(locals.language).dayKey(Date.now())
		}
	};
};

/** Only a coordinator packs. @throws as SvelteKit's `error` and `redirect` do */
const packer = (event: Parameters<typeof deskOfAction>[0]) => {
	const access = deskOfAction(event);
	if (!isAllowed(access.actor.roles, coordinators)) error(403, 'role.missing');
	return access;
};

export const actions: Actions = {
	start: action(
		packer,
		async ({ id, state, event, program }) => {
			if (!state.incident?.closed) error(409, 'incident.notClosed');
			await program.archives.start(id, (language) => describeMethods(wordsIn(language)));
			redirect(303, event.url.pathname);
		},
		refusalOf
	),
	stop: action(
		packer,
		async ({ id, event, program }) => {
			await program.archives.stop(id);
			redirect(303, event.url.pathname);
		},
		refusalOf
	),
	transfer: action(
		packer,
		async ({ id, actor, execute, origin, form }) => {
			const note = textFrom(form, 'note').trim();
			const input = {
				to: textFrom(form, 'to'),
				on: textFrom(form, 'on'),
				checksum: textFrom(form, 'checksum').trim().toLowerCase(),
				note: note === '' ? null : note
			};
			await execute.execute(id, { id: CommandId.parse(newId()), type: recordTransfer.type, input }, actor, origin);
			return { problem: null, typed: null };
		},
		(refused, { form }) => ({
			problem: formProblem(refused),
			typed: {
				to: textFrom(form, 'to'),
				on: textFrom(form, 'on'),
				checksum: textFrom(form, 'checksum'),
				note: textFrom(form, 'note')
			}
		})
	)
};
