import * as m from '$lib/messages';
import { expect, test } from 'vitest';
import { AdviceId, FactId, PublicationId, TextId } from '$lib/domain/core/ids';
import { recordFact } from '$lib/domain/findings/fact';
import { setNeedTimes } from '$lib/domain/findings/need';
import { setPhase } from '$lib/domain/incident/incident';
import { wordingChecksum } from '$lib/domain/official-text/official-text';
import { publishAlone } from '$lib/domain/official-text/publication';
import { draftText, submitText } from '$lib/domain/official-text/writing';
import { decideAdvice, writeAdvice } from '$lib/domain/report/advice';
import { checksumOfReport } from '$lib/domain/report/content';
import { writeReportText } from '$lib/domain/report/report-text';
import { isAboutHelp, promisesIn } from '$lib/domain/report/remaining';
import { wordsIn } from '$lib/i18n/words';
import { languages } from '$lib/i18n/language';
import { shortFlowOf, textOf } from '$lib/report/write/flow';
import { LCMS_MAX_LENGTH, lcmsText } from '$lib/report/write/short/lcms';
import { writeShortReport } from '$lib/report/write/short/short-report';
import { exportedOf } from '$lib/server/read/report/export/export-kind';
import { pdf } from '$lib/server/read/report/export/pdf';
import { renderShortArticle } from '$lib/server/read/report/render-html';
import { draftFrame, minutes, ReportFixture } from '../../domain/report-facts';
import { anna, bram, carla, fresh } from '../../domain/in-memory-incident';
import { readPdf } from './read-pdf';

const DAY = 24 * 60;
const NOW = 20 * DAY;
/** So many posts, an hour apart, from so many days ago. */
const daysAgo = (days: number, posts: number): number[] => minutes(NOW - days * DAY, posts, 60);

/** Three weeks after a fire: some questions stay, one was answered, a rumour lives on, and promises stand. */
const fixture = new ReportFixture();
const { incident } = fixture;
const openNeed = fixture.need('Wanneer mogen wij naar huis?', fixture.story([...daysAgo(10, 9), ...daysAgo(3, 14)]));
const answered = fixture.need('Waar is de opvang?', fixture.story(daysAgo(18, 30)));
incident.answered({ need: answered, text: 'In de sporthal.', fact: null, channel: 'website', at: null });
incident.when(setNeedTimes, { need: openNeed, returnsAt: fixture.at(NOW + 2 * DAY) }, bram);
fixture.rumour('Het was brandstichting', fixture.story([...daysAgo(12, 5), ...daysAgo(2, 7)]));
fixture.rumour('Het drinkwater is vergiftigd', fixture.story(daysAgo(19, 40)));
fixture.meaning('Verdriet om de buurt', 'grief', fixture.story(daysAgo(4, 6)));
const record = (text: string, source: string | null) =>
	incident.when(recordFact, { id: fresh(FactId), text, source, at: null }, anna);
record('Slachtofferhulp zit elke dinsdag in het wijkgebouw.', 'Slachtofferhulp');
record('Het water is veilig.', 'Waterbedrijf');
record('Of de opvang open blijft.', null);
const advice = fresh(AdviceId);
const line = { goal: 'meaning', who: '', channel: '', audience: '', tone: '', urgency: 'high' } as const;
incident.when(writeAdvice, { id: advice, what: 'Nodig de buurt uit voor een gesprek', ...line, over: null }, bram);
const over = incident.state.advice.get(advice)?.seq ?? 0;
incident.when(
	decideAdvice,
	{ advice, outcome: 'adopted', why: '', who: 'wijkmanager', due: fixture.at(15 * DAY), over },
	carla
);
const text = fresh(TextId);
const words = 'Wij weten nog niet hoe de brand ontstond. Vrijdag laten wij u weten wat het onderzoek zegt.';
const named = { channel: 'website' as const, checksum: wordingChecksum('website', words) };
incident.when(
	draftText,
	{
		id: text,
		kind: 'holding',
		about: { kind: 'incident', finding: null },
		corrects: null,
		facts: [],
		wordings: [{ channel: 'website', text: words }]
	},
	bram
);
incident.when(submitText, { text, variants: [named], requestedFrom: null }, bram);
incident.when(
	publishAlone,
	{ text, id: fresh(PublicationId), ...named, where: 'Website', address: null, why: 'Niemand te bereiken', at: null },
	bram
);
for (const [section, sectionText] of [
	['brief', 'Het is rustiger. Mensen willen weten wanneer zij terug kunnen.'],
	['expected', 'De herdenking van zaterdag trekt veel mensen.']
] as const)
	incident.when(writeReportText, { section, text: sectionText, certainty: null, noneFound: false, over: null }, bram);
fixture.clock(NOW - 30);
incident.when(setPhase, { phase: 'aftercare' }, carla);
const report = fixture.report(NOW);
const frame = { ...draftFrame, number: 4, position: incident.seq, checksum: checksumOfReport(report) };
const written = (phase = report.incident.phase) =>
	writeShortReport({ ...report, incident: { ...report.incident, phase } }, frame, wordsIn('nl'));
const sections = (...of: Parameters<typeof written>) => written(...of).sections.map(({ id }) => id);
const rowsOf = (id: 'remains' | 'living') =>
	written().sections.flatMap(({ blocks }) =>
		blocks.flatMap((block) =>
			block.kind === 'table' && block.id === id
				? block.rows.map(({ head, cells }) => [head, ...cells].map((cell) => textOf(cell ?? [])))
				: []
		)
	);
const shortText = (): string =>
	shortFlowOf(written(), null)
		.map((block) => JSON.stringify(block))
		.join('\n');

test('in aftercare the two pages are about what remains, and no longer about the goals', () => {
	expect(sections()).toEqual([
		...['brief', 'advice', 'remains', 'living', 'owed', 'help', 'meaning', 'next', 'known', 'done', 'basis']
	]);
	expect(written().head.kicker).toBe('Nazorgrapport 4');
	const goals = ['information', 'limitation', 'meaning'];
	expect(sections('followUp')).toEqual(expect.arrayContaining(goals));
});

test('a question stays while it has no answer, with how often it was asked this week and last week', () => {
	expect(rowsOf('remains').map((cells) => cells.slice(0, 3))).toEqual([['Wanneer mogen wij naar huis?', '14', '9']]);
});

test('a rumour stays while people repeat it; one from weeks ago does not', () => {
	expect(rowsOf('living').map((cells) => cells.slice(0, 3))).toEqual([['‘Het was brandstichting’', '7', '5']]);
});

test('what we still owe: adopted advice without an effect, late or not, and what we promised', () => {
	expect(shortText()).toContain('Nodig de buurt uit voor een gesprek.');
	expect(shortText()).toContain('De tijd is voorbij.');
	expect(shortText()).toContain('Vrijdag laten wij u weten wat het onderzoek zegt.');
	expect(shortText()).not.toContain('hoe de brand ontstond');
	expect(report.remains?.promises.map(({ due }) => due)).toEqual([fixture.at(NOW + 2 * DAY), null]);
});

test('where people can go comes from established facts that say so', () => {
	expect(report.remains?.help.map(({ text: fact }) => fact)).toEqual([
		'Slachtofferhulp zit elke dinsdag in het wijkgebouw.'
	]);
	expect(shortText()).toContain('De herdenking van zaterdag trekt veel mensen.');
});

test('outside aftercare a report has none of this, and its content is unchanged', () => {
	incident.when(setPhase, { phase: 'followUp' }, carla);
	const before = fixture.report(NOW);
	incident.when(setPhase, { phase: 'aftercare' }, carla);
	expect(before).not.toHaveProperty('remains');
	expect(JSON.stringify(before)).not.toContain('"week"');
});

test('a promise is a sentence that says what we will do; help is a place or a person', () => {
	expect(
		[
			'Wij houden u op de hoogte.',
			'Om 16.00 uur laten we meer weten.',
			'De volgende update komt morgen.',
			'De uitslag volgt.',
			'Meer informatie staat morgen op de website.'
		].filter((sentence) => promisesIn(sentence).length === 0)
	).toEqual([]);
	expect(promisesIn('Het water is veilig. U kunt het drinken.\nRamen mogen open.')).toEqual([]);
	for (const sentence of ['Meer informatie vindt u op waterveen.nl.', 'Kijk voor meer informatie op onze website.'])
		expect(promisesIn(sentence), sentence).toEqual([]);
	expect(isAboutHelp('U kunt terecht in de Kerk.')).toBe(true);
	expect(isAboutHelp('De brand is uit.')).toBe(false);
});

test.each(languages)(
	'it is at most two pages, a short text and HTML without an empty heading (%s)',
	async (language) => {
		const words = wordsIn(language);
		const file = await pdf.write(exportedOf(report, frame, '', language, words));
		expect((await readPdf(Buffer.from(file))).pages).toBeLessThanOrEqual(2);
		const lcms = lcmsText(report, frame, words);
		expect(lcms.length).toBeLessThanOrEqual(LCMS_MAX_LENGTH);
		expect(lcms).toContain(words.t(m.report.lcms.remains));
		expect(lcms).not.toContain(words.t(m.report.lcms.needs));
		const html = renderShortArticle(report, frame, language);
		expect(html).toContain('short-remains');
		expect(html).not.toMatch(/<h2[^>]*>\s*<\/h2>/);
	}
);
