import { spawn } from 'node:child_process';

export interface Ran {
	readonly code: number | null;
	readonly output: string;
}

/** Runs a command-line tool of the build as an operator does. */
export function runTool(
	name: string,
	args: readonly string[],
	env: Readonly<Record<string, string>>,
	typed = ''
): Promise<Ran> {
	const child = spawn(process.execPath, [`build/${name}.js`, ...args], {
		env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env }
	});
	child.stdin.end(typed);
	let output = '';
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (output += piece.toString()));
	return new Promise((done) => child.once('close', (code) => done({ code, output })));
}
