// Builds aside and swaps: a running server keeps the files it started with, and a build that fails changes nothing.
import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	cpSync,
	existsSync,
	lstatSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	realpathSync,
	renameSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { alone, isAlive } from './lock.mjs';

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

/** Whether this file itself was run, by whatever path. */
const isAsked = process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url);

/**
 * SHA-256 over the content of all that a build is made from: times change with every copy and checkout, content does
 * not.
 */
export function sourceDigest() {
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
 * Whether `build` was made from this source. Where there is no source (an image that has only the build) there is
 * nothing to make.
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

/** @throws when a step fails; what it says is on the screen then. */
export async function build() {
	const digest = sourceDigest();
	const name = `.build-${Date.now().toString(36)}-${process.pid}`;
	try {
		const env = { ...process.env, NODE_ENV: 'production', BUILD_DIR: name };
		await step('@sveltejs/kit/svelte-kit.js', ['sync'], env);
		await step('vite/bin/vite.js', ['build', '--logLevel', 'warn'], env);
		await step('vite/bin/vite.js', ['build', '-c', 'vite.server.config.ts', '--logLevel', 'warn'], env);
		if (existsSync(join(root, 'drizzle')))
			cpSync(join(root, 'drizzle'), join(root, name, 'drizzle'), { recursive: true });
		writeFileSync(join(root, name, SBOM), await billOfMaterials());
		writeFileSync(join(root, name, DIGEST), digest);
		swap(name);
	} finally {
		clear();
	}
}

/**
 * What the program is made of (CycloneDX), by npm from the lock file: every package with its version, checksum and
 * licence. Without a moment and a random number, so that the same lock file gives the same bytes.
 */
async function billOfMaterials() {
	const said = await new Promise((done, fail) => {
		const asked = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
		const cli = process.env.npm_execpath;
		const [program, args] = cli ? [process.execPath, [cli, ...asked]] : ['npm', asked];
		const options = { cwd: root, maxBuffer: 64 * 1024 * 1024, shell: !cli && process.platform === 'win32' };
		execFile(program, args, options, (error, stdout) => (error ? fail(error) : done(stdout)));
	});
	const bill = JSON.parse(said);
	delete bill.serialNumber;
	delete bill.metadata.timestamp;
	delete bill.metadata.tools;
	// By the lock file: `--omit dev` leaves out what a tool for development needs as well.
	const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
	const alongside = Object.entries(packages).filter(([, { dev, devOptional }]) => !dev && !devOptional);
	const named = new Set(alongside.map(([path, { version }]) => `${path.split('node_modules/').at(-1)}@${version}`));
	const comesAlong = ({ name, version }) => named.has(`${name}@${version}`);
	bill.components = bill.components.filter(comesAlong);
	const refs = new Set([bill.metadata.component?.['bom-ref'], ...bill.components.map((each) => each['bom-ref'])]);
	bill.dependencies = (bill.dependencies ?? [])
		.filter(({ ref }) => refs.has(ref))
		.map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((each) => refs.has(each)) }));
	for (const component of bill.components) {
		// Two packages of before the field was usual have their licence in a file beside.
		component.licenses ??= WITHOUT_FIELD[component.name];
		if (!component.licenses) throw new Error(`the licence of ${component.name} is not known: see scripts/build.mjs`);
	}
	return `${JSON.stringify(bill, null, '\t')}\n`;
}
const WITHOUT_FIELD = {
	'png-js': [{ license: { id: 'MIT' } }],
	'xmlhttprequest-ssl': [{ license: { id: 'MIT' } }]
};

/** What a step says on its way is shown when it fails, or when somebody asked for the build itself. */
function step(program, args, env) {
	return new Promise((done, fail) => {
		const child = spawn(process.execPath, [join(root, 'node_modules', program), ...args], {
			cwd: root,
			env,
			stdio: isAsked ? 'inherit' : ['ignore', 'pipe', 'pipe']
		});
		let said = '';
		for (const stream of [child.stdout, child.stderr]) stream?.on('data', (piece) => (said += piece));
		child.once('error', fail);
		child.once('close', (code) => {
			if (code === 0) return done();
			process.stderr.write(said);
			fail(new Error(`${program} ${args.join(' ')} ended with ${code}`));
		});
	});
}

/** `build` is a link to the newest build; a process resolves it once, at its start. */
function swap(name) {
	const link = join(root, 'build');
	const isLink = lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
	if (existsSync(link) && !isLink) renameSync(link, join(root, `.build-0-${process.pid}`)); // built by hand
	const aside = join(root, `.build-link-${process.pid}`);
	if (process.platform === 'win32') {
		if (isLink) rmSync(link);
		symlinkSync(join(root, name), link, 'junction');
	} else {
		symlinkSync(name, aside);
		renameSync(aside, link);
	}
}

/**
 * Removes builds that are no longer needed: all but the newest, the one before it, and those a running server started
 * from.
 */
function clear() {
	const current = lstatSync(join(root, 'build'), { throwIfNoEntry: false })?.isSymbolicLink()
		? readlinkSync(join(root, 'build')).split(/[\\/]/).at(-1)
		: null;
	const others = readdirSync(root)
		.filter((name) => /^\.build-/.test(name) && name !== current)
		.sort()
		.reverse();
	const whole = others.filter((name) => existsSync(join(root, name, DIGEST)));
	for (const name of others) {
		if (name !== whole[0] && !inUse(name)) rmSync(join(root, name), { recursive: true, force: true });
	}
}

/** A server leaves a file with its number in the build it started from. */
function inUse(name) {
	const folder = join(root, name);
	if (lstatSync(folder).isSymbolicLink()) return false;
	return readdirSync(folder).some(
		(file) => file.startsWith('running-') && isAlive(Number(file.slice('running-'.length)))
	);
}

if (isAsked) {
	try {
		await alone(build);
	} catch (error) {
		console.error(`voelspriet: the build failed (${error.message}). What was built before is still there.`);
		process.exitCode = 1;
	}
}
