import { createHash } from 'node:crypto';
import type { Encoding } from '../encoding';
import { foldedName } from './columns';
import { DateColumn } from './date-column';
import { layoutOf, type Layout, type PreviewColumn } from './layout';
import type { Mapping } from './mapping';
import { Tally, type FileProblem } from './problems';
import { FileRefused } from './refused';
import { tableOf, type Separator } from './table';

export interface Preview {
	readonly columns: readonly PreviewColumn[];
	readonly encoding: Encoding;
	readonly separator: Separator;
	/** Without the names. */
	readonly rows: number;
	readonly problems: readonly FileProblem[];
	/** To read it by, changed where a person knows better. */
	readonly mapping: Mapping;
	/** The same for every file with these columns: a mapping can be remembered by it. */
	readonly columnSet: string;
}

const looked = 200;

/** Reads a whole file without storing anything: what it holds, how it would be taken, and what is wrong with it. @throws FileRefused */
export async function preview(bytes: Uint8Array): Promise<Preview> {
	const table = tableOf(bytes);
	const first: (readonly string[])[] = [];
	const dates = new DateColumn();
	const tally = new Tally();
	let layout: Layout | null = null;
	let rows = 0;
	for await (const row of table.rows()) {
		rows++;
		if ('refused' in row) {
			if (rows === 1 && row.refused === 'tooManyCells') throw new FileRefused('tooManyColumns');
			tally.add('brokenRows', row.row);
			continue;
		}
		if (row.cells.some((cell) => cell.includes('\ufffd'))) tally.add('brokenLetters', row.row);
		if (first.length < looked) {
			first.push(row.cells);
			dates.hold(row.row, row.cells);
		} else dates.take(row.row, row.cells, (layout ??= layoutOf(first)));
	}
	layout ??= layoutOf(first);
	const dateOrder = dates.settle(layout, tally);
	if (!layout.chosen.text && !layout.chosen.title) tally.about('noText');
	if (!layout.chosen.date) tally.about('noDate');
	const { header, columns, chosen } = layout;
	return {
		columns,
		encoding: table.encoding,
		separator: table.separator,
		rows: rows - (header ? 1 : 0),
		problems: tally.problems(),
		mapping: { encoding: table.encoding, separator: table.separator, header, columns: chosen, dateOrder, platform: 'other' },
		columnSet: createHash('sha256')
			.update(JSON.stringify(columns.map(({ name }, at) => foldedName(name) || at)))
			.digest('hex')
	};
}
