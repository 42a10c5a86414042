import { expect, test } from 'vitest';
import { figuresPage, readFigures, type Figure } from './bench/figures';

const figure = (name: string, at: string, rest: Partial<Figure> = {}): Figure => ({
	at,
	machine: 'a',
	case: name,
	value: 2,
	bound: 4,
	ratio: 0.5,
	aim: '≥ 0.4',
	ok: true,
	...rest
});

test('the page of figures has the last line of each case, whatever numbers are in its name', () => {
	const page = figuresPage([
		figure('ingest: posts a second', '2026-11-01T00:00:00Z', { value: 1 }),
		figure('analyst: 30 of the 400 stories', '2026-11-01T00:00:00Z', { value: 7 }),
		figure('ingest: posts a second', '2026-11-02T00:00:00Z', { ok: false, extra: { perSecond: 12 } }),
		figure('analyst: 30 of the 401 stories', '2026-11-03T00:00:00Z')
	]);
	const rows = page.split('\n').filter((line) => / \| /.test(line));
	expect(rows.slice(2)).toEqual([
		'analyst: 30 of the 401 stories | 2 | 4 | 0.5 | ≥ 0.4 | met | 2026-11-03',
		'ingest: posts a second | 2 | 4 | 0.5 | ≥ 0.4 | **missed** | 2026-11-02'
	]);
	expect(page).toContain('- **ingest**: perSecond 12');
});

test('figures from two machines say which is which', () => {
	const page = figuresPage([
		figure('flood', '2026-11-01T00:00:00Z'),
		figure('ingest', '2026-11-02T00:00:00Z', { machine: 'b' })
	]);
	expect(page).toContain('1. a\n2. b');
	expect(page).toMatch(/ingest.*2026-11-02 \(2\)/);
});

test('broken lines and lines of another version of the bench are left out', () => {
	const good = JSON.stringify(figure('ingest', '2026-11-02T00:00:00Z'));
	expect(readFigures(`${good}\n{"case":"flood"}\n{"case":\n\n`).map(({ case: name }) => name)).toEqual(['ingest']);
});
