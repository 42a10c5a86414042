import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { atLeast, filesIn, importsFrom, textOf } from './project-files';

/** A guard over files asserts how many it saw: all of them read the tree by tests/project-files.ts. */

/** What lists files and does not guard the project's own. */
const listsOthers: Readonly<Record<string, string>> = {
	'tests/bench/run.ts': 'parts of a bench, chosen by name',
	'tests/bench/silence.ts': 'recordings that are measured',
	'tests/domain/chat.test.ts': 'fixtures that are read one by one',
	'tests/evaluate/incidents.ts': 'incidents to measure with, compared with their figures',
	'tests/other-browsers/webkit.ts': 'browsers of this machine',
	'tests/project-files.ts': 'the shared function itself',
	'tests/rehearsal/checks/tools.ts': 'back-ups that the test made',
	'tests/rehearsal/setup/moved-clock.ts': 'libraries of this machine',
	'tests/server/analysis/own-texts.ts': 'exercises, named one by one in the tests that use them',
	'tests/server/analysis/shipped-models.test.ts': 'a digest of all files, compared with a stored one',
	'tests/server/archive/archives.test.ts': 'a folder that the test made',
	'tests/server/backup/drill.test.ts': 'a folder that the test made',
	'tests/server/backup/full-disk.test.ts': 'a disk that the test made',
	'tests/server/backup/sealed.test.ts': 'a folder that the test made',
	'tests/server/backup/timetable.test.ts': 'a folder that the test made',
	'tests/server/backup/tools.test.ts': 'a folder that the test made',
	'tests/server/config.test.ts': 'a folder that the test made',
	'tests/server/deploy/files.test.ts': 'secrets that the test made, compared with the list of the compose file',
	'tests/server/http/security-headers.test.ts': 'the first file of a build',
	'tests/server/http/stored-assets.test.ts': 'a folder that the test made, and kinds of a build',
	'tests/server/ingest/awkward-files.test.ts': 'fixtures, compared with their list',
	'tests/server/ingest/file-quota.test.ts': 'a folder that the test made',
	'tests/server/ingest/imports.test.ts': 'a folder that the test made',
	'tests/server/ingest/meta-download.test.ts': 'fixtures, or a folder that the test made',
	'tests/server/ingest/tables.test.ts': 'fixtures, or a folder that the test made',
	'tests/server/process.test.ts': 'a folder that the test made',
	'tests/server/ready.test.ts': 'a copy of the project that the test made',
	'tests/server/system-postgres.ts': 'programs of this machine',
	'tests/server/tools/tools.test.ts': 'a folder that the test made'
};

/** Each way to list files, when it is not within `atLeast`. */
const lists =
	/(?<!meta\.)\b(?:readdir|readdirSync|opendir|opendirSync|glob|globSync)\(|\bsourceFiles\b|(?<!atLeast\(\s*\d+,\s*(?:Object\.(?:keys|entries)\(\s*)?)import\.meta\.glob\b/;
/** A glob that is counted where it is used. */
const countedLater = new Set([
	'tests/server/http/actions.test.ts',
	'tests/server/http/bodies.test.ts',
	'tests/server/http/programs.test.ts',
	'tests/server/http/walk.test.ts',
	'tests/server/incidents/same-ids.test.ts'
]);

test('every guard over files reads them by the shared function, which fails when it sees too few', () => {
	const files = filesIn('tests', /\.ts$/, 400).filter((file) => file !== `tests/${basename(import.meta.filename)}`);
	const listing = files.filter((file) => lists.test(textOf(file)) && !countedLater.has(file));
	expect(listing.toSorted()).toEqual(Object.keys(listsOthers).toSorted());
	for (const file of countedLater)
		expect(textOf(file)).toMatch(/atLeast\(\d+, Object\.entries\((?:files|modules|routes|sources)\)\)/);
});

test('the shared function fails for a folder that has moved, and for a pattern that fits too little', () => {
	expect(() => filesIn('src/lib/server/report', /\.ts$/, 1)).toThrow();
	expect(() => filesIn('src/lib', /^src\/lib\/server\/evaluation\//, 1)).toThrow('sees 0 of at least 1');
	expect(() => importsFrom(/^lib\/server\/report\//, 1)).toThrow('sees 0 of at least 1');
	expect(() => atLeast(3, [1, 2])).toThrow('sees 2 of at least 3');
	expect(filesIn('src/lib/domain', /\/events\.ts$/, 1)).toEqual(['src/lib/domain/events.ts']);
});
