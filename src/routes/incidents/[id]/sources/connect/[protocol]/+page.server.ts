import { error, fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { askedFor, Protocol } from '$lib/domain/connection';
import { IncidentId } from '$lib/domain/ids';
import { program } from '$lib/server/host';
import { textFrom } from '$lib/server/http/form-text';
import { connections, ConnectionRefused } from '$lib/server/ingest/connecting';
import { Refusal } from '$lib/domain/refusal';
import type { Actions, PageServerLoad } from './$types';

/** Each has a page of its own; a feed is connected on the page of the sources. */
const Connectable = Protocol.exclude(['feed']);

/** Euros as people type them: `0,005` and `1.000,00` too. */
const Euros = z
	.string()
	.transform((typed) => typed.replace(/[€\s]/g, ''))
	.transform((typed) => (typed.includes(',') ? typed.replaceAll('.', '').replace(',', '.') : typed))
	.transform((typed) => (typed === '' ? Number.NaN : Number(typed)))
	.refine((euros) => Number.isFinite(euros) && euros >= 0 && euros <= 1_000_000);

export const load: PageServerLoad = ({ params }) => {
	const protocol = Connectable.safeParse(params.protocol);
	if (!protocol.success) error(404);
	const { address, key, paid } = askedFor[protocol.data];
	return { protocol: protocol.data, address, key, paid, known: connections(program()).known(protocol.data) };
};

export const actions: Actions = {
	/** Tries it, and connects it to the installation when it is new, and to this incident. */
	async default({ request, params, locals: { person }, getClientAddress }) {
		const protocol = Connectable.safeParse(params.protocol);
		const incident = IncidentId.safeParse(params.id);
		if (!person || !protocol.success || !incident.success) error(404);
		const form = await request.formData();
		const asking = askedFor[protocol.data];
		const typed = {
			name: textFrom(form, 'name'),
			address: textFrom(form, 'address') || (asking.address ?? ''),
			perPost: textFrom(form, 'perPost'),
			most: textFrom(form, 'most')
		};
		const wrong = (code: string, status: number | null = null) => fail(422, { ...typed, code, status });
		const credential = textFrom(form, 'key') || null;
		const [perPost, most] = [Euros.safeParse(typed.perPost), Euros.safeParse(typed.most)];
		if (asking.paid && !(perPost.success && most.success)) return wrong('price');
		const budget =
			asking.paid && perPost.success && most.success ? { perPost: perPost.data * 100, most: Math.round(most.data * 100) } : null;
		const asked = { protocol: protocol.data, name: typed.name, address: typed.address, credential, budget };
		try {
			await connections(program()).connect(incident.data, asked, { person: person.id, origin: getClientAddress() });
		} catch (failure) {
			if (failure instanceof ConnectionRefused) return wrong(failure.code, failure.status);
			if (failure instanceof Refusal) return wrong(failure.code);
			throw failure;
		}
		redirect(303, `/incidents/${incident.data}/sources`);
	}
};
