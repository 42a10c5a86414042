import { afterEach, describe, expect, test, vi } from 'vitest';
import { browserEnvironment, sendCommands } from '$lib/desk/outbox/browser-environment';
import { pastePosts } from '$lib/desk/paste';
import { IncidentReads } from '$lib/desk/sync/reads';
import { RequestRefused, SignedOut } from '$lib/desk/sync/request';
import { ImportCalls } from '$lib/desk/views/imports';
import { CommandId, IncidentId, ShareLinkId, SourceId } from '$lib/domain/core/ids';
import { problem } from '$lib/server/platform/http/problem';
import { keepPin } from '$lib/desk/report/link-secret';
import { bram, fresh } from '../domain/in-memory-incident';
import { proxyAnswers } from './proxy-answers';

const incident = fresh(IncidentId);
const command = () => ({ log: incident, id: fresh(CommandId), type: 'story.setSentiment', input: {} });
const pasted = { source: fresh(SourceId), posts: [] } as unknown as Parameters<typeof pastePosts>[1];
const reads = new IncidentReads(incident);
const answerWith = (...answers: Response[]): string[] => {
	const addresses: string[] = [];
	vi.stubGlobal('fetch', (address: string) => {
		addresses.push(address);
		return Promise.resolve(answers.shift() ?? Response.error());
	});
	return addresses;
};
afterEach(() => {
	vi.unstubAllGlobals();
});

describe.each(proxyAnswers)('$name', ({ answer }) => {
	test('is not an answer to one or more commands, a read, a paste, an import or a PIN', async () => {
		answerWith(answer());
		const { status } = answer();
		expect(await sendCommands([command()])).toEqual([{ kind: 'unreachable', answer: { status, isOurs: false } }]);
		answerWith(answer());
		expect(await sendCommands([command(), command()])).toMatchObject([{ kind: 'unreachable' }]);
		answerWith(answer());
		const failed = await reads.events(0).catch((error: unknown) => error);
		expect(failed).toBeInstanceOf(Error);
		expect(failed).not.toBeInstanceOf(SignedOut);
		expect(failed).not.toBeInstanceOf(RequestRefused);
		answerWith(answer());
		expect(await pastePosts(incident, pasted)).toEqual({ code: 'unreachable' });
		answerWith(answer());
		await expect(new ImportCalls(incident).list()).rejects.toMatchObject({ code: 'unreachable' });
		answerWith(answer());
		expect(await keepPin(incident, fresh(ShareLinkId), '123456')).toBe(false);
	});
});

const ours = (status: number, code: string): Response => problem(status, code, { detail: '', details: { place: 'x' } });

test('only an answer of our own server about the command itself is a refusal', async () => {
	for (const [status, code] of [
		[403, 'role.missing'],
		[404, 'incident.absent'],
		[409, 'incident.closed'],
		[422, 'command.invalid']
	] as const) {
		answerWith(ours(status, code));
		expect(await sendCommands([command()])).toEqual([{ kind: 'refused', code, details: { place: 'x' } }]);
	}
	for (const [status, code] of [
		[400, 'request.unreadable'],
		[403, 'foreignOrigin'],
		[404, 'address.absent'],
		[429, 'tooMany'],
		[503, 'database.away']
	] as const) {
		answerWith(ours(status, code));
		expect(await sendCommands([command()]), code).toEqual([{ kind: 'unreachable', answer: { status, isOurs: true } }]);
	}
	answerWith(ours(401, 'session.missing'));
	expect(await sendCommands([command()])).toEqual([{ kind: 'signedOut' }]);
	answerWith(ours(401, 'session.missing'));
	await expect(reads.events(0)).rejects.toBeInstanceOf(SignedOut);
	answerWith(ours(503, 'model.slow'));
	await expect(reads.events(0)).rejects.toMatchObject({ status: 503, code: 'model.slow' });
});

test('several commands are sent together, and each has its own answer', async () => {
	const body = { answers: [{ from: 1, to: 1 }, await ours(409, 'story.absent').json(), { html: 'of a proxy' }] };
	const addresses = answerWith(Response.json(body));
	expect(await sendCommands([command(), command(), command()])).toEqual([
		{ kind: 'saved', from: 1, to: 1 },
		{ kind: 'refused', code: 'story.absent', details: { place: 'x' } },
		{ kind: 'unreachable', answer: { status: 200, isOurs: false } }
	]);
	expect(addresses).toEqual([`/api/v1/incidents/${incident}/commands/batch`]);
});

test('when the server refuses the whole batch, the first command is sent alone', async () => {
	const addresses = answerWith(ours(413, 'tooLarge'), Response.json({ from: 1, to: 1 }));
	expect(await sendCommands([command(), command()])).toEqual([{ kind: 'saved', from: 1, to: 1 }]);
	expect(addresses.map((address) => address.split('/').at(-1))).toEqual(['batch', 'commands']);
});

test('a browser without locks, channels or storage still sends', async () => {
	const denied = (): never => {
		throw new DOMException('denied', 'SecurityError');
	};
	vi.stubGlobal('BroadcastChannel', function BroadcastChannel() {
		denied();
	});
	vi.stubGlobal('navigator', { locks: { request: () => Promise.reject(new DOMException('denied', 'SecurityError')) } });
	vi.stubGlobal('indexedDB', { open: denied });
	const at = browserEnvironment(bram.id, denied, denied);
	let runs = 0;
	await at.lock(() => Promise.resolve(void (runs += 1)));
	expect(runs).toBe(1);
	at.announce({ kind: 'stored' });
	await expect(at.storage.put({} as never)).rejects.toThrow();
});

test('one request has commands of one incident, no posts, and no more than the server accepts', async () => {
	const long = { ...command(), input: { text: 'é'.repeat(15_000) } };
	const post = { ...command(), type: 'post.hear' };
	for (const [commands, expected] of [
		[[command(), { ...command(), log: fresh(IncidentId) }], 'commands'],
		[[command(), post], 'commands'],
		[[post, command()], 'desk-posts'],
		[[long, long], 'commands'],
		[[long, command()], 'batch']
	] as const) {
		const addresses = answerWith();
		await sendCommands(commands);
		expect(addresses[0]?.split('/').at(-1)).toBe(expected);
	}
});
