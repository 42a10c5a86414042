import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { FindingId } from '$lib/domain/core/ids';
import { Reports } from '$lib/server/read/report/reports';
import { fresh } from '../../domain/in-memory-incident';
import { freshDatabase } from '../database';
import { Stage } from '../stage';
import { byTopic, IncidentFixture } from './incident-fixture';

let stage: Stage;
beforeAll(async () => {
	stage = await Stage.set();
});
afterAll(() => stage.strike());

const note = (log: Parameters<Stage['send']>[0]) =>
	stage.send(log, 'need.raise', {
		id: fresh(FindingId),
		text: `Is water ${fresh(FindingId)} veilig?`,
		offline: 'balie',
		seenIn: null
	});

test('one live draft is rendered at a time for all desks; desks with newer events share the next one', async () => {
	const { log } = await stage.open();
	const reports = new Reports(stage.sql, stage.logs);
	const render = vi.spyOn(reports, 'at');
	const first = Array.from({ length: 10 }, () => reports.draft(log));
	await note(log);
	const position = stage.logs.seq(log);
	const later = Array.from({ length: 10 }, () => reports.draft(log, position));
	expect(new Set(await Promise.all(first)).size).toBe(1);
	const drafts = new Set(await Promise.all(later));
	expect([...drafts].map((draft) => draft.position)).toEqual([position]);
	expect(render).toHaveBeenCalledTimes(2);
});

test('after a release with a clock that ran ahead, the next versions are released at once', async () => {
	const database = await freshDatabase();
	const fixture = await IncidentFixture.begin(database, {}, byTopic);
	try {
		const release = async (): Promise<void> => {
			await fixture.confirmTexts();
			const { reports, incident, position } = fixture;
			const shown = await reports.at(incident, position, reports.now(incident));
			await fixture.send('report.release', {
				number: (fixture.logs.state(incident)?.versions.size ?? 0) + 1,
				position: shown.position,
				moment: shown.moment,
				checksum: shown.checksum
			});
		};
		await fixture.write('brief', 'Het water is veilig.');
		await fixture.write('counterSignals', '', { noneFound: true });
		vi.useFakeTimers({ toFake: ['Date'] });
		vi.setSystemTime(Date.now() + 3_600_000);
		await release();
		vi.useRealTimers();
		await release();
		// The database's clock too.
		await database.sql`alter table log disable trigger user`;
		await database.sql`update log set head_at = now() + interval '1 hour' where id = ${fixture.incident}`;
		await database.sql`alter table log enable trigger user`;
		await fixture.write('brief', 'Het water is weer veilig.');
		await release();
		await release();
		expect(fixture.logs.state(fixture.incident)?.versions.size).toBe(4);
	} finally {
		vi.useRealTimers();
		await fixture.stop();
		await database.drop();
	}
});

test('a draft is no older because the wall clock was set back', async () => {
	const { log } = await stage.open();
	const reports = new Reports(stage.sql, stage.logs);
	vi.useFakeTimers({ toFake: ['Date'] });
	try {
		await reports.draft(log);
		vi.setSystemTime(Date.now() - 3_600_000);
		await note(log);
		await expect.poll(async () => (await reports.draft(log)).position, { timeout: 10_000 }).toBe(stage.logs.seq(log));
	} finally {
		vi.useRealTimers();
	}
});
