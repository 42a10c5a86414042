// Makes the filter of common passwords again, from the list of the package: npm run common-passwords
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';
import { makePasswordFilter, writePasswordFilter } from '../src/lib/server/people/auth/password-filter';

const file = join(import.meta.dirname, '../src/lib/server/people/auth/common-passwords.json');
const list = createRequire(import.meta.url).resolve('@zxcvbn-ts/language-common/src/passwords.json');
const words = z.array(z.string()).parse(JSON.parse(readFileSync(list, 'utf8')));
writeFileSync(file, writePasswordFilter(makePasswordFilter(words.map((word) => word.toLowerCase()))));
process.stdout.write(`${words.length} passwords are in ${file}.\n`);
