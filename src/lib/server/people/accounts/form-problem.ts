import { Refusal, type RefusalCode } from '$lib/domain/core/refusal';
import { AccountError, type AccountErrorCode } from '../auth/account-error';

/** What a form receives about a problem; the page looks up the sentence. */
export type FormProblem =
	| { readonly account: AccountErrorCode; readonly seconds: number }
	| { readonly refusal: RefusalCode; readonly details: Readonly<Record<string, string | number>> };

/** @throws the error itself when the person cannot fix it */
export function formProblem(error: unknown): FormProblem {
	if (error instanceof AccountError) return { account: error.code, seconds: error.seconds };
	if (error instanceof Refusal) return { refusal: error.code, details: error.details };
	throw error;
}
