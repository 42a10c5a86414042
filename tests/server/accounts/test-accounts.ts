import { INSTALLATION, type PersonId } from '$lib/domain/core/ids';
import { noProofRequired } from '$lib/domain/core/policy';
import { SYSTEM, type Actor, type Grant, type PersonalRole } from '$lib/domain/core/role';
import { Attempts } from '$lib/server/people/auth/attempts';
import { makeAuth } from '$lib/server/people/auth/auth';
import { SignIn } from '$lib/server/people/accounts/sign-in';
import { ExercisePeople } from '$lib/server/people/accounts/exercise-people';
import { People } from '$lib/server/people/accounts/people';
import { Sessions } from '$lib/server/people/auth/sessions';
import { SecondFactors } from '$lib/server/people/accounts/second-factors';
import { SetUp } from '$lib/server/people/accounts/set-up';
import { connect, connectDrizzle } from '$lib/server/platform/database/connect';
import { Executor } from '$lib/server/log/execute/execute';
import { Encryption } from '$lib/server/platform/operations/encryption';
import { Logs } from '$lib/server/log/logs';
import { freshDatabase } from '../database';

const SECRET = 'a secret of this test, longer than 32 characters';

/** The accounts of one process on a database; as many as wanted on the same one. */
export async function accountsOn(
	url: string,
	{ secret = SECRET, origin = 'http://127.0.0.1:4173', rule = noProofRequired } = {}
) {
	const [sql, tail, drizzle] = [connect(url), connect(url, { max: 2 }), connectDrizzle(url)];
	const logs = new Logs(tail);
	await logs.start();
	const executor = new Executor(sql, logs, null, undefined, rule);
	const auth = makeAuth({ drizzle, secret, origin });
	const sessions = new Sessions(sql, auth, logs);
	await sessions.start();
	const people = new People(sql, auth, executor, sessions);
	const attempts = new Attempts(sql, secret);
	const exercisePeople = new ExercisePeople(sql, executor);
	const setUp = new SetUp(executor, people, exercisePeople, attempts, secret);
	const factors = new SecondFactors(
		sql,
		auth,
		executor,
		sessions,
		attempts,
		people.security,
		new Encryption(secret),
		origin
	);
	const entrance = new SignIn(auth, sessions, people, attempts, null, factors);
	const stop = async () => {
		await sessions.stop();
		await logs.stop();
		await Promise.all([sql.end({ timeout: 1 }), tail.end({ timeout: 1 }), drizzle.$client.end({ timeout: 1 })]);
	};
	return { sql, logs, executor, auth, sessions, people, attempts, exercisePeople, setUp, entrance, factors, stop };
}
export type TestAccounts = Awaited<ReturnType<typeof accountsOn>>;

export async function freshAccounts(chosen: Parameters<typeof accountsOn>[1] = {}) {
	const database = await freshDatabase();
	const accounts = await accountsOn(database.url, chosen);
	return {
		...accounts,
		url: database.url,
		async remove() {
			await accounts.stop();
			await database.drop();
		}
	};
}

export const PASSWORD = 'vier losse tegels zingen';
export const system = { actor: SYSTEM, origin: 'test' };
export const everywhere = (...roles: PersonalRole[]): Grant[] => roles.map((role) => ({ role, incident: null }));
export const by = (accounts: TestAccounts, person: PersonId): { actor: Actor; origin: string } => ({
	actor: accounts.executor.actorFor(person, INSTALLATION),
	origin: 'test'
});

/** A real person with the usual password. */
export async function admit(
	accounts: TestAccounts,
	email: string,
	grants: readonly Grant[] = everywhere('analyst')
): Promise<PersonId> {
	const person = await accounts.people.add({ name: 'Samira Kaya', email, grants }, system);
	await accounts.people.setPassword(person, PASSWORD);
	return person;
}

export const signIn = (
	accounts: TestAccounts,
	email: string,
	password = PASSWORD,
	{ address = '198.51.100.7', device = undefined as string | undefined, code = '' } = {}
) =>
	accounts.entrance.signIn(
		{ email, address, device },
		password,
		new Headers({ 'x-client-address': address, 'user-agent': 'Test/1' }),
		code
	);

/** What a browser sends back of the cookies that it received. */
export const cookiesOf = (headers: Headers): Headers =>
	new Headers({
		cookie: headers
			.getSetCookie()
			.map((line) => line.split(';')[0])
			.join('; ')
	});

/** Signs in and returns the headers that identify the session. */
export async function entered(accounts: TestAccounts, email: string): Promise<Headers> {
	const result = await signIn(accounts, email);
	if (result.outcome !== 'in') throw new Error(result.outcome);
	return cookiesOf(result.headers);
}
