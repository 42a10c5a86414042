import { expect, test } from 'vitest';
import { showable } from '$lib/server/read/report/export/pdf-signs';

const above = '\u0301';
const below = '\u0323';

/* A line of the PDF has room for two marks on a letter: more would cover the lines around it. */
test.each([
	['nothing', 'zand', 'zand'],
	['a mark', `z${above}and`, 'źand'],
	['two marks', `z${above}${above}and`, `ź${above}and`],
	['three marks', `z${above.repeat(3)}and`, `ź${above.repeat(2)}and`],
	['marks on each letter', `z${below.repeat(9)}a${below.repeat(9)}`, `ẓ${below.repeat(2)}ạ${below.repeat(2)}`],
	['marks through letters', `z${'\u0336'.repeat(8)}and`, `z${'\u0336'.repeat(2)}and`],
	['marks of several blocks', 'x\u0300\u1AB0\u1DC0\u20D0\uFE20y', 'x\u0300\u1AB0y'],
	['five hundred marks', `x${'\u0300'.repeat(500)}`, `x${'\u0300'.repeat(2)}`],
	['marks without a letter', above.repeat(20), above.repeat(2)],
	['Vietnamese', 'Việt Nam', 'Việt Nam'],
	['Vietnamese in parts', 'Vie\u0302\u0323t', 'Việt'],
	['Arabic with vowels', 'بِسْمِ ٱللَّٰهِ', 'بِسْمِ ٱللَّٰهِ'],
	['Arabic with many vowels', `ب${'\u064B'.repeat(9)}`, `ب${'\u064B'.repeat(3)}`],
	['Hindi', 'हिन्दी में', 'हिन्दी में'],
	['emoji', '☠️ 1️⃣', '☠️ 1️⃣']
])('a text with %s keeps only as many as fit', (_, text, shown) => {
	const found = showable(text, 'nl');
	expect(found.normalize('NFC')).toBe(shown.normalize('NFC'));
	expect(showable(found, 'nl')).toBe(found);
});
