import { fail, redirect } from '@sveltejs/kit';
import { action, refusalOf } from '$lib/server/out/api/action';
import { textFrom } from '$lib/server/platform/http/form-text';
import { BundleId } from '$lib/server/read/report/files/bundles';
import { Extension } from '$lib/server/read/report/export/exports';
import { deskOf, deskOfAction } from '../../at-desk.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url, depends }) => {
	depends('report:bundles');
	const { id, state, person } = deskOf(params, locals, url);
	const versions = [...state.versions.values()];
	return {
		kinds: versions.length > 0 ? Extension.options : [],
		count: { all: versions.length, standing: versions.filter(({ withdrawn }) => withdrawn === null).length },
		bundles: await locals.program.bundles.of(id, person.id)
	};
};

export const actions: Actions = {
	start: action(
		deskOfAction,
		async ({ id, state, person, event, form, program }) => {
			const chosen = form.getAll('form');
			const currentOnly = textFrom(form, 'which') === 'standing';
			const versions = [...state.versions.values()]
				.filter(({ withdrawn }) => !currentOnly || withdrawn === null)
				.sort((a, b) => a.number - b.number);
			const files = versions.flatMap((version) =>
				Extension.options.flatMap((extension) => (chosen.includes(extension) ? [{ version, extension }] : []))
			);
			if (files.length === 0) return fail(400, { wrong: 'form' as const });
			await program.bundles.start(id, person.id, { files, language: event.locals.language });
			redirect(303, event.url.pathname);
		},
		refusalOf
	),
	stop: action(
		deskOfAction,
		async ({ id, person, event, form, program }) => {
			const bundle = BundleId.safeParse(textFrom(form, 'bundle')).data;
			if (bundle) await program.bundles.stop(id, person.id, bundle);
			redirect(303, event.url.pathname);
		},
		refusalOf
	)
};
