import type { Config } from '../config/config';
import type { Database } from '../database/database';
import type { Executor } from '../execute/execute';
import { Attempts } from '../auth/attempts';
import { makeAuth } from '../auth/auth';
import { SignIn } from './sign-in';
import { ExercisePeople } from './exercise-people';
import { People } from './people';
import { Sessions } from '../auth/sessions';
import { SetUp } from './set-up';

/** The accounts, the current person, and how people sign in. */
export interface Accounts {
	readonly sessions: Sessions;
	readonly people: People;
	readonly signIn: SignIn;
	readonly attempts: Attempts;
	readonly exercisePeople: ExercisePeople;
	readonly setUp: SetUp;
}
interface AccountsGiven {
	readonly database: Database;
	readonly executor: Executor;
	readonly config: Pick<Config, 'secret' | 'breakGlass' | 'sessionIdleMinutes'>;
	/** Our own address. */
	readonly origin: string;
}

export async function startAccounts({ database, executor, config, origin }: AccountsGiven): Promise<Accounts> {
	const { sql, drizzle } = database;
	const auth = makeAuth({ drizzle, secret: config.secret, origin });
	const sessions = new Sessions(sql, auth, executor.logs, config.sessionIdleMinutes);
	await sessions.start();
	const people = new People(sql, auth, executor, sessions);
	const attempts = new Attempts(sql, config.secret);
	const exercisePeople = new ExercisePeople(sql, executor);
	const setUp = new SetUp(executor, people, exercisePeople, attempts, config.secret);
	const signIn = new SignIn(auth, sessions, people, attempts, config.breakGlass);
	if (setUp.isOpen())
		process.stdout.write(`Voelspriet is not set up yet. One-time code for its first administrator: ${setUp.code()}\n`);
	people.security.start();
	return { sessions, people, signIn, attempts, exercisePeople, setUp };
}
