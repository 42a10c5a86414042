import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boardOf } from '$lib/desk/views/rumour-board';
import { findingViews } from '$lib/desk/views/findings';
import { FactId, type FindingId, PublicationId, TextId } from '$lib/domain/core/ids';
import { evaluationOf } from '$lib/domain/evaluation/evaluation';
import { historyOf } from '$lib/domain/evaluation/history';
import { recordFact } from '$lib/domain/findings/fact';
import { compareRumours, inRumourOrder, type RumourWeight } from '$lib/domain/findings/rumour-order';
import { assessRumour, giveVerdict, measureSpread } from '$lib/domain/findings/rumour';
import { RiskLevel, riskRank } from '$lib/domain/findings/risk';
import { approveText } from '$lib/domain/official-text/approval';
import { wordingChecksum } from '$lib/domain/official-text/official-text';
import { publishText } from '$lib/domain/official-text/publication';
import { draftText, submitText } from '$lib/domain/official-text/writing';
import { handoverOf } from '$lib/domain/overview/handover';
import { recordedRumours } from '$lib/domain/overview/settled';
import type { FindingFigures } from '$lib/domain/overview/figures';
import type { Report } from '$lib/domain/report/content';
import { setPhase } from '$lib/domain/incident/incident';
import { wordsIn } from '$lib/i18n/words';
import { wallContent } from '$lib/report/wall/wall-content';
import { writeHandover } from '$lib/report/write/handover';
import { textOf } from '$lib/report/write/flow';
import type { Line } from '$lib/report/write/document';
import { lcmsText } from '$lib/report/write/short/lcms';
import { writeShortReport } from '$lib/report/write/short/short-report';
import { writeReport } from '$lib/report/write/write-report';
import { anna, bram, fresh, system } from './in-memory-incident';
import { draftFrame, minutes, ReportFixture } from './report-facts';

const words = wordsIn('nl');
/** Spread 2 makes harm 3 high. `settled`: with a verdict and a published text. */
const drawn = [
	{ name: 'settled danger', harm: 3, danger: true, spread: 2, settled: true, posts: 20 },
	{ name: 'open danger', harm: 1, danger: true, spread: 2, settled: false, posts: 12 },
	{ name: 'open low, said most', harm: 1, danger: false, spread: 2, settled: false, posts: 40 },
	{ name: 'settled middle', harm: 2, danger: false, spread: 2, settled: true, posts: 7 },
	{ name: 'open high', harm: 3, danger: false, spread: 2, settled: false, posts: 8 },
	{ name: 'not judged', harm: null, danger: false, spread: 2, settled: false, posts: 9 },
	{ name: 'open middle', harm: 2, danger: false, spread: 2, settled: false, posts: 6 }
] as const;
const inOrder = [
	'open danger',
	'open high',
	'not judged',
	'settled danger',
	'open middle',
	'open low, said most',
	'settled middle'
];

function incident(phase: 'acute' | 'aftercare' | 'watch' = 'acute'): ReportFixture {
	const fixture = new ReportFixture();
	const { incident } = fixture;
	const fact = fresh(FactId);
	incident.when(recordFact, { id: fact, text: 'Het is niet zo', source: 'GGD', at: null }, bram);
	for (const { name, harm, danger, spread, settled, posts } of drawn) {
		const rumour = fixture.rumour(name, fixture.story(minutes(35, posts, 0.1)));
		incident.when(measureSpread, { rumour, value: spread, reason: 'fiveAuthors' }, system);
		incident.when(assessRumour, { rumour, harm, danger, helpNeeded: false }, bram);
		if (!settled) continue;
		incident.when(giveVerdict, { rumour, verdict: 'false', fact }, bram);
		publishRebuttal(fixture, rumour);
	}
	if (phase !== 'acute') incident.when(setPhase, { phase }, bram);
	return fixture;
}

function publishRebuttal({ incident }: ReportFixture, rumour: FindingId): void {
	const [text, checksum] = [fresh(TextId), wordingChecksum('website', 'Het is niet zo.')];
	const variants = [{ channel: 'website', checksum }];
	const wordings = [{ channel: 'website', text: 'Het is niet zo.' }];
	const about = { kind: 'rumour', finding: rumour };
	incident.when(draftText, { id: text, kind: 'rebuttal', about, corrects: null, facts: [], wordings }, bram);
	incident.when(submitText, { text, variants, requestedFrom: null }, bram);
	incident.when(approveText, { text, variants }, anna);
	const recorded = { text, id: fresh(PublicationId), channel: 'website', checksum, where: 'Website' };
	incident.when(publishText, { ...recorded, address: null, at: null }, bram);
}

/** The figures of a report's lines, as the desk gets them. */
const measuredIn =
	({ limitation }: Report) =>
	(id: FindingId): FindingFigures | undefined => {
		const line = limitation.rumours.find(({ finding }) => finding === id);
		if (!line) return undefined;
		const spread = { authors: 5, platforms: 1, postsLast30: 0, posts30Before: 0, publicVoice: false, pressAsks: false };
		const { posts, authors, course } = line;
		return {
			finding: id,
			stories: 1,
			posts,
			atSource: { edited: 0, gone: 0 },
			authors,
			course,
			newest: null,
			platforms: ['x'],
			phone: 0,
			press: 0,
			online: posts,
			recent: [],
			sinceAnswer: null,
			spread
		};
	};

/** The names of the rumours in the order in which a text has them; a name that is absent is left out. */
const orderIn = (text: string): string[] =>
	drawn
		.map(({ name }) => ({ name, at: text.indexOf(name) }))
		.filter(({ at }) => at >= 0)
		.sort((a, b) => a.at - b.at)
		.map(({ name }) => name);
const linesIn = (blocks: readonly { readonly kind: string; readonly rows?: unknown }[]): string =>
	blocks
		.flatMap((block) => (block.kind === 'table' ? (block.rows as readonly { readonly head: Line }[]) : []))
		.map(({ head }) => textOf(head))
		.join('\n');

/** Each surface that lists rumours, and how many of them it must show at least. */
const surfaces: Record<string, { readonly least: number; readonly read: (fixture: ReportFixture) => string }> = {
	report: {
		least: 7,
		read: (fixture) =>
			fixture
				.report(60)
				.limitation.rumours.map(({ text }) => text)
				.join('\n')
	},
	'full report': {
		least: 7,
		read: (fixture) => {
			const { parts } = writeReport(fixture.report(60), draftFrame, words);
			return linesIn(parts.flatMap(({ sections }) => sections.flatMap(({ blocks }) => blocks)));
		}
	},
	'short report': {
		least: 6,
		read: (fixture) =>
			linesIn(writeShortReport(fixture.report(60), draftFrame, words).sections.flatMap(({ blocks }) => blocks))
	},
	'meeting room': { least: 6, read: (fixture) => lcmsText(fixture.report(60), draftFrame, words) },
	wall: {
		least: 3,
		read: (fixture) =>
			wallContent(fixture.report(60), [], 0, words)
				.rumours.shown.map(({ text }) => text)
				.join('\n')
	},
	findings: {
		least: 7,
		read: (fixture) =>
			findingViews(fixture.incident.state, measuredIn(fixture.report(60)), 'rumour')
				.map(({ text }) => text)
				.join('\n')
	},
	board: {
		least: 7,
		read: (fixture) =>
			boardOf(fixture.incident.state, measuredIn(fixture.report(60)), fixture.at(60), bram)
				.map(({ seen }) => seen.text)
				.join('\n')
	},
	handover: {
		least: 4,
		read: (fixture) => {
			const { state } = fixture.incident;
			const now = fixture.at(60);
			const handover = handoverOf({ state, report: fixture.report(60), figures: null, strip: [], now });
			const { sections } = writeHandover(handover, words, () => '');
			return (sections.find(({ id }) => id === 'rumours')?.items ?? []).map(({ head }) => head).join('\n');
		}
	},
	evaluation: {
		least: 7,
		read: (fixture) => {
			const report = fixture.report(60);
			const evidence = new Map(
				report.limitation.rumours.map(({ finding, posts }) => [finding, { posts, first: fixture.at(35) }])
			);
			const counts = { total: 0, posts: [], first: null, evidence, effects: new Map(), unseen: 0 };
			const evaluation = evaluationOf(fixture.incident.state, historyOf([]), counts, fixture.at(60));
			return (evaluation?.rumours ?? []).map(({ text }) => text).join('\n');
		}
	},
	archive: {
		least: 7,
		read: (fixture) => {
			const posts = new Map(fixture.report(60).limitation.rumours.map((line) => [line.finding, line.posts]));
			return recordedRumours(fixture.incident.state, (id) => posts.get(id) ?? 0)
				.map(({ text }) => text)
				.join('\n');
		}
	}
};

test.each(Object.entries(surfaces))('rumours have one order: %s', (_, { least, read }) => {
	const shown = orderIn(read(incident()));
	expect(shown.length).toBeGreaterThanOrEqual(least);
	expect(shown).toEqual(inOrder.slice(0, shown.length));
});
test.each(['watch', 'aftercare'] as const)('and in the phase %s', (phase) => {
	for (const surface of ['report', 'full report', 'short report', 'meeting room', 'wall'])
		for (const shown of [orderIn(surfaces[surface]?.read(incident(phase)) ?? '')]) {
			expect(shown.length, surface).toBeGreaterThanOrEqual(3);
			expect(shown, surface).toEqual(inOrder.slice(0, shown.length));
		}
});

const weight: fc.Arbitrary<RumourWeight> = fc.record({
	finding: fc.uuid() as fc.Arbitrary<FindingId>,
	level: fc.constantFrom(...RiskLevel.options),
	product: fc.option(fc.integer({ min: 1, max: 9 })),
	settled: fc.boolean(),
	now: fc.nat({ max: 99 }),
	posts: fc.nat({ max: 500 })
});

test('whatever is left out at the end of the order, nothing that needs to be seen is', () => {
	fc.assert(
		fc.property(fc.array(weight, { minLength: 2, maxLength: 20 }), fc.nat({ max: 19 }), (all, count) => {
			const ordered = inRumourOrder(all, (each) => each);
			expect([...ordered].sort(compareRumours)).toEqual(ordered);
			const [shown, left] = [ordered.slice(0, count), ordered.slice(count)];
			for (const missing of left)
				for (const seen of shown) {
					const isOpenAndHigh = !missing.settled && riskRank(missing.level) >= riskRank('high');
					// A settled rumour pushes no open one of high risk out, and a low one no high one.
					if (isOpenAndHigh) expect(seen.settled).toBe(false);
					if (riskRank(missing.level) >= riskRank('high')) expect(['low', 'middle']).not.toContain(seen.level);
					// A settled one of low weight stands above none that is open, nor above a settled one that is said more.
					if (seen.settled && riskRank(seen.level) < riskRank('high')) {
						expect(missing.settled).toBe(true);
						expect(seen.posts).toBeGreaterThanOrEqual(missing.posts);
					}
				}
		})
	);
});
