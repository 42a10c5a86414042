import { mkdtempSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '$lib/domain/report/content';
import { wordsIn } from '$lib/i18n/words';
import { frameOf, type ReportFrame } from '$lib/report/write/write-report';
import { backUp } from '$lib/server/records/backup/backup';
import { exportedOf } from '$lib/server/read/report/export/export-kind';
import { exportKinds } from '$lib/server/read/report/export/exports';
import { renderArticle } from '$lib/server/read/report/render-html';
import { pack, unpack } from '../archive/packed';
import type { IncidentFixture } from '../report/incident-fixture';
import { readPdf } from '../report/read-pdf';
import { entriesOf } from '../report/zip-entry';

/** The text in a file: what a PDF draws and says of itself, and every entry of a zip. */
async function textOf(name: string, bytes: Buffer): Promise<string> {
	if (name.endsWith('pdf')) {
		const { text, outside, title } = await readPdf(bytes, false);
		return [text, outside, title].join('\n');
	}
	if (!/(?:docx|zip)$/.test(name)) return bytes.toString();
	return (await entriesOf(bytes)).map((entry) => `${entry.name}\n${entry.content.toString()}`).join('\n');
}

/** A report as every kind of file that it has. */
async function exportsOf(report: Report, frame: ReportFrame, article: string): Promise<Map<string, string>> {
	const exported = exportedOf(report, frame, article, 'nl', wordsIn('nl'));
	const files = new Map<string, string>();
	for (const [extension, kind] of exportKinds)
		files.set(extension, await textOf(extension, Buffer.from(await kind.write(exported))));
	return files;
}
/** The report as it is now. */
export async function exportsOfDraft(fixture: IncidentFixture): Promise<Map<string, string>> {
	const { report, ...rendered } = await fixture.reports.at(fixture.incident, fixture.position, fixture.at(60));
	const frame = { ...rendered, number: 2, released: fixture.at(61) };
	return exportsOf(report, frame, renderArticle(report, frame, 'nl'));
}
/** The first released report. */
export async function exportsOfReleased(fixture: IncidentFixture): Promise<Map<string, string>> {
	const version = fixture.logs.state(fixture.incident)?.versions.get(1);
	const found = version && (await fixture.reports.released(fixture.incident, 1, 'nl'));
	if (!found) throw new Error('not released');
	return exportsOf(found.report, frameOf(version), found.article);
}

/** The archive package, file by file. */
export async function archiveOf(fixture: IncidentFixture): Promise<Map<string, string>> {
	const files = await unpack((await pack(fixture)).path);
	return new Map(
		await Promise.all([...files].map(async ([path, bytes]) => [path, await textOf(path, bytes)] as const))
	);
}

/** A back-up of the whole database, table by table. */
export async function backupOf(fixture: IncidentFixture): Promise<Map<string, string>> {
	const folder = mkdtempSync(join(tmpdir(), 'voelspriet-masked-'));
	try {
		const { file } = await backUp(fixture.database.url, folder, { dataDir: folder });
		const entries = await entriesOf(await readFile(file));
		return new Map(entries.map(({ name, content }) => [name, content.toString()]));
	} finally {
		await rm(folder, { recursive: true });
	}
}

/** The files that contain one of these words, each with the first one found. */
export const filesWith = (files: ReadonlyMap<string, string>, words: readonly string[]): Record<string, string> => {
	const found = [...files].flatMap(([name, text]): [string, string][] => {
		const small = text.toLowerCase();
		const word = words.find((each) => small.includes(each.toLowerCase()));
		return word === undefined ? [] : [[name, word]];
	});
	return Object.fromEntries(found);
};
