import { createHmac, timingSafeEqual } from 'node:crypto';
import { CommandId, INSTALLATION, type PersonId } from '$lib/domain/core/ids';
import { isSetUp, setUpInstallation } from '$lib/domain/installation/installation';
import { newId } from '$lib/domain/core/new-id';
import { Refusal } from '$lib/domain/core/refusal';
import { SYSTEM } from '$lib/domain/core/role';
import { Text } from '$lib/domain/core/text';
import type { Executor } from '$lib/server/log/execute/execute';
import { AccountError, emailOf, assertPassword, nameOf } from '../auth/account-error';
import type { Attempts } from '../auth/attempts';
import type { ExercisePeople } from './exercise-people';
import { passwordProblem } from '../auth/passwords';
import type { People } from './people';

interface FirstAdministrator {
	readonly code: string;
	readonly organisation: string;
	readonly name: string;
	readonly email: string;
	readonly password: string;
}

/** Letters and digits that are not easily confused (no I, L, O, U, 0, 1). */
const LETTERS = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';

/** The first start: the person who can read the console of this program becomes its first administrator. */
export class SetUp {
	constructor(
		readonly executor: Executor,
		readonly people: People,
		readonly exercisePeople: ExercisePeople,
		readonly attempts: Attempts,
		readonly secret: string
	) {}

	/** Whether set-up is still possible. */
	isOpen(): boolean {
		return !isSetUp(this.executor.logs.installation);
	}

	/**
	 * The code, `XXXX-XXXX-XXXX` (58 bits). It is derived from the secret, so that every process and every start prints
	 * the same one until it is used.
	 */
	code(): string {
		const bytes = createHmac('sha256', this.secret).update('set up for real').digest();
		const letters = Array.from(bytes.subarray(0, 12), (byte) => LETTERS[byte % LETTERS.length] ?? '');
		return [0, 4, 8].map((at) => letters.slice(at, at + 4).join('')).join('-');
	}

	/** Prints the code for the person at the console, where set-up is still possible. */
	printCode(): void {
		if (this.isOpen())
			process.stdout.write(`Voelspriet is not set up yet. One-time code for its first administrator: ${this.code()}\n`);
	}

	/**
	 * Creates the installation and its first administrator, with all roles; exercise people are suspended.
	 * @throws AccountError, Refusal
	 */
	async setUp({ code, organisation, name, email, password }: FirstAdministrator, address: string): Promise<PersonId> {
		const wait = await this.attempts.takeCode(address);
		if (wait > 0) throw new AccountError('tooMany', Math.ceil(wait / 1000));
		if (!this.isOpen()) throw new Refusal('installation.already');
		if (!isSame(code.toUpperCase().replace(/[^A-Z0-9]/g, ''), this.code().replaceAll('-', '')))
			throw new AccountError('code.wrong');
		if (!Text(160, 'name').safeParse(organisation).success) throw new AccountError('organisation.missing');
		assertPassword(passwordProblem(password, [nameOf(name), emailOf(email), organisation]));
		// The account first: anyone who is admitted can sign in, even if a later step fails.
		const administrator = await this.people.begin({ name, email }, password);
		try {
			const sent = { id: CommandId.parse(newId()), ...setUpInstallation({ organisation, administrator }) };
			await this.executor.execute(INSTALLATION, sent, SYSTEM, address);
		} catch (error) {
			if (error instanceof Refusal) await this.people.forget(administrator);
			throw error;
		}
		await this.exercisePeople.dismiss();
		return administrator;
	}
}

function isSame(typed: string, expected: string): boolean {
	const [a, b] = [Buffer.from(typed), Buffer.from(expected)];
	return a.length === b.length && timingSafeEqual(a, b);
}
