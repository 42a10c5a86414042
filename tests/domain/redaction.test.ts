import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checksumOf } from '$lib/domain/core/checksum';
import { Sha256 } from '$lib/domain/core/ids';
import { Refusal } from '$lib/domain/core/refusal';
import { collections, singles, type State } from '$lib/domain/core/state';
import { REMOVED } from '$lib/domain/core/texts/removed';
import { provedFields, removeWords } from '$lib/domain/event-words';
import { changeTexts } from '$lib/domain/core/texts/fields';
import { eventKind } from '$lib/domain/events';
import { allTexts, confirmRedaction, declineRedaction, redactLog } from '$lib/domain/incident/redaction';
import { answerStatus } from '$lib/domain/findings/need-answer';
import { isVerdictReworded } from '$lib/domain/findings/rumour';
import { correctionCausesOf } from '$lib/domain/official-text/correction';
import { isApproved } from '$lib/domain/official-text/official-text';
import { publishProblem } from '$lib/domain/official-text/publication-rules';
import { runs } from '../long';
import { person, plainJson, withoutTime, type InMemoryIncident } from './in-memory-incident';
import { play, sequences } from './sequences';
import { StateSnapshot } from './state-snapshot';

const [requester, confirmer] = [person('coordinator'), person('coordinator')];

const isTexts = (value: unknown): value is readonly string[] =>
	Array.isArray(value) && value.every((item) => typeof item === 'string');

const noWords = checksumOf(REMOVED);
const isChecksum = (value: unknown): boolean => Sha256.safeParse(value).success;

/** Where two states differ in more than words that became a mark, and the checksums of such words. */
function differences(before: unknown, after: unknown, path = ''): string[] {
	if (isChecksum(before) && after === noWords) return [];
	if (typeof before === 'string' && typeof after === 'string' && after.includes('…')) return [];
	if (Object.is(before, after)) return [];
	if (isTexts(before) && isTexts(after)) {
		// Two that became the same mark may be one.
		const known = after.every((text) => text.includes('…') || before.includes(text));
		return known && after.length <= before.length ? [] : [`${path}: ${before.join('|')} is now ${after.join('|')}`];
	}
	if (typeof before !== 'object' || typeof after !== 'object' || before === null || after === null)
		return [`${path}: ${JSON.stringify(before)} is now ${JSON.stringify(after)}`];
	const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
	return [...keys].flatMap((key) => differences(Reflect.get(before, key), Reflect.get(after, key), `${path}/${key}`));
}
/** What counts for somebody outside, or rests on what two people saw. */
const inForce = (state: State): string[] => [
	...[...state.rumours.values()]
		.filter((each) => each.judged && !isVerdictReworded(each))
		.map(({ id }) => `verdict ${id}`),
	...[...state.needs.values()]
		.filter((need) => ['valid', 'alone'].includes(answerStatus(state, need) ?? ''))
		.map(({ id }) => `answer ${id}`),
	...[...state.texts.values()].flatMap(({ id, variants }) =>
		variants.filter(isApproved).map(({ channel }) => `approval ${id} ${channel}`)
	),
	...[...state.texts.values()].flatMap((text) =>
		text.publications
			.filter((each) => correctionCausesOf(state, text, each).length === 0)
			.map(({ id }) => `words ${id}`)
	),
	...[...state.shareLinks.values()].filter(({ revoked }) => !revoked).map(({ id }) => `link ${id}`)
];
const plain = (state: State): unknown =>
	plainJson(
		Object.fromEntries(
			[...collections, ...singles]
				.filter((name) => name !== 'redactions' && name !== 'latest')
				.map((name) => [name, state[name]])
		)
	);

/** The lines among these that a request may name now. */
const redactable = (incident: InMemoryIncident, chosen: (number: number) => boolean): number[] => {
	return incident.log
		.map((_, at) => at + 1)
		.filter((number) => chosen(number))
		.filter((number) =>
			incident
				.redactable({ lines: [allTexts(number)], withCopies: incident.log[number - 1]?.type === 'profile.changed' })
				.every(({ sha256, isProfile }) => sha256 !== null && !isProfile)
		);
};

test('after a request, and after it was carried out, only words differ, whatever lines were chosen', () => {
	let [requests, forced] = [0, 0];
	fc.assert(
		fc.property(sequences, fc.infiniteStream(fc.boolean()), fc.boolean(), (steps, coins, all) => {
			const { testIncident } = play(steps);
			for (const waiting of [...testIncident.state.redactions.keys()])
				testIncident.when(declineRedaction, { request: waiting, why: 'Eerst dit' }, requester);
			const before = plain(testIncident.state);
			const force = new Set(inForce(testIncident.state));
			const whole = new StateSnapshot(withoutTime(testIncident.state));
			const lines = testIncident.log.map(({ data }) => data);
			const numbers = redactable(testIncident, () => all || coins.next().value === true).slice(0, 1000);
			if (numbers.length === 0) return;
			requests += 1;
			const request = testIncident.seq + 1;
			testIncident.when(redactLog, { numbers, why: 'Een rechter' }, requester);
			expect(differences(before, plain(testIncident.state))).toEqual([]);
			expect(inForce(testIncident.state).filter((each) => !force.has(each))).toEqual([]);
			for (const text of testIncident.state.texts.values())
				for (const { channel, checksum, text: words } of text.variants)
					if (words === REMOVED) expect(publishProblem(testIncident.state, text, channel, checksum)).not.toBeNull();
			forced += force.size;
			expect(() => testIncident.when(confirmRedaction, { request }, requester)).toThrow(new Refusal('review.own'));
			const hidden = plain(testIncident.state);
			if (all) {
				testIncident.when(confirmRedaction, { request }, confirmer);
				expect(plain(testIncident.state)).toEqual(hidden);
				expect(() => testIncident.when(declineRedaction, { request, why: 'Toch' }, confirmer)).toThrow(
					new Refusal('log.noRequest')
				);
			} else {
				testIncident.when(declineRedaction, { request, why: 'Toch niet' }, requester);
				expect(testIncident.log.slice(0, lines.length).map(({ data }) => data)).toEqual(lines);
				whole.expectSame(withoutTime(testIncident.state));
			}
		}),
		{ numRuns: runs(60, 400), endOnFailure: true }
	);
	expect(forced).toBeGreaterThan(requests);
	expect(requests).toBeGreaterThan(runs(50, 300));
});

test('a line without words can still be read by its schema', () => {
	const [seen, unreadable] = [new Set<string>(), new Set<string>()];
	fc.assert(
		fc.property(sequences, (steps) => {
			play(steps, (_, happened) => {
				for (const event of happened) {
					const data = changeTexts(event.data, provedFields(event.type), removeWords);
					if (data === event.data) continue;
					seen.add(event.type);
					if (!eventKind(event.type).data.safeParse(JSON.parse(JSON.stringify(data))).success)
						unreadable.add(event.type);
				}
			});
		}),
		{ numRuns: runs(30, 300), endOnFailure: true }
	);
	expect([...unreadable]).toEqual([]);
	expect(seen.size).toBeGreaterThan(60);
});
