import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { languages } from '$lib/i18n/language';
import { renderArticle } from '$lib/server/read/report/render-html';
import { keptPages, keptReport, keptReports, renderKeptPage } from './kept-reports';

/** An element per line, so that a difference can be read. */
const onLines = (html: string): string => html.replace(/></g, '>\n<');

describe.each(languages)('in %s', (language) => {
	// After a change of texts or renderer: `npx vitest run tests/server/report/renderer.test.ts -u`, and read the difference.
	test.each(keptReports)('the report %s is rendered as in tests/fixtures/report', async (name) => {
		const { report, frame } = keptReport(name);
		const html = renderArticle(report, frame, language);
		await expect(onLines(html)).toMatchFileSnapshot(`../../fixtures/report/${name}.${language}.html`);
		// Selecting or searching a heading finds its words and nothing more.
		expect(html).not.toMatch(/\s<\/(h\d|p|dt|dd|li|th|td)>/);
	});
});

test('a page holds its style sheet whole, and its policy allows that sheet alone', () => {
	for (const kept of Object.values(keptPages)) {
		const { body, policy } = renderKeptPage(kept, 'nl');
		const sheets = [...body.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, sheet = '']) => sheet);
		expect(sheets).toHaveLength(1);
		const [sheet = ''] = sheets;
		for (const rule of ['--basis-color-default-bg-document', '.report-table', '.plain', '--voelspriet-print-title'])
			expect(sheet).toContain(rule);
		expect(sheet.includes('.veil')).toBe(kept.kind === 'wall');
		expect(policy).toContain(`style-src 'self' 'sha256-${createHash('sha256').update(sheet).digest('base64')}'`);
		expect(body).not.toMatch(/<!--|\sstyle=|svelte-/);
	}
});

test('what was stored at release is in its page byte for byte, no matter who rendered it', () => {
	const { report, frame } = keptReport('third');
	const stored = renderArticle(report, frame, 'nl');
	expect(renderKeptPage(keptPages.newest, 'nl', stored).body).toContain(stored);
});
