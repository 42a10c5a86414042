import { expect, test } from 'vitest';
import { checksumOfReport } from '$lib/domain/report/content';
import { copiedText } from '$lib/desk/copied-text';
import { wordsIn } from '$lib/i18n/words';
import { languages } from '$lib/i18n/language';
import { exportedOf } from '$lib/server/read/report/export/export-kind';
import { exportKinds, fileName } from '$lib/server/read/report/export/exports';
import { draftFrame, ReportFixture } from './domain/report-facts';
import { filesIn, textOf } from './project-files';

/* What leaves the desk says of an exercise that it is one, and of words that nobody approved yet that they are a draft. */
const sources = filesIn('src', /\.(svelte|ts)$/, 1_000).map((at) => ({ at, text: textOf(at) }));

test('marks are put above the copied words, and approved words of a real incident are copied unchanged', () => {
	const words = wordsIn('nl');
	expect(copiedText('Ja.', { exercise: false }, words)).toBe('Ja.');
	expect(copiedText('Ja.', { exercise: false, draft: true }, words)).toBe('CONCEPT\nJa.');
	expect(copiedText('Ja.', { exercise: true, draft: true }, words)).toBe('OEFENING\nCONCEPT\nJa.');
	expect(copiedText('Yes.', { exercise: true }, wordsIn('en'))).toBe('EXERCISE\nYes.');
});

/** Words that carry the mark themselves, and lines for programs. */
const markedAlready = ['{data.lcms}', '{text}', '{line}'];
test('each button in an incident that copies words adds the marks', () => {
	const buttons = sources
		.filter(({ at }) => at.startsWith('src/routes/incidents/'))
		.flatMap(({ at, text }) =>
			[...text.matchAll(/<CopyButton\s+(?:text=)?(\{[^]*?\})\s*(?:\/?>|variant|size)/g)].map(([, copied = '']) => ({
				at,
				copied
			}))
		);
	expect(buttons.length).toBeGreaterThan(6);
	const unmarked = buttons.filter(
		({ copied }) => !/^\{\s*copiedText\(/.test(copied) && !markedAlready.includes(copied)
	);
	expect(unmarked).toEqual([]);
});

test('nothing else writes to the clipboard', () => {
	const writers = sources.filter(({ text }) => text.includes('clipboard.writeText')).map(({ at }) => at);
	expect(writers.sort()).toEqual([
		'src/lib/ui/controls/CopyButton.svelte',
		'src/lib/ui/feedback/ShownOnce.svelte',
		'src/routes/incidents/[id]/charts/Situation.svelte'
	]);
});

test.each(languages)('each file of an exercise report says so in its name and in its content: %s', async (language) => {
	const fixture = new ReportFixture();
	fixture.need('Mag ik naar buiten?', fixture.story([1, 2]));
	const drawn = fixture.report(60);
	const report = { ...drawn, incident: { ...drawn.incident, exercise: true } };
	const frame = { ...draftFrame, checksum: checksumOfReport(report), released: report.moment };
	const words = wordsIn(language);
	const exported = exportedOf(report, frame, '<h1>Rapport</h1>', language, words);
	const mark = language === 'nl' ? /oefening|"exercise": true/i : /exercise/i;
	for (const kind of exportKinds.values()) {
		expect(fileName(exported, kind)).toMatch(/-(OEFENING|EXERCISE)\./);
		// What is compressed is read in exports.test.ts.
		if (!kind.inThread) expect(String(await kind.write(exported))).toMatch(mark);
	}
	expect(
		[...exported.flow, ...exported.short].filter((each) => each.kind === 'kicker' && mark.test(each.text))
	).toHaveLength(2);
});

test('each file that a browser creates or downloads has the exercise mark in its name, or is listed with a reason', () => {
	const named = sources.filter(
		({ at, text }) => at.startsWith('src/routes/') && /\.download = |'content-disposition'/.test(text)
	);
	const unmarked = named.filter(({ text }) => !/exercise|OEFENING/i.test(text)).map(({ at }) => at);
	expect(unmarked.sort()).toEqual([
		// The name comes from a module that marks it.
		'src/routes/audit/file/[form]/+server.ts', // of the installation
		'src/routes/incidents/[id]/archive/file/+server.ts',
		'src/routes/incidents/[id]/charts/Situation.svelte',
		'src/routes/incidents/[id]/report/export/[bundle]/+server.ts',
		'src/routes/settings/privacy/file/+server.ts' // of the installation
	]);
});
