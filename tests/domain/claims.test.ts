import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Evaluation } from '$lib/domain/evaluation/evaluation';
import { comparableSpan, effectOf, type EffectPost } from '$lib/domain/official-text/effect';
import { Report } from '$lib/domain/report/content';
import { figuresOf } from '$lib/domain/report/live-figures';
import { markLookedAt, setSentiment } from '$lib/domain/stories/story';
import { courseOf, differenceOf, type PeriodCount } from '$lib/domain/stories/trend';
import { languages, type Language } from '$lib/i18n/language';
import { wordsIn } from '$lib/i18n/words';
import * as m from '$lib/messages';
import { trendIcon } from '$lib/report/write/icons';
import { figureRows } from '$lib/report/pages/figures';
import { textOf } from '$lib/report/write/flow';
import { proposeBrief } from '$lib/report/write/proposal';
import { writeShortReport } from '$lib/report/write/short/short-report';
import { writeReport } from '$lib/report/write/write-report';
import { rumoursSection } from '$lib/report/write/evaluation/sections';
import { wallPage } from '$lib/server/out/partner/page-html';
import { exportedOf } from '$lib/server/read/report/export/export-kind';
import { exportKinds } from '$lib/server/read/report/export/exports';
import { renderArticle, renderShortArticle } from '$lib/server/read/report/render-html';
import * as project from '../project-files';
import { bram } from './in-memory-incident';
import { draftFrame, minutes, ReportFixture } from './report-facts';

const count = (labelled: number, looked: number, unseen = 0): PeriodCount => ({
	posts: looked + unseen,
	looked,
	labelled
});
const anyCount = fc
	.tuple(fc.nat(200), fc.nat(200), fc.nat(600))
	.map(([labelled, others, unseen]) => count(labelled, labelled + others, unseen));
const clearly = (a: number, b: number): number => (Math.abs(a - b) > 1.645 * Math.sqrt(a + b) ? Math.sign(a - b) : 0);
const shareOf = ({ labelled, looked }: PeriodCount): number => (looked === 0 ? 0 : labelled / looked);

describe('what can be claimed of posts with a label', () => {
	test('a rise or a fall also holds if unseen posts in both periods have the label as often as the larger share', () => {
		let claims = 0;
		fc.assert(
			fc.property(anyCount, anyCount, (now, before) => {
				const claim = differenceOf(now, before);
				const share = Math.max(shareOf(now), shareOf(before));
				const all = ({ labelled, posts, looked }: PeriodCount): number => labelled + share * (posts - looked);
				const [seen, possible] = [clearly(now.labelled, before.labelled), clearly(all(now), all(before))];
				expect(claim).toBe(seen === possible ? (['falls', 'same', 'rises'] as const)[seen + 1] : 'unsure');
				if (claim === 'rises' || claim === 'falls') claims += 1;
			}),
			{ numRuns: 2000 }
		);
		expect(claims).toBeGreaterThan(50);
	});

	test('with everything looked at only chance counts, and the other way round says the opposite', () => {
		const opposite = { rises: 'falls', falls: 'rises', same: 'same', unsure: 'unsure' } as const;
		fc.assert(
			fc.property(anyCount, anyCount, (now, before) => {
				expect(differenceOf(before, now)).toBe(opposite[differenceOf(now, before)]);
				const [a, b] = [count(now.labelled, now.looked), count(before.labelled, before.looked)];
				expect(differenceOf(a, b)).toBe((['falls', 'same', 'rises'] as const)[clearly(a.labelled, b.labelled) + 1]);
			})
		);
	});

	test('few looked-at posts claim nothing: fewer labels because nobody labelled is no fall', () => {
		expect(differenceOf(count(5, 10, 300), count(24, 60))).toBe('unsure');
		expect(differenceOf(count(5, 60), count(24, 60))).toBe('falls');
		expect(differenceOf(count(20, 40, 10), count(20, 40, 400))).toBe('unsure');
		expect(courseOf(count(5, 10, 300), count(24, 60), 0)).toEqual({ now: 5, before: 24, trend: 'unsure' });
		expect(trendIcon(courseOf(count(5, 10, 300), count(24, 60), 0))).toBeNull();
		expect(trendIcon(courseOf(count(5, 60), count(24, 60), 0))).toBe('fall');
	});
});

/** Rises, falls, who mainly says it, and an effect; 364 posts that nobody looked at, or that somebody found irrelevant. */
function incident(isSeen: boolean): { report: Report; evaluation: Evaluation } {
	const fixture = new ReportFixture();
	const voice = fixture.author();
	fixture.voices.set(voice, { name: 'Omroep Waterveen', kind: 'media' });
	const seen = [
		...[fixture.story([...minutes(61, 24), ...minutes(91, 5)]), fixture.story([...minutes(61, 5), ...minutes(91, 24)])],
		...[fixture.story([...minutes(92, 4)]), fixture.story([...minutes(93, 1)])]
	] as const;
	const [falls, rises, theme, feeling] = seen;
	fixture.arrive(theme, minutes(94, 4), { author: voice });
	const other = [...minutes(62, 182), ...minutes(95, 182)];
	const unseen = fixture.story(other);
	fixture.rumour('Het water is vergiftigd', falls);
	fixture.need('Is de rook gevaarlijk?', rises);
	fixture.meaning('De gemeente had eerder moeten waarschuwen', 'blame', theme);
	fixture.incident.when(setSentiment, { story: feeling, emotion: 'fear' }, bram);
	for (const story of seen) fixture.incident.when(markLookedAt, { story, outcome: 'looked' }, bram);
	if (isSeen) fixture.incident.when(markLookedAt, { story: unseen, outcome: 'looked' }, bram);
	const base = fixture.report(120);
	const posts: EffectPost[] = [...minutes(-29, 24), ...minutes(1, 5)].map((minute) => ({ minute, stance: 'supports' }));
	const between = (from: number, to: number) => {
		const all = other.filter((minute) => minute - 90 >= from && minute - 90 < to).length;
		return { posts: all + 40, looked: isSeen ? all + 40 : 40 };
	};
	const effect = comparableSpan(effectOf(posts, between, 90, 30));
	const at = fixture.at(90);
	const [rumour] = base.limitation.rumours;
	if (!rumour || !effect) throw new Error('no rumour');
	const rumours = [{ ...rumour, lastText: { kind: 'rebuttal' as const, at, where: ['website'], effect } }];
	const evaluated = {
		id: rumour.finding,
		text: rumour.text,
		posts: 29,
		first: at,
		raised: at,
		verdicts: [],
		answer: null,
		wait: null,
		effect
	};
	return {
		report: Report.parse({ ...base, limitation: { ...base.limitation, rumours } }),
		evaluation: { rumours: [evaluated], unseen: base.basis.unseen.stories } as unknown as Evaluation
	};
}

/** Everything that is made of a report and says how something goes, by name. */
async function surfaces({ report, evaluation }: ReturnType<typeof incident>, language: Language) {
	const words = wordsIn(language);
	const article = {
		full: renderArticle(report, draftFrame, language),
		short: renderShortArticle(report, draftFrame, language)
	};
	const exported = exportedOf(report, draftFrame, article.full, language, words);
	const files = await Promise.all(
		[...exportKinds].map(async ([extension, kind]) => {
			// PDF and Word are written from the flow.
			const bytes =
				kind.inThread || kind.isCompressed
					? JSON.stringify([exported.flow, exported.short])
					: await kind.write(exported);
			return [`file ${extension}`, typeof bytes === 'string' ? bytes : new TextDecoder().decode(bytes)] as const;
		})
	);
	const style = { language, theme: null };
	const shown = { at: '/r/x', incident: { ...report.incident, closed: null }, live: null };
	const context = { words, when: (at: string) => words.clock(at), nameOf: () => '' };
	const all: (readonly [string, string])[] = [
		...files,
		['article', article.full],
		['short article', article.short],
		['wall', wallPage(style, { ...shown, released: { number: 1, report, replaced: [] } }).body],
		['figures', JSON.stringify(figureRows(figuresOf(report), words))],
		['proposal', JSON.stringify(proposeBrief(report, words))],
		['evaluation', JSON.stringify(rumoursSection(evaluation, context))]
	];
	return new Map(all.map(([name, text]) => [name, text.replaceAll(/<style>[^]*?<\/style>/g, '')]));
}

/** Words and signs of a claim; the brief names its columns with capitals, also when nothing rises or falls. */
const claims = {
	nl: /\b(stijgt|daalt|[Ss]teeg|[Dd]aalde|vooral|ongeveer gelijk)\b|→|icon-(rise|fall)\b|"(rises|falls|fell|rose|fallingBefore)"/g,
	en: /\b(rising|falling|[Ff]ell|[Rr]ose|mainly|about the same)\b|→|icon-(rise|fall)\b|"(rises|falls|fell|rose|fallingBefore)"/g
} as const;
function claimsIn(text: string, language: Language): string[] {
	const { early, document } = m.report;
	const fixed = [early.caption, early.subs.signs, document.changes.first].map((message) =>
		wordsIn(language).t(message)
	);
	const rest = fixed.reduce((of, sentence) => of.replaceAll(sentence, ''), text);
	const icons = rest.replaceAll(/<dt><svg class="report-icon icon-(?:rise|fall)"/g, '');
	return [...icons.matchAll(claims[language])].map(([word]) => word);
}

const phases = ['acute', 'watch', 'aftercare'] as const;
describe.each(languages)('in %s', (language) => {
	test.each(phases)(
		'nothing made of a report of an incident in phase %s claims what unseen posts could change',
		async (phase) => {
			const found = incident(false);
			const at = { ...found, report: { ...found.report, incident: { ...found.report.incident, phase } } };
			const all = await surfaces(at, language);
			expect(all.size).toBeGreaterThan(14);
			for (const [name, text] of all) expect([name, claimsIn(text, language)]).toEqual([name, []]);
		}
	);

	test('with everything looked at each of them claims it, and says nothing of unseen stories', async () => {
		const all = await surfaces(incident(true), language);
		const silent = [...all].filter(([, text]) => claimsIn(text, language).length === 0).map(([name]) => name);
		expect(silent.sort()).toEqual(['figures', 'file lcms.txt', 'wall']);
		const sentence = wordsIn(language).t(m.report.document.unsure, { stories: 0 }).split(':')[0] ?? '';
		for (const text of all.values()) expect(text).not.toContain(sentence);
	});

	test('both counts stay, and each table says once how many stories nobody looked at', () => {
		const { report } = incident(false);
		const words = wordsIn(language);
		const sentence = words.t(m.report.document.unsure, { stories: 1 });
		const blocks = writeReport(report, draftFrame, words).parts.flatMap(({ sections }) =>
			sections.flatMap((section) => section.blocks)
		);
		const tables = blocks.flatMap((block, index) =>
			block.kind === 'table' ? [{ block, next: blocks[index + 1] }] : []
		);
		expect(tables.map(({ block }) => block.id)).toEqual(['needs', 'rumours']);
		for (const { next } of tables) expect(next).toEqual({ kind: 'note', text: `${sentence}.` });
		const rows = tables.flatMap(({ block }) =>
			block.rows.map(({ cells }) =>
				cells
					.flatMap((cell) => cell ?? [])
					.map((piece) => textOf([piece]))
					.join(' ')
			)
		);
		expect(rows[0]).toMatch(/24.*5/s);
		expect(rows[1]).toMatch(/5.*24/s);
		const changes = blocks.find((block) => block.kind === 'changes');
		expect(changes?.columns.filter(({ name }) => name === sentence)).toHaveLength(1);
		const moves = writeShortReport(report, draftFrame, words).sections.flatMap((section) => section.blocks);
		const lines = moves.flatMap((block) => (block.kind === 'moves' ? block.rows.map(({ line }) => textOf(line)) : []));
		expect(lines.filter((line) => line.startsWith(sentence))).toHaveLength(1);
	});

	test('moods are counts of labelled stories with their period; a mood that nobody labelled has no box', async () => {
		const { report } = incident(true);
		const words = wordsIn(language);
		const period = `${words.clock(report.from)}–${words.clock(report.moment)}`;
		const fear = words.t(m.labelKinds.emotion.values.fear);
		const labels = writeReport(report, draftFrame, words).parts.flatMap(({ sections }) =>
			sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'labels' ? block.tables : [])))
		);
		expect(labels).toHaveLength(1);
		expect(labels[0]?.caption).toContain(period);
		expect(labels[0]?.rows).toMatchObject([
			{ name: fear, text: words.t(m.report.document.labels.counts, { stories: 1 }) }
		]);
		const figure = figureRows(figuresOf(report), words).find(({ id }) => id === 'emotion');
		expect(figure).toMatchObject({ value: '1', label: expect.stringContaining(period) as string });
		const none: Report = {
			...report,
			meaning: {
				...report.meaning,
				emotions: { stories: 0, posts: 0, parts: [] },
				attitudes: { stories: 0, posts: 0, parts: [] }
			}
		};
		expect(figureRows(figuresOf(none), words).map(({ id }) => id)).not.toContain('emotion');
		for (const [name, text] of await surfaces({ ...incident(true), report: none }, language))
			if (name !== 'file json')
				expect([name, text.includes(fear), text.includes('<table class="report-labels"')]).toEqual([
					name,
					false,
					false
				]);
		for (const [name, text] of await surfaces(incident(true), language))
			if (/angst|fear/.test(text)) expect([name, /(?:angst|fear)[^.<"]{0,40}%/.test(text)]).toEqual([name, false]);
	});
});

describe('no other way to a claim', () => {
	const isClaim = /\b(stijgt|stijgen|daalt|dalen|daalde|steeg|vooral|verdubbeld|toegenomen|afgenomen)\b/i;

	test('a message with a word of rise or fall is one of these, each of which needs a course, an effect, or counts of posts', () => {
		const found: string[] = [];
		const walk = (of: unknown, path: string): void => {
			if (typeof of !== 'object' || of === null) return;
			if ('nl' in of && 'en' in of) {
				if (isClaim.test(JSON.stringify(of.nl))) found.push(path);
				return;
			}
			for (const [key, value] of Object.entries(of)) walk(value, path === '' ? key : `${path}.${key}`);
		};
		walk({ ...m }, '');
		expect(found.sort()).toMatchInlineSnapshot(`
			[
			  "debrief.people.discussCalls",
			  "debrief.people.discussMissed",
			  "evaluation.effects.fallingBefore",
			  "evaluation.effects.fell",
			  "evaluation.effects.rose",
			  "neighbourhoods.rising",
			  "report.document.changes.fallen",
			  "report.document.changes.first",
			  "report.document.changes.note",
			  "report.document.changes.risen",
			  "report.document.mainly",
			  "report.document.proposal.needs",
			  "report.document.trend.falls",
			  "report.document.trend.rises",
			  "report.early.caption",
			  "report.early.subs.signs",
			  "report.early.trends.falls",
			  "report.early.trends.rises",
			  "report.short.moves.fallen",
			  "report.short.moves.risen",
			  "stream.falls",
			  "stream.rises",
			  "stream.trends.falls",
			  "stream.trends.rises",
			  "texts.effect.say.fallingBefore",
			  "texts.effect.say.fell",
			  "texts.effect.say.rose",
			]
		`);
	});

	test('counts are compared without a look at unseen posts only where they are of all posts', () => {
		const files = project.filesIn('src', /\.(ts|svelte)$/, 500);
		const users = files.filter((path) => /\bdiffers\b[^;]*from '[^']*stories\/trend'/.test(project.textOf(path)));
		expect([...users].sort()).toEqual([
			// The list of findings whose counts differ; which list they are in is `differenceOf`.
			'src/lib/server/read/report/render.ts',
			'src/routes/incidents/[id]/charts/AroundActions.svelte',
			'src/routes/incidents/[id]/neighbourhoods/place-rows.ts'
		]);
	});
});
