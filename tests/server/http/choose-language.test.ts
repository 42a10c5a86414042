import { expect, test } from 'vitest';
import { chooseLanguage } from '$lib/server/platform/http/choose-language';

test('the person’s own choice wins over the browser’s languages, and Dutch is the default', () => {
	expect(chooseLanguage('en', 'nl')).toBe('en');
	expect(chooseLanguage('de', 'en-US,nl;q=0.8')).toBe('en');
	expect(chooseLanguage(undefined, 'de,nl;q=0.3,en;q=0.7')).toBe('en');
	expect(chooseLanguage(undefined, 'en;q=0,nl')).toBe('nl');
	expect(chooseLanguage(undefined, null)).toBe('nl');
	expect(chooseLanguage(undefined, '*')).toBe('nl');
	expect(chooseLanguage(undefined, ';;q=,en-GB-oxendict;q=0.9')).toBe('en');
});
