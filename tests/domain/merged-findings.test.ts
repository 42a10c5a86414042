import fc from 'fast-check';
import { checksumOf } from '$lib/domain/core/checksum';
import { beforeEach, describe, expect, test } from 'vitest';
import { commandKind } from '$lib/domain/commands';
import {
	BatchId,
	FactId,
	FindingId,
	FindingKind,
	momentOf,
	ReplyId,
	Sha256,
	ShareLinkId,
	TextId,
	type Moment
} from '$lib/domain/core/ids';
import { Refusal } from '$lib/domain/core/refusal';
import type { Actor } from '$lib/domain/core/role';
import { behaviourRules, type Behaviour } from '$lib/domain/findings/behaviour';
import { labelStory } from '$lib/domain/findings/evidence';
import { recordFact } from '$lib/domain/findings/fact';
import { closeFinding, findingsOf, isOpen, reopenFinding } from '$lib/domain/findings/finding';
import { verifyRumour } from '$lib/domain/findings/inquiry';
import { meaningRules, type Meaning } from '$lib/domain/findings/meaning';
import { mergeFindings, restorable, unmergeFinding } from '$lib/domain/findings/merge';
import { mergedRow } from '$lib/domain/findings/merging';
import { needRules, raiseNeed, reopenNeed, setNeedTimes, type Need } from '$lib/domain/findings/need';
import { answerBasis, answerStatus } from '$lib/domain/findings/need-answer';
import {
	assessRumour,
	assignRumour,
	giveVerdict,
	isVerdictReworded,
	measureSpread,
	rumourRules,
	signalRumour,
	type Rumour
} from '$lib/domain/findings/rumour';
import { openIncident } from '$lib/domain/incident/incident';
import { draftText } from '$lib/domain/official-text/writing';
import { askByLink, answerQuestion, takeOverReply } from '$lib/domain/partner/question';
import { mergeStories, splitStory, unmergeStory } from '$lib/domain/stories/merge';
import { runs } from '../long';
import { StateSnapshot } from './state-snapshot';
import { id as sequenceId, play, sequences } from './sequences';
import {
	anna,
	asText,
	bram,
	carla,
	fresh,
	InMemoryIncident,
	noon,
	opening,
	system,
	withoutTime
} from './in-memory-incident';

const [early, late] = [0, 1].map((hours) => momentOf(Date.parse(noon) + hours * 3_600_000)) as [Moment, Moment];
const [fact, otherFact] = [fresh(FactId), fresh(FactId)];
const base = (text: string, at: Moment, by: Actor) => ({
	id: fresh(FindingId),
	text,
	offline: null,
	raised: { by: by.id, at, eyes: [] },
	worded: null,
	closed: null,
	mergedInto: null,
	merged: null
});
const act = (by: Actor, at = early) => ({ by: by.id, at });

describe('what a finding is after another was merged into it', () => {
	const answer = (text: string, question: string): Need['answer'] => ({
		text,
		fact: null,
		channel: 'balie',
		at: early,
		by: bram.id,
		question,
		publication: null,
		written: { by: bram.id, at: early, eyes: [bram.id], asSpokesperson: false },
		confirmed: { by: anna.id, at: early, eyes: [anna.id], question },
		named: [
			{
				by: anna.id,
				at: early,
				eyes: [anna.id],
				asSpokesperson: true,
				whole: true,
				basis: answerBasis(question, { text, fact: null })
			}
		]
	});
	const need = (to: Partial<Need>, at = late): Need => ({
		...base('Is het water veilig?', at, bram),
		state: 'open',
		answer: null,
		answering: null,
		pressDeadline: null,
		returnsAt: null,
		apart: [],
		...to
	});
	const apart = fresh(FindingId);
	const source = need({
		...base('Kan ik uit de kraan drinken?', early, carla),
		offline: 'balie',
		state: 'answered',
		answer: answer('Ja.', 'Kan ik uit de kraan drinken?'),
		pressDeadline: late,
		returnsAt: late,
		apart: [apart]
	});
	const merged = (target: Need, other = source): Need => mergedRow(needRules, target, other);

	test('a need takes over all that it lacks, the earliest times, and the answer to be confirmed again', () => {
		const target = need({ offline: 'pers', pressDeadline: early, apart: [source.id] });
		const found = merged(target);
		expect(found).toEqual({
			...target,
			offline: 'pers; balie',
			raised: source.raised,
			worded: target.raised,
			state: 'answered',
			apart: [apart],
			pressDeadline: early,
			returnsAt: late,
			answer: source.answer && { ...source.answer, confirmed: null, named: [] }
		});
		expect(answerStatus({ facts: new Map() }, found)).toBe('unchecked');
		expect(merged(found)).toEqual(found);
	});
	test('a need keeps its own valid answer; whether it was asked again, and who writes, are kept', () => {
		const own = answer('Nee.', 'Is het water veilig?');
		expect(merged(need({ state: 'answered', answer: own }))).toMatchObject({ state: 'answered', answer: own });
		expect(merged(need({ state: 'answered', answer: own }), { ...source, state: 'askedAgain' }).state).toBe(
			'askedAgain'
		);
		const writing = need({ state: 'answering', answering: act(carla) });
		expect(merged(need({}), writing)).toMatchObject({ state: 'answering', answering: writing.answering });
		expect(merged(writing)).toMatchObject({ state: 'answering', answering: writing.answering });
	});
	test.each([
		[null, null, true],
		[act(bram), null, true],
		[null, act(bram), true],
		[act(bram), act(carla), false]
	])('it is open when one of them was: %#', (closed, other, isStillOpen) => {
		expect(isOpen(merged(need({ closed }), { ...source, closed: other }))).toBe(isStillOpen);
	});

	const judged = (verdict: 'true' | 'false', on: FactId): Rumour['judged'] => ({
		verdict,
		fact: on,
		by: bram.id,
		at: early,
		eyes: [bram.id],
		claim: null,
		confirmed: { by: anna.id, at: early, eyes: [anna.id] }
	});
	const rumour = (text: string, to: Partial<Rumour>): Rumour => ({
		...base(text, early, bram),
		harm: null,
		danger: false,
		verifying: null,
		inquiries: [],
		judged: null,
		approach: null,
		helpNeeded: false,
		variants: [],
		variantsBy: [],
		spread: null,
		spreadingSince: null,
		firstHigh: null,
		owner: null,
		...to
	});
	const inquiry = { body: 'GGD', question: null, at: early, by: bram.id, deadline: late, answer: null };
	const spread = (value: 1 | 2 | 3) => ({ value, reason: 'few' as const, at: early });
	test('a rumour keeps the greatest danger since its first moment, all inquiries and wordings, and a verdict to be checked', () => {
		const target = rumour('Het water is vergiftigd', {
			harm: 2,
			inquiries: [{ ...inquiry, body: 'Politie' }],
			variants: ['Gif!'],
			firstHigh: late,
			spread: spread(2),
			verifying: { body: 'Politie', ...act(bram, early) }
		});
		const other = rumour('Er zit gif in de kraan', {
			harm: 3,
			danger: true,
			inquiries: [inquiry],
			judged: judged('false', fact),
			approach: 'rebut',
			helpNeeded: true,
			variants: ['gif', 'Kraan kapot'],
			spread: spread(3),
			spreadingSince: early,
			firstHigh: early,
			owner: carla.id,
			verifying: { body: 'GGD', ...act(bram, late) }
		});
		const found = mergedRow(rumourRules, target, other);
		expect(found).toEqual({
			...target,
			harm: 3,
			danger: true,
			inquiries: [{ ...inquiry, body: 'Politie' }, inquiry],
			approach: 'rebut',
			judged: { ...judged('false', fact), claim: 'Er zit gif in de kraan', confirmed: null },
			helpNeeded: true,
			variants: ['Gif!', 'Er zit gif in de kraan', 'Kraan kapot'],
			variantsBy: [{ ...other.raised, wording: checksumOf(other.text) }],
			spread: spread(3),
			spreadingSince: early,
			firstHigh: early,
			owner: carla.id,
			verifying: other.verifying
		});
		expect(isVerdictReworded(found)).toBe(true);
		const own = judged('true', otherFact);
		expect(mergedRow(rumourRules, { ...target, judged: own, owner: bram.id }, other)).toMatchObject({
			judged: own,
			owner: bram.id
		});
		const many = Array.from({ length: 30 }, (_, n) => `Zin ${n}`);
		expect(mergedRow(rumourRules, { ...target, variants: many }, other).variants).toHaveLength(33);
	});
	test('a behaviour and a meaning take over what they lack', () => {
		const one: Behaviour = { ...base('Hamsteren', early, bram), effect: null, advice: 'Koop gewoon.' };
		expect(
			mergedRow(behaviourRules, one, { ...base('Voorraad', late, bram), effect: 'enlarges', advice: 'Anders' })
		).toEqual({ ...one, effect: 'enlarges' });
		const other: Meaning = { ...base('Weer die fabriek', early, bram), theme: 'other' };
		expect(mergedRow(meaningRules, other, { ...base('Schuld', late, bram), theme: 'blame' }).theme).toBe('blame');
	});
});

let at: InMemoryIncident;
beforeEach(() => {
	at = new InMemoryIncident();
	at.when(openIncident, opening(), bram);
	at.when(recordFact, { id: fact, text: 'Het water is schoon', source: 'GGD', at: null }, bram);
});
const raised = (text: string): FindingId => {
	const id = fresh(FindingId);
	at.when(signalRumour, { id, text, offline: 'balie', seenIn: null }, bram);
	return id;
};
const merge = (finding: FindingId, into: FindingId, kind: FindingKind = 'rumour') =>
	at.when(mergeFindings, { kind, finding, into }, carla);
const unmerge = (finding: FindingId, kind: FindingKind = 'rumour') => at.when(unmergeFinding, { kind, finding }, carla);
const same = (during: () => void): void => {
	const before = new StateSnapshot(withoutTime(at.state));
	during();
	before.expectSame(withoutTime(at.state));
};

test('undoing a merge gives the state from before it, after any sequence, also of chains and back and forth', () => {
	let undone = 0;
	fc.assert(
		fc.property(sequences, fc.nat(), (steps, chance) => {
			at = play(steps).testIncident;
			if (at.state.incident?.phase === 'closed' || at.state.incident?.ended) return;
			for (const kind of FindingKind.options) {
				const rows = [...findingsOf(at.state, kind).values()].filter(({ mergedInto }) => !mergedInto);
				const [a, b, c] = [0, 1, 2].map((n) => rows[(chance + n) % Math.max(1, rows.length)]?.id);
				if (!a || !b || a === b) continue;
				same(() => {
					merge(a, b, kind);
					expect(at.state.mergedFindings.get(a)?.act?.eyes).toEqual([carla.id]);
					if (c && c !== a) {
						same(() => {
							merge(b, c, kind);
							expect(() => unmerge(a, kind)).toThrow('finding.restsOn');
							unmerge(b, kind);
						});
						same(() => {
							merge(c, b, kind);
							unmerge(c, kind);
						});
					}
					unmerge(a, kind);
					undone += 1;
				});
				same(() => {
					merge(b, a, kind);
					unmerge(b, kind);
				});
			}
		}),
		{ numRuns: runs(40, 200), endOnFailure: true }
	);
	expect(undone).toBeGreaterThan(20);
});

test('the links of a chain of merges come back one by one', () => {
	const [a, b, c, d] = ['Er is gif', 'Het water is vergiftigd', 'Er zit gif in de kraan', 'De kraan is kapot'].map(
		raised
	);
	const story = at.story();
	if (!a || !b || !c || !d) throw new Error('four rumours');
	at.when(labelStory, { story, add: [{ kind: 'rumour', finding: a, stance: 'asks' }], remove: [] }, bram);
	same(() => {
		merge(a, b);
		merge(b, c);
		same(() => {
			merge(c, d);
			unmerge(c);
		});
		unmerge(b);
		unmerge(a);
	});
});

test('an undo keeps what came since, and gives posts, also of stories that were split or merged since, back', () => {
	const [a, b] = [raised('Het water is vergiftigd'), raised('Er zit gif in de kraan')];
	const [one, both, later, target] = [at.story({ posts: 3, platforms: ['x'] }), at.story(), at.story(), at.story()];
	const split = sequenceId(2, 9) as never;
	const link = (story: typeof one, finding: FindingId, stance = 'supports') =>
		at.when(labelStory, { story, add: [{ kind: 'rumour', finding, stance }], remove: [] }, bram);
	const found = (story: typeof one) => at.state.labels.get(story)?.links.map(({ finding }) => finding) ?? [];
	for (const story of [one, both]) link(story, a);
	link(both, b, 'denies');
	merge(a, b);
	expect([found(one), found(both)]).toEqual([[b], [b]]);
	link(later, b);
	link(one, b, 'asks');
	const post = sequenceId(4, 1);
	at.references = { ...at.references, posts: new Map([[post as never, { story: one }]]) };
	at.when(splitStory, { story: one, posts: [post], into: split, batch: fresh(BatchId) }, bram);
	at.when(mergeStories, { story: both, into: target, batch: fresh(BatchId) }, bram);
	at.when(measureSpread, { rumour: b, value: 3, reason: 'pressAsks' }, system);
	expect(restorable(at.state, a)?.into).toBe(b);
	unmerge(a);
	expect([found(one), found(split), found(later)]).toEqual([[a], [a], [b]]);
	expect(at.state.labels.get(one)?.links[0]).toMatchObject({ stance: 'asks' });
	expect(found(target)).toEqual([a, b]);
	at.when(unmergeStory, { story: both, batch: fresh(BatchId) }, bram);
	expect([found(both), found(target)]).toEqual([[a, b], []]);
	expect(at.state.labels.get(both)?.links.map(({ stance }) => stance)).toEqual(['supports', 'denies']);
});

test('a merge makes a rumour high at once, and its undo takes that back', () => {
	const [a, b] = [raised('Het water is vergiftigd'), raised('Er zit gif in de kraan')];
	at.when(assessRumour, { rumour: a, harm: 3, danger: false, helpNeeded: false }, bram);
	at.when(measureSpread, { rumour: b, value: 2, reason: 'fiveAuthors' }, system);
	same(() => {
		merge(a, b);
		expect(at.state.rumours.get(b)).toMatchObject({ harm: 3, firstHigh: momentOf(at.wall) });
		unmerge(a);
	});
});

describe('a merge cannot be undone', () => {
	const rests: Record<string, (b: FindingId) => unknown> = {
		'a verdict': (b) => at.when(giveVerdict, { rumour: b, verdict: 'false', fact }, bram),
		'an inquiry': (b) => at.when(verifyRumour, { rumour: b, body: 'GGD' }, bram),
		'an owner': (b) => at.when(assignRumour, { rumour: b, owner: anna.id }, bram),
		'a text': (b) =>
			at.when(
				draftText,
				{
					id: fresh(TextId),
					kind: 'holding',
					about: { kind: 'rumour', finding: b },
					corrects: null,
					facts: [],
					wordings: []
				},
				anna
			),
		'words of the report': (b) =>
			at.when(
				commandKind('report.write') as never,
				{ section: 'brief', text: 'Gif', certainty: null, noneFound: false, rests: [b], over: null },
				bram
			)
	};
	test.each(Object.keys(rests))('when %s rests on it since', (what) => {
		const [a, b] = [raised('Het water is vergiftigd'), raised('Er zit gif in de kraan')];
		merge(a, b);
		rests[what]?.(b);
		expect(mergeFindings.undo?.isCurrent({ kind: 'rumour', finding: a, into: b }, at.state, carla.id)).toBe(false);
		expect(() => unmerge(a)).toThrow('finding.restsOn');
	});
	test('twice, nor when it is of another kind', () => {
		const [a, b] = [raised('Het water is vergiftigd'), raised('Er zit gif in de kraan')];
		merge(a, b);
		expect(() => unmerge(a, 'need')).toThrow('finding.absent');
		unmerge(a);
		expect(() => unmerge(a)).toThrow('finding.absent');
	});
	test('but it can when a rule asked again, or when a link opened it', () => {
		const [a, b] = [fresh(FindingId), fresh(FindingId)];
		for (const [id, text] of [
			[a, 'Is het water veilig?'],
			[b, 'Kan ik uit de kraan drinken?']
		] as const) {
			at.when(raiseNeed, { id, text, offline: 'balie', seenIn: null }, bram);
			at.when(setNeedTimes, { need: id, pressDeadline: late }, bram);
		}
		at.answered({ need: b, text: 'Ja.', fact: null, channel: 'balie', at: null });
		for (const finding of [a, b]) at.when(closeFinding, { kind: 'need', finding }, bram);
		merge(a, b, 'need');
		at.when(reopenFinding, { kind: 'need', finding: b }, bram);
		at.when(reopenNeed, { need: b }, system);
		unmerge(a, 'need');
		expect(at.state.needs.get(b)).toMatchObject({ state: 'answered', closed: null });
	});
});

test('a merge is not undone while another finding has the name that would come back', () => {
	const [a, b, c, d] = [fresh(FindingId), fresh(FindingId), fresh(FindingId), fresh(FindingId)];
	const need = (id: FindingId, text: string) => at.when(raiseNeed, { id, text, offline: 'balie', seenIn: null }, bram);
	need(a, 'Kan ik luchten?');
	need(b, 'Is het water veilig?');
	merge(a, b, 'need');
	need(c, 'kan ik lúchten');
	same(() => expect(() => unmerge(a, 'need')).toThrow('finding.exists'));
	need(d, 'Mag het raam open?');
	merge(c, d, 'need');
	unmerge(a, 'need');
	expect(at.state.needs.get(a)).toMatchObject({ mergedInto: null });
});

test('an inquiry that a body answers after the merge is answered once, in the rumour that is left, or again in its own', () => {
	const [a, b] = [raised('Het water is vergiftigd'), raised('Er zit gif in de kraan')];
	at.when(verifyRumour, { rumour: b, body: 'Politie' }, bram);
	const link = fresh(ShareLinkId);
	const expires = momentOf(at.wall + 3_600_000);
	const hash = Sha256.parse('b'.repeat(64));
	at.when(askByLink, { link, rumour: a, body: 'GGD', question: 'Klopt dit?', deadline: null, hash, expires }, bram);
	merge(a, b);
	expect(at.state.partnerQuestions.get(link)).toMatchObject({ rumour: b, inquiry: 1 });
	unmerge(a);
	expect(at.state.partnerQuestions.get(link)).toMatchObject({ rumour: a, inquiry: 0 });
	merge(a, b);
	const reply = fresh(ReplyId);
	at.when(answerQuestion, { link, id: reply, text: 'Nee.', from: 'arts' }, system);
	at.when(takeOverReply, { link, reply }, bram);
	expect(at.state.rumours.get(b)?.inquiries.map(({ answer }) => answer?.text)).toEqual([undefined, 'Nee.']);
	expect(() => unmerge(a)).toThrow('finding.restsOn');
});

/** For each finding of the start another id under the same name, as somebody made it who did not know of the first. */
const otherId = (id: string): string => id.replace(/^10000001/, '1000000f');

test('every command about the second finding of a name is about the first', () => {
	const followed = new Set<string>();
	const outcome = (kind: never, input: unknown, actor: Actor): string => {
		try {
			return asText(at.decided(kind, input, actor));
		} catch (error) {
			if (error instanceof Refusal) return error.code;
			throw error;
		}
	};
	const makers: Partial<Record<string, FindingKind>> = {
		'need.raise': 'need',
		'rumour.signal': 'rumour',
		'behaviour.record': 'behaviour',
		'meaning.record': 'meaning'
	};
	fc.assert(
		fc.property(sequences, (steps) => {
			at = new InMemoryIncident();
			play(steps, (step, _, incident, actor) => {
				at = incident;
				const kind = commandKind(step.type) as never;
				const input = step.input as { id?: string };
				if (makers[step.type] && input.id) {
					const made = findingsOf(at.state, makers[step.type] ?? 'need').get(input.id as never);
					const twice = { ...input, id: otherId(input.id), offline: 'balie', seenIn: null };
					if (made?.mergedInto === null) at.when(kind, twice, actor);
					return;
				}
				const text = JSON.stringify(step.input);
				const other = text.replaceAll(/10000001-[\da-f-]{27}/g, (id) => {
					const known = FindingKind.options.some((each) => findingsOf(at.state, each).has(otherId(id) as never));
					return known ? otherId(id) : id;
				});
				if (other === text || step.type === 'finding.close') return;
				followed.add(step.type);
				expect(outcome(kind, JSON.parse(other), actor), step.type).toBe(outcome(kind, step.input, actor));
			});
		}),
		{ numRuns: runs(15, 100), endOnFailure: true }
	);
	expect(followed.size).toBeGreaterThan(20);
});

test('the second of a name adds what it knows, opens a closed one, and its undo leaves the first', () => {
	const first = raised('Het water is vergiftigd');
	at.when(closeFinding, { kind: 'rumour', finding: first }, bram);
	const story = at.story();
	const id = fresh(FindingId);
	const input = { id, text: 'het water is vergiftigd!', offline: 'school', danger: true };
	at.when(signalRumour, { ...input, seenIn: { story, stance: 'asks' } }, carla);
	expect(at.state.rumours.get(first)).toMatchObject({
		closed: null,
		danger: true,
		firstHigh: momentOf(at.wall),
		offline: 'balie; school',
		raised: { by: bram.id }
	});
	expect(at.state.labels.get(story)?.links).toMatchObject([{ finding: first, stance: 'asks', by: carla.id }]);
	const [unlink, close] = signalRumour.undo?.steps({ ...input, seenIn: { story, stance: 'asks' } }, at.state) ?? [];
	at.when(labelStory, unlink?.input, carla);
	expect(at.state.labels.get(story)?.links).toEqual([]);
	expect(() => at.when(closeFinding, close?.input, carla)).toThrow('finding.state');
	expect(isOpen(at.state.rumours.get(first) as Rumour)).toBe(true);
	at.when(giveVerdict, { rumour: id, verdict: 'false', fact }, carla);
	expect(at.state.rumours.get(first)?.judged?.verdict).toBe('false');
	expect(() => at.when(signalRumour, { ...input, seenIn: null }, carla)).toThrow('id.taken');
});
