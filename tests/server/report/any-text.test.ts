import fc from 'fast-check';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { validateXML } from 'xmllint-wasm';
import { expect, test } from 'vitest';
import { mdtoOfIncident } from '$lib/domain/archive/mdto';
import type { ArchiveDescription } from '$lib/domain/archive/description';
import { IncidentId } from '$lib/domain/core/ids';
import { inXml } from '$lib/domain/core/text';
import type { ReportVersion } from '$lib/domain/report/version';
import { wordsIn } from '$lib/i18n/words';
import type { Flow, Runs } from '$lib/report/write/flow';
import { reportsFeed } from '$lib/server/out/partner/feeds/atom';
import { exportedOf, type Exported } from '$lib/server/read/report/export/export-kind';
import { exportKinds } from '$lib/server/read/report/export/exports';
import { renderArticle } from '$lib/server/read/report/render-html';
import { pageOf } from '$lib/server/records/archive/parts/page';
import { inventoryFlow } from '$lib/server/records/openness/inventory-files';
import { draftFrame, minutes, ReportFixture } from '../../domain/report-facts';
import { fresh } from '../../domain/in-memory-incident';
import { entriesOf } from './zip-entry';

/* Every file that goes out is well-formed, whatever text is in it, and keeps the text that its format can contain. */

const words = wordsIn('nl');
/** Where a test puts its text. */
const MARK = 'MARKER';
const fixture = new ReportFixture();
fixture.need(`Vraag ${MARK}`, fixture.story(minutes(5, 40, 1)));
fixture.rumour(`Gerucht ${MARK}`, fixture.story(minutes(20, 30, 1)));
const marked = fixture.report(60);
const filled = <T>(of: T, text: string): T =>
	JSON.parse(JSON.stringify(of), (_, value: unknown) =>
		typeof value === 'string' ? value.replace(MARK, () => text) : value
	) as T;

/** A document in which every kind of block has this text. */
function flowWith(text: string): Flow[] {
	const runs: Runs = [
		{ text },
		{ text, strong: true },
		{ text, dutch: true },
		{ text, struck: true },
		{ text, removed: true },
		{ text, tone: 'danger', icon: 'help', spark: [1, 2] }
	];
	return [
		{ kind: 'kicker', text },
		{ kind: 'heading', level: 1, text, sub: text },
		{ kind: 'paragraph', runs },
		{ kind: 'list', items: [runs] },
		{ kind: 'terms', rows: [{ name: text, lines: [runs] }] },
		{ kind: 'terms', beside: true, rows: [{ name: text, lines: [runs] }] },
		{ kind: 'columns', columns: [[{ kind: 'paragraph', runs }]] },
		{ kind: 'panel', blocks: [{ kind: 'paragraph', runs }] },
		{
			kind: 'chart',
			chart: { bars: [1, 2], marks: [{ at: 40, label: text }], times: [text, text], label: text, says: text }
		},
		{ kind: 'table', caption: text, columns: [{ label: text, number: false }], rows: [[[runs]]] },
		...inventoryFlow(text, [], { roleOf: () => null, audience: 'desk' }, words)
	];
}

function exportedWith(texts: readonly string[]): Exported {
	const text = texts.join(' ');
	const report = filled(
		{ ...marked, incident: { ...marked.incident, title: `Brand ${MARK}` }, brief: { ...marked.brief, text: MARK } },
		text
	);
	const flow = texts.flatMap(flowWith);
	const article = renderArticle(report, draftFrame, 'nl');
	return { ...exportedOf(report, draftFrame, article, 'nl', words), flow, short: flow };
}

const description: ArchiveDescription = {
	caseNumber: MARK,
	classification: MARK,
	classificationCode: MARK,
	classificationScheme: MARK,
	category: MARK,
	keptYears: 10,
	restriction: 'privacy',
	restrictionNote: MARK,
	restrictedYears: 10,
	language: 'nl'
};
const mdtoWith = (text: string): string =>
	mdtoOfIncident({
		...filled({ title: MARK, summary: MARK, place: MARK, organisation: MARK, files: [MARK], description }, text),
		id: 'x',
		start: fixture.at(0),
		closed: fixture.at(60),
		end: fixture.at(60),
		exercise: false,
		events: []
	});
function feedWith({ report }: Exported, text: string): string {
	const version = { number: 1, moment: fixture.at(60), released: { at: fixture.at(61) }, withdrawn: null };
	return reportsFeed([{ version: version as unknown as ReportVersion, report, replaced: [] }], {
		incident: fresh(IncidentId),
		title: text,
		opened: fixture.at(0),
		base: 'https://omgeving.waterveen.example/r/1',
		organisation: text,
		words,
		mask: (words) => words,
		isOwnHost: () => false
	});
}

const hard: readonly [name: string, text: string][] = [
	['noncharacters', 'a\uFFFEb\uFFFFc\uFDD0d\u{1FFFE}e\u{10FFFF}f'],
	['control characters', 'a\0b\u0001c\u0008d\u000Be\u000Cf\u001Fg\u007Fh\u0085i\u009Fj'],
	['a lone high surrogate', 'a\uD800b'],
	['a lone low surrogate', 'a\uDC00b'],
	['surrogates the wrong way round', 'a\uDE00\uD83Db'],
	['half an emoji at the end', 'brand \uD83D'],
	['line breaks', 'een\ntwee\r\ndrie\rvier\u2028vijf\u2029zes'],
	['line breaks at the ends', '\n\na\n\n'],
	['marks of direction', '\u202Egnidlem\u2066 a\u200Fb\u061Cc'],
	['characters of markup', `<b a="1">&amp; ]]> --> <!-- ' </script> &#0;`],
	['escapes of Word', '_x0000_ _x000D_ CURRENT TOTAL_PAGES'],
	['many marks on one letter', `z${'\u0335\u0301\u0347'.repeat(40)}`],
	['names of fields', 'CURRENT'],
	['invisible characters', 'a\u00ADb\u200Bc\u200Dd\u2060e\uFEFFf\uFFF9g\uFFFCh\u{E0041}i'],
	['emoji', '👩‍👩‍👧‍👦 🇳🇱 1️⃣ ☠️'],
	['private use and unassigned', '\uE000 \u{F0000} \u0378'],
	['brackets of PDF', '(((\\ )) \\) <<>> endstream %%EOF']
];

/** The parts of the files that must be XML, with the text that the Word documents show. */
async function xmlOf(exported: Exported, text: string) {
	const docx = Buffer.from((await exportKinds.get('full.docx')?.write(exported)) ?? '');
	const word = (await entriesOf(docx)).filter(({ name }) => /\.(?:xml|rels)$/.test(name));
	return [
		...word.map(({ name, content }) => ({ name, contents: content.toString() })),
		{ name: 'mdto', contents: mdtoWith(text) },
		{ name: 'atom', contents: feedWith(exported, text) }
	];
}
/** The faults that libxml finds. */
async function faultsIn(files: readonly { name: string; contents: string }[]): Promise<string[]> {
	const xml = files.map(({ contents }, at) => ({ fileName: `${at}.xml`, contents }));
	const { errors } = await validateXML({ xml, normalization: 'format', maxMemoryPages: 4096 });
	// Without the lines of the file, which follow each fault.
	return errors.flatMap(({ message, loc }) =>
		loc ? [`${files[Number.parseInt(loc.fileName)]?.name ?? ''}: ${message}`] : []
	);
}
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const shownIn = (word: string): string =>
	word
		.replace(/<w:br\/>/g, '\n')
		.replace(/<(?!\n)[^>]*>/g, '')
		.replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole);

/** Whether a change of direction is left without its end, or an end without its beginning. */
function hasOpenDirection(text: string): boolean {
	const rest = text.replace(
		/[\u202A\u202B\u202D\u202E][^\u202A-\u202E\u2066-\u2069]*\u202C|[\u2066-\u2068][^\u202A-\u202E\u2066-\u2069]*\u2069/g,
		''
	);
	return rest === text ? /[\u202A-\u202E\u2066-\u2069]/.test(text) : hasOpenDirection(rest);
}

/** Computed without this project's code. */
const allowed = (text: string): string =>
	Array.from(text.replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n'))
		.filter((sign) => {
			const code = sign.codePointAt(0) ?? 0;
			if (code < 0x20) return [0x09, 0x0a].includes(code);
			return !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
		})
		.join('');

/** Not what HTML calls a parse error: the names of the characters that are found. */
const strayIn = (html: string): string[] =>
	Array.from(new Set(html.match(/(?![\t\n\f\r\x7F-\x9F])\p{Cc}|[\uFFFD-\uFFFF]/gu) ?? []), (sign) =>
		sign.charCodeAt(0).toString(16)
	);

/** @param texts with their names */
async function check(texts: readonly (readonly [name: string, text: string])[]): Promise<void> {
	const whole = texts.map(([, text]) => text).join(' ');
	const exported = exportedWith(texts.map(([, text]) => text));
	const files = await xmlOf(exported, whole);
	expect(await faultsIn(files)).toEqual([]);
	const word = shownIn(files.find(({ name }) => name === 'word/document.xml')?.contents ?? '');
	const bare = (text: string): string => text.replace(/\p{Bidi_Control}/gu, '');
	const shown = bare(word);
	expect(texts.filter(([, text]) => !shown.includes(bare(allowed(text)))).map(([name]) => name)).toEqual([]);
	expect(hasOpenDirection(word), 'a text changes the direction of the next one').toBe(false);

	const html = String(await exportKinds.get('html')?.write(exported));
	const archived = pageOf({ words, title: whole, exercise: false, body: exported.article });
	for (const page of [html, archived]) expect(strayIn(Buffer.from(page).toString())).toEqual([]);

	const file = await exportKinds.get('pdf')?.write(exported);
	const pdf = await getDocument({ data: new Uint8Array(Buffer.from(file ?? '')), verbosity: 0 }).promise;
	for (let number = 1; number <= pdf.numPages; number += 1) {
		const { items } = await (await pdf.getPage(number)).getTextContent();
		const shown = items.map((item) => ('str' in item ? item.str : '')).join('');
		expect(/[\uFFFE\uFFFF\p{Bidi_Control}\p{Surrogate}]/u.test(shown)).toBe(false);
	}
	await pdf.destroy();

	// Stored text has no lone surrogate: the schema of the file refuses it.
	for (const text of texts.map(([, text]) => text.toWellFormed())) {
		const report = { ...marked, brief: { ...marked.brief, text } };
		const json = String(await exportKinds.get('json')?.write({ ...exported, report }));
		expect(/(?![\t\n\x7F-\x9F])\p{Cc}|\p{Surrogate}/u.test(json)).toBe(false);
		expect((JSON.parse(json) as Exported).report.brief.text === text).toBe(true);
	}
}

test('every published file is well-formed with texts that are hard to write', () => check(hard));

test('every published file is well-formed with any text', async () => {
	const sign = fc.oneof(
		fc.constantFrom('\uFFFE', '\uFFFF', '\0', '\u000B', '\uD800', '\uDC00', '\n', '\u202E', '<', '&', ']]>', '"'),
		fc.string({ unit: 'binary', minLength: 1, maxLength: 4 }),
		fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code))
	);
	const texts = fc.sample(fc.array(sign, { minLength: 1, maxLength: 40 }), 20);
	// The files use U+FFFD for invalid characters, so it is removed from the texts themselves.
	await check(texts.map((signs, at) => [String(at), `a${signs.join('').replaceAll('\uFFFD', '')}z`]));
});

test('characters that XML does not allow are removed, and nothing else', () => {
	for (let code = 0; code <= 0xffff; code += 1) {
		const sign = String.fromCharCode(code);
		const isAllowed = code === 0x0d || allowed(sign) !== '';
		if ((inXml(sign) === sign) !== isAllowed && ![0x0b, 0x0c].includes(code)) expect.fail(code.toString(16));
	}
});
