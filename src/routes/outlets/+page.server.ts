import { OutletId } from '$lib/domain/core/ids';
import { Network } from '$lib/domain/official-text/posting';
import { formProblem } from '$lib/server/people/accounts/form-problem';
import { action, field } from '$lib/server/out/api/action';
import { asTokenManager } from '$lib/server/out/api/installation-access';
import { textFrom } from '$lib/server/platform/http/form-text';
import { NetworkError } from '$lib/server/out/official-text/networks/network';
import { ServerRefused } from '$lib/server/out/official-text/outlets';
import type { Actions, PageServerLoad } from './$types';

/**
 * The roles that manage API tokens also manage these accounts: coordinators and administrators. Their secrets are never
 * sent here.
 */
export const load: PageServerLoad = (event) => {
	asTokenManager(event);
	return {
		outlets: event.locals.program.outlets.all().map(({ id, network, server, name, connected }) => ({
			id,
			network,
			host: new URL(server).host,
			name,
			since: connected.at
		}))
	};
};

/** Errors of the network itself, which no command refuses. */
const troubleOf = (error: unknown): 'server' | 'revoked' | 'unreachable' | null => {
	if (error instanceof ServerRefused) return 'server';
	if (!(error instanceof NetworkError)) return null;
	return error.trouble === 'revoked' || error.trouble === 'refused' ? 'revoked' : 'unreachable';
};

/** The input, so that the form can show it again; never the secret. */
const typedIn = (form: FormData) => ({
	network: Network.safeParse(textFrom(form, 'network')).data ?? ('mastodon' as const),
	server: textFrom(form, 'server'),
	identifier: textFrom(form, 'identifier')
});

export const actions: Actions = {
	connect: action(
		asTokenManager,
		async ({ by, form, program }) => {
			const typed = typedIn(form);
			const connected = await program.outlets.connect({ ...typed, secret: textFrom(form, 'secret') }, by);
			return { network: typed.network, server: '', identifier: '', trouble: null, problem: null, connected };
		},
		(refused, { form }) => {
			const trouble = troubleOf(refused);
			return { ...typedIn(form), trouble, problem: trouble ? null : formProblem(refused), connected: null };
		}
	),
	disconnect: action(
		asTokenManager,
		async ({ by, form, program }) => {
			await program.outlets.disconnect(field(form, 'outlet', OutletId), by);
			return { ...typedIn(form), trouble: null, problem: null, connected: null };
		},
		(refused, { form }) => ({ ...typedIn(form), trouble: null, problem: formProblem(refused), connected: null })
	)
};
