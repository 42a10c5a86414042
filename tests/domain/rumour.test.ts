import { expect, test } from 'vitest';
import { flaggedCitations, reportsCiting } from '$lib/domain/review/citation';
import { setVariants, splitRumour } from '$lib/domain/findings/variants';
import { recordFact, replaceFact } from '$lib/domain/findings/fact';
import { reviewCitation } from '$lib/domain/review/citation-review';
import { closeFinding, mergeFindings } from '$lib/domain/findings/finding';
import { FactId, FindingId, momentOf, Sha256 } from '$lib/domain/core/ids';
import { setAims } from '$lib/domain/incident/incident';
import { answerInquiry, makeFactOfAnswer, verifyRumour } from '$lib/domain/findings/inquiry';
import { overdueItems } from '$lib/domain/overview/overdue';
import { reportReleased } from '$lib/domain/report/version';
import { isHigh, judgeSpread, RiskLevel, riskOf, riskRank, type SpreadMeasure } from '$lib/domain/findings/risk';
import { assessRumour, chooseApproach, measureSpread, signalRumour } from '$lib/domain/findings/rumour';
import { rumourGuide } from '$lib/domain/waiting/rumour-guide';
import { rumourClockOf, minutesOverAim, textsAbout } from '$lib/domain/overview/rumour-clock';
import { setSentiment } from '$lib/domain/stories/story';
import { labelStory } from '$lib/domain/findings/evidence';
import { anna, bram, fresh, noon, system } from './in-memory-incident';
import { TextWorkflow } from './texts';

const at = (minutes: number) => momentOf(Date.parse(noon) + minutes * 60_000);
const few: SpreadMeasure = {
	authors: 2,
	platforms: 1,
	postsLast30: 2,
	posts30Before: 2,
	publicVoice: false,
	pressAsks: false
};

test('spread is judged by the first rule of the highest value that holds', () => {
	const judged = (more: Partial<SpreadMeasure>) => {
		const { value, reason } = judgeSpread({ ...few, ...more });
		return `${value} ${reason}`;
	};
	expect(judged({})).toBe('1 few');
	expect(judged({ authors: 5 })).toBe('2 fiveAuthors');
	expect(judged({ platforms: 2 })).toBe('2 twoPlatforms');
	expect(judged({ postsLast30: 6, posts30Before: 3 })).toBe('2 doubling');
	expect(judged({ postsLast30: 5, posts30Before: 1 })).toBe('1 few');
	expect(judged({ platforms: 3, authors: 9 })).toBe('3 threePlatforms');
	expect(judged({ pressAsks: true })).toBe('3 pressAsks');
	expect(judged({ publicVoice: true, pressAsks: true })).toBe('3 publicVoice');
});

test('harm times spread: 1-2 low, 3-4 middle, 6-9 high; immediate danger is always high', () => {
	const levels = ([1, 2, 3] as const).map((harm) =>
		([1, 2, 3] as const).map((spread) => riskOf({ harm, danger: false }, spread).level)
	);
	expect(levels).toEqual([
		['low', 'low', 'middle'],
		['low', 'middle', 'high'],
		['middle', 'high', 'high']
	]);
	expect(riskOf({ harm: null, danger: true }, 1).level).toBe('danger');
});

test('the clock of the aims runs from when the risk first was high, and does not start again', () => {
	const road = new TextWorkflow();
	const clock = () => {
		const rumour = road.state.rumours.get(road.rumour);
		const aims = road.state.incident?.aims;
		return rumour && aims ? rumourClockOf(rumour, textsAbout(road.state, rumour), aims) : null;
	};
	const assess = (harm: 1 | 3) =>
		road.when(assessRumour, { rumour: road.rumour, harm, danger: false, helpNeeded: false }, bram);
	const spread = (value: 1 | 2) =>
		road.when(measureSpread, { rumour: road.rumour, value, reason: value === 1 ? 'few' : 'fiveAuthors' }, system);
	assess(3);
	expect(clock()).toBeNull();
	road.later(4);
	spread(2);
	road.later(10);
	assess(1);
	assess(3);
	expect(clock()).toMatchObject({
		firstHigh: at(4),
		verdict: { due: at(34), met: null },
		text: { due: at(64), met: null }
	});
	const late = (minutes: number) => {
		const now = clock();
		return now && minutesOverAim(now, at(minutes));
	};
	expect([late(34), late(41)]).toEqual([0, 7]);
	road.later(10).judge().draft({ x: 'Kraanwater is veilig.' }).submit().approve().publish('x');
	expect(clock()).toMatchObject({ verdict: { met: at(24) }, text: { met: at(24) } });
	expect(late(200)).toBe(0);
	road.when(setAims, { verdict: 15, text: 45, askedAgain: 10 }, bram);
	expect(clock()?.verdict.due).toBe(at(19));
});

test('a holding statement is the first move, not the text that the clock waits for', () => {
	const road = new TextWorkflow();
	road.when(assessRumour, { rumour: road.rumour, harm: 3, danger: true, helpNeeded: false }, bram);
	road.draft({ x: 'Wij horen dit en zoeken het uit.' }, bram, 'holding').submit().approve().publish('x');
	const rumour = road.state.rumours.get(road.rumour);
	const aims = road.state.incident?.aims;
	expect(rumour && aims && rumourClockOf(rumour, textsAbout(road.state, rumour), aims)?.text.met).toBeNull();
});

test('the body, the deadline and the answer of every inquiry are kept', () => {
	const road = new TextWorkflow();
	road.when(
		verifyRumour,
		{ rumour: road.rumour, body: 'Waterbedrijf', question: 'Is het water veilig?', deadline: at(10) },
		bram
	);
	road.when(verifyRumour, { rumour: road.rumour, body: 'GGD' }, bram);
	road.when(answerInquiry, { rumour: road.rumour, inquiry: 0, text: 'Ja, gemeten om 13.50 uur' }, bram);
	expect(road.state.rumours.get(road.rumour)?.inquiries).toMatchObject([
		{ body: 'Waterbedrijf', deadline: at(10), answer: { text: 'Ja, gemeten om 13.50 uur' } },
		{ body: 'GGD', deadline: null, answer: null }
	]);
	expect(() => road.when(answerInquiry, { rumour: road.rumour, inquiry: 0, text: 'Nee' }, bram)).toThrow(
		'inquiry.answered'
	);
});

test('one press makes a fact of an answer, says when it was so, and judges where a person says how', () => {
	const road = new TextWorkflow();
	const [first, second] = [fresh(FactId), fresh(FactId)];
	const rumour = () => road.state.rumours.get(road.rumour);
	const stated = { rumour: road.rumour, source: 'GHOR', text: 'Er zijn geen doden bekend', at: at(4) };
	road.when(verifyRumour, { rumour: road.rumour, body: 'GHOR' }, bram);
	road.when(verifyRumour, { rumour: road.rumour, body: 'Politie' }, bram);
	const make = (inquiry: number, id: FactId, more: object = {}) =>
		road.when(makeFactOfAnswer, { ...stated, inquiry, id, verdict: null, ...more }, anna);
	expect(() => make(0, first)).toThrow('inquiry.unanswered');
	expect(() => make(7, first)).toThrow('inquiry.absent');
	road.later(5).when(answerInquiry, { rumour: road.rumour, inquiry: 0, text: 'Nee, geen doden' }, bram);
	road.later(1);
	expect(() => make(0, first, { at: at(7) })).toThrow('fact.future');
	make(0, first);
	expect(road.state.facts.get(first)).toMatchObject({ source: 'GHOR', at: at(4), recordedAt: at(6), by: anna.id });
	expect(rumour()).toMatchObject({
		judged: null,
		inquiries: [{ answer: { text: 'Nee, geen doden', fact: first } }, {}]
	});
	expect(() => make(0, second)).toThrow('inquiry.factMade');
	road.when(answerInquiry, { rumour: road.rumour, inquiry: 1, text: 'Geen doden' }, bram);
	make(1, second, { verdict: 'false' });
	expect(rumour()?.judged).toMatchObject({ verdict: 'false', fact: second, by: anna.id, at: at(6) });
});

test('what a rumour asks for now is one task, from the first question to the effect', () => {
	const road = new TextWorkflow();
	const guide = () => {
		const rumour = road.state.rumours.get(road.rumour);
		const { now, task, done } = rumour ? rumourGuide(road.state, rumour) : { now: null, task: null, done: [] };
		return [now, task, ...done];
	};
	expect(guide()).toEqual(['ask', 'ask']);
	road.when(assessRumour, { rumour: road.rumour, harm: 3, danger: false, helpNeeded: false }, bram);
	road.when(verifyRumour, { rumour: road.rumour, body: 'GHOR' }, bram);
	expect(guide()).toEqual(['ask', 'noteAnswer', 'assess']);
	road.when(answerInquiry, { rumour: road.rumour, inquiry: 0, text: 'Veilig' }, bram);
	expect(guide()).toEqual(['fact', 'makeFact', 'assess', 'ask']);
	const fact = fresh(FactId);
	const made = { rumour: road.rumour, inquiry: 0, id: fact, text: 'Veilig', source: 'GHOR', at: null, verdict: null };
	road.when(makeFactOfAnswer, made, bram);
	expect(guide()).toEqual(['fact', 'judge', 'assess', 'ask']);
	road.judge('false', fact);
	expect(guide()).toEqual(['text', 'write', 'assess', 'ask', 'fact']);
	road.draft({ x: 'Het water is veilig' });
	expect(guide().slice(0, 2)).toEqual(['text', 'finish']);
	road.submit();
	expect(guide().slice(0, 2)).toEqual(['text', 'approval']);
	road.approve();
	expect(guide().slice(0, 2)).toEqual(['text', 'publish']);
	road.publish('x');
	expect(guide()).toEqual(['effect', 'none', 'assess', 'ask', 'fact', 'text']);
	road.when(replaceFact, { replaces: fact, id: fresh(FactId), text: 'Kook het', source: 'GHOR', at: null }, bram);
	expect(guide().slice(0, 2)).toEqual(['text', 'correct']);
	road.when(closeFinding, { kind: 'rumour', finding: road.rumour }, bram);
	expect(guide().slice(0, 2)).toEqual([null, 'none']);
});

test('nobody confirms or rebuts before a verdict', () => {
	const road = new TextWorkflow();
	for (const approach of ['confirm', 'rebut'])
		expect(() => road.when(chooseApproach, { rumour: road.rumour, approach }, bram)).toThrow('rumour.withoutVerdict');
	road.when(chooseApproach, { rumour: road.rumour, approach: 'sayWeCheck' }, bram);
	road.judge().when(chooseApproach, { rumour: road.rumour, approach: 'rebut' }, bram);
	expect(road.state.rumours.get(road.rumour)?.approach).toBe('rebut');
});

test('a claim that is merged away becomes a variant of the claim it was merged into; splitting takes stories along', () => {
	const road = new TextWorkflow();
	const [other, split] = [fresh(FindingId), fresh(FindingId)];
	const story = road.story();
	road.when(signalRumour, { id: other, text: 'Er zit gif in de kraan', offline: 'balie', seenIn: null }, bram);
	road.when(labelStory, { story, add: [{ kind: 'rumour', finding: other, stance: 'asks' }], remove: [] }, bram);
	road.when(mergeFindings, { kind: 'rumour', finding: other, into: road.rumour }, bram);
	expect(road.state.rumours.get(road.rumour)?.variants).toEqual(['Er zit gif in de kraan']);
	road.when(
		splitRumour,
		{ rumour: road.rumour, id: split, text: 'Bluswater loopt in de sloot', stories: [story] },
		bram
	);
	expect(road.state.labels.get(story)?.links).toMatchObject([{ finding: split, stance: 'asks' }]);
	expect(() =>
		road.when(splitRumour, { rumour: road.rumour, id: fresh(FindingId), text: 'X', stories: [story] }, bram)
	).toThrow('story.absent');
});

test('what rests on a replaced fact is flagged until a person reviewed it', () => {
	const road = new TextWorkflow().judge();
	road
		.later(1)
		.when(
			replaceFact,
			{ replaces: road.fact, id: fresh(FactId), text: 'Kook het water', source: 'GGD', at: null },
			bram
		);
	expect(flaggedCitations(road.state)).toMatchObject([
		{ fact: { id: road.fact }, citing: { what: 'verdict', of: road.rumour } }
	]);
	const fact = road.state.facts.get(road.fact);
	expect(fact && reportsCiting(road.state, fact)).toEqual([]);
	road.when(
		reviewCitation,
		{ fact: road.fact, citing: { what: 'verdict', of: road.rumour }, why: 'Het staat er los van' },
		anna
	);
	expect(flaggedCitations(road.state)).toEqual([]);
});

test('a rumour is split by its stories and by the ways people say it; a rumour without a story must have been observed offline', () => {
	const road = new TextWorkflow();
	const [first, second] = [fresh(FindingId), fresh(FindingId)];
	const story = road.story();
	road.when(setVariants, { rumour: road.rumour, variants: ['Er zit gif in de kraan', 'De sloot is vergiftigd'] }, bram);
	const link = { kind: 'rumour', finding: road.rumour, stance: 'asks' };
	road.when(labelStory, { story, add: [link], remove: [] }, bram);
	road.when(setSentiment, { story, emotion: 'fear' }, bram);
	const chosen = {
		text: 'De sloot is vergiftigd',
		stories: [story],
		variants: ['De sloot is vergiftigd', 'iets dat er niet meer staat']
	};
	road.when(splitRumour, { rumour: road.rumour, id: first, ...chosen }, bram);
	expect(road.state.rumours.get(first)).toMatchObject({ text: 'De sloot is vergiftigd', variants: [], offline: null });
	expect(road.state.rumours.get(road.rumour)?.variants).toEqual(['Er zit gif in de kraan']);
	expect(road.state.labels.get(story)).toMatchObject({
		links: [{ finding: first, stance: 'asks' }],
		sentiment: { emotion: 'fear' }
	});
	road.when(
		splitRumour,
		{ rumour: road.rumour, id: second, text: 'Iets anders', stories: [], variants: ['Er zit gif in de kraan'] },
		bram
	);
	expect(road.state.rumours.get(second)).toMatchObject({ offline: 'telefoon', variants: ['Er zit gif in de kraan'] });
	expect(() => road.when(splitRumour, { rumour: first, id: fresh(FindingId), text: 'X', stories: [] }, bram)).toThrow(
		'finding.withoutEvidence'
	);
});

test('the report that people read is flagged with its replaced fact, until a newer one is released or a person reviewed it', () => {
	const road = new TextWorkflow().judge();
	const hash = Sha256.parse('a'.repeat(64));
	const released = (number: number, minutes: number) => {
		const made = {
			number,
			place: road.seq,
			moment: at(minutes),
			from: at(0),
			checksum: hash,
			chainHead: hash,
			rules: '1'
		};
		road.take(
			reportReleased({ ...made, publicKey: null, released: { by: bram.id, at: at(minutes) }, withdrawn: null }),
			bram.id
		);
	};
	const reports = () =>
		flaggedCitations(road.state).flatMap(({ citing }) => (citing.what === 'report' ? [citing.of] : []));
	released(1, 1);
	released(2, 2);
	road
		.later(5)
		.when(
			replaceFact,
			{ replaces: road.fact, id: fresh(FactId), text: 'Kook het water', source: 'GGD', at: null },
			bram
		);
	const fact = road.state.facts.get(road.fact);
	expect(fact && reportsCiting(road.state, fact)).toEqual([1, 2]);
	expect(reports()).toEqual(['2']);
	road.when(
		reviewCitation,
		{ fact: road.fact, citing: { what: 'report', of: '2' }, why: 'Het staat er los van' },
		anna
	);
	expect(reports()).toEqual([]);
	const again = fresh(FactId);
	road.when(recordFact, { id: again, text: 'De school is open', source: 'School', at: null }, bram);
	released(3, 6);
	road
		.later(5)
		.when(
			replaceFact,
			{ replaces: again, id: fresh(FactId), text: 'De school is dicht', source: 'School', at: null },
			bram
		);
	expect(reports()).toEqual(['3']);
	released(4, 12);
	expect(reports()).toEqual([]);
});

test('overdue items are sorted: verdicts and texts past their aim, and answers past the moment that was agreed', () => {
	const road = new TextWorkflow();
	const other = fresh(FindingId);
	road.when(assessRumour, { rumour: road.rumour, harm: 3, danger: true, helpNeeded: false }, bram);
	road.when(verifyRumour, { rumour: road.rumour, body: 'Waterbedrijf', deadline: at(20) }, bram);
	road.when(verifyRumour, { rumour: road.rumour, body: 'GGD' }, bram);
	road.later(10).when(signalRumour, { id: other, text: 'Er zijn doden', offline: 'balie', seenIn: null }, bram);
	road.when(assessRumour, { rumour: other, harm: 2, danger: true, helpNeeded: false }, bram);
	const late = (minutes: number) =>
		overdueItems(road.state, at(minutes)).map(({ rumour, what, minutes: by, body }) => [
			rumour.id === other ? 'other' : 'first',
			what,
			by,
			body
		]);
	expect(late(20)).toEqual([]);
	expect(late(45)).toEqual([
		['first', 'answer', 25, 'Waterbedrijf'],
		['first', 'verdict', 15, null],
		['other', 'verdict', 5, null]
	]);
	road.when(answerInquiry, { rumour: road.rumour, inquiry: 0, text: 'Veilig' }, bram);
	expect(late(45)).toEqual([
		['first', 'verdict', 15, null],
		['other', 'verdict', 5, null]
	]);
	road.when(verifyRumour, { rumour: road.rumour, body: 'RIVM', deadline: at(11) }, bram);
	road.judge();
	expect(late(45), 'after the verdict nobody waits for an answer').toEqual([['other', 'verdict', 5, null]]);
	expect(late(71)).toEqual([
		['other', 'verdict', 31, null],
		['first', 'text', 11, null]
	]);
	road.when(closeFinding, { kind: 'rumour', finding: other }, bram);
	expect(late(71)).toEqual([['first', 'text', 11, null]]);
});

test('a harm that nobody judged is no risk of its own height: it stands above middle, and asks to be judged in five minutes', () => {
	const unjudged = riskOf({ harm: null, danger: false }, 3);
	expect(unjudged).toEqual({ level: 'unjudged', product: null, spread: 3 });
	expect(isHigh(unjudged)).toBe(false);
	const order: readonly RiskLevel[] = ['danger', 'high', 'unjudged', 'middle', 'low'];
	expect([...order].sort((a, b) => riskRank(b) - riskRank(a))).toEqual(order);
	expect(order).toHaveLength(RiskLevel.options.length);

	const road = new TextWorkflow();
	const overdue = (minutes: number) =>
		overdueItems(road.state, at(minutes)).map(({ what, minutes }) => [what, minutes]);
	const spread = (value: 1 | 2 | 3) =>
		road.when(measureSpread, { rumour: road.rumour, value, reason: value === 1 ? 'few' : 'twoPlatforms' }, system);
	spread(1);
	expect(overdue(60)).toEqual([]);
	road.later(4);
	spread(2);
	road.later(3);
	// A further spread does not give more time, and a smaller one takes none away.
	spread(3);
	spread(1);
	expect(overdue(9)).toEqual([]);
	expect(overdue(10)).toEqual([['harm', 1]]);
	expect(overdue(21)).toEqual([['harm', 12]]);
	road.when(assessRumour, { rumour: road.rumour, harm: 1, danger: false, helpNeeded: false }, bram);
	expect(overdue(60)).toEqual([]);
	road.when(assessRumour, { rumour: road.rumour, harm: null, danger: true, helpNeeded: false }, bram);
	expect(overdue(20)).toEqual([]);
});
