import { expect, test } from 'vitest';
import { LoopbackRights } from '$lib/server/platform/config/loopback-rights';

const alone = { onLoopback: true, origin: null, trustedProxies: [] };
/** The headers that a browser on this machine sends. */
const own = (more: Record<string, string> = {}) => new Headers({ host: '127.0.0.1:3000', ...more });
const rightsWith = (config: Partial<ConstructorParameters<typeof LoopbackRights>[0]> = {}) => {
	const reported: string[] = [];
	return { rights: new LoopbackRights({ ...alone, ...config }, (header) => reported.push(header)), reported };
};

test('a browser on this machine has the rights', () => {
	const { rights, reported } = rightsWith();
	const headers = own({ accept: 'text/html', 'x-client-address': '127.0.0.1', 'user-agent': 'x' });
	rights.observe('127.0.0.1', headers);
	expect([rights.isAloneWith(headers), rights.isHere('127.0.0.1', headers), rights.isHere('::1', headers)]).toEqual([
		true,
		true,
		true
	]);
	expect(reported).toEqual([]);
});

test.each([
	...['Forwarded', 'Via', 'X-Forwarded-For', 'X-Forwarded-Host', 'X-Forwarded-Proto', 'X-Forwarded-Port'],
	...['X-Real-IP', 'True-Client-IP', 'CF-Connecting-IP', 'X-Client-IP']
])('%s from loopback ends the rights for everybody until the next start, and is reported once', (name) => {
	const { rights, reported } = rightsWith();
	const forwarded = own({ [name]: '203.0.113.5' });
	expect(rights.isHere('127.0.0.1', forwarded)).toBe(false);
	rights.observe('127.0.0.1', forwarded);
	rights.observe('127.0.0.1', forwarded);
	expect([rights.isAloneWith(own()), rights.isHere('127.0.0.1', own())]).toEqual([false, false]);
	expect(rights.forwardedBy).toBe(name.toLowerCase());
	expect(reported).toEqual([name.toLowerCase()]);
});

test('a stranger elsewhere cannot switch off the monitoring of this machine', () => {
	const { rights } = rightsWith({ onLoopback: false });
	rights.observe('203.0.113.5', new Headers({ 'x-forwarded-for': '127.0.0.1' }));
	expect(rights.isHere('127.0.0.1', own())).toBe(true);
	expect(rights.isHere('203.0.113.5', own())).toBe(false);
});

test('a trusted proxy changes nothing: behind it there are no such rights', () => {
	const { rights } = rightsWith({ onLoopback: false, trustedProxies: ['127.0.0.1'], origin: 'https://v.example.nl' });
	rights.observe('127.0.0.1', new Headers({ 'x-forwarded-for': '127.0.0.1' }));
	expect(rights.forwardedBy).toBe(null);
	expect([rights.isAloneWith(own()), rights.isHere('127.0.0.1', own())]).toEqual([false, false]);
});

test.each([
	['https://voelspriet.example.nl', false],
	['http://localhost:3000', true],
	['http://127.0.0.1', true]
])('with ORIGIN %s this machine has them: %s', (origin, has) => {
	expect(rightsWith({ origin }).rights.isHere('127.0.0.1', own())).toBe(has);
});

test.each([
	['localhost:3000', true],
	['[::1]:3000', true],
	['127.0.0.2', true],
	['LOCALHOST', true],
	['evil.example:3000', false],
	['127.0.0.1.evil.example', false],
	['localhost.evil.example', false],
	['192.168.1.5:3000', false],
	['evil.example@127.0.0.1', false],
	['', false]
])('a page whose host name resolves to this machine has no rights: Host %j gives them: %s', (name, has) => {
	const { rights } = rightsWith();
	const headers = own({ host: name });
	rights.observe('127.0.0.1', headers);
	expect([rights.isHere('127.0.0.1', headers), rights.isAloneWith(headers)]).toEqual([has, has]);
	expect(rights.isAloneWith(own())).toBe(true);
});

test('a request that names no host has no rights', () => {
	expect(rightsWith().rights.isHere('127.0.0.1', new Headers())).toBe(false);
});
