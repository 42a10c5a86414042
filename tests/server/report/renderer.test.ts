import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { languages } from '$lib/i18n/language';
import { renderArticle } from '$lib/server/report/render-html';
import { structureOf } from './html-structure';
import { keptHtml, keptPage, keptPages, keptReport, keptReports, renderKeptPage } from './kept-reports';

describe.each(languages)(
	'in %s everything says the same in the same structure as when it was first rendered',
	(language) => {
		test.each(keptReports)('the report %s', (name) => {
			const { report, frame } = keptReport(name);
			const structure = structureOf(renderArticle(report, frame, language));
			expect(structure.length).toBeGreaterThan(500);
			expect(structure).toEqual(structureOf(keptHtml(name, language)));
			// Selecting or searching a heading finds its words and nothing more.
			expect(renderArticle(report, frame, language)).not.toMatch(/\s<\/(h\d|p|dt|dd|li|th|td)>/);
		});

		test.each(Object.entries(keptPages))('the page %s', (name, kept) => {
			const before = structureOf(keptPage(`${name}.${language}`));
			expect(before.length).toBeGreaterThan(30);
			expect(withoutSheet(structureOf(renderKeptPage(kept, language).body))).toEqual(withoutSheet(before));
		});
	}
);

/** The style sheet of the first pages was a separate file; now it is in the page. */
const withoutSheet = (structure: readonly string[]): string[] => {
	const own = structure.findIndex((line) => line.startsWith('<style'));
	const rest = [...structure.slice(0, own), ...structure.slice(structure.indexOf('</style>') + 1)];
	return rest.filter(
		(line, at) =>
			!/^<link href="\/(style|wall)\.css/.test(line) && !/^<link href="\/(style|wall)\.css/.test(rest[at - 1] ?? '')
	);
};

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
	const stored = keptHtml('third', 'nl').trim();
	expect(renderKeptPage(keptPages.newest, 'nl', stored).body).toContain(stored);
});
