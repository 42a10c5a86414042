import { expect, test } from 'vitest';
import { filesIn, textOf } from '../project-files';

const words = (name: string): string[] => (name.match(/[A-Z]?[a-z]+/g) ?? []).map((word) => word.toLowerCase());

test('every command and event is stored under the words of its constant', () => {
	const declared = filesIn('src/lib/domain', /\.ts$/, 150).flatMap((path) =>
		[...textOf(path).matchAll(/export const (\w+) = (?:command|event)(?:<[^>]*>)?\(\s*'\w+\.(\w+)'/g)].map(
			([, constant = '', stored = '']) => ({ constant, stored })
		)
	);
	expect(declared.length).toBeGreaterThan(330);
	const differing = declared.filter(({ constant, stored }) =>
		words(stored).some((word) => !words(constant).includes(word))
	);
	expect(differing).toEqual([]);
});
