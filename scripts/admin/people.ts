import * as m from '../../src/lib/messages/index';
import { createInterface } from 'node:readline';
import { randomInt } from 'node:crypto';
import { Writable } from 'node:stream';
import { IncidentId, type PersonId } from '../../src/lib/domain/core/ids';
import { Refusal } from '../../src/lib/domain/core/refusal';
import { PersonalRole, SYSTEM, type Grant } from '../../src/lib/domain/core/role';
import { wordsIn } from '../../src/lib/i18n/words';
import { AccountError } from '../../src/lib/server/people/auth/account-error';
import { Attempts } from '../../src/lib/server/people/auth/attempts';
import { makeAuth } from '../../src/lib/server/people/auth/auth';
import { passwordProblem } from '../../src/lib/server/people/auth/passwords';
import { CHOOSE_WITHIN, People } from '../../src/lib/server/people/accounts/people';
import { SecondFactors } from '../../src/lib/server/people/accounts/second-factors';
import { Sessions } from '../../src/lib/server/people/auth/sessions';
import { connect, connectDrizzle } from '../../src/lib/server/platform/database/connect';
import { assertSecret } from '../../src/lib/server/platform/database/secret-check';
import { Executor } from '../../src/lib/server/log/execute/execute';
import { Encryption } from '../../src/lib/server/platform/operations/encryption';
import { Logs } from '../../src/lib/server/log/logs';
import type { ToolContext } from '../tool';
import { UsageError } from '../typed';
import { adminCommand } from './command';

/** Opens the program's people on its database. A running program is informed of every change. */
async function withPeople(
	context: ToolContext,
	work: (people: People, factors: SecondFactors) => Promise<string>
): Promise<number> {
	const { sql, url, config } = context;
	await assertSecret(sql, config);
	const [tail, drizzle] = [connect(url, { max: 2 }), connectDrizzle(url, { max: 1 })];
	const logs = new Logs(tail);
	try {
		await logs.start();
		const origin = config.origin ?? 'http://127.0.0.1';
		const auth = makeAuth({ drizzle, secret: config.secret, origin });
		const [executor, sessions] = [new Executor(sql, logs, null), new Sessions(sql, auth, logs)];
		const encryption = new Encryption(config.secret, config.previousSecrets);
		const people = new People(sql, auth, executor, sessions);
		const factors = new SecondFactors(
			sql,
			auth,
			executor,
			sessions,
			new Attempts(sql, config.secret),
			people.security,
			encryption,
			origin
		);
		process.stdout.write(`${await work(people, factors)}\n`);
		return 0;
	} catch (error) {
		if (error instanceof AccountError)
			throw new UsageError(wordsIn('en').t(m.account.errors[error.code], { duration: '' }));
		if (error instanceof Refusal) throw new UsageError(wordsIn('en').t(m.refusals[error.code], { number: 0 }));
		throw error;
	} finally {
		await logs.stop();
		await Promise.all([tail.end({ timeout: 1 }), drizzle.$client.end({ timeout: 1 })]);
	}
}

const by = { actor: SYSTEM, origin: null };
const HOURS = CHOOSE_WITHIN / 3_600_000;

/** Four groups of letters that are not easily confused with others: 78 bits. */
const generatePassword = (): string =>
	Array.from({ length: 4 }, () =>
		Array.from({ length: 4 }, () => 'abcdefghjkmnpqrstvwxyz23456789'.charAt(randomInt(30))).join('')
	).join('-');

/** Sets a temporary password that the person must change. @returns what to tell the person */
async function setTemporaryPassword(people: People, person: PersonId, password: string | null): Promise<string> {
	const oneTimePassword = password ?? generatePassword();
	await people.setOneTimePassword(person, oneTimePassword, by);
	return password === null
		? `One-time password, shown only now: ${oneTimePassword}\nSign in with it within ${HOURS} hours; then choose a password of your own.`
		: `Sign in with that password within ${HOURS} hours; then choose one of your own.`;
}

function grantsFrom(roles: string, incident: string | undefined): Grant[] {
	const parsed = incident === undefined ? null : IncidentId.safeParse(incident);
	if (parsed?.success === false)
		throw new UsageError(`"${String(incident)}" is not the id of an incident: take it from the address of its page.`);
	return roles.split(',').map((name) => {
		const role = PersonalRole.safeParse(name.trim());
		if (!role.success)
			throw new UsageError(`There is no role "${name}". Choose from ${PersonalRole.options.join(', ')}.`);
		return { role: role.data, incident: role.data === 'administrator' ? null : (parsed?.data ?? null) };
	});
}

function required(value: string | undefined, option: string): string {
	if (value === undefined || value.trim() === '') throw new UsageError(`Say --${option}.`);
	return value;
}

export const addPerson = adminCommand({
	name: 'add',
	usage: '--name NAME --email ADDRESS --role ROLE[,ROLE] [--incident ID]',
	about: `make a person with roles (${PersonalRole.options.join(', ')}), everywhere or in one incident`,
	options: {
		name: { type: 'string' },
		email: { type: 'string' },
		role: { type: 'string' },
		incident: { type: 'string' }
	},
	run({ name, email, role, incident }, context) {
		const person = {
			name: required(name, 'name'),
			email: required(email, 'email'),
			grants: grantsFrom(required(role, 'role'), incident)
		};
		return withPeople(context, async (people) => {
			const id = await people.add(person, by);
			return `${person.name} is admitted.\n${await setTemporaryPassword(people, id, null)}`;
		});
	}
});

export const resetPassword = adminCommand({
	name: 'reset-password',
	usage: '--email ADDRESS [--ask]',
	about: 'give a one-time password, made up or (--ask) typed; ends all sessions of that person',
	options: { email: { type: 'string' }, ask: { type: 'boolean' } },
	run({ email, ask }, context) {
		const address = required(email, 'email').trim().toLowerCase();
		return withPeople(context, async (people) => {
			const found = (await people.list()).find((person) => person.email === address && !person.exerciseOnly);
			if (!found) throw new UsageError(`Nobody has the address ${address}.`);
			const password = ask ? await typedPassword() : null;
			const problem = password === null ? null : passwordProblem(password, people.ownWords(found));
			if (problem) throw new AccountError(`password.${problem}`);
			return setTemporaryPassword(people, found.id, password);
		});
	}
});

/** For a person who lost their phone and recovery codes when there is no other administrator. */
export const removeSecondFactor = adminCommand({
	name: 'remove-second-factor',
	usage: '--email ADDRESS',
	about: 'remove the app, passkeys and recovery codes of a person who lost them; ends all their sessions',
	options: { email: { type: 'string' } },
	run({ email }, context) {
		const address = required(email, 'email').trim().toLowerCase();
		return withPeople(context, async (people, factors) => {
			const found = (await people.list()).find((person) => person.email === address && !person.exerciseOnly);
			if (!found) throw new UsageError(`Nobody has the address ${address}.`);
			await factors.reset(found.id, by);
			return `${found.name} has no second factor any more, and sets up a new one after signing in with the password.`;
		});
	}
});

export const listPeople = adminCommand({
	name: 'list',
	usage: '',
	about: 'list everybody with an account, their roles, and whether they have access',
	options: {},
	run: (_values, context) =>
		withPeople(context, async (people) => {
			const list = await people.list();
			if (list.length === 0) return 'There is nobody yet.';
			return list
				.map(({ name, email, grants, suspended, exerciseOnly }) => {
					const roles =
						grants.map(({ role, incident }) => (incident === null ? role : `${role} in ${incident}`)).join(', ') ||
						'no role';
					return [
						name,
						email,
						roles,
						...(suspended ? ['no access'] : []),
						...(exerciseOnly ? ['for exercises'] : [])
					].join('\t');
				})
				.join('\n');
		})
});

/** A line from the console, not shown while it is typed. */
async function typedPassword(): Promise<string> {
	process.stdout.write('New password: ');
	const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
	const reading = createInterface({ input: process.stdin, output: silent, terminal: process.stdin.isTTY });
	const line = await new Promise<string>((done) => {
		reading.once('line', done);
		reading.once('close', () => done(''));
	});
	reading.close();
	process.stdout.write('\n');
	return line;
}
