import { join } from 'node:path';
import { startProgram, type RunningProgram } from '../running-program';
import { mayMount, SmallDisk } from '../small-disk';
import { beginExercise, command, incidentOf, onDevice, savedAll, stateOf } from './desk';
import { expect, test as shared } from './server';

/** A separate program, with its data on such a disk. */
const test = shared.extend<object, { disk: SmallDisk; program: RunningProgram }>({
	disk: [
		async ({}, use) => {
			const disk = new SmallDisk();
			await use(disk);
			disk.remove();
		},
		{ scope: 'worker' }
	],
	program: [
		async ({ disk }, use) => {
			const program = await startProgram({ env: { DEMO: '1' }, dataDir: join(disk.folder, 'data') });
			await use(program);
			await program.remove();
		},
		{ scope: 'worker', timeout: 300_000 }
	]
});

test.skip(!mayMount(), 'needs the right to mount a tmpfs: root on Linux');

test('when the disk fills up the desk says so, posts stop first, and nothing is lost once there is room again', async ({
	page,
	disk,
	watch
}) => {
	await beginExercise(page);
	const { state } = await stateOf(page);
	const source = state['sources']?.[0]?.[0];
	const [almostFull, full] = [
		page.getByText('De schijf van de server is bijna vol'),
		page.getByText('De schijf van de server is vol')
	];
	const need = (): Promise<void> =>
		command(page, 'need.raise', {
			id: crypto.randomUUID(),
			text: `Gaat school ${crypto.randomUUID()} dicht?`,
			offline: 'balie',
			seenIn: null
		});
	/** @returns the status of the answer */
	const post = async (): Promise<number> => {
		const answer = await page.request.post(`/api/v1/incidents/${incidentOf(page)}/desk-posts`, {
			data: {
				id: crypto.randomUUID(),
				input: { source, text: 'Er staat rook in de Kerkstraat', place: null, author: null }
			},
			headers: { origin: new URL(page.url()).origin }
		});
		return answer.status();
	};
	const isReady = async (): Promise<unknown> =>
		((await (await page.request.get('/health/ready')).json()) as { ready: unknown }).ready;

	disk.leave(300);
	await expect(almostFull).toBeVisible({ timeout: 20_000 });
	expect(await isReady()).toBe(false);
	expect(await post()).toBe(503);
	await need();

	watch.allow(/503/);
	disk.leave(64);
	await expect(full).toBeVisible({ timeout: 20_000 });
	for (const key of ['5', 'e']) await page.keyboard.press(key);
	await expect.poll(() => onDevice(page)).not.toEqual([]);

	disk.leave(1024);
	await expect(full).toBeHidden({ timeout: 20_000 });
	await savedAll(page);
	expect(await onDevice(page)).toEqual([]);
	expect(await isReady()).toBe(true);
	expect(await post()).toBe(200);
});
