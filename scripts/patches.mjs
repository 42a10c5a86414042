import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { applyPatch, parsePatch } from 'diff';
import { normalizePath } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Bundles packages as patches/NAME+VERSION.patch changes them; each file says why at its top. node_modules stays as it
 * was installed. A patch for another version than the installed one, or whose lines are not found, fails at once.
 * @returns {import('vite').Plugin}
 */
export function patches() {
	const changed = new Map();
	for (const name of readdirSync(join(root, 'patches'))) {
		const [, packageName, version] = /^(.+)\+(.+)\.patch$/.exec(name);
		const { version: installed } = JSON.parse(
			readFileSync(join(root, 'node_modules', packageName, 'package.json'), 'utf8')
		);
		if (installed !== version)
			throw new Error(`patches/${name} does not fit ${packageName} ${installed}, which is installed`);
		for (const patch of parsePatch(readFileSync(join(root, 'patches', name), 'utf8'))) {
			const file = realpathSync(join(root, patch.newFileName.replace(/^b\//, '')));
			const code = applyPatch(readFileSync(file, 'utf8'), patch);
			if (code === false) throw new Error(`patches/${name} does not fit ${file}`);
			changed.set(normalizePath(file), code);
		}
	}
	return { name: 'patches', enforce: 'pre', load: (id) => changed.get(id.replace(/\?.*$/, '')) };
}

/** What a bundle needs so that the patched packages are in it. */
export const patched = { noExternal: ['postgres'] };
