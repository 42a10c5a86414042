import * as m from '$lib/messages';
import { INSTALLATION } from '$lib/domain/core/ids';
import { SYSTEM } from '$lib/domain/core/role';
import { auditGroupNames } from '$lib/domain/installation/audit';
import { wordsIn } from '$lib/i18n/words';
import { asAdministrator } from '$lib/server/out/api/installation-access';
import { AuditTrail } from '$lib/server/read/queries/audit';
import { BadCursor } from '$lib/server/read/queries/cursor';
import { error } from '@sveltejs/kit';
import { entriesOf, queryOf } from './audit.server';
import type { PageServerLoad } from './$types';

const ENTRIES_PER_PAGE = 50;
const FIELDS = ['person', 'group', 'incident', 'from', 'to'] as const;

/** Who did what, where and when: only for administrators. */
export const load: PageServerLoad = async (event) => {
	const { people } = asAdministrator(event);
	const { locals, url } = event;
	const { program, language } = locals;
	const words = wordsIn(language);
	const { lines, next } = await new AuditTrail(program.database.sql)
		.page(queryOf(url.searchParams), url.searchParams.get('after'), ENTRIES_PER_PAGE)
		.catch((refused: unknown) => {
			if (refused instanceof BadCursor) error(404);
			throw refused;
		});
	const entry = await entriesOf(program, words);
	const requested = Object.fromEntries(FIELDS.map((name) => [name, url.searchParams.get(name) ?? '']));
	const filter = new URLSearchParams(Object.entries(requested).filter(([, value]) => value !== ''));
	const everybody = await people.list();
	return {
		entries: lines.map(entry),
		requested: { person: '', group: '', incident: '', from: '', to: '', ...requested },
		filter: filter.toString(),
		next: next && new URLSearchParams([...filter, ['after', next]]).toString(),
		isFirst: !url.searchParams.has('after'),
		groups: auditGroupNames,
		people: [
			...everybody.map(({ id, name }) => ({ value: id, label: name })),
			{ value: SYSTEM.id, label: words.t(m.audit.program) }
		],
		incidents: [
			{ value: INSTALLATION, label: words.t(m.audit.installation) },
			...program.logs.incidents().flatMap((id) => {
				const incident = program.logs.state(id)?.incident;
				return incident ? [{ value: id, label: incident.title }] : [];
			})
		]
	};
};
