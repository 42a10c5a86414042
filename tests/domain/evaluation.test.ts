import { answerNeed } from '$lib/domain/findings/need';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { moments } from '$lib/i18n/moments';
import { AdviceId, FactId, FindingId, momentOf, PersonId, PublicationId, TextId } from '$lib/domain/core/ids';
import { clockSet } from '$lib/domain/core/clock';
import { barsOf, evaluationOf, type Evaluation, type EvaluationCounts } from '$lib/domain/evaluation/evaluation';
import { historyOf, type HistoryLine } from '$lib/domain/evaluation/history';
import { keyFiguresOf, median, type KeyFigureId } from '$lib/domain/evaluation/key-figures';
import { peaksOf } from '$lib/domain/evaluation/timeline';
import { recordFact } from '$lib/domain/findings/fact';
import { giveVerdict } from '$lib/domain/findings/rumour';
import { closeIncident, describeIncident, incidentOpened, setDuty, setPhase } from '$lib/domain/incident/incident';
import { recordAction } from '$lib/domain/incident/own-action';
import { takeShift } from '$lib/domain/incident/shift';
import { approveText, returnText } from '$lib/domain/official-text/approval';
import { publishText, withdrawText } from '$lib/domain/official-text/publication';
import { draftText, submitText, writeText } from '$lib/domain/official-text/writing';
import { decideAdvice, writeAdvice } from '$lib/domain/report/advice';
import { setSentiment } from '$lib/domain/stories/story';
import { anna, bram, carla, fresh, noon } from './in-memory-incident';
import { ReportFixture } from './report-facts';

/** An incident of which each line is kept with its moment, as the log does. */
class Course {
	readonly fixture = new ReportFixture();
	readonly lines: HistoryLine[] = [];
	readonly posts: number[] = [];
	readonly evidence = new Map<FindingId, { posts: number; first: ReturnType<ReportFixture['at']> }>();

	constructor() {
		this.keep(0);
	}
	/** Does something at a minute, and keeps what it added to the log. */
	at<T>(minute: number, act: (fixture: ReportFixture) => T): T {
		const done = act(this.fixture.clock(minute));
		this.keep(minute);
		return done;
	}
	keep(minute: number): void {
		for (const event of this.fixture.incident.log.slice(this.lines.length))
			this.lines.push({
				...event,
				wallAt: this.fixture.at(minute),
				by: bram.id,
				redacted: false
			});
	}
	/** Posts at these minutes; those of a finding are its evidence. */
	arrive(minutes: readonly number[], finding: FindingId | null = null): void {
		this.posts.push(...minutes);
		if (finding) this.evidence.set(finding, { posts: minutes.length, first: this.fixture.at(Math.min(...minutes)) });
	}
	get counts(): EvaluationCounts {
		const steps = [...new Set(this.posts.map((minute) => Math.floor(minute / 10) * 10))].sort((a, b) => a - b);
		return {
			total: this.posts.length,
			posts: steps.map((step) => ({
				from: this.fixture.at(step),
				posts: this.posts.filter((minute) => minute >= step && minute < step + 10).length
			})),
			first: this.posts.length === 0 ? null : this.fixture.at(Math.min(...this.posts)),
			evidence: this.evidence,
			effects: new Map(),
			unseen: 0
		};
	}
	evaluation(until: number): Evaluation {
		const { fixture, lines, counts } = this;
		const found = evaluationOf(fixture.incident.state, historyOf(lines), counts, fixture.at(until));
		if (!found) throw new Error('there is no incident');
		return found;
	}
	figure(key: KeyFigureId, until = 240): number | null {
		return keyFiguresOf(this.evaluation(until)).find((figure) => figure.key === key)?.value ?? null;
	}
	/** A text about a rumour, submitted at one minute, approved and published later. */
	text(rumour: FindingId, [submitted, approved, published]: readonly [number, number, number]): TextId {
		const id = fresh(TextId);
		const variant = () => {
			const found = this.fixture.incident.state.texts.get(id)?.variants.find(({ channel }) => channel === 'website');
			if (!found) throw new Error('there is no such variant');
			return { channel: found.channel, checksum: found.checksum };
		};
		const words = 'Het water is veilig.';
		this.at(submitted, ({ incident }) => {
			incident.when(
				draftText,
				{
					id,
					kind: 'rebuttal',
					about: { kind: 'rumour', finding: rumour },
					corrects: null,
					facts: [],
					wordings: [{ channel: 'website', text: words }]
				},
				bram
			);
			incident.when(submitText, { text: id, variants: [variant()], requestedFrom: null }, bram);
		});
		this.at(approved, ({ incident }) => incident.when(approveText, { text: id, variants: [variant()] }, anna));
		this.at(published, ({ incident }) =>
			incident.when(
				publishText,
				{ text: id, id: fresh(PublicationId), ...variant(), where: 'Website', address: null, at: null },
				bram
			)
		);
		return id;
	}
	fact(minute: number): FactId {
		const id = fresh(FactId);
		this.at(minute, ({ incident }) =>
			incident.when(recordFact, { id, text: 'Het water is getest.', source: 'Vitens', at: null }, bram)
		);
		return id;
	}
}

test('times run from the start and from the first post, and the first of each kind is found', () => {
	const course = new Course();
	course.arrive([5, 6, 30]);
	const rumour = course.at(12, (fixture) => fixture.rumour('Het water is vergiftigd', fixture.story()));
	course.arrive([8, 9], rumour);
	course.at(15, ({ incident }) =>
		incident.when(recordAction, { id: crypto.randomUUID(), channel: 'NL-Alert', text: 'Blijf binnen', at: null }, bram)
	);
	const fact = course.fact(20);
	course.at(25, ({ incident }) => incident.when(giveVerdict, { rumour, verdict: 'false', fact }, bram));
	course.text(rumour, [30, 37, 41]);
	course.at(60, (fixture) => fixture.release(60));
	const figures = Object.fromEntries(keyFiguresOf(course.evaluation(240)).map(({ key, value }) => [key, value]));
	expect(figures).toMatchObject({
		duration: 240,
		posts: 5,
		firstText: 41,
		firstTextFromPost: 36,
		firstAction: 15,
		firstFact: 20,
		firstReport: 60,
		texts: 1,
		publications: 1,
		alone: 0,
		facts: 1,
		reports: 1,
		rumours: 1,
		judged: 1,
		verdictTime: 17,
		rumourTime: 33,
		approvals: 1,
		approvalTime: 7,
		approvalLongest: 7
	});
	expect(course.evaluation(240).rumours).toMatchObject([
		{ posts: 2, first: course.fixture.at(8), raised: course.fixture.at(12), wait: 33 * 60_000 }
	]);
});

test('what never happened has no time, and is counted as zero', () => {
	const course = new Course();
	for (const key of [
		'firstText',
		'firstTextFromPost',
		'firstFact',
		'firstReport',
		'verdictTime',
		'needTime',
		'approvalTime'
	] as const)
		expect(course.figure(key), key).toBeNull();
	for (const key of ['posts', 'busiest', 'texts', 'rumours', 'needs', 'advice', 'approvals'] as const)
		expect(course.figure(key), key).toBe(0);
	expect(course.evaluation(240)).toMatchObject({ load: [], duties: [], isProvisional: true, firstPost: null });
});

test('the time to answer a need runs from the first question to the first answer', () => {
	const course = new Course();
	const need = course.at(10, (fixture) => fixture.need('Mag ik naar buiten?', fixture.story()));
	course.arrive([4, 7], need);
	const answer = { need, text: 'Nee.', fact: null, channel: 'website', at: null };
	course.at(34, ({ incident }) => incident.answered(answer));
	course.at(90, ({ incident }) => incident.when(answerNeed, answer, bram));
	expect(course.evaluation(240).needs).toMatchObject([{ answered: course.fixture.at(34), wait: 30 * 60_000 }]);
	expect(course.figure('needTime')).toBe(30);
	const open = course.at(50, (fixture) => fixture.need('Waar is de opvang?', fixture.story()));
	expect(course.evaluation(240).needs.find(({ id }) => id === open)).toMatchObject({ answered: null, wait: null });
	expect([course.figure('needs'), course.figure('answered')]).toEqual([2, 1]);
});

test('an approval waits from the request until a decision; a newer version replaces the request and is not a decision', () => {
	const course = new Course();
	const rumour = course.at(1, (fixture) => fixture.rumour('Het water is vergiftigd', fixture.story()));
	const fact = course.fact(2);
	course.at(3, ({ incident }) => incident.when(giveVerdict, { rumour, verdict: 'false', fact }, bram));
	const id = course.text(rumour, [10, 30, 31]);
	const variant = () => {
		const [found] = course.fixture.incident.state.texts.get(id)?.variants ?? [];
		if (!found) throw new Error('there is no such variant');
		return { channel: found.channel, checksum: found.checksum };
	};
	const submit = (minute: number, words: string): void => {
		course.at(minute, ({ incident }) => {
			incident.when(writeText, { text: id, channel: 'website', words, over: variant().checksum }, bram);
			incident.when(submitText, { text: id, variants: [variant()], requestedFrom: null }, bram);
		});
	};
	submit(40, 'Het water is echt veilig.');
	submit(44, 'Het water is overal veilig.');
	course.at(47, ({ incident }) => incident.when(returnText, { text: id, version: 3, why: 'Te lang' }, anna));
	submit(50, 'Het water is schoon.');
	const { approvals } = course.evaluation(240);
	expect(approvals.map(({ version, decided }) => [version, decided?.outcome ?? null])).toEqual([
		[1, 'approved'],
		[2, 'superseded'],
		[3, 'returned'],
		[4, null]
	]);
	expect([course.figure('approvals'), course.figure('approvalTime'), course.figure('approvalLongest')]).toEqual([
		4, 11, 20
	]);
	course.at(52, ({ incident }) => incident.when(withdrawText, { text: id, why: 'Niet meer nodig' }, bram));
	expect(course.evaluation(240).approvals.at(-1)?.decided).toEqual({ at: course.fixture.at(52), outcome: 'withdrawn' });
	expect(course.figure('approvalTime'), 'a withdrawal is no decision').toBe(11);
});

test('a changed verdict is listed next to the first one, and repeating a verdict is not a change', () => {
	const course = new Course();
	const rumour = course.at(1, (fixture) => fixture.rumour('De brug is dicht', fixture.story()));
	const fact = course.fact(2);
	for (const [minute, verdict] of [
		[5, 'unknowable'],
		[9, 'unknowable'],
		[20, 'true']
	] as const)
		course.at(minute, ({ incident }) => incident.when(giveVerdict, { rumour, verdict, fact }, bram));
	expect(course.evaluation(240).rumours[0]?.verdicts).toEqual([
		{ verdict: 'unknowable', at: course.fixture.at(5) },
		{ verdict: 'true', at: course.fixture.at(20) }
	]);
	expect(course.figure('verdictTime')).toBe(4);
});

test('each duty is listed with who had it, from when and until when; a duty that nobody had is left out', () => {
	const course = new Course();
	course.at(10, ({ incident }) => incident.when(takeShift, {}, bram));
	course.at(20, ({ incident }) => incident.when(setDuty, { spokesperson: anna.id }, bram));
	course.at(70, ({ incident }) => incident.when(setDuty, { spokesperson: null }, bram));
	course.at(90, ({ incident }) => incident.when(takeShift, {}, carla));
	course.at(120, ({ incident }) => incident.when(closeIncident, {}, carla));
	const when = (minute: number) => course.fixture.at(minute);
	expect(course.evaluation(999)).toMatchObject({
		isProvisional: false,
		until: when(120),
		duties: [
			{ what: 'lead', person: bram.id, from: when(10), to: when(90) },
			{ what: 'spokesperson', person: anna.id, from: when(20), to: when(70) },
			{ what: 'lead', person: carla.id, from: when(90), to: when(120) }
		]
	});
});

test('posts and our own actions are listed in the ten minutes in which they happened', () => {
	const course = new Course();
	const rumour = course.at(12, (fixture) => fixture.rumour('Het water is vergiftigd', fixture.story()));
	course.arrive([3, 13], rumour);
	const fact = course.fact(14);
	course.at(15, ({ incident }) => incident.when(giveVerdict, { rumour, verdict: 'false', fact }, bram));
	course.text(rumour, [16, 17, 18]);
	course.at(41, ({ incident }) => incident.when(setPhase, { phase: 'followUp' }, bram));
	course.at(42, ({ incident }) =>
		incident.when(describeIncident, { title: 'Brand Zuiderpark', grip: 2, place: 'Waterveen' }, bram)
	);
	const advice = fresh(AdviceId);
	course.at(50, ({ incident }) => {
		incident.when(
			writeAdvice,
			{
				id: advice,
				goal: 'informing',
				what: 'Meld de uitslag',
				who: '',
				channel: '',
				audience: '',
				tone: '',
				urgency: 'high',
				decider: '',
				deadline: null
			},
			bram
		);
	});
	const over = course.fixture.incident.state.advice.get(advice)?.seq;
	course.at(51, ({ incident }) =>
		incident.when(decideAdvice, { advice, outcome: 'adopted', why: '', effect: '', who: '', due: null, over }, bram)
	);
	const steps = course
		.evaluation(240)
		.timeline.map(({ from, posts, cameIn, weDid }) => [
			(Date.parse(from) - Date.parse(noon)) / 60_000,
			posts,
			cameIn.map(({ what }) => what),
			weDid.map(({ what }) => what)
		]);
	expect(steps).toEqual([
		[0, 1, ['rumour'], ['phase', 'grip']],
		[10, 1, [], ['fact', 'verdict', 'text']],
		[40, 0, [], ['phase', 'grip']],
		[50, 0, [], ['advice']]
	]);
});

test('the load counts a story once per hour, and leaves out work of the program', () => {
	const course = new Course();
	const [story, other] = [course.fixture.story(), course.fixture.story()];
	const label = (minute: number, of: typeof story) =>
		course.at(minute, ({ incident }) => incident.when(setSentiment, { story: of, emotion: 'fear' }, bram));
	course.arrive([1, 2, 61]);
	for (const minute of [5, 6]) label(minute, story);
	label(8, other);
	label(70, story);
	expect(course.evaluation(240).load).toEqual([
		{ from: course.fixture.at(0), posts: 2, labelled: 2, approved: 0 },
		{ from: course.fixture.at(60), posts: 1, labelled: 1, approved: 0 }
	]);
	const { lines } = course;
	const bySystem = lines.map((line) => ({ ...line, by: PersonId.parse('00000000-0000-8000-8000-000000000001') }));
	expect(historyOf(bySystem).labelled).toEqual([]);
	expect(historyOf(lines.map((line) => ({ ...line, data: null, redacted: true }))).labelled).toEqual([]);
});

test('an incident of many days is counted per day, and no post is lost', () => {
	const course = new Course();
	course.arrive([0, 30, 24 * 60 + 5, 5 * 24 * 60]);
	const { loadHours, load } = course.evaluation(6 * 24 * 60);
	expect([loadHours, load.map(({ posts }) => posts)]).toEqual([24, [2, 1, 1]]);
	expect(load.map(({ from }) => moments('nl').clock(from))).toEqual(['00.00', '00.00', '00.00']);
});

test('an exercise uses the moments of its own clock', () => {
	const { fixture, lines } = new Course();
	const [first] = lines;
	if (!first) throw new Error('there is no line');
	const set = clockSet({ wall: fixture.at(0), incident: fixture.at(0), speed: 60 });
	const opened = incidentOpened.data.parse(first.data);
	const history = historyOf([
		{ ...first, data: { ...opened, exercise: true } },
		{ ...first, ...set },
		{ ...first, type: 'incident.phaseSet', data: { phase: 'aftercare' }, wallAt: fixture.at(1) }
	]);
	expect(history.phases.at(-1)).toEqual({ phase: 'aftercare', at: fixture.at(60) });
});

const step = (index: number) => momentOf(Date.parse(noon) + index * 600_000);
test('a peak is a local maximum clearly above the usual number, and the first of equal ones', () => {
	const posts = [2, 3, 2, 30, 4, 3, 2, 2, 3, 2, 15, 15, 2].map((count, index) => ({ from: step(index), posts: count }));
	expect(peaksOf(posts)).toEqual([posts[3], posts[10]]);
	expect(peaksOf([{ from: step(0), posts: 9 }])).toEqual([]);
	expect(peaksOf([20, 22, 21, 20].map((count, index) => ({ from: step(index), posts: count })))).toEqual([]);
});

test('bars of any width together contain every post', () => {
	fc.assert(
		fc.property(
			fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { minLength: 1 }),
			fc.integer({ min: 1, max: 100 }),
			(indexes, maxBars) => {
				const posts = indexes.sort((a, b) => a - b).map((index) => ({ from: step(index), posts: index + 1 }));
				const { values } = barsOf({ posts }, maxBars);
				// Bars begin at round times: even the longest can have such a time within it.
				expect(values.length).toBeLessThanOrEqual(Math.max(2, maxBars));
				expect(values.reduce((sum, value) => sum + value, 0)).toBe(posts.reduce((sum, each) => sum + each.posts, 0));
			}
		)
	);
});

test('the median has as many values below it as above it', () => {
	expect([median([]), median([3]), median([1, 9]), median([9, 1, 4])]).toEqual([null, 3, 5, 4]);
	fc.assert(
		fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
			const middle = median(values) ?? 0;
			const [below, above] = [values.filter((each) => each < middle), values.filter((each) => each > middle)];
			expect(Math.max(below.length, above.length)).toBeLessThanOrEqual(values.length / 2);
		})
	);
});
