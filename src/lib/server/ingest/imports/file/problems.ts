import { fileProblems } from '$lib/domain/posts/entry/file-import';

export { fileProblems };

export interface FileProblem {
	readonly code: (typeof fileProblems)[number];
	/** The number of rows with it; 0 where it concerns the file. */
	readonly rows: number;
	/** The first such row, as a spreadsheet numbers it. */
	readonly first: number | null;
}

/** Counts them. */
export class ProblemTally {
	readonly #found = new Map<FileProblem['code'], { rows: number; first: number | null }>();
	add(code: FileProblem['code'], row: number): void {
		const found = this.#found.get(code) ?? { rows: 0, first: row };
		this.#found.set(code, { ...found, rows: found.rows + 1 });
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
