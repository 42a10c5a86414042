import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { Channel, lengthIn, limitOf } from '$lib/domain/official-text/channel';
import { INSTALLATION, PreparedTextId, type Moment, type PersonId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { nameAt } from '$lib/domain/installation/names';
import { approvalRefusal } from '$lib/domain/official-text/official-text';
import { approvePrepared, isPreparedApproved, retirePrepared, writePrepared } from '$lib/domain/prepared/prepared-text';
import { formProblem } from '$lib/server/people/accounts/form-problem';
import { action, commandIn } from '$lib/server/out/api/action';
import { asTextPreparer } from '$lib/server/out/api/installation-access';
import { factorPrompt } from '$lib/server/out/api/factor-in-form';
import { textFrom } from '$lib/server/platform/http/form-text';
import type { Program } from '$lib/server/program';
import type { Actions, PageServerLoad } from './$types';

function find({ logs }: Pick<Program, 'logs'>, params: Partial<Record<string, string>>) {
	const id = PreparedTextId.safeParse(params['text']).data;
	const found = id && logs.installation.prepared.get(id);
	if (!found) error(404, 'prepared.absent');
	return found;
}

/** A person who prepares texts, and an existing text. */
const access = (event: Pick<RequestEvent, 'locals' | 'params' | 'getClientAddress' | 'request' | 'url'>) => ({
	...asTextPreparer(event),
	text: find(event.locals.program, event.params)
});

export const load: PageServerLoad = async (event) => {
	const { actor, text } = access(event);
	const { program } = event.locals;
	const { id, title, kind, wordings, retired } = text;
	const names = await program.accounts.people.names();
	const nameOf = (by: PersonId, at: Moment): string | null => {
		const found = names.get(by);
		return found ? nameAt(found, at) : null;
	};
	return {
		text: { id, title, kind, retired: retired?.why ?? null },
		wordings: wordings.map((wording) => ({
			channel: wording.channel,
			text: wording.text,
			checksum: wording.checksum,
			length: lengthIn(wording.channel, wording.text),
			limit: limitOf[wording.channel],
			edited: nameOf(wording.edited.by, wording.edited.at),
			approved:
				isPreparedApproved(wording) && wording.approved
					? { by: nameOf(wording.approved.by, wording.approved.at), at: wording.approved.at }
					: null,
			/** Why this reader may not approve it; null when they may. */
			refused: approvalRefusal(wording, actor)
		})),
		absent: Channel.options.filter((channel) => !wordings.some((wording) => wording.channel === channel)),
		command: newId(),
		/** What an approval asks beside the button. */
		factor: await factorPrompt(actor, event.locals)
	};
};

/** One action on a prepared text; refused input is in the form again. */
const act = (make: (form: FormData, id: PreparedTextId) => { type: string; input: unknown }) =>
	action(
		access,
		async ({ actor, origin, text, form, program }) => {
			await program.executor.execute(INSTALLATION, { id: commandIn(form), ...make(form, text.id) }, actor, origin);
			redirect(303, `/prepared/${text.id}`);
		},
		(refused, { form }) => ({
			channel: textFrom(form, 'channel'),
			words: textFrom(form, 'words'),
			problem: formProblem(refused)
		})
	);

export const actions: Actions = {
	write: act((form, prepared) => ({
		type: writePrepared.type,
		input: {
			prepared,
			channel: textFrom(form, 'channel'),
			words: textFrom(form, 'words').replaceAll('\r\n', '\n'),
			over: textFrom(form, 'over') || null
		}
	})),
	approve: act((form, prepared) => ({
		type: approvePrepared.type,
		input: { prepared, channel: textFrom(form, 'channel'), checksum: textFrom(form, 'checksum') }
	})),
	retire: act((form, prepared) => ({ type: retirePrepared.type, input: { prepared, why: textFrom(form, 'why') } }))
};
