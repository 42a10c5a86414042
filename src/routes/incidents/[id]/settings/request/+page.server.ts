import { error } from '@sveltejs/kit';
import { AuthorNumber, CommandId, momentOf, type IncidentId, type Moment } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { isAllowed } from '$lib/domain/core/policy';
import { Refusal } from '$lib/domain/core/refusal';
import type { ReadState } from '$lib/domain/core/state';
import { forgetPerson, lookUpPerson } from '$lib/domain/incident/person-request';
import type { Incident } from '$lib/domain/incident/incident';
import { isMasked } from '$lib/domain/incident/masking';
import { retentionEndsAt } from '$lib/domain/incident/retention';
import type { RetentionTerm } from '$lib/domain/installation/installation';
import { wordsIn } from '$lib/i18n/words';
import { formProblem } from '$lib/server/people/accounts/form-problem';
import { action } from '$lib/server/out/api/action';
import { textFrom } from '$lib/server/platform/http/form-text';
import { forgetSenders } from '$lib/server/records/retention/forget-senders';
import { dataAboutSender, type DataAboutSender } from '$lib/server/records/retention/data-about-sender';
import { requestLetter } from '$lib/server/records/retention/request-letter';
import type { Program } from '$lib/server/program';
import { deskOf, deskOfAction } from '../../at-desk.server';
import type { Actions, PageServerLoad } from './$types';

/** Only for a coordinator: the data about a person who requests them. */
export const load: PageServerLoad = ({ params, locals, url }) => {
	const { actor, state } = deskOf(params, locals, url);
	if (!isAllowed(actor.roles, lookUpPerson.allow)) error(403, 'role.missing');
	return { isHeld: state.incident?.hold !== null };
};

/** When the remaining posts are masked automatically. */
function restOf(incident: Readonly<Incident>, term: RetentionTerm): Moment | 'gone' | null {
	if (isMasked(incident)) return 'gone';
	return incident.hold ? null : retentionEndsAt(incident, term);
}

/** The answer in both languages. The name goes back only to the form, never into an address or a log. */
function answer(
	{ logs, retention }: Program,
	state: ReadState,
	{ given, found, outcome }: { given: string; found: DataAboutSender; outcome: 'shown' | 'removed' },
	failed: unknown = null
) {
	const { incident } = state;
	const letter = {
		organisation: logs.installation.installation?.organisation ?? null,
		incident: incident?.title ?? '',
		now: momentOf(Date.now()),
		found,
		outcome,
		rest: incident && restOf(incident, retention.term)
	};
	return {
		problem: failed instanceof Refusal ? formProblem(failed) : null,
		isPart: failed !== null,
		given,
		outcome,
		found,
		letters: { nl: requestLetter(letter, wordsIn('nl')), en: requestLetter(letter, wordsIn('en')) }
	};
}

const failed = (refused: unknown, { form }: { form: FormData }) => ({
	problem: formProblem(refused),
	isPart: false,
	given: textFrom(form, 'given'),
	outcome: null,
	found: null,
	letters: null
});
const dataAboutNamed = (program: Program, incident: IncidentId, form: FormData) =>
	dataAboutSender(program.database.sql, incident, textFrom(form, 'given').slice(0, 200));

export const actions: Actions = {
	look: action(
		deskOfAction,
		async ({ id, state, actor, execute, origin, form, program }) => {
			if (!isAllowed(actor.roles, lookUpPerson.allow)) throw new Refusal('role.missing');
			const found = await dataAboutNamed(program, id, form);
			const authors = found.senders.map(({ number }) => number);
			const command = lookUpPerson({ authors, why: textFrom(form, 'why') });
			await execute.execute(id, { id: CommandId.parse(newId()), ...command }, actor, origin);
			return answer(program, state, { given: textFrom(form, 'given'), found, outcome: 'shown' });
		},
		failed
	),
	remove: action(
		deskOfAction,
		async ({ id, state, actor, execute, origin, form, program }) => {
			const chosen = new Set(form.getAll('author').map((number) => AuthorNumber.safeParse(Number(number)).data));
			if (!isAllowed(actor.roles, forgetPerson.allow)) throw new Refusal('role.missing');
			const data = await dataAboutNamed(program, id, form);
			const senders = data.senders.filter(({ number }) => chosen.has(number));
			if (senders.length === 0) throw new Refusal('author.absent');
			const { done, failed } = await forgetSenders(senders, (author) => {
				const command = forgetPerson({ author, why: textFrom(form, 'why') });
				return execute.execute(id, { id: CommandId.parse(newId()), ...command }, actor, origin);
			});
			const found = { ...data, senders: done };
			return answer(program, state, { given: textFrom(form, 'given'), found, outcome: 'removed' }, failed);
		},
		failed
	)
};
