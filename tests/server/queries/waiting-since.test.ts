import { afterAll, beforeAll, expect, test } from 'vitest';
import { FindingId, SourceId, type IncidentId, type Moment } from '$lib/domain/core/ids';
import { answerBasis } from '$lib/domain/findings/need-answer';
import { phoneScript } from '$lib/domain/overview/phone-script';
import { waitingWork } from '$lib/domain/waiting/waiting-work';
import { needRows } from '$lib/desk/views/need-board';
import { findingFigures } from '$lib/server/read/queries/finding-figures';
import { Reports } from '$lib/server/read/report/reports';
import { bram, carla, fresh, reader } from '../../domain/in-memory-incident';
import { minute, post, Stage } from '../stage';

let stage: Stage;
beforeAll(async () => {
	stage = await Stage.set();
});
afterAll(() => stage.strike());

/** Since when people wait for an answer, by every surface that shows it; those that do not show it now are left out. */
async function shownSince(log: IncidentId, need: FindingId): Promise<Record<string, Moment | null>> {
	const reading = stage.reading(log);
	const { state, now } = reading;
	const figures = new Map((await findingFigures(reading, null)).map((row) => [row.finding, row]));
	const unansweredSince = (id: FindingId): Moment | null => figures.get(id)?.sinceAnswer?.from ?? null;
	const { mine, others } = waitingWork(state, reader(bram), now, null, unansweredSince);
	const item = [...mine, ...others].find(({ key }) => key.endsWith(need));
	const script = phoneScript(state, now, unansweredSince).find(({ key }) => key.endsWith(need));
	const { report } = await new Reports(stage.sql, stage.logs).at(log, stage.logs.seq(log), now);
	return {
		board:
			needRows(state, (id) => figures.get(id), Date.parse(now)).find(({ seen }) => seen.id === need)?.since ?? null,
		report: report.information.needs.find(({ finding }) => finding === need)?.waitingSince ?? null,
		...(item && { work: item.since }),
		...(script?.status === 'none' && { phone: script.since })
	};
}

test('a question waits since the same time on every screen: its first post after the last answer, otherwise when it was noted', async () => {
	const { log, sources } = await stage.open('x');
	const need = fresh(FindingId);
	const expectSince = async (since: Moment | null, ...surfaces: string[]): Promise<void> => {
		const shown = await shownSince(log, need);
		expect(shown).toEqual(Object.fromEntries(['board', 'report', ...surfaces].map((name) => [name, since])));
	};
	const ask = async (text: string, publishedAt: Moment): Promise<void> => {
		await stage.ingest.ingest(log, SourceId.parse(sources[0]), [post(text, { publishedAt })]);
		const story = await stage.story(log, text);
		await stage.send(log, 'story.label', { story, add: [{ kind: 'need', finding: need, stance: null }], remove: [] });
	};
	await stage.clock(log, 10);
	await stage.send(log, 'need.raise', { id: need, text: 'Gaan de scholen dicht?', offline: 'balie', seenIn: null });
	await expectSince(minute(10), 'phone');
	// From before the incident: evidence, but nobody waits since then.
	await ask('school dicht?', minute(-40));
	await expectSince(minute(10), 'phone');
	await stage.clock(log, 15);
	await ask('gaat school open?', minute(12));
	await ask('school?', minute(14));
	await expectSince(minute(12), 'phone');
	await stage.send(log, 'need.setTimes', { need, pressDeadline: minute(16), returnsAt: null });
	await stage.clock(log, 18);
	await expectSince(minute(12), 'phone', 'work');
	await stage.clock(log, 20);
	await stage.send(log, 'need.answer', { need, text: 'Nee.', fact: null, channel: 'website', at: null });
	// Nobody but the writer has seen it: people still wait.
	await expectSince(minute(12), 'work');
	const answer = { text: 'Nee.', fact: null };
	const basis = answerBasis('Gaan de scholen dicht?', answer);
	await stage.send(log, 'need.confirmAnswer', { need, basis }, { ...carla, roles: ['spokesperson'] });
	await expectSince(null);
	await stage.clock(log, 25);
	await stage.send(log, 'need.reopen', { need });
	await expectSince(minute(20), 'work');
	await ask('school nu?', minute(24));
	await ask('en de school?', minute(23));
	await expectSince(minute(23), 'work');
});
