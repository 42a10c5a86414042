import * as m from '$lib/messages';
import crypto from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { canonical } from '$lib/domain/core/checksum';
import { fingerprintOf } from '$lib/domain/report/public-key';
import { signHeads } from '$lib/server/log/anchor/sign-heads';
import { SigningKey, type SignedHead } from '$lib/server/log/anchor/signed-head';
import { PACKAGE_FORMAT, SOFTWARE } from '$lib/server/records/archive/parts/part';
import { readKey } from '$lib/server/records/archive/verify/signed-heads';
import { verifyPackage } from '$lib/server/records/archive/verify/verify-package';
import { PackingStopped, PackageBuilder, type PackedFile } from '$lib/server/records/archive/package-builder';
import { wordsIn } from '$lib/i18n/words';
import { AgreementId, LearningPointId, QuoteId } from '$lib/domain/core/ids';
import { carla, fresh } from '../../domain/in-memory-incident';
import { freshDatabase, type FreshDatabase } from '../database';
import { byTopic, IncidentFixture } from '../report/incident-fixture';
import { contentsOf, pack, removeFolders, repack, tempFolder, unpack, withNewManifests } from './packed';

let database: FreshDatabase;
let fixture: IncidentFixture;
let packed: PackedFile;
let files: Map<string, Buffer>;
/** In a claim before the report was released: a house number stays in a report, and a released one is kept word for word. */
const RELEASED = 'Kerkstraat 412';
const key = new SigningKey('5a'.repeat(32));

beforeAll(async () => {
	database = await freshDatabase();
	fixture = await IncidentFixture.begin(database, { title: 'Brand <Zuiderpark> & omgeving' }, byTopic, key);
	await fixture.deliver(
		...Array.from({ length: 12 }, (_, i) => fixture.post('x', `Het water is giftig; bel 06-12345678, groet ${i}`, i)),
		fixture.post('x', 'De rook trekt weg; mail jan.devries@example.nl', 20, {
			author: { externalId: 'kanarie', handle: 'kanarie_77', name: 'Pietje Kanarie', followers: 3 }
		}),
		fixture.post('mastodon', 'Niets aan de hand hier', 30)
	);
	const rumour = await fixture.raise('rumour.signal', `Het water is giftig, zegt ${RELEASED}`, 'Het water');
	await fixture.raise('need.raise', 'Wanneer is de rook weg?', 'De rook');
	await fixture.send('rumour.assess', { rumour, harm: 3, danger: false, helpNeeded: false });
	await fixture.write('brief', 'Mensen willen weten of het water veilig is.');
	await fixture.write('counterSignals', '', { noneFound: true });
	await fixture.release(40);
	await fixture.release(50);
	const [post] = await fixture.postsOf(await fixture.story('De rook'));
	await fixture.send('quote.choose', {
		id: fresh(QuoteId),
		post,
		speaker: 'een buurman',
		paraphrased: false,
		text: 'De rook trekt weg; mail jan.devries@example.nl'
	});
	await fixture.send('author.setKind', { author: 2, kind: 'media' });
	await fixture.send('agreement.make', { id: fresh(AgreementId), text: 'Bel de melder terug: 06-87654321' });
	await fixture.send('agreement.make', { id: fresh(AgreementId), text: 'Vraag het de bewoner van hiernaast' });
	await fixture.send('log.redact', { numbers: [fixture.position], why: 'Een rechter' }, carla);
	await fixture.send('incident.close', {}, carla);
	await signHeads(database.sql, key, 'closing');
	await fixture.send(
		'learningPoint.write',
		{ id: fresh(LearningPointId), text: 'Oefen de wachttekst', owner: 'gemeente', until: '2026-12-31', over: null },
		carla
	);
	await fixture.send(
		'archive.describe',
		{
			caseNumber: 'Z-2026-0042',
			classification: 'Crisisbeheersing',
			classificationCode: '07.12',
			classificationScheme: 'Zaaktypecatalogus',
			category: '14.1',
			keptYears: 7,
			restriction: 'privacy',
			restrictedYears: 75,
			restrictionNote: 'Berichten van burgers',
			language: 'nl'
		},
		carla
	);
	packed = await pack(fixture);
	files = await unpack(packed.path);
});
afterAll(async () => {
	await fixture.stop();
	await database.drop();
	await removeFolders();
});

const faultsIn = async (path: string, schema: Parameters<typeof verifyPackage>[1] = null) =>
	(await verifyPackage(path, schema)).flatMap(({ faults }) => faults);
const textOf = (path: string): string => files.get(path)?.toString() ?? '';
/** The package with some files replaced; null removes one. */
const changed = (to: Record<string, Buffer | string | null>): Map<string, Buffer> => {
	const copy = new Map(files);
	for (const [path, content] of Object.entries(to))
		if (content === null) copy.delete(path);
		else copy.set(path, Buffer.from(content));
	return copy;
};

test('a package names the program that made it, and contains what the issue lists', () => {
	expect(SOFTWARE.version).toBe((JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version);
	expect(textOf('bag-info.txt')).toContain(`Voelspriet-Package-Format: ${PACKAGE_FORMAT}\n`);
	expect(textOf('bag-info.txt')).toContain('External-Identifier: Z-2026-0042\n');
	for (const path of [
		...['reports/0001/report.nl.html', 'reports/0002/report-short.nl.pdf', 'reports/0002/report.json'],
		...['texts/texts.json', 'findings/rumours.json', 'findings/needs.json', 'findings/facts.json'],
		...['decisions/advice.json', 'counts/posts.csv', 'evidence/posts-0001.jsonl', 'log/events.jsonl'],
		...['log/head.json', 'code-book/events.json', 'code-book/methods.json', 'code-book/versions.json']
	])
		expect(files.get(`data/${path}`)?.length, path).toBeGreaterThan(0);
	expect(textOf('data/incident/learning-points.json')).toContain('Oefen de wachttekst');
	expect(textOf('index.html')).toContain('gemeente · 31 december 2026 · open');
});

test('a package is valid, also by the MDTO schema', async ({ skip }) => {
	expect(await faultsIn(packed.path)).toEqual([]);
	const xsd = join(process.cwd(), '../shared/data/mdto/MDTO-1.0.1.xsd');
	skip(!existsSync(xsd), 'the schema of MDTO (../shared/data/mdto) is not here');
	const schema = { fileName: xsd, contents: readFileSync(xsd, 'utf8') };
	expect(await faultsIn(packed.path, schema)).toEqual([]);
	const incident = 'metadata/incident.mdto.xml';
	const wrong = textOf(incident).replace('<waardering>', '<waarde>').replace('</waardering>', '</waarde>');
	const forged = await repack(withNewManifests(changed({ [incident]: wrong })));
	expect((await faultsIn(forged, schema)).join('\n')).toContain(`"${incident}", line`);
});

test('the metadata say how it is filed, how long it is kept, and who may read it', () => {
	const incident = textOf('metadata/incident.mdto.xml');
	for (const value of [
		'Z-2026-0042',
		'Crisisbeheersing',
		'07.12',
		'Tijdelijk te bewaren',
		'P7Y',
		'P75Y',
		'art. 15 lid 1a'
	])
		expect(incident).toContain(value);
	expect(incident).toContain('<naam>Brand &lt;Zuiderpark&gt; &amp; omgeving</naam>');
});

test('the same incident gives the same bytes, wherever and whenever it is packed', async () => {
	const zone = process.env['TZ'];
	process.env['TZ'] = 'Pacific/Auckland';
	try {
		expect((await pack(fixture)).sha256).toBe(packed.sha256);
	} finally {
		if (zone === undefined) delete process.env['TZ'];
		else process.env['TZ'] = zone;
	}
});

test('nothing in a package is compressed, because compression differs between machines', () => {
	for (const [path, content] of files) expect(content.includes('/FlateDecode'), path).toBe(false);
	expect(textOf('data/reports/0001/report.nl.pdf').slice(0, 8)).toBe('%PDF-1.7');
});

test('a package that was stopped continues where it was, and gives the same bytes', async () => {
	const folder = tempFolder();
	const contents = await contentsOf(fixture);
	const made: string[] = [];
	const parts = contents.parts.map((part) => ({
		...part,
		content: () => {
			made.push(part.path);
			return part.content();
		}
	}));
	const builder = new PackageBuilder(join(folder, 'parts'));
	const target = join(folder, 'archive.zip');
	const stopAt = (limit: number) => (done: number) => Promise.resolve(done < limit);
	await expect(builder.pack({ ...contents, parts }, target, stopAt(9))).rejects.toThrow(PackingStopped);
	expect(made).toHaveLength(9);
	expect(existsSync(target)).toBe(false);
	const resumed = await builder.pack({ ...contents, parts }, target, stopAt(Number.POSITIVE_INFINITY));
	expect(made).toHaveLength(parts.length);
	expect(new Set(made).size).toBe(parts.length);
	expect(resumed.sha256).toBe(packed.sha256);
	await builder.pack({ ...contents, parts, key: 'another state' }, target, stopAt(Number.POSITIVE_INFINITY));
	expect(made, 'what was made of another state is not used').toHaveLength(2 * parts.length);
});

test('no file of the package contains anything that leads to a person, and the chain still holds', () => {
	const planted = ['06-12345678', '06-87654321', 'jan.devries@example.nl', 'Pietje', 'kanarie_77', '"kanarie"'];
	for (const [path, content] of files)
		for (const word of planted) expect(content.includes(word), `${word} in ${path}`).toBe(false);
	const lines = textOf('data/log/events.jsonl').trimEnd().split('\n');
	const withheld = lines.filter((line) => line.includes('"state":"withheld"'));
	expect(withheld).toHaveLength(2);
	expect(withheld.join('\n')).toContain('Bel de melder terug: [tel]');
	expect(textOf('data/incident/agreements.json')).toContain('Bel de melder terug: [tel]');
	expect(textOf('data/reports/quotes.json')).toContain('De rook trekt weg; mail [mail]');
	const posts = textOf('data/evidence/posts-0001.jsonl').trimEnd().split('\n');
	expect(posts).toHaveLength(13);
	expect(posts[0]).toContain('[tel]');
	expect(posts[0]).toMatch(/"pseudonym":"\S+ \d+"/);
});

test('a released report stays word for word, as the start page says, while the same words are masked elsewhere', () => {
	const found = [...files].filter(([, content]) => content.includes(RELEASED)).map(([path]) => path);
	expect(found).toContain('data/reports/0001/report.json');
	expect(found.filter((path) => !/^data\/reports\/\d{4}\//.test(path))).toEqual([]);
	expect(textOf('data/findings/rumours.json')).toContain('Het water is giftig, zegt Kerkstraat …');
	const { t } = wordsIn('nl');
	for (const sentence of [t(m.archive.page.masked), t(m.retention.limits), t(m.archive.page.asRecorded)])
		expect(textOf('index.html')).toContain(sentence);
});

test('counts match the database, also for posts that are not evidence', () => {
	const rows = textOf('data/counts/posts.csv').trimEnd().split('\r\n').slice(1);
	expect(rows.reduce((sum, row) => sum + Number(row.split(',')[4]), 0)).toBe(14);
});

test.each([
	['a report', 'data/reports/0001/report.nl.html'],
	['a PDF', 'data/reports/0001/report-short.nl.pdf'],
	['a record', 'data/findings/rumours.json'],
	['a count', 'data/counts/posts.csv'],
	['a post', 'data/evidence/posts-0001.jsonl'],
	['the log', 'data/log/events.jsonl'],
	['metadata', 'metadata/incident.mdto.xml'],
	['the start page', 'index.html'],
	['a tag file', 'bag-info.txt']
])('one changed byte in %s is detected', async (_, path) => {
	const content = Buffer.from(files.get(path) ?? '');
	const at = Math.floor(content.length / 2);
	content.writeUInt8(content.readUInt8(at) ^ 1, at);
	expect(await faultsIn(await repack(changed({ [path]: content })))).toContain(
		`"${path}" was changed: its checksum is another one.`
	);
});

test('the code block of the code book computes the digests and hashes of every line', () => {
	const book = z.object({ check: z.string() }).parse(JSON.parse(textOf('data/code-book/events.json')));
	type Check = (
		crypto: unknown,
		line: Line,
		before: string
	) => { digest: string | null; rest: string | null; hash: string };
	const check = runInNewContext(book.check, { Buffer, structuredClone }) as Check;
	const states = new Map<string, number>();
	let before = '0'.repeat(64);
	for (const line of archivedLines()) {
		const { digest, rest, hash } = check(crypto, line, before);
		if (line.state === 'whole') expect(digest).toBe(line.digest);
		expect(rest).toBe(line.rest?.digest ?? null);
		expect(hash).toBe(line.hash);
		before = hash;
		states.set(line.state, (states.get(line.state) ?? 0) + 1);
		states.set(line.rest?.proof ? 'proof' : 'salt', (states.get(line.rest?.proof ? 'proof' : 'salt') ?? 0) + 1);
	}
	expect(before).toBe(z.object({ head: z.string() }).parse(JSON.parse(textOf('data/log/head.json'))).head);
	for (const state of ['whole', 'withheld', 'masked', 'proof', 'salt'])
		expect(states.get(state), state).toBeGreaterThan(0);
});

test('a check that is written from the sentences of the code book computes the same', () => {
	const { chain } = z.object({ chain: z.array(z.string()) }).parse(JSON.parse(textOf('data/code-book/events.json')));
	// Each step below is one sentence; who changes a sentence writes the step again.
	const follow = (sentence: string): void => expect(chain.join(' ')).toContain(sentence);
	const sha256 = (...parts: (string | Buffer)[]): string =>
		parts.reduce((hash, part) => hash.update(part), crypto.createHash('sha256')).digest('hex');
	let lines = 0;
	for (const { seq, data, salt, digest, rest } of archivedLines()) {
		follow('digest = SHA-256(salt ‖ UTF-8 of the data as canonical JSON)');
		if (salt) expect(sha256(Buffer.from(salt, 'hex'), canonical(data)), String(seq)).toBe(digest);
		if (!rest || rest.proof || !salt) continue;
		follow('Each of those texts is a row of pieces: letters and digits together, any other character alone');
		const texts = rest.words.map(
			(path) => path.reduce<unknown>((value, step) => Reflect.get(value as object, step), data) as string
		);
		const pieces = texts.map((text) => {
			const row: string[] = [];
			for (const character of text)
				if (/[\p{L}\p{N}]/u.test(character) && /[\p{L}\p{N}]$/u.test(row.at(-1) ?? ''))
					row.push(`${row.pop() ?? ''}${character}`);
				else row.push(character);
			return row;
		});
		follow(
			'SHAKE256 of the bytes of salt, as long as needed, gives them in a row: first that of rest, then that of each piece'
		);
		follow('A salt of rest or of a piece is 32 hexadecimal digits, used as text');
		const all = crypto
			.createHash('shake256', { outputLength: 16 * (1 + pieces.flat().length) })
			.update(Buffer.from(salt, 'hex'))
			.digest('hex');
		let used = 32;
		follow(
			'Digest of a piece = SHA-256(UTF-8 of its salt and the piece, together); of a text = SHA-256(the hexadecimal digests of its pieces, together)'
		);
		const digests = pieces.map((row) =>
			sha256(row.map((piece) => sha256(all.slice(used, (used += 32)) + piece)).join(''))
		);
		follow(
			'Digest of rest = SHA-256(UTF-8 of the salt of rest and canonical JSON [words, the data with "" in place of those texts, the hexadecimal digests of the texts], together)'
		);
		const without = structuredClone(data);
		for (const path of rest.words)
			Reflect.set(
				path.slice(0, -1).reduce<unknown>((value, step) => Reflect.get(value as object, step), without) as object,
				path.at(-1) ?? '',
				''
			);
		expect(sha256(all.slice(0, 32) + canonical([rest.words, without, digests])), String(seq)).toBe(rest.digest);
		lines += 1;
	}
	expect(lines).toBeGreaterThan(5);
});

const Line = z.object({
	seq: z.int(),
	data: z.unknown(),
	salt: z.string().nullable(),
	digest: z.string(),
	hash: z.string(),
	state: z.string(),
	rest: z
		.object({ words: z.array(z.array(z.union([z.string(), z.int()]))), proof: z.unknown(), digest: z.string() })
		.nullable()
});
type Line = z.infer<typeof Line>;
const archivedLines = (): Line[] =>
	textOf('data/log/events.jsonl')
		.split('\n')
		.filter(Boolean)
		.map((text) => z.looseObject(Line.shape).parse(JSON.parse(text)));

test('a file that was removed or added is detected, also outside the payload', async () => {
	expect(await faultsIn(await repack(changed({ 'data/findings/needs.json': null })))).toContain(
		'"data/findings/needs.json" is missing: a manifest names it.'
	);
	for (const path of ['data/extra.txt', 'metadata/extra.txt'])
		expect(await faultsIn(await repack(changed({ [path]: 'erbij' })))).toContain(
			`"${path}" was added: no manifest names it.`
		);
});

test('each report names the key that signed the log; a forged head, another key and a missing key are detected', async () => {
	const path = 'data/log/signed-heads.json';
	const heads = JSON.parse(textOf(path)) as SignedHead[];
	const [first, second, third] = heads;
	if (!first || !second || !third) throw new Error('three heads were signed');
	const print = fingerprintOf(key.publicKey);
	for (const report of ['data/reports/0001', 'data/reports/0002']) {
		const { frame } = JSON.parse(textOf(`${report}/report.json`)) as { frame: { publicKey: string } };
		expect(frame.publicKey).toBe(key.publicKey);
		for (const page of ['report.nl.html', 'report.en.html', 'report-short.nl.html', 'report-short.en.html'])
			expect(textOf(`${report}/${page}`), page).toContain(print);
	}
	expect(textOf('index.html')).toContain(print);
	const faultsOf = async (now: unknown, known: string | null = null) => {
		const to = { [path]: now === null ? null : JSON.stringify(now) };
		return (await verifyPackage(await repack(withNewManifests(changed(to))), null, known)).flatMap((check) =>
			check.check === 'signatures' ? check.faults : []
		);
	};
	const other = new SigningKey('5b'.repeat(32));
	expect(await faultsOf(heads)).toEqual([]);
	expect(await faultsOf(heads, print)).toEqual([]);
	expect(await faultsOf(heads, fingerprintOf(other.publicKey))).toEqual([
		`The log was not signed with key ${fingerprintOf(other.publicKey)}.`
	]);
	expect(await faultsOf([{ ...first, seq: first.seq - 1 }, second, third])).toContain(
		`The signed head of line ${first.seq - 1} was not signed with the key that it names.`
	);
	expect(await faultsOf([{ ...first, ...other.sign({ ...first, hash: second.hash }) }, second, third])).toContain(
		`The signed head of line ${first.seq} does not stand in the log.`
	);
	expect(await faultsOf([other.sign(first), second, third])).toEqual([
		`The head that was signed before that of line ${second.seq} is missing.`,
		`The signed head of line ${first.seq} has another key than the reports around it.`
	]);
	expect(await faultsOf([first, third])).toContain(
		`The head that was signed before that of line ${third.seq} is missing.`
	);
	const unsigned = [1, 2].map((number) => `Report ${number} names key ${print}, and that key signed nothing after it.`);
	expect(await faultsOf(heads.map((head) => other.sign(head)))).toEqual(expect.arrayContaining(unsigned));
	expect(await faultsOf([])).toEqual(unsigned);
	expect(await faultsOf(null)).toEqual(unsigned);
	expect([readKey(key.publicKey.toUpperCase()), readKey(print.replaceAll(' ', '')), readKey('5a')]).toEqual([
		...[print, print, null]
	]);
	const report = textOf('data/reports/0001/report.json').replace(key.publicKey, other.publicKey);
	expect(await faultsIn(await repack(withNewManifests(changed({ 'data/reports/0001/report.json': report }))))).toEqual(
		expect.arrayContaining(['Report 1 is not the report that the log released.'])
	);
});

test('a forger who makes new manifests is detected by the chain, the metadata and the reports', async () => {
	const log = textOf('data/log/events.jsonl').split('\n');
	const forged = async (to: Record<string, Buffer | string | null>) =>
		(await faultsIn(await repack(withNewManifests(changed(to))))).join('\n');
	const opened = log[0]?.replace('Brand <Zuiderpark>', 'Brand <Noorderpark>') ?? '';
	expect(await forged({ 'data/log/events.jsonl': [opened, ...log.slice(1)].join('\n') })).toContain(
		'Line 1 of the log was changed after it was written.'
	);
	const withheld = log.findIndex((line) => line.includes('Bel de melder terug: [tel]'));
	const other = (to: string) => log.with(withheld, log[withheld]?.replace('Bel de melder terug: [tel]', to) ?? '');
	for (const to of ['Bel de melder niet: [tel]', 'Bel de melder terug: [mail]', '[tel]', 'Bel terug: [tel]'])
		expect(await forged({ 'data/log/events.jsonl': other(to).join('\n') }), to).toContain(
			`Line ${withheld + 1} of the log was changed after it was written.`
		);
	expect(await forged({ 'data/log/events.jsonl': [...log.slice(0, 4), ...log.slice(5)].join('\n') })).toContain(
		'Line 5 of the log is missing.'
	);
	expect(await forged({ 'data/log/events.jsonl': log.slice(0, -2).join('\n') })).toMatch(
		/of the log is missing at the end/
	);
	expect(await forged({ 'data/findings/needs.json': '[]\n' })).toContain(
		'"metadata/data/findings/needs.json.mdto.xml" describes another file'
	);
	const report = textOf('data/reports/0001/report.json');
	const head = (JSON.parse(report) as { frame: { chainHead: string } }).frame.chainHead;
	expect(await forged({ 'data/reports/0001/report.json': report.replace(head, 'a'.repeat(64)) })).toContain(
		'Report 1 prints a head of the log that line'
	);
	expect(await forged({ 'data/reports/0001/report.json': report.replace('water veilig', 'water giftig') })).toContain(
		'Report 1 has another content than its checksum says.'
	);
	expect(await forged({ 'data/reports/0002/report.json': null })).toContain('Report 2 is missing.');
	const release = log.findLastIndex((line) => line.includes('"type":"report.released"'));
	const hidden = JSON.stringify({
		...(JSON.parse(log[release] ?? '') as Record<string, unknown>),
		salt: null,
		data: null,
		state: 'withheld'
	});
	const withoutSecond = Object.fromEntries(
		[...files.keys()].filter((path) => path.includes('data/reports/0002/')).map((path) => [path, null])
	);
	expect(await forged({ ...withoutSecond, 'data/log/events.jsonl': log.with(release, hidden).join('\n') })).toContain(
		`Line ${release + 1} of the log may not be withheld.`
	);
});

test('after the term a sender has no kind, unless a person gave one', async () => {
	const kinds = (text: string): unknown[] => {
		const Post = z.object({ author: z.object({ kind: z.string().nullable() }) });
		return text
			.trimEnd()
			.split('\n')
			.map((line) => Post.parse(JSON.parse(line)).author.kind);
	};
	const path = 'data/evidence/posts-0001.jsonl';
	expect(new Set(kinds(textOf(path)))).toEqual(new Set(['private', 'media']));
	await database.sql`delete from author where incident_id = ${fixture.incident}`;
	const later = await unpack((await pack(fixture)).path);
	expect(new Set(kinds(later.get(path)?.toString() ?? ''))).toEqual(new Set([null, 'media']));
});

test('a file that is not a package is reported in one sentence', async () => {
	await expect(verifyPackage(join(tempFolder(), 'none.zip'), null)).rejects.toThrow(/^There is no file /);
	await expect(verifyPackage('package.json', null)).rejects.toThrow('This file is damaged, or is no zip.');
});
