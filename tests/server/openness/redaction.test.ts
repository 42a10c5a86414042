import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import {
	ActionId,
	AdviceId,
	FactId,
	FindingId,
	IncidentId,
	momentOf,
	PublicationId,
	Sha256,
	TextId,
	type PersonId
} from '$lib/domain/core/ids';
import { recordFact } from '$lib/domain/findings/fact';
import { rewordFinding } from '$lib/domain/findings/finding';
import { answerInquiry, verifyRumour } from '$lib/domain/findings/inquiry';
import { giveVerdict, signalRumour } from '$lib/domain/findings/rumour';
import { setVariants } from '$lib/domain/findings/variants';
import { openIncident } from '$lib/domain/incident/incident';
import { recordAction } from '$lib/domain/incident/own-action';
import { publishAlone } from '$lib/domain/official-text/publication';
import { draftText, submitText, writeText } from '$lib/domain/official-text/writing';
import { wordingChecksum } from '$lib/domain/official-text/official-text';
import { DocumentKey, documentTexts } from '$lib/domain/openness/document';
import { inventoryOf, type InventoryLine } from '$lib/domain/openness/inventory';
import { judgeDocument } from '$lib/domain/openness/judgement';
import { markPassages, partsChecksum, type Passage } from '$lib/domain/openness/passages';
import { decideAdvice, writeAdvice } from '$lib/domain/report/advice';
import { checksumOfReport, RULES, type Report } from '$lib/domain/report/content';
import { reportReleased } from '$lib/domain/report/version';
import { wordsIn } from '$lib/i18n/words';
import type { Flow } from '$lib/report/write/flow';
import { documentFlow } from '$lib/server/records/openness/document-flow';
import { partsOf, redactFlow } from '$lib/server/records/openness/flow-texts';
import { inventoryCsv } from '$lib/server/records/openness/inventory-files';
import { OpenDocuments } from '$lib/server/records/openness/redacted-set';
import { frameOf } from '$lib/report/write/write-report';
import { exportedOf } from '$lib/server/read/report/export/export-kind';
import { exportKinds } from '$lib/server/read/report/export/exports';
import { documentPdf, type PdfFrame } from '$lib/server/read/report/export/pdf-document';
import { ReportFiles } from '$lib/server/read/report/files/report-files';
import type { WriterThread } from '$lib/server/read/report/files/writer-thread';
import { ReportFixture } from '../../domain/report-facts';
import { bram, carla, fresh, noon, opening, InMemoryIncident } from '../../domain/in-memory-incident';
import { readPdf } from '../report/read-pdf';
import { entriesOf } from '../report/zip-entry';

const SECRET = 'Ødegård';
const frame: PdfFrame = { title: 'Document 1: Feit', language: 'nl', exercise: false, made: noon };
const flow: readonly Flow[] = [
	{ kind: 'kicker', text: 'Brand' },
	{ kind: 'heading', level: 1, text: `Melding van ${SECRET}`, sub: null },
	{ kind: 'paragraph', runs: [{ text: 'Familie ' }, { text: SECRET, strong: true }, { text: ' is veilig.' }] },
	{ kind: 'list', items: [[{ text: `Bel ${SECRET} terug.` }]] },
	{ kind: 'terms', rows: [{ name: `Over ${SECRET}`, lines: [[{ text: `${SECRET} belde.` }]] }] },
	{
		kind: 'table',
		caption: `Van ${SECRET}`,
		columns: [{ label: SECRET, number: false }],
		rows: [[[[{ text: `${SECRET}, twee keer` }]]]]
	},
	{ kind: 'columns', columns: [[{ kind: 'paragraph', runs: [{ text: `Ook ${SECRET}.` }] }]] }
];
/** Every position of a word in the parts of a document. */
const everywhere = (parts: readonly string[], word: string): Passage[] =>
	parts.flatMap((text, part) =>
		[...text.matchAll(new RegExp(word, 'g'))].map(({ index }): Passage => ({
			part,
			from: index,
			to: index + word.length,
			ground: '5-1-2e'
		}))
	);

/** All that is in a PDF, with its streams unpacked: what it draws, its fonts' tables of characters, its structure. */
function unpacked(bytes: Uint8Array): string {
	const raw = Buffer.from(bytes);
	const pieces = [raw.toString('latin1')];
	for (let at = raw.indexOf('stream\n'); at !== -1; at = raw.indexOf('stream\n', at + 7)) {
		if (raw.subarray(at - 3, at).toString() === 'end') continue;
		try {
			pieces.push(inflateSync(raw.subarray(at + 7, raw.indexOf('endstream', at))).toString('latin1'));
		} catch {
			// Not compressed: the file contains it as it is.
		}
	}
	return pieces.join('\n');
}
const hexOf = (character: string): string => (character.codePointAt(0) ?? 0).toString(16).padStart(4, '0');

test('marked words are nowhere in the PDF: not drawn, not in its structure, not in its character tables', async () => {
	const parts = partsOf(flow);
	const passages = everywhere(parts, SECRET);
	expect(passages).toHaveLength(9);
	const [open, redacted] = await Promise.all([
		documentPdf(frame, flow),
		documentPdf(frame, redactFlow(flow, passages))
	]);
	const before = await readPdf(Buffer.from(open));
	expect(before.text.split(SECRET)).toHaveLength(10);
	expect(unpacked(open).toLowerCase()).toContain(`<${hexOf('Ø')}>`);
	const after = await readPdf(Buffer.from(redacted));
	expect(after.text + after.outside + after.title).not.toMatch(/Ødeg|gård|Ø|å/);
	expect(after.text.split('5.1.2e')).toHaveLength(10);
	expect(after.text).toContain('is veilig.');
	const inside = unpacked(redacted);
	expect(inside).toContain('beginbfrange');
	for (const character of ['Ø', 'å']) expect(inside.toLowerCase()).not.toContain(`<${hexOf(character)}>`);
	expect(inside).not.toContain(SECRET);
	expect(inside.toLowerCase()).not.toContain(Array.from(SECRET, hexOf).join(''));
});

/** An incident with two facts and a rumour, and its documents as they are given out. */
function fixture(writePdf = documentPdf) {
	const incident = new InMemoryIncident();
	incident.when(openIncident, opening(), bram);
	const [named, plain, rumour] = [fresh(FactId), fresh(FactId), fresh(FindingId)];
	incident.when(recordFact, { id: named, text: `${SECRET} is gebeld.`, source: 'brandweer', at: null }, bram);
	incident.when(recordFact, { id: plain, text: 'De rook is weg.', source: 'brandweer', at: null }, bram);
	incident.when(signalRumour, { id: rumour, text: `${SECRET} is dood`, offline: 'Telefoon', seenIn: null }, bram);
	incident.when(verifyRumour, { rumour, body: 'Politie', question: null, deadline: null }, bram);
	const documents = new OpenDocuments(
		{ released: () => Promise.resolve(null) },
		{ file: () => Promise.resolve(null) },
		writePdf
	);
	const id = fresh(IncidentId);
	const mark = async (key: DocumentKey, word = SECRET): Promise<void> => {
		const text = await documents.flow(id, incident.state, key);
		const parts = partsOf(text ?? []);
		const passages = everywhere(parts, word);
		expect(passages.length).toBeGreaterThan(0);
		const over = incident.state.documentPassages.get(key)?.seq ?? null;
		incident.when(markPassages, { document: key, checksum: partsChecksum(parts), passages, over }, carla);
	};
	const judge = (document: DocumentKey, outcome: string) =>
		incident.when(judgeDocument, { document, outcome, grounds: ['5-1-2e'], note: '' }, carla);
	const reasons = async () =>
		Object.fromEntries(
			(await documents.selection(id, incident.state)).map(({ line, left }) => [line.key, left] as const)
		);
	const roleOf = (by: PersonId) => (by === bram.id ? ('analyst' as const) : null);
	const set = async () => entriesOf(await documents.set(id, incident.state, roleOf, momentOf(Date.parse(noon))));
	return {
		incident,
		named: DocumentKey.parse(`fact:${named}`),
		plain: DocumentKey.parse(`fact:${plain}`),
		rumour: DocumentKey.parse(`rumour:${rumour}`),
		rumourId: rumour,
		mark,
		judge,
		reasons,
		set
	};
}

test('only what a person judged is in the set, and a partly public document only once its words are marked', async () => {
	const { named, plain, rumour, mark, judge, reasons } = fixture();
	expect(await reasons()).toMatchObject({ [named]: 'unjudged', [plain]: 'unjudged', log: 'whole', posts: 'whole' });
	judge(plain, 'public');
	judge(named, 'partly');
	judge(rumour, 'not');
	expect(await reasons()).toMatchObject({ [plain]: null, [named]: 'unmarked', [rumour]: 'not' });
	await mark(named);
	expect(await reasons()).toMatchObject({ [named]: null });
});

test('marks apply to the text that was marked: when it changes, the document leaves the set', async () => {
	const { incident, rumour, rumourId, mark, judge, reasons } = fixture();
	judge(rumour, 'partly');
	await mark(rumour);
	expect(await reasons()).toMatchObject({ [rumour]: null });
	incident.when(rewordFinding, { kind: 'rumour', finding: rumourId, text: `Is ${SECRET} dood` }, bram);
	expect(await reasons()).toMatchObject({ [rumour]: 'changed' });
});

test('a judgement applies to the text that was judged: when it changes, the document leaves the set', async () => {
	const { incident, rumour, rumourId, plain, judge, reasons, set } = fixture();
	judge(rumour, 'public');
	judge(plain, 'public');
	expect(await reasons()).toMatchObject({ [rumour]: null });
	expect((await set()).map(({ name }) => name)).toContain('003-gerucht.pdf');
	incident.when(answerInquiry, { rumour: rumourId, inquiry: 0, text: `Vraag het ${SECRET}.` }, bram);
	expect(await reasons()).toMatchObject({ [rumour]: 'changed', [plain]: null });
	const after = await set();
	expect(after.map(({ name }) => name)).not.toContain('003-gerucht.pdf');
	expect(after[0]?.content.toString('utf8')).not.toContain(SECRET);
	judge(rumour, 'public');
	expect(await reasons()).toMatchObject({ [rumour]: null });
});

test('everything that is printed of a document was shown when it was judged, also every word that is added later', () => {
	const incident = new InMemoryIncident();
	let count = 0;
	const word = () => `woord${String((count += 1))}`;
	const [fact, rumour, advice, text] = [fresh(FactId), fresh(FindingId), fresh(AdviceId), fresh(TextId)];
	incident.when(openIncident, opening({ title: word() }), bram);
	incident.when(recordFact, { id: fact, text: word(), source: word(), at: null }, bram);
	incident.when(signalRumour, { id: rumour, text: word(), offline: 'Telefoon', seenIn: null }, bram);
	incident.when(setVariants, { rumour, variants: [word(), word()] }, bram);
	incident.when(verifyRumour, { rumour, body: word(), question: word(), deadline: null }, bram);
	incident.when(answerInquiry, { rumour, inquiry: 0, text: word() }, bram);
	incident.when(giveVerdict, { rumour, verdict: 'false', fact }, bram);
	const line = { what: word(), who: word(), channel: word(), audience: word(), tone: word() };
	incident.when(writeAdvice, { ...line, id: advice, over: null, goal: 'informing', urgency: 'high' }, bram);
	const over = incident.state.advice.get(advice)?.seq ?? 0;
	const decision = { advice, over, outcome: 'adopted', why: word(), effect: word() };
	incident.when(decideAdvice, decision, bram);
	incident.when(recordAction, { id: fresh(ActionId), channel: word(), text: `${word()}\n${word()}`, at: null }, bram);
	const wordings = [{ channel: 'website', text: `${word()}\n\n${word()}` }] as const;
	const about = { kind: 'rumour', finding: rumour };
	incident.when(draftText, { id: text, kind: 'rebuttal', about, corrects: null, facts: [], wordings }, bram);
	const publish = (words: string) => {
		const named = { channel: 'website' as const, checksum: wordingChecksum('website', words) };
		incident.when(submitText, { text, variants: [named], requestedFrom: null }, bram);
		const outside = { text, id: fresh(PublicationId), ...named, where: word(), why: 'Haast', at: null };
		incident.when(publishAlone, { ...outside, address: `https://gemeente.example/${word()}` }, bram);
		return named.checksum;
	};
	const published = publish(wordings[0].text);
	const printed = (key: DocumentKey) =>
		partsOf(documentFlow(incident.state, key, wordsIn('nl')) ?? []).flatMap((part) => part.match(/woord\d+/g) ?? []);
	const judged = (key: DocumentKey) =>
		documentTexts(incident.state, key).flatMap((words) => words.match(/woord\d+/g) ?? []);
	const keys = inventoryOf(incident.state)
		.map(({ key }) => key)
		.filter((key) => key.includes(':'));
	expect(new Set(keys.map((key) => key.split(':')[0]))).toEqual(
		new Set(['action', 'advice', 'fact', 'rumour', 'text'])
	);
	for (const key of keys) expect(new Set(judged(key)), key).toEqual(new Set(printed(key)));
	expect(new Set(keys.flatMap(printed)).size).toBe(count);

	for (const document of keys)
		incident.when(judgeDocument, { document, outcome: 'public', grounds: [], note: '' }, carla);
	const changed = () =>
		inventoryOf(incident.state)
			.filter(({ isChanged }) => isChanged)
			.map(({ kind }) => kind)
			.sort();
	expect(changed()).toEqual([]);
	incident.when(giveVerdict, { rumour, verdict: 'partly', fact }, bram);
	expect(changed()).toEqual(['rumour']);
	incident.when(decideAdvice, { ...decision, outcome: 'postponed' }, bram);
	const anew = word();
	incident.when(writeText, { text, channel: 'website', words: anew, over: published }, bram);
	publish(anew);
	expect(changed()).toEqual(['advice', 'rumour', 'text']);
});

test('the set contains the inventory and the documents, without a marked word anywhere, and is the same each time', async () => {
	const { named, plain, mark, judge, set } = fixture();
	judge(plain, 'public');
	judge(named, 'partly');
	await mark(named);
	const entries = await set();
	expect(entries.map(({ name }) => name)).toEqual([
		'inventaris-woo.csv',
		'inventaris-woo.pdf',
		'001-feit.pdf',
		'002-feit.pdf'
	]);
	let whole = '';
	for (const { name, content } of entries) {
		if (name.endsWith('.csv')) whole += content.toString('utf8');
		else {
			const { text, outside, title } = await readPdf(Buffer.from(content));
			whole += text + outside + title;
		}
	}
	expect(whole).toContain('De rook is weg.');
	expect(whole).toContain('omgevingsanalist');
	// The rumour is not judged, and is in the inventory by its kind alone.
	expect(whole.match(new RegExp(SECRET, 'g'))?.length ?? 0).toBe(0);
	const again = await set();
	expect(again.map(({ content }) => content.toString('base64'))).toEqual(
		entries.map(({ content }) => content.toString('base64'))
	);
});

test('the set is of one moment: what changes while it is written is not in it', async () => {
	let meanwhile = (): void => undefined;
	const { incident, rumour, rumourId, judge, set } = fixture((about, words) => {
		meanwhile();
		return documentPdf(about, words);
	});
	judge(rumour, 'public');
	const before = await set();
	meanwhile = () =>
		void incident.when(rewordFinding, { kind: 'rumour', finding: rumourId, text: `Woont ${SECRET} er` }, bram);
	const during = await set();
	expect(incident.state.rumours.get(rumourId)?.text).toContain('Woont');
	expect(during.map(({ content }) => content.toString('base64'))).toEqual(
		before.map(({ content }) => content.toString('base64'))
	);
	expect((await set()).map(({ name }) => name)).not.toContain('003-gerucht.pdf');
});

/** Releases what there is to report after an hour. */
function released(facts: ReportFixture): Report {
	const report = facts.report(60);
	const { incident } = facts;
	const event = reportReleased({
		number: 1,
		position: incident.seq,
		moment: report.moment,
		from: report.moment,
		rules: RULES,
		checksum: checksumOfReport(report),
		chainHead: Sha256.parse('a'.repeat(64)),
		publicKey: null,
		released: { by: bram.id, at: facts.at(61), eyes: [] },
		withdrawn: null
	});
	incident.take(event, bram.id);
	return report;
}

test('a released report is published with all its sections as it was judged, with or without marked words', async () => {
	const facts = new ReportFixture();
	facts.need('Mag ik naar buiten?', facts.story([5, 40, 50]));
	const report = released(facts);
	const { incident } = facts;
	const reports = { released: () => Promise.resolve({ report, article: '', short: '' }) };
	const run: WriterThread['run'] = async (job) => {
		if (!('extension' in job)) throw new Error('not a report');
		const { extension, frame, article, language } = job;
		const exported = exportedOf(report, frame, article, language, wordsIn(language));
		return Buffer.from((await exportKinds.get(extension)?.write(exported)) ?? '');
	};
	const documents = new OpenDocuments(
		reports,
		new ReportFiles(reports, { run }, (_, version) => frameOf(version)),
		documentPdf
	);
	const id = fresh(IncidentId);
	const document = DocumentKey.parse('report:1');
	const pdfText = async (): Promise<string> => {
		const entries = await entriesOf(await documents.set(id, incident.state, () => null, facts.at(90)));
		const file = entries.find(({ name }) => name.endsWith('rapport.pdf'));
		return file ? (await readPdf(Buffer.from(file.content))).text : '';
	};
	expect(await pdfText()).toBe('');
	incident.when(judgeDocument, { document, outcome: 'public', grounds: [], note: '' }, carla);
	const whole = await pdfText();
	expect(whole).toContain('Mag ik naar buiten?');
	expect(whole).toContain('10 Basis en grenzen');
	const parts = partsOf((await documents.flow(id, incident.state, document)) ?? []);
	const passages = everywhere(parts, 'naar buiten');
	incident.when(markPassages, { document, checksum: partsChecksum(parts), passages, over: null }, carla);
	const marked = await pdfText();
	expect(marked).toContain('10 Basis en grenzen');
	expect(marked).not.toContain('naar buiten');
});

describe('what is withheld in one document is withheld in every form of it in the set', () => {
	const line = 'Opvang De Waterlinie ligt aan de Kade.';
	const open = 'Er is plaats.';

	/** A line as a fact, in a verdict, in a published text with its own action, and in a report; and the set, as text. */
	function everyForm() {
		const facts = new ReportFixture();
		const { incident } = facts;
		const [fact, rumour, text] = [fresh(FactId), fresh(FindingId), fresh(TextId)];
		incident.when(recordFact, { id: fact, text: `${line} ${open}`, source: 'brandweer', at: null }, bram);
		incident.when(signalRumour, { id: rumour, text: 'De opvang is vol', offline: 'Telefoon', seenIn: null }, bram);
		incident.when(giveVerdict, { rumour, verdict: 'false', fact }, bram);
		const wordings = [{ channel: 'website', text: `${open}\n${line}` }] as const;
		const about = { kind: 'rumour', finding: rumour };
		incident.when(draftText, { id: text, kind: 'rebuttal', about, corrects: null, facts: [fact], wordings }, bram);
		const named = { channel: 'website' as const, checksum: wordingChecksum('website', wordings[0].text) };
		incident.when(submitText, { text, variants: [named], requestedFrom: null }, bram);
		const outside = {
			text,
			id: fresh(PublicationId),
			...named,
			where: 'Website',
			why: 'Haast',
			at: null,
			address: null
		};
		incident.when(publishAlone, outside, bram);
		const report = released(facts);
		const reports = { released: () => Promise.resolve({ report, article: '', short: '' }) };
		const whole = { file: () => Promise.reject(new Error('the report as it was released')) };
		const documents = new OpenDocuments(reports, whole, documentPdf);
		const id = fresh(IncidentId);
		const keys = inventoryOf(incident.state).flatMap(({ key }) => (key.includes(':') ? [key] : []));
		const judge = (document: DocumentKey, outcome: string) =>
			incident.when(judgeDocument, { document, outcome, grounds: ['5-1-2e'], note: '' }, carla);
		const read = async () => {
			const entries = await entriesOf(await documents.set(id, incident.state, () => null, facts.at(90)));
			return Promise.all(
				entries.map(async ({ name, content }) => {
					if (name.endsWith('.csv')) return { name, words: content.toString('utf8') };
					const { text: words, outside: more, title } = await readPdf(Buffer.from(content));
					return { name, words: words + more + title };
				})
			);
		};
		const mark = async (document: DocumentKey) => {
			const parts = partsOf((await documents.flow(id, incident.state, document)) ?? []);
			const passages = everywhere(parts, line);
			expect(passages.length).toBeGreaterThan(0);
			incident.when(markPassages, { document, checksum: partsChecksum(parts), passages, over: null }, carla);
		};
		const elsewhere = async (document: DocumentKey): Promise<string[]> => {
			const parts = partsOf((await documents.flow(id, incident.state, document)) ?? []);
			const found = await documents.withheldElsewhere(id, incident.state, document, parts);
			return found.map(({ part, from, to }) => parts[part]?.slice(from, to) ?? '');
		};
		return {
			elsewhere,
			fact: DocumentKey.parse(`fact:${fact}`),
			text: DocumentKey.parse(`text:${text}`),
			keys,
			judge,
			mark,
			read
		};
	}
	const asWords = (text: string) => text.replace(/\s+/g, ' ');

	test.each(['fact', 'text'] as const)('a marked line in a %s', async (kind) => {
		const { keys, judge, mark, read, elsewhere, [kind]: document } = everyForm();
		expect(keys.map((key) => key.split(':')[0]).sort()).toEqual(['action', 'fact', 'report', 'rumour', 'text']);
		for (const key of keys) judge(key, key === document ? 'partly' : 'public');
		expect(await elsewhere(document), 'its own lines').toEqual([]);
		await mark(document);
		expect(await elsewhere(document), 'what is marked in it').toEqual([]);
		for (const key of keys.filter((key) => key !== document))
			expect((await elsewhere(key)).join(' '), `the screen of ${key}`).toContain('De Waterlinie');
		const files = await read();
		expect(files).toHaveLength(keys.length + 2);
		for (const { name, words } of files) expect(asWords(words), name).not.toMatch(/Waterlinie|aan de Kade/);
		for (const { name, words } of files.filter(({ name }) => !name.startsWith('inventaris')))
			expect(words, name).toContain('5.1.2e');
		expect(asWords(files.map(({ words }) => words).join(' '))).toContain(open);
	});

	test('every line of a document that is not public', async () => {
		const { keys, judge, read, fact } = everyForm();
		for (const key of keys) judge(key, key === fact ? 'not' : 'public');
		const files = await read();
		expect(files).toHaveLength(keys.length + 1);
		for (const { name, words } of files) expect(asWords(words), name).not.toMatch(/Waterlinie|aan de Kade/);
	});
});

test('the public inventory has no address of a document in which words are removed', () => {
	const [line] = inventoryOf(fixture().incident.state);
	if (!line) throw new Error('empty');
	const address = 'https://gemeente.example/over-jansen';
	const judgement = { outcome: 'already', grounds: [], note: '', at: noon } as const;
	const cells = (to: Partial<InventoryLine>, audience: 'desk' | 'everyone') =>
		inventoryCsv(
			[{ ...line, addresses: [address], judgement, isChanged: false, ...to }],
			{ roleOf: () => null, audience },
			wordsIn('nl')
		);
	expect(cells({}, 'everyone')).toContain(address);
	for (const to of [{ passages: 1 }, { isChanged: true }, { judgement: null }]) {
		expect(cells(to, 'everyone')).not.toContain(address);
		expect(cells(to, 'desk')).toContain(address);
	}
});
