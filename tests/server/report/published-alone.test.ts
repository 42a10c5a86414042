import { beforeAll, describe, expect, test } from 'vitest';
import { FactId, PublicationId, TextId, type FindingId } from '$lib/domain/core/ids';
import { recordFact } from '$lib/domain/findings/fact';
import { giveVerdict } from '$lib/domain/findings/rumour';
import { setPhase } from '$lib/domain/incident/incident';
import type { Channel } from '$lib/domain/official-text/channel';
import { wordingChecksum } from '$lib/domain/official-text/official-text';
import { publishAlone, reviewPublication } from '$lib/domain/official-text/publication';
import { draftText, submitText } from '$lib/domain/official-text/writing';
import { handoverOf } from '$lib/domain/overview/handover';
import { phoneScript } from '$lib/domain/overview/phone-script';
import { checksumOfReport, RULES, type Report } from '$lib/domain/report/content';
import { wordsIn } from '$lib/i18n/words';
import { writeHandover } from '$lib/report/write/handover';
import { wallPage } from '$lib/server/out/partner/page-html';
import { publicTexts } from '$lib/server/out/partner/feeds/published';
import { exportedOf, type Exported } from '$lib/server/read/report/export/export-kind';
import { exportKinds } from '$lib/server/read/report/export/exports';
import { renderArticle } from '$lib/server/read/report/render-html';
import { minutes, ReportFixture } from '../../domain/report-facts';
import { anna, bram, fresh } from '../../domain/in-memory-incident';
import { readPdf } from './read-pdf';
import { entryOf } from './zip-entry';

/** Where words that were published without a second reader are shown, and how often with the mark. */
const WORDS = 'Het drinkwater is veilig. Vrijdag laten wij u meer weten.';
const MARK = /zonder tweede lezer/gi;

const fixture = new ReportFixture();
const { incident } = fixture;
let need: FindingId;
let fact: FactId;
const publications: { text: TextId; publication: PublicationId }[] = [];

function publishWords(about: object, kind: 'rebuttal' | 'answer' | 'holding', channel: Channel): void {
	const [text, publication] = [fresh(TextId), fresh(PublicationId)];
	const named = { channel, checksum: wordingChecksum(channel, WORDS) };
	const wordings = [{ channel, text: WORDS }];
	incident.when(
		draftText,
		{ id: text, kind, about, corrects: null, facts: kind === 'answer' ? [fact] : [], wordings },
		bram
	);
	incident.when(submitText, { text, variants: [named], requestedFrom: null }, bram);
	const outside = { where: channel, address: null, at: null, why: 'Niemand te bereiken' };
	incident.when(publishAlone, { text, id: publication, ...named, ...outside }, bram);
	publications.push({ text, publication });
}
function review(): void {
	for (const { text, publication } of publications)
		incident.when(reviewPublication, { text, publication, why: 'Gelezen: dit klopt' }, anna);
}
function fileOf(report: Report): Exported {
	const checksum = checksumOfReport(report);
	const frame = {
		number: 1,
		position: incident.seq,
		chainHead: checksum,
		rules: RULES,
		publicKey: null,
		checksum,
		released: fixture.at(61)
	};
	return exportedOf(report, frame, renderArticle(report, frame, 'nl'), 'nl', wordsIn('nl'));
}
async function written(extension: string, report: Report): Promise<string> {
	const bytes = Buffer.from((await exportKinds.get(extension)?.write(fileOf(report))) ?? '');
	if (extension.endsWith('pdf')) return (await readPdf(bytes)).text;
	if (extension.endsWith('docx')) return (await entryOf(bytes, 'word/document.xml')).replaceAll(/<[^>]*>/g, '');
	return bytes.toString();
}

beforeAll(() => {
	const rumour = fixture.rumour('Het drinkwater is vergiftigd', fixture.story(minutes(20, 30, 1)));
	fact = fresh(FactId);
	incident.when(recordFact, { id: fact, text: 'Het water is veilig', source: 'Waterbedrijf', at: null }, bram);
	incident.when(giveVerdict, { rumour, verdict: 'false', fact }, bram);
	need = fixture.need('Mag ik het water drinken?', fixture.story(minutes(5, 40, 1)));
	publishWords({ kind: 'rumour', finding: rumour }, 'rebuttal', 'website');
	publishWords({ kind: 'need', finding: need }, 'answer', 'phone');
	publishWords({ kind: 'incident', finding: null }, 'holding', 'website');
});

describe('what was published alone', () => {
	test('is marked in the phone script, where it may be said, and wherever the report mentions it', () => {
		const entries = phoneScript(incident.state, fixture.at(60), () => null);
		expect(entries.map(({ status, alone, words }) => ({ status, alone, words }))).toEqual(
			entries.map(() => ({ status: 'valid', alone: true, words: WORDS }))
		);
		expect(entries).toHaveLength(3);
		const { limitation, information, known } = fixture.report(60);
		expect(limitation.rumours[0]?.lastText).toMatchObject({ alone: true });
		expect(information.needs[0]?.answer).toMatchObject({ alone: true });
		expect(known.actions.map(({ published }) => published?.alone)).toEqual([true, true, true]);
		incident.when(setPhase, { phase: 'aftercare' }, bram);
		expect(fixture.report(60).remains?.promises.map(({ alone }) => alone)).toEqual([true, true, true]);
	});

	test.each(['pdf', 'docx', 'full.pdf', 'full.docx', 'html', 'txt'])(
		'is marked in a report as %s',
		async (extension) => {
			const text = (await written(extension, fixture.report(60))).replaceAll(/\s+/g, ' ');
			expect(text.match(MARK)?.length).toBeGreaterThanOrEqual(text.split('Vrijdag laten wij u meer weten').length - 1);
		}
	);

	test('is marked on the wall and in the handover', () => {
		const report = fixture.report(60);
		const { title, grip, exercise } = report.incident;
		const released = { number: 1, report, replaced: [] };
		const shown = { at: '/r/1', incident: { title, grip, exercise, closed: null }, released, live: null };
		expect(wallPage({ language: 'nl', theme: null }, shown).body).toMatch(MARK);
		const handover = handoverOf({ state: incident.state, report, figures: null, strip: [], now: fixture.at(60) });
		expect(JSON.stringify(writeHandover(handover, wordsIn('nl'), () => 'Bram'))).toMatch(MARK);
	});

	test('is in no feed', () => {
		expect(publicTexts(incident.state)).toEqual([]);
	});

	test('is shown everywhere without a mark once a second person has read it', async () => {
		review();
		expect(phoneScript(incident.state, fixture.at(60), () => null).map(({ alone }) => alone)).toEqual([
			false,
			false,
			false
		]);
		expect(JSON.stringify(fixture.report(60))).not.toContain('"alone"');
		expect(await written('txt', fixture.report(60))).not.toMatch(MARK);
		expect(publicTexts(incident.state).flatMap(({ wordings }) => wordings.map(({ words }) => words))).toEqual([
			WORDS,
			WORDS,
			WORDS
		]);
	});
});
