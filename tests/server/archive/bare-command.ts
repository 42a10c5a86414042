import { spawnSync } from 'node:child_process';
import { cp, mkdir, readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { tempFolder } from './packed';

/** What a file of the build imports: at the start of a line, or while it runs. */
const imported = /^(?:import|export)\b[^'"\n]*["']([@\w./:-]+)["']|\bimport\(["']([@\w./:-]+)["']\)/gm;
const packageOf = (specifier: string): string =>
	specifier
		.split('/')
		.slice(0, specifier.startsWith('@') ? 2 : 1)
		.join('/');

/** A command of the build with all that it imports, and nothing else, as on a machine without the program. */
export interface BareCommand {
	/** The packages that came with it. */
	readonly packages: readonly string[];
	run(...args: string[]): { status: number | null; output: string };
}

/** Copies a command to an empty folder. Its environment has no program, and a database that does not answer. */
export async function bareCommand(name: string): Promise<BareCommand> {
	const folder = tempFolder();
	const packages = new Set<string>();
	const takePackage = async (wanted: string): Promise<void> => {
		if (packages.has(wanted)) return;
		packages.add(wanted);
		await cp(join('node_modules', wanted), join(folder, 'node_modules', wanted), { recursive: true });
		const { dependencies = {} } = JSON.parse(await readFile(join('node_modules', wanted, 'package.json'), 'utf8')) as {
			dependencies?: Record<string, string>;
		};
		for (const needed of Object.keys(dependencies)) await takePackage(needed);
	};
	const files = new Set<string>();
	const takeFile = async (path: string): Promise<void> => {
		if (files.has(path)) return;
		files.add(path);
		await mkdir(dirname(join(folder, path)), { recursive: true });
		await cp(join('build', path), join(folder, path));
		for (const [, first, specifier = first ?? ''] of (await readFile(join('build', path), 'utf8')).matchAll(imported))
			if (specifier.startsWith('.')) await takeFile(join(dirname(path), specifier));
			else if (!isBuiltin(specifier)) await takePackage(packageOf(specifier));
	};
	await takeFile(`${name}.js`);
	await cp('package.json', join(folder, 'package.json'));
	return {
		packages: [...packages].sort(),
		run(...args) {
			const env = { PATH: process.env['PATH'], HOME: folder, DATABASE_URL: 'postgres://nobody:none@127.0.0.1:9/none' };
			const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, `${name}.js`), ...args], {
				cwd: folder,
				encoding: 'utf8',
				env,
				timeout: 60_000
			});
			return { status, output: stdout + stderr };
		}
	};
}
