// Makes the one migration again from the schema: the SQL of drizzle-kit between the parts that it cannot express
// (before.sql: text search; after.sql: functions and triggers). Until release 1.0 nobody has data to migrate. From then
// on the migrations that exist stay, and `drizzle-kit generate` adds new ones.
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const migration = `${root}drizzle/0000_first.sql`;
const part = (name) => readFileSync(`${root}src/lib/server/platform/database/schema/${name}.sql`, 'utf8').trim();

rmSync(`${root}drizzle`, { recursive: true, force: true });
execFileSync(process.execPath, ['node_modules/drizzle-kit/bin.cjs', 'generate', '--name', 'first'], {
	cwd: root,
	stdio: 'inherit'
});
const tables = readFileSync(migration, 'utf8').trim();
writeFileSync(migration, `${[part('before'), tables, part('after')].join('\n--> statement-breakpoint\n')}\n`);
