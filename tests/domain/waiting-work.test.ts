import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { incidentTime } from '$lib/domain/core/present';
import { checksumOf } from '$lib/domain/core/checksum';
import {
	AdviceId,
	FactId,
	momentOf,
	PostId,
	PublicationId,
	ReplyId,
	ShareLinkId,
	SignalId,
	TextId
} from '$lib/domain/core/ids';
import type { Actor } from '$lib/domain/core/role';
import { replaceFact } from '$lib/domain/findings/fact';
import { answerInquiry, verifyRumour } from '$lib/domain/findings/inquiry';
import { setNeedTimes } from '$lib/domain/findings/need';
import { assessRumour, measureSpread } from '$lib/domain/findings/rumour';
import { returnText } from '$lib/domain/official-text/approval';
import { correctEverywhere } from '$lib/domain/official-text/correcting';
import { awaitsReader } from '$lib/domain/official-text/combination';
import { approvalRefusal } from '$lib/domain/official-text/official-text';
import { publishAlone, withoutSecondReader } from '$lib/domain/official-text/publication';
import { recordReading } from '$lib/domain/official-text/reading';
import { outdatedSubjects, type OutdatedSubject } from '$lib/domain/waiting/outdated-subjects';
import { waitingTexts } from '$lib/domain/overview/waiting-texts';
import { askByLink, answerQuestion, takeOverReply } from '$lib/domain/partner/question';
import { markSignalRead, receiveSignal } from '$lib/domain/partner/signal';
import { makeShareLink } from '$lib/domain/report/share-link';
import { decideAdvice, writeAdvice } from '$lib/domain/report/advice';
import { setReportDue } from '$lib/domain/report/version';
import type { QueueTotals } from '$lib/domain/stories/card';
import { setCallForHelp } from '$lib/domain/stories/story';
import { firstPageOf } from '$lib/domain/waiting/first-page';
import { waitingWork } from '$lib/domain/waiting/waiting-work';
import { ReportFixture } from './report-facts';
import {
	anna,
	bram,
	carla,
	fresh,
	person,
	reader as asReader,
	system,
	type InMemoryIncident
} from './in-memory-incident';
import { play, sequences } from './sequences';
import { TextWorkflow } from './texts';

const work = (of: InMemoryIncident, reader: Actor, queue: QueueTotals | null = null) =>
	waitingWork(of.state, asReader(reader), incidentTime(of.state.clock, momentOf(of.wall)), queue, () => null);
/** The kinds that wait for this person, first things first. */
const kinds = (of: InMemoryIncident, reader: Actor): string[] => work(of, reader).mine.map(({ kind }) => kind);
const others = (of: InMemoryIncident, reader: Actor): string[] => work(of, reader).others.map(({ kind }) => kind);
/** Assesses the rumour of this workflow as dangerous, so that its aims start. */
const dangerous = (workflow: TextWorkflow): TextWorkflow => {
	workflow.when(assessRumour, { rumour: workflow.rumour, harm: 3, danger: true, helpNeeded: false }, bram);
	return workflow;
};

test('people who work in the stream start there; a spokesperson, who could only watch, starts with the waiting work', () => {
	expect(firstPageOf(['analyst'])).toBe('stream');
	expect(firstPageOf(['coordinator'])).toBe('stream');
	expect(firstPageOf(['analyst', 'spokesperson'])).toBe('stream');
	expect(firstPageOf(['spokesperson'])).toBe('waiting');
	expect(firstPageOf(['spokesperson', 'administrator'])).toBe('waiting');
});

describe('a text', () => {
	test('waits for those who may approve it, and shows others whom it waits for', () => {
		const workflow = new TextWorkflow().judge().draft({ website: 'Veilig', x: 'Veilig' }).submit();
		expect(work(workflow, anna).mine).toMatchObject([
			{ kind: 'approve', to: `texts/${workflow.text}`, why: 'newText', by: bram.id, names: ['website', 'x'] }
		]);
		expect(kinds(workflow, bram)).toEqual([]);
		expect(work(workflow, bram).others).toMatchObject([{ kind: 'approve', role: 'spokesperson', person: null }]);
		// Four eyes: who wrote last does not read it as theirs.
		workflow.write('x', 'Het water is veilig', anna).submit(anna, 'x');
		expect(kinds(workflow, bram)).toEqual(['approve']);
		expect(work(workflow, anna).mine).toMatchObject([{ kind: 'approve' }]);
	});

	test('names the version that this person read, when the text changed since', () => {
		const workflow = new TextWorkflow().judge().draft({ website: 'Veilig' }).submit();
		workflow.when(recordReading, { text: workflow.text, version: 1 }, anna);
		workflow.write('website', 'Het is veilig', bram).submit();
		expect(work(workflow, anna).mine).toMatchObject([{ why: 'changedText', number: 1 }]);
	});

	test('moves to publishing when it is approved, and back to its writer when it is returned', () => {
		const workflow = new TextWorkflow().judge().draft({ website: 'Veilig' }).submit();
		workflow.when(returnText, { text: workflow.text, version: 1, why: 'Noem de bron' }, anna);
		expect(work(workflow, bram).mine).toMatchObject([
			{ kind: 'rework', by: anna.id, names: ['Noem de bron'], number: 1 }
		]);
		expect(work(workflow, anna).others).toMatchObject([{ kind: 'rework', person: bram.id }]);
		workflow.write('website', 'Volgens het waterbedrijf veilig', bram).submit().approve();
		expect(kinds(workflow, bram)).toEqual(['publish']);
		expect(kinds(workflow, anna)).toEqual(['publish']);
		expect(others(workflow, carla)).toEqual(['publish']);
		workflow.publish('website');
		expect([...kinds(workflow, bram), ...kinds(workflow, anna), ...others(workflow, carla)]).toEqual([]);
	});

	test.each([
		['a coordinator', carla, [], ['review']],
		['a spokesperson', anna, ['review'], ['review']]
	])(
		'published alone by %s waits for an independent person, with a spokesperson among the two',
		(_, by, coordinator, spokesperson) => {
			const workflow = new TextWorkflow().judge().draft({ website: 'Veilig' }).submit();
			const alone = {
				text: workflow.text,
				id: fresh(PublicationId),
				channel: 'website',
				where: 'Website',
				address: null
			};
			const words = { checksum: workflow.words('website')[0]?.checksum, at: null, why: 'Niemand bereikbaar' };
			workflow.when(publishAlone, { ...alone, ...words }, by);
			const reviews = (of: string[]) => of.filter((kind) => kind === 'review');
			expect(reviews(kinds(workflow, by))).toEqual([]);
			expect(reviews(others(workflow, by))).toEqual(['review']);
			expect(reviews(kinds(workflow, person('coordinator')))).toEqual(coordinator);
			expect(reviews(kinds(workflow, person('spokesperson')))).toEqual(spokesperson);
			expect(reviews(kinds(workflow, bram))).toEqual([]);
		}
	);
});

describe('a replaced fact', () => {
	test('is one row: a correction if people have read it, otherwise something to check', () => {
		const workflow = new TextWorkflow().judge().draft({ website: 'Veilig' }).submit().approve().publish('website');
		const replacing = { replaces: workflow.fact, source: 'Waterbedrijf', at: null };
		workflow.when(replaceFact, { id: fresh(FactId), text: 'Kook het water', ...replacing }, bram);
		expect(work(workflow, anna).mine).toMatchObject([
			{ kind: 'correct', to: `texts/correct/${workflow.fact}`, names: ['Website'], wrong: true }
		]);
		expect(kinds(workflow, bram)).toEqual(['correct']);
		const unpublished = new TextWorkflow().judge();
		unpublished.when(replaceFact, { id: fresh(FactId), text: 'Kook', ...replacing, replaces: unpublished.fact }, bram);
		expect(kinds(unpublished, anna)).toEqual([]);
		expect(work(unpublished, carla).mine).toMatchObject([{ kind: 'recheck', number: 1, why: 'restsOn' }]);
	});

	test('keeps the wrong words on the list when the fact of their correction is replaced too', () => {
		const workflow = new TextWorkflow().judge().draft({ website: 'Veilig' }).submit().approve().publish('website');
		const [second, third] = [fresh(FactId), fresh(FactId)];
		const replacing = { source: 'Waterbedrijf', at: null };
		workflow.when(replaceFact, { id: second, replaces: workflow.fact, text: 'Kook het water', ...replacing }, bram);
		const correction = {
			id: fresh(TextId),
			corrects: [workflow.text],
			facts: [second],
			waived: [],
			requestedFrom: null
		};
		workflow.when(
			correctEverywhere,
			{ ...correction, wordings: [{ channel: 'website', text: 'Kook het water.' }] },
			bram
		);
		expect(kinds(workflow, anna)).toEqual(['approve']);
		workflow.when(replaceFact, { id: third, replaces: second, text: 'Drink het water niet', ...replacing }, bram);
		expect(work(workflow, anna).mine).toMatchObject([
			{ kind: 'correct', why: 'correctionBegun', names: ['Website'], wrong: true }
		]);
	});
});

test('words on a replaced fact wait for a review of the fact, not for an approval or a publication', () => {
	for (const workflow of [
		new TextWorkflow().judge().draft({ website: 'Veilig' }).submit(),
		new TextWorkflow().judge().draft({ website: 'Veilig' }).submit().approve()
	]) {
		const before = [...kinds(workflow, anna), ...kinds(workflow, bram)];
		expect(before.some((kind) => kind === 'approve' || kind === 'publish')).toBe(true);
		const replacing = { replaces: workflow.fact, text: 'Kook het water', source: 'Waterbedrijf', at: null };
		workflow.when(replaceFact, { id: fresh(FactId), ...replacing }, bram);
		expect([kinds(workflow, anna), kinds(workflow, bram)]).toEqual([[], ['recheck']]);
	}
});

describe('a rumour', () => {
	test('that spreads without an assessed harm waits for those who assess it', () => {
		const workflow = new TextWorkflow();
		expect(kinds(workflow, bram)).toEqual([]);
		workflow.when(measureSpread, { rumour: workflow.rumour, value: 2, reason: 'fiveAuthors' }, system);
		expect(work(workflow, bram).mine).toMatchObject([{ kind: 'assess', to: `findings/${workflow.rumour}` }]);
		expect(kinds(workflow, carla)).toEqual(['assess']);
		expect(others(workflow, anna)).toEqual(['assess']);
	});

	test('that is late is one row with the next step: ask, wait, make the answer a fact, write', () => {
		const workflow = dangerous(new TextWorkflow()).later(31);
		const why = (): unknown[] =>
			work(workflow, anna).mine.map(({ kind, why: reason, names }) => [kind, reason, ...names]);
		expect(why()).toEqual([['late', 'nobodyAsked']]);
		workflow.when(verifyRumour, { rumour: workflow.rumour, body: 'GHOR', question: null, deadline: null }, bram);
		expect(why()).toEqual([['late', 'asked', 'GHOR']]);
		expect(work(workflow, anna).others).toMatchObject([{ kind: 'answer', names: ['GHOR'] }]);
		workflow.when(answerInquiry, { rumour: workflow.rumour, inquiry: 0, text: 'Geen doden bekend' }, bram);
		expect(why()).toEqual([['late', 'answered', 'GHOR']]);
		workflow.judge().later(30);
		expect(why()).toEqual([['late', 'noText']]);
	});

	test('whose body missed the deadline asks for a reminder call', () => {
		const workflow = new TextWorkflow();
		const deadline = momentOf(workflow.wall + 10 * 60_000);
		workflow.when(verifyRumour, { rumour: workflow.rumour, body: 'GHOR', question: null, deadline }, bram);
		expect(kinds(workflow, anna)).toEqual([]);
		expect(work(workflow.later(15), anna).mine).toMatchObject([{ kind: 'late', why: 'noAnswer', names: ['GHOR'] }]);
	});
});

test('a need waits when the deadline of the press has passed', () => {
	const fixture = new ReportFixture();
	const need = fixture.need('Is de rook gevaarlijk?', fixture.story([1]));
	fixture.incident.when(setNeedTimes, { need, pressDeadline: fixture.at(20) }, anna);
	expect(kinds(fixture.clock(19).incident, anna)).toEqual([]);
	expect(work(fixture.clock(21).incident, anna).mine).toMatchObject([
		{ kind: 'late', why: 'press', to: `needs#need-${need}` }
	]);
});

test('advice waits for the decider until its deadline, then for a coordinator who records the decision', () => {
	const fixture = new ReportFixture();
	const advice = fresh(AdviceId);
	const words = {
		goal: 'informing',
		what: 'Zeg of de scholen dichtgaan',
		who: '',
		channel: '',
		audience: '',
		tone: ''
	};
	fixture.incident.when(
		writeAdvice,
		{ id: advice, ...words, urgency: 'high', decider: 'beleidsteam', deadline: fixture.at(40) },
		bram
	);
	// Nobody can decide on what nobody has read.
	expect(others(fixture.incident, carla)).toEqual([]);
	fixture.release(30);
	expect(kinds(fixture.incident, carla)).toEqual([]);
	expect(work(fixture.incident, carla).others).toMatchObject([{ kind: 'advice', names: ['beleidsteam'] }]);
	expect(kinds(fixture.clock(41).incident, carla)).toEqual(['advice']);
	expect(others(fixture.incident, bram)).toEqual(['advice']);
	const over = fixture.incident.state.advice.get(advice)?.seq;
	fixture.incident.when(decideAdvice, { advice, outcome: 'adopted', why: '', over }, carla);
	expect(kinds(fixture.incident, carla)).toEqual([]);
});

test('unread signals of partners are one row for those who keep the picture', () => {
	const workflow = new TextWorkflow();
	const [link, post] = [fresh(ShareLinkId), fresh(PostId)];
	workflow.references = { ...workflow.references, posts: new Map([[post, { story: workflow.story() }]]) };
	const expires = momentOf(workflow.wall + 3_600_000);
	const made = { id: link, label: 'politie', hash: checksumOf('geheim'), expires, pin: false, signals: true };
	workflow.when(makeShareLink, made, bram);
	const id = fresh(SignalId);
	workflow.when(receiveSignal, { id, link, post }, system);
	expect(work(workflow, bram).mine).toMatchObject([{ kind: 'signal', to: 'partners', number: 1 }]);
	expect(others(workflow, anna)).toEqual(['signal']);
	workflow.when(markSignalRead, { signal: id }, carla);
	expect([...kinds(workflow, bram), ...others(workflow, anna)]).toEqual([]);
});

test('a reply through a link waits until somebody takes it over', () => {
	const workflow = new TextWorkflow();
	const link = fresh(ShareLinkId);
	const question = { rumour: workflow.rumour, body: 'GHOR', question: 'Klopt dit?', deadline: null };
	const secret = { link, hash: checksumOf('geheim'), expires: momentOf(workflow.wall + 3_600_000) };
	workflow.when(askByLink, { ...question, ...secret }, bram);
	expect(kinds(workflow, anna)).toEqual([]);
	const reply = fresh(ReplyId);
	workflow.when(answerQuestion, { id: reply, link, text: 'Nee', from: 'dienstdoende' }, system);
	expect(work(workflow, anna).mine).toMatchObject([
		{ kind: 'reply', to: `findings/${workflow.rumour}`, names: ['GHOR'] }
	]);
	workflow.when(takeOverReply, { link, reply }, bram);
	expect(kinds(workflow, anna)).toEqual([]);
});

test('the report waits from ten minutes before it is due, for those who write it', () => {
	const fixture = new ReportFixture();
	fixture.incident.when(setReportDue, { due: { at: fixture.at(30), every: 30 } }, bram);
	expect(kinds(fixture.clock(19).incident, bram)).toEqual([]);
	expect(kinds(fixture.clock(20).incident, bram)).toEqual(['report']);
	expect(others(fixture.incident, anna)).toEqual(['report']);
});

test('a pinned call for help comes first for everybody at the desk', () => {
	const workflow = dangerous(new TextWorkflow()).judge().draft({ website: 'Veilig' }).submit().later(31);
	workflow.when(setCallForHelp, { story: workflow.story(), help: 'pinned' }, bram);
	expect(kinds(workflow, anna)).toEqual(['call', 'approve']);
	expect(kinds(workflow.later(30), anna)).toEqual(['call', 'approve', 'late']);
	expect(kinds(workflow, carla)).toEqual(['call', 'late']);
	// One row, however many there are.
	workflow.when(setCallForHelp, { story: workflow.story(), help: 'pinned' }, bram);
	expect(work(workflow, anna).mine[0]).toMatchObject({ kind: 'call', number: 2 });
});

test('calls for help and the queue are one row each, guesses apart from calls; only when both are empty nothing waits', () => {
	const at = new ReportFixture().incident;
	const rows = (reader: Actor, queue: QueueTotals) =>
		work(at, reader, queue).mine.map(({ kind, number, guesses }) => ({ kind, number, guesses }));
	const oldest = momentOf(at.wall - 60_000);
	const unseen = { kind: 'look', number: 381, guesses: 0 };
	const guessed = { kind: 'maybeCall', number: 5, guesses: 0 };
	const many = { waiting: 381, oldest, help: 5, pinned: 0 };
	expect(rows(bram, many)).toEqual([guessed, unseen]);
	expect(rows(carla, many)).toEqual([guessed, unseen]);
	// Who may not label does not work through the queue, but anybody at the desk looks at a possible call.
	expect(rows(anna, many)).toEqual([guessed]);
	expect(work(at, anna, many).others).toMatchObject([{ kind: 'look', role: 'analyst', since: oldest }]);
	at.when(setCallForHelp, { story: at.story(), help: 'pinned' }, bram);
	expect(rows(bram, { ...many, help: 6, pinned: 1 })).toEqual([{ kind: 'call', number: 1, guesses: 5 }, unseen]);
	expect(rows(bram, { waiting: 0, oldest: null, help: 1, pinned: 1 })).toEqual([
		{ kind: 'call', number: 1, guesses: 0 }
	]);
	const passed = at.story();
	at.when(setCallForHelp, { story: passed, help: 'passedOn' }, bram);
	expect(rows(bram, { waiting: 0, oldest: null, help: 1, pinned: 1 })).toHaveLength(1);
	const empty = new ReportFixture().incident;
	expect(work(empty, bram, { waiting: 0, oldest: null, help: 0, pinned: 0 })).toEqual({ mine: [], others: [] });
});

test('nothing waits in a closed incident, nor before it was opened', () => {
	expect(work(new ReportFixture().incident, person('partner')).mine).toEqual([]);
});

/** Whatever happened: one row for each thing, for one side only, and as many as the pages of texts count. */
test('the list agrees with the counts of every other screen, after any sequence of commands', () => {
	let seen = 0;
	fc.assert(
		fc.property(sequences, (steps) => {
			const { testIncident } = play(steps, () => undefined);
			const { state } = testIncident;
			if (!state.incident || state.incident.phase === 'closed') return;
			for (const reader of [anna, bram, carla, person('analyst', 'spokesperson', 'coordinator')]) {
				const { mine, others: elsewhere } = work(testIncident, reader);
				const all = [...mine, ...elsewhere];
				seen += all.length;
				expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
				const count = (kind: string) => all.filter((item) => item.kind === kind).length;
				const texts = waitingTexts(state);
				const of = (which: string) => texts.filter((text) => text.state === which);
				expect(count('approve')).toBe(of('submitted').length);
				expect(count('publish')).toBe(of('approved').length);
				expect(count('review')).toBe(new Set(withoutSecondReader(state).map(({ text }) => text.id)).size);
				const isTaken = ({ correction: started, rest }: OutdatedSubject): boolean =>
					rest === 0 && started !== null && texts.some(({ id, state: is }) => id === started.id && is !== 'alone');
				const outdated = outdatedSubjects(state).filter((each) => !isTaken(each));
				expect(count('correct') + count('recheck')).toBe(outdated.length);
				for (const { kind, key } of mine.filter((item) => item.kind === 'approve')) {
					const text = state.texts.get(key.slice(kind.length + 1) as never);
					const may = text?.variants.some(
						(each) => awaitsReader(state, text, each) && approvalRefusal(each, reader) === null
					);
					expect(may).toBe(true);
				}
			}
		}),
		{ numRuns: 40 }
	);
	expect(seen).toBeGreaterThan(50);
});
