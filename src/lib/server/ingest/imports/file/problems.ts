import { fileProblems } from '$lib/domain/posts/entry/file-import';

export { fileProblems };

export interface FileProblem {
	readonly code: (typeof fileProblems)[number];
	/** The number of rows with it; 0 where it concerns the file. */
	readonly rows: number;
	/** The first such row, as a spreadsheet numbers it. */
	readonly first: number | null;
	/** What the first different ones have, for a person to find them. */
	readonly values?: { readonly row: number; readonly text: string }[];
}
const SHOWN_VALUES = 5;

/** Counts them. */
export class ProblemTally {
	readonly #found = new Map<FileProblem['code'], Omit<FileProblem, 'code'>>();
	add(code: FileProblem['code'], row: number, rows = 1): void {
		const found = this.#found.get(code) ?? { rows: 0, first: row };
		this.#found.set(code, { ...found, rows: found.rows + rows });
	}
	/** Shows what such a row has. */
	show(code: FileProblem['code'], row: number, text: string): void {
		const found = this.#found.get(code);
		if (found && (found.values?.length ?? 0) < SHOWN_VALUES)
			this.#found.set(code, { ...found, values: [...(found.values ?? []), { row, text }] });
	}
	about(code: FileProblem['code']): void {
		this.#found.set(code, { rows: 0, first: null });
	}
	problems(): FileProblem[] {
		return fileProblems.flatMap((code) => {
			const found = this.#found.get(code);
			return found ? [{ code, ...found }] : [];
		});
	}
}
