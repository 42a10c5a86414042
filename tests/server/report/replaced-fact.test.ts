import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checksumOf } from '$lib/domain/core/checksum';
import { FactId, momentOf, PublicationId, ShareLinkId, TextId, type FindingId } from '$lib/domain/core/ids';
import { wordingChecksum } from '$lib/domain/official-text/official-text';
import { handoverOf } from '$lib/domain/overview/handover';
import { wordsIn } from '$lib/i18n/words';
import { languages, type Language } from '$lib/i18n/language';
import { writeHandover } from '$lib/report/write/handover';
import { answerFeed, answerReport, answerWall } from '$lib/server/out/partner/answer';
import { answerStart } from '$lib/server/out/partner/other-links';
import { makePartner, type Partner } from '$lib/server/out/partner/partner';
import { Attempts } from '$lib/server/people/auth/attempts';
import { exportedOf } from '$lib/server/read/report/export/export-kind';
import { exportKinds } from '$lib/server/read/report/export/exports';
import { ReportFiles } from '$lib/server/read/report/files/report-files';
import { anna, bram, carla, fresh } from '../../domain/in-memory-incident';
import { anyHour } from '../../any-hour';
import { freshDatabase, type FreshDatabase } from '../database';
import { IncidentFixture } from './incident-fixture';
import { readPdf } from './read-pdf';
import { entryOf } from './zip-entry';

/* A fact is replaced after a report with it was released: wherever the old one is shown, the new one is shown too. */
const SECRET = 'a'.repeat(43);
const OLD = 'Alle scholen blijven morgen open';
const NEW = 'De scholen in Zuid zijn morgen dicht';
const NEWER = 'Alle scholen zijn morgen dicht';
let database: FreshDatabase;
let fixture: IncidentFixture;
let partner: Partner;
let files: ReportFiles;
let own: Awaited<ReturnType<IncidentFixture['link']>>;
let phone: Awaited<ReturnType<IncidentFixture['link']>>;
let rumour: FindingId;
const [first, second] = [fresh(FactId), fresh(FactId)];

beforeAll(async () => {
	database = await freshDatabase();
	fixture = await IncidentFixture.begin(database);
	const { logs, executor, ingest, reports } = fixture;
	const { sql } = executor;
	const attempts = new Attempts(sql, SECRET);
	const config = { theme: null, secret: SECRET };
	const findings = () => Promise.resolve([]);
	partner = makePartner({
		sql,
		logs,
		executor,
		reports,
		ingest,
		attempts,
		config,
		origin: 'https://a.example',
		findings
	});
	const run: ConstructorParameters<typeof ReportFiles>[1]['run'] = async (job) => {
		if (!('extension' in job)) throw new Error('not a report');
		const { extension, report, frame, article, language } = job;
		const exported = exportedOf(report, frame, article, language, wordsIn(language));
		return Buffer.from((await exportKinds.get(extension)?.write(exported)) ?? '');
	};
	files = new ReportFiles(reports, { run }, reports.frameNow);
	own = await fixture.link('politie');
	phone = { id: fresh(ShareLinkId), secret: 'b'.repeat(32), path: '' };
	const desk = { id: phone.id, label: 'callcenter', hash: checksumOf(phone.secret) };
	await fixture.send('link.openPhone', { ...desk, expires: momentOf(Date.now() + 3_600_000) }, carla);
	await fixture.send('incident.setFeeds', { feeds: true }, carla);
	await fixture.deliver(...Array.from({ length: 5 }, (_, i) => fixture.post('x', `scholen; ${String(i)}`, 10 + i)));
	rumour = await fixture.raise('rumour.signal', 'De scholen gaan dicht', 'scholen');
	const need = await fixture.raise('need.raise', 'Is er morgen school?', 'scholen');
	await fixture.send('fact.record', { id: first, text: OLD, source: 'Schoolbestuur', at: null }, anna);
	await fixture.send('rumour.giveVerdict', { rumour, verdict: 'false', fact: first }, anna);
	await fixture.answer(need, OLD, first);
	await publish('De scholen blijven open.');
	await fixture.write('brief', 'Ouders willen weten of er school is.');
	await fixture.write('counterSignals', '', { noneFound: true });
	await fixture.release(60);
}, 120_000);
afterAll(async () => {
	await fixture.stop();
	await database.drop();
});

async function publish(words: string): Promise<void> {
	const text = fresh(TextId);
	const named = { channel: 'website', checksum: wordingChecksum('website', words) };
	await fixture.send('text.draft', {
		id: text,
		kind: 'rebuttal',
		about: { kind: 'rumour', finding: rumour },
		corrects: null,
		facts: [],
		wordings: [{ channel: 'website', text: words }]
	});
	await fixture.send('text.submit', { text, variants: [named], requestedFrom: null });
	await fixture.send('text.approve', { text, variants: [named] }, anna);
	const publication = { id: fresh(PublicationId), where: 'website', address: null, at: null };
	await fixture.send('text.publish', { text, ...named, ...publication });
}

/** As a reader sees it: without markup, in one line. */
const seen = (markup: string): string =>
	markup
		.replace(/<style>.*?<\/style>/gs, '')
		.replace(/<\/?(?:q|del|b|em|i|span|w:[^>]*)(?: [^>]*)?>/g, '')
		.replace(/<[^>]*>/g, ' ')
		.replace(/[‘’']|&#39;/g, '')
		.replace(/\s+/g, ' ');

/** As the routes answer a reader who holds the link. */
async function read(
	link: typeof own,
	path: string,
	answer: (context: Parameters<typeof answerStart>[0]) => Promise<Response>
): Promise<string> {
	const url = new URL(`https://a.example/r/${link.id}${path}`);
	const request = new Request(url, { headers: { authorization: `Basic ${btoa(`x:${link.secret}`)}` } });
	const cookies = {
		get: (name: string) => (name.includes(`voelspriet.r.${link.id}`) ? link.secret : undefined),
		set: () => undefined
	};
	const context = {
		request,
		url,
		cookies,
		params: { link: link.id },
		locals: { person: null },
		getClientAddress: () => ''
	};
	return seen(await (await answer(context)).text());
}

async function file(extension: string, language: Language): Promise<string> {
	const version = fixture.logs.state(fixture.incident)?.versions.get(1);
	const made = version && (await files.file({ incident: fixture.incident, version, extension, language }));
	if (!made) throw new Error(`no ${extension}`);
	const body = Buffer.from(made.body);
	if (extension.endsWith('pdf')) return seen((await readPdf(body)).text);
	if (extension.endsWith('docx')) return seen(await entryOf(body, 'word/document.xml'));
	return seen(body.toString());
}

async function handover(): Promise<string> {
	const state = fixture.logs.state(fixture.incident);
	if (!state) throw new Error('not followed');
	const { report } = await fixture.reports.draft(fixture.incident, fixture.position);
	const at = handoverOf({ state, report, figures: null, strip: [], now: fixture.reports.now(fixture.incident) });
	const { first: items } = writeHandover(at, wordsIn('nl'), () => '');
	return seen(items.items.map(({ head, note }) => `${head} ${note ?? ''}`).join('\n'));
}

const surfaces: readonly (readonly [string, () => Promise<string>])[] = [
	...[...exportKinds.keys()]
		.filter((extension) => extension !== 'json')
		.map((extension) => [`file ${extension}`, () => file(extension, 'nl')] as const),
	['partner page', () => read(own, '', (context) => answerStart(context, partner, '', true))],
	['partner page in full', () => read(own, '/1/full', (context) => answerReport(context, partner, 1, 'full'))],
	['wall', () => read(own, '/wall', (context) => answerWall(context, partner))],
	['feed of texts', () => read(own, '/texts.atom', (context) => answerFeed(context, partner, 'texts'))],
	['feed of reports', () => read(own, '/reports.atom', (context) => answerFeed(context, partner, 'reports'))],
	['phone script', () => read(phone, '', (context) => answerStart(context, partner, '', true))],
	['handover', handover]
];
/** A space may be a line break in a file. */
const replacementNotice = (now: string): RegExp =>
	new RegExp(
		anyHour(
			new RegExp(String.raw`Dit feit klopt niet meer sinds \d\d\.\d\d uur: ${OLD}\. Nu geldt: ${now} \(GGD\)\.`)
		).source.replaceAll(' ', ' ?')
	);

test.each(surfaces)('before a fact is replaced nothing is said about it: %s', async (_, surface) => {
	const text = await surface();
	expect(text.length).toBeGreaterThan(0);
	expect(text).not.toContain('Dit feit klopt niet meer sinds');
});

describe('a fact was replaced', () => {
	beforeAll(() =>
		fixture.send('fact.replace', { replaces: first, id: second, text: NEW, source: 'GGD', at: null }, bram)
	);

	test.each(surfaces)('the old and the new fact are mentioned together: %s', async (_, surface) => {
		expect(await surface()).toMatch(replacementNotice(NEW));
	});
	test.each(languages)('what was released does not change, also in a machine-readable file: %s', async (language) => {
		const { report, frame } = JSON.parse(await file('json', language)) as Record<string, unknown>;
		const released = await fixture.reports.released(fixture.incident, 1, language);
		expect(report).toEqual(JSON.parse(JSON.stringify(released?.report).replace(/[‘’]/g, '')));
		expect(frame).toMatchObject({
			replaced: [{ text: OLD, source: 'Schoolbestuur', now: { text: NEW, source: 'GGD' } }]
		});
		expect(JSON.stringify(released)).not.toContain(NEW);
	});
	test('every file says it in English too', async () => {
		for (const extension of exportKinds.keys())
			if (extension !== 'json')
				expect(await file(extension, 'en')).toMatch(/This fact is no longer correct since .*Correct now:/);
	});
	test('the text for the meeting room still fits, and says it before anything else', async () => {
		const text = await file('lcms.txt', 'nl');
		expect(text.indexOf('Dit feit klopt niet meer')).toBeLessThan(text.indexOf('BEELD:'));
	});

	describe('and the new fact was replaced too', () => {
		beforeAll(() =>
			fixture.send('fact.replace', { replaces: second, id: fresh(FactId), text: NEWER, source: 'GGD', at: null }, bram)
		);
		test.each(surfaces)('the current fact is mentioned with the first: %s', async (_, surface) => {
			expect(await surface()).toMatch(replacementNotice(NEWER));
		});
	});
});
