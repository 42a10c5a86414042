// `npm run pictures`: makes the pictures of the help and the README again, from an exercise on the build of this source.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const { status } = spawnSync(process.execPath, ['node_modules/@playwright/test/cli.js', 'test', '--workers=1'], {
	cwd: fileURLToPath(new URL('..', import.meta.url)),
	stdio: 'inherit',
	env: { ...process.env, MAKE_PICTURES: '1' }
});
process.exitCode = status ?? 1;
