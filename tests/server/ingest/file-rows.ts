import { ColumnMapping } from '$lib/domain/posts/entry/file-import';
import { preview } from '$lib/server/ingest/imports/file/preview';
import { readRows, type ReadRow } from '$lib/server/ingest/imports/file/read-rows';
import { RawPost } from '$lib/server/ingest/pipeline/raw-post';

export async function all<T>(of: AsyncIterable<T>): Promise<T[]> {
	const found: T[] = [];
	for await (const one of of) found.push(one);
	return found;
}
export const bytes = (text: string): Buffer => Buffer.from(text);
export async function rowsOf(file: Uint8Array, change: Partial<ColumnMapping> = {}): Promise<ReadRow[]> {
	const { mapping } = await preview(file);
	return all(readRows(file, { ...mapping, ...change }));
}
export const postsOf = async (file: Uint8Array, change: Partial<ColumnMapping> = {}): Promise<RawPost[]> =>
	(await rowsOf(file, change)).flatMap((row) => ('post' in row ? [row.post] : []));
export const textsOf = async (file: Uint8Array): Promise<string[]> => (await postsOf(file)).map(({ text }) => text);
export const lines = (...rows: string[]): Buffer => bytes(rows.join('\n'));
