import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recordFact, replaceFact } from '$lib/domain/findings/fact';
import { mergeFindings } from '$lib/domain/findings/merge';
import { reopenNeed, startAnswer } from '$lib/domain/findings/need';
import { FactId, FindingId, QuoteId, TextId } from '$lib/domain/core/ids';
import type { Report } from '$lib/domain/report/content';
import { draftText } from '$lib/domain/official-text/writing';
import { wordsIn } from '$lib/i18n/words';
import { languages } from '$lib/i18n/language';
import { isAlertChannel } from '$lib/domain/incident/own-action';
import { flowOf, linesOf, shortFlowOf, textOf } from '$lib/report/write/flow';
import { lcmsText } from '$lib/report/write/short/lcms';
import { shorten } from '$lib/report/write/report-context';
import { writeReport } from '$lib/report/write/write-report';
import { countWords, MAX_WORDS } from '$lib/report/write/short/shortening';
import { writeShortReport } from '$lib/report/write/short/short-report';
import { bram, fresh } from './in-memory-incident';
import { largeReport } from './large-report';
import { draftFrame, minutes, ReportFixture } from './report-facts';

const words = wordsIn('nl');
const frame = { ...draftFrame, number: 8 };

/** Its words: runs of a line together, everything else on lines of its own. */
function textIn(of: unknown): string {
	if (typeof of !== 'object' || of === null) return '';
	if ('text' in of && typeof of.text === 'string') return of.text;
	const parts = Object.values(of).map(textIn).filter(Boolean);
	return parts.join(Array.isArray(of) && of.every((each: unknown) => isRun(each)) ? '' : '\n');
}
const isRun = (of: unknown): boolean => typeof of === 'object' && of !== null && 'text' in of && !('kind' in of);
const short = (report: Report): string => textIn(shortFlowOf(writeShortReport(report, frame, words), null));
const full = (report: Report): string => textIn(flowOf(writeReport(report, frame, words), null));
const lineWith = (text: string, of: string): string => text.split('\n').find((line) => line.includes(of)) ?? '';

test('no section of any report is a heading alone, also when nothing was recorded yet', () => {
	const empty = new ReportFixture().report(1);
	for (const phase of ['watch', 'acute', 'followUp', 'aftercare', 'closed'] as const)
		for (const language of languages) {
			const report: Report = { ...empty, incident: { ...empty.incident, phase } };
			const spoken = wordsIn(language);
			const flows = [
				shortFlowOf(writeShortReport(report, frame, spoken), null),
				flowOf(writeReport(report, frame, spoken), null)
			];
			for (const flow of flows.map((each) =>
				each.flatMap((block) => (block.kind === 'panel' ? block.blocks : [block]))
			)) {
				const bare = flow.filter((block, at) => {
					const next = flow[at + 1];
					if (block.kind !== 'heading' || block.level === 1) return false;
					return next?.kind === 'heading' ? next.level <= block.level : !next || textIn(next).trim() === '';
				});
				expect(bare).toEqual([]);
			}
		}
});

test('says for each text from before the previous report how old it is, next to the text', () => {
	const fixture = new ReportFixture();
	const base = fixture.report(100);
	const report: Report = {
		...base,
		brief: { ...base.brief, text: 'Het beeld.' },
		meaning: { ...base.meaning, text: 'De duiding.' },
		reading: { ...base.reading, text: 'Het oordeel.' },
		counterSignals: { text: 'Het tegengeluid.', noneFound: false }
	};
	const parts = ['brief', 'reading', 'counterSignals', 'meaning'] as const;
	const ages = { brief: 11, reading: 22, counterSignals: 33, meaning: 44 };
	const sectionTexts = {
		brief: 'Het beeld.',
		reading: 'Het oordeel.',
		counterSignals: 'Het tegengeluid.',
		meaning: 'De duiding.'
	};
	const age = (part: keyof typeof ages): string => `Tekst van ${words.time(fixture.at(ages[part]))}.`;
	fc.assert(
		fc.property(fc.subarray([...parts]), (old) => {
			const carried = Object.fromEntries(
				old.map((part) => [part, { written: fixture.at(ages[part]), confirmed: null }])
			);
			const text = short({ ...report, carried });
			const message = lcmsText({ ...report, carried }, frame, words);
			for (const part of ['brief', 'reading', 'counterSignals'] as const)
				expect(message.includes(age(part))).toBe(old.includes(part));
			for (const part of parts) {
				expect(text.split(age(part)).length - 1).toBe(old.includes(part) ? 1 : 0);
				if (!old.includes(part)) continue;
				// The judgement says it next to its title, the others after their words.
				const between = [text.indexOf(sectionTexts[part]), text.indexOf(age(part))].sort((a, b) => a - b);
				expect(text.slice(...between)).not.toMatch(
					new RegExp(
						parts
							.filter((other) => other !== part)
							.map((other) => sectionTexts[other])
							.join('|')
					)
				);
			}
		})
	);
});

test('a quote says what happened to its post at the source, in both forms', () => {
	const { meaning, ...base } = new ReportFixture().report(10);
	const quote = { id: fresh(QuoteId), text: 'Wij zijn bang', speaker: 'een bewoner' };
	for (const [atSource, words] of [
		['gone', 'het bericht is weg bij de bron'],
		['edited', 'het bericht is sindsdien gewijzigd bij de bron']
	] as const) {
		const report: Report = { ...base, meaning: { ...meaning, quotes: [{ ...quote, atSource }] } };
		for (const text of [short(report), full(report)]) expect(lineWith(text, quote.text)).toContain(`(${words})`);
	}
});

describe('a question', () => {
	const askedQuestion = () => {
		const fixture = new ReportFixture();
		const need = fixture.need('Gaan de scholen dicht?', fixture.story(minutes(10, 30, 0.5)));
		const fact = fresh(FactId);
		fixture.incident.when(
			recordFact,
			{ id: fact, text: 'De scholen blijven open', source: 'Gemeente', at: null },
			bram
		);
		const answer = () => {
			fixture.clock(30);
			fixture.incident.answered({ need, text: 'Nee.', fact, channel: 'website', at: null });
		};
		return { fixture, need, fact, answer };
	};

	test('that somebody is answering is shown as being answered in every form, not as unanswered', () => {
		const { fixture, need } = askedQuestion();
		fixture.incident.when(startAnswer, { need }, bram);
		const report = fixture.report(40);
		for (const text of [short(report), full(report), lcmsText(report, frame, words)]) {
			expect(text).toContain('in de maak');
			expect(text).not.toContain('nog geen');
		}
	});

	test('that is asked again says so, and that the fact under its answer was replaced', () => {
		const { fixture, need, fact, answer } = askedQuestion();
		answer();
		fixture
			.clock(35)
			.incident.when(
				replaceFact,
				{ id: fresh(FactId), replaces: fact, text: 'De scholen gaan dicht', source: 'Gemeente', at: null },
				bram
			);
		fixture.incident.when(reopenNeed, { need }, bram);
		const report = fixture.report(40);
		for (const text of [short(report), full(report)]) {
			expect(text).toContain('wordt weer gevraagd');
			expect(text).toContain(`feit vervangen ${words.clock(fixture.at(35))}, antwoord wordt nagekeken`);
		}
	});

	test('keeps the text that was drafted about a question merged into it', () => {
		const { fixture, need } = askedQuestion();
		const other = fixture.need('Zijn de scholen open?', fixture.story(minutes(10, 3)));
		const draft = (finding: FindingId, channel: string) => {
			const about = { kind: 'need', finding };
			const wordings = [{ channel, text: 'Ja.' }];
			fixture.incident.when(
				draftText,
				{ id: fresh(TextId), kind: 'answer', about, corrects: null, facts: [], wordings },
				bram
			);
		};
		draft(other, 'website');
		fixture.incident.when(mergeFindings, { kind: 'need', finding: other, into: need }, bram);
		expect(fixture.report(40).information.needs).toMatchObject([
			{ finding: need, pending: { kind: 'answer', state: 'draft' } }
		]);
	});
});

test('items that do not fit on two pages are counted', () => {
	const fixture = new ReportFixture();
	for (let n = 0; n < 5; n += 1) fixture.meaning(`Betekenis ${String(n)}`, 'trust', fixture.story(minutes(10, 5 + n)));
	const { basis, ...base } = fixture.report(60);
	const report: Report = {
		...base,
		voices: Array.from({ length: 4 }, (_, n) => ({
			name: `Krant ${String(n)}`,
			kind: 'media' as const,
			headline: `Kop ${String(n)}`,
			platform: 'news' as const,
			at: fixture.at(10),
			posts: 1
		})),
		basis: {
			...basis,
			outages: Array.from({ length: 5 }, (_, n) => ({
				source: `Bron ${String(n)}`,
				why: 'silent' as const,
				from: fixture.at(n),
				to: fixture.at(n + 1)
			}))
		}
	};
	const text = short(report);
	expect(text).toContain('2 andere betekenissen');
	expect(lineWith(text, 'Kop 1')).toMatch(/‘Kop 1’ · en nog 2 andere nieuwsberichten$/);
	expect(text).toMatch(/Bron 2 [\d.–]+, en nog 2 andere keren\./);
	expect(short({ ...report, voices: [], basis: { ...basis, outages: [] } })).not.toMatch(/nieuwsbericht|Uitval/);
});

test('words that a channel published again, and those without a second reader, are actions of their own', () => {
	const base = new ReportFixture().report(100);
	const text = fresh(TextId);
	const published = { text, kind: 'answer' as const, about: 'Is het water veilig?' };
	const action = { id: null, channel: 'website', text: 'Ja.', at: base.moment, published };
	const lines = (actions: readonly object[]): string[] => {
		const known = { ...base.known, actions: actions as Report['known']['actions'] };
		return short({ ...base, known })
			.split('\n')
			.filter((line) => line.includes('‘Is het water veilig?’'));
	};
	expect(lines([action, { ...action, channel: 'x' }])).toHaveLength(1);
	expect(lines([action, { ...action, channel: 'x' }, action])).toHaveLength(2);
	const [one, alone] = lines([action, { ...action, channel: 'x', published: { ...published, alone: true } }]);
	expect(one).not.toContain('zonder tweede lezer');
	expect(alone).toContain('zonder tweede lezer');
});

test('a report of any incident fits, with the newest three alerts, and counts the other actions', () => {
	fc.assert(
		fc.property(largeReport, fc.constantFrom(...languages), (report, language) => {
			const document = writeShortReport(report, frame, wordsIn(language));
			const { kicker, title } = document.head;
			const atFoot = 2 * (countWords(`${kicker} ${title}`) + 4);
			expect(countWords(shortFlowOf(document, null).flatMap(linesOf).join('\n')) + atFoot).toBeLessThanOrEqual(
				MAX_WORDS
			);
			const [done] = document.sections.flatMap(({ blocks }) => blocks.filter((block) => block.kind === 'done'));
			const key = ({ published, at, text: words }: Report['known']['actions'][number]) => published?.text ?? at + words;
			const actions = [...new Map(report.known.actions.map((action) => [key(action), action])).values()];
			const lines = (done?.rows ?? []).map(({ time, line }) => `${time} ${textOf(line)}`);
			const counted = /\d+/.exec(done?.note ?? '')?.[0] ?? '0';
			expect(lines.length + Number(counted)).toBe(actions.length);
			const alerts = actions.filter(({ channel }) => isAlertChannel(channel)).slice(-3);
			for (const { channel, at, text: words } of alerts)
				expect(
					lines.some((line) => line.startsWith(wordsIn(language).clock(at)) && line.endsWith(channel)),
					words
				).toBe(true);
		}),
		{ numRuns: 25 }
	);
});

describe('shortening', () => {
	test('cuts at a space if possible, and shows that something is missing', () => {
		expect(shorten('Zeg iets over de scholen', 14)).toBe('Zeg iets over…');
		expect(shorten('Zeg iets over de scholen', 15, ' ...')).toBe('Zeg iets ...');
		expect(shorten('https://voorbeeld.nl/een/lang/adres', 12)).toBe('https://voor'.slice(0, 11) + '…');
		expect(shorten('kort', 4)).toBe('kort');
		expect(shorten(`${'a'.repeat(8)}😀😀`, 10)).toBe(`${'a'.repeat(8)}…`);
	});
	test('is never longer than requested, never empty, and never splits a character', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.integer({ min: 5, max: 40 }), (of, limit) => {
				const text = shorten(of, limit);
				expect(text.length).toBeLessThanOrEqual(limit);
				expect(text.isWellFormed()).toBe(true);
				if (of.length > limit) expect(text.endsWith('…')).toBe(true);
				else expect(text).toBe(of);
			})
		);
	});
});
