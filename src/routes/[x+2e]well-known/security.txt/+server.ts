import { error } from '@sveltejs/kit';
import { addDays, startOfDay } from 'date-fns';
import type { RequestHandler } from './$types';

/** Days that the answer may be relied on; RFC 9116 advises less than a year. */
const VALID_DAYS = 180;

/** Where to report a vulnerability of this installation (RFC 9116). Absent until SECURITY_CONTACT is set. */
export const GET: RequestHandler = ({ locals: { program } }) => {
	const { securityContact, origin } = program.config;
	if (securityContact === null) error(404, 'Not Found');
	const lines = [
		`Contact: ${securityContact}`,
		`Expires: ${addDays(startOfDay(new Date()), VALID_DAYS).toISOString()}`,
		'Preferred-Languages: nl, en',
		...(origin === null ? [] : [`Canonical: ${origin}/.well-known/security.txt`])
	];
	return new Response(lines.map((line) => `${line}\n`).join(''), {
		headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'max-age=86400' }
	});
};
