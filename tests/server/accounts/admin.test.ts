import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PersonId } from '$lib/domain/core/ids';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureBuilt } from '../../built';
import { freshAccounts, signIn } from './test-accounts';

let accounts: Awaited<ReturnType<typeof freshAccounts>>;
const dataDir = mkdtempSync(join(tmpdir(), 'voelspriet-admin-'));
beforeAll(async () => {
	ensureBuilt();
	accounts = await freshAccounts();
});
afterAll(async () => {
	await accounts.remove();
	rmSync(dataDir, { recursive: true, force: true });
});

/** The console of an administrator, on the same database as a program that runs. */
function admin(args: string[], input = ''): { code: number | null; output: string } {
	const { status, stdout, stderr } = spawnSync(process.execPath, ['build/admin.js', ...args], {
		encoding: 'utf8',
		input,
		env: {
			PATH: process.env['PATH'],
			DATA_DIR: dataDir,
			DATABASE_URL: accounts.url,
			SECRET: 'a secret of this test, longer than 32 characters'
		}
	});
	return { code: status, output: stdout + stderr };
}
const onceIn = (output: string): string => /shown only now: (\S+)/.exec(output)?.[1] ?? '';

test('someone added from the console signs in with the one-time password to choose another, and the running program knows their roles at once', async () => {
	const { code, output } = admin([
		'add',
		'--name',
		'Bas de Wit',
		'--email',
		'bas@waterveen.nl',
		'--role',
		'analyst,administrator'
	]);
	expect([code, output]).toEqual([0, expect.stringContaining('Bas de Wit is admitted.') as unknown]);
	await expect.poll(() => accounts.people.hasRealPeople()).toBe(true);
	const entered = await signIn(accounts, 'bas@waterveen.nl', onceIn(output));
	if (entered.outcome !== 'choose') throw new Error(entered.outcome);
	const { id } = await accounts.people.choosePassword(entered.secret, 'paarse giraf op de kade', null);
	expect((await accounts.people.list()).find((person) => person.id === id)?.grants).toEqual([
		{ role: 'analyst', incident: null },
		{ role: 'administrator', incident: null }
	]);
	expect(admin(['list']).output).toMatch(
		/^Bas de Wit\tbas@waterveen\.nl\tanalyst, administrator\nInstallation: not set up yet/
	);
});

test('a password reset from the console replaces the old one, whether typed or generated', async () => {
	admin(['add', '--name', 'Lotte Prins', '--email', 'lotte@waterveen.nl', '--role', 'spokesperson']);
	const { output } = admin(['reset-password', '--email', 'Lotte@Waterveen.nl']);
	expect((await signIn(accounts, 'lotte@waterveen.nl', onceIn(output))).outcome).toBe('choose');
	expect(admin(['reset-password', '--email', 'lotte@waterveen.nl', '--ask'], 'vier losse tegels zingen\n').code).toBe(
		0
	);
	expect((await signIn(accounts, 'lotte@waterveen.nl', onceIn(output))).outcome).toBe('wrong');
	expect((await signIn(accounts, 'lotte@waterveen.nl', 'vier losse tegels zingen')).outcome).toBe('choose');
	expect(admin(['reset-password', '--email', 'lotte@waterveen.nl', '--ask'], 'welkom123456\n')).toEqual({
		code: 1,
		output: expect.stringContaining('Too many people use this password.') as unknown
	});
});

test('the console can remove a second factor that was lost', async () => {
	expect(
		admin(['add', '--name', 'Karin Smit', '--email', 'karin@waterveen.nl', '--role', 'administrator'])
	).toMatchObject({
		code: 0
	});
	const find = async () => (await accounts.people.list()).find(({ email }) => email === 'karin@waterveen.nl')?.id ?? '';
	// What the console stored reaches the program that runs a moment later.
	await expect.poll(find).not.toBe('');
	const karin = PersonId.parse(await find());
	await accounts.sql`insert into totp (person_id, sealed, confirmed_at) values (${karin}, 'sealed', now())`;
	expect(await accounts.factors.has(karin)).toBe(true);
	expect(admin(['remove-second-factor', '--email', 'Karin@waterveen.nl'])).toEqual({
		code: 0,
		output: expect.stringContaining('Karin Smit has no second factor any more') as unknown
	});
	expect(await accounts.factors.has(karin)).toBe(false);
});

test.each([
	[['add', '--name', 'X', '--email', 'x@waterveen.nl', '--role', 'boss'], 'There is no role "boss".'],
	[['add', '--name', 'X', '--email', 'x', '--role', 'analyst'], 'This is not a complete e-mail address.'],
	[['reset-password', '--email', 'nobody@waterveen.nl'], 'Nobody has the address nobody@waterveen.nl.']
])('a mistake is explained in one sentence, and nothing is created: %j', async (args, sentence) => {
	expect(admin(args)).toEqual({ code: 1, output: expect.stringContaining(sentence) as unknown });
	expect(await accounts.sql`select from "user" where email like 'x%'`).toHaveLength(0);
});
