import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Chat } from '$lib/server/out/model/chat';
import { ModelError } from '$lib/server/out/model/model-error';
import { answers, ChatServer, completion, says } from './chat-server';

let server: ChatServer;
beforeAll(async () => {
	server = await ChatServer.start();
});
afterAll(() => server.stop());

const limits = { milliseconds: 400, bytes: 10_000, atOnce: 2 };
const chat = (key: string | null = null) => new Chat({ url: server.url, name: 'klein', key }, limits);
const question = { instruction: 'Vertaal.', data: { text: 'Yangın' }, tokens: 10 };
const never = new AbortController().signal;
const reasonOf = async (answer: Promise<unknown>): Promise<string> => {
	const error: unknown = await answer.catch((thrown: unknown) => thrown);
	return error instanceof ModelError ? error.reason : `no ModelError: ${String(error)}`;
};

test("requests use OpenAI's chat format, with the texts as data and the key", async () => {
	server.behave = says('Brand');
	expect(await chat('geheim').ask(question, never)).toEqual({ text: 'Brand', isWhole: true, version: 'klein-3 fp_7' });
	const received = server.received.at(-1);
	expect(received).toMatchObject({ path: '/v1/chat/completions', authorization: 'Bearer geheim' });
	expect(JSON.parse(received?.body ?? '')).toEqual({
		model: 'klein',
		messages: [
			{ role: 'system', content: 'Vertaal.' },
			{ role: 'user', content: '{"text":"Yangın"}' }
		],
		temperature: 0,
		max_tokens: 10,
		stream: false
	});
});

test('without a key none is sent, and an answer that was cut off says so', async () => {
	server.behave = says('Bra', 'length');
	expect(await chat().ask(question, never)).toMatchObject({ text: 'Bra', isWhole: false });
	expect(server.received.at(-1)?.authorization).toBeUndefined();
});

describe('a server that misbehaves', () => {
	test.each<[string, ChatServer['behave'], string]>([
		['never answers', () => undefined, 'slow'],
		[
			'sends a byte now and then',
			(response) => {
				response.writeHead(200);
				const timer = setInterval(() => response.write(' '), 50);
				response.on('close', () => clearInterval(timer));
			},
			'slow'
		],
		['answers 500', answers(500, '{"error":{"message":"boom"}}'), 'away'],
		['answers 429', answers(429, '{}', { 'retry-after': '60' }), 'busy'],
		['refuses the key', answers(401, '{}'), 'away'],
		[
			'sends a page of a proxy',
			answers(200, '<!doctype html><h1>Login</h1>', { 'content-type': 'text/html' }),
			'unusable'
		],
		['sends half of its JSON', answers(200, completion('Brand').slice(0, 40)), 'unusable'],
		['sends another form', answers(200, '{"choices":[{"text":"Brand"}]}'), 'unusable'],
		['sends no choice', answers(200, '{"model":"x","choices":[]}'), 'unusable'],
		['sends nothing', answers(200, ''), 'unusable'],
		['says nothing', says(''), 'unusable'],
		['says null', says(null), 'unusable'],
		['sends more than fits', says('x'.repeat(20_000)), 'unusable'],
		['sends more than it announces it compressed', answers(200, 'x', { 'content-encoding': 'gzip' }), 'unusable'],
		[
			'hangs up halfway',
			(response) => {
				response.writeHead(200, { 'content-length': '500' });
				response.write('{"choices":');
				setImmediate(() => response.destroy());
			},
			'away'
		]
	])('%s', async (_, behave, reason) => {
		server.behave = behave;
		expect(await reasonOf(chat().ask(question, never))).toBe(reason);
	});

	test('redirects elsewhere: the redirect is not followed', async () => {
		const elsewhere = await ChatServer.start();
		for (const status of [301, 302, 303, 307, 308]) {
			server.behave = answers(status, '', { location: `${elsewhere.url}chat/completions` });
			expect(await reasonOf(chat('geheim').ask(question, never))).toBe('away');
		}
		expect(elsewhere.received).toEqual([]);
		await elsewhere.stop();
	});

	test('is unreachable', async () => {
		const gone = await ChatServer.start();
		const { url } = gone;
		await gone.stop();
		expect(await reasonOf(new Chat({ url, name: 'klein', key: null }, limits).ask(question, never))).toBe('away');
	});

	test('gets no more requests at once than allowed, and the next one when one is done', async () => {
		server.behave = () => undefined;
		const client = chat();
		const waiting = [reasonOf(client.ask(question, never)), reasonOf(client.ask(question, never))];
		expect(await reasonOf(client.ask(question, never))).toBe('busy');
		expect(await Promise.all(waiting)).toEqual(['slow', 'slow']);
		server.behave = says('Brand');
		expect(await client.ask(question, never)).toMatchObject({ text: 'Brand' });
	});

	test('does not delay stopping the program', async () => {
		server.behave = () => undefined;
		const stop = new AbortController();
		const reason = reasonOf(chat().ask(question, stop.signal));
		stop.abort();
		expect(await reason).toBe('away');
	});
});
