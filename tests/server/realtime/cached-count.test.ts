import { expect, test } from 'vitest';
import { Moment } from '$lib/domain/core/ids';
import { emptyState } from '$lib/domain/core/state';
import { CachedCount } from '$lib/server/read/realtime/figures';

const first = emptyState();
const at = (seq: number, now: string, state = first) => ({ seq, state, now: Moment.parse(`2026-11-25T${now}Z`) });

function counter() {
	const state = { counts: 0, isAway: false };
	const cachedCount = new CachedCount(() => {
		if (state.isAway) return Promise.reject(new Error('away'));
		return Promise.resolve((state.counts += 1));
	});
	return { state, cachedCount };
}

test('a count is kept while neither the log nor the clock has moved on', async () => {
	const { cachedCount } = counter();
	expect(await cachedCount.get(at(4, '02:00:00.000'))).toBe(1);
	expect(await cachedCount.get(at(4, '02:00:09.999'))).toBe(1);
	expect(await cachedCount.get(at(4, '02:00:10.000'))).toBe(2);
});

test('it is counted again when the log grows, and when the clock of an exercise jumps, also back', async () => {
	const { cachedCount } = counter();
	expect(await cachedCount.get(at(4, '02:00:00.000'))).toBe(1);
	expect(await cachedCount.get(at(5, '02:00:00.000'))).toBe(2);
	expect(await cachedCount.get(at(5, '03:00:00.000'))).toBe(3);
	expect(await cachedCount.get(at(5, '01:00:00.000'))).toBe(4);
	expect(await cachedCount.get(at(5, '01:00:01.000'))).toBe(4);
});

test('it is counted again when the log was read again, because lines were redacted', async () => {
	const { cachedCount } = counter();
	const again = emptyState();
	expect(await cachedCount.get(at(4, '02:00:00.000'))).toBe(1);
	expect(await cachedCount.get(at(4, '02:00:00.000', again))).toBe(2);
	expect(await cachedCount.get(at(4, '02:00:01.000', again))).toBe(2);
});

test('a failed count is repeated at the next request', async () => {
	const { cachedCount, state } = counter();
	expect(await cachedCount.get(at(4, '02:00:00.000'))).toBe(1);
	state.isAway = true;
	await expect(cachedCount.get(at(5, '02:00:00.000'))).rejects.toThrow('away');
	state.isAway = false;
	expect(await cachedCount.get(at(5, '02:00:00.000'))).toBe(2);
});
