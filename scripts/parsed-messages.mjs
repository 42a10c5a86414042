// A browser gets messages parsed: the library's parser is as large as all words of the stream, and slow to start.
import { parse } from '@formatjs/icu-messageformat-parser';

/** The same tree; a message with placeholders or marks is what the library makes of it. */
export const parsed = (tree) =>
	Object.fromEntries(
		Object.entries(tree).map(([key, value]) => {
			if (typeof value !== 'string') return [key, parsed(value)];
			return [key, /[{<']/.test(value) ? parse(value, { captureLocation: false }) : value];
		})
	);
