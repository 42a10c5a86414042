import { error } from '@sveltejs/kit';
import { archiveDescriptionOf, describeArchive } from '$lib/domain/archive/description';
import { CommandId, momentOf } from '$lib/domain/core/ids';
import {
	closeIncident,
	describeIncident,
	Incident,
	Phase,
	prolongIncident,
	reopenIncident,
	setFeeds,
	setNeighbourhoods,
	setPhase
} from '$lib/domain/incident/incident';
import { endHold, holdIncident } from '$lib/domain/incident/legal-hold';
import { confirmRedaction, declineRedaction, redactLog } from '$lib/domain/incident/redaction';
import { haveOtherEyes } from '$lib/domain/core/eyes';
import { eyesIn } from '$lib/domain/installation/account-ways';
import { neighbourhoodsText, readNeighbourhoods } from '$lib/domain/installation/neighbourhoods';
import { newId } from '$lib/domain/core/new-id';
import { lookUpPerson } from '$lib/domain/incident/person-request';
import { isMasked, retentionWarning } from '$lib/domain/incident/masking';
import { retentionEndsAt } from '$lib/domain/incident/retention';
import { isAllowed } from '$lib/domain/core/policy';
import { openCalls } from '$lib/domain/stories/story';
import { isValid, reportLinks } from '$lib/domain/report/share-link';
import { formProblem } from '$lib/server/people/accounts/form-problem';
import { action } from '$lib/server/out/api/action';
import { textFrom } from '$lib/server/platform/http/form-text';
import { openPoints } from '$lib/server/read/incidents/overview';
import { endOf } from '$lib/server/read/incidents/read-incident-form';
import { readNow } from '$lib/server/log/reading-context';
import { deskOf, deskOfAction } from '../at-desk.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url }) => {
	const { id, state, actor } = deskOf(params, locals, url);
	const { incident } = state;
	if (!incident) error(404, 'incident.absent');
	const wallNow = momentOf(Date.now());
	const { retention } = locals.program;
	const { installation } = locals.program.logs;
	const names = await locals.program.accounts.people.names();
	return {
		settings: {
			incident,
			closedBy: incident.closed ? (names.get(incident.closed.by)?.name ?? null) : null,
			mayChange: isAllowed(actor.roles, describeIncident.allow),
			mayClose: isAllowed(actor.roles, closeIncident.allow),
			mayHold: isAllowed(actor.roles, holdIncident.allow),
			retention: {
				days: retention.days,
				gone: await retention.waiting(id),
				until: retentionEndsAt(incident, retention.term),
				soon: retentionWarning(incident, retention.term, wallNow),
				isMasked: isMasked(incident),
				maySearch: isAllowed(actor.roles, lookUpPerson.allow),
				heldBy: incident.hold ? (names.get(incident.hold.by)?.name ?? null) : null
			},
			mayRedact: isAllowed(actor.roles, redactLog.allow),
			redactions: [...state.redactions.entries()].map(([request, { numbers, copies, why, by, at, eyes }]) => ({
				request,
				numbers,
				copies,
				why,
				at,
				by: names.get(by)?.name ?? null,
				mayConfirm: haveOtherEyes([{ by, eyes }], { ...actor, eyes: eyesIn(state, installation, actor.id, wallNow) })
			})),
			archive: {
				description: archiveDescriptionOf(state),
				mayDescribe: isAllowed(actor.roles, describeArchive.allow)
			},
			neighbourhoods: {
				text: neighbourhoodsText(incident.neighbourhoods),
				usual: incident.exercise
					? ''
					: neighbourhoodsText(locals.program.logs.installation.installation?.neighbourhoods ?? [])
			},
			feeds: {
				mayChange: isAllowed(actor.roles, setFeeds.allow),
				// A program cannot type a PIN.
				links: reportLinks(state)
					.filter((link) => !link.pin && isValid(link, wallNow))
					.map((link) => ({ id: link.id, label: link.label, base: `${locals.program.origin}/r/${link.id}` }))
			},
			ended: incident.expectedEnd < wallNow,
			now: wallNow,
			openCalls: openCalls(state).map(({ story }) => story),
			open: incident.closed ? [] : await openPoints(readNow(locals.program.database.sql, id, state), wallNow)
		}
	};
};

type Part = 'described' | 'phase' | 'end' | 'neighbourhoods' | 'feeds' | 'archive' | 'close' | 'hold' | 'redaction';

/** Handles the command of a form; a problem is shown beside that form. */
const sending = (
	part: Part,
	command: (form: FormData, incident: Readonly<Incident> | null) => { type: string; input: unknown }
) =>
	action(
		deskOfAction,
		async ({ id, state, actor, execute, origin, form }) => {
			await execute.execute(id, { id: CommandId.parse(newId()), ...command(form, state.incident) }, actor, origin);
			return { part, problem: null, typed: null };
		},
		(refused, { form }) => ({
			part,
			problem: formProblem(refused),
			typed: form.has('neighbourhoods') ? textFrom(form, 'neighbourhoods') : null
		})
	);

const archiveLines = [
	...(['caseNumber', 'classification', 'classificationCode', 'classificationScheme'] as const),
	...(['category', 'restrictionNote'] as const)
];
/** An empty field is nothing. */
const lineFrom = (form: FormData, name: string): string | null => {
	const line = textFrom(form, name).trim();
	return line === '' ? null : line;
};
const yearsFrom = (form: FormData, name: string): number | null => {
	const line = lineFrom(form, name);
	return line === null ? null : Number(line);
};

export const actions: Actions = {
	describe: sending('described', (form, incident) =>
		describeIncident({
			title: textFrom(form, 'title'),
			place: textFrom(form, 'place'),
			grip: Incident.shape.grip.safeParse(Number(textFrom(form, 'grip'))).data ?? incident?.grip ?? 0
		})
	),
	phase: sending('phase', (form) =>
		setPhase({ phase: Phase.exclude(['closed']).safeParse(textFrom(form, 'phase')).data ?? 'acute' })
	),
	prolong: sending('end', (form) => ({
		type: prolongIncident.type,
		input: { expectedEnd: endOf(textFrom(form, 'until'), momentOf(Date.now())), why: textFrom(form, 'why') }
	})),
	neighbourhoods: sending('neighbourhoods', (form) => ({
		type: setNeighbourhoods.type,
		input: { neighbourhoods: readNeighbourhoods(textFrom(form, 'neighbourhoods')) }
	})),
	feeds: sending('feeds', (form) => setFeeds({ feeds: textFrom(form, 'feeds') === 'open' })),
	archive: sending('archive', (form) => ({
		type: describeArchive.type,
		input: {
			...Object.fromEntries(archiveLines.map((name) => [name, lineFrom(form, name)])),
			keptYears: yearsFrom(form, 'keptYears'),
			restrictedYears: yearsFrom(form, 'restrictedYears'),
			restriction: textFrom(form, 'restriction'),
			language: textFrom(form, 'language')
		}
	})),
	close: sending('close', (form) => ({ type: closeIncident.type, input: { openCalls: form.getAll('openCalls') } })),
	reopen: sending('close', (form) => reopenIncident({ why: textFrom(form, 'why') })),
	hold: sending('hold', (form) => holdIncident({ why: textFrom(form, 'why') })),
	redact: sending('redaction', (form) => ({
		type: redactLog.type,
		input: { numbers: (textFrom(form, 'numbers').match(/\d+/g) ?? []).map(Number), why: textFrom(form, 'why') }
	})),
	confirmRedaction: sending('redaction', (form) => confirmRedaction({ request: Number(textFrom(form, 'request')) })),
	declineRedaction: sending('redaction', (form) =>
		declineRedaction({ request: Number(textFrom(form, 'request')), why: textFrom(form, 'why') })
	),
	endHold: sending('hold', (form) => endHold({ why: textFrom(form, 'why') }))
};
