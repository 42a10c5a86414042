import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { CommandId, FindingId } from '$lib/domain/core/ids';
import { connect } from '$lib/server/platform/database/connect';
import { atLeast } from '../../project-files';
import { fresh } from '../../domain/in-memory-incident';
import { freshOwner } from './running';
import { runBuilt, type BuiltProgram } from './built';

/** A database that can only be read for a while: every address says so, and nothing is a mistake of ours. */
type Module = Partial<Record<(typeof METHODS)[number] | 'actions', object>>;
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
const modules = atLeast(
	80,
	Object.entries(import.meta.glob<Module>('../../../src/routes/**/+{page.server,server}.ts', { eager: true }))
);

let built: BuiltProgram;
beforeAll(async () => {
	built = await runBuilt();
}, 300_000);
afterAll(() => built.remove());

test('while the database can only be read, no address answers 500, and what would be written gets 503 with Retry-After', async () => {
	const { id, source } = await built.openIncident();
	const roles = ['administrator', 'coordinator', 'analyst', 'spokesperson'] as const;
	const { headers, id: person } = await built.signIn(...roles.map((role) => ({ role, incident: null })));
	const owner = connect(freshOwner(built.host.config.databaseUrl ?? ''), { max: 1 });
	const makeReadOnly = async (on: boolean): Promise<void> => {
		await owner.unsafe(
			`alter database "${new URL(built.host.config.databaseUrl ?? '').pathname.slice(1)}" set default_transaction_read_only = ${on ? 'on' : 'off'}`
		);
		await owner`set default_transaction_read_only = off`;
		await owner`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;
	};
	const post = (path: string, form: Record<string, string>, to = headers as Record<string, string>) =>
		fetch(built.base + path, {
			method: 'POST',
			headers: { origin: built.base, accept: 'text/html', ...to },
			body: new URLSearchParams(form),
			redirect: 'manual'
		});
	await makeReadOnly(true);
	try {
		const raise = () =>
			fetch(`${built.base}/api/v1/incidents/${id}/commands`, {
				method: 'POST',
				headers: { ...headers, 'content-type': 'application/json' },
				body: JSON.stringify({
					id: fresh(CommandId),
					type: 'need.raise',
					input: { id: fresh(FindingId), text: 'Gaat school dicht?', offline: 'balie', seenIn: null }
				})
			});
		await vi.waitFor(async () => expect((await raise()).headers.get('retry-after')).not.toBeNull(), {
			timeout: 30_000
		});
		expect(await (await raise()).json()).toMatchObject({ status: 503, code: 'database.away' });
		const signIn = await post('/sign-in', { email: 'samira1@example.nl', password: 'vier losse woorden samen' }, {});
		expect([signIn.status, signIn.headers.has('retry-after')]).toEqual([503, true]);
		const wrong: string[] = [];
		const judge = async (name: string, answer: Response): Promise<void> => {
			await answer.body?.cancel();
			if (answer.status >= 500 && !(answer.status === 503 && answer.headers.has('retry-after')))
				wrong.push(`${String(answer.status)} ${name}`);
		};
		for (const [file, module] of modules) {
			const route = file
				.replace('../../../src/routes', '')
				.replace(/\/\+[^/]+$/, '')
				.replaceAll(/\/\([^)]*\)/g, '')
				.replace('[x+2e]', '.');
			if (/sign-out|\/theme\.css/.test(route)) continue;
			const path = route
				.replace(/\[id\]/, id)
				.replace(/\[source\]/, source)
				.replace(/\[person\]/, person)
				.replaceAll(/\[[^\]]*number[^\]]*\]/g, '1')
				.replaceAll(/\[[^\]]*\]/g, fresh(FindingId));
			const isPage = !/\+server\.ts$/.test(file);
			if (isPage)
				await judge(
					`page ${route}`,
					await fetch(built.base + path, { headers: { ...headers, accept: 'text/html' }, redirect: 'manual' })
				);
			for (const action of Object.keys(module.actions ?? {}))
				await judge(
					`form ${route}?/${action}`,
					await post(`${path}${action === 'default' ? '' : `?/${action}`}`, {
						command: fresh(CommandId),
						name: 'Kim',
						email: 'kim@example.nl',
						why: 'Reden',
						title: 'Brand',
						text: 'Het is veilig'
					})
				);
			for (const method of isPage ? [] : METHODS.filter((each) => module[each])) {
				const body = method === 'GET' ? {} : { body: '{}' };
				await judge(
					`${method} ${route}`,
					await fetch(built.base + path, {
						method,
						headers: { ...headers, 'content-type': 'application/json' },
						redirect: 'manual',
						...body
					})
				);
			}
		}
		expect(wrong).toEqual([]);
	} finally {
		await makeReadOnly(false);
		await owner.end({ timeout: 1 });
	}
});
