import { error } from '@sveltejs/kit';
import { IncidentId } from '$lib/domain/core/ids';
import { lastVersion, previousVersion, type ReportVersion } from '$lib/domain/report/version';
import type { Report } from '$lib/domain/report/content';
import { frameOf, type ReportFrame } from '$lib/report/write/write-report';
import type { Reports } from '$lib/server/read/report/reports';
import type { PageServerLoad } from './$types';

/** One of the two reports; `number` is null for the current draft. */
interface Side {
	readonly number: number | null;
	readonly report: Report;
	readonly frame: ReportFrame;
}

/**
 * Two versions, or a version and the draft: `from` and `to` are numbers, `to=draft` the draft. Default: the last
 * one that was not withdrawn, and the draft.
 */
export const load: PageServerLoad = async ({ params, parent, url, locals: { program } }) => {
	await parent(); // redirects anyone who may not be here
	const incident = IncidentId.parse(params.id);
	const service = program.reports;
	const versions = program.logs.state(incident)?.versions ?? new Map<number, ReportVersion>();
	const last = previousVersion(versions) ?? lastVersion(versions);
	const query = { from: url.searchParams.get('from'), to: url.searchParams.get('to') };
	const from = last && (query.from === null ? last : versions.get(Number(query.from)));
	const to = query.to === null || query.to === 'draft' ? null : versions.get(Number(query.to));
	if (last && (!from || to === undefined)) error(404, 'report.absent');
	return {
		versions: [...versions.values()]
			.map(({ number, withdrawn }) => ({ number, isWithdrawn: withdrawn !== null }))
			.sort((a, b) => b.number - a.number),
		before: from ? await sideOf(service, incident, from) : null,
		after: to ? await sideOf(service, incident, to) : await draftSide(service, incident)
	};
};

async function sideOf(service: Reports, incident: IncidentId, version: ReportVersion): Promise<Side> {
	const report = await service.content(incident, version.number);
	if (!report) error(404, 'report.absent');
	return { number: version.number, report, frame: { ...frameOf(version), released: null } };
}
async function draftSide(service: Reports, incident: IncidentId): Promise<Side> {
	const { report, frame } = service.draftView(incident, await service.draft(incident));
	return { number: null, report, frame: { ...frame, released: null } };
}
