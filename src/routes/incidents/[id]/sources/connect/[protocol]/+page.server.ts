import { error, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { Protocol, protocolKind } from '$lib/domain/posts/connections/protocols';
import { action, refusalOf } from '$lib/server/out/api/action';
import { textFrom } from '$lib/server/platform/http/form-text';
import { ConnectionRefused } from '$lib/server/ingest/connections/connect';
import { deskOf, deskOfAction } from '../../../at-desk.server';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** Euros as people type them: `0,005` and `1.000,00` too. */
const Euros = z
	.string()
	.transform((typed) => typed.replace(/[€\s]/g, ''))
	.transform((typed) => (typed.includes(',') ? typed.replaceAll('.', '').replace(',', '.') : typed))
	.transform((typed) => (typed === '' ? Number.NaN : Number(typed)))
	.refine((euros) => Number.isFinite(euros) && euros >= 0 && euros <= 1_000_000);

export const load: PageServerLoad = ({ params, locals, url }) => {
	deskOf(params, locals, url);
	const protocol = Protocol.safeParse(params.protocol);
	if (!protocol.success) error(404);
	return { protocol: protocol.data, known: locals.program.connecting.known(protocol.data) };
};

/** The input, so that the form can show it again; never the key. */
const typedIn = (form: FormData, protocol: Protocol) => ({
	name: textFrom(form, 'name'),
	address: textFrom(form, 'address') || (protocolKind(protocol).address ?? ''),
	perPost: textFrom(form, 'perPost'),
	maxPerMonth: textFrom(form, 'maxPerMonth')
});

/** A person at the desk of the incident, and a known protocol. */
function access(event: RequestEvent) {
	const desk = deskOfAction(event);
	const protocol = Protocol.safeParse(event.params.protocol).data;
	if (!protocol) error(404);
	return { ...desk, protocol };
}

export const actions: Actions = {
	/** Tests it, and connects it to the installation when it is new, and to this incident. */
	default: action(
		access,
		async ({ id, person, origin, protocol, form, program }) => {
			const { name, address, perPost: price, maxPerMonth: highest } = typedIn(form, protocol);
			const [perPost, maxPerMonth] = [Euros.safeParse(price).data, Euros.safeParse(highest).data];
			const budget = protocolKind(protocol).isPaid ? budgetOf(perPost, maxPerMonth) : null;
			const connection = { protocol, name, address, credential: textFrom(form, 'key') || null, budget };
			await program.connecting.connect(id, connection, { person: person.id, origin });
			redirect(303, `/incidents/${id}/sources`);
		},
		(refused, { protocol, form }) => ({ ...typedIn(form, protocol), ...wrongOf(refused) })
	)
};

class PriceMissing extends Error {
	override readonly name = 'PriceMissing';
}
/** In cents. @throws PriceMissing */
function budgetOf(
	perPost: number | undefined,
	maxPerMonth: number | undefined
): { perPost: number; maxPerMonth: number } {
	if (perPost === undefined || maxPerMonth === undefined) throw new PriceMissing();
	return { perPost: perPost * 100, maxPerMonth: Math.round(maxPerMonth * 100) };
}
function wrongOf(refused: unknown): { code: string; status: number | null } {
	if (refused instanceof PriceMissing) return { code: 'price', status: null };
	if (refused instanceof ConnectionRefused) return { code: refused.code, status: refused.status };
	return { code: refusalOf(refused).code, status: null };
}
