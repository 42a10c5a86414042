import { ESLint, Linter } from 'eslint';
import { describe, expect, test } from 'vitest';

describe('a duration measured with the wall clock is reported', () => {
	test.each(['src/lib/server/duration.ts', 'src/lib/ui/Duration.svelte', 'scripts/duration.mjs'])(
		'in %s',
		async (file) => {
			const config = (await new ESLint().calculateConfigForFile(file)) as Required<Pick<Linter.Config, 'rules'>>;
			const rules = { 'no-restricted-syntax': config.rules['no-restricted-syntax'] ?? 'off' };
			const lint = (code: string): boolean => new Linter().verify(code, { rules }).length > 0;
			for (const code of [
				'if (Date.now() - this.receivedAt > 5_000) stop();',
				'const wait = due - Date.now();',
				'const until = Date.now() + 10_000;',
				'const began = Date.now();',
				'if (Date.now() > end) stop();',
				'this.receivedAt = Date.now();',
				'since ||= Date.now();',
				'class Silence { #receivedAt = Date.now(); }'
			])
				expect(lint(code), code).toBe(true);
			for (const code of [
				'const at = momentOf(Date.now());',
				'const until = momentOf(Date.now() + lasts);',
				'const cutoff = new Date(Date.now() - FILE_LIFETIME);',
				'const began = performance.now();'
			])
				expect(lint(code), code).toBe(false);
		}
	);
});
