import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { beforeAll, expect, test } from 'vitest';
import { writeAdvice } from '$lib/domain/report/advice';
import { recordFact } from '$lib/domain/findings/fact';
import { AdviceId, FactId, Sha256 } from '$lib/domain/core/ids';
import { writeReportText } from '$lib/domain/report/version';
import { checksumOfReport, RULES } from '$lib/domain/report/content';
import { assessRumour } from '$lib/domain/findings/rumour';
import { setSentiment, markLookedAt } from '$lib/domain/stories/story';
import { wordsIn } from '$lib/i18n/both';
import { languages, type Language } from '$lib/i18n/language';
import { headingOf, plain } from '$lib/report/write/flow';
import { exportedOf, type Exported } from '$lib/server/report/export/export-kind';
import { fileName, exportKinds } from '$lib/server/report/export/exports';
import { ReportFile } from '$lib/server/report/export/json';
import { renderArticle } from '$lib/server/report/render-html';
import { minutes, Scene } from '../../domain/report-facts';
import { bram, fresh } from '../../domain/sample';
import { entryOf } from './zip-entry';

const exported = new Map<Language, Exported>();

/** A report in which every section has something to say, with words that are hard to set. */
beforeAll(() => {
	const scene = new Scene();
	const { incident } = scene;
	const hard = '=SOM(1+1) <b>“Łódź” Київ Αθήνα Hà Nội</b> & één ‘woord’ 😳';
	const story = scene.story(minutes(5, 40, 1));
	scene.need(`Mag ik naar buiten? ${hard}`, story);
	const rumour = scene.rumour('Het drinkwater is vergiftigd', scene.story(minutes(20, 30, 1)));
	incident.when(assessRumour, { rumour, harm: 3, danger: false, helpNeeded: true }, bram);
	for (const [emotion, count] of [
		['fear', 25],
		['anger', 14]
	] as const) {
		const felt = scene.story(minutes(10, count, 1));
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
	const report = { ...scene.report(60), incident: { ...scene.report(60).incident, exercise: true } };
	const frame = {
		number: 7,
		place: incident.seq,
		chainHead: Sha256.parse('a'.repeat(64)),
		rules: RULES,
		checksum: checksumOfReport(report),
		released: scene.at(61)
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
const expectedText = (language: Language): string =>
	squeezed(
		(exported.get(language)?.flow ?? [])
			.map((block) => {
				if (block.kind === 'kicker') return block.text;
				if (block.kind === 'heading') return plain(headingOf(block));
				if (block.kind === 'paragraph') return plain(block.runs);
				if (block.kind === 'list') return block.items.map(plain).join('');
				if (block.kind === 'terms')
					return block.rows.map(({ name, lines }) => name + lines.map(plain).join('')).join('');
				const heads = block.columns?.map(({ label }) => label).join('') ?? '';
				return (
					block.caption +
					heads +
					block.rows.map((cells) => cells.map((lines) => lines.map(plain).join('')).join('')).join('')
				);
			})
			.join('')
	);

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

test.each(languages)('each form says the same in the same order: %s', async (language) => {
	const html = (await written('html', language))
		.toString()
		.replace(/<head>[\s\S]*<\/head>/, '')
		.replace(/<nav[\s\S]*?<\/nav>/g, '');
	expect(squeezed(unmarked(html))).toBe(expectedText(language));
	const word = (await entryOf(await written('docx', language), 'word/document.xml')).replace(/<\/w:p>/g, '\n');
	expect(squeezed(unmarked(word))).toBe(expectedText(language));
	expect(squeezed((await readPdf(await written('pdf', language))).text)).toBe(expectedText(language));
	// In plain text, lines and column heads are in between: every piece is there, in order.
	const text = squeezed((await written('txt', language)).toString());
	let from = 0;
	for (const block of exported.get(language)?.flow ?? []) {
		if (block.kind !== 'heading' && block.kind !== 'paragraph') continue;
		const at = text.indexOf(squeezed(plain(block.kind === 'heading' ? headingOf(block) : block.runs)), from);
		expect(at, JSON.stringify(block)).toBeGreaterThanOrEqual(from);
		from = at;
	}
});

test('one file of HTML asks for nothing outside itself', async () => {
	const html = (await written('html', 'nl')).toString();
	expect(html).not.toMatch(/\b(?:src|href)="(?!#)|url\((?!["']?data:)|@import|<script/);
});

test('the PDF is tagged: title, language, headings, tables with heads; every piece of text stands in the structure', async () => {
	const { lang, marked, roles, title } = await readPdf(await written('pdf', 'en'));
	expect(lang).toBe('en-GB');
	expect(marked).toBe(true);
	expect(title).toContain('EXERCISE');
	for (const role of ['H1', 'H2', 'H3', 'P', 'L', 'LI', 'Table', 'TR', 'TH', 'TD', 'Caption', 'Span'])
		expect(roles).toContain(role);
	expect(roles.filter((role) => role === 'H3')).toHaveLength(10);
});

test('the PDF sets scripts that are read from the right, and says of a sign that it cannot show what it is', async () => {
	const one = exported.get('nl');
	const pdf = exportKinds.get('pdf');
	if (!one || !pdf) throw new Error('no form');
	const runs = [{ text: 'Zij riepen مرحبا بكم bij het hek' }];
	const arabic = { ...one, flow: [{ kind: 'paragraph' as const, runs }] };
	const { text, outside } = await readPdf(Buffer.from(await pdf.write(arabic)));
	expect(text).toContain('Zij riepen');
	// A letter is drawn as a stem and its dots; dots are no letter of their own.
	for (const word of ['مرحبا', 'بكم']) expect(text.replace(/\p{Cc}/gu, '')).toContain(word);
	expect(outside).not.toContain('is een teken');
	expect((await readPdf(await written('pdf', 'nl'))).outside).toContain('is een teken dat dit bestand niet kan tonen');
});

test('an exercise says so on every page of the PDF and of the Word file', async () => {
	const { outside, pages } = await readPdf(await written('pdf', 'nl'));
	expect(outside.match(/OEFENING(?! –)/g)?.length ?? 0).toBeGreaterThanOrEqual(pages);
	expect(await entryOf(await written('docx', 'nl'), 'word/header1.xml')).toContain('OEFENING');
});

test('the Word file has real styles: a title, headings, lists, a head that repeats on each page of a table', async () => {
	const word = await entryOf(await written('docx', 'nl'), 'word/document.xml');
	expect(word.match(/w:pStyle w:val="Heading2"/g)).toHaveLength(10);
	for (const mark of ['w:pStyle w:val="Title"', 'w:pStyle w:val="Heading1"', '<w:numPr>', '<w:tblHeader/>'])
		expect(word).toContain(mark);
	expect(await entryOf(await written('docx', 'nl'), 'word/styles.xml')).toContain('nl-NL');
});

const has = (program: string, asked: string): boolean => spawnSync(program, [asked], { timeout: 20_000 }).status === 0;
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
	'LibreOffice opens the Word file and makes pages of it, with what it says',
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
			expect(pages).toBeLessThanOrEqual(5);
			for (const said of ['OEFENING', 'Omgevingsrapport7', 'Hetdrinkwaterisvergiftigd', 'Basisengrenzen'])
				expect(all).toContain(said);
		} finally {
			await rm(folder, { recursive: true });
		}
	},
	90_000
);

test('the JSON is what its schema says, with the content as its checksum has it', async () => {
	const { frame, report } = ReportFile.parse(JSON.parse((await written('json', 'nl')).toString()));
	expect(checksumOfReport(report)).toBe(frame.checksum);
});

test('a cell of the figures never begins a formula', async () => {
	const csv = (await written('csv', 'nl')).toString();
	expect(csv).toContain('Mag ik naar buiten? =SOM');
	for (const cell of csv.split(/[,\r\n]+/)) expect(cell.replace(/^"/, '')).not.toMatch(/^[=+@\t]|^-\D/);
});

test('the name of a file carries incident, version, moment and EXERCISE, in signs that every system takes', () => {
	const form = exportKinds.get('pdf');
	const [nl, en] = languages.map((language) => exported.get(language));
	if (!form || !nl || !en) throw new Error('no form');
	expect(fileName(nl, form)).toMatch(/^omgevingsrapport-7-[A-Za-z0-9-]+-\d{4}-\d\d-\d\d-\d{4}-OEFENING\.pdf$/);
	expect(fileName(en, form)).toMatch(/^environment-report-7-.*-EXERCISE\.pdf$/);
});

/** The text in the order of reading, without what is only layout, and what the structure calls things. */
async function readPdf(bytes: Buffer, ours = true) {
	const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
	const { info } = await pdf.getMetadata();
	let text = '';
	let outside = '';
	const roles: string[] = [];
	for (let number = 1; number <= pdf.numPages; number += 1) {
		const page = await pdf.getPage(number);
		const { items } = await page.getTextContent({ includeMarkedContent: true });
		const open: string[] = [];
		for (const item of items) {
			if ('str' in item && open.includes('Artifact')) outside += item.str;
			else if ('str' in item) text += item.str;
			else if (item.type.startsWith('begin')) open.push('tag' in item ? String(item.tag) : '');
			else open.pop();
		}
		const walk = (node: unknown): void => {
			if (typeof node !== 'object' || node === null) return;
			if ('role' in node) roles.push(String(node.role));
			if ('children' in node && Array.isArray(node.children)) node.children.forEach(walk);
		};
		walk(await page.getStructTree());
		if (ours) expect((await page.getOperatorList()).fnArray).toContain(OPS.beginMarkedContentProps);
	}
	const marked = (await pdf.getMarkInfo())?.['Marked'] === true;
	const title = String((info as Record<string, unknown>)['Title']);
	const lang = String((info as Record<string, unknown>)['Language']);
	return { text, outside, roles, marked, title, lang, pages: pdf.numPages };
}
