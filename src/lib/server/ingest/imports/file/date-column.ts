import { numericDate, type DateOrder } from '$lib/server/ingest/pipeline/moment-text';
import { readDate } from './cell-values';
import type { Layout } from './layout';
import type { ProblemTally } from './problems';

/**
 * Decides for a whole column whether the day or the month is first: `20-11` is only possible one way, `3-4` both ways.
 */
export class DateColumn {
	readonly #held: { row: number; cells: readonly string[] }[] = [];
	readonly #cells = new Map<string, { date: string; time: string; row: number; rows: number }>();

	/** Until the column with the dates is known. */
	hold(row: number, cells: readonly string[]): void {
		this.#held.push({ row, cells });
	}
	/** The same minute is repeated often in a large file, so each is judged once. */
	take(row: number, cells: readonly string[], { chosen }: Layout): void {
		const value = (at: number | undefined): string => (at === undefined ? '' : (cells[at]?.trim() ?? ''));
		const date = value(chosen.date?.[0]);
		if (date === '') return;
		const time = value(chosen.time?.[0]);
		const cell = `${date} ${time}`;
		const known = this.#cells.get(cell);
		if (known) known.rows++;
		else this.#cells.set(cell, { date, time, row, rows: 1 });
	}

	settle(layout: Layout, tally: ProblemTally): DateOrder {
		const data = this.#held.filter(({ row }) => row > layout.above);
		for (const { row, cells } of layout.header ? data.slice(1) : data) this.take(row, cells, layout);
		const parts = [...this.#cells.values()].map(({ date }) => numericDate(date)).filter((part) => part !== null);
		const day = parts.some(([a]) => a > 12);
		const month = parts.some(([, b]) => b > 12);
		const order: DateOrder = month && !day ? 'monthFirst' : 'dayFirst';
		if (day && month) tally.about('dateMixed');
		if (!day && !month && parts.some(([a, b]) => a !== b)) tally.about('dateOrder');
		for (const { date, time, row, rows } of this.#cells.values()) {
			const reading = readDate(date, order, time);
			const code =
				reading === null
					? 'dateUnreadable'
					: reading.doubt === 'twice'
						? 'hourTwice'
						: reading.doubt === 'skipped'
							? 'hourSkipped'
							: null;
			for (let n = 0; code && n < rows; n++) tally.add(code, row);
		}
		return order;
	}
}
