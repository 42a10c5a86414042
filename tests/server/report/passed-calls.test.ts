import * as m from '$lib/messages';
import { expect, test } from 'vitest';
import { Sha256 } from '$lib/domain/core/ids';
import { checksumOfReport, RULES } from '$lib/domain/report/content';
import { setPhase } from '$lib/domain/incident/incident';
import { setCallForHelp, takeBackCallForHelp } from '$lib/domain/stories/story';
import { wordsIn } from '$lib/i18n/words';
import { languages, type Language } from '$lib/i18n/language';
import { exportedOf } from '$lib/server/read/report/export/export-kind';
import { exportKinds } from '$lib/server/read/report/export/exports';
import { renderArticle } from '$lib/server/read/report/render-html';
import { ReportFixture } from '../../domain/report-facts';
import { bram, carla } from '../../domain/in-memory-incident';
import { readPdf } from './read-pdf';
import { entryOf } from './zip-entry';

/** Files that hold no words of the report: figures. */
const withoutWords: ReadonlySet<string> = new Set(['csv', 'excel.csv']);

const fixture = new ReportFixture();
const [takenBack, passed] = [fixture.story([1]), fixture.story([2])];
fixture.clock(29).incident.when(setCallForHelp, { story: takenBack, help: 'passedOn' }, bram);
fixture.clock(34).incident.when(setCallForHelp, { story: passed, help: 'passedOn' }, bram);
fixture.clock(47).incident.when(takeBackCallForHelp, { story: takenBack, reason: 'Niemand nam op' }, carla);

function exported(language: Language) {
	const report = fixture.report(60);
	const frame = {
		number: 1,
		position: fixture.incident.seq,
		chainHead: Sha256.parse('a'.repeat(64)),
		rules: RULES,
		publicKey: null,
		checksum: checksumOfReport(report),
		released: fixture.at(61)
	};
	return exportedOf(report, frame, renderArticle(report, frame, language), language, wordsIn(language));
}

async function textOf(extension: string, language: Language): Promise<string> {
	const written = Buffer.from((await exportKinds.get(extension)?.write(exported(language))) ?? '');
	if (extension.endsWith('docx')) return entryOf(written, 'word/document.xml');
	return extension.endsWith('pdf') ? (await readPdf(written)).text : written.toString();
}
const squeezed = (text: string): string => text.replace(/<[^>]*>|\s+/g, '');

test.each(
	(['acute', 'watch', 'aftercare'] as const).flatMap((phase) => languages.map((language) => ({ phase, language })))
)(
	'each form of a report says when a call was passed on, and when that was taken back: $phase, $language',
	async ({ phase, language }) => {
		if (phase !== fixture.incident.state.incident?.phase) fixture.incident.when(setPhase, { phase }, carla);
		const words = wordsIn(language);
		const clock = (minute: number): string => words.clock(fixture.at(minute));
		const phrases = [
			words.t(m.report.document.calls.passedOn, { count: 1, times: clock(34) }),
			words.t(m.report.document.calls.pair, { passed: clock(29), at: clock(47) })
		].map(squeezed);
		const forms = [...exportKinds.keys()].filter((extension) => !withoutWords.has(extension));
		expect(forms.length).toBeGreaterThanOrEqual(7);
		for (const extension of forms) {
			const text = squeezed(await textOf(extension, language));
			const moments = [34, 29, 47].map((minute) => fixture.at(minute));
			for (const each of extension === 'json' ? moments : phrases) expect(text, extension).toContain(each);
		}
	}
);
