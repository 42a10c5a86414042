import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { CommandId, IncidentId, momentOf } from '$lib/domain/ids';
import { Refusal } from '$lib/domain/refusal';
import { lastVersion, releaseReport, type ReportSection } from '$lib/domain/report';
import { isValid } from '$lib/domain/share-link';
import { mayAs } from '$lib/domain/role';
import { executor } from '$lib/server/execute';
import { program } from '$lib/server/host';
import { textFrom } from '$lib/server/http/form-text';
import { logs } from '$lib/server/log/tail';
import { newId } from '$lib/domain/new-id';
import { findableQuotes } from '$lib/server/report/quotes';
import { reports } from '$lib/server/report/reports';
import { newsSince } from '$lib/report/news';
import type { Actions, PageServerLoad } from './$types';

/** What is released is what this page shows: one place and one moment, which the form carries along. */
export const load: PageServerLoad = async ({ params, parent }) => {
	const { roles } = await parent();
	const incident = IncidentId.parse(params.id);
	const service = reports.of(program());
	const state = logs.of(program()).state(incident);
	const rendered = await service.at(incident, service.head(incident), service.now(incident));
	const { frame, report } = service.told(incident, rendered);
	const previous = lastVersion(state?.versions ?? new Map<number, never>());
	const before = previous && (await service.content(incident, previous.number));
	const links = [...(state?.shareLinks.values() ?? [])];
	const open = links.filter((link) => isValid(link, momentOf(Date.now())));
	const old = (section: ReportSection): boolean =>
		previous !== null && (state?.reportTexts.get(section)?.seq ?? Infinity) <= previous.place;
	return {
		command: newId(),
		frame,
		now: service.now(incident),
		mayRelease: mayAs(roles, releaseReport.allow),
		closed: state?.incident?.phase === 'closed',
		outages: report.basis.outages.filter(({ to }) => to === null).map(({ source }) => source),
		hasReading: report.reading.text !== null,
		findable: state ? await findableQuotes(service.sql, incident, state, idsOf(report.meaning.quotes)) : 0,
		old: (['brief', 'counterSignals', 'reading'] as const).filter((section) => old(section)),
		links: { open: open.map(({ label }) => label), closed: links.length - open.length },
		previous: previous?.number ?? null,
		changes: before ? newsSince(before, report) : []
	};
};

const idsOf = <Id>(rows: readonly { readonly id: Id }[]): Id[] => rows.map(({ id }) => id);

const Shown = z.object({ number: z.coerce.number(), place: z.coerce.number(), moment: z.string(), checksum: z.string() });

export const actions: Actions = {
	default: async ({ request, params, locals: { person }, getClientAddress }) => {
		const incident = IncidentId.parse(params.id);
		if (!person) redirect(303, '/sign-in');
		const form = await request.formData();
		const shown = Shown.parse(Object.fromEntries(Object.keys(Shown.shape).map((name) => [name, textFrom(form, name)])));
		const id = CommandId.safeParse(textFrom(form, 'command')).data ?? CommandId.parse(newId());
		const execute = executor.of(program());
		try {
			await execute.execute(
				incident,
				{ id, type: releaseReport.type, input: shown },
				execute.actorFor(person.id, incident),
				getClientAddress()
			);
		} catch (error) {
			if (error instanceof Refusal) return fail(409, { code: error.code, details: { ...error.details } });
			throw error;
		}
		redirect(303, `/incidents/${incident}/report/${shown.number}`);
	}
};
