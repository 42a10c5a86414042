import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { setPriority, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const project = join(import.meta.dirname, '..', '..');

/** A block of code in docs/recipes.md: a whole file, or a change to the file that was named last. */
interface RecipeBlock {
	readonly path: string;
	readonly language: string;
	readonly code: string;
}

/** The code blocks of the recipes, in order. Each block belongs to the path alone on a line above it. */
export function blocksIn(recipes: string): RecipeBlock[] {
	let path = '';
	return [...recipes.matchAll(/^`([^`\n]+)`$|^```(\w+)\n([\s\S]*?)^```$/gm)].flatMap(
		([, named, language = '', code = '']) => {
			if (named !== undefined) path = named;
			return named === undefined ? [{ path, language, code }] : [];
		}
	);
}

/** Applies a change where its old lines are. @throws when they are not in the text exactly once */
export function changed(text: string, change: string): string {
	const lines = change.replace(/\n$/, '').split('\n');
	const of = (marks: string): string =>
		lines
			.filter((line) => line === '' || marks.includes(line.charAt(0)))
			.map((line) => `${line.slice(1)}\n`)
			.join('');
	const [all, old] = [`\n${text}`, `\n${of(' -')}`];
	const at = all.indexOf(old);
	if (at < 0 || at !== all.lastIndexOf(old))
		throw new Error(`the old lines are not in the file exactly once:\n${change}`);
	return `${all.slice(0, at)}\n${of(' +')}${all.slice(at + old.length)}`.slice(1);
}

/** What a build is made from, and what the recipes' tests read. */
const copied = [
	...[
		'docs',
		'drizzle',
		'messages',
		'patches',
		'scripts',
		'src',
		'static',
		'tests',
		'package.json',
		'package-lock.json'
	],
	...['.oxlintrc.json', '.prettierrc', 'eslint.config.js', 'knip.json', 'svelte.config.js', 'tsconfig.json'],
	...['drizzle.config.ts', 'vite.config.ts', 'vite.server.config.ts']
];

/** A copy of the project with every recipe followed, without a build. */
export function followRecipes(recipes: string): string {
	const copy = mkdtempSync(join(tmpdir(), 'voelspriet-recipes-'));
	for (const name of copied) cpSync(join(project, name), join(copy, name), { recursive: true });
	symlinkSync(join(project, 'node_modules'), join(copy, 'node_modules'), 'junction');
	for (const { path, language, code } of blocksIn(recipes)) {
		const file = join(copy, path);
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, language === 'diff' ? changed(readFileSync(file, 'utf8'), code) : code);
	}
	return copy;
}

/** Runs a program of the copy, and lets the other tests go first. @throws its output when it fails */
export function runIn(copy: string, program: string, args: readonly string[] = []): Promise<void> {
	return new Promise((done, fail) => {
		// What vitest or Playwright set for their own workers is not meant for this one.
		const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_ENV)/.test(name)));
		const child = spawn(process.execPath, [join(copy, program), ...args], { cwd: copy, env, stdio: 'pipe' });
		if (child.pid !== undefined) setPriority(child.pid, 5);
		let output = '';
		for (const stream of [child.stdout, child.stderr])
			stream.on('data', (piece: Buffer) => (output += piece.toString()));
		child.once('error', fail);
		child.once('close', (code) => {
			if (code === 0) done();
			else fail(new Error(`${program} ${args.join(' ')} ended with ${String(code)}:\n${output}`));
		});
	});
}
