import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decideAdvice, writeAdvice } from '$lib/domain/report/advice';
import { recordFact } from '$lib/domain/findings/fact';
import { ActionId, AdviceId, FactId, FindingId } from '$lib/domain/core/ids';
import { answerInquiry, verifyRumour } from '$lib/domain/findings/inquiry';
import { giveVerdict, signalRumour } from '$lib/domain/findings/rumour';
import { closeIncident, openIncident } from '$lib/domain/incident/incident';
import { recordAction } from '$lib/domain/incident/own-action';
import { DocumentKey } from '$lib/domain/openness/document';
import { articleOf, WooGround } from '$lib/domain/openness/grounds';
import { inventoryOf } from '$lib/domain/openness/inventory';
import { judgeDocument } from '$lib/domain/openness/judgement';
import { markPassages, partsChecksum, proposedPassages, redactPart, type Passage } from '$lib/domain/openness/passages';
import { bram, carla, fresh, opening, InMemoryIncident } from './in-memory-incident';

const refused = (code: string) => expect.objectContaining({ name: 'Refusal', code }) as Error;
const key = (text: string) => DocumentKey.parse(text);
function fire() {
	const incident = new InMemoryIncident();
	incident.when(openIncident, opening(), bram);
	const fact = fresh(FactId);
	const advice = fresh(AdviceId);
	incident.when(recordFact, { id: fact, text: 'De rook is niet giftig.', source: 'brandweer', at: null }, bram);
	incident.when(
		recordFact,
		{
			id: fresh(FactId),
			text: 'Mevrouw Jansen uit de Kerkstraat 12 is gebeld op 06-12345678.',
			source: 'GGD',
			at: null
		},
		bram
	);
	incident.when(recordFact, { id: fresh(FactId), text: 'Nog niet bekend.', source: null, at: null }, bram);
	incident.when(
		writeAdvice,
		{
			over: null,
			id: advice,
			goal: 'informing',
			what: 'Zeg dat wij meten.',
			who: '',
			channel: '',
			audience: '',
			tone: '',
			urgency: 'high'
		},
		bram
	);
	return { incident, fact, advice };
}
const line = (incident: InMemoryIncident, title: string) =>
	inventoryOf(incident.state).find((one) => one.title?.includes(title));

test('every article on the list is printed in Dutch legal notation', () => {
	expect(WooGround.options.map(articleOf)).toContain('5.1.2e');
	expect(new Set(WooGround.options.map(articleOf)).size).toBe(16);
});

test('the inventory lists what left the desk as numbered documents in chronological order, with a proposal by rule', () => {
	const { incident, advice } = fire();
	const action = { id: fresh(ActionId), channel: 'NL-Alert', text: 'Sluit ramen.', at: null };
	incident.when(recordAction, action, bram);
	const silent = { id: fresh(FindingId), text: 'De brug stort in', offline: 'Telefoon', seenIn: null };
	const checked = { ...silent, id: fresh(FindingId), text: 'Het water is vergiftigd' };
	for (const rumour of [silent, checked]) incident.when(signalRumour, rumour, bram);
	incident.when(verifyRumour, { rumour: checked.id, body: 'Waterbedrijf', question: null, deadline: null }, bram);
	const lines = inventoryOf(incident.state);
	expect(lines.map(({ number }) => number)).toEqual(lines.map((_, index) => index + 1));
	expect(lines.slice(-3).map(({ kind }) => kind)).toEqual(['monitoring', 'log', 'posts']);
	expect(lines.filter(({ kind }) => kind === 'fact')).toHaveLength(2);
	expect(line(incident, 'niet giftig')?.proposal).toEqual({ outcome: 'public', grounds: [] });
	expect(line(incident, 'Mevrouw')?.proposal).toEqual({ outcome: 'partly', grounds: ['5-1-2e'] });
	expect(line(incident, 'Mevrouw')?.title).not.toMatch(/Jansen|06|12/);
	expect(line(incident, 'Sluit ramen')?.proposal.outcome).toBe('already');
	expect(line(incident, 'brug')).toBeUndefined();
	expect(line(incident, 'vergiftigd')?.kind).toBe('rumour');
	expect(line(incident, 'meten')?.proposal).toEqual({ outcome: 'not', grounds: ['5-2-1'] });
	const over = incident.state.advice.get(advice)?.seq ?? 0;
	incident.when(decideAdvice, { advice, over, outcome: 'adopted', why: '', who: '', due: null }, bram);
	expect(line(incident, 'meten')?.proposal.outcome).toBe('partly');
});

test('the proposal for a rumour considers all its words, including the fact of its verdict', () => {
	const { incident, fact } = fire();
	const rumour = { id: fresh(FindingId), text: 'Het water is vergiftigd', offline: 'Telefoon', seenIn: null };
	incident.when(signalRumour, rumour, bram);
	incident.when(giveVerdict, { rumour: rumour.id, verdict: 'false', fact }, bram);
	expect(line(incident, 'vergiftigd')?.proposal.outcome).toBe('public');
	const named = { id: fresh(FactId), text: 'Het water is schoon.', source: 'mevrouw Jansen', at: null };
	incident.when(recordFact, named, bram);
	incident.when(giveVerdict, { rumour: rumour.id, verdict: 'false', fact: named.id }, bram);
	expect(line(incident, 'vergiftigd')?.proposal).toEqual({ outcome: 'partly', grounds: ['5-1-2e'] });
});

test('a judgement that withholds something needs a ground, one that withholds nothing has none', () => {
	const { incident, fact } = fire();
	const document = key(`fact:${fact}`);
	const judge = (outcome: string, grounds: string[], to: DocumentKey = document) =>
		incident.when(judgeDocument, { document: to, outcome, grounds, note: ' Gelezen ' }, carla);
	expect(() => judge('partly', [])).toThrow(refused('document.ground'));
	expect(() => judge('not', [])).toThrow(refused('document.ground'));
	expect(() => judge('public', [], key(`fact:${fresh(FactId)}`))).toThrow(refused('document.absent'));
	expect(() => judge('public', [], key('report:7'))).toThrow(refused('document.absent'));
	judge('partly', ['5-2-1', '5-1-2e', '5-2-1']);
	expect(line(incident, 'niet giftig')?.judgement).toMatchObject({
		outcome: 'partly',
		grounds: ['5-1-2e', '5-2-1'],
		note: 'Gelezen'
	});
	judge('public', ['5-2-1']);
	expect(line(incident, 'niet giftig')?.judgement).toMatchObject({ outcome: 'public', grounds: [] });
	incident.when(closeIncident, {}, carla);
	judge('already', []);
	expect(() => incident.when(judgeDocument, { document, outcome: 'public', grounds: [], note: '' }, bram)).toThrow(
		refused('role.missing')
	);
});

test('a judgement is refused when the words changed since they were seen', () => {
	const { incident, fact } = fire();
	const rumour = { id: fresh(FindingId), text: 'Het water is vergiftigd', offline: 'Telefoon', seenIn: null };
	incident.when(signalRumour, rumour, bram);
	incident.when(verifyRumour, { rumour: rumour.id, body: 'Waterbedrijf', question: null, deadline: null }, bram);
	const seen = line(incident, 'vergiftigd');
	incident.when(answerInquiry, { rumour: rumour.id, inquiry: 0, text: 'Mevrouw Jansen nam een monster.' }, bram);
	const now = line(incident, 'vergiftigd');
	expect([seen?.proposal.outcome, now?.proposal.outcome]).toEqual(['public', 'partly']);
	const document = key(`rumour:${rumour.id}`);
	const judge = (text: { text?: string | null }, to = document) =>
		incident.when(judgeDocument, { document: to, outcome: 'public', grounds: [], note: '', ...text }, carla);
	expect(() => judge({ text: seen?.text ?? null })).toThrow(refused('document.changed'));
	expect(() => judge({ text: null })).toThrow(refused('document.changed'));
	expect(line(incident, 'vergiftigd')?.judgement).toBeNull();
	judge({ text: now?.text ?? null });
	expect(line(incident, 'vergiftigd')).toMatchObject({ judgement: { outcome: 'public' }, isChanged: false });
	// An older version of the program names no text; its log has none that could change.
	judge({}, key(`fact:${fact}`));
	expect(line(incident, 'niet giftig')?.isChanged).toBe(false);
	judge({ text: null }, key('log'));
});

test('passages are kept in order, joined when they share a ground, and refused when grounds overlap', () => {
	const { incident, fact } = fire();
	const document = key(`fact:${fact}`);
	const checksum = partsChecksum(['De rook is niet giftig.']);
	const over = () => incident.state.documentPassages.get(document)?.seq ?? null;
	const mark = (...passages: Passage[]) =>
		incident.when(markPassages, { document, checksum, passages, over: over() }, carla);
	const at = (from: number, to: number, ground: WooGround = '5-1-2e', part = 0): Passage => ({
		part,
		from,
		to,
		ground
	});
	mark(at(3, 7, '5-1-2e', 1), at(8, 10), at(3, 8));
	expect(incident.state.documentPassages.get(document)).toMatchObject({
		checksum,
		passages: [at(3, 10), at(3, 7, '5-1-2e', 1)]
	});
	expect(() => mark(at(3, 8), at(5, 10, '5-2-1'))).toThrow(refused('document.passage'));
	expect(() => mark(at(5, 5))).toThrow(refused('document.passage'));
	mark(at(3, 8), at(8, 10, '5-2-1'));
	expect(incident.state.documentPassages.get(document)?.passages).toHaveLength(2);
	mark();
	expect(incident.state.documentPassages.get(document)?.passages).toEqual([]);
});

test('marks of a colleague cannot be removed unseen', () => {
	const { incident, fact } = fire();
	const document = key(`fact:${fact}`);
	const checksum = partsChecksum(['De rook is niet giftig.']);
	const seq = () => incident.state.documentPassages.get(document)?.seq ?? null;
	const mark = (over: number | null, ...passages: Passage[]) =>
		incident.when(markPassages, { document, checksum, passages, over }, carla);
	mark(null, { part: 0, from: 0, to: 2, ground: '5-1-2e' });
	const first = seq();
	expect(() => mark(null)).toThrow(refused('document.changed'));
	mark(first);
	expect(seq()).not.toBe(first);
	expect(() => mark(first)).toThrow(refused('document.changed'));
});

test('redacting a text removes everything that was marked, and nothing else', () => {
	const range = fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 12 }), fc.constantFrom(...WooGround.options));
	fc.assert(
		fc.property(fc.string({ maxLength: 50, unit: 'binary' }), fc.array(range, { maxLength: 5 }), (text, ranges) => {
			const passages = ranges.map(([from, length, ground]): Passage => ({ part: 0, from, to: from + length, ground }));
			const pieces = redactPart(text, 0, passages);
			const unmarked = Array.from({ length: text.length }, (_, at) => at)
				.filter((at) => !passages.some(({ from, to }) => at >= from && at < to))
				.map((at) => text.charAt(at))
				.join('');
			expect(pieces.map((piece) => ('ground' in piece ? '' : piece.text)).join('')).toBe(unmarked);
			expect(redactPart(text, 1, passages)).toEqual(text === '' ? [] : [{ text }]);
		})
	);
});

test('what the masking functions find is proposed as private information, word for word', () => {
	const parts = ['Rustig.', 'Mevrouw Jansen belde (06-12345678), en mailt jan@voorbeeld.nl.'];
	const found = proposedPassages(parts).map(({ part, from, to, ground }) => [
		part,
		parts[part]?.slice(from, to),
		ground
	]);
	expect(found.map(([part]) => part)).not.toContain(0);
	const words = found.map(([, word]) => word).join(' ');
	expect(words).toContain('Jansen');
	expect(words).toContain('06-12345678');
	expect(words).toContain('jan@voorbeeld.nl');
	expect(words).not.toMatch(/belde|mailt|Mevrouw/);
	expect(new Set(found.map(([, , ground]) => ground))).toEqual(new Set(['5-1-2e']));
});
