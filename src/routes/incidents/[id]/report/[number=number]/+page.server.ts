import { error, fail, redirect } from '@sveltejs/kit';
import { CommandId, IncidentId } from '$lib/domain/ids';
import { newId } from '$lib/domain/new-id';
import { Refusal } from '$lib/domain/refusal';
import { lastVersion, withdrawReport } from '$lib/domain/report';
import { dueAfter } from '$lib/domain/report-due';
import { mayAs } from '$lib/domain/role';
import { executor } from '$lib/server/execute';
import { program } from '$lib/server/host';
import { textFrom } from '$lib/server/http/form-text';
import { logs } from '$lib/server/log/tail';
import { partner } from '$lib/server/partner/partner';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, parent }) => {
	const { roles } = await parent();
	const incident = IncidentId.parse(params.id);
	const state = logs.of(program()).state(incident);
	const version = state?.versions.get(Number(params.number));
	if (!state || !version) error(404, 'report.absent');
	const views = await partner.of(program()).links.views(incident);
	return {
		version,
		isNewest: lastVersion(state.versions)?.number === version.number,
		due: state.reportDue && dueAfter(state.reportDue, version.moment),
		mayWithdraw: mayAs(roles, withdrawReport.allow) && version.withdrawn === null,
		command: newId(),
		links: [...state.shareLinks.values()].map((link) => ({ ...link, used: views.get(link.id) ?? null }))
	};
};

export const actions: Actions = {
	withdraw: async ({ request, params, locals: { person }, getClientAddress }) => {
		const incident = IncidentId.parse(params.id);
		if (!person) redirect(303, '/sign-in');
		const form = await request.formData();
		const id = CommandId.safeParse(textFrom(form, 'command')).data ?? CommandId.parse(newId());
		const input = { number: Number(params.number), why: textFrom(form, 'why') };
		const execute = executor.of(program());
		try {
			await execute.execute(incident, { id, type: withdrawReport.type, input }, execute.actorFor(person.id, incident), getClientAddress());
		} catch (refusal) {
			if (refusal instanceof Refusal) return fail(409, { code: refusal.code, details: { ...refusal.details }, why: input.why });
			throw refusal;
		}
		redirect(303, `/incidents/${incident}/report/${params.number}`);
	}
};
