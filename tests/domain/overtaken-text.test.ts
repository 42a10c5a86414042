import { expect, test } from 'vitest';
import { FactId, FindingId, PublicationId, TextId } from '$lib/domain/core/ids';
import { recordFact } from '$lib/domain/findings/fact';
import { giveVerdict, signalRumour } from '$lib/domain/findings/rumour';
import { approveText } from '$lib/domain/official-text/approval';
import { wordingChecksum } from '$lib/domain/official-text/official-text';
import { publishText, withdrawText } from '$lib/domain/official-text/publication';
import { draftText, submitText } from '$lib/domain/official-text/writing';
import { settledIn } from '$lib/domain/overview/settled';
import type { Report } from '$lib/domain/report/content';
import { isSettled } from '$lib/domain/report/report-lines';
import { languages } from '$lib/i18n/language';
import { wordsIn } from '$lib/i18n/words';
import { wallContent } from '$lib/report/wall/wall-content';
import { flowOf, linesOf, shortFlowOf } from '$lib/report/write/flow';
import { lcmsText } from '$lib/report/write/short/lcms';
import { writeShortReport } from '$lib/report/write/short/short-report';
import { writeReport } from '$lib/report/write/write-report';
import { anna, bram, fresh } from './in-memory-incident';
import { draftFrame, ReportFixture } from './report-facts';

/** A rumour that was found false and rebutted at 14.20; the report is of 15.00. */
function rebutted() {
	const fixture = new ReportFixture();
	const { incident } = fixture;
	const [rumour, fact, text] = [fresh(FindingId), fresh(FactId), fresh(TextId)];
	incident.when(signalRumour, { id: rumour, text: 'Het water is vergiftigd', offline: 'telefoon', seenIn: null }, bram);
	incident.when(recordFact, { id: fact, text: 'Het water is onderzocht', source: 'GGD', at: null }, anna);
	incident.when(giveVerdict, { rumour, verdict: 'false', fact }, bram);
	const checksum = wordingChecksum('website', 'Het is niet zo.');
	const variants = [{ channel: 'website', checksum }];
	const wordings = [{ channel: 'website', text: 'Het is niet zo.' }];
	const about = { kind: 'rumour', finding: rumour };
	incident.when(draftText, { id: text, kind: 'rebuttal', about, corrects: null, facts: [], wordings }, bram);
	incident.when(submitText, { text, variants, requestedFrom: null }, bram);
	incident.when(approveText, { text, variants }, anna);
	fixture.clock(80);
	const recorded = { text, id: fresh(PublicationId), channel: 'website', checksum, where: 'Website' };
	incident.when(publishText, { ...recorded, address: null, at: null }, bram);
	fixture.clock(100);
	const isSettledNow = (report: Report): boolean[] => {
		const row = incident.state.rumours.get(rumour);
		const line = report.limitation.rumours.find(({ finding }) => finding === rumour);
		if (!row || !line) throw new Error('the rumour is absent');
		return [settledIn(incident.state)(row), isSettled(line)];
	};
	return { fixture, incident, rumour, fact, text, isSettledNow };
}
const forms = (report: Report, language: (typeof languages)[number]): Record<string, string> => {
	const words = wordsIn(language);
	return {
		short: shortFlowOf(writeShortReport(report, draftFrame, words), null)
			.flatMap(linesOf)
			.join('\n'),
		full: flowOf(writeReport(report, draftFrame, words), null)
			.flatMap(linesOf)
			.join('\n'),
		lcms: lcmsText(report, draftFrame, words),
		wall: JSON.stringify(wallContent(report, [], 0, words))
	};
};

test('a rumour is settled as long as its verdict and the text about it hold', () => {
	const { fixture, isSettledNow } = rebutted();
	const report = fixture.report(120);
	expect(isSettledNow(report)).toEqual([true, true]);
	expect(forms(report, 'nl')['wall']).toMatch(/weerlegd \d+\.\d\d/);
});

test('a withdrawn text settles nothing, and no form says that it answers the rumour', () => {
	const { fixture, incident, text, isSettledNow } = rebutted();
	incident.when(withdrawText, { text, why: 'Er staat een fout in' }, bram);
	const report = fixture.report(120);
	expect(isSettledNow(report)).toEqual([false, false]);
	for (const language of languages) {
		const { short = '', full = '', lcms = '', wall = '' } = forms(report, language);
		const withdrawn = language === 'nl' ? 'ingetrokken' : 'withdrawn';
		expect(short).toContain(withdrawn);
		expect(full).toContain(withdrawn);
		expect(`${lcms}${wall}`).not.toMatch(/weerleg|rebut/i);
	}
});

test('a rumour that turned out to be true is not called rebutted, and its old text settles nothing', () => {
	const { fixture, incident, rumour, fact, isSettledNow } = rebutted();
	incident.when(giveVerdict, { rumour, verdict: 'true', fact }, bram);
	const report = fixture.report(120);
	expect(isSettledNow(report)).toEqual([false, false]);
	const { rumours } = wallContent(report, [], 0, wordsIn('nl'));
	expect(rumours.shown).toMatchObject([{ verdict: 'Juist (GGD)', warns: true }]);
	expect(rumours.shown[0]?.note).toMatch(/^weerlegging \d+\.\d\d$/);
});
