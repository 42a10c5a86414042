import { INSTALLATION, PreparedTextId } from '$lib/domain/core/ids';
import { IncidentKind } from '$lib/domain/incident/incident';
import { newId } from '$lib/domain/core/new-id';
import { isPreparedApproved, PreparedKind, draftPrepared } from '$lib/domain/prepared/prepared-text';
import { starterTexts } from '$lib/domain/prepared/starter-texts';
import { formProblem } from '$lib/server/people/accounts/form-problem';
import { action, commandIn } from '$lib/server/out/api/action';
import { asTextPreparer } from '$lib/server/out/api/installation-access';
import { textFrom } from '$lib/server/platform/http/form-text';
import type { Actions, PageServerLoad } from './$types';

/** The texts of the crisis communication plan, and our own that are not in it yet. */
export const load: PageServerLoad = (event) => {
	asTextPreparer(event);
	const all = [...event.locals.program.logs.installation.prepared.values()].filter(({ retired }) => retired === null);
	return {
		texts: all.map(({ id, title, kind, incidents, wordings }) => ({
			id,
			title,
			kind,
			incidents,
			approved: wordings.filter(isPreparedApproved).length,
			channels: wordings.length
		})),
		starters: starterTexts.flatMap(({ title, kind, wordings }, nth) =>
			all.some((each) => each.title === title) ? [] : [{ nth, title, kind, text: wordings[0]?.text ?? '' }]
		)
	};
};

export const actions: Actions = {
	/** Adds one of ours, or a new one; this approves nothing. */
	add: action(
		asTextPreparer,
		async ({ actor, origin, form, program }) => {
			const starter = starterTexts[Number(textFrom(form, 'starter') || 'none')];
			const incidents = form.getAll('incident').flatMap((kind) => IncidentKind.safeParse(kind).data ?? []);
			const own = {
				title: textFrom(form, 'title'),
				kind: PreparedKind.safeParse(textFrom(form, 'kind')).data ?? ('holding' as const),
				incidents,
				wordings: [{ channel: 'website' as const, text: textFrom(form, 'words').replaceAll('\r\n', '\n') }]
			};
			const { title, kind, wordings } = starter ?? own;
			const input = {
				id: PreparedTextId.parse(newId()),
				title,
				kind,
				incidents: [...(starter ?? own).incidents],
				wordings: [...wordings]
			};
			await program.executor.execute(
				INSTALLATION,
				{ id: commandIn(form), type: draftPrepared.type, input },
				actor,
				origin
			);
			return { title: '', words: '', added: title, problem: null };
		},
		(refused, { form }) => ({
			title: textFrom(form, 'title'),
			words: textFrom(form, 'words'),
			added: null,
			problem: formProblem(refused)
		})
	)
};
