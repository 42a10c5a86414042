import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FactId, millisecondsOf, TextId } from '$lib/domain/core/ids';
import { answerTime } from '$lib/domain/overview/answer-time';
import type { OfficialText } from '$lib/domain/official-text/official-text';
import { minutes, Scene } from './report-facts';
import { TextWorkflow } from './texts';
import { bram, fresh } from './in-memory-incident';

const minutesOf = ({ from, to }: ReturnType<typeof answerTime>): number | null =>
	to === null ? null : (millisecondsOf(to) - millisecondsOf(from)) / 60_000;

test('a need waits from its first post until the first answer; a later answer changes nothing of that', () => {
	const scene = new Scene();
	const need = scene.need('Gaan de scholen dicht?', scene.story(minutes(5, 10, 1)));
	const lineAt = (minute: number) => scene.report(minute).information.needs[0]?.answerTime;
	expect(lineAt(20)).toEqual({ from: scene.at(5), to: null });
	scene.clock(36);
	const answer = { need, text: 'Ja', fact: null, channel: 'website', at: null };
	scene.incident.answered(answer);
	expect(lineAt(40)).toEqual({ from: scene.at(5), to: scene.at(36) });
});

test('posts from before the incident are no first question', () => {
	const scene = new Scene();
	const story = scene.story([-600], { backlog: true });
	scene.arrive(story, [12]);
	scene.need('Gaan de scholen dicht?', story);
	expect(scene.report(20).information.needs[0]?.answerTime?.from).toBe(scene.at(12));
});

test('a holding statement is no answer to a rumour, the first publication of a rebuttal is', () => {
	const road = new TextWorkflow();
	const finding = () => {
		const row = road.state.rumours.get(road.rumour);
		if (!row) throw new Error('no rumour');
		return row;
	};
	const first = Date.parse('2026-11-20T11:50:00Z');
	const time = (texts: readonly Readonly<OfficialText>[]) => answerTime({ finding: finding(), first, texts });
	road.draft({ website: 'Wij gaan dit na.' }, bram, 'holding').submit().approve().publish('website');
	expect(minutesOf(time([road.row]))).toBeNull();
	const rebuttal = new TextWorkflow();
	rebuttal.judge().draft({ website: 'Het water is veilig.', x: 'Veilig.' }).submit().approve();
	rebuttal.later(30).publish('website').later(20).publish('x');
	expect(minutesOf(time([road.row, rebuttal.row]))).toBe(40);
});

test('never less than nothing, and the earliest of all answers, in whatever order the texts come', () => {
	const road = new TextWorkflow();
	road.judge().draft({ website: 'Het water is veilig.' }).submit().approve().publish('website');
	const [publication] = road.row.publications;
	if (!publication) throw new Error('not published');
	const rumour = road.state.rumours.get(road.rumour);
	if (!rumour) throw new Error('no rumour');
	const noon = Date.parse('2026-11-20T12:00:00Z');
	const moments = fc.array(fc.integer({ min: -600, max: 600 }), { minLength: 1, maxLength: 6 });
	let answeredEarly = 0;
	fc.assert(
		fc.property(moments, fc.integer({ min: -300, max: 300 }), (published, first) => {
			const texts = published.map((minute) => ({
				...road.row,
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
