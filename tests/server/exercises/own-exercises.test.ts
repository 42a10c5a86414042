import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ActionId, FactId, FindingId, PersonId } from '$lib/domain/core/ids';
import { AuthorKind } from '$lib/domain/posts/author';
import { ScriptDraft, scriptOfDraft } from '$lib/domain/exercise/script-draft';
import { draftOfFile } from '$lib/server/training/exercises/from-file';
import { draftOfIncident } from '$lib/server/training/exercises/from-incident';
import { mistakesIn, OwnExercises } from '$lib/server/training/exercises/own-exercises';
import { labelledScript, scriptKeys } from '$lib/server/ingest/exercises/library';
import { readScript } from '$lib/server/ingest/exercises/script';
import { carla, fresh } from '../../domain/in-memory-incident';
import { minute, post, Stage } from '../stage';

const fileOf = (key: string): string =>
	readFileSync(join('src', 'lib', 'server', 'ingest', 'exercises', `${key}.jsonl`), 'utf8');

describe('a draft', () => {
	test.each(scriptKeys)(
		'made from the file %s is the same exercise: posts, actions, labels and what there is to find',
		(key) => {
			const draft = draftOfFile(fileOf(key));
			expect(draft.unread).toEqual([]);
			const again = readScript(scriptOfDraft(draft).text);
			const { script, gold, findings } = readScript(fileOf(key));
			expect(again.script).toEqual(script);
			expect([...again.gold]).toEqual([...gold]);
			expect(again.findings).toEqual(findings);
		}
	);

	test.each(scriptKeys)('made from the file %s gives exactly the same lines when written again', (key) => {
		const linesOf = (text: string): unknown[] =>
			text
				.trim()
				.split('\n')
				.map((line): unknown => JSON.parse(line.replace('"kind":"office-holder"', '"kind":"officeHolder"')));
		expect(linesOf(scriptOfDraft(draftOfFile(fileOf(key))).text)).toEqual(linesOf(fileOf(key)));
	});

	const row = { id: 'p1', kind: 'post', at: '00:01:00', source: 'x', name: 'Kim', text: 'Rook!' } as const;
	const typed = (to: object): ScriptDraft =>
		ScriptDraft.parse({ title: 'Proef', start: '12:45', place: 'Waterveen', rows: [row], ...to });

	test('without mistakes can be played, and each mistake is named where it can be corrected', () => {
		expect(mistakesIn(typed({}))).toEqual([]);
		expect(mistakesIn(typed({ title: '' }))).toMatchObject([{ why: 'firstLine', what: 'title', at: { part: 'head' } }]);
		expect(mistakesIn(typed({ rows: [row, { ...row, source: 'krant', id: 'p2' }] }))).toEqual([
			{ why: 'source', what: 'krant', at: { part: 'row', index: 1 } }
		]);
		const finding = { of: 'rumour', key: 'r1', text: '', harm: '7' };
		expect(mistakesIn(typed({ findings: [finding] }))).toMatchObject([{ at: { part: 'finding', index: 0 } }]);
		expect(mistakesIn(typed({ rows: [] })).map(({ why }) => why)).toEqual(['empty']);
	});

	test('plays in order of time, in whatever order it was typed; an unreadable time is a mistake in its row', () => {
		const rows = [{ ...row, id: 'late', at: '00:09:00' }, row, { ...row, id: 'odd', at: 'straks' }];
		const draft = typed({ rows: rows.slice(0, 2) });
		expect(readScript(scriptOfDraft(draft).text).script.items.map(({ at }) => at)).toEqual([60_000, 540_000]);
		expect(mistakesIn(typed({ rows }))).toMatchObject([
			{ why: 'unreadable', what: 'at', at: { part: 'row', index: 2 } }
		]);
	});

	test('made from a file with mistakes keeps everything: what can be read is filled in, the rest stays as it was', () => {
		const head = '{"kind":"script","title":"Proef","start":"half een","place":"Waterveen"}';
		const bad = '{"kind":"post","at":"+00:00:01","id":"1","source":"krant","author":null,"text":"Hallo","lang":null}';
		const draft = draftOfFile([head, 'geen json', bad, '{"kind":"anders"}', ''].join('\n'));
		expect(draft).toMatchObject({ start: 'half een', rows: [{ source: 'krant', text: 'Hallo', at: '00:00:01' }] });
		expect(draft.unread).toEqual([
			{ line: 2, text: 'geen json' },
			{ line: 4, text: '{"kind":"anders"}' }
		]);
		expect(mistakesIn(draft).map(({ why }) => why)).toEqual(['firstLine', 'source']);
	});

	test('made from a file keeps what cannot be edited here: media, other right answers and the licence', () => {
		const file = scriptOfDraft(typed({ rows: [{ ...row, gold: { story: 'rook', emotion: 'fear' } }] })).text;
		const lines = file
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line) as Record<string, object>);
		const [head = {}, post = {}] = lines;
		const media = [{ kind: 'video', description: 'Rook boven de wijk', seconds: 12 }, { kind: 'picture' }];
		const also = [{ emotion: 'confusion' }, { rumour: null, stance: null, relevant: false }];
		const full = [
			{ ...head, licence: 'CC0-1.0' },
			{ ...post, media, gold: { ...post['gold'], gather: true, unclear: true, threat: true, also } }
		];
		const fileText = full.map((line) => JSON.stringify(line)).join('\n');
		const again = scriptOfDraft(ScriptDraft.parse(JSON.parse(JSON.stringify(draftOfFile(fileText))))).text;
		expect(readScript(again)).toEqual(readScript(fileText));
		expect(readScript(again).gold.get('p1')).toMatchObject({ also, gather: true, unclear: true, threat: true });
		expect(again).toContain('"licence":"CC0-1.0"');
		for (const wrong of [{ media: [{ kind: 'film' }] }, { gold: { ...post['gold'], also: [{ emotion: 'boos' }] } }])
			expect(draftOfFile(JSON.stringify({ ...post, ...wrong }))).toMatchObject({ rows: [], unread: [{ line: 1 }] });
	});

	test('says officeHolder, as the editor and the product do; older drafts and files with two words are read', () => {
		const older = { ...typed({}), rows: [{ ...row, authorKind: 'office-holder', name: 'Wethouder Kim' }] };
		const draft = ScriptDraft.parse(JSON.parse(JSON.stringify(older)));
		expect(AuthorKind.options).toContain(draft.rows[0]?.authorKind);
		const { text } = scriptOfDraft(draft);
		expect(text).toContain('"officeHolder"');
		const again = draftOfFile(text.replace('officeHolder', 'office-holder'));
		expect(again.rows[0]?.authorKind).toBe('officeHolder');
	});

	test('made from an odd file can always be opened: what does not fit stays as it was, unread', () => {
		const long = 'x'.repeat(301);
		const head = { kind: 'script', title: 'Proef', start: '12:45', place: 'Waterveen' };
		const finding = { kind: 'finding', of: 'rumour', key: 'r1', text: 'Het water is vergiftigd' };
		const odd = [
			{ ...head, title: long },
			{ ...head, place: 'Water\0veen' },
			{ ...finding, text: long },
			{ ...finding, key: long },
			{ ...finding, harm: 'heel erg' },
			{ ...finding, fact: 'nul: \0' },
			{ ...finding, of: 'meaning' },
			{ kind: 'post', text: 'nul: \0' }
		];
		const many = (count: number, line: object): object[] => Array.from({ length: count }, () => line);
		const lines = [...odd, head, ...many(201, finding), ...many(2_001, { kind: 'post', id: 'p' })];
		const draft = draftOfFile(lines.map((line) => JSON.stringify(line)).join('\n'));
		expect(ScriptDraft.parse(draft)).toEqual(draft);
		expect([draft.title, draft.findings.length, draft.rows.length]).toEqual(['Proef', 200, 2_000]);
		expect(draft.unread.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 210, 2_211]);
	});

	test('made from any file at all can be kept and opened', () => {
		const value = fc.oneof(
			fc.constantFrom<unknown>('\0', '\ud800', 'x'.repeat(400), null, [], {}, -1, 'private', '+00:00:01'),
			fc.string(),
			fc.jsonValue()
		);
		const names = ['title', 'start', 'place', 'of', 'key', 'text', 'harm', 'id', 'at', 'author', 'gold', 'media'];
		const line = fc.record(
			Object.fromEntries([
				['kind', fc.constantFrom('script', 'post', 'action', 'finding', 'anders')],
				...names.map((name) => [name, value] as const)
			]),
			{ requiredKeys: ['kind'] }
		);
		fc.assert(
			fc.property(
				fc.array(
					fc.oneof(
						line.map((each) => JSON.stringify(each)),
						fc.string()
					)
				),
				(lines) => {
					const draft = draftOfFile(lines.join('\n'));
					expect(ScriptDraft.parse(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
				}
			)
		);
	});
});

describe('on the database', () => {
	let stage: Stage;
	beforeAll(async () => {
		stage = await Stage.set();
	});
	afterAll(() => stage.strike());

	test('a draft is kept as typed, even when it cannot be played; saving over a newer version is refused', async () => {
		const own = new OwnExercises(stage.sql);
		const draft = ScriptDraft.parse({ title: 'Half af', rows: [{ kind: 'post', id: '', at: '?' }] });
		const id = await own.make(draft, fresh(PersonId));
		const first = await own.read(id);
		expect(first?.draft).toEqual(draft);
		await expect(own.publish(id)).rejects.toThrow();
		expect(await own.choices()).toEqual([]);
		const saved = await own.save(id, { ...draft, title: 'Verder' }, first?.changed ?? '');
		expect(saved).not.toBeNull();
		expect(await own.save(id, { ...draft, title: 'Anders' }, first?.changed ?? '')).toBeNull();
		expect((await own.read(id))?.draft.title).toBe('Verder');
	});

	test('people who only practise share a limit of ten drafts and a few megabytes; others have no limit', async () => {
		const own = new OwnExercises(stage.sql);
		const visitors = [fresh(PersonId), fresh(PersonId)] as const;
		const draft = ScriptDraft.parse({ title: 'Klein' });
		for (let i = 0; i < 10; i += 1) await own.make(draft, visitors[i % 2] ?? visitors[0], visitors);
		await expect(own.make(draft, visitors[0], visitors)).rejects.toMatchObject({ code: 'exercise.tooMany' });
		const [one] = await own.list();
		await own.remove(one?.id ?? '');
		const id = await own.make(draft, visitors[1], visitors);
		const large = {
			...draft,
			rows: Array.from({ length: 1_400 }, () => ({ kind: 'post', id: '', at: '?', text: 'x'.repeat(4_000) }))
		};
		const before = (await own.read(id))?.changed ?? '';
		await expect(own.save(id, ScriptDraft.parse(large), before, visitors)).rejects.toMatchObject({
			code: 'exercise.tooMany'
		});
		expect(await own.make(draft, fresh(PersonId))).toBeTruthy();
		for (const { id: each } of await own.list()) await own.remove(each);
	});

	test('a published exercise stays playable in the same words after its draft changed, also in another process', async () => {
		const own = new OwnExercises(stage.sql);
		const draft = draftOfFile(fileOf('brand-zuiderpark'));
		const id = await own.make(draft, fresh(PersonId));
		const key = (await own.publish(id)) ?? '';
		expect((await own.choices()).map(({ key: each, title }) => [each, title])).toEqual([[key, draft.title]]);
		const before = (await own.read(id))?.changed ?? '';
		await own.save(id, { ...draft, title: 'Iets anders' }, before);
		expect(labelledScript(key)?.script.title).toBe(draft.title);
		const [row] = await stage.sql<{ script: string }[]>`select script from own_script where key = ${key}`;
		expect(row?.script).toBe(scriptOfDraft(draft).text);
	});

	test('a removed exercise is no longer offered; what was played from it stays, also in another process', async () => {
		const own = new OwnExercises(stage.sql);
		const [id, other] = [
			await own.make(draftOfFile(fileOf('brand-zuiderpark')), fresh(PersonId)),
			await own.make(ScriptDraft.parse({ title: 'Blijft' }), fresh(PersonId))
		];
		const key = (await own.publish(id)) ?? '';
		await own.remove(id);
		expect(await own.read(id)).toBeNull();
		expect((await own.list()).map((each) => each.id)).toContain(other);
		expect((await own.choices()).map((each) => each.key)).not.toContain(key);
		expect(await own.publish(id)).toBeNull();
		expect(labelledScript(key)?.script.title).toBeDefined();
		const scripts = await stage.sql`select 1 from own_script where key = ${key}`;
		expect(scripts).toHaveLength(1);
	});

	test('playing an unchanged draft again uses the same script, even when the draft was different in between', async () => {
		const own = new OwnExercises(stage.sql);
		const [one, other] = ['Een', 'Anders'].map((title) =>
			ScriptDraft.parse({
				title,
				start: '12:45',
				place: 'Waterveen',
				rows: [{ kind: 'post', id: 'p1', at: '00:00:01', source: 'x', text: 'Rook!' }]
			})
		);
		if (!one || !other) throw new Error('no drafts');
		const id = await own.make(one, fresh(PersonId));
		const publishAs = async (draft: ScriptDraft): Promise<string | null> => {
			await own.save(id, draft, (await own.read(id))?.changed ?? '');
			return own.publish(id);
		};
		const [first, second, third] = [await publishAs(one), await publishAs(other), await publishAs(one)];
		expect(await own.publish(id)).toBe(first);
		expect([third === first, second === first]).toEqual([true, false]);
		expect((await own.read(id))?.scriptKey).toBe(first);
		const [row] = await stage.sql<{ count: number }[]>`select count(*)::int from own_script where exercise_id = ${id}`;
		expect(row?.count).toBe(2);
	});

	test('a draft is kept only when it can be opened again', async () => {
		const own = new OwnExercises(stage.sql);
		const draft = ScriptDraft.parse({});
		await expect(own.make({ ...draft, title: 'x'.repeat(201) }, fresh(PersonId))).rejects.toThrow();
	});

	test('an exercise from a closed incident has its posts and labels, and nobody who can be identified', async () => {
		const { log, sources } = await stage.open('x');
		await stage.clock(log, 30);
		const author = { externalId: 'q1', handle: 'marjan_dewit', name: 'Marjan de Wit', followers: 12 };
		const posts = [
			post('Bel mij op 06-12345678 of mail marjan@voorbeeld.nl', { author, publishedAt: minute(5) }),
			post('Marjan de Wit staat bij Dorpsstraat 12', { publishedAt: minute(6) })
		];
		await stage.ingest.ingest(log, sources[0] ?? ('' as never), posts);
		const story = await stage.story(log, posts[0]?.text ?? '');
		await stage.send(log, 'story.setSentiment', { story, emotion: 'fear' });
		await stage.send(log, 'incident.close', {}, carla);
		const state = stage.logs.state(log);
		const draft = state && (await draftOfIncident(stage.sql, log, state));
		if (!draft) throw new Error('no draft');
		expect(draft.rows.map(({ kind, at, source }) => [kind, at, source])).toEqual([
			['post', '00:05:00', 'x'],
			['post', '00:06:00', 'x']
		]);
		expect(draft.rows[0]?.gold).toMatchObject({ emotion: 'fear', relevant: true });
		const all = JSON.stringify(draft);
		for (const canary of ['Marjan', 'marjan', '12345678', 'Dorpsstraat 12', 'q1', log])
			expect(all).not.toContain(canary);
		expect(mistakesIn(draft)).toEqual([]);
	});

	test('an exercise from a closed incident names no private person, wherever the name was written', async () => {
		const { log, sources } = await stage.open('x');
		await stage.clock(log, 30);
		const author = (name: string, to: object = {}) => ({
			externalId: name,
			handle: name.toLowerCase().replace(' ', '_'),
			name,
			followers: null,
			...to
		});
		const texts = ['Rook bij ons', 'Dit was gisteren', 'Ik was schoolhoofd', 'Wij zijn de omroep'];
		const [sender, earlier, judged, media] = [
			author('Gerda Planting'),
			author('Harm Zandstra'),
			author('Ineke Boswijk', { kind: 'officeHolder' }),
			author('Omroep Laagland', { kind: 'media' })
		];
		const posts = [sender, earlier, judged, media].map((each, index) =>
			post(texts[index] ?? '', { author: each, publishedAt: minute(each === earlier ? -90_000 : 5) })
		);
		// More people have this first name than a text is searched for; the last one's is written out by another.
		for (let each = 0; each < 60; each += 1)
			posts.push(post(`Rook ${each}`, { author: author(`Wietske Nummer${each}`), publishedAt: minute(5) }));
		posts.push(post('Vraag het wietske nummer59', { author: author('Bo Li'), publishedAt: minute(5) }));
		posts.push(post('Ik ben Bo Li', { author: author('Bo Li'), publishedAt: minute(5) }));
		await stage.ingest.ingest(log, sources[0] ?? ('' as never), posts);
		const [{ number } = { number: 0 }] = await stage.sql<{ number: number }[]>`
			select number from author where incident_id = ${log} and name = 'Ineke Boswijk'`;
		await stage.send(log, 'author.setKind', { author: number, kind: 'private' });
		const [rumour, fact] = [fresh(FindingId), fresh(FactId)];
		const names = 'Gerda Planting, Harm Zandstra, Ineke Boswijk';
		await stage.send(log, 'rumour.signal', {
			id: rumour,
			text: `Het kwam door ${names}`,
			offline: 'pers',
			seenIn: null
		});
		const stated = { id: fact, text: `Niet door ${names}`, source: `Omroep Laagland, ${names}`, at: null };
		await stage.send(log, 'fact.record', stated);
		await stage.send(log, 'rumour.giveVerdict', { rumour, verdict: 'false', fact });
		const action = { id: fresh(ActionId), channel: `Gesprek met ${names}`, text: `Excuses aan ${names}`, at: null };
		await stage.send(log, 'action.record', action);
		await stage.send(log, 'incident.describe', { title: `Brand bij ${names}`, grip: 1, place: `Bij ${names}` });
		await stage.send(log, 'incident.close', {}, carla);
		const state = stage.logs.state(log);
		const draft = state && (await draftOfIncident(stage.sql, log, state));
		if (!draft) throw new Error('no draft');
		expect(draft.rows.map(({ text }) => text)).toEqual(expect.arrayContaining(['Rook bij ons', 'Wij zijn de omroep']));
		const [found] = draft.findings;
		expect([found?.text, found?.fact, found?.source]).toEqual([
			'Het kwam door …, …, …',
			'Niet door …, …, …',
			'Omroep Laagland, …, …, …'
		]);
		expect(draft.rows.some(({ name }) => name === 'Omroep Laagland')).toBe(true);
		const all = JSON.stringify(draft).toLowerCase();
		for (const canary of ['gerda', 'planting', 'harm_', 'zandstra', 'ineke', 'boswijk', 'nummer59', 'bo li'])
			expect(all).not.toContain(canary);
	});
});
