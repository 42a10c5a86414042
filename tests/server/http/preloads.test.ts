import { expect, test } from 'vitest';
import { scriptsToPreload } from '$lib/server/platform/http/preloads';

const announced = (name: string): string => `<../_app/immutable/chunks/${name}.js>; rel="modulepreload"`;
const script = (name: string): string => `${announced(name)}; nopush`;
const style = '<../_app/immutable/assets/0.css>; rel="preload"; as="style"; nopush';

test('scripts are announced, styles are in the head', () => {
	expect(scriptsToPreload([style, script('a'), script('b')].join(', '))).toBe(`${announced('a')}, ${announced('b')}`);
	expect(scriptsToPreload(style)).toBeNull();
	expect(scriptsToPreload(null)).toBeNull();
});

test('no page has a header that a proxy refuses: only the first scripts are announced, each in full', () => {
	const all = Array.from({ length: 200 }, (_, i) => `chunk-${String(i)}`);
	const header = scriptsToPreload(all.map(script).join(', ')) ?? '';
	expect(header.length).toBeLessThanOrEqual(2_500);
	const names = header.split(', ');
	expect(names.length).toBeGreaterThan(15);
	expect(names).toEqual(all.slice(0, names.length).map(announced));
});
