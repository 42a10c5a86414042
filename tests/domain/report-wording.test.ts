import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { handoverOf } from '$lib/domain/overview/handover';
import { FactId, SourceId } from '$lib/domain/core/ids';
import { recordFact } from '$lib/domain/findings/fact';
import { Platform } from '$lib/domain/posts/platform';
import { addSource } from '$lib/domain/posts/source';
import type { MeaningLine, Report } from '$lib/domain/report/content';
import { markLookedAt, setSentiment } from '$lib/domain/stories/story';
import { courseOf } from '$lib/domain/stories/trend';
import { wordsIn } from '$lib/i18n/words';
import { flowOf, shortFlowOf, textOf, type Flow } from '$lib/report/write/flow';
import { writeHandover } from '$lib/report/write/handover';
import { writeTheme } from '$lib/report/write/meaning';
import { ReportContext } from '$lib/report/write/report-context';
import { proposeBrief } from '$lib/report/write/proposal';
import { writeShortReport } from '$lib/report/write/short/short-report';
import { writeReport } from '$lib/report/write/write-report';
import { bram, fresh } from './in-memory-incident';
import { draftFrame, minutes, ReportFixture } from './report-facts';

const words = wordsIn('nl');

/** The words of a report, a line for each piece of the flow. */
function wordsOf(flow: readonly Flow[]): string {
	const flatText = (of: unknown): string =>
		typeof of === 'object' && of !== null
			? 'text' in of && typeof of.text === 'string'
				? of.text
				: 'says' in of && typeof of.says === 'string'
					? of.says
					: Object.values(of).map(flatText).join(' ')
			: typeof of === 'string'
				? of
				: '';
	return flow.map(flatText).join('\n').replace(/ +/g, ' ');
}
const short = (report: Report): string => wordsOf(shortFlowOf(writeShortReport(report, draftFrame, words), null));
const full = (report: Report): string => wordsOf(flowOf(writeReport(report, draftFrame, words), null));

describe('for any counts', () => {
	const someMinutes = fc.array(fc.integer({ min: 0, max: 170 }), { maxLength: 14 });
	const courses = fc.record({
		questions: someMinutes,
		claims: someMinutes,
		feelings: someMinutes,
		other: someMinutes,
		isLookedAt: fc.boolean(),
		isAnswered: fc.boolean(),
		phase: fc.constantFrom('acute', 'watch', 'aftercare'),
		moment: fc.integer({ min: 1, max: 180 })
	});

	test('the wording matches them: no claim about time before the start, about nothing, or about too few posts', () => {
		fc.assert(
			fc.property(courses, ({ questions, claims, feelings, other, isLookedAt, isAnswered, phase, moment }) => {
				const fixture = new ReportFixture();
				const people = [fixture.author(), fixture.author()];
				const stories = [questions, claims, feelings].map((at) => {
					const story = fixture.story();
					// Two people write half of them.
					for (const [number, minute] of at.entries())
						fixture.arrive(
							story,
							[minute],
							number % 2 === 0 ? {} : { author: people[number % 4 === 1 ? 0 : 1] ?? null }
						);
					return story;
				});
				const [question, claim, theme] = stories;
				if (!question || !claim || !theme) return;
				fixture.story(other);
				const need = fixture.need('Gaan de scholen dicht?', question);
				fixture.rumour('Er is asbest', claim);
				const party = fixture.author();
				fixture.voices.set(party, { name: 'Waterveen Lokaal', kind: 'organisation' });
				fixture.arrive(theme, feelings.slice(0, 3), { author: party });
				fixture.meaning('Rouw', 'grief', theme);
				fixture.incident.when(setSentiment, { story: theme, emotion: 'sadness', attitude: 'negative' }, bram);
				if (isLookedAt)
					for (const story of stories) fixture.incident.when(markLookedAt, { story, outcome: 'looked' }, bram);
				if (isAnswered) {
					const fact = fresh(FactId);
					fixture.incident.when(recordFact, { id: fact, text: 'Ze blijven open', source: 'Gemeente', at: null }, bram);
					fixture.incident.answered({ need, text: 'Nee.', fact, channel: 'website', at: null });
				}
				const base = fixture.report(moment);
				const report: Report = { ...base, incident: { ...base.incident, phase } };
				const handover = handoverOf({
					state: fixture.incident.state,
					report,
					figures: null,
					strip: [],
					now: report.moment
				});
				const read = writeHandover(handover, words, () => '')
					.sections.flatMap(({ items }) => items.map(({ head, note }) => `${head} ${note ?? ''}`))
					.join('\n');
				for (const text of [short(report), full(report), read]) {
					expect(text).not.toMatch(/blijft gelijk|het meest tot nu toe|\b0 van (de )?0\b|nog 0 keer|Rouw Rouw/);
					expect(text).not.toMatch(/\b1 (berichten|verhalen|afzenders|vragen)\b|\(was 0\)|eerst 0\b/);
					if (moment < 60) expect(text).not.toMatch(/\bwas \d|eerst geen|stijgt|daalt/);
				}
				const isMain = report.meaning.themes.some(
					({ posts, authors, voices }) => posts >= 5 && authors >= 3 && voices.length > 0
				);
				expect(full(report).includes('vooral')).toBe(isMain);
				expect(short(report).includes('vooral')).toBe(isMain && phase !== 'watch');
				const { period, posts } = report.basis;
				const at = [...questions, ...claims, ...feelings, ...feelings.slice(0, 3), ...other].filter(
					(minute) => minute <= moment
				);
				expect(posts).toBe(at.length);
				expect(period.posts).toBe(at.filter((minute) => minute > 0).length);
				expect(full(report).includes('Mogelijk meer: niet alles is bekeken.')).toBe(period.unseen * 10 > period.posts);
			}),
			{ numRuns: 120 }
		);
	});

	test('the sentence next to the chart says "the most" only for more posts than before, and names the start of the chart', () => {
		const fixture = new ReportFixture();
		const base = fixture.report(180);
		const action = { channel: 'website', text: 'Liveblog', at: fixture.at(100) };
		fc.assert(
			fc.property(fc.array(fc.nat(3), { minLength: 2, maxLength: 12 }), (recent) => {
				const report: Report = {
					...base,
					known: { ...base.known, actions: [action] },
					basis: { ...base.basis, recent }
				};
				const done = writeShortReport(report, draftFrame, words).sections.find(({ id }) => id === 'done');
				const chart = done?.blocks.flatMap((block) => (block.kind === 'done' ? [block.chart] : []))[0];
				const [highest, last] = [Math.max(...recent), recent.at(-1) ?? 0];
				if (highest === 0) {
					expect(chart).toBeNull();
					return;
				}
				const from = words.clock(fixture.at(180 - recent.length * 10));
				const isMost = recent.slice(0, -1).every((posts) => posts < last);
				expect(chart?.says).toBe(
					isMost
						? `Laatste 10 minuten: ${String(last)}, het meest sinds ${from}.`
						: `Laatste 10 minuten: ${String(last)}. Het meest in 10 minuten sinds ${from}: ${String(highest)}.`
				);
			})
		);
	});
});

describe('a proposed summary', () => {
	test.each([
		[5, 3, 'Mensen willen vooral weten: ‘Gaan de scholen dicht?’.'],
		[5, 2, 'Mensen vragen: ‘Gaan de scholen dicht?’.'],
		[4, 4, 'Mensen vragen: ‘Gaan de scholen dicht?’.']
	])('of a question asked %i times by %i people', (posts, people, sentence) => {
		const fixture = new ReportFixture();
		const authors = Array.from({ length: people }, () => fixture.author());
		const story = fixture.story();
		for (let n = 0; n < posts; n += 1) fixture.arrive(story, [n + 1], { author: authors[n % people] ?? null });
		fixture.need('Gaan de scholen dicht?', story);
		expect(proposeBrief(fixture.report(20), words)?.sentences).toEqual([sentence]);
	});
	test('says nothing about emotions, because labels cover only what an analyst happened to read', () => {
		const fixture = new ReportFixture();
		const story = fixture.story(minutes(1, 40));
		fixture.incident.when(setSentiment, { story, emotion: 'fear' }, bram);
		fixture.incident.when(markLookedAt, { story, outcome: 'looked' }, bram);
		expect(proposeBrief(fixture.report(20), words)).toBeNull();
	});
});

describe('a theme is written as a sentence', () => {
	const base = new ReportFixture().report(10);
	const context = new ReportContext(base, words);
	const none = { posts: 0, looked: 0, labelled: 0 };
	const course = courseOf(none, none, 0, false);
	const line = (to: Partial<MeaningLine>): MeaningLine => ({
		finding: fresh(FactId) as never,
		text: 'Eerdere branden',
		offline: null,
		course,
		theme: 'blame',
		voices: [],
		posts: 26,
		authors: 20,
		unnamed: 0,
		...to
	});
	test.each([
		[{}, 'Eerdere branden: 26 berichten.'],
		[{ posts: 1, authors: 1 }, 'Eerdere branden: 1 bericht.'],
		[{ theme: 'grief', text: 'Rouw', posts: 3 }, '3 berichten.'],
		[{ theme: 'grief', text: 'rouw.', posts: 3 }, '3 berichten.'],
		[{ voices: ['Waterveen Lokaal'] }, 'Eerdere branden: 26 berichten, vooral Waterveen Lokaal.'],
		[{ voices: ['Waterveen Lokaal'], posts: 4, authors: 4 }, 'Eerdere branden: 4 berichten, ook: Waterveen Lokaal.'],
		[{ voices: ['Waterveen Lokaal'], posts: 9, authors: 2 }, 'Eerdere branden: 9 berichten, ook: Waterveen Lokaal.'],
		[{ posts: 0, authors: 0, offline: 'buurthuis' }, 'Eerdere branden: gehoord: buurthuis.'],
		[{ offline: 'buurthuis' }, 'Eerdere branden: 26 berichten, gehoord: buurthuis.'],
		[{ text: 'Wie is schuldig?' }, 'Wie is schuldig? 26 berichten.']
	] as const)('%o', (to, sentence) =>
		expect(textOf(writeTheme(line(to as Partial<MeaningLine>), context))).toBe(sentence)
	);
});

test('imports are counted by platform over all files, and never by file name', () => {
	const fixture = new ReportFixture();
	for (const name of ['posts.csv', 'meer.xlsx']) {
		const id = fresh(SourceId);
		fixture.incident.when(addSource, { id, name, kind: 'file', platform: 'other', connection: null, key: null }, bram);
		fixture.story(minutes(1, 4), { source: id, platform: 'x' });
		fixture.story(minutes(2, 2), { source: id, platform: Platform.enum.facebook });
	}
	fixture.story(minutes(1, 9));
	const report = fixture.report(10);
	for (const text of [short(report), full(report)]) {
		expect(text).not.toMatch(/posts\.csv|meer\.xlsx/);
		expect(text).toMatch(/X 9.*X \(bestand\) 8.*Facebook \(bestand\) 4/s);
	}
});

describe('when no voices are named, the report says why', () => {
	const voice = { name: 'Omroep Waterveen', kind: 'media' as const };
	const sentences = {
		unknown: 'Van geen afzender is vastgelegd dat het een medium, organisatie of bestuurder is.',
		notLookedAt: 'Wat media, organisaties en bestuurders zeiden, is nog niet bekeken.',
		silent: 'In deze periode spraken geen media, organisaties of bestuurders.'
	};
	test.each([
		['unknown', false, null],
		['notLookedAt', true, null],
		['silent', true, 'notRelevant']
	] as const)('%s', (why, isKnown, outcome) => {
		const fixture = new ReportFixture();
		const author = fixture.author();
		const story = fixture.story([50], { author });
		if (isKnown) {
			fixture.voices.set(author, voice);
			const statement = { voice, story, since: 1, platform: 'x' as const, gone: false };
			fixture.said.push({ ...statement, at: Date.parse(fixture.at(50)), text: 'Rook' });
		}
		if (outcome) fixture.incident.when(markLookedAt, { story, outcome }, bram);
		expect(full(fixture.report(60))).toContain(sentences[why]);
	});
	test('posts that nobody looked at, that were found irrelevant or that came after the look are not used as a headline or a link', () => {
		for (const outcome of [null, 'notRelevant', 'looked'] as const) {
			const fixture = new ReportFixture();
			const author = fixture.author();
			fixture.voices.set(author, voice);
			const story = fixture.story([50], { author });
			if (outcome) fixture.incident.when(markLookedAt, { story, outcome }, bram);
			for (const since of [1, fixture.incident.seq + 5]) {
				const of = { story, since };
				fixture.said.push({
					...of,
					voice: { ...voice, name: `Omroep ${String(since)}` },
					platform: 'x',
					gone: false,
					at: Date.parse(fixture.at(50)),
					text: 'Rook'
				});
				fixture.pointers.push(
					...Array.from({ length: 2 }, () => ({ ...of, kind: 'site' as const, name: `${String(since)}.nl` }))
				);
			}
			const { voices, information } = fixture.report(60);
			expect(voices.map(({ name }) => name)).toEqual(outcome === 'looked' ? ['Omroep 1'] : []);
			expect(information.consulted.map(({ name }) => name)).toEqual(outcome === 'looked' ? ['1.nl'] : []);
		}
	});
});

test('equal labels give equal counts in three reports, however the posts joined', () => {
	fc.assert(
		fc.property(
			fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 20 }),
			fc.nat(20),
			fc.boolean(),
			(at, cut, looks) => {
				const fixture = new ReportFixture();
				const story = fixture.story(at.slice(0, cut));
				fixture.incident.when(setSentiment, { story, emotion: 'anger', attitude: 'negative' }, bram);
				if (looks) fixture.incident.when(markLookedAt, { story, outcome: 'looked' }, bram);
				if (at.length > cut) fixture.arrive(story, at.slice(cut));
				const { emotions, attitudes } = fixture.report(60).meaning;
				expect(emotions).toEqual({
					stories: 1,
					posts: at.length,
					parts: [{ key: 'anger', stories: 1, posts: at.length }]
				});
				expect(attitudes).toMatchObject({ stories: 1, posts: at.length });
			}
		)
	);
	const fixture = new ReportFixture();
	const story = fixture.story([3, 20, 40]);
	fixture.incident.when(setSentiment, { story, emotion: 'anger' }, bram);
	expect(full(fixture.report(60))).toMatch(/gelabelde verhalen, 13\.00–14\.00\s+boosheid 1 verhaal/);
	fixture.release(30);
	expect(full(fixture.report(60))).toMatch(/gelabelde verhalen, 13\.30–14\.00\s+boosheid 1 verhaal/);
	expect(full(fixture.report(60))).not.toMatch(/boosheid (stijgt|daalt)|%/);
});
