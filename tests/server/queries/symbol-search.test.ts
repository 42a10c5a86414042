import { afterAll, beforeAll, expect, test } from 'vitest';
import { SourceId, type IncidentId } from '$lib/domain/core/ids';
import { compileProfile } from '$lib/domain/posts/search/match';
import { emptyProfile } from '$lib/domain/posts/search/profile';
import { search } from '$lib/server/read/queries/stories/search';
import { post, Stage } from '../stage';

const texts = [
	'Brand in de hal 🔥🔥',
	'Gevaar! ☣️ blijf binnen',
	'Geen zorgen over brand',
	'Boete van € 250 voor wie blijft',
	'Deze kant op ➡️ naar de school',
	'Hulp uit 🇳🇱 en 🇧🇪',
	'Hulp uit 🇳🇴 en 🇮🇱',
	'Top gedaan 👍🏽',
	'Top gedaan 👍',
	'Bel 1️⃣1️⃣2️⃣ nu',
	'Ons gezin is veilig 👨‍👩‍👧',
	'brand🔥alarm',
	'Het is 35℃ hier',
	'Ik hou van jullie ❤',
	'🌱planten en 🔘⭕🔵🔴🔶',
	'½ van de mensen is weg ±20 ™ ✓'
];
let stage: Stage;
let log: IncidentId;
beforeAll(async () => {
	stage = await Stage.set();
	const opened = await stage.open('x');
	log = opened.log;
	await stage.ingest.ingest(
		log,
		SourceId.parse(opened.sources[0]),
		texts.map((text) => post(text))
	);
});
afterAll(() => stage.strike());

const found = async (words: string): Promise<number[]> => {
	const wanted = {
		words,
		source: null,
		finding: null,
		lang: null,
		emotion: null,
		attitude: null,
		theme: null,
		from: null,
		to: null
	};
	const { ids } = await search(stage.reading(log), wanted, null, 50);
	const rows = await stage.sql<
		{ text: string }[]
	>`select text from post where incident_id = ${log} and story_id = any(${ids}::uuid[])`;
	return rows.map(({ text }) => texts.indexOf(text)).sort((a, b) => a - b);
};

test.each<[words: string, expected: number[]]>([
	['🔥', [0, 11]],
	['🔥🔥', [0, 11]],
	['brand 🔥', [0, 11]],
	['🔥 brand', [0, 11]],
	['brand -🔥', [2]],
	['"hal 🔥"', [0]],
	['brand', [0, 2, 11]],
	['☣', [1]],
	['☣️', [1]],
	['€', [3]],
	['€ 250', [3]],
	['€250', [3]],
	['➡', [4]],
	['➡️ school', [4]],
	['🇳🇱', [5]],
	['🇧🇪', [5]],
	['🇳🇴', [6]],
	['🇮🇱', [6]],
	['👍', [7, 8]],
	['👍🏽', [7]],
	['👍🏿', []],
	['1️⃣', [9]],
	['3️⃣', []],
	['👨‍👩‍👧', [10]],
	['👧', [10]],
	['℃', [12]],
	['❤️', [13]],
	['planten', [14]],
	['🌱', [14]],
	['⭕🔶', [14]],
	['±', [15]],
	['™ ✓', [15]],
	['💧', []],
	['!', []],
	['brand !', [0, 2, 11]]
])('a search for %s finds %j', async (words, expected) => {
	expect(await found(words)).toEqual(expected);
	expect(await found(`${words} `), 'with a space after it').toEqual(expected);
});

test('every emoji and every sign of a currency is found, alone and in a sentence', async () => {
	const symbols: string[] = [];
	for (let code = 0x80; code < 0x20000; code++) {
		const sign = String.fromCodePoint(code);
		if (/[\p{Extended_Pictographic}\p{Sc}]/u.test(sign) && /\p{Assigned}/u.test(sign)) symbols.push(sign);
	}
	expect(symbols.length).toBeGreaterThan(1_300);
	const missed = await stage.sql<{ sign: string }[]>`
		select sign from unnest(${symbols}::text[]) as sign
		where not (public.symbols_in('Kijk: ' || sign || sign || 'daar') @@ public.symbols_query(sign)) or public.symbols_in('Kijk: é daar') @@ public.symbols_query(sign)`;
	expect(missed).toEqual([]);
});

test('a search profile finds them too, however they are typed', () => {
	for (const [term, text] of [
		['🔥', 'brand🔥alarm'],
		['☣️', 'Gevaar ☣ hier'],
		['☣', 'Gevaar ☣️ hier'],
		['€', 'Boete van €250'],
		['🇳🇱', 'Hulp uit 🇳🇱 en 🇧🇪'],
		['👍', 'Top 👍🏽'],
		['➡️', 'Deze kant ➡ op']
	] as const)
		expect(compileProfile({ ...emptyProfile, terms: [term] }).match(post(text)), term).not.toBeNull();
});
