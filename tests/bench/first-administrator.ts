import type { RunningProgram } from '../running-program';

/** Sets the program up, as its first administrator. @returns the cookie of the session */
export async function signInFirstAdministrator({ base, output }: RunningProgram): Promise<string> {
	const password = 'vier losse gekke woorden';
	const form = {
		code: /\b([0-9A-Z]{4}-){2}[0-9A-Z]{4}\b/.exec(output)?.[0] ?? '',
		organisation: 'Gemeente Meerdrecht',
		name: 'Noor de Wit',
		email: 'noor@proef.example',
		password,
		again: password
	};
	const answer = await fetch(`${base}/set-up`, {
		method: 'POST',
		headers: { origin: base },
		body: new URLSearchParams(form),
		redirect: 'manual'
	});
	return answer.headers
		.getSetCookie()
		.map((each) => each.split(';')[0] ?? '')
		.join('; ');
}
