const PROBLEMS = {
	full: ['ENOSPC', 'EDQUOT'],
	readOnly: ['EACCES', 'EPERM', 'EROFS'],
	absent: ['ENOENT', 'ENOTDIR']
} as const;
type FileProblem = keyof typeof PROBLEMS;

/** Why a file could not be written: no room, no right to write there, or no such folder. Null for another error. */
export function fileProblem(error: unknown): FileProblem | null {
	const code = error instanceof Error && 'code' in error ? error.code : null;
	const names = Object.keys(PROBLEMS) as FileProblem[];
	return names.find((name) => PROBLEMS[name].some((each) => each === code)) ?? null;
}
