import * as m from '$lib/messages';
import { expect, test } from 'vitest';
import { ProblemCode } from '$lib/domain/posts/source-problem';
import { undatedReasons } from '$lib/domain/posts/entry/file-import';
import { fields } from '$lib/server/ingest/imports/file/columns';
import { fileProblems } from '$lib/server/ingest/imports/file/problems';
import { fileRefusals, rowRefusals } from '$lib/server/ingest/imports/file/refused';

test.each([
	['what is wrong with a source', ProblemCode.options, m.ingest.problem],
	['why a file is not read', fileRefusals, m.ingest.file.refused],
	['why a row is not read', rowRefusals, m.ingest.file.row],
	['why a row has no moment', undatedReasons, m.ingest.file.undated],
	['what to know of a file', fileProblems, m.ingest.file.problem],
	['what a column is', fields, m.ingest.file.field]
])('there are texts for %s, for each code and for no other', (_, codes, words) => {
	expect(Object.keys(words).sort()).toEqual([...codes].sort());
});
