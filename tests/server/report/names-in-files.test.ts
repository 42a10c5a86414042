import { afterAll, beforeAll, expect, test } from 'vitest';
import { languages } from '$lib/i18n/language';
import { exportKinds } from '$lib/server/read/report/export/exports';
import { wordsIn } from '$lib/i18n/words';
import { exportedOf } from '$lib/server/read/report/export/export-kind';
import { frameOf } from '$lib/report/write/write-report';
import { freshDatabase, type FreshDatabase } from '../database';
import { canaries, forbiddenIn, plant, type Planted } from '../partner/planted';
import { readPdf } from './read-pdf';
import { entryOf } from './zip-entry';

let database: FreshDatabase;
let planted: Planted;
beforeAll(async () => {
	database = await freshDatabase();
	planted = await plant(database);
});
afterAll(() => database.drop());

/** Spaces and line breaks are layout. */
const squeezed = (text: string): string => text.replace(/<[^>]*>|\s+/g, '').toLowerCase();
async function textOf(extension: string, body: Buffer): Promise<string> {
	if (extension === 'pdf') return (await readPdf(body)).text;
	if (extension === 'docx') return entryOf(body, 'word/document.xml');
	return body.toString();
}

test('no file of a released report names an author or gives a personal detail that people typed, in any format', async () => {
	const { fixture } = planted;
	const sources = [...fixture.sources.values()].map(String);
	const forbidden = forbiddenIn(planted)
		.filter((canary) => !sources.includes(canary))
		.map(squeezed);
	expect(forbidden.length).toBeGreaterThan(50);
	expect(forbidden).toContain(squeezed(canaries.author));
	const leaks: string[] = [];
	let looked = 0;
	for (const version of fixture.logs.state(fixture.incident)?.versions.values() ?? [])
		for (const language of languages) {
			const released = await fixture.reports.released(fixture.incident, version.number, language);
			if (!released) throw new Error(`no report ${String(version.number)}`);
			const { report, article } = released;
			const exported = exportedOf(report, frameOf(version, []), article, language, wordsIn(language));
			for (const [extension, kind] of exportKinds) {
				const text = squeezed(await textOf(extension, Buffer.from(await kind.write(exported))));
				expect(text.length, extension).toBeGreaterThan(500);
				looked += 1;
				for (const canary of forbidden)
					if (text.includes(canary))
						leaks.push(`${canary} in ${extension} (${language}) of report ${String(version.number)}`);
			}
		}
	expect(looked).toBe(2 * languages.length * exportKinds.size);
	expect(leaks).toEqual([]);
});
