import { error, redirect } from '@sveltejs/kit';
import { IncidentId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { lastVersion, withdrawReport } from '$lib/domain/report/version';
import { dueInRhythm } from '$lib/domain/report/due';
import { isAllowed } from '$lib/domain/core/policy';
import { Extension } from '$lib/server/read/report/export/exports';
import { lcms } from '$lib/server/read/report/export/text';
import { action, commandIn, refusalOf } from '$lib/server/out/api/action';
import { textFrom } from '$lib/server/platform/http/form-text';
import { deskOfAction } from '../../at-desk.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, parent, depends, locals: { program, language } }) => {
	depends('report:version');
	const { roles } = (await parent()).reader;
	const incident = IncidentId.parse(params.id);
	const state = program.logs.state(incident);
	const version = state?.versions.get(Number(params.number));
	if (!state || !version) error(404, 'report.absent');
	const [links, file] = await Promise.all([
		program.partner.links.listed(incident),
		program.reportFiles.file({ incident, version, extension: lcms.extension, language })
	]);
	return {
		version,
		exports: Extension.options,
		lcms: file === null ? '' : new TextDecoder().decode(file.body).trim(),
		isNewest: lastVersion(state.versions)?.number === version.number,
		due: dueInRhythm(state, version.moment),
		mayWithdraw: isAllowed(roles, withdrawReport.allow) && version.withdrawn === null,
		command: newId(),
		links
	};
};

export const actions: Actions = {
	withdraw: action(
		deskOfAction,
		async ({ id, actor, origin, execute, event, form }) => {
			const input = { number: Number(event.params['number']), why: textFrom(form, 'why') };
			await execute.execute(id, { id: commandIn(form), type: withdrawReport.type, input }, actor, origin);
			redirect(303, `/incidents/${id}/report/${input.number}`);
		},
		(refused, { form }) => ({ ...refusalOf(refused), why: textFrom(form, 'why') })
	)
};
