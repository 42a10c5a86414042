import { createHash } from 'node:crypto';
import { millisecondsInDay } from 'date-fns/constants';
import type { Encoding } from '$lib/server/platform/net/encoding';
import { foldedName } from './columns';
import { layoutOf, type Layout, type PreviewColumn } from './layout';
import type { ColumnMapping, PreviewChoice } from '$lib/domain/posts/entry/file-import';
import { ProblemTally, type FileProblem } from './problems';
import { firstFilled } from './read-rows';
import { FileRefused } from './refused';
import { tableOf, type CellRow, type Separator } from './table';
import { isTotal } from './totals';
import { isErrorValue, wasRounded } from './cell-values';
import { isFuture, readDate } from '$lib/domain/posts/moments/date-cell';
import { possibleOrders } from '$lib/domain/posts/moments/date-order';
import { numericDate, type DateOrder } from '$lib/domain/posts/moments/moment-text';

const LAYOUT_ROWS = 200;
/** The number of rows from which a person can choose the header. */
const SHOWN_ROWS = 20;

const shortened = (cells: readonly string[]): string => {
	const text = cells.filter((cell) => cell.trim() !== '').join(' · ');
	return text.length > 80 ? `${text.slice(0, 79)}…` : text;
};

/**
 * Decides for a whole column whether the day or the month is first: `20-11` is only possible one way, `3-4` both ways.
 */
class DateColumn {
	readonly #cells = new Map<string, { date: string; time: string; row: number; rows: number }>();

	/** The same minute is repeated often in a large file, so each is judged once. */
	add({ row, cells }: CellRow, { chosen }: Layout, tally: ProblemTally): void {
		const value = (field: keyof Layout['chosen']): string =>
			firstFilled(cells, chosen[field]) || (chosen[field] ?? []).map((at) => cells[at]?.trim() ?? '').join('');
		const words = value('title') || value('text');
		const [date, time] = [value('date'), value('time')];
		// A row without words gives no post, and a file without dates is reported once.
		if (!chosen.date || (date === '' && words === '')) return;
		if (date === '' && time === '') {
			tally.add('dateMissing', row);
			tally.show('dateMissing', row, shortened([words]));
			return;
		}
		const cell = `${date} ${time}`;
		const known = this.#cells.get(cell);
		if (known) known.rows++;
		else this.#cells.set(cell, { date, time, row, rows: 1 });
	}

	/** @returns the order of day and month in which the dates are read */
	addProblems(layout: Layout, tally: ProblemTally): DateOrder {
		const dates = [...this.#cells.values()].map(({ date }) => date);
		const orders = possibleOrders(dates, { latest: Date.now() + millisecondsInDay });
		const order = orders[0] ?? 'dayFirst';
		if (orders.length === 0) tally.about('dateMixed');
		if (orders.length === 2) tally.about('dateOrder');
		if (isPartlyConverted(dates)) tally.about('dateConverted');
		for (const { date, time, row, rows } of this.#cells.values()) {
			const reading = readDate(date, { order, zone: layout.zone }, time);
			if (reading?.doubt) tally.add(DOUBTS[reading.doubt], row, rows);
			const undated = reading === null ? 'dateUnreadable' : isFuture(reading.at) ? 'dateFuture' : null;
			if (!undated) continue;
			tally.add(undated, row, rows);
			tally.show(undated, row, shortened([date, time]));
		}
		return order;
	}

	/** The first different dates, for a person to check how they are read. */
	examples(): { date: string; time: string }[] {
		return [...this.#cells.values()].slice(0, 3).map(({ date, time }) => ({ date, time }));
	}
}

const DOUBTS = { twice: 'hourTwice', skipped: 'hourSkipped', noTime: 'dateWithoutTime' } as const;

/**
 * A spreadsheet that reads dates in another order than they were written converts those that it can, and leaves the
 * rest as text: then real dates (year first, or another separator) occur together with dates in numbers.
 */
function isPartlyConverted(dates: readonly string[]): boolean {
	const separators = new Set(
		dates.flatMap((date) => (numericDate(date) ? (/[-/. ]/.exec(date.trim())?.[0] ?? '') : []))
	);
	const yearFirst = dates.some((date) => /^\d{4}-\d{2}-\d{2}\b/.test(date.trim()));
	return separators.size > 1 || (separators.size > 0 && yearFirst);
}

export interface Preview {
	readonly columns: readonly PreviewColumn[];
	readonly encoding: Encoding;
	readonly separator: Separator | null;
	/** The number of rows, without the header. */
	readonly rows: number;
	readonly firstRows: readonly { readonly row: number; readonly text: string }[];
	readonly problems: readonly FileProblem[];
	/** The first different dates, with the time where it is in another cell. */
	readonly examples: readonly { readonly date: string; readonly time: string }[];
	/** The proposed mapping, which a person can change. */
	readonly mapping: ColumnMapping;
	/** The same for every file with these columns, so that a mapping can be remembered by it. */
	readonly columnSet: string;
	/** The names of the sheets of a workbook. */
	readonly sheets: readonly string[];
}

/**
 * Reads a whole file without storing anything: its content, how it would be imported, and its problems. `as` is what a
 * person chose.
 * @throws FileRefused
 */
export async function preview(bytes: Uint8Array, as: PreviewChoice = {}): Promise<Preview> {
	const table = await tableOf(bytes, as);
	const firstRows: CellRow[] = [];
	const rounded = new RoundedNumbers();
	const dates = new DateColumn();
	const shared = new SharedValues();
	const tally = new ProblemTally();
	let layout: Layout | null = null;
	const addData = (row: CellRow, found: Layout): void => {
		dates.add(row, found, tally);
		shared.add(row, found);
	};
	const layoutOfFirst = (): Layout => {
		const found = layoutOf(firstRows, as.header ?? null);
		for (const row of firstRows) if (row.row > found.above + (found.header ? 1 : 0)) addData(row, found);
		return found;
	};
	let rows = 0;
	for await (const row of table.rows()) {
		rows++;
		if ('refused' in row) {
			if (rows === 1 && row.refused === 'tooManyCells') throw new FileRefused('tooManyColumns');
			tally.add('brokenRows', row.row);
			continue;
		}
		if (row.cells.some((cell) => cell.includes('\ufffd'))) tally.add('brokenLetters', row.row);
		if (row.cells.some(isErrorValue)) tally.add('errorValues', row.row);
		if (row.hidden) tally.add('hiddenRows', row.row);
		if (isTotal(row.cells)) {
			tally.add('totals', row.row);
			continue;
		}
		rounded.add(row.row, row.cells);
		if (firstRows.length < LAYOUT_ROWS) firstRows.push(row);
		else addData(row, (layout ??= layoutOfFirst()));
	}
	layout ??= layoutOfFirst();
	if (rows === 0) throw new FileRefused('empty');
	const dateOrder = dates.addProblems(layout, tally);
	rounded.addProblems(layout.chosen.id?.[0], tally);
	shared.addProblems(tally);
	if (!layout.chosen.text && !layout.chosen.title) tally.about('noText');
	if (!layout.chosen.date) tally.about('noDate');
	const { above, header, columns, chosen, zone } = layout;
	const rowsAboveTable = firstRows.filter(({ row }) => row <= above).length;
	const { encoding, separator, sheet, sheets } = table;
	return {
		columns,
		encoding,
		separator,
		sheets,
		rows: rows - rowsAboveTable - (header ? 1 : 0),
		problems: tally.problems(),
		firstRows: firstRows.slice(0, SHOWN_ROWS).map(({ row, cells }) => ({ row, text: shortened(cells) })),
		examples: dates.examples(),
		mapping: {
			encoding,
			separator,
			sheet,
			above,
			header,
			columns: chosen,
			withHidden: false,
			dateOrder,
			zone,
			platform: encoding === 'chat' ? 'whatsapp' : 'other'
		},
		columnSet: createHash('sha256')
			.update(JSON.stringify(columns.map(({ name }, at) => foldedName(name) || at)))
			.digest('hex')
	};
}

interface SharedValue {
	/** The first row with this value, its content, and the contents of other rows with it. */
	readonly row: number;
	readonly post: string;
	others: Set<string> | null;
}

/** Rows with another text, author or moment that share an id or an address, such as that of an article. */
class SharedValues {
	readonly #found = {
		sameId: new Map<string, SharedValue>(),
		sameUrl: new Map<string, SharedValue>()
	};

	add({ row, cells, links }: CellRow, { chosen }: Layout): void {
		const values = (field: keyof Layout['chosen']): string =>
			(chosen[field] ?? []).map((at) => cells[at] ?? '').join('\n');
		const post = [
			values('date'),
			values('time'),
			values('author'),
			values('handle'),
			values('title'),
			values('text')
		].join('\n');
		for (const [code, [column]] of [
			['sameId', chosen.id ?? []],
			['sameUrl', chosen.url ?? []]
		] as const) {
			const value = column === undefined ? '' : (links?.get(column) ?? cells[column] ?? '').trim();
			if (value === '' || wasRounded(value)) continue;
			const known = this.#found[code].get(value);
			if (!known) this.#found[code].set(value, { row, post, others: null });
			else if (known.post !== post) (known.others ??= new Set()).add(post);
		}
	}
	addProblems(tally: ProblemTally): void {
		for (const code of ['sameId', 'sameUrl'] as const)
			for (const { row, others } of this.#found[code].values())
				for (let n = 0; others && n <= others.size; n++) tally.add(code, row);
	}
}

/** Rounded numbers by column: only at the end is it known which column has the ids of posts. */
class RoundedNumbers {
	readonly #found = new Map<number, number[]>();

	add(row: number, cells: readonly string[]): void {
		for (const [at, cell] of cells.entries()) {
			if (!wasRounded(cell)) continue;
			const rows = this.#found.get(at) ?? [];
			this.#found.set(at, rows);
			rows.push(row);
		}
	}
	addProblems(column: number | undefined, tally: ProblemTally): void {
		for (const row of (column === undefined ? undefined : this.#found.get(column)) ?? []) tally.add('idRounded', row);
	}
}
