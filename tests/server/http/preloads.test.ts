import { expect, test, vi } from 'vitest';
import { IncidentReads } from '$lib/desk/sync/reads';
import { IncidentId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { answersToPreload, scriptsToPreload } from '$lib/server/http/preloads';
import { asksFirst } from '../../../src/routes/incidents/[id]/asks-first.server';

const script = (name: string): string => `<../_app/immutable/chunks/${name}.js>; rel="modulepreload"; nopush`;
const style = '<../_app/immutable/assets/0.css>; rel="preload"; as="style"; nopush';

test('scripts are announced, styles stand in the head', () => {
	expect(scriptsToPreload([style, script('a'), script('b')].join(', '))).toBe(`${script('a')}, ${script('b')}`);
	expect(scriptsToPreload(style)).toBeNull();
	expect(scriptsToPreload(null)).toBeNull();
});

test('no page has a header that a proxy refuses: the first ones stay, whole', () => {
	const all = Array.from({ length: 200 }, (_, i) => script(`chunk-${String(i)}`));
	const kept = scriptsToPreload(all.join(', ')) ?? '';
	expect(kept.length).toBeLessThanOrEqual(1_800);
	const names = kept.split(', ');
	expect(names.length).toBeGreaterThan(15);
	expect(names).toEqual(all.slice(0, names.length));
});

const id = IncidentId.parse(newId());
const firstOf = (route: string, search = ''): readonly string[] =>
	asksFirst(id, route, new URL(`http://desk.example/incidents/${id}${search}`));

test('what comes with a page is what its scripts ask for, word for word', async () => {
	const asked: unknown[] = [];
	vi.stubGlobal('fetch', (address: string, { method = 'GET', headers = {} }: RequestInit = {}) => {
		asked.push([address, method, headers]);
		return Promise.reject(new TypeError('away'));
	});
	const reads = new IncidentReads(id);
	await Promise.allSettled([reads.state(), reads.waiting(null), reads.help()]);
	vi.unstubAllGlobals();
	expect(asked).toEqual(firstOf('/incidents/[id]').map((address) => [address, 'GET', {}]));
	expect(answersToPreload(firstOf('/incidents/[id]')).length).toBeLessThan(600);
});

test('other pages need the state, another view of the stream no queue, and looking back asks for the past', () => {
	const [state] = firstOf('/incidents/[id]');
	expect(firstOf('/incidents/[id]/report')).toEqual([state]);
	expect(firstOf('/incidents/[id]', '?view=live')).toEqual([state]);
	expect(firstOf('/incidents/[id]', '?finding=1')).toEqual([state]);
	expect(firstOf('/incidents/[id]', '?at=2026-11-01T10:00:00.000Z')).toEqual([]);
	expect(answersToPreload([])).toBe('');
});
