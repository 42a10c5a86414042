import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { pairFigures } from '../../evaluate/readings';
import { stableNames } from '../../evaluate/stored-figures';

const folder = mkdtempSync(join(tmpdir(), 'voelspriet-evaluate-'));
afterAll(() => {
	rmSync(folder, { recursive: true });
});
const file = (name: string, lines: readonly object[]): string => {
	const path = join(folder, name);
	writeFileSync(path, lines.map((line) => JSON.stringify(line)).join('\n'));
	return path;
};

const none = {
	need: null,
	rumour: null,
	stance: null,
	behaviour: null,
	meaning: null,
	emotion: 'none',
	attitude: 'none'
};
const texts: readonly (readonly [string, object])[] = [
	['Waar kunnen we schuilen voor het hoge water?', { ...none, need: 'schuilen' }],
	['Ze zeggen dat de dijk bij de molen is doorgebroken', { ...none, rumour: 'dijk-door', stance: 'supports' }],
	['De dijk is niet doorgebroken, meldt het waterschap', { ...none, rumour: 'dijk-door', stance: 'denies' }],
	['Te koop: kinderfiets, nette staat, 40 euro', { ...none, relevant: false }]
];
const script = [
	{ kind: 'script', title: 'Hoog water', start: '08:00', place: 'Waterveen', licence: 'CC0-1.0' },
	...Array.from({ length: 48 }, (_, at) => {
		const [text, gold] = texts[at % texts.length] ?? ['', {}];
		return {
			kind: 'post',
			at: `+00:${String(at).padStart(2, '0')}:00`,
			id: `p-${at}`,
			source: 'x',
			author: { handle: `h${at}`, name: `H${at}`, kind: 'private', followers: 5 },
			text: `${text} ${'abcdefghijkl'[at % 12] ?? ''}${at}`,
			lang: 'nl',
			gold: { relevant: true, help: false, story: `s-${at}`, ...gold }
		};
	})
];

test(
	'scripts and pairs from any folder are measured, with a line of JSON under every stable name',
	{ timeout: 300_000 },
	async () => {
		const pairs = file('pairs.jsonl', [
			{ a: 'De brug is dicht', b: 'RT @politie: De brug is dicht', same: true, kind: 'shared' },
			{ a: 'De brug is dicht', b: 'De brug is niet dicht', same: false }
		]);
		const data = join(folder, 'scripts');
		mkdirSync(data);
		file(join('scripts', 'hoog-water.jsonl'), script);
		const { stdout } = await promisify(execFile)(
			process.execPath,
			['--import', 'tsx', join('tests', 'evaluate', 'run.ts'), '--data', data, '--pairs', pairs, '--json'],
			{ maxBuffer: 1e8 }
		);
		const figures = stdout
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line) as { figure: string; value: number; n: number });
		const named = new Map(figures.map((figure) => [figure.figure, figure]));
		for (const name of stableNames) {
			expect(named.get(name), name).toMatchObject({
				value: expect.any(Number) as number,
				n: expect.any(Number) as number
			});
			expect(
				figures.filter(({ figure }) => figure === name),
				`${name} once`
			).toHaveLength(1);
		}
		expect(named.get('relevant.macroF1')?.n).toBe(48);
		expect(named.get('pairs.precision')).toMatchObject({ value: 1, n: 1 });
		expect(named.get('pairs.recall')).toMatchObject({ value: 1, n: 1 });
		// Trained on the exercises alone, it finds the question in a flood.
		expect(named.get('need.macroF1')?.value).toBeGreaterThan(0.8);
	}
);

test('a line that is not a pair is named', () => {
	const pairs = file('broken.jsonl', [
		{ a: 'een', b: 'twee', same: true },
		{ a: 'een', same: 'ja' }
	]);
	expect(() => pairFigures(pairs)).toThrow(/broken\.jsonl, line 2/);
});
