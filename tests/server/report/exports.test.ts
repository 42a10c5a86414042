import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { writeAdvice } from '$lib/domain/report/advice';
import { recordFact } from '$lib/domain/findings/fact';
import { AdviceId, FactId, Sha256 } from '$lib/domain/core/ids';
import { writeReportText } from '$lib/domain/report/report-text';
import { checksumOfReport, RULES } from '$lib/domain/report/content';
import { fingerprintOf } from '$lib/domain/report/public-key';
import { assessRumour } from '$lib/domain/findings/rumour';
import { setSentiment, markLookedAt } from '$lib/domain/stories/story';
import { wordsIn } from '$lib/i18n/words';
import { languages, type Language } from '$lib/i18n/language';
import { headingOf, linesOf, plainTextOf, type Flow } from '$lib/report/write/flow';
import { exportedOf, type Exported } from '$lib/server/read/report/export/export-kind';
import { fileName, exportKinds } from '$lib/server/read/report/export/exports';
import { ReportFile } from '$lib/server/read/report/export/json';
import { renderArticle } from '$lib/server/read/report/render-html';
import { minutes, ReportFixture } from '../../domain/report-facts';
import { bram, fresh } from '../../domain/in-memory-incident';
import { readPdf } from './read-pdf';
import { entryOf } from './zip-entry';

const exported = new Map<Language, Exported>();

/** A report in which every section has something to say, with words that are hard to set. */
beforeAll(() => {
	const fixture = new ReportFixture();
	const { incident } = fixture;
	const hard = '=SOM(1+1) <b>“Łódź” Київ Αθήνα Hà Nội</b> & één ‘woord’ 😳';
	const story = fixture.story(minutes(5, 40, 1));
	fixture.need(`Mag ik naar buiten? ${hard}`, story);
	const rumour = fixture.rumour('Het drinkwater is vergiftigd', fixture.story(minutes(20, 30, 1)));
	incident.when(assessRumour, { rumour, harm: 3, danger: false, helpNeeded: true }, bram);
	for (const [emotion, count] of [
		['fear', 25],
		['anger', 14]
	] as const) {
		const felt = fixture.story(minutes(10, count, 1));
		incident.when(setSentiment, { story: felt, emotion, attitude: 'negative' }, bram);
		incident.when(markLookedAt, { story: felt, outcome: 'looked' }, bram);
	}
	incident.when(
		recordFact,
		{ id: fresh(FactId), text: 'De rook trekt naar het noordoosten', source: 'brandweer', at: null },
		bram
	);
	incident.when(recordFact, { id: fresh(FactId), text: 'De oorzaak', source: null, at: null }, bram);
	incident.when(
		writeReportText,
		{
			section: 'brief',
			text: `Mensen vragen of zij naar buiten mogen.\n${hard}`,
			certainty: null,
			noneFound: false,
			over: null
		},
		bram
	);
	incident.when(
		writeReportText,
		{ section: 'reading', text: 'De onrust zit bij ouders.', certainty: null, noneFound: false, over: null },
		bram
	);
	const blank = {
		who: 'burgemeester',
		channel: 'website',
		audience: 'ouders',
		tone: 'rustig',
		urgency: 'high' as const
	};
	incident.when(
		writeAdvice,
		{ id: fresh(AdviceId), goal: 'informing', what: 'Zeg iets over de scholen', ...blank },
		bram
	);
	const report = { ...fixture.report(60), incident: { ...fixture.report(60).incident, exercise: true } };
	const frame = {
		number: 7,
		position: incident.seq,
		chainHead: Sha256.parse('a'.repeat(64)),
		rules: RULES,
		publicKey: '7a'.repeat(32),
		checksum: checksumOfReport(report),
		released: fixture.at(61)
	};
	for (const language of languages) {
		const article = renderArticle(report, frame, language);
		exported.set(language, exportedOf(report, frame, article, language, wordsIn(language)));
	}
});

const written = async (extension: string, language: Language): Promise<Buffer> => {
	const [form, one] = [exportKinds.get(extension), exported.get(language)];
	if (!form || !one) throw new Error(extension);
	return Buffer.from(await form.write(one));
};
/**
 * Spaces and line breaks are layout; so are the quotation marks that a browser draws by itself, and characters that no
 * font of the PDF has.
 */
const squeezed = (text: string): string => text.replace(/[\s‘’]+/g, '').replace(/\p{Extended_Pictographic}/gu, '');
const expectedText = (flow: readonly Flow[]): string => squeezed(flow.map(textOf).join(''));
const textOf = (block: Flow): string => linesOf(block).join('');

const entities: Readonly<Record<string, string>> = {
	'&lt;': '<',
	'&gt;': '>',
	'&quot;': '"',
	'&#39;': "'",
	'&amp;': '&',
	'&apos;': "'"
};
const unmarked = (markup: string): string =>
	markup.replace(/<[^>]*>/g, '').replace(/&(?:lt|gt|quot|amp|apos|#39);/g, (entity) => entities[entity] ?? entity);

test.each(languages)('each format has the same content in the same order: %s', async (language) => {
	const html = (await written('html', language))
		.toString()
		.replace(/<head>[\s\S]*<\/head>/, '')
		.replace(/<nav[\s\S]*?<\/nav>/g, '');
	const { flow = [], short } = exported.get(language) ?? {};
	const key = fingerprintOf('7a'.repeat(32));
	for (const blocks of [flow, short ?? []])
		expect(blocks.filter((block) => textOf(block).includes(key))).toHaveLength(1);
	expect(squeezed(unmarked(html))).toBe(expectedText(flow));
	for (const [form, blocks] of [
		['', short ?? []],
		['full.', flow]
	] as const) {
		const word = await entryOf(await written(`${form}docx`, language), 'word/document.xml');
		expect(squeezed(unmarked(word.replace(/<\/w:p>/g, '\n')))).toBe(expectedText(blocks));
		expect(squeezed((await readPdf(await written(`${form}pdf`, language))).text)).toBe(expectedText(blocks));
	}
	// In plain text, lines and column heads are in between: every piece is there, in order.
	const text = squeezed((await written('txt', language)).toString());
	let from = 0;
	for (const block of flow) {
		if (block.kind !== 'heading' && block.kind !== 'paragraph') continue;
		const at = text.indexOf(squeezed(plainTextOf(block.kind === 'heading' ? headingOf(block) : block.runs)), from);
		expect(at, JSON.stringify(block)).toBeGreaterThanOrEqual(from);
		from = at;
	}
});

test('one file of HTML requests nothing outside itself', async () => {
	const html = (await written('html', 'nl')).toString();
	expect(html).not.toMatch(/\b(?:src|href)="(?!#)|url\((?!["']?data:)|@import|<script/);
});

test('the PDF is tagged: title, language, headings, tables with header cells; all text is in the structure', async () => {
	const { lang, marked, roles, title } = await readPdf(await written('full.pdf', 'en'));
	expect(lang).toBe('en-GB');
	expect(marked).toBe(true);
	expect(title).toContain('EXERCISE');
	for (const role of ['H1', 'H2', 'H3', 'P', 'L', 'LI', 'Table', 'TR', 'TH', 'TD', 'Caption', 'Span'])
		expect(roles).toContain(role);
	expect(roles.filter((role) => role === 'H3')).toHaveLength(10);
});

test('the PDF contains right-to-left scripts, and names a character that it cannot show', async () => {
	const one = exported.get('nl');
	const pdf = exportKinds.get('pdf');
	if (!one || !pdf) throw new Error('no form');
	const runs = [{ text: 'Zij riepen مرحبا بكم bij het hek' }];
	const arabic = { ...one, short: [{ kind: 'paragraph' as const, runs }] };
	const { text, outside } = await readPdf(Buffer.from(await pdf.write(arabic)));
	expect(text).toContain('Zij riepen');
	// A letter is drawn as a stem and its dots; dots are no letter of their own.
	for (const word of ['مرحبا', 'بكم']) expect(text.replace(/\p{Cc}/gu, '')).toContain(word);
	expect(outside).not.toContain('is een teken');
	expect((await readPdf(await written('pdf', 'nl'))).outside).toContain('is een teken dat dit bestand niet kan tonen');
});

test('the PDF has a glyph or a word for mathematics and for scripts without a font', async () => {
	const one = exported.get('nl');
	const pdf = exportKinds.get('pdf');
	if (!one || !pdf) throw new Error('no form');
	const runs = [{ text: 'Minder dan ≤ 5 en α → β, in het Hebreeuws: שלום לכולם. Grieks: Αθήνα' }];
	const { text, outside } = await readPdf(
		Buffer.from(await pdf.write({ ...one, short: [{ kind: 'paragraph' as const, runs }] }))
	);
	expect(squeezed(text)).toBe(squeezed('Minder dan <= 5 en α -> β, in het Hebreeuws: [Hebreeuws]. Grieks: Αθήνα'));
	expect(outside).not.toContain('is een teken');
});

test('an exercise says so on every page of the PDF and of the Word file', async () => {
	const { outside, pages } = await readPdf(await written('full.pdf', 'nl'));
	expect(outside.match(/OEFENING(?! –)/g)?.length ?? 0).toBeGreaterThanOrEqual(pages);
	expect(await entryOf(await written('docx', 'nl'), 'word/header1.xml')).toContain('OEFENING');
});

test('the Word file has real styles: a title, headings, lists, and a table header that repeats on each page', async () => {
	const word = await entryOf(await written('full.docx', 'nl'), 'word/document.xml');
	expect(word.match(/w:pStyle w:val="Heading2"/g)).toHaveLength(10);
	for (const mark of ['w:pStyle w:val="Title"', 'w:pStyle w:val="Heading1"', '<w:numPr>', '<w:tblHeader/>'])
		expect(word).toContain(mark);
	expect(await entryOf(await written('docx', 'nl'), 'word/styles.xml')).toContain('nl-NL');
});

const has = (program: string, option: string): boolean =>
	spawnSync(program, [option], { timeout: 20_000 }).status === 0;
const hasPdfinfo = has('pdfinfo', '-v');
const hasOffice = has('soffice', '--version');

test.runIf(hasPdfinfo)('pdfinfo finds a tagged PDF on A4, with its title', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'voelspriet-pdf-'));
	try {
		await writeFile(join(folder, 'report.pdf'), await written('pdf', 'nl'));
		const { stdout } = spawnSync('pdfinfo', [join(folder, 'report.pdf')], { encoding: 'utf8' });
		for (const line of [/^Tagged: +yes$/m, /^Title: +OEFENING/m, /^Page size: +595\.28 x 841\.89 pts \(A4\)$/m])
			expect(stdout).toMatch(line);
	} finally {
		await rm(folder, { recursive: true });
	}
});

test.runIf(hasOffice && hasPdfinfo)(
	'LibreOffice opens the Word file and converts it to pages with the same text',
	async () => {
		const folder = await mkdtemp(join(tmpdir(), 'voelspriet-docx-'));
		try {
			await writeFile(join(folder, 'report.docx'), await written('docx', 'nl'));
			const options = { env: { ...process.env, HOME: folder }, timeout: 60_000 };
			expect(
				spawnSync(
					'soffice',
					['--headless', '--convert-to', 'pdf', '--outdir', folder, join(folder, 'report.docx')],
					options
				).status
			).toBe(0);
			const { text, outside, pages } = await readPdf(await readFile(join(folder, 'report.pdf')), false);
			const all = squeezed(text + outside);
			expect(pages).toBeLessThanOrEqual(2);
			for (const words of ['OEFENING', 'Omgevingsrapport7', 'Hetdrinkwaterisvergiftigd', 'Basisengrenzen'])
				expect(all).toContain(words);
		} finally {
			await rm(folder, { recursive: true });
		}
	},
	90_000
);

test('the JSON matches its schema, and its checksum is that of the content', async () => {
	const { frame, report } = ReportFile.parse(JSON.parse((await written('json', 'nl')).toString()));
	expect(checksumOfReport(report)).toBe(frame.checksum);
});

test('a cell of the figures never begins a formula', async () => {
	const csv = (await written('csv', 'nl')).toString();
	expect(csv).toContain('Mag ik naar buiten? =SOM');
	for (const cell of csv.split(/[,\r\n]+/)) expect(cell.replace(/^"/, '')).not.toMatch(/^[=+@\t]|^-\D/);
});

test('the figures for a Dutch spreadsheet are the same, separated by semicolons', async () => {
	const [plain, dutch] = [await written('csv', 'nl'), await written('excel.csv', 'nl')].map(String);
	expect(dutch?.startsWith('\ufeffonderdeel;soort;tekst;berichten;')).toBe(true);
	const cells = (line: string, between: string): number => line.replace(/"[^"]*"/g, '').split(between).length;
	const lines = dutch?.trim().split('\r\n') ?? [];
	expect(lines).toHaveLength(plain?.trim().split('\r\n').length ?? -1);
	for (const line of lines) expect(cells(line, ';')).toBe(10);
});

test('the name of a file contains incident, version, time and EXERCISE, in characters that every system accepts', () => {
	const form = exportKinds.get('pdf');
	const [nl, en] = languages.map((language) => exported.get(language));
	if (!form || !nl || !en) throw new Error('no form');
	expect(fileName(nl, form)).toMatch(/^omgevingsrapport-7-[A-Za-z0-9-]+-\d{4}-\d\d-\d\d-\d{4}-OEFENING\.pdf$/);
	expect(fileName(en, form)).toMatch(/^environment-report-7-.*-EXERCISE\.pdf$/);
});
