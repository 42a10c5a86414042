import { describe, expect, test } from 'vitest';
import { bySameWords } from '../../src/routes/incidents/[id]/texts/[text]/same-words';
import { checksumOf } from '$lib/domain/core/checksum';
import type { SheetVariant } from '$lib/server/out/official-text/approval-sheet';
import { anna, noon as at } from '../domain/in-memory-incident';

const by = anna.id;
const variant = (channel: SheetVariant['channel'], text: string, more: Partial<SheetVariant> = {}): SheetVariant => ({
	corrects: [],
	channel,
	text,
	checksum: checksumOf(text),
	length: text.length,
	limit: channel === 'x' ? 280 : null,
	seconds: null,
	approval: 'toDecide',
	unread: [],
	edited: { by, at },
	approved: null,
	ready: false,
	prepared: false,
	changed: null,
	...more
});
const channels = (...variants: SheetVariant[]) =>
	bySameWords(variants).map((group) => group.map(({ channel }) => channel));

describe('channels with the same words', () => {
	test('are grouped at the position of the first', () => {
		expect(channels(variant('website', 'Plaats'), variant('x', 'Kort'), variant('facebook', 'Plaats'))).toEqual([
			['website', 'facebook'],
			['x']
		]);
	});
	test('are kept apart when a character differs, or one still waits for approval', () => {
		expect(channels(variant('website', 'Plaats'), variant('facebook', 'Plaats.'))).toHaveLength(2);
		expect(
			channels(
				variant('website', 'Plaats'),
				variant('facebook', 'Plaats', { approval: 'approved', approved: { by, at, why: null }, ready: true })
			)
		).toHaveLength(2);
	});
	test('are kept apart when the reader knows other words of one', () => {
		const changed = { version: 4, isNew: false, segments: [{ is: 'same' as const, text: 'Plaats' }] };
		expect(channels(variant('website', 'Plaats', { changed }), variant('facebook', 'Plaats'))).toHaveLength(2);
	});
});
