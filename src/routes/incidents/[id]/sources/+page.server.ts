import { SourceId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { addSource, Source } from '$lib/domain/posts/source';
import { action, commandIn, field, refusalOf } from '$lib/server/out/api/action';
import { textFrom } from '$lib/server/platform/http/form-text';
import { ConnectionRefused } from '$lib/server/ingest/connections/connect';
import { deskOfAction } from '../at-desk.server';
import type { Actions } from './$types';

const typedIn = (form: FormData) => ({ address: textFrom(form, 'address'), name: textFrom(form, 'name') });

export const actions: Actions = {
	/** Connects a feed; every other kind of source is connected on a page of its own. */
	feed: action(
		deskOfAction,
		async ({ id, person, origin, form, program }) => {
			const connection = { protocol: 'feed', credential: null, budget: null, ...typedIn(form) } as const;
			const { name, posts } = await program.connecting.connect(id, connection, { person: person.id, origin });
			return { added: name, items: posts ?? 0 };
		},
		(refused, { form }) =>
			refused instanceof ConnectionRefused
				? { code: refused.code, status: refused.status, feeds: refused.feeds, ...typedIn(form) }
				: { code: refusalOf(refused).code, status: null, feeds: [], ...typedIn(form) }
	),

	/** Creates a source to which other programs send posts. */
	program: action(
		deskOfAction,
		async ({ id, actor, origin, execute, form }) => {
			const typed = {
				name: field(form, 'name', Source.shape.name),
				platform: field(form, 'platform', Source.shape.platform)
			};
			const source = { id: SourceId.parse(newId()), ...typed, kind: 'program', connection: null, key: null };
			await execute.execute(id, { id: commandIn(form), type: addSource.type, input: source }, actor, origin);
			return { made: typed.name, source: source.id };
		},
		(refused) => ({ code: refusalOf(refused).code, for: 'program' as const })
	)
};
