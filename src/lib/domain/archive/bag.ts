import { z } from 'zod';
import { Sha256 } from '../core/ids';

/** What a bag says of itself first (RFC 8493 §2.1.1). */
export const BAG_DECLARATION = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

/** A file in a bag, by its path from the top of the bag. */
export const BagFile = z.object({ path: z.string().min(1), bytes: z.int().nonnegative(), sha256: Sha256 });
export type BagFile = z.infer<typeof BagFile>;

/** The folder of the archived files; the files outside it describe them. */
const PAYLOAD = 'data/';
export const isPayload = (path: string): boolean => path.startsWith(PAYLOAD);

/** The files in the order in which a package lists and holds them: it depends on nothing but their names. */
export const inBagOrder = <File extends Pick<BagFile, 'path'>>(files: Iterable<File>): File[] =>
	[...files].sort((a, b) => (a.path < b.path ? -1 : 1));

/** The name as a manifest writes it: line ends and the escape sign itself are escaped (RFC 8493 §2.1.3). */
const escaped = (path: string): string =>
	path.replace(/[%\r\n]/g, (sign) => (sign === '%' ? '%25' : sign === '\r' ? '%0D' : '%0A'));
const unescaped = (path: string): string =>
	path.replace(/%(0[AD]|25)/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

export const manifestOf = (files: Iterable<BagFile>): string =>
	inBagOrder(files)
		.map(({ path, sha256 }) => `${sha256}  ${escaped(path)}\n`)
		.join('');

/** The checksum of each file that a manifest names; null where a line is not one of a manifest. */
export function readManifest(text: string): ReadonlyMap<string, Sha256> | null {
	const found = new Map<string, Sha256>();
	for (const line of text.split(/\r\n|\r|\n/)) {
		if (line === '') continue;
		const [, checksum = '', path = ''] = /^([0-9a-fA-F]{64})[ \t]+(\S[\s\S]*)$/.exec(line) ?? [];
		const sha256 = Sha256.safeParse(checksum.toLowerCase()).data;
		if (!sha256 || found.has(unescaped(path))) return null;
		found.set(unescaped(path), sha256);
	}
	return found;
}

/** Octets and files of the payload, as `bag-info.txt` says them. */
export const payloadSum = (files: Iterable<Pick<BagFile, 'path' | 'bytes'>>): string => {
	const payload = [...files].filter(({ path }) => isPayload(path));
	return `${payload.reduce((sum, { bytes }) => sum + bytes, 0)}.${payload.length}`;
};

/** One label and its value a line; a value stays on its line. */
export const bagInfoOf = (labels: readonly (readonly [string, string | null])[]): string =>
	labels.map(([label, value]) => (value === null ? '' : `${label}: ${value.replace(/\s+/gu, ' ').trim()}\n`)).join('');

/** The value of a label; null when it is not there. */
export const bagInfoValue = (text: string, label: string): string | null =>
	text
		.split(/\r\n|\r|\n/)
		.find((line) => line.toLowerCase().startsWith(`${label.toLowerCase()}:`))
		?.slice(label.length + 1)
		.trim() ?? null;
