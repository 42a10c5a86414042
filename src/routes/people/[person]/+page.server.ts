import { error } from '@sveltejs/kit';
import { CommandId, INSTALLATION, PersonId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { confirmPerson, distinguishAccounts, linkAccounts, requestUnlink } from '$lib/domain/installation/account-eyes';
import { accountEyes } from '$lib/server/people/accounts/eyes-view';
import { formProblem } from '$lib/server/people/accounts/form-problem';
import { readGrants, rolesIn } from '$lib/server/people/accounts/read-grants';
import { action, field } from '$lib/server/out/api/action';
import { asAdministrator } from '$lib/server/out/api/installation-access';
import { factorPrompt } from '$lib/server/out/api/factor-in-form';
import { textFrom } from '$lib/server/platform/http/form-text';
import { nobody } from '../link-delivery';
import { linkDeliveryIn, linkDeliveryOptions } from '../link-delivery.server';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	const { people, sessions, by } = asAdministrator(event);
	const list = await people.list();
	const found = list.find(({ id }) => id === event.params.person);
	if (!found) error(404);
	const { id, name, email, grants, suspended, exerciseOnly } = found;
	const open = await sessions.list(found.id);
	const { installation } = people.executor.logs;
	const names = await people.names();
	const { factors, signIn } = event.locals.program.accounts;
	const { totp, passkeys, recovery } = await factors.of(found.id);
	return {
		/** Whether a link to choose a password leads anywhere: not for people who sign in only at their organisation. */
		hasPassword: signIn.mayUsePassword(email),
		/** Who opened the account, and who counts with its person. */
		eyes: accountEyes(installation, id, by.actor, names),
		handing: linkDeliveryOptions(people, by.actor, names),
		/** Accounts that may be of the same person. */
		others: list
			.filter(
				(other) => other.id !== id && !other.exerciseOnly && !installation.people.get(id)?.same.includes(other.id)
			)
			.map(({ id, name }) => ({ id, name })),
		/** Their second factors: how many, never which. */
		factors: { app: totp !== null, passkeys: passkeys.length, left: recovery.left },
		/** What a reset asks beside the button. */
		factor: await factorPrompt(by.actor, event.locals),
		shown: { id, name, email, grants, suspended, exerciseOnly },
		sessions: open.map(({ id, began, address, userAgent }) => ({ id, began: began.toISOString(), address, userAgent }))
	};
};

/** An administrator, and the person in the address. */
function access(event: RequestEvent) {
	const at = asAdministrator(event);
	const person = PersonId.safeParse(event.params.person).data;
	if (!person) error(404);
	return { at, person };
}

type PersonChange = (
	at: ReturnType<typeof asAdministrator>,
	person: PersonId,
	form: FormData
) => Promise<typeof nobody | null>;

/** Runs an action on this person; a problem, or the link to pass on, is shown above. */
const doing = (work: PersonChange) =>
	action(
		access,
		async ({ at, person, form }) => ({ problem: null, ...((await work(at, person, form)) ?? nobody) }),
		(refused) => ({ problem: formProblem(refused), ...nobody })
	);

/** Sends one command about this person. */
const deciding = (make: (person: PersonId, form: FormData) => { type: string; input: unknown }) =>
	doing(async ({ people, by }, person, form) => {
		const command = { id: CommandId.parse(newId()), ...make(person, form), device: by.device ?? null };
		await people.executor.execute(INSTALLATION, command, by.actor, by.origin);
		return null;
	});
const otherIn = (form: FormData): PersonId => field(form, 'other', PersonId);

export const actions: Actions = {
	/**
	 * The roles in all incidents that were ticked or unticked; what another administrator changed since the page was
	 * shown is kept.
	 */
	roles: doing(async (at, person, form) => {
		const [shown, ticked] = [rolesIn(form, 'shown'), rolesIn(form, 'role')];
		// The one that can be refused comes first, so that a refusal changes nothing.
		const unticked = shown
			.filter((role) => !ticked.includes(role))
			.sort((a, b) => Number(b === 'administrator') - Number(a === 'administrator'));
		for (const role of unticked) await at.people.revoke(person, { role, incident: null }, at.by);
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
	confirm: deciding((person) => confirmPerson({ person })),
	link: deciding((person, form) => linkAccounts({ person, other: otherIn(form) })),
	requestUnlink: deciding((person, form) => requestUnlink({ person, other: otherIn(form) })),
	distinguish: deciding((person, form) => distinguishAccounts({ person, other: otherIn(form) })),
	reset: doing(async ({ people, by, linkFor }, person, form) => {
		const delivery = linkDeliveryIn(form);
		if (delivery !== 'mailed') return { link: linkFor(await people.resetPassword(person, by)), handed: delivery };
		await people.mailLink(person, by);
		return { link: null, handed: delivery };
	}),
	resetFactors: doing(async (at, person) => {
		await at.factors.reset(person, at.by);
		return null;
	}),
	endAll: doing(async (at, person) => {
		await at.people.endSessions(person, at.by);
		return null;
	})
};
