import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EventOf } from '$lib/domain/core/event';
import { setClock } from '$lib/domain/core/clock';
import {
	FactId,
	FindingId,
	momentOf,
	PublicationId,
	TextId,
	type Moment,
	type PersonId,
	type StoryId
} from '$lib/domain/core/ids';
import { computerActor, type Actor } from '$lib/domain/core/role';
import type { ExerciseExample, ExampleLabels, ExamplePost } from '$lib/domain/exercise/example';
import type { StoredPost } from '$lib/domain/exercise/matching';
import { groupDebrief, ownDebrief } from '$lib/domain/exercise/debrief';
import { playedFrom, type PlayedLine } from '$lib/domain/exercise/played';
import { confusionsOf, delayOf, foundAt, labelCounts, resultsOf } from '$lib/domain/exercise/results';
import { minutesBetween, scoreOf, type Score } from '$lib/domain/exercise/score';
import { labelStory } from '$lib/domain/findings/evidence';
import { recordFact } from '$lib/domain/findings/fact';
import { mergeFindings } from '$lib/domain/findings/merge';
import { raiseNeed } from '$lib/domain/findings/need';
import { assessRumour, giveVerdict, signalRumour } from '$lib/domain/findings/rumour';
import { startComputers } from '$lib/domain/incident/computer-colleagues';
import { endExercise } from '$lib/domain/incident/exercise-end';
import { openIncident } from '$lib/domain/incident/incident';
import { approveText } from '$lib/domain/official-text/approval';
import { wordingChecksum } from '$lib/domain/official-text/official-text';
import { publishAlone, publishText } from '$lib/domain/official-text/publication';
import { draftText, submitText, writeText } from '$lib/domain/official-text/writing';
import { reportReleased, setReportDue } from '$lib/domain/report/version';
import { mergeStories, splitStory } from '$lib/domain/stories/merge';
import { markLookedAt, setCallForHelp, setSentiment, takeBackCallForHelp } from '$lib/domain/stories/story';
import { anna, bram, carla, fresh, noon, opening, InMemoryIncident } from './in-memory-incident';

const minute = (minutes: number): Moment => momentOf(Date.parse(noon) + minutes * 60_000);
const nothing: ExampleLabels = {
	relevant: true,
	need: null,
	rumour: null,
	stance: null,
	behaviour: null,
	meaning: null,
	emotion: 'none',
	attitude: 'none',
	help: false,
	gather: false,
	unclear: false,
	threat: false,
	story: ''
};
const about = (rumour: string, to: Partial<ExampleLabels> = {}) => ({ rumour, stance: 'supports' as const, ...to });

/** An exercise of an hour, with the log that it leaves; its clock keeps the wall's pace. */
class Exercise extends InMemoryIncident {
	readonly lines: PlayedLine[] = [];
	readonly posts: ExamplePost[] = [];
	readonly stored: StoredPost[] = [];
	findings: ExerciseExample['findings'] = [];

	constructor() {
		super();
		this.when(openIncident, opening({ exercise: true }), carla);
		this.when(setClock, { speed: 1, incident: null, until: minute(60) }, carla);
	}
	override take(event: EventOf, by: PersonId): void {
		super.take(event, by);
		this.lines.push({ ...event, by, seq: this.seq, wallAt: momentOf(this.wall), redacted: false });
	}
	/** A post that arrives at this minute, in a story of its own unless one is given. */
	post(minutes: number, labels: Partial<ExampleLabels>, story = this.story({ posts: 2, platforms: ['x'] })): StoryId {
		const id = `p${String(this.posts.length)}`;
		const key = labels.story ?? id;
		this.posts.push({
			id,
			at: minute(minutes),
			text: `bericht ${id}`,
			source: 'X',
			labels: { ...nothing, ...labels, story: key }
		});
		this.stored.push({
			id: `10000000-0000-7000-8000-${String(this.posts.length).padStart(12, '0')}`,
			externalId: id,
			story
		});
		return story;
	}
	/** Moves the clock forward to this minute, never back. */
	at(minutes: number): this {
		this.wall = Math.max(this.wall, Date.parse(minute(minutes)));
		return this;
	}
	rumour(story: StoryId, by: Actor = bram, text?: string, stance = 'supports'): FindingId {
		const id = fresh(FindingId);
		this.when(signalRumour, { id, text: text ?? `Gerucht ${id}`, offline: null, seenIn: { story, stance } }, by);
		return id;
	}
	link(story: StoryId, finding: FindingId, by: Actor = bram, stance = 'supports'): void {
		this.when(labelStory, { story, add: [{ kind: 'rumour', finding, stance }], remove: [] }, by);
	}
	score(): Score {
		const played = playedFrom(this.lines, minute(60));
		return scoreOf(played, { posts: this.posts, findings: this.findings }, this.stored);
	}
	findable(key: string) {
		const found = this.score().findables.find((each) => each.key === key);
		if (!found) throw new Error(`nothing to find: ${key}`);
		return found;
	}
}

describe('found', () => {
	test('the time to find something runs from the first post of the example, whatever the finding is called', () => {
		const exercise = new Exercise();
		exercise.findings = [{ of: 'rumour', key: 'water', text: 'Het water is vergiftigd' }];
		const first = exercise.post(5, about('water'));
		exercise.post(8, about('water'));
		exercise.at(9).rumour(first, bram, 'Iets heel anders');
		expect(exercise.findable('water')).toMatchObject({ text: 'Het water is vergiftigd', first: minute(5) });
		expect(delayOf(exercise.findable('water'), bram.id)).toBe(4);
		expect(foundAt(exercise.findable('water'), anna.id)).toBeNull();
	});
	test('a finding matches what at least half of its stories are about, so a catch-all matches nothing', () => {
		const exercise = new Exercise();
		const keys = ['water', 'doden', 'asbest'];
		const stories = keys.map((key) => exercise.post(1, about(key)));
		const [first, ...others] = stories;
		if (!first) return;
		const all = exercise.at(2).rumour(first);
		expect(exercise.findable('water').found).toHaveLength(1);
		for (const story of others) exercise.link(story, all);
		for (const key of keys) expect(exercise.findable(key).found).toEqual([]);
	});
	test('a link that was taken back does not count as found, and one that a colleague adds later also counts for them', () => {
		const exercise = new Exercise();
		const [one, other] = [exercise.post(1, about('water')), exercise.post(2, about('water'))];
		const finding = exercise.at(3).rumour(one);
		exercise.at(6).link(other, finding, carla);
		expect(exercise.findable('water').found).toEqual([
			{ by: bram.id, at: minute(3) },
			{ by: carla.id, at: minute(6) }
		]);
		exercise.when(labelStory, { story: one, add: [], remove: [finding], own: true }, bram);
		expect(exercise.findable('water').found).toEqual([{ by: carla.id, at: minute(6) }]);
	});
	test('findings and stories that were merged or split keep who found them, and when', () => {
		const exercise = new Exercise();
		const [one, other] = [exercise.post(1, about('water')), exercise.post(2, about('water'))];
		const [finding, double] = [exercise.at(3).rumour(one), exercise.at(4).rumour(other, carla)];
		const before = exercise.findable('water').found;
		exercise.when(mergeStories, { story: one, into: other, batch: '10000000-0000-7000-8000-00000000000b' }, bram);
		exercise.when(mergeFindings, { kind: 'rumour', finding, into: double }, bram);
		expect(exercise.findable('water').found).toEqual(before);
	});
	test('a post that is split off no longer counts for the subject of the story it left', () => {
		const exercise = new Exercise();
		const story = exercise.post(1, about('water'));
		exercise.post(1, about('doden'), story);
		const into = fresh(FindingId) as unknown as StoryId;
		const [, moved] = exercise.stored;
		exercise.references = { ...exercise.references, posts: new Map([[moved?.id as never, { story }]]) };
		exercise.at(2).rumour(story);
		expect(exercise.findable('doden').found).toHaveLength(1);
		exercise.when(splitStory, { story, posts: [moved?.id], into, batch: '10000000-0000-7000-8000-00000000000b' }, bram);
		expect(exercise.score().judgements.map(({ outcome, example }) => [outcome, example?.value])).toContainEqual([
			'right',
			'water'
		]);
	});
	test('what came in the last minutes before the end is only scored for those who found it', () => {
		const exercise = new Exercise();
		const late = exercise.post(55, about('water'));
		expect(exercise.score().findables).toEqual([]);
		exercise.at(56).rumour(late);
		expect(exercise.findable('water').found).toHaveLength(1);
	});
	test('what was done after the end does not count', () => {
		const exercise = new Exercise();
		const story = exercise.post(1, about('water'));
		exercise.at(20).when(endExercise, {}, carla);
		const line = {
			story,
			links: [{ kind: 'rumour', finding: fresh(FindingId), stance: 'supports', by: bram.id, at: minute(20) }]
		};
		exercise.take({ type: 'story.labelled', data: line }, bram.id);
		expect(exercise.findable('water').found).toEqual([]);
		expect(exercise.score()).toMatchObject({ until: minute(20), people: [] });
	});
});

describe('a call for help', () => {
	test('is passed on within three minutes, or late, or not before the end', () => {
		const exercise = new Exercise();
		const calls = [10, 20, 30].map((at) => exercise.post(at, { help: true, story: `call-${String(at)}` }));
		const pass = (at: number, story: StoryId | undefined, help: string | null) =>
			exercise.at(at).when(setCallForHelp, { story, help }, bram);
		pass(12, calls[0], 'passedOn');
		pass(41, calls[1], 'passedOn');
		pass(42, calls[2], 'dismissed');
		expect(resultsOf(exercise.score(), bram.id).calls).toEqual({
			value: 2,
			total: 3,
			aim: 3,
			reached: 'missed',
			minutes: [2, 21],
			longest: 30,
			longestReached: 'missed'
		});
		exercise.at(43).when(takeBackCallForHelp, { story: calls[0], reason: 'Niemand nam op' }, bram);
		expect(resultsOf(exercise.score(), null).calls.value).toBe(1);
	});
	test('that a colleague passed on does not count as missed for another, and counts for the group', () => {
		const exercise = new Exercise();
		const [one, other] = [exercise.post(1, { help: true, story: 'a' }), exercise.post(2, { help: true, story: 'b' })];
		exercise.at(3).when(setCallForHelp, { story: one, help: 'passedOn' }, bram);
		exercise.at(4).when(setCallForHelp, { story: other, help: 'passedOn' }, anna);
		for (const person of [bram.id, anna.id])
			expect(resultsOf(exercise.score(), person).calls).toMatchObject({ value: 1, total: 1, reached: 'hit' });
		expect(resultsOf(exercise.score(), null).calls).toMatchObject({ value: 2, total: 2, reached: 'hit' });
	});
});

describe('labels', () => {
	const countOf = (exercise: Exercise, kind: string, person: PersonId | null = bram.id) =>
		labelCounts(exercise.score().judgements, person).find((count) => count.kind === kind);

	test('are right, different or needless; a missing label counts only after the story was put aside', () => {
		const exercise = new Exercise();
		const stories = [
			exercise.post(1, { emotion: 'fear', attitude: 'negative' }),
			exercise.post(1, { emotion: 'fear' }),
			exercise.post(1, {}),
			exercise.post(1, { emotion: 'anger' })
		];
		const feel = (index: number, to: object) =>
			exercise.at(2).when(setSentiment, { story: stories[index], ...to }, bram);
		feel(0, { emotion: 'fear', attitude: 'negative' });
		feel(1, { emotion: 'anger' });
		feel(2, { emotion: 'sadness' });
		expect(countOf(exercise, 'emotion')).toEqual({ kind: 'emotion', right: 1, different: 1, needless: 1, share: 0.5 });
		exercise.when(markLookedAt, { story: stories[3], outcome: 'looked' }, bram);
		expect(countOf(exercise, 'emotion')).toMatchObject({ different: 2 });
		expect(countOf(exercise, 'attitude')).toEqual({ kind: 'attitude', right: 1, different: 0, needless: 0, share: 1 });
	});
	test('where the example’s authors disagreed or posts of a story differ, each of their answers is right', () => {
		const exercise = new Exercise();
		const story = exercise.post(1, { emotion: 'fear', also: [{ emotion: 'confusion' }] });
		exercise.post(1, { emotion: 'none' }, story);
		for (const [emotion, right] of [
			['fear', 1],
			['confusion', 1],
			['anger', 0]
		] as const) {
			exercise.at(2).when(setSentiment, { story, emotion }, bram);
			expect(countOf(exercise, 'emotion')?.right).toBe(right);
		}
		exercise.when(setSentiment, { story, emotion: null }, bram);
		exercise.when(markLookedAt, { story, outcome: 'looked' }, bram);
		expect(countOf(exercise, 'emotion')).toBeUndefined();
	});
	test('a stance is scored where the rumour is right', () => {
		const exercise = new Exercise();
		const [one, other] = [exercise.post(1, about('water')), exercise.post(1, about('water', { stance: 'denies' }))];
		const finding = exercise.at(2).rumour(one);
		exercise.link(other, finding, bram, 'asks');
		expect(countOf(exercise, 'stance')).toEqual({ kind: 'stance', right: 1, different: 1, needless: 0, share: 0.5 });
		expect(countOf(exercise, 'rumour')).toMatchObject({ right: 2, different: 0 });
	});
	test('putting aside a relevant story counts as one difference, not one for each missing label', () => {
		const exercise = new Exercise();
		const [noise, real] = [
			exercise.post(1, { relevant: false }),
			exercise.post(1, about('water', { emotion: 'fear' }))
		];
		for (const story of [noise, real]) exercise.at(2).when(markLookedAt, { story, outcome: 'notRelevant' }, bram);
		expect(labelCounts(exercise.score().judgements, bram.id)).toEqual([
			{ kind: 'relevance', right: 1, different: 1, needless: 0, share: 0.5 }
		]);
	});
	test('each counts for the person who gave it, and the most frequent confusion comes first with both labels', () => {
		const exercise = new Exercise();
		const stories = Array.from({ length: 5 }, () => exercise.post(1, { emotion: 'confusion' }));
		for (const [index, story] of stories.entries())
			exercise.at(2).when(setSentiment, { story, emotion: index < 3 ? 'anger' : 'fear' }, index === 4 ? carla : bram);
		expect(countOf(exercise, 'emotion', bram.id)?.different).toBe(4);
		expect(
			confusionsOf(exercise.score().judgements, null).map(({ yours, example, count }) => [
				yours?.value,
				example.value,
				count
			])
		).toEqual([
			['anger', 'confusion', 3],
			['fear', 'confusion', 2]
		]);
	});
	test('a finding of another kind than in the example is one confusion, shown with both labels', () => {
		const exercise = new Exercise();
		const story = exercise.post(1, about('doden'));
		exercise
			.at(2)
			.when(
				raiseNeed,
				{ id: fresh(FindingId), text: 'Zijn er doden?', offline: null, seenIn: { story, stance: null } },
				bram
			);
		exercise.when(markLookedAt, { story, outcome: 'looked' }, bram);
		const [confusion] = confusionsOf(exercise.score().judgements, bram.id);
		expect(confusion).toMatchObject({
			yours: { kind: 'need', value: 'Zijn er doden?' },
			example: { kind: 'rumour', value: 'doden' }
		});
	});
	test('labels of a colleague are never shown as one’s own', () => {
		const exercise = new Exercise();
		const story = exercise.post(1, about('doden'));
		const input = { id: fresh(FindingId), text: 'Zijn er doden?', offline: null, seenIn: { story, stance: null } };
		exercise.at(2).when(raiseNeed, input, carla);
		exercise.when(markLookedAt, { story, outcome: 'looked' }, bram);
		const [confusion] = confusionsOf(exercise.score().judgements, bram.id);
		expect(confusion).toMatchObject({ yours: null, example: { kind: 'rumour', value: 'doden' } });
	});
});

test('the time to the first rebuttal runs from the first high risk, and names who made it and whether two people read it', () => {
	const exercise = new Exercise();
	const story = exercise.post(1, about('water'));
	const rumour = exercise.at(5).rumour(story, bram, 'Het water is vergiftigd');
	expect(resultsOf(exercise.score(), bram.id).rebuttal).toMatchObject({ first: null, reached: null });
	exercise.at(10).when(assessRumour, { rumour, harm: 3, danger: true, helpNeeded: false }, bram);
	expect(resultsOf(exercise.score(), bram.id).rebuttal).toMatchObject({ first: null, reached: 'missed' });
	const [fact, text, words] = [fresh(FactId), fresh(TextId), 'Het water is veilig.'];
	exercise.when(recordFact, { id: fact, text: 'Gemeten', source: 'Waterbedrijf', at: null }, bram);
	exercise.when(giveVerdict, { rumour, verdict: 'false', fact }, bram);
	const wordings = [{ channel: 'website', text: words }];
	exercise.when(
		draftText,
		{ id: text, kind: 'rebuttal', about: { kind: 'rumour', finding: rumour }, corrects: null, facts: [fact], wordings },
		bram
	);
	const approved = [{ channel: 'website', checksum: wordingChecksum('website', words) }];
	exercise.when(submitText, { text, variants: approved, requestedFrom: anna.id }, bram);
	exercise.when(approveText, { text, variants: approved }, anna);
	const publish = {
		text,
		channel: 'website',
		checksum: wordingChecksum('website', words),
		where: 'Website',
		address: null,
		at: null
	};
	exercise.at(44).when(publishText, { ...publish, id: fresh(PublicationId) }, anna);
	const { rebuttal } = resultsOf(exercise.score(), anna.id);
	expect(rebuttal).toMatchObject({ reached: 'hit', mine: true, fourEyes: { published: 1, alone: 0 } });
	expect(rebuttal.first).toMatchObject({ about: 'Het water is vergiftigd', minutes: 34, channels: 1, at: minute(44) });
	expect(resultsOf(exercise.score(), carla.id).rebuttal.mine).toBe(false);
	const alone = { channel: 'press', checksum: wordingChecksum('press', words) };
	exercise.when(writeText, { text, channel: 'press', words, over: null }, bram);
	exercise.when(submitText, { text, variants: [alone], requestedFrom: null }, bram);
	exercise.when(publishAlone, { ...publish, ...alone, id: fresh(PublicationId), why: 'Er was niemand' }, anna);
	expect(exercise.score().fourEyes).toEqual({ published: 2, alone: 1 });
});

describe('a report', () => {
	const release = (exercise: Exercise, minutes: number, number: number): void => {
		const at = minute(minutes);
		const checksum = 'a'.repeat(64);
		const version = {
			number,
			position: 1,
			moment: at,
			from: noon,
			checksum,
			chainHead: checksum,
			rules: '1',
			released: { by: bram.id, at },
			withdrawn: null
		};
		exercise.at(minutes).take(reportReleased(reportReleased.data.parse(version)), bram.id);
	};
	test.each([
		[28, 'hit'],
		[34, 'hit'],
		[38, 'almost'],
		[45, 'missed'],
		[15, 'missed']
	])('due after 30 minutes and released after %i is %s', (minutes, reached) => {
		const exercise = new Exercise();
		exercise.when(setReportDue, { due: { at: minute(30), every: null, meetings: [] } }, bram);
		release(exercise, minutes, 1);
		expect(resultsOf(exercise.score(), null).reports.reached).toBe(reached);
	});
	test('is due repeatedly, and each release counts once', () => {
		const exercise = new Exercise();
		exercise.when(setReportDue, { due: { at: minute(20), every: 30, meetings: [] } }, bram);
		release(exercise, 22, 1);
		expect(exercise.score().reports.map(({ late }) => late)).toEqual([2, null]);
		release(exercise, 47, 2);
		expect(exercise.score().reports.map(({ late }) => late)).toEqual([2, 0]);
		expect(resultsOf(exercise.score(), bram.id).reports).toMatchObject({ reached: 'hit', mine: true });
	});
});

describe('for any actions of three people', () => {
	const keys = ['water', 'doden', 'asbest'] as const;
	const emotions = ['fear', 'anger', 'confusion'] as const;
	const people = [anna, bram, carla];
	const storyLabels = fc.record({
		key: fc.constantFrom(...keys, null),
		emotion: fc.constantFrom(...emotions, 'none' as const),
		relevant: fc.boolean(),
		help: fc.boolean(),
		at: fc.integer({ min: 0, max: 40 })
	});
	const act = fc.record({
		story: fc.nat({ max: 7 }),
		finding: fc.nat({ max: 3 }),
		by: fc.nat({ max: 2 }),
		what: fc.constantFrom('link', 'link', 'link', 'unlink', 'feel', 'feel', 'feel', 'look', 'aside', 'pass'),
		emotion: fc.constantFrom(...emotions),
		after: fc.integer({ min: 0, max: 3 })
	});

	type Drawn<A> = A extends fc.Arbitrary<infer T> ? T : never;
	/** Plays what was drawn; what is refused is left out, as a program would. */
	function play(stories: Drawn<typeof storyLabels>[], acts: Drawn<typeof act>[]) {
		const exercise = new Exercise();
		const ids = stories.map(({ key, emotion, relevant, help, at }) =>
			exercise.post(at, { ...(key === null ? {} : about(key)), emotion, relevant, help })
		);
		const findings = keys.map((_, i) => `10000000-0000-7000-8000-0000000000a${String(i)}`);
		let minutes = 40;
		for (const { story, finding, by, what, emotion, after } of acts) {
			minutes += after / 2;
			const [id, actor] = [ids[story % ids.length], people[by]];
			if (!id || !actor) continue;
			exercise.at(minutes);
			const rumour = findings[finding % findings.length];
			const link = { kind: 'rumour', finding: rumour, stance: 'supports' };
			try {
				if (what === 'link' && !exercise.state.rumours.has(rumour as FindingId))
					exercise.when(
						signalRumour,
						{ id: rumour, text: `Iets ${String(rumour)}`, offline: null, seenIn: { story: id, stance: 'supports' } },
						actor
					);
				else if (what === 'link') exercise.when(labelStory, { story: id, add: [link], remove: [] }, actor);
				else if (what === 'unlink') exercise.when(labelStory, { story: id, add: [], remove: [rumour] }, actor);
				else if (what === 'feel') exercise.when(setSentiment, { story: id, emotion }, actor);
				else if (what === 'pass') exercise.when(setCallForHelp, { story: id, help: 'passedOn' }, actor);
				else exercise.when(markLookedAt, { story: id, outcome: what === 'aside' ? 'notRelevant' : 'looked' }, actor);
			} catch {
				// A role that may not do this.
			}
		}
		return { exercise, ids };
	}
	const scenes = fc.tuple(fc.array(storyLabels, { minLength: 1, maxLength: 8 }), fc.array(act, { maxLength: 40 }));

	test('the scores equal a manual count over the final state', () => {
		let [found, judged] = [0, 0];
		fc.assert(
			fc.property(scenes, ([stories, acts]) => {
				const { exercise, ids } = play(stories, acts);
				const score = exercise.score();
				const { labels } = exercise.state;
				// By hand: which stories each finding has, and which of them bear the key.
				for (const key of keys) {
					const bearing = new Set(ids.filter((_, i) => stories[i]?.key === key));
					const matching = [...exercise.state.rumours.keys()].filter((finding) => {
						const its = ids.filter((id) => labels.get(id)?.links.some((link) => link.finding === finding));
						return its.length > 0 && its.filter((id) => bearing.has(id)).length * 2 >= its.length;
					});
					const isLinked = ids.some(
						(id) => bearing.has(id) && labels.get(id)?.links.some(({ finding }) => matching.includes(finding))
					);
					const findable = score.findables.find((each) => each.key === key);
					expect((findable?.found.length ?? 0) > 0).toBe(isLinked);
					if (isLinked) found += 1;
				}
				const felt = ids.flatMap((id, i) => {
					const sentiment = labels.get(id)?.sentiment;
					const aside = labels.get(id)?.looked?.outcome === 'notRelevant' && labels.get(id)?.links.length === 0;
					const wrongly = aside && stories[i]?.relevant === true;
					return sentiment?.emotion && !wrongly ? [{ yours: sentiment.emotion, example: stories[i]?.emotion }] : [];
				});
				const right = felt.filter(({ yours, example }) => yours === example).length;
				const count = labelCounts(score.judgements, null).find(({ kind }) => kind === 'emotion');
				expect(count?.right ?? 0).toBe(right);
				expect(count?.needless ?? 0).toBe(felt.filter(({ example }) => example === 'none').length);
				judged += felt.length;
			}),
			{ numRuns: 300 }
		);
		expect(found).toBeGreaterThan(100);
		expect(judged).toBeGreaterThan(150);
	});

	test('the group has found what any member found, at the first time, and its labels are the sum over members', () => {
		fc.assert(
			fc.property(scenes, ([stories, acts]) => {
				const score = play(stories, acts).exercise.score();
				for (const findable of score.findables) {
					const each = people.flatMap(({ id }) => foundAt(findable, id) ?? []).sort();
					expect(foundAt(findable, null)).toBe(each[0] ?? null);
					for (const at of each) expect(at >= findable.first && minutesBetween(findable.first, at) <= 60).toBe(true);
				}
				const all = labelCounts(score.judgements, null).map(
					({ right, different, needless }) => right + different + needless
				);
				const one = people
					.flatMap(({ id }) => labelCounts(score.judgements, id))
					.map(({ right, different, needless }) => right + different + needless);
				const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0);
				expect(sum(one)).toBe(sum(all));
				for (const { value, total, aim } of [null, ...people.map(({ id }) => id)].map(
					(id) => resultsOf(score, id).rumours
				)) {
					expect(value).toBeLessThanOrEqual(total);
					expect(aim).toBeLessThanOrEqual(total);
				}
			}),
			{ numRuns: 200 }
		);
	});

	test('labelling everything at once as in the example finds everything without delay and has no differences', () => {
		fc.assert(
			fc.property(fc.array(storyLabels, { minLength: 1, maxLength: 8 }), (drawn) => {
				const exercise = new Exercise();
				const rumours = new Map<string, FindingId>();
				for (const { key, emotion, relevant, help, at } of [...drawn].sort((a, b) => a.at - b.at)) {
					const isRelevant = relevant || key !== null || emotion !== 'none';
					const story = exercise.post(at, { ...(key === null ? {} : about(key)), emotion, relevant: isRelevant, help });
					exercise.at(at);
					const known = key === null ? undefined : rumours.get(key);
					if (known) exercise.link(story, known);
					else if (key !== null) rumours.set(key, exercise.rumour(story));
					if (emotion !== 'none') exercise.when(setSentiment, { story, emotion }, bram);
					if (help) exercise.when(setCallForHelp, { story, help: 'passedOn' }, bram);
					else exercise.when(markLookedAt, { story, outcome: isRelevant ? 'looked' : 'notRelevant' }, bram);
				}
				const score = exercise.score();
				for (const findable of score.findables) expect(delayOf(findable, bram.id)).toBe(0);
				expect(score.judgements.filter(({ outcome }) => outcome !== 'right')).toEqual([]);
				const { calls, rumours: found, labels } = resultsOf(score, bram.id);
				for (const { reached } of [calls, found, labels]) expect([null, 'hit']).toContain(reached);
			}),
			{ numRuns: 200 }
		);
	});
});

describe('the debrief', () => {
	/** Bram finds one of two rumours at once, confuses three emotions and leaves a call; Carla finds the other. */
	function played() {
		const exercise = new Exercise();
		exercise.findings = [
			{ of: 'rumour', key: 'water', text: 'Het water is vergiftigd' },
			{ of: 'rumour', key: 'doden', text: 'Er zijn twee doden' }
		];
		const [water, doden] = [exercise.post(1, about('water')), exercise.post(2, about('doden'))];
		exercise.post(5, { help: true, story: 'kring' });
		const felt = [3, 4, 5].map((at) => exercise.post(at, { emotion: 'confusion' }));
		exercise.at(3).rumour(water);
		for (const story of felt) exercise.at(6).when(setSentiment, { story, emotion: 'anger' }, bram);
		exercise.at(20).rumour(doden, carla);
		return { exercise, example: { posts: exercise.posts, findings: exercise.findings } };
	}
	test('starts with what went well, with a number, then what did not, and trains the weakest point first', () => {
		const { exercise, example } = played();
		const { summary, training, lessons, differences, delays, colleagues } = ownDebrief(
			exercise.score(),
			example,
			bram.id
		);
		expect(summary).toEqual([
			{ say: 'saw', text: 'Het water is vergiftigd', minutes: 2 },
			{ say: 'rumours', value: 1, total: 1 },
			{ say: 'lateCalls', count: 1 }
		]);
		expect(training.map(({ what }) => what)).toEqual(['calls', 'labels', 'moment']);
		expect(lessons).toMatchObject([
			{ yours: { value: 'anger' }, example: { value: 'confusion' }, count: 3, text: 'bericht p3' }
		]);
		expect(differences).toHaveLength(3);
		expect(delays.map(({ key, delay, colleague }) => [key, delay, colleague])).toEqual([
			['water', 2, null],
			['doden', null, 18],
			['kring', null, null]
		]);
		expect(colleagues).toBe(1);
	});
	test('for one person names nobody else: only that a colleague found something, and after how long', () => {
		const { exercise, example } = played();
		expect(JSON.stringify(ownDebrief(exercise.score(), example, bram.id))).not.toContain(carla.id);
	});
	test('for the group ends with what went well, and covers what nobody did in time', () => {
		const { exercise, example } = played();
		const { talk, group, people } = groupDebrief(exercise.score(), example, [bram.id, carla.id]);
		expect(talk.map((item) => item.talk)).toEqual(['late', 'confusion', 'well']);
		expect(talk[0]).toMatchObject({ text: 'bericht p2', inTime: 0, of: 2 });
		expect(group.rumours).toMatchObject({ value: 2, total: 2 });
		expect(people.map(({ results }) => results.rumours.value)).toEqual([1, 1]);
	});
	test('reports no miss where nothing was due: no report, and no high risk', () => {
		const exercise = new Exercise();
		exercise.post(1, { emotion: 'none' });
		exercise.at(30).when(endExercise, {}, carla);
		const { results, summary } = ownDebrief(exercise.score(), { posts: [], findings: [] }, bram.id);
		expect([results.rebuttal.reached, results.reports.reached]).toEqual([null, null]);
		expect(summary).toEqual([{ say: 'nothing' }]);
	});
	test('for the group covers what nobody found, not what a computer colleague found', () => {
		const { exercise, example } = played();
		exercise.post(6, about('asbest'));
		const byComputer = exercise.post(4, about('schade'));
		exercise.at(21).when(startComputers, { mode: 'train', roles: ['analyst'], errors: 0, seed: 1 }, bram);
		exercise.rumour(byComputer, computerActor('analyst'));
		const { talk, findables, group } = groupDebrief(exercise.score(), example, [bram.id, carla.id]);
		const missed = talk.flatMap((item) => (item.talk === 'missed' ? [{ key: item.findable.key, by: item.by }] : []));
		expect(missed).toContainEqual({ key: 'asbest', by: [] });
		expect(findables.map(({ key }) => key)).toEqual(['water', 'doden', 'asbest', 'kring']);
		expect(group.rumours).toMatchObject({ value: 3, total: 4 });
	});
	test('for someone who did nothing says so, and offers what to train', () => {
		const { exercise, example } = played();
		const { summary, training } = ownDebrief(exercise.score(), example, anna.id);
		expect(summary[0]).toEqual({ say: 'nothing' });
		expect(training.length).toBeGreaterThan(0);
	});
});
