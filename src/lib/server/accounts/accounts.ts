import { database } from '../database/database';
import { executor } from '../execute';
import type { Host } from '../host';
import { logs } from '../log/tail';
import { part } from '../part';
import { Attempts } from './attempts';
import { makeAuth } from './auth';
import { Entrance } from './entrance';
import { ExercisePeople } from './exercise-people';
import { People } from './people';
import { Sessions } from './sessions';
import { SetUp } from './set-up';

/** Who there is, who is asking, and how one gets in. */
interface Accounts {
	readonly sessions: Sessions;
	readonly people: People;
	readonly entrance: Entrance;
	readonly attempts: Attempts;
	readonly exercisePeople: ExercisePeople;
	readonly setUp: SetUp;
}

export const accounts = part('accounts', async (program) => {
	const { sql, drizzle } = database.of(program);
	const { config } = program.host;
	const execute = executor.of(program);
	const auth = makeAuth({ drizzle, secret: config.secret, origin: originOf(program.host) });
	const sessions = new Sessions(sql, auth, logs.of(program));
	await sessions.start();
	const people = new People(sql, auth, execute, sessions);
	const attempts = new Attempts(sql, config.secret);
	const exercisePeople = new ExercisePeople(sql, execute);
	const setUp = new SetUp(execute, people, exercisePeople, attempts, config.secret);
	const service: Accounts = { sessions, people, attempts, exercisePeople, setUp, entrance: new Entrance(auth, sessions, people, attempts) };
	if (setUp.isOpen()) process.stdout.write(`Voelspriet is not set up yet. One-time code for its first administrator: ${setUp.code()}\n`);
	return { service, stop: () => sessions.stop() };
});

/** Without ORIGIN every spelling of loopback is ours; whoever needs one gets this. */
export const originOf = ({ config, port }: Pick<Host, 'config' | 'port'>): string => config.origin ?? `http://127.0.0.1:${port}`;
