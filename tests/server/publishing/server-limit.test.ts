import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FactId, IncidentId, INSTALLATION, TextId } from '$lib/domain/core/ids';
import { wordingChecksum } from '$lib/domain/official-text/official-text';
import { bluesky } from '$lib/server/out/official-text/networks/bluesky';
import { mastodon } from '$lib/server/out/official-text/networks/mastodon';
import { Outlets } from '$lib/server/out/official-text/outlets';
import { Encryption } from '$lib/server/platform/operations/encryption';
import { guardedFetch } from '$lib/server/platform/net/guarded-fetch';
import { carla, fresh, opening } from '../../domain/in-memory-incident';
import { Stage } from '../stage';

/** What the server answers for each path; other paths are absent. */
let answers: Record<string, [status: number, body: string]> = {};
let server: Server;
let origin = '';
let stage: Stage;
beforeAll(async () => {
	stage = await Stage.set();
	server = createServer((request, response) => {
		const [status, body] = answers[request.url ?? ''] ?? [404, '{"error":"Record not found"}'];
		response.writeHead(status, { 'content-type': 'application/json' }).end(body);
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
afterAll(async () => {
	server.close();
	await stage.strike();
});
const fetch = guardedFetch({ allow: ['127.0.0.0/8'], milliseconds: 2_000 });
const v1 = '/api/v1/instance';
const v2 = '/api/v2/instance';
const saying = (statuses: unknown): [number, string] => [200, JSON.stringify({ configuration: { statuses } })];

test.each<[server: string, answers: typeof answers, limit: [characters: number, perAddress: number] | null]>([
	['Mastodon 4', { [v2]: saying({ max_characters: 500, characters_reserved_per_url: 23 }) }, [500, 23]],
	['a higher limit', { [v2]: saying({ max_characters: 5_000, characters_reserved_per_url: 23 }) }, [5_000, 23]],
	['a lower limit', { [v2]: saying({ max_characters: 140, characters_reserved_per_url: 30 }) }, [140, 30]],
	['Mastodon 3, without v2', { [v1]: saying({ max_characters: 666, characters_reserved_per_url: 23 }) }, [666, 23]],
	['Pleroma', { [v1]: [200, '{"max_toot_chars":5000}'] }, [5_000, 23]],
	['no length of an address', { [v2]: saying({ max_characters: 1_000 }) }, [1_000, 23]],
	['v2 without a limit', { [v2]: [200, '{"title":"x"}'], [v1]: saying({ max_characters: 700 }) }, [700, 23]],
	['an old server', { [v1]: [200, '{"title":"x"}'] }, null],
	['no such path', {}, null],
	['an error', { [v2]: [500, 'oops'], [v1]: [500, 'oops'] }, null],
	['no JSON', { [v2]: [200, '<html>'], [v1]: [200, '<html>'] }, null],
	['words for a number', { [v2]: saying({ max_characters: 'veel' }) }, null],
	['nothing', { [v2]: saying({ max_characters: 0 }) }, null],
	['a negative number', { [v2]: saying({ max_characters: -1 }) }, null],
	['an absurd number', { [v2]: saying({ max_characters: 1e12 }) }, null],
	['an address of no number', { [v2]: saying({ max_characters: 800, characters_reserved_per_url: null }) }, [800, 23]]
])('the limit of a server with %s', async (_, own, limit) => {
	answers = own;
	const found = await mastodon(fetch).limit?.({ server: origin, identifier: '', secret: 'token' });
	expect(found).toEqual(limit && { characters: limit[0], perAddress: limit[1] });
});

test('a text is submitted up to the limit of the connected server, and not beyond', async () => {
	answers = {
		'/api/v1/accounts/verify_credentials': [200, '{"id":"7","acct":"gemeente"}'],
		[v2]: saying({ max_characters: 700, characters_reserved_per_url: 23 })
	};
	const log = fresh(IncidentId);
	await stage.send(log, 'incident.open', opening({}));
	const fact = fresh(FactId);
	await stage.send(log, 'fact.record', { id: fact, text: 'Er is brand', source: 'Brandweer', at: null });
	const draft = async (length: number) => {
		const [text, words] = [fresh(TextId), 'a'.repeat(length)];
		const about = { kind: 'incident', finding: null };
		const wordings = [{ channel: 'mastodon', text: words }];
		await stage.send(log, 'text.draft', { id: text, kind: 'holding', about, corrects: null, facts: [fact], wordings });
		const variants = [{ channel: 'mastodon', checksum: wordingChecksum('mastodon', words) }];
		return stage.send(log, 'text.submit', { text, variants, requestedFrom: null });
	};
	await expect(draft(600), 'without an account').rejects.toThrow('text.tooLong');
	const networks = { mastodon: mastodon(fetch), bluesky: bluesky(fetch) };
	const outlets = new Outlets(stage.sql, stage.executor, new Encryption('s'.repeat(32)), networks, ['127.0.0.0/8']);
	await outlets.connect(
		{ network: 'mastodon', server: origin, identifier: '', secret: 'token' },
		{ actor: carla, origin: null }
	);
	expect(stage.executor.logs.state(INSTALLATION)?.outlets.size).toBe(1);
	await expect(draft(700)).resolves.not.toThrow();
	await expect(draft(701)).rejects.toThrow('text.tooLong');
});
