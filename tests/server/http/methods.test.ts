import { expect, test } from 'vitest';
import { methodKeys } from '$lib/domain/core/method';
import { wordsIn } from '$lib/i18n/words';
import { languages } from '$lib/i18n/language';
import { describeMethods, methods, registerText } from '$lib/server/out/api/methods';
import { PUBLIC_ROUTES } from '$lib/server/out/api/route-access';

test('every method is described once, under a permanent address', () => {
	expect(methods.map(({ key }) => key)).toEqual([...methodKeys]);
	for (const { version, figures } of methods) {
		expect(version).toBeGreaterThanOrEqual(1);
		for (const { value, n } of figures) {
			expect(value).toBeGreaterThan(0);
			expect(value).toBeLessThanOrEqual(1);
			expect(n).toBeGreaterThanOrEqual(20);
		}
	}
});

test.each(languages)(
	'each states in %s its purpose, data, figures, limits and who decides, also for copying',
	(language) => {
		const faults: string[] = [];
		const words = wordsIn(language, ({ message }) => faults.push(message));
		for (const method of describeMethods(words)) {
			const text = registerText(method, 'Gemeente Waterveen', words);
			expect(text).toContain('Gemeente Waterveen');
			expect(method.measured.length).toBeGreaterThan(0);
			for (const part of [method.name, method.purpose, method.data, method.limits, method.decides, ...method.measured])
				expect(text).toContain(part);
			expect(text.split('\n')).toHaveLength(8);
		}
		expect(faults).toEqual([]);
	}
);

test('the list is open to anyone with an account, because publishing it is up to the organisation', () => {
	expect([...PUBLIC_ROUTES].filter((route) => route.startsWith('/methods'))).toEqual([]);
});
