import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { Channel, lengthIn, limitOf } from '$lib/domain/channel';
import { CommandId, INSTALLATION, PreparedTextId } from '$lib/domain/ids';
import { newId } from '$lib/domain/new-id';
import { approvalRefused } from '$lib/domain/official-text';
import { approvePrepared, isPreparedApproved, retirePrepared, writePrepared } from '$lib/domain/prepared-text';
import { accounts } from '$lib/server/accounts/accounts';
import { formProblem } from '$lib/server/accounts/form-problem';
import { executor } from '$lib/server/execute';
import { program } from '$lib/server/host';
import { textFrom } from '$lib/server/http/form-text';
import { logs } from '$lib/server/log/tail';
import { preparing } from '$lib/server/publish/preparing';
import type { Actions, PageServerLoad } from './$types';

function find(params: Partial<Record<string, string>>) {
	const id = PreparedTextId.safeParse(params['text']).data;
	const found = id && logs.of(program()).installation.prepared.get(id);
	if (!found) error(404, 'prepared.absent');
	return found;
}

export const load: PageServerLoad = async ({ params, locals: { person }, getClientAddress }) => {
	const { actor } = preparing(person, getClientAddress());
	const { id, title, kind, wordings, retired } = find(params);
	const names = await accounts.of(program()).people.names();
	const nameOf = (by: Parameters<typeof names.get>[0]): string | null => names.get(by)?.name ?? null;
	return {
		text: { id, title, kind, retired: retired?.why ?? null },
		wordings: wordings.map((wording) => ({
			channel: wording.channel,
			text: wording.text,
			checksum: wording.checksum,
			length: lengthIn(wording.channel, wording.text),
			limit: limitOf[wording.channel],
			edited: nameOf(wording.edited.by),
			approved: isPreparedApproved(wording) && wording.approved ? { by: nameOf(wording.approved.by), at: wording.approved.at } : null,
			/** Why this reader may not approve it; null when they may. */
			refused: approvalRefused(wording, actor)
		})),
		absent: Channel.options.filter((channel) => !wordings.some((wording) => wording.channel === channel)),
		command: newId()
	};
};

/** One thing done to a prepared text; what was typed and refused stands in the form again. */
const act = (make: (form: FormData, id: PreparedTextId) => { type: string; input: unknown }) => async (event: RequestEvent) => {
	const { params, locals, request, getClientAddress } = event;
	const { actor, origin } = preparing(locals.person, getClientAddress());
	const { id } = find(params);
	const form = await request.formData();
	const command = CommandId.safeParse(textFrom(form, 'command')).data ?? CommandId.parse(newId());
	try {
		await executor.of(program()).execute(INSTALLATION, { id: command, ...make(form, id) }, actor, origin);
	} catch (refused) {
		return fail(409, { channel: textFrom(form, 'channel'), words: textFrom(form, 'words'), problem: formProblem(refused) });
	}
	redirect(303, `/prepared/${id}`);
};

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
