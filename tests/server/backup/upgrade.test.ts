import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { canonical, checksumOf } from '$lib/domain/core/checksum';
import { IncidentId, INSTALLATION } from '$lib/domain/core/ids';
import { restore } from '$lib/server/backup/restore';
import { knownMigrations } from '$lib/server/database/migrate';
import { verifyLog } from '$lib/server/log/verify';
import { Reports } from '$lib/server/report/reports';
import { emptyDatabase, freshDatabase } from '../database';
import { Stage } from '../stage';

const fixtures = join(import.meta.dirname, '../../fixtures/upgrade');
const releases = readdirSync(fixtures).filter((name) => name.endsWith('.zip'));

test.each(releases)(
	'the data of release %s comes up to the newest tables, with every chain and report whole',
	async (release) => {
		const database = await emptyDatabase();
		const dataDir = mkdtempSync(join(tmpdir(), 'voelspriet-upgrade-'));
		try {
			const { manifest, migrated } = await restore(database.url, join(fixtures, release), { dataDir });
			expect(manifest.migrations.length + migrated.length).toBe(knownMigrations().length);
			const [row] = await database.sql<{ id: string }[]>`select id from incident`;
			const incident = IncidentId.parse(row?.id);
			for (const log of [INSTALLATION, incident])
				expect(await verifyLog(database.sql, log)).toMatchObject({ ok: true });
			const [counts] = await database.sql`
				select (select count(*) from post) as posts, (select sum(posts) from post_count) as counted`;
			expect(Number(counts?.['posts'])).toBeGreaterThan(0);
			expect(counts?.['counted']).toBe(counts?.['posts']);

			// Today's program reads what was written then.
			const stage = await Stage.beside(database);
			const state = stage.logs.state(incident);
			expect(state?.incident).toMatchObject({ title: 'Brand afvalverwerker Zuiderpark', exercise: true });
			const version = state?.versions.get(1);
			const [kept] = await database.sql<
				{ content: unknown }[]
			>`select content from report_version where incident_id = ${incident} and number = 1`;
			expect(checksumOf(canonical(kept?.content))).toBe(version?.checksum);
			const reports = new Reports(stage.sql, stage.logs);
			expect(await reports.content(incident, 1)).not.toBeNull();
			const { place, chainHead } = await reports.at(
				incident,
				version?.place ?? 0,
				version?.moment ?? reports.now(incident)
			);
			expect({ place, chainHead }).toEqual({ place: version?.place, chainHead: version?.chainHead });
			await stage.strike();
		} finally {
			await database.drop();
			rmSync(dataDir, { recursive: true, force: true });
		}
	}
);

test.each(releases)('release %s is restored where this version was started before', async (release) => {
	const database = await freshDatabase();
	const dataDir = mkdtempSync(join(tmpdir(), 'voelspriet-upgrade-'));
	try {
		const { manifest, migrated } = await restore(database.owner, join(fixtures, release), { dataDir });
		expect(manifest.migrations.length + migrated.length).toBe(knownMigrations().length);
	} finally {
		await database.drop();
		rmSync(dataDir, { recursive: true, force: true });
	}
});
