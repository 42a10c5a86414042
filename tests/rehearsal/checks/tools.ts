import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Installation } from '../setup/installation';

/** A tool that fails by a mistake of ours says where in the program. */
const TRACE = /^\s+at .*:\d+:\d+\)?$/m;

/**
 * Runs every command-line tool against the installation that runs, as an operator does after a day.
 * @param day names the files that are made
 * @returns what is wrong
 */
export async function wrongInTools(installation: Installation, day: string): Promise<string[]> {
	const { ids } = installation;
	const [closed, key] = [ids.of('closed'), installation.file('backup.key')];
	const head = newestHead(installation);
	const scheduled =
		readdirSync(installation.env['BACKUP_FOLDER'] ?? '')
			.sort()
			.at(-1) ?? 'none';
	const uses: readonly (readonly [tool: string, args: readonly string[], says: string | RegExp])[] = [
		['verify-log', [], 'Every log walked is whole.'],
		['verify-log', ['--head', head], 'the log goes through it'],
		['backup', [installation.file(`${day}.zip.age`)], 'It is encrypted'],
		['restore', ['--drill', installation.file(`${day}.zip.age`), '--key', key], 'can be restored'],
		['restore', ['--drill', join(installation.env['BACKUP_FOLDER'] ?? '', scheduled), '--key', key], 'can be restored'],
		['archive', [closed, installation.file(`${day}-archive.zip`)], 'SHA-256'],
		['verify-archive', [installation.file(`${day}-archive.zip`)], 'The package is whole.'],
		['admin', ['list'], /Bram Bos\t\S+\tanalyst/],
		['admin', ['database'], /^postgres/m],
		['admin', ['rotate-keys', '--which', 'push'], 'Nothing was done.']
	];
	const wrong: string[] = [];
	for (const [tool, args, says] of uses) {
		const { code, output } = await installation.tool(tool, args);
		const isRight = code === 0 && (typeof says === 'string' ? output.includes(says) : says.test(output));
		if (!isRight || TRACE.test(output)) wrong.push(`${tool} ${args.join(' ')} ended with ${String(code)}:\n${output}`);
	}
	return wrong;
}

/** The last line of `heads.log`. @throws when nothing was signed */
function newestHead(installation: Installation): string {
	const lines = readFileSync(join(installation.env['HEADS_FOLDER'] ?? '', 'heads.log'), 'utf8')
		.trim()
		.split('\n');
	const newest = lines.at(-1);
	if (!newest) throw new Error('nothing was signed');
	return newest;
}
