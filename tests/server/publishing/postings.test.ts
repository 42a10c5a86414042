import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { correctionsDue } from '$lib/domain/official-text/correction';
import {
	FactId,
	IncidentId,
	inIncident,
	INSTALLATION,
	momentOf,
	OutletId,
	PublicationId,
	TextId
} from '$lib/domain/core/ids';
import { wordingChecksum } from '$lib/domain/official-text/official-text';
import type { Network } from '$lib/domain/official-text/posting';
import { guardedFetch } from '$lib/server/platform/net/guarded-fetch';
import { bluesky, facetsOf, keyOf } from '$lib/server/out/official-text/networks/bluesky';
import { mastodon } from '$lib/server/out/official-text/networks/mastodon';
import { NetworkError, waitOf } from '$lib/server/out/official-text/networks/network';
import { Outlets, ServerRefused } from '$lib/server/out/official-text/outlets';
import { Postings } from '$lib/server/out/official-text/postings';
import { Encryption } from '$lib/server/platform/operations/encryption';
import { anna, carla, fresh, opening, person } from '../../domain/in-memory-incident';
import { Stage } from '../stage';
import { localBluesky, localMastodon, type LocalNetwork } from './networks';

let stage: Stage;
let outlets: Outlets;
const local: Partial<Record<Network, LocalNetwork>> = {};
const ids: Partial<Record<Network, OutletId>> = {};
const seals = new Encryption('s'.repeat(32));
/** The networks' current time, in milliseconds: tests advance it instead of waiting. */
let ahead = 0;
const now = (): number => Date.now() + ahead;
const at = (network: Network): LocalNetwork => {
	const found = local[network];
	if (!found) throw new Error(network);
	return found;
};
const by = { actor: carla, origin: null };
/** Another process starts: it has only the database. */
const sender = () => new Postings(stage.sql, stage.executor, outlets, outlets.networks, now);

beforeAll(async () => {
	stage = await Stage.set();
	[local.mastodon, local.bluesky] = [await localMastodon(), await localBluesky()];
	const fetch = guardedFetch({ allow: ['127.0.0.0/8'], milliseconds: 300 });
	outlets = new Outlets(stage.sql, stage.executor, seals, { mastodon: mastodon(fetch), bluesky: bluesky(fetch) }, [
		'127.0.0.0/8'
	]);
	await outlets.connect(
		{ network: 'mastodon', server: at('mastodon').origin, identifier: '', secret: ' mastodon-token ' },
		by
	);
	const app = { identifier: '@gemeente.bsky.example', secret: 'app-password' };
	await outlets.connect({ network: 'bluesky', server: at('bluesky').origin, ...app }, by);
	for (const { id, network } of outlets.all()) ids[network] = id;
});
afterAll(async () => {
	await Promise.all([at('mastodon').stop(), at('bluesky').stop()]);
	await stage.strike();
});
beforeEach(() => {
	ahead = 0;
	for (const network of ['mastodon', 'bluesky'] as const)
		Object.assign(at(network), { revoked: false }).whims.length = 0;
});

/** An approved holding statement, in a real incident unless stated otherwise. */
async function approved(
	network: Network,
	exercise = false
): Promise<{ log: IncidentId; text: TextId; fact: FactId; words: string; named: object }> {
	const [log, text, fact] = [fresh(IncidentId), fresh(TextId), fresh(FactId)];
	await stage.send(log, 'incident.open', opening({ exercise }));
	const words = `Wij zoeken het uit. Kijk op https://waterveen.example/brand?n=${text}`;
	const about = { kind: 'incident', finding: null };
	await stage.send(log, 'fact.record', { id: fact, text: 'Er is brand', source: 'Brandweer', at: null });
	const wordings = [{ channel: network, text: words }];
	await stage.send(log, 'text.draft', { id: text, kind: 'holding', about, corrects: null, facts: [fact], wordings });
	const named = { channel: network, checksum: wordingChecksum(network, words) };
	await stage.send(log, 'text.submit', { text, variants: [named], requestedFrom: null });
	await stage.send(log, 'text.approve', { text, variants: [named] }, anna);
	return { log, text, fact, words, named };
}
async function queuedPosting(network: Network, id = fresh(PublicationId)) {
	const made = await approved(network);
	const press = () =>
		stage.send(made.log, 'text.publishDirectly', {
			text: made.text,
			id,
			...made.named,
			outlet: ids[network],
			where: network
		});
	await press();
	return {
		...made,
		id,
		press,
		row: () => stage.logs.state(made.log)?.texts.get(made.text),
		published: () => at(network).published.filter(({ text }) => text === made.words)
	};
}
/** Polls until nothing waits any more, as the program does, without waiting for the clock. */
async function settle(postings = sender()): Promise<void> {
	for (let round = 0; round < 12 && (await postings.process()) > 0; round += 1) ahead += 31_000;
}
const networks = ['mastodon', 'bluesky'] as const;

test.each(networks)('%s: approved words are posted there once, and the log says where', async (network) => {
	const { row, words, published, id } = await queuedPosting(network);
	await settle();
	expect(published()).toHaveLength(1);
	expect(row()?.publications).toMatchObject([
		{ id, channel: network, text: words, by: expect.any(String) as unknown, alone: null }
	]);
	expect(row()?.publications[0]?.address).toMatch(
		network === 'mastodon'
			? /^https:\/\/mastodon\.example\/@gemeente\/\d+$/
			: /^https:\/\/bsky\.app\/profile\/did:plc:gemeente\/post\/[2-7a-z]{13}$/
	);
	expect(row()?.postings).toMatchObject([{ state: 'done', tries: 1 }]);
	expect(await sender().process()).toBe(0);
});

test.each(networks)('%s: what two incidents publish under one id is posted there for each', async (network) => {
	const one = await queuedPosting(network);
	const two = await queuedPosting(network, one.id);
	await settle();
	for (const { published, row } of [one, two]) {
		expect(published()).toHaveLength(1);
		expect(row()?.postings).toMatchObject([{ state: 'done' }]);
	}
});

describe.each(networks)('%s, exactly once', (network) => {
	test.each(['errorAccepted', 'hangAccepted', 'cutAccepted'] as const)(
		'when the network accepted it but the answer was lost: %s',
		async (whim) => {
			const { row, published } = await queuedPosting(network);
			at(network).whims.push(whim);
			await settle();
			expect(published()).toHaveLength(1);
			expect(row()?.publications).toHaveLength(1);
		}
	);

	test('when the program dies between the network and the log, and the network has forgotten the key', async () => {
		const { row, published, log, text, id } = await queuedPosting(network);
		const dying = sender();
		// Everything up to the answer happened; nothing after it did.
		at(network).whims.push('hangAccepted');
		await dying.process();
		at(network).forgetKeys();
		expect(row()?.postings).toMatchObject([{ id, state: 'waiting', tries: 1 }]);
		expect(row()?.publications).toEqual([]);
		ahead += 60_000;
		await settle(sender());
		expect(published()).toHaveLength(1);
		expect(stage.logs.state(log)?.texts.get(text)?.publications).toHaveLength(1);
	});

	test('when it shows an accepted posting only later, without an answer, and knows no keys', async () => {
		const { row, published } = await queuedPosting(network);
		const postings = sender();
		at(network).whims.push('errorAccepted');
		at(network).isListBehind = true;
		for (const process of [postings, postings, sender()]) {
			await process.process();
			at(network).forgetKeys();
			ahead += 6_000;
		}
		at(network).isListBehind = false;
		await settle(postings);
		expect(published()).toHaveLength(1);
		expect(row()?.publications).toHaveLength(1);
	});

	test('when two processes send the same posting', async () => {
		const { row, published } = await queuedPosting(network);
		const other = await Stage.beside(stage.database);
		try {
			const theirs = new Postings(other.sql, other.executor, outlets, outlets.networks, now);
			await Promise.all([settle(sender()), settle(theirs)]);
		} finally {
			for (const stop of other.stops.slice(0, 3)) await stop();
		}
		expect(published()).toHaveLength(1);
		await expect.poll(() => row()?.publications.length).toBe(1);
	});

	test('after an error before it accepted', async () => {
		const { row, published } = await queuedPosting(network);
		at(network).whims.push('error', 'error');
		await settle();
		expect(published()).toHaveLength(1);
		expect(row()?.postings).toMatchObject([{ state: 'done', tries: 3 }]);
	});

	test('when time runs out while it may be published: the program checks once more before it tells anyone', async () => {
		const { row, published } = await queuedPosting(network);
		at(network).whims.push('hangAccepted');
		ahead += 299_000;
		const postings = sender();
		expect(await postings.process()).toBe(1);
		expect(row()?.postings).toMatchObject([{ state: 'waiting', tries: 1 }]);
		await settle(postings);
		expect(published()).toHaveLength(1);
		expect(row()?.publications).toHaveLength(1);
	});

	test('when it asks to wait, as long as the network says', async () => {
		const { row, published } = await queuedPosting(network);
		at(network).whims.push('limit');
		const postings = sender();
		expect(await postings.process()).toBe(1);
		expect(await postings.process()).toBe(1);
		expect(published()).toHaveLength(0);
		ahead += 3_001;
		await settle(postings);
		expect(published()).toHaveLength(1);
		expect(row()?.postings).toMatchObject([{ state: 'done' }]);
	});
});

describe.each(networks)('%s, what cannot be posted', (network) => {
	test.each([
		['revoked', 'revoked'],
		['refused', 'refused']
	] as const)('is reported to the person who asked: %s', async (whim, why) => {
		const { row, published, press } = await queuedPosting(network);
		at(network).whims.push(whim);
		await settle();
		expect(row()?.postings).toMatchObject([{ state: 'failed', why }]);
		expect(row()?.publications).toEqual([]);
		// Once fixed, the same button tries the same posting again.
		await press();
		await settle();
		expect(published()).toHaveLength(1);
		expect(row()?.postings).toMatchObject([{ state: 'done', tries: 2 }]);
	});

	test('revoked credentials post nothing, and the account says so', async () => {
		const { row, published } = await queuedPosting(network);
		at(network).revoked = true;
		await settle();
		expect(row()?.postings).toMatchObject([{ state: 'failed', why: 'revoked' }]);
		expect(published()).toHaveLength(0);
	});

	test('when a network does not answer before time runs out, and did not accept it, it is not sent again, and the person who asked is told', async () => {
		const { row, published } = await queuedPosting(network);
		at(network).whims.push('error');
		ahead += 299_000;
		await settle();
		expect(published()).toHaveLength(0);
		expect(row()?.postings).toMatchObject([{ state: 'failed', why: 'unsure', tries: 1 }]);
	});

	test('when a network never answers, the program does not claim that it is absent, and trying again checks first', async () => {
		const { row, published, press } = await queuedPosting(network);
		at(network).whims.push(...Array<'error'>(4).fill('error'));
		await settle();
		expect(row()?.postings).toMatchObject([{ state: 'failed', why: 'unsure' }]);
		at(network).forgetKeys();
		ahead = 0;
		await press();
		await settle();
		expect(published().length).toBeLessThanOrEqual(1);
	});
});

describe('what was stopped meanwhile is not sent', () => {
	test.each([
		['withdrawn', 'text.withdraw', { why: 'Klopt niet' }],
		['paused', 'text.pause', { why: 'Nieuwe meting' }],
		['resting on other facts', 'text.cite', { facts: [] }]
	])('%s before it was sent', async (_, type, more) => {
		const { log, text, row, published } = await queuedPosting('mastodon');
		await stage.send(log, type, { text, ...more });
		await settle();
		expect(published()).toHaveLength(0);
		expect(row()?.postings).toMatchObject([{ state: 'failed', why: 'overtaken' }]);
	});

	test('citing a fact that was replaced before it was sent', async () => {
		const { log, fact, row, published } = await queuedPosting('bluesky');
		await stage.send(log, 'fact.replace', {
			replaces: fact,
			id: fresh(FactId),
			text: 'De brand is uit',
			source: 'Brandweer',
			at: null
		});
		await settle();
		expect(published()).toHaveLength(0);
		expect(row()?.postings).toMatchObject([{ state: 'failed', why: 'overtaken' }]);
	});

	test('citing a fact that was replaced while it was being sent: it is recorded, and a correction is due', async () => {
		const { log, fact, row, published } = await queuedPosting('mastodon');
		at('mastodon').whims.push('cutAccepted');
		const postings = sender();
		await postings.process();
		await stage.send(log, 'fact.replace', {
			replaces: fact,
			id: fresh(FactId),
			text: 'De brand is uit',
			source: 'Brandweer',
			at: null
		});
		ahead += 60_000;
		await settle(postings);
		expect(published()).toHaveLength(1);
		expect(row()?.publications).toMatchObject([{ facts: [fact] }]);
		const state = stage.logs.state(log);
		expect(state && correctionsDue(state).map(({ channel, causes }) => [channel, causes])).toEqual([
			['mastodon', [expect.stringContaining(`fact:${fact}`)]]
		]);
	});

	test('changed before it was sent: the other words wait for another approval', async () => {
		const { log, text, row, published, named } = await queuedPosting('bluesky');
		await stage.send(log, 'text.write', {
			text,
			channel: 'bluesky',
			words: 'Andere woorden',
			over: 'checksum' in named ? named.checksum : null
		});
		await settle();
		expect(published()).toHaveLength(0);
		expect(row()?.postings).toMatchObject([{ state: 'failed', why: 'overtaken' }]);
	});

	test('withdrawn while it was being sent: the publication is recorded, and a correction is due', async () => {
		const { log, text, row, published } = await queuedPosting('mastodon');
		at('mastodon').whims.push('hangAccepted');
		const postings = sender();
		await postings.process();
		await stage.send(log, 'text.withdraw', { text, why: 'Klopt niet' });
		await stage.send(log, 'incident.close', {}, carla);
		ahead += 60_000;
		await settle(postings);
		expect(published()).toHaveLength(1);
		expect(row()).toMatchObject({ withdrawn: { why: 'Klopt niet' }, publications: [{ channel: 'mastodon' }] });
	});

	test('not sent while the program was down, it waits for a person', async () => {
		const { row, published } = await queuedPosting('mastodon');
		ahead += 3_600_000;
		await settle();
		expect(published()).toHaveLength(0);
		expect(row()?.postings).toMatchObject([{ state: 'failed', why: 'late' }]);
		ahead = 0;
	});
});

test('publishing is refused for what is not approved, twice at once, to an unknown account, or by hand while it is being sent', async () => {
	const { log, text, named } = await approved('mastodon');
	const press = (more: object) =>
		stage.send(log, 'text.publishDirectly', {
			text,
			id: fresh(PublicationId),
			...named,
			outlet: ids.mastodon,
			where: 'Mastodon',
			...more
		});
	await expect(press({ checksum: 'a'.repeat(64) })).rejects.toMatchObject({ code: 'text.changed' });
	await expect(press({ outlet: ids.bluesky })).rejects.toMatchObject({ code: 'outlet.absent' });
	await expect(press({ outlet: fresh(OutletId) })).rejects.toMatchObject({ code: 'outlet.absent' });
	await expect(press({ outlet: null })).rejects.toMatchObject({ code: 'outlet.absent' });
	const [one, two] = await Promise.allSettled([press({}), press({})]);
	expect([one.status, two.status].sort()).toEqual(['fulfilled', 'rejected']);
	const byHand = { text, id: fresh(PublicationId), ...named, where: 'Mastodon', address: null, at: null };
	await expect(stage.send(log, 'text.publish', byHand)).rejects.toMatchObject({ code: 'posting.underWay' });
	await settle();
	await expect(press({})).rejects.toMatchObject({ code: 'text.alreadyPublished' });
});

test('in an exercise the text is in the simulated channel at once; the database refuses a posting of an exercise', async () => {
	const { log, text, named, words } = await approved('mastodon', true);
	const put = { text, id: fresh(PublicationId), ...named, where: 'Verzonnen Mastodon' };
	await expect(stage.send(log, 'text.publishDirectly', { ...put, outlet: ids.mastodon })).rejects.toMatchObject({
		code: 'incident.exercise'
	});
	await stage.send(log, 'text.publishDirectly', { ...put, outlet: null });
	expect(stage.logs.state(log)?.texts.get(text)).toMatchObject({
		publications: [{ text: words, address: null }],
		postings: []
	});
	await settle();
	expect(at('mastodon').published.some((each) => each.text === words)).toBe(false);
	const row = { incident_id: log, id: fresh(PublicationId), text_id: text, waiting: true };
	for (const exercise of [true, false])
		await expect(stage.sql`insert into posting ${stage.sql({ ...row, exercise })}`).rejects.toThrow(
			/exercise_stays_inside|foreign key/
		);
});

describe('an account of our own', () => {
	test('is known by what the network calls it; its credentials are stored encrypted in one table, and in no log', async () => {
		expect(outlets.all().map(({ name }) => name)).toEqual([
			`@gemeente@${new URL(at('mastodon').origin).host}`,
			'@gemeente.bsky.example'
		]);
		const rows = await stage.sql<{ sealed: string }[]>`select sealed from outlet_credential`;
		expect(rows).toHaveLength(2);
		const [{ everything } = { everything: '' }] = await stage.sql<{ everything: string }[]>`
			select (select string_agg(data::text, '') from event) || (select string_agg(sealed, '') from outlet_credential) as everything`;
		expect(everything).not.toMatch(/mastodon-token|app-password/);
	});
	test('is not connected with invalid credentials, over an unencrypted connection, or by a person who may not', async () => {
		const wrong = { network: 'mastodon' as const, server: at('mastodon').origin, identifier: '', secret: 'guessed' };
		await expect(outlets.connect(wrong, by)).rejects.toMatchObject({
			trouble: 'revoked'
		} satisfies Partial<NetworkError>);
		for (const server of [
			'http://mastodon.example',
			'ftp://mastodon.example',
			'',
			'https://me:secret@mastodon.example'
		])
			await expect(outlets.connect({ ...wrong, server }, by)).rejects.toBeInstanceOf(ServerRefused);
		const right = { ...wrong, secret: 'mastodon-token' };
		await expect(outlets.connect(right, { actor: person('analyst'), origin: null })).rejects.toMatchObject({
			code: 'role.missing'
		});
		expect(await stage.sql`select 1 from outlet_credential`).toHaveLength(2);
	});
	test('that was disconnected is deleted, and what waits for it says so', async () => {
		const extra = {
			network: 'mastodon' as const,
			server: at('mastodon').origin,
			identifier: '',
			secret: 'mastodon-token'
		};
		await outlets.connect(extra, by);
		const id = outlets.all().at(-1)?.id ?? fresh(OutletId);
		const { log, text, named } = await approved('mastodon');
		await stage.send(log, 'text.publishDirectly', {
			text,
			id: fresh(PublicationId),
			...named,
			outlet: id,
			where: 'Mastodon'
		});
		await outlets.disconnect(id, by);
		expect(await stage.sql`select 1 from outlet_credential where outlet_id = ${id}`).toHaveLength(0);
		await settle();
		expect(stage.logs.state(log)?.texts.get(text)?.postings).toMatchObject([{ state: 'failed', why: 'disconnected' }]);
		expect(stage.logs.state(INSTALLATION)?.outlets.get(id)?.disconnected).not.toBeNull();
	});
});

describe('protocol details', () => {
	test('a Bluesky key is a TID of the posting: equal for the same posting, different for others, in order of time', () => {
		const startedAt = '2026-11-20T12:00:00.000Z' as never;
		const [one, two] = [fresh(PublicationId), fresh(PublicationId)];
		expect(keyOf({ id: one, firstRequestedAt: startedAt })).toMatch(
			/^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/
		);
		expect(keyOf({ id: one, firstRequestedAt: startedAt })).toBe(keyOf({ id: one, firstRequestedAt: startedAt }));
		expect(keyOf({ id: two, firstRequestedAt: startedAt })).not.toBe(keyOf({ id: one, firstRequestedAt: startedAt }));
		const later = '2026-11-20T12:00:01.000Z' as never;
		expect(keyOf({ id: one, firstRequestedAt: startedAt }) < keyOf({ id: two, firstRequestedAt: later })).toBe(true);
	});
	test('each network gets the language of the words, and none where it is not clear', async () => {
		const posting = (text: string) => ({
			id: inIncident(fresh(IncidentId), fresh(PublicationId)),
			text,
			firstRequestedAt: momentOf(Date.now())
		});
		const fetch = guardedFetch({ allow: ['127.0.0.0/8'] });
		const own = {
			mastodon: { server: at('mastodon').origin, identifier: '', secret: 'mastodon-token' },
			bluesky: { server: at('bluesky').origin, identifier: 'gemeente.bsky.example', secret: 'app-password' }
		};
		for (const [text, toMastodon, toBluesky] of [
			['There is a fire in the harbour. Stay inside.', 'en', ['en']],
			['Er is brand in de haven. Blijf binnen.', 'nl', ['nl']],
			['Er is brand in de haven. Blijf binnen.\nThere is a fire in the harbour. Stay inside.', undefined, ['nl', 'en']],
			['#brand https://waterveen.example', undefined, undefined]
		] as const) {
			await mastodon(fetch).put(own.mastodon, posting(text));
			await bluesky(fetch).put(own.bluesky, posting(text));
			expect(at('mastodon').published.at(-1)).toMatchObject({ text, languages: toMastodon });
			expect(at('bluesky').published.at(-1)).toMatchObject({ text, languages: toBluesky });
		}
	});
	test('links and hashtags are marked by their byte positions', () => {
		const text = 'Café ☕: zie https://waterveen.example/é. #brandZuiderpark';
		const { facets } = facetsOf(text) as {
			facets: { index: { byteStart: number; byteEnd: number }; features: object[] }[];
		};
		const marked = facets.map(({ index }) => Buffer.from(text).subarray(index.byteStart, index.byteEnd).toString());
		expect(marked).toEqual(['https://waterveen.example/é', '#brandZuiderpark']);
		expect(facetsOf('Geen van beide, ook niet #1')).toEqual({});
	});
	test.each([
		[{ 'retry-after': '30' }, 30_000],
		[{ 'x-ratelimit-reset': '2026-11-20T12:05:00.000Z' }, 300_000],
		[{ 'ratelimit-reset': String(Date.parse('2026-11-20T12:01:00Z') / 1000) }, 60_000],
		[{ 'retry-after': 'soon' }, null],
		[{}, null]
	])('how long a network asks to wait: %j', (headers, wait) => {
		expect(waitOf(new Map(Object.entries(headers)), Date.parse('2026-11-20T12:00:00Z'))).toBe(wait);
	});
});
