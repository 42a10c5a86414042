import { posix } from 'node:path';
import { Readable } from 'node:stream';
import { isWebAddress } from './links';
import { FileRefused } from './refused';
import { numberStyles, unescaped, type CellStyles } from './xlsx-cell-text';
import { Package } from './xlsx-package';
import { readXml, tagsIn, type Attributes } from './xlsx-xml';

/** The shared texts of a workbook are held in memory: this is their limit once unpacked, in bytes. */
const MAX_STRINGS_BYTES = 256 * 1024 ** 2;

export interface Worksheet {
	readonly name: string;
	readonly path: string;
	/** Its size once unpacked: the largest holds the data, others a cover or a pivot table. */
	readonly bytes: number;
}
export interface Workbook {
	readonly package: Package;
	/** The visible sheets, in order. */
	readonly sheets: readonly Worksheet[];
	readonly styles: CellStyles;
}

/** @throws FileRefused */
export async function openWorkbook(bytes: Uint8Array): Promise<Workbook> {
	const xlsxPackage = await Package.open(bytes);
	const path =
		(await relations(xlsxPackage, '')).find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml';
	const types = await tagsIn(await xlsxPackage.stream('[Content_Types].xml'));
	if (types.some(({ attributes }) => /macroEnabled/i.test(attributes['ContentType'] ?? '')))
		throw new FileRefused('macros');
	const [tags, related] = [await tagsIn(await xlsxPackage.stream(path)), await relations(xlsxPackage, path)];
	const byId = new Map(related.map(({ id, target }) => [id, target]));
	const partOf = (type: string): string | undefined =>
		related.find((one) => one.type === type && xlsxPackage.has(one.target))?.target;
	const sheets = tags.flatMap(({ name, attributes }): Worksheet[] => {
		const target = byId.get(relationOf(attributes) ?? '');
		if (name !== 'sheet' || target === undefined || !xlsxPackage.has(target)) return [];
		const hidden = (attributes['state'] ?? 'visible') !== 'visible';
		return hidden ? [] : [{ name: attributes['name'] ?? '', path: target, bytes: xlsxPackage.size(target) }];
	});
	if (sheets.length === 0) throw new FileRefused('empty');
	const [strings, styles] = [partOf('sharedStrings'), partOf('styles')];
	return {
		package: xlsxPackage,
		sheets,
		styles: {
			strings: strings === undefined ? [] : await sharedStrings(xlsxPackage, strings),
			...numberStyles(styles === undefined ? [] : await tagsIn(await xlsxPackage.stream(styles))),
			from1904: tags.some(
				({ name, attributes }) => name === 'workbookPr' && /^(1|true)$/.test(attributes['date1904'] ?? '')
			)
		}
	};
}

/** The most addresses of a sheet, and the most merged cells; Excel itself keeps 65,530 addresses. */
const MAX_LINKS = 100_000;

/** Cells of one column that a sheet shows as one; only the first has the value. */
export interface MergedCells {
	readonly column: string;
	readonly from: number;
	readonly to: number;
}
interface BelowRows {
	/** The web addresses behind cells, by reference. */
	readonly links: ReadonlyMap<string, string>;
	readonly merged: readonly MergedCells[];
}

/** What a sheet has below its rows about their cells, so it is read first. */
export async function belowRows(xlsxPackage: Package, path: string): Promise<BelowRows> {
	const targets = new Map<string, string>();
	for (const { id, type, target } of await relationships(xlsxPackage, path))
		if (type === 'hyperlink' && isWebAddress(target)) targets.set(id, target);
	const links = new Map<string, string>();
	const merged: MergedCells[] = [];
	for (const { name, attributes } of await tagsIn(await afterRows(await xlsxPackage.stream(path)))) {
		const { ref = '', location } = attributes;
		const target = name === 'hyperlink' ? targets.get(relationOf(attributes) ?? '') : undefined;
		if (target !== undefined)
			for (const reference of referencesIn(ref))
				if (links.size < MAX_LINKS) links.set(reference, location ? `${target}#${location}` : target);
		const range = name === 'mergeCell' ? rangeOf(ref) : null;
		if (range && range.to > range.from && merged.length < MAX_LINKS) merged.push(range);
	}
	return { links, merged };
}

const ROWS_END = Buffer.from('sheetData>');
/** The addresses and merged cells of the largest sheet take some megabytes. */
const MAX_BELOW_BYTES = 32 * 1024 ** 2;

/** The part of a sheet after its rows, without reading these. */
async function afterRows(sheet: Readable): Promise<Readable> {
	const after: Buffer[] = [];
	let [before, length] = [Buffer.alloc(0), 0];
	for await (const chunk of sheet as AsyncIterable<Buffer>) {
		if (length > 0) after.push(chunk);
		else {
			before = Buffer.concat([before.subarray(-40), chunk]);
			const at = before.lastIndexOf(ROWS_END);
			// Not where the rows begin.
			if (at !== -1 && /<\/(?:[\w.-]{1,20}:)?$/.test(before.subarray(Math.max(0, at - 24), at).toString('latin1')))
				after.push(before.subarray(at + ROWS_END.length));
		}
		if (after.length > 0 && (length += chunk.length) > MAX_BELOW_BYTES) throw new FileRefused('tooPacked');
	}
	return Readable.from(after);
}

/** `C2`, or for `C2:D4` its first column. */
function rangeOf(reference: string): MergedCells | null {
	const [, column, from = '', to = from] = /^([A-Z]{1,3})(\d{1,7})(?::[A-Z]{1,3}(\d{1,7}))?$/.exec(reference) ?? [];
	return column === undefined ? null : { column, from: Number(from), to: Number(to) };
}

function referencesIn(range: string): string[] {
	const { column, from, to } = rangeOf(range) ?? { column: '', from: 1, to: 0 };
	return Array.from({ length: Math.max(0, Math.min(to - from + 1, MAX_LINKS)) }, (_, at) => `${column}${from + at}`);
}

/** `r:id`, whatever the namespace is called here. */
const relationOf = (attributes: Attributes): string | undefined =>
	Object.entries(attributes).find(([name]) => /^[^:]+:id$/.test(name))?.[1];

interface Relation {
	readonly id: string;
	readonly type: string;
	readonly target: string;
	readonly isExternal: boolean;
}

/** The internal parts that a part refers to, or the package for ''. External links are not followed. */
async function relations(xlsxPackage: Package, part: string): Promise<Relation[]> {
	const folder = folderOf(part);
	return (await relationships(xlsxPackage, part))
		.filter(({ isExternal }) => !isExternal)
		.map((one) => ({
			...one,
			target: one.target.startsWith('/') ? one.target.slice(1) : posix.join(folder, one.target)
		}));
}

const folderOf = (part: string): string => (posix.dirname(part) === '.' ? '' : posix.dirname(part));

/** The relationships of a part, with their targets as written. */
async function relationships(xlsxPackage: Package, part: string): Promise<Relation[]> {
	const folder = folderOf(part);
	const path = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
	if (!xlsxPackage.has(path)) return [];
	return (await tagsIn(await xlsxPackage.stream(path))).flatMap(({ name, attributes }) => {
		const { Id: id, Type: type, Target: target, TargetMode: mode } = attributes;
		if (name !== 'Relationship' || id === undefined || type === undefined || target === undefined) return [];
		return [{ id, type: type.slice(type.lastIndexOf('/') + 1), target, isExternal: mode === 'External' }];
	});
}

async function sharedStrings(xlsxPackage: Package, path: string): Promise<string[]> {
	const strings: string[] = [];
	let text = '';
	let [inText, inPhonetic] = [false, false];
	const reading = readXml(await xlsxPackage.stream(path), {
		open(name) {
			if (name === 'si') text = '';
			// The reading of a Japanese word is not part of the text.
			else if (name === 'rPh') inPhonetic = true;
			else if (name === 't') inText = true;
		},
		text: (piece) => {
			if (inText && !inPhonetic) text += piece;
		},
		close(name) {
			if (name === 'si') strings.push(unescaped(text));
			else if (name === 'rPh') inPhonetic = false;
			else if (name === 't') inText = false;
		}
	});
	for await (const read of reading) if (read > MAX_STRINGS_BYTES) throw new FileRefused('tooPacked');
	return strings;
}
