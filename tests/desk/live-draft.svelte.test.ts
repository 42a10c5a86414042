import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { IncidentStore } from '$lib/desk/sync/incident-store.svelte';
import { setSentiment } from '$lib/domain/stories/story';
import { LiveDraft } from '$lib/desk/report/draft.svelte';
import { deferred, type Deferred } from '../concurrency/deferred';
import { bram } from '../domain/in-memory-incident';
import { Server } from './incident';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

test('one draft is fetched at a time, so that no older one replaces a newer; events meanwhile trigger one more fetch', async () => {
	const requests: Deferred<Response>[] = [];
	vi.stubGlobal('fetch', () => {
		const request = deferred<Response>();
		requests.push(request);
		return request.promise;
	});
	const server = new Server();
	const story = server.testIncident.story({ posts: 3, platforms: ['x'] });
	const store = new IncidentStore(() => bram);
	store.become(server.state, server.seq, server.hashOf(server.seq));
	const stop = new LiveDraft({ incident: server.id, store }).follow();
	await vi.advanceTimersByTimeAsync(0);
	for (const emotion of ['fear', 'anger', 'sadness']) {
		server.do(setSentiment, { story, emotion });
		store.takeFrame(server.frame(store.cursor + 1, server.seq));
		await vi.advanceTimersByTimeAsync(4_000);
	}
	expect(requests).toHaveLength(1);
	requests[0]?.resolve(new Response(null, { status: 503 }));
	await vi.advanceTimersByTimeAsync(0);
	expect(requests).toHaveLength(2);
	stop();
	requests[1]?.resolve(new Response(null, { status: 503 }));
	await vi.advanceTimersByTimeAsync(60_000);
	expect(requests).toHaveLength(2);
});
