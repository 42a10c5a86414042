import fc from 'fast-check';
import { expect, test } from 'vitest';
import { incidentTime } from '$lib/domain/core/present';
import { commands } from '$lib/domain/commands';
import { apply, events, readEvent } from '$lib/domain/events';
import { currentId, findingsOf } from '$lib/domain/findings/finding';
import { answerBasis } from '$lib/domain/findings/need-answer';
import { FindingKind, momentOf, type Moment } from '$lib/domain/core/ids';
import { wordingChecksum } from '$lib/domain/official-text/official-text';
import { textDrafted } from '$lib/domain/official-text/writing';
import { undescribed } from '$lib/domain/archive/description';
import { emptyState } from '$lib/domain/core/state';
import { runs } from '../long';
import { StateSnapshot } from './state-snapshot';
import { id, NEWEST, play, sequences, type Step } from './sequences';

/** What holds for every sequence; more are drawn while what is seldom did not come often enough. */
function always(holds: (steps: readonly Step[]) => void, isEnough: () => boolean = () => true): void {
	const property = fc.property(sequences, holds);
	for (let round = 0; round === 0 || (round < runs(30, 5) && !isEnough()); round++)
		// Shrinking a sequence of hundreds of steps would take longer than any time limit, and hide what failed.
		fc.assert(property, { numRuns: runs(50, 300), endOnFailure: true });
}
/** Parses events as they are in a log: as JSON, read by the schema. */
const wire = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** An answer that a second person confirms: chance alone seldom reaches it. */
const withAnswer = (steps: readonly Step[]): Step[] => {
	const need = id(1, 0);
	const text = 'Tot vier uur';
	const basis = answerBasis('Nummer 0 is vergiftigd', { text, fact: null });
	const at = steps.findIndex(({ type }) => type === 'text.publishAlone') + 1;
	return [
		...steps.slice(0, at),
		{ type: 'need.answer', input: { need, text, fact: null, channel: 'balie', at: null }, by: 0, later: 1 },
		{ type: 'need.confirmAnswer', input: { need, basis }, by: 1, later: 1 },
		...steps.slice(at)
	];
};

test('replaying the log gives the same state as following it, and every kind of event occurs', () => {
	const reached = new Set<string>();
	const unreached = (): string[] => events.map(({ type }) => type).filter((type) => !reached.has(type));
	const replayed = (steps: readonly Step[]): void => {
		const { testIncident } = play([...withAnswer(steps), ...afterClosing], (_, happened) => {
			for (const { type } of happened) reached.add(type);
		});
		const again = emptyState();
		for (const [at, event] of testIncident.log.entries()) {
			const meta = testIncident.metas[at];
			if (meta) apply(again, readEvent(wire(event)), meta);
		}
		new StateSnapshot(testIncident.state).expectSame(again);
	};
	always(replayed, () => unreached().length <= 2);
	// Posts come by another way, and lines were blanked by an earlier version only.
	expect(unreached()).toEqual(['posts.arrived', 'log.redacted']);
});

test('applying an event twice in a row changes nothing', () => {
	always((steps) => {
		play(steps, (_, happened, { state, wall, seq }, actor) => {
			const last = happened.at(-1);
			if (!last) return;
			const before = new StateSnapshot(state);
			apply(state, last, { by: actor.id, wallAt: momentOf(wall), seq });
			before.expectSame(state, last.type);
		});
	});
});

const postingRequest = (n: number, channel: 'mastodon' | 'bluesky') => ({
	text: id('a', 5),
	id: id('b', n),
	channel,
	checksum: wordingChecksum(channel, 'Het water is vergiftigd'),
	outlet: id('d', channel === 'mastodon' ? 0 : 1),
	where: 'Mastodon'
});
const posting = (n: number) => ({ text: id('a', 5), posting: id('b', n) });
/**
 * Closes what is still open while postings are in progress, and tries what a closed incident accepts, so that every run
 * reaches this point.
 */
const afterClosing: readonly Step[] = [
	{ type: 'text.publishDirectly', input: postingRequest(8, 'mastodon') },
	{ type: 'text.publishDirectly', input: postingRequest(9, 'bluesky') },
	{ type: 'incident.close', input: {} },
	{ type: 'report.withdraw', input: { number: 1, why: 'Klopt niet' } },
	{ type: 'link.revoke', input: { link: id(0, 0) } },
	{ type: 'incident.setFeeds', input: { feeds: false } },
	{ type: 'text.withdraw', input: { text: id('a', 0), why: 'Klopt niet' } },
	{ type: 'text.recordReading', input: { text: id('a', 0), version: 1 } },
	{ type: 'text.recordPosted', input: { ...posting(8), address: null, at: null }, by: 3 },
	{ type: 'text.recordPostingFailed', input: { ...posting(9), why: 'unsure' }, by: 3 },
	{ type: 'log.redact', input: { numbers: [1], why: 'Een rechter' } },
	{ type: 'log.declineRedaction', input: { request: NEWEST, why: 'Toch niet' } },
	{ type: 'log.redact', input: { numbers: [1], why: 'Een rechter' } },
	{ type: 'log.confirmRedaction', input: { request: NEWEST }, by: 4 },
	{ type: 'incident.hold', input: { why: 'Een rechter' } },
	{ type: 'archive.describe', input: undescribed },
	{
		type: 'archive.recordTransfer',
		input: { to: 'Streekarchief', on: '2020-01-01', checksum: 'a'.repeat(64), note: null }
	},
	{ type: 'incident.endHold', input: { why: 'Klaar' } },
	{ type: 'document.judge', input: { document: 'log', outcome: 'not', grounds: ['5-2-1'], note: '' } },
	{ type: 'document.markPassages', input: { document: 'log', checksum: 'a'.repeat(64), passages: [] } },
	{
		type: 'learningPoint.write',
		input: { id: id(0, 9), text: 'Oefen vaker', owner: 'de gemeente', until: null, over: null }
	},
	{ type: 'learningPoint.settle', input: { point: id(0, 9), outcome: 'done' } },
	{ type: 'posts.forget', input: {}, by: 3, later: 31 * 86_400 },
	{ type: 'author.lookUp', input: { authors: [1], why: 'Een inzageverzoek' } },
	{ type: 'author.forget', input: { author: 1, why: 'Een verzoek' } },
	{ type: 'retention.repeat', input: { posts: [id(4, 0)], lines: [] }, by: 3 },
	{ type: 'posts.startMasking', input: { again: null }, by: 3 },
	{ type: 'log.mask', input: {}, by: 3 },
	{ type: 'posts.finishMasking', input: {}, by: 3 },
	{ type: 'incident.reopen', input: { why: 'Een correctie' } },
	{ type: 'computer.start', input: { mode: 'watch', roles: ['analyst'], errors: 0, seed: 1 } },
	{
		type: 'computer.show',
		input: { scene: 'stream', by: id(5, 0), act: 'looked', about: '', on: null },
		by: 3
	},
	{ type: 'computer.stop', input: {} },
	{ type: 'computer.recordUndone', input: {}, by: 3 }
].map((step) => ({ by: 2, later: 1, ...step }) as Step);

test('a closed incident accepts only the listed commands', () => {
	const open = new Set([
		...['incident.reopen', 'text.withdraw', 'report.withdraw', 'link.revoke', 'incident.setFeeds', 'log.redact'],
		...['log.confirmRedaction', 'log.declineRedaction'],
		...['incident.hold', 'incident.endHold', 'posts.forget', 'document.judge', 'document.markPassages'],
		...['learningPoint.write', 'learningPoint.settle'],
		...['posts.startMasking', 'log.mask', 'posts.finishMasking', 'archive.describe', 'archive.recordTransfer'],
		...['retention.repeat', 'author.lookUp', 'author.forget'],
		...['text.recordReading', 'text.recordPosted', 'text.recordPostingFailed']
	]);
	const installation = new Set<string>(
		commands.filter(({ during }) => during === 'installation').map(({ type }) => type)
	);
	const reached = new Set<string>();
	always(
		(steps) => {
			let closed = false;
			play([...steps, ...afterClosing], ({ type }, _, { state }) => {
				if (closed && !installation.has(type)) {
					expect(open).toContain(type);
					reached.add(type);
				}
				closed = state.incident?.phase === 'closed';
			});
		},
		() => reached.size >= open.size
	);
	expect(reached).toEqual(open);
});

test('a new finding has evidence, or says where it was observed', () => {
	let made = 0;
	always(
		(steps) => {
			play(steps, ({ type, input }, _, { state, seq }) => {
				// The first eight are made at the start.
				if (seq < 16 || !/\.(raise|signal|note)$/.test(type)) return;
				made += 1;
				const { id, offline } = input as { id: never; offline: string | null };
				// The second of a name became part of the first, with its evidence.
				const now = currentId(state, id);
				const linked = [...state.labels.values()].some(({ links }) => links.some(({ finding }) => finding === now));
				expect(linked || offline !== null).toBe(true);
			});
		},
		() => made > 25
	);
	expect(made).toBeGreaterThan(25);
});

test('a verdict always rests on a fact with a source, also after facts were replaced', () => {
	let judged = 0;
	always(
		(steps) => {
			const { testIncident } = play(steps);
			for (const rumour of testIncident.state.rumours.values()) {
				if (!rumour.judged) continue;
				judged += 1;
				expect(testIncident.state.facts.get(rumour.judged.fact)?.source).not.toBeNull();
			}
		},
		() => judged > 25
	);
	expect(judged).toBeGreaterThan(25);
});

test('no label points to a merged finding or one of another kind, and no story has the same finding twice', () => {
	let merged = 0;
	always(
		(steps) => {
			const { state } = play(steps).testIncident;
			for (const { links } of state.labels.values()) {
				expect(new Set(links.map(({ finding }) => finding)).size).toBe(links.length);
				for (const { kind, finding, stance } of links) {
					expect(findingsOf(state, kind).get(finding)?.mergedInto).toBeNull();
					expect(stance !== null).toBe(kind === 'rumour');
				}
			}
			for (const kind of FindingKind.options)
				for (const { mergedInto } of findingsOf(state, kind).values()) merged += mergedInto ? 1 : 0;
		},
		() => merged > 10
	);
	expect(merged).toBeGreaterThan(10);
});

/** A writer who did not see that the rumour was merged; refused where the sequence before it left none of them open. */
const draftingOnMerged: readonly Step[] = [
	{
		type: 'finding.merge',
		input: { kind: 'rumour', finding: id(1, 1), into: id(1, 5) },
		by: 0,
		later: 1
	},
	{
		type: 'text.draft',
		input: {
			id: id('a', 15),
			kind: 'holding',
			about: { kind: 'rumour', finding: id(1, 1) },
			corrects: null,
			facts: [],
			wordings: []
		},
		by: 0,
		later: 1
	}
];
test('a new text is about an active finding, also when its writer names a merged one', () => {
	let followed = 0;
	always(
		(steps) => {
			play([...steps, ...draftingOnMerged], (step, happened, { state }) => {
				for (const { data } of happened.flatMap((each) => (each.type === textDrafted.type ? each : []))) {
					const { about, corrects } = textDrafted.data.parse(data);
					if (about.kind === 'incident') continue;
					expect(findingsOf(state, about.kind).get(about.finding)?.mergedInto).toBeNull();
					const requestedAbout = (step.input as { about?: { finding: unknown } }).about;
					if (corrects === null && requestedAbout?.finding !== about.finding) followed++;
				}
			});
		},
		() => followed > 0
	);
	expect(followed).toBeGreaterThan(0);
});

test('the incident’s clock never goes back', () => {
	let played = 0;
	always(
		(steps) => {
			let shown: Moment | null = null;
			play(steps, ({ type }, _, { state, wall }) => {
				const now = incidentTime(state.clock, momentOf(wall));
				if (shown) expect(now >= shown).toBe(true);
				shown = state.clock ? now : null;
				if (type === 'exercise.setClock') played += 1;
			});
		},
		() => played > 10
	);
	expect(played).toBeGreaterThan(10);
});

test('once somebody can admit people, there is always somebody who can', () => {
	let removals = 0;
	always(
		(steps) => {
			let had = false;
			play(steps, ({ type }, _, { state }) => {
				const has = [...state.people.values()].some(
					({ suspended, grants }) =>
						!suspended && grants.some(({ role, incident }) => role === 'administrator' && incident === null)
				);
				if (had) expect(has).toBe(true);
				had = has;
				if (['person.suspend', 'person.setGrants', 'person.revoke'].includes(type)) removals += 1;
			});
		},
		() => removals > 25
	);
	expect(removals).toBeGreaterThan(25);
});

test('a report cannot be released under another number, for an older log position, or with a text that changed', () => {
	let released = 0;
	always(
		(steps) => {
			const { testIncident } = play(steps);
			const versions = [...testIncident.state.versions.values()];
			released += versions.length;
			expect(versions.map(({ number }) => number)).toEqual(versions.map((_, i) => i + 1));
			for (const [i, { position }] of versions.entries())
				expect(position).toBeGreaterThanOrEqual(versions[i - 1]?.position ?? 0);
		},
		() => released > 10
	);
	expect(released).toBeGreaterThan(10);
});

test('a clock that is set back keeps nobody from a command: the latest moment in the log counts as now', () => {
	let tried = 0;
	const accepted = (steps: readonly Step[]): Step[] => {
		const found: Step[] = [];
		play(steps, (step, happened) => {
			if (happened.length > 0) found.push(step);
		});
		return found;
	};
	always((steps) => {
		// Right after an event: its moment is the latest in the log.
		const done = new Set(accepted(steps));
		const middle = steps.findLastIndex((step, at) => at < steps.length / 2 && done.has(step)) + 1;
		const from = (later: number): Step[] =>
			[...steps, ...afterClosing].map((step, at) =>
				at < middle ? step : { ...step, later: at === middle ? later : 0 }
			);
		const [still, back] = [0, -3_600].map((later) => accepted(from(later)).map(({ type }) => type));
		tried += back?.length ?? 0;
		expect(back).toEqual(still);
	});
	expect(tried).toBeGreaterThan(500);
});
