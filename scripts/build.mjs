// Builds in a folder beside the previous build and then replaces it: a build that fails changes nothing.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	cpSync,
	existsSync,
	lstatSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isAlive } from './lock.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = [
	'src',
	'static',
	'messages',
	'drizzle',
	'patches',
	'scripts',
	'package-lock.json',
	'svelte.config.js',
	'tsconfig.json',
	'vite.config.ts',
	'vite.server.config.ts'
];
const DIGEST = 'source.sha256';
const SBOM = 'sbom.cdx.json';

/**
 * SHA-256 over the content of all files that a build is made from. Not their times, which change with every copy and
 * checkout.
 */
function sourceDigest() {
	const hash = createHash('sha256');
	const add = (path) => {
		const full = join(root, path);
		if (!existsSync(full)) return;
		if (statSync(full).isDirectory()) for (const name of readdirSync(full).sort()) add(join(path, name));
		else hash.update(`${path}\0`).update(readFileSync(full)).update('\0');
	};
	SOURCES.forEach(add);
	return hash.digest('hex');
}

/**
 * Whether `build` was made from this source; also true where there is no source (an image that has only the build).
 */
export function isBuilt() {
	if (!existsSync(join(root, 'build', 'server.js'))) return false;
	if (!existsSync(join(root, 'src'))) return true;
	const made = join(root, 'build', DIGEST);
	return (
		existsSync(join(root, '.svelte-kit', 'tsconfig.json')) &&
		existsSync(made) &&
		readFileSync(made, 'utf8') === sourceDigest()
	);
}

/** @throws when a step fails, after printing the output of that step */
export async function build() {
	const digest = sourceDigest();
	const [current, next, last] = ['build', '.build-next', '.build-last'].map((name) => join(root, name));
	const clear = () => [next, last].forEach((folder) => rmSync(folder, { recursive: true, force: true }));
	clear();
	try {
		const env = { ...process.env, NODE_ENV: 'production', BUILD_DIR: '.build-next' };
		const step = (program, ...args) => run(process.execPath, [join('node_modules', program), ...args], { env });
		await step('@sveltejs/kit/svelte-kit.js', 'sync');
		await step('vite/bin/vite.js', 'build', '--logLevel', 'warn');
		await step('vite/bin/vite.js', 'build', '-c', 'vite.server.config.ts', '--logLevel', 'warn');
		if (existsSync(join(root, 'drizzle'))) cpSync(join(root, 'drizzle'), join(next, 'drizzle'), { recursive: true });
		writeFileSync(join(next, SBOM), await billOfMaterials());
		writeFileSync(join(next, DIGEST), digest);
		// A running program reads some of its files only when it needs them. Almost all names have a digest of the content.
		if (isRunning(current)) cpSync(current, next, { recursive: true, force: false, dereference: true });
		if (lstatSync(current, { throwIfNoEntry: false })) renameSync(current, last);
		renameSync(next, current);
	} finally {
		clear();
	}
}

/**
 * The bill of materials (CycloneDX) that npm makes from the lock file: every package with its version, checksum and
 * licence. Without a timestamp and a random number, so that the same lock file gives the same bytes.
 */
async function billOfMaterials() {
	const bill = JSON.parse(await npm(['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only']));
	delete bill.serialNumber;
	delete bill.metadata.timestamp;
	delete bill.metadata.tools;
	// By the lock file: `--omit dev` leaves out what a tool for development needs as well.
	const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
	const included = Object.entries(packages).filter(([, { dev, devOptional }]) => !dev && !devOptional);
	const includedNames = new Set(
		included.map(([path, { version }]) => `${path.split('node_modules/').at(-1)}@${version}`)
	);
	const isIncluded = ({ name, version }) => includedNames.has(`${name}@${version}`);
	bill.components = bill.components.filter(isIncluded);
	const refs = new Set([bill.metadata.component?.['bom-ref'], ...bill.components.map((each) => each['bom-ref'])]);
	bill.dependencies = (bill.dependencies ?? [])
		.filter(({ ref }) => refs.has(ref))
		.map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((each) => refs.has(each)) }));
	for (const component of bill.components) {
		// Two old packages have no licence field, only a file with the licence.
		component.licenses ??= LICENCES_WITHOUT_FIELD[component.name];
		if (!component.licenses) throw new Error(`the licence of ${component.name} is not known: see scripts/build.mjs`);
	}
	return `${JSON.stringify(bill, null, '\t')}\n`;
}
const LICENCES_WITHOUT_FIELD = {
	'png-js': [{ license: { id: 'MIT' } }],
	'xmlhttprequest-ssl': [{ license: { id: 'MIT' } }]
};

/**
 * Runs a program, and ends it when its standard input is closed, so that it stops writing when this process is killed:
 * the next start would build in the same folders.
 */
const FOLLOW_PARENT = [
	'/bin/sh',
	'-c',
	'exec 3<&0; "$@" 3<&- </dev/null & program=$!; (read -r _ <&3; kill -KILL $program) >/dev/null 2>&1 & watch=$!; wait $program; code=$?; kill $watch 2>/dev/null; exit $code',
	'voelspriet'
];

/** @returns its standard output. Everything that it printed is shown when it fails. */
function run(program, args, { env = process.env, isShown = false } = {}) {
	const shell = program === 'npm' && process.platform === 'win32';
	const output = isShown ? 'inherit' : 'pipe';
	// The pipe stays open as long as this process runs.
	const [command, ...rest] = process.platform === 'win32' ? [program, ...args] : [...FOLLOW_PARENT, program, ...args];
	const child = spawn(command, rest, { cwd: root, env, shell, stdio: ['pipe', output, output] });
	const captured = { stdout: '', stderr: '' };
	for (const name of ['stdout', 'stderr'])
		child[name]?.setEncoding('utf8').on('data', (piece) => (captured[name] += piece));
	return new Promise((done, fail) => {
		child.once('error', fail);
		child.once('close', (code) => {
			if (code === 0) return done(captured.stdout);
			process.stderr.write(captured.stdout + captured.stderr);
			fail(new Error(`${args.join(' ')} ended with ${code}`));
		});
	});
}

/** In production npm would leave out what the build needs. */
export function npm(args, isShown = false) {
	const cli = process.env.npm_execpath;
	const options = { env: { ...process.env, NODE_ENV: 'development' }, isShown };
	return cli ? run(process.execPath, [cli, ...args], options) : run('npm', args, options);
}

/** Whether a program runs from a build: it leaves a file with its process number there. */
function isRunning(folder) {
	return (
		existsSync(folder) &&
		readdirSync(folder).some((name) => name.startsWith('running-') && isAlive(Number(name.slice('running-'.length))))
	);
}
