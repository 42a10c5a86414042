import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { IncidentId, momentOf } from '$lib/domain/core/ids';
import { previousVersion, releaseReport, unconfirmedTexts } from '$lib/domain/report/version';
import { haveFiguresChanged, keptNumbers, unknownNumbers } from '$lib/domain/report/report-counts';
import { confirmReportText } from '$lib/domain/report/report-text';
import { isValid, reportLinks } from '$lib/domain/report/share-link';
import { isAllowed } from '$lib/domain/core/policy';
import { action, commandIn, field, refusalOf } from '$lib/server/out/api/action';
import { factorPrompt } from '$lib/server/out/api/factor-in-form';
import { textFrom } from '$lib/server/platform/http/form-text';
import { newId } from '$lib/domain/core/new-id';
import { findableQuotes } from '$lib/server/read/report/collect/quotes';
import { newsSince } from '$lib/report/news';
import { flowOf } from '$lib/report/write/flow';
import { writeReport } from '$lib/report/write/write-report';
import { wordsIn } from '$lib/i18n/words';
import { scriptsWithoutFont } from '$lib/server/read/report/export/pdf-signs';
import { deskOf, deskOfAction } from '../../at-desk.server';
import type { Actions, PageServerLoad } from './$types';

/** The page shows exactly what will be released: one log position and one moment, which the form carries along. */
export const load: PageServerLoad = async ({ params, parent, locals, url }) => {
	const { program } = locals;
	const { roles } = (await parent()).reader;
	const incident = IncidentId.parse(params.id);
	const service = program.reports;
	const state = program.logs.state(incident);
	const rendered = await service.at(incident, service.head(incident), service.now(incident));
	const { frame, report } = service.draftView(incident, rendered);
	const previous = previousVersion(state?.versions ?? new Map<number, never>());
	const before = previous && (await service.content(incident, previous.number));
	const links = state ? reportLinks(state) : [];
	const open = links.filter((link) => isValid(link, momentOf(Date.now())));
	return {
		command: newId(),
		/** What releasing asks beside the button. */
		factor: await factorPrompt(deskOf(params, locals, url).actor, locals),
		frame,
		now: service.now(incident),
		mayRelease: isAllowed(roles, releaseReport.allow),
		closed: state?.incident?.phase === 'closed',
		outages: report.basis.outages.filter(({ to }) => to === null).map(({ source }) => source),
		hasReading: report.reading.text !== null,
		/** Scripts that the PDF shows by name only. */
		scripts: scriptsWithoutFont(
			JSON.stringify(flowOf(writeReport(report, { ...frame, released: null }, wordsIn(locals.language)), null)),
			locals.language
		),
		findable: state ? await findableQuotes(service.sql, incident, state, idsOf(report.meaning.quotes)) : 0,
		/** Each with the number of the text that the page shows, and its figures of then and now. */
		unconfirmed: state
			? unconfirmedTexts(state).map((section) => {
					const { seq = 0, text = '' } = state.reportTexts.get(section) ?? {};
					return { section, over: seq, text, numbers: before ? keptNumbers(text, before, report) : [] };
				})
			: [],
		links: { open: open.map(({ label }) => label), closed: links.length - open.length },
		previous: previous?.number ?? null,
		changes: before ? newsSince(before, report) : [],
		figuresChanged: before !== null && haveFiguresChanged(before, report),
		/** Sentences with numbers that the report has nowhere. */
		unknown: unknownNumbers(report)
	};
};

const idsOf = <Id>(rows: readonly { readonly id: Id }[]): Id[] => rows.map(({ id }) => id);

export const actions: Actions = {
	release: action(
		deskOfAction,
		async ({ id, actor, origin, execute, form }) => {
			const shown = {
				number: field(form, 'number', z.coerce.number()),
				position: field(form, 'position', z.coerce.number()),
				moment: textFrom(form, 'moment'),
				checksum: textFrom(form, 'checksum')
			};
			await execute.execute(id, { id: commandIn(form), type: releaseReport.type, input: shown }, actor, origin);
			redirect(303, `/incidents/${id}/report/${shown.number}`);
		},
		refusalOf
	),
	confirm: action(
		deskOfAction,
		async ({ id, actor, origin, execute, form }) => {
			const input = { section: textFrom(form, 'section'), over: field(form, 'over', z.coerce.number()) };
			await execute.execute(id, { id: commandIn(form), type: confirmReportText.type, input }, actor, origin);
			redirect(303, `/incidents/${id}/report/release`);
		},
		refusalOf
	)
};
