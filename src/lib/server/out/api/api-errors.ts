import { problem } from '$lib/server/platform/http/problem';

/** The error code of an answer that SvelteKit produced, and what the caller can do about it. */
const ERRORS_BY_STATUS: Readonly<Record<number, { readonly code: string; readonly detail: string }>> = {
	400: { code: 'request.invalid', detail: 'The address cannot be read. Nothing was changed.' },
	404: {
		code: 'address.absent',
		detail: 'There is nothing at this address. See /api/v1/docs for the addresses that there are.'
	},
	405: {
		code: 'method.notAllowed',
		detail: 'This address does not take this method: Allow names those it takes. Nothing was changed.'
	},
	413: { code: 'tooLarge', detail: 'The body is larger than this address takes. Nothing was changed.' },
	500: {
		code: 'internal',
		detail: 'Something failed on our side. Try again, and name the reference when you ask for help.'
	}
};
/** Headers that remain valid when the body is replaced. */
const KEPT_HEADERS = ['allow', 'retry-after', 'www-authenticate'];
const PROBLEM_TYPE = 'application/problem+json';

/** The documentation is for people: its errors are pages. */
export const isApi = (pathname: string): boolean =>
	/^\/api(\/|$)/.test(pathname) && !/^\/api\/v1\/docs(\/|$)/.test(pathname);

/**
 * Returns an error as problem details (RFC 9457), also where SvelteKit sent a page or plain text; other answers pass.
 */
export function asProblem(response: Response, reference: string | undefined): Response {
	if (response.status < 400 || response.headers.get('content-type') === PROBLEM_TYPE) return response;
	const { code, detail } = ERRORS_BY_STATUS[response.status] ?? {
		code: 'request.failed',
		detail: 'The request was not carried out.'
	};
	const headers = Object.fromEntries([...response.headers].filter(([name]) => KEPT_HEADERS.includes(name)));
	const answer = problem(response.status, code, { detail, headers, ...(reference && { reference }) });
	for (const cookie of response.headers.getSetCookie()) answer.headers.append('set-cookie', cookie);
	return answer;
}
