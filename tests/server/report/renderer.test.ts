import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { languages } from '$lib/i18n/language';
import { renderArticle } from '$lib/server/read/report/render-html';
import { samplePages, storedReport, storedReportNames, renderSamplePage } from './stored-reports';

/** An element per line, so that a difference can be read. */
const onLines = (html: string): string => html.replace(/></g, '>\n<');

describe.each(languages)('in %s', (language) => {
	// After a change of texts or renderer: `npx vitest run tests/server/report/renderer.test.ts -u`, and read the difference.
	test.each(storedReportNames)('the report %s is rendered as in tests/fixtures/report', async (name) => {
		const { report, frame } = storedReport(name);
		const html = renderArticle(report, frame, language);
		await expect(onLines(html)).toMatchFileSnapshot(`../../fixtures/report/${name}.${language}.html`);
		// Selecting or searching a heading finds its words and nothing more.
		expect(html).not.toMatch(/\s<\/(h\d|p|dt|dd|li|th|td)>/);
	});
});

test('a page contains its complete style sheet, and its policy allows only that one', () => {
	for (const page of Object.values(samplePages)) {
		const { body, policy } = renderSamplePage(page, 'nl');
		const sheets = [...body.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, sheet = '']) => sheet);
		expect(sheets).toHaveLength(1);
		const [sheet = ''] = sheets;
		for (const rule of ['--basis-color-default-bg-document', '.report-table', '.plain', '--voelspriet-print-title'])
			expect(sheet).toContain(rule);
		expect(sheet.includes('.veil')).toBe(page.kind === 'wall');
		expect(policy).toContain(`style-src 'self' 'sha256-${createHash('sha256').update(sheet).digest('base64')}'`);
		expect(body).not.toMatch(/<!--|\sstyle=|svelte-/);
	}
});

test('what was stored at release is in its page byte for byte, whoever rendered it', () => {
	const { report, frame } = storedReport('third');
	const stored = renderArticle(report, frame, 'nl');
	expect(renderSamplePage(samplePages.newest, 'nl', stored).body).toContain(stored);
});

describe('a page of an earlier report', () => {
	/** Its words, as they are read without a script. */
	const wordsOf = (page: (typeof samplePages)[keyof typeof samplePages]): string =>
		renderSamplePage(page, 'nl')
			.body.replace(/<style>[\s\S]*?<\/style>/g, '')
			.replace(/<(\w+)[^>]* hidden[^>]*>[\s\S]*?<\/\1>/g, '')
			.replace(/<[^>]*>/g, ' ')
			.replace(/\s+/g, ' ');

	test('never calls itself the newest without a script, but says until when it is valid', () => {
		for (const [name, page] of Object.entries(samplePages)) {
			const words = wordsOf(page);
			expect(words, name).not.toMatch(/is het nieuwste|nieuwste rapport[,.]/i);
			if (name === 'with-next') expect(words).toMatch(/Is het later dan \d\d\.\d\d uur\? Laad de pagina dan opnieuw/);
			if (name === 'plain') expect(words).toContain('Laad de pagina opnieuw om te zien of er een nieuwer rapport is.');
		}
	});

	test('says that the incident is closed, since when, and announces no further report', () => {
		const words = wordsOf(samplePages.closed);
		expect(words).toMatch(
			/Dit incident is gesloten\. Gesloten op \w+ \d+ \w+ 2026 om \d\d\.\d\d uur\. Er volgt geen rapport meer\. Deze link werkt tot/
		);
		expect(words).not.toMatch(/Volgend rapport|Is het later/);
		for (const page of [samplePages.closed, samplePages['empty-closed'], samplePages['wall-closed']]) {
			expect(wordsOf(page)).toContain('Veiligheidsregio "Laagland"');
			expect(wordsOf(page)).toContain('Bel 14 020 &amp; kijk op waterveen.example.');
		}
		// What was stored says when the next report comes: a closed incident hides it.
		expect(renderSamplePage(samplePages.closed, 'nl').body).toMatch(/<html[^>]* data-closed/);
		expect(wordsOf(samplePages['wall-closed'])).not.toMatch(/noodkre|besluit|Volgend rapport|mensen vragen/i);
		expect(wordsOf(samplePages['empty-closed'])).toContain('Er is geen rapport vrijgegeven.');
		expect(wordsOf(samplePages.newest)).not.toContain('gesloten');
	});

	test('names the current phase when it differs from that of the report', () => {
		expect(wordsOf(samplePages['other-phase'])).toContain(
			'De fase is nu: nazorgfase. Dit rapport is gemaakt in de acute fase.'
		);
		expect(wordsOf(samplePages.newest)).not.toContain('De fase is nu');
	});
});
