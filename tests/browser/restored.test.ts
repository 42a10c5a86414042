import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunningProgram } from '../running-program';
import { inDatabase } from './day-before';
import { command, Line, lineBroken, onDevice, savedAll, stateOf } from './desk';
import { firstIncident } from './first-incident';
import { expect, testOfSeparateProgram } from './server';

/* The database goes back in time while a page of the desk is open: a restore, or an older copy that is promoted. */

/** A program of its own, which people use for real. */
const test = testOfSeparateProgram();

/** Runs a command-line tool of the build, as an operator does. */
const tool = (name: string, { dataDir }: RunningProgram, ...args: string[]) =>
	execFileSync(process.execPath, [`build/${name}.js`, ...args], {
		env: { PATH: process.env['PATH'], HOME: process.env['HOME'], DATA_DIR: dataDir }
	});
/** Nobody is connected to the database meanwhile. */
async function alone(program: RunningProgram, ...statements: readonly string[]): Promise<void> {
	const all = [
		'alter database voelspriet allow_connections false',
		"select pg_terminate_backend(pid) from pg_stat_activity where datname = 'voelspriet'",
		...statements,
		'alter database voelspriet allow_connections true'
	];
	for (const statement of all) await inDatabase(program, statement, 'postgres');
}

interface Way {
	readonly name: string;
	readonly copy: (program: RunningProgram) => unknown;
	readonly putBack: (program: RunningProgram) => Promise<void>;
	/** Whether everybody must sign in again. */
	readonly endsSessions: boolean;
}
const ways: readonly Way[] = [
	{
		name: 'a back-up is restored as documented',
		copy: (program) => tool('backup', program, join(program.dataDir, 'copy.zip')),
		async putBack(program) {
			const { dataDir } = program;
			await program.stop();
			await rename(join(dataDir, 'postgresql-18'), join(dataDir, 'earlier'));
			tool('restore', program, join(dataDir, 'copy.zip'));
			await program.start();
		},
		endsSessions: true
	},
	{
		name: 'an older copy of the database is promoted under the running program',
		copy: (program) => alone(program, 'create database older template voelspriet'),
		putBack: (program) =>
			alone(program, 'alter database voelspriet rename to newer', 'alter database older rename to voelspriet'),
		endsSessions: false
	}
];

test('after the database is restored to an earlier point, an open page shows what is stored, says what happened, and saves what waited', async ({
	page,
	program,
	watch
}) => {
	test.slow();
	watch.allow(lineBroken);
	const line = await Line.of(page.context());
	await firstIncident(page, program);
	const board = `${page.url()}/rumours`;
	const signal = (text: string) =>
		command(page, 'rumour.signal', { id: randomUUID(), text, offline: 'Balie', seenIn: null });
	const rumours = async () => (await stateOf(page)).state['rumours']?.map(([, { text }]) => text);
	const isShown = (text: string) => expect(page.getByRole('article', { name: text })).toBeVisible();

	for (const { name, copy, putBack, endsSessions } of ways)
		await test.step(name, async () => {
			const named = (text: string): string => `${text}: ${name}`;
			await page.goto(board);
			await savedAll(page);
			await signal(named('Van voor de kopie'));
			await isShown(named('Van voor de kopie'));
			await copy(program);

			await expect(() => signal(named('Gaat verloren'))).toPass();
			await isShown(named('Gaat verloren'));
			await line.cut();
			await page.getByRole('button', { name: 'Nieuw gerucht' }).click();
			const fields = page.locator('main form input');
			await fields.first().fill(named('Wacht op dit apparaat'));
			await fields.nth(1).fill('Balie');
			await page.locator('main form button[type=submit]').first().click();
			await expect.poll(async () => (await onDevice(page)).length).toBe(1);

			await putBack(program);
			line.restore();
			if (endsSessions) {
				await expect(page.getByText(/U bent niet meer aangemeld/).first()).toBeVisible();
				const other = await page.context().newPage();
				await other.goto('/sign-in');
				await other.getByLabel('E-mailadres').fill('noor@proef.example');
				await other.getByLabel('Wachtwoord').fill('vier losse gekke woorden');
				await other.getByRole('button', { name: 'Meld aan', exact: true }).click();
				await other.waitForURL((url) => url.pathname === '/');
				await other.close();
			}
			await expect(page.getByText(/De server heeft (oudere )?gegevens.* teruggezet/).first()).toBeVisible();
			await savedAll(page);
			await isShown(named('Wacht op dit apparaat'));
			await isShown(named('Van voor de kopie'));
			await expect(page.getByRole('article', { name: named('Gaat verloren') })).toHaveCount(0);
			expect(await rumours()).not.toContain(named('Gaat verloren'));
			expect(await rumours()).toContain(named('Wacht op dit apparaat'));
			// The program goes on from what is stored, and so does the page.
			await signal(named('Van na de kopie'));
			await isShown(named('Van na de kopie'));
		});
});
