import { describe, expect, test } from 'vitest';
import type { FetchError } from '$lib/server/platform/net/fetch-error';
import { guardedFetch } from '$lib/server/platform/net/guarded-fetch';
import { guardedLines } from '$lib/server/platform/net/guarded-lines';
import { guardedSocket } from '$lib/server/platform/net/guarded-socket';
import { isPublic } from '$lib/server/platform/net/resolve-public-address';
import { codeOf, loopback, nowhere, serve } from './guarded';

describe('which addresses are public', () => {
	test.each(['1.1.1.1', '145.100.1.1', '2606:4700:4700::1111', '2a02:a440::1', '::ffff:1.1.1.1', '64:ff9b::1.1.1.1'])(
		'%s is',
		(address) => {
			expect(isPublic(address)).toBe(true);
		}
	);
	test.each([
		...[
			'0.0.0.0',
			'0.1.2.3',
			'10.0.0.1',
			'100.64.0.1',
			'127.0.0.1',
			'127.255.255.254',
			'169.254.169.254',
			'172.16.0.1',
			'172.31.255.255'
		],
		...[
			'192.0.0.192',
			'192.0.2.1',
			'192.88.99.1',
			'192.168.1.1',
			'198.18.0.1',
			'203.0.113.9',
			'224.0.0.1',
			'240.0.0.1',
			'255.255.255.255'
		],
		...[
			'168.63.129.16',
			'::',
			'::1',
			'::2',
			'fe80::1',
			'fe80::1%eth0',
			'fec0::1',
			'fc00::1',
			'fd12:3456::1',
			'ff02::1',
			'2001:db8::1'
		],
		// IPv4 in other notations: mapped, compatible, translated, NAT64, 6to4, Teredo, ISATAP
		...[
			'::ffff:127.0.0.1',
			'::ffff:7f00:1',
			'::127.0.0.1',
			'::ffff:0:127.0.0.1',
			'64:ff9b::10.0.0.1',
			'64:ff9b::a9fe:a9fe',
			'64:ff9b:1::1'
		],
		...[
			'2002:7f00:1::',
			'2002:a00:1::1',
			'2001:0:4136:e378:8000:63bf:3fff:fdd2',
			'2a02:a440::5efe:10.0.0.1',
			'4000::1',
			'100::1',
			'3fff::1'
		],
		...['', 'localhost', '1.1.1', '1.1.1.1.1', 'x']
	])('%s is not', (address) => {
		expect(isPublic(address)).toBe(false);
	});
});

describe('an allowed internal network', () => {
	const allow = ['10.1.0.0/16', 'fd00::/8', '192.168.1.7'];
	/** Together with a public address that is refused for its port: no connection is ever made. */
	const judged = (address: string) =>
		codeOf('http://inside.example:8080/', {
			allow,
			resolve: () =>
				Promise.resolve([address, '1.1.1.1'].map((one) => ({ address: one, family: one.includes(':') ? 6 : 4 })))
		});
	test.each(['10.1.2.3', '::ffff:10.1.2.3', 'fd12::1', '192.168.1.7'])(
		'is opened by naming it, on any port: %s',
		async (address) => {
			expect(await judged(address)).toBe('port');
		}
	);
	test.each(['10.2.0.1', 'fc00::1', '192.168.1.8', '127.0.0.1'])(
		'gives no access to other addresses: %s',
		async (address) => {
			expect(await judged(address)).toBe('inner');
		}
	);
	test.each(['10/8', '10.0.0.0/33', 'intranet', '', '10.0.0.0-10.0.0.9'])(
		'must be a valid network: %s is refused at the start of the program',
		(text) => {
			expect(() => guardedFetch({ allow: [text] })).toThrow(RangeError);
		}
	);
});

const inside = [
	'http://127.0.0.1/',
	'http://2130706433/',
	'http://0x7f000001/',
	'http://0x7f.0.0.1/',
	'http://017700000001/',
	'http://0177.0.0.1/',
	'http://127.1/',
	'http://127.0.0.1./',
	'http://0/',
	'http://①②⑦.⓪.⓪.①/',
	'http://127。0。0。1/',
	'http://[::1]/',
	'http://[::ffff:127.0.0.1]/',
	'http://[::ffff:7f00:1]/',
	'http://[0:0:0:0:0:ffff:127.0.0.1]/',
	'http://[64:ff9b::127.0.0.1]/',
	'http://[2002:7f00:1::]/',
	'http://10.0.0.8/',
	'http://192.168.0.1/',
	'http://169.254.169.254/latest/meta-data/',
	'https://127.0.0.1/'
];
describe('refused before any request is made', () => {
	test.each(inside)('a private address, however it is spelled: %s', async (address) => {
		expect(await codeOf(address, nowhere)).toBe('inner');
	});
	test.each(inside)('an endless response or a socket at a private address: %s', async (address) => {
		const options = { milliseconds: 5_000, ...nowhere };
		const signal = new AbortController().signal;
		await expect(guardedLines(options)(address, { signal, silenceTimeout: 1_000 })).rejects.toMatchObject({
			code: 'inner'
		});
		const socket = address.replace(/^http/, 'ws');
		await expect(guardedSocket(options)(socket, { signal })).rejects.toMatchObject({ code: 'inner' });
	});
	test.each([
		'ftp://a.example/',
		'file:///etc/passwd',
		'gopher://a.example/',
		'data:text/plain,x',
		'javascript:1',
		'blob:http://a.example/x'
	])('another scheme than http or https: %s', async (address) => {
		expect(await codeOf(address, nowhere)).toBe('scheme');
	});
	test('a name or password in the address, which only serves to mislead', async () => {
		expect(await codeOf('http://a.example@127.0.0.1/', nowhere)).toBe('credentials');
		expect(await codeOf('https://me:secret@a.example/', nowhere)).toBe('credentials');
	});
	test.each(['http://1.1.1.1:22/', 'http://1.1.1.1:8080/', 'https://1.1.1.1:6379/', 'http://[2606:4700::1111]:25/'])(
		'an unusual port: %s',
		async (address) => {
			expect(await codeOf(address, nowhere)).toBe('port');
		}
	);
	test.each([
		'',
		'nonsense',
		'http://',
		'http://a b/',
		'http://256.1.1.1/',
		'http://[fe80::1%25eth0]/',
		`http://a.example/${'x'.repeat(5_000)}`
	])('an invalid address: %s', async (address) => {
		expect(await codeOf(address, nowhere)).toBe('address');
	});
	test('localhost, which the system resolves to a private address', async () => {
		expect(await codeOf('http://localhost/')).toBe('inner');
	});
});

describe('names', () => {
	test('that resolve to a private address are refused', async () => {
		for (const address of ['127.0.0.1', '10.0.0.1', '::1', '::ffff:10.0.0.1', '64:ff9b::a00:1'])
			expect(
				await codeOf('http://trap.example/', {
					resolve: () => Promise.resolve([{ address, family: address.includes(':') ? 6 : 4 }])
				})
			).toBe('inner');
	});
	test('that lead inside with one of several addresses are refused', async () => {
		const resolve = () =>
			Promise.resolve([
				{ address: '1.1.1.1', family: 4 },
				{ address: '127.0.0.1', family: 4 }
			]);
		expect(await codeOf('http://trap.example/', { resolve })).toBe('inner');
	});
	test('are resolved once: an answer that changes afterwards (rebinding) is never connected to', async () => {
		const server = await serve((_, response) => response.end('the one that was judged'));
		let times = 0;
		const resolve = () => Promise.resolve([{ address: ++times === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }]);
		const answer = await guardedFetch({ ...loopback, resolve })(`http://rebinding.example:${server.port}/`);
		expect(Buffer.from(answer.body).toString()).toBe('the one that was judged');
		expect(times).toBe(1);
		expect(server.requests[0]?.headers.host).toBe(`rebinding.example:${server.port}`);
	});
	test('that do not exist give another error than hosts that do not answer', async () => {
		const unknown = () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' }));
		expect(await codeOf('http://unknown.example/', { resolve: unknown })).toBe('unresolved');
		expect(await codeOf('http://unknown.example/', { resolve: () => Promise.resolve([]) })).toBe('unresolved');
		const server = await serve((_, response) => response.end());
		await server.stop();
		expect(await codeOf(server.origin, loopback)).toBe('connection');
	});
	test('whose resolver never answers time out', async () => {
		expect(
			await codeOf('http://slow.example/', { milliseconds: 50, resolve: () => new Promise(() => undefined) })
		).toBe('timeout');
	});
});

describe('redirects', () => {
	const to = (location: string | undefined) =>
		serve((_, response) => response.writeHead(302, location === undefined ? {} : { location }).end());

	test('five are followed, a sixth is not', async () => {
		const server = await serve(({ url = '' }, response) => {
			const left = Number(url.slice(1));
			if (left > 0) response.writeHead(301, { location: `/${left - 1}` }).end();
			else response.end('there');
		});
		const answer = await guardedFetch(loopback)(`${server.origin}/5`);
		expect([answer.status, answer.address]).toEqual([200, `${server.origin}/0`]);
		expect(await codeOf(`${server.origin}/6`, loopback)).toBe('redirects');
	});
	test('in a circle end', async () => {
		const server = await to('/');
		expect(await codeOf(server.origin, loopback)).toBe('redirects');
		expect(server.requests).toHaveLength(6);
	});
	test.each<[string, FetchError['code']]>([
		['http://127.0.0.2/', 'inner'],
		['http://2130706434/', 'inner'],
		['//169.254.169.254/', 'inner'],
		['http://[::1]/', 'inner'],
		['http://1.1.1.1:25/', 'port'],
		['file:///etc/passwd', 'scheme'],
		['http://a:b@1.1.1.1/', 'credentials'],
		['http://', 'address']
	])('to %s are refused like the address itself', async (location, code) => {
		const server = await to(location);
		expect(await codeOf(server.origin, loopback)).toBe(code);
	});
	test('without an address are refused', async () => {
		expect(await codeOf((await to(undefined)).origin, loopback)).toBe('address');
	});
	test('to a name that leads inside are refused', async () => {
		const server = await to('http://inside.example/');
		const resolve = () => Promise.resolve([{ address: '10.0.0.1', family: 4 }]);
		expect(await codeOf(server.origin, { ...loopback, resolve })).toBe('inner');
	});
	test('to another host do not send secrets along', async () => {
		const other = await serve((_, response) => response.end());
		const server = await to(`${other.origin}/x`);
		await guardedFetch(loopback)(server.origin, {
			headers: { authorization: 'Bearer secret', 'if-none-match': '"1"' }
		});
		expect(server.requests[0]?.headers.authorization).toBe('Bearer secret');
		expect(other.requests[0]?.headers.authorization).toBeUndefined();
		expect(other.requests[0]?.headers['if-none-match']).toBe('"1"');
	});
});
