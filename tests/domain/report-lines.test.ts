import { describe, expect, test } from 'vitest';
import { recordFact } from '$lib/domain/findings/fact';
import { FactId, SourceId } from '$lib/domain/core/ids';
import { reopenNeed } from '$lib/domain/findings/need';
import { shareOf } from '$lib/domain/report/content';
import { assessRumour, giveVerdict } from '$lib/domain/findings/rumour';
import { setCallForHelp, takeBackCallForHelp } from '$lib/domain/stories/story';
import { labelStory } from '$lib/domain/findings/evidence';
import { courseOf, differs } from '$lib/domain/stories/trend';
import { trendLineOf, tallyOf } from '$lib/server/read/report/collect/counting';
import { anna, bram, fresh, noon } from './in-memory-incident';
import { minutes, ReportFixture } from './report-facts';

/** Every post was looked at. */
const [none, seen] = [
	{ posts: 0, looked: 0 },
	{ now: { posts: 0, looked: 0 }, before: { posts: 0, looked: 0 } }
];
const trendOf = (now: number, before: number, earlier: number): string =>
	courseOf({ ...none, labelled: now }, { ...none, labelled: before }, earlier).trend;

describe('arrows', () => {
	test.each([
		[24, 9, true],
		[21, 22, false],
		[3, 0, true],
		[2, 0, false],
		[23, 61, true],
		[19, 10, true],
		[9, 5, false]
	])('%i after %i is a difference: %s, because |a − b| > 1.645·√(a + b)', (now, before, expected) => {
		expect(differs(now, before)).toBe(expected);
		expect(differs(before, now)).toBe(expected);
	});

	test('a count after zero is new, or asked again if it was asked earlier; two zeros are neither', () => {
		expect(trendOf(2, 0, 0)).toBe('new');
		expect(trendOf(2, 0, 5)).toBe('again');
		expect(trendOf(0, 0, 5)).toBe('none');
		expect(trendOf(0, 9, 0)).toBe('falls');
	});

	test('a half hour excludes its first moment and includes its last', () => {
		const moment = Date.parse(noon);
		const ago = (minutes: number) => ({ at: moment - minutes * 60_000 });
		const start = ago(60).at;
		expect(trendLineOf([ago(0), ago(29.9), ago(30), ago(59.9), ago(60), ago(-1)], { moment, start }, seen)).toEqual({
			now: 2,
			before: 2,
			trend: 'same'
		});
	});

	test('time before the start does not count as zero: there is no comparison, and nothing rises from it', () => {
		const moment = Date.parse(noon);
		const ago = (minutes: number) => ({ at: moment - minutes * 60_000 });
		const posts = (count: number, minutes: number) => Array.from({ length: count }, () => ago(minutes));
		for (const age of [0, 10, 30, 59, 60, 61, 600])
			for (const [before, earlier] of [
				[0, 0],
				[3, 0],
				[0, 2]
			] as const) {
				const all = [...posts(12, 5), ...posts(before, 40), ...posts(earlier, 70)];
				const line = trendLineOf(all, { moment, start: ago(age).at }, seen);
				if (age >= 60) expect(line).toEqual({ now: 12, before, trend: trendOf(12, before, earlier) });
				else expect(line).toEqual({ now: 12, before: null, trend: before + earlier === 0 ? 'new' : 'same' });
			}
	});
});

test('a share needs at least twenty posts', () => {
	expect(shareOf(7, 19)).toBeNull();
	expect(shareOf(5, 20)).toBe(0.25);
});

test('a post without author counts as its own author, and is listed separately', () => {
	const fixture = new ReportFixture();
	const one = fixture.author();
	expect(tallyOf([{ author: one }, { author: one }, { author: null }, { author: null }])).toEqual({
		posts: 4,
		authors: 3,
		unnamed: 2
	});
});

describe('needs', () => {
	test('unanswered needs come first, most asked now before the others, and answered needs last', () => {
		const fixture = new ReportFixture();
		const smoke = fixture.need('Is de rook gevaarlijk?', fixture.story(minutes(5, 40)));
		fixture.clock(20).incident.answered({ need: smoke, text: 'Nee', fact: null, channel: 'website', at: null });
		fixture.need('Waar is de opvang?', fixture.story(minutes(10, 3)));
		fixture.need('Gaan de scholen dicht?', fixture.story(minutes(12, 9)));
		const { needs } = fixture.report(30).information;
		expect(needs.map(({ text }) => text)).toEqual([
			'Gaan de scholen dicht?',
			'Waar is de opvang?',
			'Is de rook gevaarlijk?'
		]);
	});

	test('a need waits since it was first asked, and again since it was first asked after the answer', () => {
		const fixture = new ReportFixture();
		const story = fixture.story([5, 9]);
		const need = fixture.need('Is het water veilig?', story);
		expect(fixture.report(10).information.needs[0]).toMatchObject({
			state: 'open',
			waitingSince: fixture.at(5),
			answer: null,
			askedSince: 0
		});
		fixture.clock(12).incident.answered({ need, text: 'Ja', fact: null, channel: 'website', at: fixture.at(11) });
		expect(fixture.report(13).information.needs[0]).toMatchObject({
			waitingSince: null,
			answer: { at: fixture.at(11), channel: 'website' }
		});
		fixture.arrive(story, [15, 16]);
		fixture.clock(17).incident.when(reopenNeed, { need }, bram);
		expect(fixture.report(18).information.needs[0]).toMatchObject({
			state: 'askedAgain',
			waitingSince: fixture.at(15),
			askedSince: 2
		});
	});

	test('phone and press are counted separately, with what they ask about and their other questions', () => {
		const fixture = new ReportFixture();
		const [phone, press] = [fresh(SourceId), fresh(SourceId)];
		fixture.add(phone, 'Telefoon', 'phone');
		fixture.add(press, 'Pers', 'press');
		const story = fixture.story([1, 2], { source: phone, platform: 'phone', author: null });
		fixture.arrive(story, [3], { source: press, platform: 'press', author: null });
		fixture.story([4], { source: phone, platform: 'phone', author: null });
		const need = fixture.need('Is er asbest?', story);
		const { information } = fixture.report(10);
		expect(information.phone).toEqual({
			posts: 3,
			about: [{ finding: need, text: 'Is er asbest?', posts: 2 }],
			other: 1
		});
		expect(information.press).toEqual({
			posts: 1,
			about: [{ finding: need, text: 'Is er asbest?', posts: 1 }],
			other: 0
		});
		expect(information.unanswered).toEqual([{ finding: need, text: 'Is er asbest?', press: true }]);
	});

	test('every line of the report has evidence or says where it was observed', () => {
		const fixture = new ReportFixture();
		const story = fixture.story([1]);
		const bare = fixture.need('Wie betaalt dit?', story);
		fixture.need('Komt er een bewonersavond?', null, 'gehoord op straat');
		fixture.incident.when(labelStory, { story, add: [], remove: [bare] }, bram);
		expect(fixture.report(5).information.needs.map(({ text }) => text)).toEqual(['Komt er een bewonersavond?']);
	});
});

describe('rumours', () => {
	test('risk is harm times measured spread; denials and comments do not count as spread', () => {
		const fixture = new ReportFixture();
		const story = fixture.story(minutes(1, 4));
		const rumour = fixture.rumour('Het drinkwater is vergiftigd', story);
		const denials = fixture.story(minutes(2, 30));
		fixture.incident.when(
			labelStory,
			{ story: denials, add: [{ kind: 'rumour', finding: rumour, stance: 'denies' }], remove: [] },
			bram
		);
		fixture.incident.when(assessRumour, { rumour, harm: 3, danger: false, helpNeeded: false }, anna);
		expect(fixture.report(10).limitation.rumours[0]).toMatchObject({
			posts: 34,
			stances: { supports: 4, denies: 30, asks: 0, comments: 0 },
			spread: 1,
			product: 3,
			level: 'middle'
		});
		fixture.arrive(story, [3]);
		expect(fixture.report(10).limitation.rumours[0]).toMatchObject({ spread: 2, product: 6, level: 'high' });
		expect(fixture.report(130).limitation.rumours[0]).toMatchObject({ spread: 1 });
	});

	test('a verdict names its fact and source, and the highest risk comes first', () => {
		const fixture = new ReportFixture();
		fixture.rumour('Er is asbest', fixture.story(minutes(1, 9)));
		const water = fixture.rumour('Het water is vergiftigd', fixture.story([1]));
		const fact = fresh(FactId);
		fixture.incident.when(
			recordFact,
			{ id: fact, text: 'Het water is schoon', source: 'waterbedrijf', at: fixture.at(4) },
			anna
		);
		fixture.incident.when(giveVerdict, { rumour: water, verdict: 'false', fact }, anna);
		fixture.incident.when(assessRumour, { rumour: water, harm: 1, danger: true, helpNeeded: false }, anna);
		const [first] = fixture.report(10).limitation.rumours;
		expect(first).toMatchObject({
			text: 'Het water is vergiftigd',
			level: 'danger',
			verdict: { verdict: 'false', source: 'waterbedrijf', at: fixture.at(4) }
		});
	});

	test('a call for help is reported as a number and a moment only', () => {
		const fixture = new ReportFixture();
		const [passed, pinned, none] = [fixture.story([1]), fixture.story([2]), fixture.story([3])];
		fixture.clock(5).incident.when(setCallForHelp, { story: passed, help: 'passedOn' }, bram);
		fixture.incident.when(setCallForHelp, { story: pinned, help: 'pinned' }, bram);
		fixture.incident.when(setCallForHelp, { story: none, help: 'dismissed' }, bram);
		expect(fixture.report(10).limitation.calls).toEqual({ passedOn: [fixture.at(5)], open: 1 });
		fixture.clock(16).incident.when(takeBackCallForHelp, { story: passed, reason: 'Niemand nam op' }, bram);
		const takenBack = [{ passedOn: fixture.at(5), at: fixture.at(16) }];
		expect(fixture.report(20).limitation.calls).toEqual({ passedOn: [], takenBack, open: 2 });
	});
});
