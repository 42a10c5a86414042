import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DocumentKey } from '$lib/domain/openness/document';
import { inventoryOf, leftOut } from '$lib/domain/openness/inventory';
import { judgeDocument } from '$lib/domain/openness/judgement';
import { wordsIn } from '$lib/i18n/words';
import { languages, type Language } from '$lib/i18n/language';
import { answerFeed, answerNewestNumber, answerReport, answerWall } from '$lib/server/out/partner/answer';
import { answerStart } from '$lib/server/out/partner/other-links';
import { makePartner, type Partner } from '$lib/server/out/partner/partner';
import { Attempts } from '$lib/server/people/auth/attempts';
import { exportedOf } from '$lib/server/read/report/export/export-kind';
import { exportKinds } from '$lib/server/read/report/export/exports';
import { documentPdf } from '$lib/server/read/report/export/pdf-document';
import { ReportFiles } from '$lib/server/read/report/files/report-files';
import { reportParts } from '$lib/server/records/archive/parts/report-parts';
import { writePdfHere } from '$lib/server/records/archive/write-pdf';
import { inventoryCsv } from '$lib/server/records/openness/inventory-files';
import { OpenDocuments } from '$lib/server/records/openness/redacted-set';
import { carla } from '../../domain/in-memory-incident';
import { freshDatabase, type FreshDatabase } from '../database';
import { IncidentFixture } from './incident-fixture';
import { readPdf } from './read-pdf';
import { entriesOf, entryOf } from './zip-entry';

/* A report is withdrawn: every file, page and answer that is made from it from then on says so, with the reason. */
const SECRET = 'a'.repeat(43);
const WHY = 'de aantallen bij de scholen kloppen niet; vraag het na bij 06 12 34 56 78';
const MASKED = /de aantallen bij de scholen kloppen niet; ?vraag het na bij(?! ?06)/u;
let database: FreshDatabase;
let fixture: IncidentFixture;
let partner: Partner;
let files: ReportFiles;
let documents: OpenDocuments;
let own: Awaited<ReturnType<IncidentFixture['link']>>;

beforeAll(async () => {
	database = await freshDatabase();
	fixture = await IncidentFixture.begin(database);
	const { logs, executor, ingest, reports } = fixture;
	const { sql } = executor;
	const findings = () => Promise.resolve([]);
	partner = makePartner({
		sql,
		logs,
		executor,
		reports,
		ingest,
		findings,
		attempts: new Attempts(sql, SECRET),
		config: { theme: null, secret: SECRET },
		origin: 'https://a.example'
	});
	const run: ConstructorParameters<typeof ReportFiles>[1]['run'] = async (job) => {
		if (!('extension' in job)) throw new Error('not a report');
		const { extension, report, frame, article, language } = job;
		const exported = exportedOf(report, frame, article, language, wordsIn(language));
		return Buffer.from((await exportKinds.get(extension)?.write(exported)) ?? '');
	};
	files = new ReportFiles(reports, { run }, reports.frameNow);
	documents = new OpenDocuments(reports, new ReportFiles(reports, { run }, reports.frameAsJudged), documentPdf);
	own = await fixture.link('politie');
	await fixture.send('incident.setFeeds', { feeds: true }, carla);
	await fixture.deliver(...Array.from({ length: 5 }, (_, i) => fixture.post('x', `scholen; ${String(i)}`, 10 + i)));
	await fixture.raise('need.raise', 'Is er morgen school?', 'scholen');
	await fixture.write('brief', 'Ouders willen weten of er school is.');
	await fixture.write('counterSignals', '', { noneFound: true });
	await fixture.release(60);
}, 120_000);
afterAll(async () => {
	await fixture.stop();
	await database.drop();
});

const state = () => {
	const found = fixture.logs.state(fixture.incident);
	if (!found) throw new Error('not followed');
	return found;
};
/** As a reader sees it: without markup, in one line. */
const seen = (markup: string): string =>
	markup
		.replace(/<style>.*?<\/style>/gs, '')
		.replace(/<\/?(?:q|del|b|em|i|span|w:[^>]*)(?: [^>]*)?>/g, '')
		.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ');
async function textOf(name: string, body: Buffer): Promise<string> {
	if (name.endsWith('pdf')) return seen((await readPdf(body)).text);
	if (name.endsWith('docx')) return seen(await entryOf(body, 'word/document.xml'));
	return seen(body.toString());
}
async function file(extension: string, language: Language): Promise<{ name: string; text: string }> {
	const version = state().versions.get(1);
	const made = version && (await files.file({ incident: fixture.incident, version, extension, language }));
	if (!made) throw new Error(`no ${extension}`);
	return { name: made.name, text: await textOf(extension, Buffer.from(made.body)) };
}
async function read(path: string, answer: (context: Parameters<typeof answerStart>[0]) => Promise<Response>) {
	const url = new URL(`https://a.example/r/${own.id}${path}`);
	const get = (name: string) => (name.includes(`voelspriet.r.${own.id}`) ? own.secret : undefined);
	const context = {
		url,
		params: { link: own.id },
		locals: { person: null },
		getClientAddress: () => '',
		request: new Request(url, { headers: { authorization: `Basic ${btoa(`x:${own.secret}`)}` } }),
		cookies: { get, set: () => undefined }
	};
	return seen(await (await answer(context)).text());
}
/** Every part of the archive package that is made of a report, by its path. */
async function archived(): Promise<Map<string, string>> {
	const subject = { id: fixture.incident, state: state(), description: { language: 'nl' } };
	const parts = reportParts(database.sql, subject as Parameters<typeof reportParts>[1], writePdfHere);
	return new Map(
		await Promise.all(
			parts.map(async ({ path, content }) => {
				const pieces: Buffer[] = [];
				for await (const piece of content()) pieces.push(Buffer.from(piece));
				return [path, await textOf(path, Buffer.concat(pieces))] as const;
			})
		)
	);
}
const report = DocumentKey.parse('report:1');
const judge = () => {
	const [{ text } = { text: null }] = inventoryOf(state());
	return fixture.send(judgeDocument.type, { document: report, outcome: 'public', grounds: [], note: '', text }, carla);
};
async function disclosed(): Promise<string> {
	const entries = await entriesOf(await documents.set(fixture.incident, state(), () => null, fixture.at(90)));
	const found = entries.find(({ name }) => name.endsWith('rapport.pdf'));
	return found ? textOf('pdf', Buffer.from(found.content)) : '';
}
const pages = [
	['partner page', () => read('', (context) => answerStart(context, partner, '', true))],
	['partner page in full', () => read('/1/full', (context) => answerReport(context, partner, 1, 'full'))],
	['feed', () => read('/reports.atom', (context) => answerFeed(context, partner, 'reports'))]
] as const;
const formats = [...exportKinds.keys()].flatMap((extension) =>
	languages.map((language) => [extension, language] as const)
);
const says = /ingetrokken|withdrawn/iu;

test('before that nothing says so', async () => {
	for (const [extension, language] of formats) {
		const { name, text } = await file(extension, language);
		expect(text.length).toBeGreaterThan(0);
		expect(name).not.toMatch(says);
		if (extension !== 'json') expect(text).not.toMatch(says);
	}
	for (const [, page] of pages) expect(await page()).not.toMatch(/is ingetrokken \w+ om|INGETROKKEN/);
	await judge();
	expect(await disclosed()).toContain('Is er morgen school?');
});

describe('a report was withdrawn', () => {
	beforeAll(() => fixture.send('report.withdraw', { number: 1, why: WHY }));

	test.each(formats)('its file says so, without personal details: %s in %s', async (extension, language) => {
		const { name, text } = await file(extension, language);
		expect(name).toMatch(/INGETROKKEN|WITHDRAWN/);
		expect(text).toMatch(MASKED);
		if (extension !== 'json') expect(text).toMatch(says);
		if (extension !== 'json') expect(text).toMatch(/Gebruik ?dit ?rapport ?niet|Do ?not ?use ?this ?report/);
	});
	test('the text for the meeting room has nothing else of it', async () => {
		expect((await file('lcms.txt', 'nl')).text).not.toContain('Is er morgen school?');
	});
	test.each(pages)('so does the %s', async (_, page) => expect(await page()).toMatch(says));
	test('what a page asks for says which', async () => {
		expect(JSON.parse(await read('/newest', (context) => answerNewestNumber(context, partner)))).toMatchObject({
			withdrawn: [1]
		});
	});
	test('the wall no longer shows it', async () => {
		expect(await read('/wall', (context) => answerWall(context, partner))).not.toContain('Is er morgen school?');
	});
	test('so does every file of it in the archive', async () => {
		const parts = await archived();
		expect(parts.size).toBeGreaterThan(6);
		for (const [path, text] of parts) {
			expect(text, path).toContain('de aantallen bij de scholen kloppen niet');
			if (!path.endsWith('json')) expect(text, path).toMatch(says);
		}
	});
	test('so does the document for the Woo, which is judged again, and its line in the inventory', async () => {
		const [line] = inventoryOf(state());
		expect(line).toMatchObject({ isWithdrawn: true, isChanged: true, proposal: { outcome: 'partly' } });
		expect(line && leftOut(line)).toBe('changed');
		expect(await disclosed()).toBe('');
		expect(inventoryCsv(inventoryOf(state()), { roleOf: () => null, audience: 'desk' }, wordsIn('nl'))).toContain(
			'Omgevingsrapport 1 (ingetrokken)'
		);
		await judge();
		expect(await disclosed()).toMatch(MASKED);
		const flow = JSON.stringify(await documents.flow(fixture.incident, state(), report));
		expect(flow).toContain('de aantallen bij de scholen kloppen niet');
	});
	test('the next report is compared with none, and keeps counting', async () => {
		await fixture.release(100);
		const version = state().versions.get(2);
		expect(version?.from).toBe(state().incident?.start);
		expect(await fixture.reports.content(fixture.incident, 2)).toMatchObject({ previous: null });
	});
});
