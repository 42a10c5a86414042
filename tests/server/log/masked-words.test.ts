import fc from 'fast-check';
import type { Sql, TransactionSql } from '$lib/server/platform/driver/sql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonical, checksumOf } from '$lib/domain/core/checksum';
import { FactId, FindingId, type IncidentId } from '$lib/domain/core/ids';
import { maskText } from '$lib/domain/posts/masking/mask-text';
import { append, lockHead } from '$lib/server/log/append';
import { proofOf } from '$lib/server/log/chain';
import { restIn, verifyLog } from '$lib/server/log/verify';
import { completeDigest, completeProof, maskProved, restDigest } from '$lib/server/log/word-proof';
import { planted } from '../../domain/planted';
import { carla, fresh } from '../../domain/in-memory-incident';
import { passDays } from '../pass-days';
import { Stage } from '../stage';

let stage: Stage;
let log: IncidentId;
const rumour = fresh(FindingId);
const fact = fresh(FactId);
beforeAll(async () => {
	stage = await Stage.set();
	({ log } = await stage.open());
	const text = 'Het water is 100% vergiftigd, zegt @piet_70: bel 06-12345678';
	await stage.send(log, 'rumour.signal', { id: rumour, text, offline: 'balie', seenIn: null });
	await stage.send(log, 'fact.record', { id: fact, text: 'Het water is onderzocht', source: 'Vitens', at: null });
	await stage.send(log, 'rumour.giveVerdict', { rumour, verdict: 'false', fact });
	// Masking is due: the term of 30 days is over.
	await stage.send(log, 'incident.close', {}, carla);
	await passDays(stage.database.sql, log, 31);
});
afterAll(() => stage.strike());

type Data = Record<string, unknown>;
interface Change {
	readonly line: string;
	readonly to: (data: Data) => Data;
}
const withText = (text: string): Change => ({ line: 'rumour.signalled', to: (data) => ({ ...data, text }) });

/** Changes that a masking may not make, for any connection as the program. */
const forbidden: Readonly<Record<string, Change>> = {
	'another verdict': {
		line: 'rumour.judged',
		to: (data) => ({ ...data, judged: { ...(data['judged'] as Data), verdict: 'true' } })
	},
	'a mark in place of an id': { line: 'rumour.signalled', to: (data) => ({ ...data, id: '…' }) },
	'another name of a source': { line: 'fact.recorded', to: (data) => ({ ...data, source: 'Dunea' }) },
	'other words': withText('Het water is veilig, zegt @…: bel [tel]'),
	'words beside a mark': withText('Het water is 100% vergiftigd, zegt niet @…: bel [tel]'),
	'words in another order': withText('[tel] Het water is 100% vergiftigd, zegt @…: bel'),
	'words left out without a mark': withText('Het water is vergiftigd, zegt @…: bel [tel]'),
	'a sign that stands for others in SQL': withText('Het water is % vergiftigd'),
	'one that stands for one other': withText('Het water is 100_ vergiftigd, zegt @…: bel [tel]'),
	'a key more': { line: 'rumour.signalled', to: (data) => ({ ...data, more: true }) },
	'no text': {
		line: 'rumour.signalled',
		to: (data) => Object.fromEntries(Object.entries(data).filter(([key]) => key !== 'text'))
	},
	'a list in place of a text': { line: 'rumour.signalled', to: (data) => ({ ...data, text: ['…'] }) }
};
const allowed = withText('Het water is 100% vergiftigd, zegt @…: bel [tel]');

/** The best proof that somebody who knows the original line can give for their change to it. */
function bestProof(line: { data: Data; words: unknown; salt: Buffer; rest: Buffer }, after: Data): unknown {
	const rest = restIn({ ...line, word_proof: null });
	const proof = rest && proofOf(rest, line.salt, line.data);
	const to = typeof after['text'] === 'string' ? after['text'] : '…';
	return rest && proof
		? maskProved(line.data, rest.words, proof, (text) => (text === line.data['text'] ? to : text)).proof
		: {};
}

const UNDO = new Error('undo');
type Progress = 'never' | 'begun' | 'done' | 'begunAfter';

/** Masks one line by hand, as somebody does who has the connection; what `look` finds then. All is taken back. */
async function masking<T>(
	sql: Sql,
	{ line, to }: Change,
	progress: Progress,
	how: (tx: TransactionSql, by: number, line: { seq: number; data: Data; proof: unknown }) => Promise<unknown>,
	look: (tx: TransactionSql) => Promise<T>
): Promise<T> {
	const found: T[] = [];
	const started = { posts: 0, days: 0, why: 'retention.termOver', first: null };
	const add = async (tx: TransactionSql, type: string, data: Data): Promise<number> => {
		const head = await lockHead(tx, log);
		if (!head) throw new Error('no log');
		await append(tx, head, [{ type, data }], carla.id, null);
		return head.seq + 1;
	};
	await sql
		.begin(async (tx) => {
			const [at] = await tx<{ seq: number; data: Data; words: unknown; salt: Buffer; rest: Buffer }[]>`
				select seq, data, words, salt, rest from event where log_id = ${log} and type = ${line}`;
			if (!at) throw new Error('no line');
			const after = to(at.data);
			if (progress === 'begun' || progress === 'done') await add(tx, 'posts.maskingStarted', started);
			if (progress === 'done') await add(tx, 'posts.masked', { posts: 0, authors: 0, first: null });
			const lines = [{ number: at.seq, sha256: checksumOf(canonical(after)) }];
			const by = await add(tx, 'log.masked', { lines, why: 'retention.termOver' });
			if (progress === 'begunAfter') await add(tx, 'posts.maskingStarted', started);
			await how(tx, by, { seq: at.seq, data: after, proof: bestProof(at, after) });
			found.push(await look(tx));
			throw UNDO;
		})
		.catch((error: unknown) => {
			if (error !== UNDO) throw error;
		});
	return found[0] as T;
}

interface Masked {
	readonly seq: number;
	readonly data: Data;
	readonly proof: unknown;
}
const byFunction = (tx: TransactionSql, by: number, { seq, data, proof }: Masked) =>
	tx`select mask_lines(${log}, ${by}, false, array[${seq}]::int[], array[${canonical(data)}], array[${canonical(proof)}])`;
const byHand = async (tx: TransactionSql, _: number, { seq, data, proof }: Masked) => {
	await tx`alter table event disable trigger user`;
	await tx`update event set data = ${canonical(data)}::text::jsonb, salt = null,
		word_proof = ${canonical(proof)}::text::jsonb where log_id = ${log} and seq = ${seq}`;
};
const whole = (tx: TransactionSql) => verifyLog(tx, log);

describe('masking removes words, and changes nothing else', () => {
	test.each(['the program', 'the owner'])(
		'%s can mask the words that are masked in the posts of the incident',
		async (who) => {
			const sql = who === 'the owner' ? stage.database.sql : stage.sql;
			expect(await masking(sql, allowed, 'begun', byFunction, whole)).toMatchObject({ ok: true, redacted: 0 });
		}
	);

	test.each(Object.entries(forbidden))('the database refuses %s', async (_, change) => {
		for (const sql of [stage.sql, stage.database.sql])
			await expect(masking(sql, change, 'begun', byFunction, whole)).rejects.toMatchObject({ code: '42501' });
	});

	test.each(['never', 'done', 'begunAfter'] as const)(
		'masking that was begun: %s, is refused and detected',
		async (progress) => {
			for (const sql of [stage.sql, stage.database.sql])
				await expect(masking(sql, allowed, progress, byFunction, whole)).rejects.toMatchObject({ code: '42501' });
			expect(await masking(stage.database.sql, allowed, progress, byHand, whole)).toMatchObject({
				ok: false,
				why: 'unasked'
			});
		}
	);

	test.each(Object.entries(forbidden))('verification finds %s, when the owner does it by hand', async (_, change) => {
		expect(await masking(stage.database.sql, change, 'begun', byHand, whole)).toMatchObject({
			ok: false,
			why: 'changed'
		});
	});
});

test('a line that marks an id as words of a person is detected at once', async () => {
	const found = await masking(
		stage.database.sql,
		allowed,
		'begun',
		async (tx) => {
			await tx`alter table event disable trigger user`;
			await tx`update event set words = words || '[["id"]]' where log_id = ${log} and type = 'rumour.signalled'`;
		},
		whole
	);
	expect(found).toMatchObject({ ok: false, why: 'changed' });
});

test('the database accepts everything that the program masks in a text', async () => {
	const details = [
		...[
			'06-12345678',
			'+31 6 1234 5678',
			'0031 (0)20 123 45 67',
			'piet.jansen@example.org',
			'@piet_70',
			'@a (A. Jansen)'
		],
		...['NL91ABNA0417164300', 'NL91 ABNA 0417 1643 00', 'TX-34-RT', '12-AB-34', 'Kerkstraat 12-b'],
		...['mevrouw Jansen', 'Piet Jansen', 'https://x.com/piet_70', 'www.facebook.com/piet'],
		...planted
	];
	const other = ['100%', '_', '\\', '\\%', '[tel]', '…', '\n', '?', "'", '"', 'niet', 'het water is'];
	const piece = fc.oneof(fc.constantFrom(...details), fc.constantFrom(...other), fc.string({ maxLength: 5 }));
	const texts = fc.sample(
		fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(' ').toWellFormed().replaceAll('\0', '')),
		{ seed: 39, numRuns: 500 }
	);
	const pairs = [...details, ...texts].map((text) => ({ text, masked: maskText(text, ['Piet Jansen'], []) }));
	expect(pairs.slice(0, details.length).filter(({ text, masked }) => text === masked)).toEqual([]);
	const refused = await stage.database.sql`
		select m.before, m.after from unnest(${pairs.map(({ text }) => text)}::text[], ${pairs.map(({ masked }) => masked)}::text[])
			as m (before, after)
		where not only_masked(jsonb_build_object('text', m.before), jsonb_build_object('text', m.after), '[["text"]]')`;
	expect([...refused]).toEqual([]);
});

test('a masked text is accepted as one with words removed, also when more is masked; nothing else is', () => {
	const piece = fc.constantFrom(
		...['06-12345678', '@piet_70', 'niet', ' ', '…', '[tel]', '😀', 'Jansen', 'Jansens', 'é', '.', '12']
	);
	const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(' '));
	let [masked, forged] = [0, 0];
	fc.assert(
		fc.property(text, fc.array(fc.constantFrom('Jansen', 'niet'), { maxLength: 2 }), fc.nat(), (words, names, at) => {
			const paths = [['text']];
			const salt = Buffer.alloc(16, 7);
			const data = { text: words, id: 'x' };
			const whole = completeProof(salt, paths, data);
			const digest = completeDigest(salt, paths, data);
			expect(restDigest(whole, paths, data)).toEqual(digest);
			const first = maskProved(data, paths, whole, (before) => maskText(before));
			const second = maskProved(first.data, paths, first.proof, (before) => maskText(before, names));
			for (const each of [first, second]) {
				expect(restDigest(each.proof, paths, each.data)).toEqual(digest);
				const result = (each.data as { text: string }).text;
				masked += result === words ? 0 : 1;
				const other = `${result.slice(0, at % (result.length + 1))}x${result.slice(at % (result.length + 1))}`;
				expect(restDigest(each.proof, paths, { ...data, text: other })).not.toEqual(digest);
				expect(restDigest(each.proof, paths, { ...data, text: result, id: 'y' })).not.toEqual(digest);
				forged += 2;
			}
			expect(maskText((second.data as { text: string }).text)).toBe((second.data as { text: string }).text);
		}),
		{ seed: 39, numRuns: 500 }
	);
	expect(Math.min(masked, forged)).toBeGreaterThan(200);
});
