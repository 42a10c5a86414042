import { Refusal, type RefusalCode } from '$lib/domain/core/refusal';
import { AccountError, type AccountErrorCode } from '../auth/account-error';

/** What a form is told of a problem; the sentence is found by the page. */
export type FormProblem =
	| { readonly account: AccountErrorCode; readonly seconds: number }
	| { readonly refusal: RefusalCode; readonly details: Readonly<Record<string, string | number>> };

/** @throws the error itself when it is none that a person can mend */
export function formProblem(error: unknown): FormProblem {
	if (error instanceof AccountError) return { account: error.code, seconds: error.seconds };
	if (error instanceof Refusal) return { refusal: error.code, details: error.details };
	throw error;
}
