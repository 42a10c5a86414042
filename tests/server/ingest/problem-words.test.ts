import { expect, test } from 'vitest';
import { ProblemCode } from '$lib/domain/posts/source-problem';
import { fields } from '$lib/server/ingest/imports/file/columns';
import { fileProblems } from '$lib/server/ingest/imports/file/problems';
import { fileRefusals, rowRefusals } from '$lib/server/ingest/imports/file/refused';
import { pausedAtEnd } from '$lib/server/ingest/scheduler/system-commands';
import en from '../../../messages/en.json';
import nl from '../../../messages/nl.json';

test.each([
	['what is wrong with a source', ProblemCode.options, (words: typeof nl.ingest) => words.problem],
	['why a file is not read', fileRefusals, (words: typeof nl.ingest) => words.file.refused],
	['why a row is not read', rowRefusals, (words: typeof nl.ingest) => words.file.row],
	['what to know of a file', fileProblems, (words: typeof nl.ingest) => words.file.problem],
	['what a column is', fields, (words: typeof nl.ingest) => words.file.field]
])('there are words in both languages for %s, for each code and for no other', (_, codes, words) => {
	for (const language of [nl, en]) expect(Object.keys(words(language.ingest)).sort()).toEqual([...codes].sort());
});
test('the reason of a source that paused by itself is the name of its sentence', () => {
	expect(
		pausedAtEnd
			.split('.')
			.reduce<unknown>((tree, key) => (typeof tree === 'object' && tree !== null ? Reflect.get(tree, key) : null), nl)
	).toBe(nl.ingest.pausedAtEnd);
});
