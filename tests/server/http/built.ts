import { CommandId, IncidentId, INSTALLATION, SourceId, type PersonId } from '$lib/domain/core/ids';
import type { Grant } from '$lib/domain/core/role';
import type { TokenScope } from '$lib/domain/installation/token';
import { ensureBuilt } from '../../built';
import { bram, fresh, openingNow, person, system } from '../../domain/in-memory-incident';
import { startProgram } from '../../running-program';
import { runProgram } from './running';

/**
 * The production build with SvelteKit and its hooks, on the database of a program in this process, which a test uses to
 * set up its data. Give the test's `beforeAll` time for a build.
 * @param by another way to the same database, for a test that breaks it
 */
export async function runBuilt(
	env: Record<string, string> = {},
	by: (databaseUrl: string) => Promise<string> = (url) => Promise.resolve(url)
) {
	ensureBuilt();
	const inside = await runProgram();
	const { databaseUrl, secret } = inside.host.config;
	const built = await startProgram({ env: { DATABASE_URL: await by(databaseUrl ?? ''), SECRET: secret, ...env } });
	const { signIn, people } = inside.program.accounts;
	const execute = (log: IncidentId, type: string, input: unknown) =>
		inside.program.executor.execute(
			log,
			{ id: fresh(CommandId), type, input },
			log === INSTALLATION ? system : bram,
			null
		);
	let admitted = 0;
	return {
		...built,
		/** All that it wrote so far; spread above it would be what it wrote until then. */
		get output() {
			return built.output;
		},
		host: inside.host,
		program: inside.program,
		execute,
		/** An open incident with a source that programs send to. */
		async openIncident(to: Record<string, unknown> = {}): Promise<{ id: IncidentId; source: SourceId }> {
			const [id, source] = [fresh(IncidentId), fresh(SourceId)];
			await execute(id, 'incident.open', openingNow(to));
			await execute(id, 'source.add', {
				id: source,
				name: 'Meldingen',
				kind: 'program',
				platform: 'other',
				connection: null,
				key: null
			});
			return { id, source };
		},
		/** The headers by which a new person with these roles reads and writes. */
		async signIn(...grants: Grant[]): Promise<{ id: PersonId; headers: { cookie: string; origin: string } }> {
			admitted += 1;
			const grantor = { actor: system, origin: null };
			const id = await people.add(
				{ name: 'Samira Kaya', email: `samira${String(admitted)}@example.nl`, grants },
				grantor
			);
			const headers = await signIn.startSession(id, new Headers({ 'x-client-address': '127.0.0.1' }));
			const cookie = headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
			return { id, headers: { cookie: cookie.join('; '), origin: built.base } };
		},
		token: (incident: IncidentId, scopes: TokenScope[]): Promise<string> =>
			inside.program.tokens.make(
				{ name: 'Meldkamer', scopes, incident, lasts: 3_600_000 },
				{ actor: person('administrator'), origin: null }
			),
		async remove() {
			await built.remove();
			await inside.stop();
		}
	};
}
export type BuiltProgram = Awaited<ReturnType<typeof runBuilt>>;
