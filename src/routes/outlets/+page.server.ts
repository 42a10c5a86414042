import { fail } from '@sveltejs/kit';
import { OutletId } from '$lib/domain/ids';
import { Network } from '$lib/domain/posting';
import { formProblem } from '$lib/server/accounts/form-problem';
import { tokenKeeping } from '$lib/server/accounts/token-keeping';
import { program } from '$lib/server/host';
import { textFrom } from '$lib/server/http/form-text';
import { NetworkError } from '$lib/server/publish/network';
import { outlets, ServerRefused } from '$lib/server/publish/outlets';
import type { Actions, PageServerLoad } from './$types';

/** Whoever keeps the tokens of programs keeps these accounts: coordinators and administrators. What opens them never comes here. */
export const load: PageServerLoad = ({ locals: { person }, getClientAddress }) => {
	tokenKeeping(person, getClientAddress());
	return {
		outlets: outlets
			.of(program())
			.all()
			.map(({ id, network, server, name, connected }) => ({ id, network, host: new URL(server).host, name, since: connected.at }))
	};
};

/** What went wrong with the network itself, which no command refuses. */
const troubleOf = (error: unknown): 'server' | 'revoked' | 'unreachable' | null => {
	if (error instanceof ServerRefused) return 'server';
	if (!(error instanceof NetworkError)) return null;
	return error.trouble === 'revoked' || error.trouble === 'refused' ? 'revoked' : 'unreachable';
};

export const actions: Actions = {
	connect: async ({ locals: { person }, request, getClientAddress }) => {
		const { by } = tokenKeeping(person, getClientAddress());
		const form = await request.formData();
		const network = Network.safeParse(textFrom(form, 'network')).data ?? 'mastodon';
		const [server, identifier] = [textFrom(form, 'server'), textFrom(form, 'identifier')];
		const typed = { network, server, identifier, trouble: null, problem: null, connected: null };
		try {
			const connected = await outlets.of(program()).connect({ network, server, identifier, secret: textFrom(form, 'secret') }, by);
			return { ...typed, server: '', identifier: '', connected };
		} catch (error) {
			const trouble = troubleOf(error);
			return fail(400, trouble ? { ...typed, trouble } : { ...typed, problem: formProblem(error) });
		}
	},
	disconnect: async ({ locals: { person }, request, getClientAddress }) => {
		const { by } = tokenKeeping(person, getClientAddress());
		const none = { network: 'mastodon' as const, server: '', identifier: '', trouble: null, connected: null };
		try {
			await outlets.of(program()).disconnect(OutletId.parse(textFrom(await request.formData(), 'outlet')), by);
			return { ...none, problem: null };
		} catch (error) {
			return fail(400, { ...none, problem: formProblem(error) });
		}
	}
};
