import { afterAll, beforeAll, expect, test } from 'vitest';
import { PostId, QuoteId, momentOf, type AuthorNumber } from '$lib/domain/core/ids';
import { pseudonym } from '$lib/domain/stories/pseudonym';
import { wordsIn } from '$lib/i18n/words';
import { Refusal } from '$lib/domain/core/refusal';
import { forgetSenders } from '$lib/server/records/retention/forget-senders';
import { dataAboutSender } from '$lib/server/records/retention/data-about-sender';
import { requestLetter } from '$lib/server/records/retention/request-letter';
import { storeEdits } from '$lib/server/ingest/pipeline/store-batch';
import { verifyLog } from '$lib/server/log/verify';
import { anna, bram, carla, fresh, person } from '../../domain/in-memory-incident';
import { freshDatabase, type FreshDatabase } from '../database';
import { IncidentFixture } from '../report/incident-fixture';
import { storedWords } from '../stored-words';

const canaries = {
	text: 'zqwoordvanjansen',
	edited: 'zrlaterwoord',
	address: 'https://zsadres.example/1',
	handle: 'ZtHandle_Jansen',
	name: 'Zuvoornaam Zujansen',
	id: 'zvnummervanjansen',
	quote: 'zwcitaatvanjansen'
};
let database: FreshDatabase;
let fixture: IncidentFixture;
const author = { externalId: canaries.id, handle: canaries.handle, name: canaries.name, followers: 12 };
const dataAbout = (query: string) => dataAboutSender(database.sql, fixture.incident, query);
const total = async (): Promise<unknown> => {
	const [row] = await database.sql`
		select (select count(*) from post)::int as posts, (select count(distinct author) from post)::int as authors,
			(select sum(posts) from story_count)::int as counted, (select count(*) from post_version)::int as versions`;
	return row;
};

beforeAll(async () => {
	database = await freshDatabase();
	fixture = await IncidentFixture.begin(database);
	const first = fixture.post('mastodon', `water; ${canaries.text}`, 10, { author, url: canaries.address });
	await fixture.deliver(
		first,
		fixture.post('x', 'water; dat zegt @zthandle_jansen ook', 12),
		fixture.post('x', 'water; dat zegt @zthandle_jansens.nl niet, en @zthandle_jansen.bsky evenmin', 12),
		fixture.post('x', 'rook; iets anders', 13),
		fixture.post('mastodon', first.text, 14, { shares: first.externalId })
	);
	await fixture.deliver({ ...first, text: `water; ${canaries.edited}` });
	const [row] = await database.sql<{ id: string }[]>`select id from post where external_id = ${first.externalId}`;
	const quote = { id: fresh(QuoteId), post: PostId.parse(row?.id), text: canaries.quote, speaker: 'een bewoner' };
	await fixture.send('quote.choose', quote);
});
afterAll(async () => {
	await fixture.stop();
	await database.drop();
});

test('data is found by the whole handle or pseudonym that the person gives, and by nothing else', async () => {
	const found = await dataAbout(`@${canaries.handle.toLowerCase()} `);
	const [sender] = found.senders;
	expect(found.mentions).toBe(1);
	expect(sender).toMatchObject({
		platform: 'mastodon',
		handle: canaries.handle,
		name: canaries.name,
		posts: 1,
		versions: 1,
		quotes: 1,
		released: 0,
		texts: [{ text: `water; ${canaries.edited}`, url: canaries.address }]
	});
	if (!sender) throw new Error('not found');
	for (const language of ['nl', 'en'] as const)
		expect(await dataAbout(pseudonym(sender.number, language))).toEqual({ senders: [sender], mentions: 1 });
	for (const query of [
		'ZtHandle',
		canaries.name,
		canaries.text,
		'%',
		'',
		'@',
		String(sender.number),
		`Jan ${sender.number}`
	])
		expect((await dataAbout(query)).senders, query).toEqual([]);
});

test('only a coordinator may do this, and the log says who, why and which number, but never the name', async () => {
	const authors = (await dataAbout(canaries.handle)).senders.map(({ number }) => number);
	for (const by of [bram, anna, person('administrator')])
		await expect(fixture.send('author.lookUp', { authors, why: 'Verzoek 12' }, by)).rejects.toMatchObject({
			code: 'role.missing'
		});
	await fixture.send('author.lookUp', { authors, why: 'Verzoek 12' }, carla);
	const lines =
		await database.sql`select actor, data from event where log_id = ${fixture.incident} and type = 'author.lookedUp'`;
	expect(lines).toEqual([{ actor: carla.id, data: { authors, why: 'Verzoek 12' } }]);
});

test('the letter says what is held, in both languages, and what is removed later', async () => {
	const letter = {
		organisation: 'Gemeente Waterveen',
		incident: 'Brand Zuiderpark',
		now: momentOf(Date.parse('2026-11-20T12:00:00.000Z')),
		found: await dataAbout(canaries.handle),
		outcome: 'shown',
		rest: momentOf(Date.parse('2026-12-20T12:00:00.000Z'))
	} as const;
	const dutch = requestLetter(letter, wordsIn('nl'));
	for (const part of [
		'Gemeente Waterveen, 20 november 2026',
		canaries.handle,
		canaries.name,
		canaries.edited,
		'1 citaat',
		'op 20 december 2026'
	])
		expect(dutch).toContain(part);
	expect(requestLetter(letter, wordsIn('en'))).toContain('For ‘Brand Zuiderpark’ we keep these data about you:');
	expect(requestLetter({ ...letter, outcome: 'removed' }, wordsIn('nl'))).not.toContain(canaries.edited);
	expect(requestLetter({ ...letter, rest: 'gone' }, wordsIn('nl'))).toContain(
		'Andere persoonsgegevens bij dit incident zijn al verwijderd.'
	);
	expect(requestLetter({ ...letter, found: { senders: [], mentions: 0 }, rest: null }, wordsIn('nl'))).toContain(
		'bewaren wij niets'
	);
});

test('the data is taken out once, not under a hold; the chain and all counts hold, and nothing of it comes back', async () => {
	const [sender] = (await dataAbout(canaries.handle)).senders;
	const before = await total();
	expect(Object.keys(await storedWords(database.sql, canaries)).sort()).toEqual(Object.keys(canaries).sort());
	const forget = (by = carla) => fixture.send('author.forget', { author: sender?.number, why: 'Verzoek 12' }, by);
	await expect(forget(bram)).rejects.toMatchObject({ code: 'role.missing' });
	await fixture.send('incident.hold', { why: 'Een rechter' }, carla);
	await expect(forget()).rejects.toMatchObject({ code: 'retention.held' });
	await fixture.send('incident.endHold', { why: 'Voorbij' }, carla);
	await forget();
	await expect(forget()).rejects.toMatchObject({ code: 'author.absent' });
	const remaining = await storedWords(database.sql, canaries);
	// The mention in somebody else's post stays until the term.
	expect(Object.keys(remaining)).toEqual(['handle']);
	expect(await total()).toEqual(before);
	expect(await verifyLog(database.sql, fixture.incident)).toMatchObject({ ok: true, redacted: 0, masked: 1 });
	const [line] =
		await database.sql`select data from event where log_id = ${fixture.incident} and type = 'author.forgotten'`;
	expect(line).toEqual({ data: { author: sender?.number, posts: 2, quotes: 1, why: 'Verzoek 12' } });
	await fixture.deliver(
		fixture.post('mastodon', `water; ${canaries.text}`, 10, { author, externalId: 'p1', url: canaries.address })
	);
	// An edit that was read before the post was forgotten, and is stored after it.
	const forgotten = await database.sql<{ id: string }[]>`select id from post where forgotten`;
	const edits = forgotten.map(({ id }) => ({ id: PostId.parse(id), text: canaries.edited, deleted: false }));
	await database.sql.begin((tx) => storeEdits(tx, fixture.incident, edits, 1000, momentOf(Date.now())));
	expect(Object.keys(await storedWords(database.sql, canaries))).toEqual(['handle']);
	expect(await total()).toEqual(before);
});

test('the newest texts of each sender are shown, with how many more there are', async () => {
	const [talker, other] = ['zxveel', 'zxweinig'].map((externalId) => ({ ...author, externalId, handle: 'zxprater' }));
	await fixture.deliver(
		...Array.from({ length: 205 }, (_, n) =>
			fixture.post('mastodon', `rook; bericht ${String(n)}`, 30 + n / 10, { author: talker ?? author })
		),
		fixture.post('mastodon', 'rook; een oud bericht', 1, { author: other ?? author })
	);
	const found = await dataAbout('zxprater');
	expect(found.senders.map(({ posts, texts }) => [posts, texts.length])).toEqual([
		[205, 200],
		[1, 1]
	]);
	expect(found.senders[0]?.texts[0]?.text).toBe('rook; bericht 204');
	const letter = { organisation: null, incident: 'Brand', now: momentOf(Date.now()), rest: null, found } as const;
	expect(requestLetter({ ...letter, outcome: 'shown' }, wordsIn('nl'))).toContain('en nog 5 oudere berichten');
	expect(requestLetter({ ...letter, outcome: 'removed' }, wordsIn('nl'))).not.toContain('oudere berichten');
});

test('quotes are counted as they are removed, except our own words; one in a released report stays and is named', async () => {
	const speaker = { ...author, externalId: 'zyspreker', handle: 'zyspreker' };
	const speakerPost = fixture.post('mastodon', 'rook; zij zegt veel', 50, { author: speaker });
	await fixture.deliver(speakerPost);
	const [row] = await database.sql<{ id: string }[]>`select id from post where external_id = ${speakerPost.externalId}`;
	const quote = (text: string, to: object = {}) =>
		fixture.send('quote.choose', { id: fresh(QuoteId), post: row?.id, text, speaker: 'een bewoner', ...to });
	await quote('Zij zegt veel');
	await quote('Zij zegt dat er rook is', { paraphrased: true });
	await fixture.write('brief', 'Mensen zien rook.');
	await fixture.write('counterSignals', '', { noneFound: true });
	await fixture.release(60);
	await quote('Veel zegt zij');
	const found = await dataAbout('zyspreker');
	expect(found.senders).toMatchObject([{ quotes: 1, released: 1 }]);
	const letter = { organisation: null, incident: 'Brand', now: momentOf(Date.now()), rest: null, found } as const;
	expect(requestLetter({ ...letter, outcome: 'removed' }, wordsIn('nl'))).toContain(
		'Citaten in een vrijgegeven rapport blijven daarin staan.'
	);
	const number = found.senders[0]?.number;
	await fixture.send('author.forget', { author: number, why: 'Verzoek 13' }, carla);
	const [line] = await database.sql`
		select data->'quotes' as quotes from event where log_id = ${fixture.incident} and type = 'author.forgotten' and data->>'author' = ${String(number)}`;
	expect(line).toEqual({ quotes: 1 });
});

test('senders are removed one after the other: one whose posts went with another is done, and a failure keeps what was done', async () => {
	const [first, second] = ['zyeen', 'zytwee'].map((externalId) => ({ ...author, externalId, handle: 'zydubbel' }));
	const original = fixture.post('mastodon', 'rook; van mij', 70, { author: first ?? author });
	await fixture.deliver(original);
	await fixture.deliver(
		fixture.post('mastodon', original.text, 71, { author: second ?? author, shares: original.externalId })
	);
	const { senders } = await dataAbout('zydubbel');
	expect(senders).toHaveLength(2);
	const forget = (number: AuthorNumber) => fixture.send('author.forget', { author: number, why: 'Verzoek 14' }, carla);
	expect(await forgetSenders(senders, forget)).toEqual({ done: senders, failed: null });
	expect((await dataAbout('zydubbel')).senders).toEqual([]);
	await expect(forgetSenders(senders, forget)).rejects.toMatchObject({ code: 'author.absent' });
	const later = new Refusal('retention.held');
	const half = await forgetSenders(senders, (number) =>
		number === senders[0]?.number ? Promise.resolve() : Promise.reject(later)
	);
	expect(half).toEqual({ done: senders.slice(0, 1), failed: later });
});
