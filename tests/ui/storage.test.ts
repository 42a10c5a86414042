import { afterEach, expect, test, vi } from 'vitest';
import { deviceStorage, storeText, tabStorage } from '$lib/ui/storage';

afterEach(() => vi.unstubAllGlobals());

const both = () => [deviceStorage(), tabStorage()];

test('storage that the browser blocks counts as absent', () => {
	const [localStorage, sessionStorage] = [{}, {}];
	vi.stubGlobal('window', { localStorage, sessionStorage });
	expect(both()).toEqual([localStorage, sessionStorage]);
	const blocked = {
		get(): never {
			throw new DOMException('Blocked', 'SecurityError');
		}
	};
	vi.stubGlobal('window', Object.defineProperties({}, { localStorage: blocked, sessionStorage: blocked }));
	expect(both()).toEqual([undefined, undefined]);
	vi.stubGlobal('window', undefined);
	expect(both()).toEqual([undefined, undefined]);
});

test('storing a text reports whether it was stored, and never throws', () => {
	const setItem = (): never => {
		throw new DOMException('Full', 'QuotaExceededError');
	};
	expect(storeText(undefined, 'name', 'text')).toBe(false);
	expect(storeText({ setItem }, 'name', 'text')).toBe(false);
	expect(storeText({ setItem: () => undefined }, 'name', 'text')).toBe(true);
});
