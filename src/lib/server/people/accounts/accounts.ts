import type { Config } from '$lib/server/platform/config/config';
import type { Encryption } from '$lib/server/platform/operations/encryption';
import type { Database } from '$lib/server/platform/database/database';
import type { Executor } from '$lib/server/log/execute/execute';
import { Attempts } from '../auth/attempts';
import { makeAuth } from '../auth/auth';
import { SignIn } from './sign-in';
import { ExercisePeople } from './exercise-people';
import type { Send } from './opening';
import { People } from './people';
import { Sessions } from '../auth/sessions';
import { SecondFactors } from './second-factors';
import { SetUp } from './set-up';

/** The accounts, the current person, and how people sign in. */
export interface Accounts {
	readonly sessions: Sessions;
	readonly people: People;
	readonly signIn: SignIn;
	readonly attempts: Attempts;
	readonly exercisePeople: ExercisePeople;
	readonly setUp: SetUp;
	readonly factors: SecondFactors;
}
interface AccountsOptions {
	readonly database: Database;
	readonly executor: Executor;
	readonly config: Pick<Config, 'secret' | 'breakGlass' | 'sessionIdleMinutes'>;
	readonly encryption: Encryption;
	/** Our own address. */
	readonly origin: string;
	/** Null where this installation sends no mail. */
	readonly send: Send | null;
}

export async function startAccounts({
	database,
	executor,
	config,
	encryption,
	origin,
	send
}: AccountsOptions): Promise<Accounts> {
	const { sql, drizzle } = database;
	const auth = makeAuth({ drizzle, secret: config.secret, origin });
	const sessions = new Sessions(sql, auth, executor.logs, config.sessionIdleMinutes);
	await sessions.start();
	const people = new People(sql, auth, executor, sessions, send);
	const attempts = new Attempts(sql, config.secret);
	const exercisePeople = new ExercisePeople(sql, executor);
	const setUp = new SetUp(executor, people, exercisePeople, attempts, config.secret);
	const factors = new SecondFactors(
		sql,
		auth,
		executor,
		sessions,
		attempts,
		people.security,
		encryption,
		origin,
		config.breakGlass !== null
	);
	const signIn = new SignIn(auth, sessions, people, attempts, config.breakGlass, factors);
	people.security.start();
	return { sessions, people, signIn, attempts, exercisePeople, setUp, factors };
}
