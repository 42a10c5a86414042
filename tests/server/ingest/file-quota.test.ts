import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { INSTALLATION, type IncidentId } from '$lib/domain/core/ids';
import { FileQuota, fileQuotas, type FileLimits } from '$lib/server/ingest/imports/file-quota';
import { ImportFiles } from '$lib/server/ingest/imports/import-store';
import type { Imports } from '$lib/server/ingest/imports/imports';
import { bram, system } from '../../domain/in-memory-incident';
import { ImportStage } from './import-stage';

let stage: ImportStage;
beforeAll(async () => {
	stage = await ImportStage.set();
});
afterAll(() => stage.strike());

const table = (bytes: number): string => `text\n${'a'.repeat(bytes - 6)}\n`;
const withLimits = (limits: Partial<FileLimits>, free = Infinity): Imports => {
	const files = new ImportFiles(stage.folder, 100_000);
	const quota = new FileQuota(stage.stage.sql, files, () => Promise.resolve(free), { ...fileQuotas, ...limits });
	return stage.process({ files, quota });
};
const sizes = async (imports: Imports, log: IncidentId, times: number): Promise<string[]> => {
	const all = await Promise.allSettled(Array.from({ length: times }, () => stage.take(imports, log, table(1_000))));
	return all.map((one) => (one.status === 'fulfilled' ? 'taken' : (one.reason as { code: string }).code)).sort();
};

test('the files of one person stay within their share, also when all are uploaded at once; deleting one makes room', async () => {
	const imports = withLimits({ person: 3_000 });
	const { log } = await stage.stage.open();
	expect(await sizes(imports, log, 5)).toEqual(['personFull', 'personFull', 'taken', 'taken', 'taken'].sort());
	const other = await stage.stage.open();
	expect(await sizes(imports, other.log, 1), 'in another incident neither').toEqual(['personFull']);
	const [first] = await imports.list(log);
	if (first) await new ImportFiles(stage.folder, 0).delete(first.id);
	expect(await sizes(imports, other.log, 1)).toEqual(['taken']);
	for (const { id } of [...(await imports.list(log)), ...(await imports.list(other.log))])
		await new ImportFiles(stage.folder, 0).delete(id);
});

test('the files of one incident stay within its share, and nothing that is refused stays on the disk', async () => {
	const imports = withLimits({ incident: 2_000 });
	const { log } = await stage.stage.open();
	const before = await readdir(stage.folder);
	expect(await sizes(imports, log, 3)).toEqual(['incidentFull', 'taken', 'taken']);
	expect(await readdir(stage.folder)).toHaveLength(before.length + 2);
});

test('a person who only takes part in exercises has a few megabytes, whatever others have', async () => {
	for (const name of await readdir(stage.folder)) await rm(join(stage.folder, name));
	const imports = withLimits({ exercisePerson: 1_500 });
	const { log } = await stage.stage.open();
	const grants = [{ role: 'analyst', incident: null }];
	await stage.stage.send(INSTALLATION, 'person.admit', { person: bram.id, grants, exerciseOnly: true }, system);
	expect(await sizes(imports, log, 2)).toEqual(['personFull', 'taken']);
	expect(fileQuotas.exercisePerson).toBe(5 * 1024 * 1024);
});

test('no file is accepted when the disk is almost full', async () => {
	const imports = withLimits({ free: 10_000 }, 10_500);
	const { log } = await stage.stage.open();
	await expect(stage.take(imports, log, table(1_000))).rejects.toMatchObject({ name: 'DiskFull' });
});
