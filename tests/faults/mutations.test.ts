import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cases } from './cases';
import { mutations } from './mutations';

/** That they fail without it is shown at length: `npm run faults -- --mutations`. */
test.each(mutations)(
	'the guard is in its file once, and the test or case that fails without it exists: $what',
	(mutation) => {
		const { file, text, guards, fails } = mutation;
		expect(readFileSync(file, 'utf8').split(text)).toHaveLength(2);
		expect(cases.map(({ number }) => number)).toContain(guards);
		if ('harness' in fails) expect(cases.find(({ number }) => number === fails.harness)?.run).toBeDefined();
		else expect(readFileSync(fails.file, 'utf8')).toContain(fails.title);
	}
);
