import { expect, test } from 'vitest';
import * as m from '$lib/messages';
import { wordsIn } from '$lib/i18n/words';
import { saveStateOf } from '$lib/ui/feedback/save-state';

const calm = { known: true, waiting: 0, refused: 0, typed: 0, connected: true };

test.each([
	[{}, 'saved', 0],
	[{ known: false }, 'page', 0],
	[{ typed: 2 }, 'typed', 2],
	[{ typed: 2, known: false }, 'typed', 2],
	[{ waiting: 3, typed: 1 }, 'waiting', 4],
	[{ refused: 1, typed: 1 }, 'refused', 2],
	[{ refused: 1, waiting: 1 }, 'waiting', 1],
	[{ connected: false, waiting: 1, typed: 1, known: false }, 'offline', 2]
] as const)('%j is shown as %s', (change, kind, count) => {
	expect(saveStateOf({ ...calm, ...change })).toEqual({ kind, count });
});

test('only with nothing to save and a device that was read is all called saved; each state has a sentence', () => {
	const flags = [false, true];
	let count = 0;
	for (const known of flags)
		for (const connected of flags)
			for (const [waiting, refused, typed] of [0, 1].flatMap((a) =>
				[0, 1].flatMap((b) => [0, 1].map((c) => [a, b, c]))
			))
				for (const language of ['nl', 'en'] as const) {
					const toSave = { known, connected, waiting: waiting ?? 0, refused: refused ?? 0, typed: typed ?? 0 };
					const { kind, count: unsaved } = saveStateOf(toSave);
					const isClear = toSave.waiting + toSave.refused + toSave.typed === 0;
					expect(kind === 'saved').toBe(known && connected && isClear);
					expect(wordsIn(language).t(m.common.saveState[kind], { count: unsaved })).not.toBe('');
					count += 1;
				}
	expect(count).toBe(64);
});
