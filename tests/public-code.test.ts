import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { version, license } from '../package.json';
import { filesIn, root } from './project-files';

const Described = z.object({
	shortDescription: z.string().max(150),
	longDescription: z.string().min(150).max(10_000),
	features: z.array(z.string().max(100)).min(1)
});
/** What publiccode.yml asks in version 0.4 (schema.core), with the values that it allows. */
const PublicCode = z.object({
	publiccodeYmlVersion: z.literal('0.4'),
	name: z.literal('Voelspriet'),
	url: z.url(),
	softwareVersion: z.string(),
	platforms: z.array(z.enum(['web', 'windows', 'mac', 'linux', 'ios', 'android'])).min(1),
	categories: z.array(z.string()).min(1),
	developmentStatus: z.enum(['concept', 'development', 'beta', 'stable', 'obsolete']),
	softwareType: z.enum(['standalone/web']),
	description: z.object({ nl: Described, en: Described }),
	legal: z.object({ license: z.string(), repoOwner: z.string() }),
	maintenance: z.object({
		type: z.literal('community'),
		contacts: z.array(z.strictObject({ name: z.string() })).min(1)
	}),
	localisation: z.object({
		localisationReady: z.boolean(),
		availableLanguages: z.array(z.enum(['nl', 'en'])).length(2)
	})
});

test('publiccode.yml has what the standard requires, and the version and licence of the package', () => {
	const read = PublicCode.parse(load(readFileSync(join(root, 'publiccode.yml'), 'utf8')));
	expect(read.softwareVersion).toBe(version);
	expect(read.legal.license).toBe(license);
});

const pages = [
	...['README.md', 'CHANGELOG.md', 'CODE_OF_CONDUCT.md', 'CONTRIBUTING.md'],
	...['GOVERNANCE.md', 'SECURITY.md', 'THIRD-PARTY.md'],
	...filesIn('docs', /\.md$/, 10)
];
test.each(pages)('%s links to files that exist, and promises no mailbox', (name) => {
	const text = readFileSync(join(root, name), 'utf8');
	for (const [, target = ''] of text.matchAll(/\]\(([^)#:]+)\)/g))
		expect(() => readFileSync(join(root, name, '..', target)), target).not.toThrow();
	expect(
		text.match(/[\w.]+@[\w-]+\.(?:nl|eu|org|com)\b/g)?.filter((address) => !/example/.test(address)) ?? []
	).toEqual([]);
});

test('README.md is one page', () => {
	expect(readFileSync(join(root, 'README.md')).byteLength).toBeLessThan(7_000);
});
