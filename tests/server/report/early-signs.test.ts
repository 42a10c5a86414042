import * as m from '$lib/messages';
import { expect, test } from 'vitest';
import { setPhase } from '$lib/domain/incident/incident';
import { checksumOfReport } from '$lib/domain/report/content';
import { writeReportText } from '$lib/domain/report/report-text';
import { wordsIn } from '$lib/i18n/words';
import { languages } from '$lib/i18n/language';
import { plainTextOf, shortFlowOf } from '$lib/report/write/flow';
import { LCMS_MAX_LENGTH, lcmsText } from '$lib/report/write/short/lcms';
import { writeShortReport } from '$lib/report/write/short/short-report';
import { exportedOf } from '$lib/server/read/report/export/export-kind';
import { pdf } from '$lib/server/read/report/export/pdf';
import { renderShortArticle } from '$lib/server/read/report/render-html';
import { draftFrame, minutes, ReportFixture } from '../../domain/report-facts';
import { bram } from '../../domain/in-memory-incident';
import { readPdf } from './read-pdf';

/** An issue that is only followed: a question that rises, a rumour that falls, and what people make of it. */
const fixture = new ReportFixture();
fixture.incident.when(setPhase, { phase: 'watch' }, bram);
fixture.rumour('Er komt een azc', fixture.story(minutes(1, 30, 0.1)));
fixture.need('Wanneer besluit de raad?', fixture.story([...minutes(5, 3, 1), ...minutes(35, 20, 1)]));
fixture.meaning('De raad luistert niet', 'trust', fixture.story(minutes(40, 4, 1)));
for (const [section, text] of [
	['brief', 'Het is nog rustig.'],
	['watch', 'Oproepen om naar het raadhuis te komen.']
] as const)
	fixture.incident.when(writeReportText, { section, text, certainty: null, noneFound: false, over: null }, bram);
const report = fixture.report(60);
const frame = { ...draftFrame, number: 1, position: fixture.incident.seq, checksum: checksumOfReport(report) };
const written = (phase = report.incident.phase) =>
	writeShortReport({ ...report, incident: { ...report.incident, phase } }, frame, wordsIn('nl'));
const sections = (...of: Parameters<typeof written>) => written(...of).sections.map(({ id }) => id);

test('before a crisis there are signs and what to watch, and no goals', () => {
	expect(sections()).toEqual(['brief', 'advice', 'signs', 'watch', 'known', 'done', 'basis']);
	expect(written().head.kicker).toBe('Vroege signalen 1');
	const text = shortFlowOf(written(), null)
		.flatMap((block) => ('text' in block ? [block.text] : []))
		.join('\n');
	expect(text).toContain('Wat wij zien opkomen');
	expect(text).not.toMatch(/Schadebeperking|Betekenisgeving|Informatievoorziening/);
});

test('in the acute phase the three goals are there', () => {
	const goals = ['information', 'limitation', 'meaning'];
	expect(sections('acute')).toEqual(expect.arrayContaining(goals));
	expect(written('acute').head.kicker).toBe('Omgevingsrapport 1');
});

test('what rises most is on top, of whatever kind, each with its count', () => {
	const [table] = written().sections.flatMap(({ blocks }) =>
		blocks.flatMap((block) => (block.kind === 'table' ? [block] : []))
	);
	const rows = shortFlowOf(written(), null).flatMap((block) =>
		block.kind === 'table' ? block.rows.map((cells) => cells.map((lines) => lines.map(plainTextOf).join(' '))) : []
	);
	expect(table?.rows).toHaveLength(3);
	expect(rows.map(([head, posts]) => [head, posts])).toEqual([
		['vraag Wanneer besluit de raad?', '23'],
		['betekenis De raad luistert niet', '4'],
		['gerucht ‘Er komt een azc’', '30']
	]);
});

test.each(languages)('it is one page, a short text and HTML without an empty heading (%s)', async (language) => {
	const words = wordsIn(language);
	const file = await pdf.write(exportedOf(report, frame, '', language, words));
	expect((await readPdf(Buffer.from(file))).pages).toBeLessThanOrEqual(1);
	const lcms = lcmsText(report, frame, words);
	expect(lcms.length).toBeLessThanOrEqual(LCMS_MAX_LENGTH);
	expect(lcms).toContain(words.t(m.report.lcms.signs));
	expect(lcms).not.toContain(words.t(m.report.lcms.rumours));
	const html = renderShortArticle(report, frame, language);
	expect(html).toContain('short-signs');
	expect(html).not.toMatch(/<h2[^>]*>\s*<\/h2>/);
});
