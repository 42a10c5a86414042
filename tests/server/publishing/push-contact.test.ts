import { afterEach, expect, test, vi } from 'vitest';
import { pushContact } from '$lib/server/out/notifications/push/contact';
import { log } from '$lib/server/platform/operations/logger';

afterEach(() => void vi.restoreAllMocks());

const origin = 'https://omgeving.gemeente.nl';

test.each([
	['mailto:cert@gemeente.nl', origin, 'mailto:cert@gemeente.nl'],
	['mailto:cert@gemeente.nl?subject=lek', origin, 'mailto:cert@gemeente.nl'],
	['mailto:cert@gemeente.nl,ict@gemeente.nl', origin, 'mailto:cert@gemeente.nl'],
	['https://gemeente.nl/security', 'http://localhost:3000', 'https://gemeente.nl/security'],
	['mailto:cert@server.local', origin, `${origin}/`],
	['mailto:cert@intranet', origin, `${origin}/`],
	['mailto:cert@gemeente.internal', origin, `${origin}/`],
	['mailto:', origin, `${origin}/`],
	['https://10.0.0.4/security', origin, `${origin}/`],
	['https://[2001:db8::1]/', origin, `${origin}/`],
	[null, origin, `${origin}/`],
	['mailto:cert@gemeente.nl', 'https://10.1.2.3', 'mailto:cert@gemeente.nl']
])('%s and %s give a contact that push services accept', (contact, at, expected) => {
	const warn = vi.spyOn(log, 'warn');
	expect(pushContact(contact, at)).toBe(expected);
	expect(warn).not.toHaveBeenCalled();
});

test.each([
	[null, 'http://omgeving.gemeente.nl'],
	[null, 'https://voelspriet.lan'],
	[null, 'https://192.168.1.4'],
	['mailto:cert@server.local', 'https://crisis.home.arpa'],
	['https://server.internal/security', 'http://127.0.0.1:3000']
])('%s and %s are reported at the start as giving no contact', (contact, at) => {
	const warn = vi.spyOn(log, 'warn').mockImplementation(() => undefined);
	expect(pushContact(contact, at)).toMatch(/^mailto:noreply@/);
	expect(warn.mock.calls.join(' ')).toContain('SECURITY_CONTACT');
});

test.each(['http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000'])(
	'an installation at %s, which is only tried out, gets no warning',
	(at) => {
		const warn = vi.spyOn(log, 'warn');
		expect(pushContact(null, at)).toMatch(/^mailto:noreply@/);
		expect(warn).not.toHaveBeenCalled();
	}
);
