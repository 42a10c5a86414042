import { IncidentId, Moment } from '$lib/domain/core/ids';
import { Refusal } from '$lib/domain/core/refusal';
import { lastVersion } from '$lib/domain/report/version';
import { momentAt } from '$lib/i18n/moments';
import type { PageServerLoad } from './$types';

/** The report as it would have been at a moment: `at` as a chart gives it, or `day` and `time` as the form does. */
export const load: PageServerLoad = async ({ params, parent, url, locals: { program } }) => {
	await parent(); // redirects anyone who may not be here
	const incident = IncidentId.parse(params.id);
	const service = program.reports;
	const now = service.now(incident);
	const typed = momentAt(url.searchParams.get('day') ?? '', url.searchParams.get('time') ?? '');
	const requested = Moment.safeParse(url.searchParams.get('at') ?? typed).data ?? null;
	if (requested === null || requested > now) {
		const problem = url.search === '' ? null : ('moment' as const);
		return { now, requested, shown: null, problem };
	}
	const position = await service.positionAt(incident, requested);
	const versions = [...(program.logs.state(incident)?.versions.values() ?? [])].filter(
		(version) => version.position <= position
	);
	try {
		const { checksum } = await service.at(incident, position, requested);
		const number = (lastVersion({ values: () => versions })?.number ?? 0) + 1;
		return { now, requested, shown: { position, moment: requested, checksum, number }, problem: null };
	} catch (fault) {
		if (fault instanceof Refusal) return { now, requested, shown: null, problem: 'before' as const };
		throw fault;
	}
};
