import { z } from 'zod';
import { visibleText } from '$lib/domain/core/texts/visible';
import type { PasswordProblem } from './passwords';

export type AccountErrorCode =
	| 'name.missing'
	| 'email.invalid'
	| 'email.taken'
	| 'organisation.missing'
	| 'password.short'
	| 'password.long'
	| 'password.common'
	| 'password.own'
	| 'password.differs'
	| 'password.wrong'
	| 'password.off'
	| 'push.invalid'
	| 'quiet.invalid'
	| 'role.missing'
	| 'person.absent'
	| 'code.wrong'
	| 'factor.wrong'
	| 'factor.passkey'
	| 'factor.already'
	| 'factor.absent'
	| 'link.gone'
	| 'mail.off'
	| 'mail.failed'
	| 'mail.later'
	| 'exercise.closed'
	| 'exercise.tooMany'
	| 'tooMany';

/**
 * Why a change to an account was refused; nothing was changed. The sentences are in messages under `account.errors`.
 */
export class AccountError extends Error {
	override readonly name = 'AccountError';
	constructor(
		readonly code: AccountErrorCode,
		/** For `tooMany`: seconds to wait. */
		readonly seconds = 0
	) {
		super(code);
	}
}

/** @throws AccountError when there is a problem */
export function assertPassword(problem: PasswordProblem | null): void {
	if (problem) throw new AccountError(`password.${problem}`);
}

/** As people see it: a name of invisible characters is none, and single spaces are all that is between its words. */
const Name = z
	.string()
	.transform((name) =>
		visibleText(name)
			.replace(/[\s\u2800]+/gu, ' ')
			.trim()
	)
	.pipe(
		z
			.string()
			.max(120)
			.regex(/^[^\p{Cc}\p{Cs}\p{Co}\p{Cn}]*$/u)
			.regex(/[\p{L}\p{N}]/u)
	);
const Email = z.email().max(254);

/** @throws AccountError */
export function nameOf(name: string): string {
	const parsed = Name.safeParse(name);
	if (!parsed.success) throw new AccountError('name.missing');
	return parsed.data;
}

/** The address as it is stored: trimmed and in lower case. @throws AccountError */
export function emailOf(email: string): string {
	const parsed = Email.safeParse(email.trim().toLowerCase());
	if (!parsed.success) throw new AccountError('email.invalid');
	return parsed.data;
}
