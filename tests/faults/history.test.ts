import { expect, test } from 'vitest';
import { numbersFrom } from '../bench/made-up-posts';
import { anomaliesOf, type Append, type History, type Read } from './history';

const append = (id: string, at: number, position: number, to: Partial<Append> = {}): Append => ({
	id,
	session: 'bram',
	process: 'one',
	invoked: at,
	answered: at + 5,
	outcome: 'saved',
	position,
	...to
});
const read = (at: number, after: number, elements: Read['elements'], to: Partial<Read> = {}): Read => ({
	session: 'anna',
	process: 'one',
	invoked: at,
	answered: at + 5,
	after,
	elements,
	head: after + elements.length,
	...to
});
const good: History = {
	appends: [append('a', 0, 1), append('b', 10, 2), append('c', 20, 4), append('d', 21, 3)],
	reads: [read(6, 0, ['a']), read(16, 1, ['b']), read(40, 0, ['a', 'b', 'd', 'c'])],
	list: ['a', 'b', 'd', 'c'],
	staleness: 100
};
const found = (change: Partial<History>): string[] => anomaliesOf({ ...good, ...change }).map(({ anomaly }) => anomaly);
const replaced = (id: string, to: Partial<Append>): Append[] =>
	good.appends.map((each) => (each.id === id ? { ...each, ...to } : each));

test('a history of one list in one order has no anomaly; overlapping appends may be in either order', () => {
	expect(found({})).toEqual([]);
});

test('an unanswered append may be in the list or not, and others’ elements are no anomaly', () => {
	const unknown = { outcome: 'unknown', answered: null, position: null } as const;
	expect(found({ appends: replaced('c', unknown) })).toEqual([]);
	expect(found({ appends: [...good.appends, append('e', 30, 0, unknown)] })).toEqual([]);
	expect(found({ list: ['a', 'b', 'd', 'c', null], reads: [...good.reads, read(50, 3, ['c', null])] })).toEqual([]);
});

test('a saved append that is not in the list is lost', () => {
	expect(found({ appends: [...good.appends, append('e', 30, 5)] })).toEqual(['lost']);
});

test('an append that is in the list twice is duplicated', () => {
	expect(found({ list: [...good.list, 'a'] })).toEqual(['duplicated']);
});

test('a refused append that is in the list is reported', () => {
	expect(found({ appends: replaced('d', { outcome: 'refused', position: null }) })).toEqual(['refusedButThere']);
});

test('an element that nobody sent is reported', () => {
	expect(found({ list: [...good.list, 'x'] })).toEqual(['neverSent']);
});

test('an append at another position than its answer said is reported', () => {
	expect(found({ appends: replaced('d', { position: 4 }) })).toEqual(['elsewhere']);
});

test('two appends in the wrong order, the second sent after the first was saved, are reported', () => {
	const appends = [append('a', 0, 2), append('b', 10, 1)];
	expect(found({ appends, list: ['b', 'a'], reads: [] })).toEqual(['order']);
});

test('two appends in the wrong order are reported with many others between them', () => {
	const appends = Array.from({ length: 50 }, (_, i) => append(`x${String(i)}`, i * 10, i + 1));
	const list = appends.map(({ id }) => id);
	[list[3], list[40]] = [list[40] ?? '', list[3] ?? ''];
	const atTheirPositions = appends.map((each) => ({ ...each, position: list.indexOf(each.id) + 1 }));
	expect(new Set(found({ appends: atTheirPositions, list, reads: [] }))).toEqual(new Set(['order']));
});

test('a read that has another element at a position, or skips one, is not a slice', () => {
	expect(found({ reads: [read(40, 0, ['a', 'b', 'c', 'd'])] })).toEqual(['notASlice']);
	expect(found({ reads: [read(40, 0, ['a', 'd', 'c'], { head: 4 })] })).toEqual(['notASlice']);
});

test('a read beyond the end of the list saw elements that were removed later', () => {
	expect(found({ reads: [read(40, 2, ['d', 'c', 'e'])] })).toEqual(['beyondTheEnd']);
});

test('a read that misses what its own process has saved is stale; another process has some time', () => {
	expect(found({ reads: [read(30, 0, ['a', 'b'])] })).toEqual(['stale']);
	expect(found({ reads: [read(30, 0, ['a', 'b'], { process: 'two' })] })).toEqual([]);
	expect(found({ reads: [read(200, 0, ['a', 'b'], { process: 'two' })] })).toEqual(['stale']);
});

test('a session for which the list gets shorter goes backwards', () => {
	const reads = [read(30, 0, ['a', 'b', 'd', 'c'], { process: 'two' }), read(40, 0, ['a', 'b'], { process: 'two' })];
	expect(found({ reads })).toEqual(['backwards']);
});

/** A list as a correct program keeps it, with sessions that append and read by chance. */
function madeUp(seed: number, operations: number): History {
	const chance = numbersFrom(seed);
	const list: string[] = [];
	const appends: Append[] = [];
	const reads: Read[] = [];
	const free = Array.from({ length: 8 }, () => 0);
	let now = 0;
	for (let i = 0; i < operations; i += 1) {
		now += chance() * 3;
		const session = Math.floor(chance() * free.length);
		const invoked = Math.max(now, free[session] ?? 0);
		// It takes effect at the moment `now`, which lies between question and answer.
		now = invoked + chance();
		const answered = now + chance() * 20;
		free[session] = answered;
		const outcome = chance() < 0.9 ? 'saved' : chance() < 0.5 ? 'refused' : 'unknown';
		const by = { session: `s${String(session)}`, process: `p${String(session % 2)}`, invoked };
		if (chance() < 0.5) {
			const id = `e${String(i)}`;
			if (outcome === 'saved' || (outcome === 'unknown' && chance() < 0.5)) list.push(id);
			const position = outcome === 'saved' ? list.length : null;
			appends.push({ id, ...by, answered: outcome === 'unknown' ? null : answered, outcome, position });
		} else {
			const after = Math.floor(chance() * list.length);
			reads.push({ ...by, answered, after, elements: list.slice(after, after + 50), head: list.length });
		}
	}
	return { appends, reads, list, staleness: 0 };
}

test('random histories of a correct list have no anomaly, and each kind of damage to them is found', () => {
	for (let seed = 1; seed <= 12; seed += 1) {
		const history = madeUp(seed, 400);
		expect(anomaliesOf(history), `seed ${String(seed)}`).toEqual([]);
		const at = Math.floor(history.list.length / 2);
		const without = history.list.toSpliced(at, 1);
		expect(anomaliesOf({ ...history, list: without }).length, `seed ${String(seed)}: one lost`).toBeGreaterThan(0);
		const swapped = history.list.with(at, history.list[at + 30] ?? '').with(at + 30, history.list[at] ?? '');
		expect(anomaliesOf({ ...history, list: swapped }).length, `seed ${String(seed)}: two swapped`).toBeGreaterThan(0);
	}
});

test('a history of tens of thousands is checked within the time limit', () => {
	expect(anomaliesOf(madeUp(7, 40_000))).toEqual([]);
});
