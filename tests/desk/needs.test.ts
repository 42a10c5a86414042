import { expect, test } from 'vitest';
import { courseOf } from '$lib/domain/stories/trend';
import { findingView } from '$lib/desk/views/findings';
import { allDoubles, asksTheSame, doublesOf } from '$lib/desk/views/need-doubles';
import { linesWithin } from '$lib/desk/charts/situation';
import { needRows } from '$lib/desk/views/need-board';
import { recordFact } from '$lib/domain/findings/fact';
import { mergeFindings } from '$lib/domain/findings/merge';
import { answerNeed, keepNeedsApart, raiseNeed, reopenNeed, setNeedTimes } from '$lib/domain/findings/need';
import { Refusal } from '$lib/domain/core/refusal';
import { openIncident } from '$lib/domain/incident/incident';
import { FactId, FindingId, momentOf } from '$lib/domain/core/ids';
import { noLabels } from '$lib/domain/stories/story';
import type { FindingFigures } from '$lib/domain/overview/figures';
import { bram, fresh, noon, opening, InMemoryIncident } from '../domain/in-memory-incident';

const at = (minutes: number) => momentOf(Date.parse(noon) + minutes * 60_000);
function desk(): InMemoryIncident {
	const desk = new InMemoryIncident();
	desk.when(openIncident, opening(), bram);
	return desk;
}
function raise(on: InMemoryIncident, text: string): FindingId {
	const id = fresh(FindingId);
	on.when(raiseNeed, { id, text, offline: 'telefoon', seenIn: null }, bram);
	return id;
}

test('a need must be a whole question: one word is refused, a short question is not', () => {
	const one = desk();
	for (const text of ['Moete', 'Moete?', '???', 'Asbest! ?'])
		expect(() => raise(one, text)).toThrow(new Refusal('need.oneWord'));
	for (const text of ['Welke straten?', 'Is NL-Alert echt?', 'Tot 15.00 uur?'])
		expect(one.state.needs.has(raise(one, text))).toBe(true);
});

test.each([
	['Gaan de scholen dicht?', 'Blijven de scholen open?', true],
	['Gaan de scholen dicht?', 'Is mijn school dicht?', true],
	['Waar is de opvang?', 'Waar kan ik naar de opvang?', true],
	['Are the schools closed?', 'Will the school stay open?', true],
	['Gaan de scholen dicht?', 'Is de weg dicht?', false],
	['Is de rook gevaarlijk?', 'Waar blijft de rook hangen?', false],
	['Is het kraanwater veilig?', 'Is de rook veilig?', false],
	['Wanneer is de opvang open?', 'Waar is de opvang?', false],
	['Wat doe ik met mijn dieren?', 'Wat moet ik met mijn dieren?', true],
	['Is het open?', 'Is het dicht?', false]
])('%s and %s ask the same: %s', (one, other, same) => {
	expect(asksTheSame(one, other)).toBe(same);
	expect(asksTheSame(other, one)).toBe(same);
});

test('duplicates are merged with the sum of their counts, and never proposed again once kept apart', () => {
	const board = desk();
	const [schools, school, smoke] = [
		raise(board, 'Gaan de scholen dicht?'),
		raise(board, 'Is mijn school dicht?'),
		raise(board, 'Is de rook gevaarlijk?')
	];
	const counts = new Map([
		[schools, 58],
		[school, 13],
		[smoke, 97]
	]);
	const measured = (id: FindingId) => ({ posts: counts.get(id) ?? 0 });
	const found = allDoubles(board.state, measured);
	expect(found.map(({ into, others, sum }) => [into.id, others.map(({ id }) => id), sum])).toEqual([
		[schools, [school], 71]
	]);
	// A story under both would count twice: then no sum is promised.
	const story = board.story();
	board.state.labels.set(story, {
		...noLabels,
		links: [schools, school].map((finding) => ({ kind: 'need', finding, stance: null, by: bram.id, at: noon }))
	});
	expect(allDoubles(board.state, measured)[0]?.sum).toBeNull();

	board.when(keepNeedsApart, { need: school, other: schools }, bram);
	expect(allDoubles(board.state, measured)).toEqual([]);
	const again = raise(board, 'Zijn de scholen dicht?');
	const need = board.state.needs.get(schools);
	expect(need && doublesOf(board.state, need, measured)?.others.map(({ id }) => id)).toEqual([again]);
	board.when(mergeFindings, { kind: 'need', finding: again, into: schools }, bram);
	expect(allDoubles(board.state, measured)).toEqual([]);
	// Who said so of the one that was merged away, said it of what it is now.
	const later = raise(board, 'Gaan scholen weer dicht?');
	board.when(mergeFindings, { kind: 'need', finding: schools, into: later }, bram);
	expect(allDoubles(board.state, measured)).toEqual([]);
});

test('a need belongs to one group only, and counts only in its sum', () => {
	const board = desk();
	const texts = [
		'Is de weg N18 dicht?',
		'Is de weg N18 bij Waterveen dicht?',
		'Is de weg bij Waterveen dicht?'
	] as const;
	const [one, both, other] = texts.map((text) => raise(board, text));
	expect([asksTheSame(texts[0], texts[1]), asksTheSame(texts[1], texts[2])]).toEqual([true, true]);
	expect(asksTheSame(texts[0], texts[2])).toBe(false);
	const groups = (posts: readonly (readonly [FindingId | undefined, number])[]) => {
		const counts = new Map(posts);
		return allDoubles(board.state, (id) => ({ posts: counts.get(id) ?? 0 })).map(({ into, others, sum }) => [
			into.id,
			others.map(({ id }) => id),
			sum
		]);
	};
	expect(
		groups([
			[one, 30],
			[both, 10],
			[other, 20]
		])
	).toEqual([[one, [both], 40]]);
	expect(
		groups([
			[one, 10],
			[both, 30],
			[other, 20]
		])
	).toEqual([[both, [other, one], 60]]);
});

/** Every post was looked at. */
const courseSeen = (now: number, before: number | null, earlier: number) => {
	const count = (labelled: number) => ({ posts: labelled, looked: labelled, labelled });
	return courseOf(count(now), count(before ?? 0), earlier, before !== null);
};
const figuresOf = (finding: FindingId, some: Partial<FindingFigures>): FindingFigures => ({
	finding,
	stories: 1,
	posts: 0,
	atSource: { edited: 0, gone: 0 },
	authors: 1,
	course: courseSeen(0, 0, 0),
	newest: null,
	platforms: ['x'],
	phone: 0,
	press: 0,
	online: 1,
	recent: [],
	sinceAnswer: null,
	spread: null,
	...some
});
test('within a section the question that most people have waited for longest comes first', () => {
	const board = desk();
	const old = raise(board, 'Is de rook gevaarlijk?');
	board.wall += 50 * 60_000;
	const [often, seldom] = [raise(board, 'Gaan de scholen dicht?'), raise(board, 'Wat doe ik met mijn dieren?')];
	const counts = new Map([
		[old, 2],
		[often, 58],
		[seldom, 1]
	]);
	const measured = (finding: FindingId) => figuresOf(finding, { posts: counts.get(finding) ?? 0 });
	const rows = needRows(board.state, measured, Date.parse(at(60)));
	expect(rows.map(({ seen }) => seen.id)).toEqual([often, old, seldom]);
});

test('nothing counts as rising compared with the time before an incident', () => {
	const board = desk();
	const need = raise(board, 'Gaan de scholen dicht?');
	const trend = (now: number, before: number | null) => {
		const course = courseSeen(now, before, 20 - now - (before ?? 0));
		return findingView(board.state, (id) => figuresOf(id, { posts: 20, course }), 'need', need)?.course?.trend;
	};
	expect(trend(18, 2)).toBe('rises');
	expect(trend(2, 18)).toBe('falls');
	expect(trend(18, null)).toBe('same');
	expect(trend(20, null)).toBe('new');
});

test('an answer that promises a follow-up keeps its time until it has passed', () => {
	const board = desk();
	const need = raise(board, 'Gaan de scholen dicht?');
	const fact = fresh(FactId);
	board.when(recordFact, { id: fact, text: 'besluit scholen', source: null, at: null }, bram);
	board.when(setNeedTimes, { need, returnsAt: at(60) }, bram);
	board.when(setNeedTimes, { need, pressDeadline: at(30) }, bram);
	const answer = { need, text: 'Wij weten het nog niet.', fact, channel: 'website', at: null };
	board.when(answerNeed, answer, bram);
	expect(board.state.needs.get(need)).toMatchObject({ returnsAt: at(60), pressDeadline: at(30), state: 'answered' });
	board.when(reopenNeed, { need }, bram);
	board.wall += 61 * 60_000;
	board.when(answerNeed, { ...answer, text: 'Ja, tot maandag.' }, bram);
	expect(board.state.needs.get(need)?.returnsAt).toBeNull();
});

test('the summary for a chat has whole lines within its limit, the most important first', () => {
	expect(linesWithin(['een', 'twee', 'drie'], 8)).toBe('een\ntwee');
	expect(linesWithin(['een', 'twee', 'drie'], 600)).toBe('een\ntwee\ndrie');
	expect(linesWithin(['x'.repeat(700), 'y'], 600)).toHaveLength(600);
	expect(linesWithin([], 600)).toBe('');
});
