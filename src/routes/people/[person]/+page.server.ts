import { error } from '@sveltejs/kit';
import { CommandId, INSTALLATION, momentOf, PersonId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { approvesFrom, confirmReset } from '$lib/domain/installation/account-reset';
import { formProblem } from '$lib/server/accounts/form-problem';
import { readGrants, rolesIn } from '$lib/server/accounts/read-grants';
import { action } from '$lib/server/api/action';
import { asAdministrator } from '$lib/server/api/installation-access';
import { factorAsked } from '$lib/server/api/factor-in-form';
import { textFrom } from '$lib/server/http/form-text';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	const { people, sessions, by } = asAdministrator(event);
	const found = (await people.list()).find(({ id }) => id === event.params.person);
	if (!found) error(404);
	const { id, name, email, grants, suspended, exerciseOnly } = found;
	const list = await sessions.list(found.id);
	const reset = people.executor.logs.installation.people.get(id)?.reset ?? null;
	const from = approvesFrom(reset);
	const names = await people.names();
	const { factors, signIn } = event.locals.program.accounts;
	const { totp, passkeys, recovery } = await factors.of(found.id);
	return {
		/** Whether a link to choose a password leads anywhere: not for who signs in at their organisation alone. */
		hasPassword: signIn.mayUsePassword(email),
		/** What an administrator opened again for them, as long as that holds back their approvals. */
		resting:
			reset && from && from > momentOf(Date.now())
				? {
						by: names.get(reset.by)?.name ?? null,
						at: reset.at,
						from,
						mine: reset.by === by.actor.id || id === by.actor.id
					}
				: null,
		/** Their second factors: how many, never which. */
		factors: { app: totp !== null, passkeys: passkeys.length, left: recovery.left },
		/** What a reset asks beside the button. */
		factor: await factorAsked(by.actor, event.locals),
		shown: { id, name, email, grants, suspended, exerciseOnly },
		sessions: list.map(({ id, began, address, userAgent }) => ({ id, began: began.toISOString(), address, userAgent }))
	};
};

/** An administrator, and the person in the address. */
function access(event: RequestEvent) {
	const at = asAdministrator(event);
	const person = PersonId.safeParse(event.params.person).data;
	if (!person) error(404);
	return { at, person };
}

type Work = (
	at: ReturnType<typeof asAdministrator>,
	person: PersonId,
	form: FormData
) => Promise<{ address: string; until: string } | null>;

/** Runs an action on this person; a problem, or the link to pass on, is shown above. */
const doing = (work: Work) =>
	action(
		access,
		async ({ at, person, form }) => ({ problem: null, link: await work(at, person, form) }),
		(refused) => ({ problem: formProblem(refused), link: null })
	);

export const actions: Actions = {
	/**
	 * The roles in all incidents that were ticked or unticked; what another administrator changed since the page was
	 * shown is kept.
	 */
	roles: doing(async (at, person, form) => {
		const [shown, ticked] = [rolesIn(form, 'shown'), rolesIn(form, 'role')];
		// The one that can be refused comes first, so that a refusal changes nothing.
		const taken = shown
			.filter((role) => !ticked.includes(role))
			.sort((a, b) => Number(b === 'administrator') - Number(a === 'administrator'));
		for (const role of taken) await at.people.revoke(person, { role, incident: null }, at.by);
		for (const role of ticked)
			if (!shown.includes(role)) await at.people.grant(person, { role, incident: null }, at.by);
		return null;
	}),
	give: doing(async (at, person, form) => {
		for (const grant of readGrants(form)) await at.people.grant(person, grant, at.by);
		return null;
	}),
	take: doing(async (at, person, form) => {
		for (const grant of readGrants(form)) await at.people.revoke(person, grant, at.by);
		return null;
	}),
	suspend: doing(async (at, person, form) => {
		await at.people.suspend(person, textFrom(form, 'suspended') === 'yes', at.by);
		return null;
	}),
	confirm: doing(async (at, person) => {
		const command = { id: CommandId.parse(newId()), ...confirmReset({ person }), device: at.by.device ?? null };
		await at.people.executor.execute(INSTALLATION, command, at.by.actor, at.by.origin);
		return null;
	}),
	reset: doing(async (at, person) => at.linkFor(await at.people.resetPassword(person, at.by))),
	resetFactors: doing(async (at, person) => {
		await at.factors.reset(person, at.by);
		return null;
	}),
	endAll: doing(async (at, person) => {
		await at.people.endSessions(person, at.by);
		return null;
	})
};
