import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { imports } from '../scripts/imports.mjs';

/* A guard over no files guards nothing. Each says how many it sees at least, and fails when a folder has moved. */

export const root = resolve(import.meta.dirname, '..');

/** A list that was made in another way, or a part of one. @throws when it has fewer */
export function atLeast<T>(count: number, found: readonly T[]): readonly T[] {
	if (found.length < count)
		throw new Error(
			`A guard sees ${found.length} of at least ${count}: has a folder moved, or does its pattern not fit?`
		);
	return found;
}

/**
 * The files below folders of the project whose path matches, as paths from its root with forward slashes.
 * @throws when there are fewer than `count`
 */
export function filesIn(folders: string | readonly string[], pattern: RegExp, count: number): readonly string[] {
	const found = [folders].flat().flatMap((folder) =>
		readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
			.filter((path) => pattern.test(path))
	);
	return atLeast(count, found);
}

export const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The imports of the files of src whose path below src matches. @throws when there are fewer than `count` */
export const importsFrom = (pattern: RegExp, count: number) =>
	atLeast(
		count,
		imports.filter(({ from }) => pattern.test(from))
	);
