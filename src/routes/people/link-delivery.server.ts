import type { PersonId } from '$lib/domain/core/ids';
import type { Actor } from '$lib/domain/core/role';
import { otherAdministrators } from '$lib/server/people/accounts/eyes-view';
import type { People } from '$lib/server/people/accounts/people';
import { textFrom } from '$lib/server/platform/http/form-text';
import type { LinkDelivery } from './link-delivery';

/** What the available ways to hand over a link depend on. */
export function linkDeliveryOptions(
	people: People,
	reader: Actor,
	names: ReadonlyMap<PersonId, { readonly name: string }>
) {
	const { installation } = people.executor.logs;
	return {
		mails: people.send !== null,
		domains: (installation.installation?.mailDomains ?? []).map(({ domain }) => domain),
		administrators: otherAdministrators(installation, reader).flatMap((id) => names.get(id)?.name ?? [])
	};
}

/** The way that was chosen; the link is shown unless it was to be mailed. */
export function linkDeliveryIn(form: FormData): LinkDelivery {
	const chosen = textFrom(form, 'handing');
	return chosen === 'mailed' || chosen === 'second' ? chosen : 'shown';
}
