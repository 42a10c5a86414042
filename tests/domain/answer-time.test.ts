import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FactId, millisecondsOf, TextId } from '$lib/domain/core/ids';
import { answerTime } from '$lib/domain/overview/answer-time';
import type { OfficialText } from '$lib/domain/official-text/official-text';
import { minutes, ReportFixture } from './report-facts';
import { TextWorkflow } from './texts';
import { bram, fresh } from './in-memory-incident';

const minutesOf = ({ from, to }: ReturnType<typeof answerTime>): number | null =>
	to === null ? null : (millisecondsOf(to) - millisecondsOf(from)) / 60_000;

test('a need waits from its first post until the first answer; later answers do not change that', () => {
	const fixture = new ReportFixture();
	const need = fixture.need('Gaan de scholen dicht?', fixture.story(minutes(5, 10, 1)));
	const lineAt = (minute: number) => fixture.report(minute).information.needs[0]?.answerTime;
	expect(lineAt(20)).toEqual({ from: fixture.at(5), to: null });
	fixture.clock(36);
	const answer = { need, text: 'Ja', fact: null, channel: 'website', at: null };
	fixture.incident.answered(answer);
	expect(lineAt(40)).toEqual({ from: fixture.at(5), to: fixture.at(36) });
});

test('posts from before the incident do not count as the first question', () => {
	const fixture = new ReportFixture();
	const story = fixture.story([-600], { backlog: true });
	fixture.arrive(story, [12]);
	fixture.need('Gaan de scholen dicht?', story);
	expect(fixture.report(20).information.needs[0]?.answerTime?.from).toBe(fixture.at(12));
});

test('a holding statement does not answer a rumour, the first published rebuttal does', () => {
	const workflow = new TextWorkflow();
	const finding = () => {
		const row = workflow.state.rumours.get(workflow.rumour);
		if (!row) throw new Error('no rumour');
		return row;
	};
	const first = Date.parse('2026-11-20T11:50:00Z');
	const time = (texts: readonly Readonly<OfficialText>[]) => answerTime({ finding: finding(), first, texts });
	workflow.draft({ website: 'Wij gaan dit na.' }, bram, 'holding').submit().approve().publish('website');
	expect(minutesOf(time([workflow.row]))).toBeNull();
	const rebuttal = new TextWorkflow();
	rebuttal.judge().draft({ website: 'Het water is veilig.', x: 'Veilig.' }).submit().approve();
	rebuttal.later(30).publish('website').later(20).publish('x');
	expect(minutesOf(time([workflow.row, rebuttal.row]))).toBe(40);
});

test('the answer time is never negative and runs to the earliest answer, in any order of texts', () => {
	const workflow = new TextWorkflow();
	workflow.judge().draft({ website: 'Het water is veilig.' }).submit().approve().publish('website');
	const [publication] = workflow.row.publications;
	if (!publication) throw new Error('not published');
	const rumour = workflow.state.rumours.get(workflow.rumour);
	if (!rumour) throw new Error('no rumour');
	const noon = Date.parse('2026-11-20T12:00:00Z');
	const moments = fc.array(fc.integer({ min: -600, max: 600 }), { minLength: 1, maxLength: 6 });
	let answeredEarly = 0;
	fc.assert(
		fc.property(moments, fc.integer({ min: -300, max: 300 }), (published, first) => {
			const texts = published.map((minute) => ({
				...workflow.row,
				id: fresh(TextId),
				facts: [] as FactId[],
				publications: [{ ...publication, at: new Date(noon + minute * 60_000).toISOString() as typeof publication.at }]
			}));
			const waited = minutesOf(answerTime({ finding: rumour, first: noon + first * 60_000, texts }));
			expect(waited).toBe(Math.max(0, Math.min(...published) - first));
			if (waited === 0) answeredEarly += 1;
		})
	);
	expect(answeredEarly).toBeGreaterThan(0);
});
