import { expect, test } from 'vitest';
import { NetworkLimits, networksOf } from '$lib/server/platform/limits/networks';
import { filesIn, textOf } from '../../project-files';

const keys = (address: string): string[] => networksOf(address).map(({ key }) => key);

test.each([
	['203.0.113.9', ['203.0.113.9']],
	['::ffff:203.0.113.9', ['203.0.113.9']],
	['::ffff:cb00:7109', ['203.0.113.9']],
	['2001:db8:1:2:aaaa:bbbb:cccc:dddd', ['2001:db8:1:2::/64', '2001:db8:1::/56', '2001:db8:1::/48']],
	['2001:DB8:1:ff02::1', ['2001:db8:1:ff02::/64', '2001:db8:1:ff00::/56', '2001:db8:1::/48']],
	['fe80::1%eth0', ['fe80::/64', 'fe80::/56', 'fe80::/48']],
	['unknown', ['unknown']],
	['', ['unknown']],
	['somebody’s own text', ['unknown']]
])('%s counts as %j', (address, expected) => {
	expect(keys(address)).toEqual(expected);
});

test('a sender with a whole network of IPv6 gets the allowance of one address in a /64, four in a /56, sixteen in a /48', () => {
	const limits = new NetworkLimits({ burst: 10, perSecond: 0.001 });
	const passed = (addresses: readonly string[]): number =>
		addresses.filter((address) => limits.take(address, 0) === 0).length;
	const hex = (n: number): string => n.toString(16);
	const upTo = (n: number): number[] => Array.from({ length: n }, (_, at) => at);
	expect(passed(upTo(500).map((n) => `2001:db8:1:0:${hex(n)}::1`))).toBe(10);
	// The other networks of the /56, each many times: three more allowances are left.
	expect(passed(upTo(1000).map((n) => `2001:db8:1:${hex(1 + (n % 100))}::${hex(n)}`))).toBe(30);
	expect(passed(upTo(5000).map((n) => `2001:db8:1:${hex(0x100 + (n % 5000))}::1`))).toBe(120);
	expect(passed(['2001:db8:2::1', '203.0.113.9'])).toBe(2);
	expect(passed(upTo(50).map(() => '::ffff:203.0.113.9'))).toBe(9);
});

test('no limit counts by the address as it is written', () => {
	const limiting = filesIn('src', /^(?!src\/lib\/server\/platform\/limits\/).*\.ts$/, 800)
		.map((path) => [path, textOf(path)] as const)
		.filter(([, source]) => /server\/platform\/limits\/|\.\.\/limits\//.test(source));
	expect(limiting.length).toBeGreaterThan(5);
	const byAddress = /\.take\((?:'address', )?[^)]*[aA]ddress|from \$\{(?:attempt\.)?address\}/;
	const wrong = limiting.flatMap(([path, source]) => {
		const byNetwork = [...source.matchAll(/(\w+)(?:: \w+)? = new NetworkLimits/g)].map(([, name = '']) => name);
		const allowed = new RegExp(`(?:${[...byNetwork, 'strangers', 'connections'].join('|')})\\.take`);
		return source
			.split('\n')
			.filter((line) => byAddress.test(line) && !allowed.test(line))
			.map((line) => `${path}: ${line.trim()}`);
	});
	expect(wrong).toEqual([]);
});
