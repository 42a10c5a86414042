import { error, fail, isHttpError, isRedirect, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import { CommandId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { Refusal, type RefusalCode } from '$lib/domain/core/refusal';
import { AccountError } from '$lib/server/people/auth/account-error';
import type { Program } from '$lib/server/program';
import { textFrom } from '$lib/server/platform/http/form-text';
import { takeFactor } from './factor-in-form';
import { once } from './form-once';
import { statusOf } from './refusal-response';

/** The form that a request sends. @throws HttpError for a body that is none, or a broken one: that is no fault of ours */
export const formOf = (request: Request): Promise<FormData> =>
	request.formData().catch(() => error(400, 'form.unreadable'));

type FormContext<E> = { readonly event: E; readonly form: FormData; readonly program: Program };

/**
 * A form action. Checks access before reading the form, so that an incident without access always gets the same response
 * as one that does not exist. Then does the work; a refusal is shown on the page.
 * @param access throws SvelteKit's `error` or `redirect` for anyone without access
 * @param work throws a refusal; may answer with `fail` or `redirect` itself
 * @param failed what the page gets when the work was refused; throws an error that the person cannot fix
 */
export const action =
	<E extends RequestEvent, Access extends object, Done, Failed extends Record<string, unknown>>(
		access: (event: E) => Access,
		work: (context: Access & FormContext<E>) => Promise<Done>,
		failed: (error: unknown, context: Access & FormContext<E>) => Failed
	) =>
	async (event: E) => {
		let granted = access(event);
		const form = await formOf(event.request);
		const { program } = event.locals;
		let context = { ...granted, event, form, program };
		return once(event, form, async () => {
			try {
				// A form may include the second factor that its command requires, which changes the session and so the access.
				if (await takeFactor(event, form)) {
					granted = access(event);
					context = { ...granted, event, form, program };
				}
				return await work(context);
			} catch (refused) {
				if (isRedirect(refused) || isHttpError(refused)) throw refused;
				return fail(statusFor(refused), failed(refused, context));
			}
		});
	};

function statusFor(refused: unknown): number {
	if (refused instanceof Refusal) return statusOf(refused.code);
	if (refused instanceof AccountError) return refused.code === 'role.missing' ? 403 : 400;
	return 422;
}

/** What a page shows of a refused command. @throws the error itself when it is not a refusal */
export function refusalOf(error: unknown): { code: RefusalCode; details: Record<string, string | number> } {
	if (error instanceof Refusal) return { code: error.code, details: { ...error.details } };
	throw error;
}

/** Parses a form field. @throws Refusal that names the field, never its value */
export function field<S extends z.ZodType>(form: FormData, name: string, schema: S): z.output<S> {
	const parsed = schema.safeParse(textFrom(form, name));
	if (parsed.success) return parsed.data;
	throw new Refusal('command.invalid', { where: name });
}

/** The command id from the form, so that a repeated submit has one effect; a new id when there is none. */
export const commandIn = (form: FormData): CommandId =>
	CommandId.safeParse(textFrom(form, 'command')).data ?? CommandId.parse(newId());
