import { expect, test } from 'vitest';
import { flaggedCitations, reportsCiting } from '$lib/domain/review/citation';
import { setVariants, splitRumour } from '$lib/domain/findings/variants';
import { recordFact, replaceFact } from '$lib/domain/findings/fact';
import { reviewCitation } from '$lib/domain/review/citation-review';
import { closeFinding } from '$lib/domain/findings/finding';
import { mergeFindings } from '$lib/domain/findings/merge';
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
const smallSpread: SpreadMeasure = {
	authors: 2,
	platforms: 1,
	postsLast30: 2,
	posts30Before: 2,
	publicVoice: false,
	pressAsks: false
};

test('spread is the highest value that applies, with the first matching rule as its reason', () => {
	const judged = (more: Partial<SpreadMeasure>) => {
		const { value, reason } = judgeSpread({ ...smallSpread, ...more });
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

test('the deadlines run from the first high risk, and do not restart', () => {
	const workflow = new TextWorkflow();
	const clock = () => {
		const rumour = workflow.state.rumours.get(workflow.rumour);
		const aims = workflow.state.incident?.aims;
		return rumour && aims ? rumourClockOf(rumour, textsAbout(workflow.state, rumour), aims) : null;
	};
	const assess = (harm: 1 | 3) =>
		workflow.when(assessRumour, { rumour: workflow.rumour, harm, danger: false, helpNeeded: false }, bram);
	const spread = (value: 1 | 2) =>
		workflow.when(
			measureSpread,
			{ rumour: workflow.rumour, value, reason: value === 1 ? 'few' : 'fiveAuthors' },
			system
		);
	assess(3);
	expect(clock()).toBeNull();
	workflow.later(4);
	spread(2);
	workflow.later(10);
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
	workflow.later(10).judge().draft({ x: 'Kraanwater is veilig.' }).submit().approve().publish('x');
	expect(clock()).toMatchObject({ verdict: { met: at(24) }, text: { met: at(24) } });
	expect(late(200)).toBe(0);
	workflow.when(setAims, { verdict: 15, text: 45, askedAgain: 10 }, bram);
	expect(clock()?.verdict.due).toBe(at(19));
});

test('a holding statement is a first step, and does not meet the deadline for a text', () => {
	const workflow = new TextWorkflow();
	workflow.when(assessRumour, { rumour: workflow.rumour, harm: 3, danger: true, helpNeeded: false }, bram);
	workflow.draft({ x: 'Wij horen dit en zoeken het uit.' }, bram, 'holding').submit().approve().publish('x');
	const rumour = workflow.state.rumours.get(workflow.rumour);
	const aims = workflow.state.incident?.aims;
	expect(rumour && aims && rumourClockOf(rumour, textsAbout(workflow.state, rumour), aims)?.text.met).toBeNull();
});

test('the body, deadline and answer of every inquiry are kept', () => {
	const workflow = new TextWorkflow();
	workflow.when(
		verifyRumour,
		{ rumour: workflow.rumour, body: 'Waterbedrijf', question: 'Is het water veilig?', deadline: at(10) },
		bram
	);
	workflow.when(verifyRumour, { rumour: workflow.rumour, body: 'GGD' }, bram);
	workflow.when(answerInquiry, { rumour: workflow.rumour, inquiry: 0, text: 'Ja, gemeten om 13.50 uur' }, bram);
	expect(workflow.state.rumours.get(workflow.rumour)?.inquiries).toMatchObject([
		{ body: 'Waterbedrijf', deadline: at(10), answer: { text: 'Ja, gemeten om 13.50 uur' } },
		{ body: 'GGD', deadline: null, answer: null }
	]);
	expect(() => workflow.when(answerInquiry, { rumour: workflow.rumour, inquiry: 0, text: 'Nee' }, bram)).toThrow(
		'inquiry.answered'
	);
});

test('one action makes a fact of an answer, with when it was true, and gives a verdict if a person chooses one', () => {
	const workflow = new TextWorkflow();
	const [first, second] = [fresh(FactId), fresh(FactId)];
	const rumour = () => workflow.state.rumours.get(workflow.rumour);
	const stated = { rumour: workflow.rumour, source: 'GHOR', text: 'Er zijn geen doden bekend', at: at(4) };
	workflow.when(verifyRumour, { rumour: workflow.rumour, body: 'GHOR' }, bram);
	workflow.when(verifyRumour, { rumour: workflow.rumour, body: 'Politie' }, bram);
	const make = (inquiry: number, id: FactId, more: object = {}) =>
		workflow.when(makeFactOfAnswer, { ...stated, inquiry, id, verdict: null, ...more }, anna);
	expect(() => make(0, first)).toThrow('inquiry.unanswered');
	expect(() => make(7, first)).toThrow('inquiry.absent');
	workflow.later(5).when(answerInquiry, { rumour: workflow.rumour, inquiry: 0, text: 'Nee, geen doden' }, bram);
	workflow.later(1);
	expect(() => make(0, first, { at: at(7) })).toThrow('fact.future');
	make(0, first);
	expect(workflow.state.facts.get(first)).toMatchObject({ source: 'GHOR', at: at(4), recordedAt: at(6), by: anna.id });
	expect(rumour()).toMatchObject({
		judged: null,
		inquiries: [{ answer: { text: 'Nee, geen doden', fact: first } }, {}]
	});
	expect(() => make(0, second)).toThrow('inquiry.factMade');
	workflow.when(answerInquiry, { rumour: workflow.rumour, inquiry: 1, text: 'Geen doden' }, bram);
	make(1, second, { verdict: 'false' });
	expect(rumour()?.judged).toMatchObject({ verdict: 'false', fact: second, by: anna.id, at: at(6) });
});

test('a rumour asks for one task at a time, from the first question to the effect', () => {
	const workflow = new TextWorkflow();
	const guide = () => {
		const rumour = workflow.state.rumours.get(workflow.rumour);
		const { now, task, done } = rumour ? rumourGuide(workflow.state, rumour) : { now: null, task: null, done: [] };
		return [now, task, ...done];
	};
	expect(guide()).toEqual(['ask', 'ask']);
	workflow.when(assessRumour, { rumour: workflow.rumour, harm: 3, danger: false, helpNeeded: false }, bram);
	workflow.when(verifyRumour, { rumour: workflow.rumour, body: 'GHOR' }, bram);
	expect(guide()).toEqual(['ask', 'noteAnswer', 'assess']);
	workflow.when(answerInquiry, { rumour: workflow.rumour, inquiry: 0, text: 'Veilig' }, bram);
	expect(guide()).toEqual(['fact', 'makeFact', 'assess', 'ask']);
	const fact = fresh(FactId);
	const made = {
		rumour: workflow.rumour,
		inquiry: 0,
		id: fact,
		text: 'Veilig',
		source: 'GHOR',
		at: null,
		verdict: null
	};
	workflow.when(makeFactOfAnswer, made, bram);
	expect(guide()).toEqual(['fact', 'judge', 'assess', 'ask']);
	workflow.judge('false', fact);
	expect(guide()).toEqual(['text', 'write', 'assess', 'ask', 'fact']);
	workflow.draft({ x: 'Het water is veilig' });
	expect(guide().slice(0, 2)).toEqual(['text', 'finish']);
	workflow.submit();
	expect(guide().slice(0, 2)).toEqual(['text', 'approval']);
	workflow.approve();
	expect(guide().slice(0, 2)).toEqual(['text', 'publish']);
	workflow.publish('x');
	expect(guide()).toEqual(['effect', 'none', 'assess', 'ask', 'fact', 'text']);
	workflow.when(replaceFact, { replaces: fact, id: fresh(FactId), text: 'Kook het', source: 'GHOR', at: null }, bram);
	expect(guide().slice(0, 2)).toEqual(['text', 'correct']);
	workflow.when(closeFinding, { kind: 'rumour', finding: workflow.rumour }, bram);
	expect(guide().slice(0, 2)).toEqual([null, 'none']);
});

test('nobody can confirm or rebut before a verdict', () => {
	const workflow = new TextWorkflow();
	for (const approach of ['confirm', 'rebut'])
		expect(() => workflow.when(chooseApproach, { rumour: workflow.rumour, approach }, bram)).toThrow(
			'rumour.withoutVerdict'
		);
	workflow.when(chooseApproach, { rumour: workflow.rumour, approach: 'sayWeCheck' }, bram);
	workflow.judge().when(chooseApproach, { rumour: workflow.rumour, approach: 'rebut' }, bram);
	expect(workflow.state.rumours.get(workflow.rumour)?.approach).toBe('rebut');
});

test('a merged claim becomes a variant of the claim it was merged into; splitting moves its stories', () => {
	const workflow = new TextWorkflow();
	const [other, split] = [fresh(FindingId), fresh(FindingId)];
	const story = workflow.story();
	workflow.when(signalRumour, { id: other, text: 'Er zit gif in de kraan', offline: 'balie', seenIn: null }, bram);
	workflow.when(labelStory, { story, add: [{ kind: 'rumour', finding: other, stance: 'asks' }], remove: [] }, bram);
	workflow.when(mergeFindings, { kind: 'rumour', finding: other, into: workflow.rumour }, bram);
	expect(workflow.state.rumours.get(workflow.rumour)?.variants).toEqual(['Er zit gif in de kraan']);
	workflow.when(
		splitRumour,
		{ rumour: workflow.rumour, id: split, text: 'Bluswater loopt in de sloot', stories: [story] },
		bram
	);
	expect(workflow.state.labels.get(story)?.links).toMatchObject([{ finding: split, stance: 'asks' }]);
	expect(() =>
		workflow.when(splitRumour, { rumour: workflow.rumour, id: fresh(FindingId), text: 'X', stories: [story] }, bram)
	).toThrow('story.absent');
});

test('what rests on a replaced fact is flagged until a person has reviewed it', () => {
	const workflow = new TextWorkflow().judge();
	workflow
		.later(1)
		.when(
			replaceFact,
			{ replaces: workflow.fact, id: fresh(FactId), text: 'Kook het water', source: 'GGD', at: null },
			bram
		);
	expect(flaggedCitations(workflow.state)).toMatchObject([
		{ fact: { id: workflow.fact }, citing: { what: 'verdict', of: workflow.rumour } }
	]);
	const fact = workflow.state.facts.get(workflow.fact);
	expect(fact && reportsCiting(workflow.state, fact)).toEqual([]);
	workflow.when(
		reviewCitation,
		{ fact: workflow.fact, citing: { what: 'verdict', of: workflow.rumour }, why: 'Het staat er los van' },
		anna
	);
	expect(flaggedCitations(workflow.state)).toEqual([]);
});

test('a rumour is split by stories and variants; a rumour without a story must have been observed offline', () => {
	const workflow = new TextWorkflow();
	const [first, second] = [fresh(FindingId), fresh(FindingId)];
	const story = workflow.story();
	workflow.when(
		setVariants,
		{ rumour: workflow.rumour, variants: ['Er zit gif in de kraan', 'De sloot is vergiftigd'] },
		bram
	);
	const link = { kind: 'rumour', finding: workflow.rumour, stance: 'asks' };
	workflow.when(labelStory, { story, add: [link], remove: [] }, bram);
	workflow.when(setSentiment, { story, emotion: 'fear' }, bram);
	const chosen = {
		text: 'De sloot is vergiftigd',
		stories: [story],
		variants: ['De sloot is vergiftigd', 'iets dat er niet meer staat']
	};
	workflow.when(splitRumour, { rumour: workflow.rumour, id: first, ...chosen }, bram);
	expect(workflow.state.rumours.get(first)).toMatchObject({
		text: 'De sloot is vergiftigd',
		variants: [],
		offline: null
	});
	expect(workflow.state.rumours.get(workflow.rumour)?.variants).toEqual(['Er zit gif in de kraan']);
	expect(workflow.state.labels.get(story)).toMatchObject({
		links: [{ finding: first, stance: 'asks' }],
		sentiment: { emotion: 'fear' }
	});
	workflow.when(
		splitRumour,
		{ rumour: workflow.rumour, id: second, text: 'Iets anders', stories: [], variants: ['Er zit gif in de kraan'] },
		bram
	);
	expect(workflow.state.rumours.get(second)).toMatchObject({
		offline: 'telefoon',
		variants: ['Er zit gif in de kraan']
	});
	expect(() =>
		workflow.when(splitRumour, { rumour: first, id: fresh(FindingId), text: 'X', stories: [] }, bram)
	).toThrow('finding.withoutEvidence');
});

test('the released report is flagged with its replaced fact, until a newer one is released or a person has reviewed it', () => {
	const workflow = new TextWorkflow().judge();
	const hash = Sha256.parse('a'.repeat(64));
	const released = (number: number, minutes: number) => {
		const made = {
			number,
			position: workflow.seq,
			moment: at(minutes),
			from: at(0),
			checksum: hash,
			chainHead: hash,
			rules: '1'
		};
		workflow.take(
			reportReleased({
				...made,
				publicKey: null,
				released: { by: bram.id, at: at(minutes), eyes: [] },
				withdrawn: null
			}),
			bram.id
		);
	};
	const reports = () =>
		flaggedCitations(workflow.state).flatMap(({ citing }) => (citing.what === 'report' ? [citing.of] : []));
	released(1, 1);
	released(2, 2);
	workflow
		.later(5)
		.when(
			replaceFact,
			{ replaces: workflow.fact, id: fresh(FactId), text: 'Kook het water', source: 'GGD', at: null },
			bram
		);
	const fact = workflow.state.facts.get(workflow.fact);
	expect(fact && reportsCiting(workflow.state, fact)).toEqual([1, 2]);
	expect(reports()).toEqual(['2']);
	workflow.when(
		reviewCitation,
		{ fact: workflow.fact, citing: { what: 'report', of: '2' }, why: 'Het staat er los van' },
		anna
	);
	expect(reports()).toEqual([]);
	const again = fresh(FactId);
	workflow.when(recordFact, { id: again, text: 'De school is open', source: 'School', at: null }, bram);
	released(3, 6);
	workflow
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

test('overdue items are sorted: verdicts and texts past their target, and answers past the agreed moment', () => {
	const workflow = new TextWorkflow();
	const other = fresh(FindingId);
	workflow.when(assessRumour, { rumour: workflow.rumour, harm: 3, danger: true, helpNeeded: false }, bram);
	workflow.when(verifyRumour, { rumour: workflow.rumour, body: 'Waterbedrijf', deadline: at(20) }, bram);
	workflow.when(verifyRumour, { rumour: workflow.rumour, body: 'GGD' }, bram);
	workflow.later(10).when(signalRumour, { id: other, text: 'Er zijn doden', offline: 'balie', seenIn: null }, bram);
	workflow.when(assessRumour, { rumour: other, harm: 2, danger: true, helpNeeded: false }, bram);
	const late = (minutes: number) =>
		overdueItems(workflow.state, at(minutes)).map(({ rumour, what, minutes: by, body }) => [
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
	workflow.when(answerInquiry, { rumour: workflow.rumour, inquiry: 0, text: 'Veilig' }, bram);
	expect(late(45)).toEqual([
		['first', 'verdict', 15, null],
		['other', 'verdict', 5, null]
	]);
	workflow.when(verifyRumour, { rumour: workflow.rumour, body: 'RIVM', deadline: at(11) }, bram);
	workflow.judge();
	expect(late(45), 'after the verdict nobody waits for an answer').toEqual([['other', 'verdict', 5, null]]);
	expect(late(71)).toEqual([
		['other', 'verdict', 31, null],
		['first', 'text', 11, null]
	]);
	workflow.when(closeFinding, { kind: 'rumour', finding: other }, bram);
	expect(late(71)).toEqual([['first', 'text', 11, null]]);
});

test('a rumour with an unassessed harm ranks above middle risk, and must be assessed within five minutes', () => {
	const unjudged = riskOf({ harm: null, danger: false }, 3);
	expect(unjudged).toEqual({ level: 'unjudged', product: null, spread: 3 });
	expect(isHigh(unjudged)).toBe(false);
	const order: readonly RiskLevel[] = ['danger', 'high', 'unjudged', 'middle', 'low'];
	expect([...order].sort((a, b) => riskRank(b) - riskRank(a))).toEqual(order);
	expect(order).toHaveLength(RiskLevel.options.length);

	const workflow = new TextWorkflow();
	const overdue = (minutes: number) =>
		overdueItems(workflow.state, at(minutes)).map(({ what, minutes }) => [what, minutes]);
	const spread = (value: 1 | 2 | 3) =>
		workflow.when(
			measureSpread,
			{ rumour: workflow.rumour, value, reason: value === 1 ? 'few' : 'twoPlatforms' },
			system
		);
	spread(1);
	expect(overdue(60)).toEqual([]);
	workflow.later(4);
	spread(2);
	workflow.later(3);
	// A further spread does not give more time, and a smaller one takes none away.
	spread(3);
	spread(1);
	expect(overdue(9)).toEqual([]);
	expect(overdue(10)).toEqual([['harm', 1]]);
	expect(overdue(21)).toEqual([['harm', 12]]);
	workflow.when(assessRumour, { rumour: workflow.rumour, harm: 1, danger: false, helpNeeded: false }, bram);
	expect(overdue(60)).toEqual([]);
	workflow.when(assessRumour, { rumour: workflow.rumour, harm: null, danger: true, helpNeeded: false }, bram);
	expect(overdue(20)).toEqual([]);
});
