import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/**
 * Every bad input that the project has named, with the tests that show what becomes of it: by file, and by words that
 * stand in it once it is shown.
 */
const badInputs: readonly {
	readonly input: string;
	readonly shown: readonly (readonly [file: string, words: string])[];
}[] = [
	{
		input: 'markup and script in text, names and addresses',
		shown: [
			['partner/partner.test.ts', 'what people typed is text: markup in titles and claims does nothing'],
			['ingest/normalise.test.ts', 'scripts, styles, frames and drawings are no text'],
			['ingest/normalise.test.ts', 'markup without end or bottom is cut']
		]
	},
	{ input: 'double encoding', shown: [['ingest/normalise.test.ts', 'what was encoded twice stays visible as text']] },
	{
		input: 'closing tags in serialized data',
		shown: [['partner/partner.test.ts', 'what people typed is text: markup in titles and claims does nothing']]
	},
	{
		input: 'right-to-left marks',
		shown: [['../browser/long-words.test.ts', 'unclosed direction overrides do not affect their surroundings']]
	},
	{
		input: 'zero width',
		shown: [['ingest/invisible.test.ts', 'a post is stored as it was written, is found, grouped']]
	},
	{ input: '500 combining marks', shown: [['ingest/normalise.test.ts', 'five hundred combining marks on a letter']] },
	{
		input: 'lone surrogates and NUL',
		shown: [['ingest/normalise.test.ts', 'control characters, NUL and lone surrogates go']]
	},
	{ input: '1 MB on a line', shown: [['ingest/normalise.test.ts', 'a megabyte on a line takes no longer']] },
	{
		input: 'look-alike hosts and user@host',
		shown: [
			['ingest/normalise.test.ts', 'a look-alike host shows the letters that the network uses'],
			['ingest/normalise.test.ts', 'a name before the host is taken out'],
			['ingest/guarded-address.test.ts', 'a name or password in the address, which only serves to mislead']
		]
	},
	{
		input: 'every spelling of a private address',
		shown: [
			['ingest/guarded-address.test.ts', 'a private address, however it is spelled'],
			['ingest/guarded-address.test.ts', 'http://[64:ff9b::127.0.0.1]/'],
			['ingest/guarded-address.test.ts', 'http://017700000001/']
		]
	},
	{
		input: 'names that resolve inward, rebinding',
		shown: [
			['ingest/guarded-address.test.ts', 'that lead inside with one of several addresses are refused'],
			['ingest/guarded-address.test.ts', 'an answer that changes afterwards (rebinding) is never connected to']
		]
	},
	{
		input: 'other schemes and ports',
		shown: [
			['ingest/normalise.test.ts', 'only http and https are addresses'],
			['ingest/guarded-address.test.ts', "'port'"]
		]
	},
	{
		input: 'entity bombs, external entities, millions of character references',
		shown: [
			['ingest/feed.test.ts', "'an entity bomb'"],
			['ingest/feed.test.ts', "'an external entity'"],
			['ingest/feed.test.ts', 'millions of character references are read in another thread'],
			['ingest/awkward-files.test.ts', "'a DOCTYPE with entities'"]
		]
	},
	{ input: 'zip bombs', shown: [['ingest/awkward-files.test.ts', "'a bomb: 40 MB in 40 KB'"]] },
	{ input: 'zip slip', shown: [['ingest/awkward-files.test.ts', "'a name that leads out of its folder'"]] },
	{
		input: 'encrypted, renamed and empty files',
		shown: [
			['ingest/awkward-files.test.ts', "'a workbook behind a password'"],
			['ingest/awkward-files.test.ts', "'a text document that was renamed'"],
			['ingest/awkward-files.test.ts', "'an empty file'"]
		]
	},
	{
		input: 'spreadsheet formulas',
		shown: [
			['ingest/file.test.ts', 'control characters in cells become harmless text'],
			['report/exports.test.ts', 'a cell of the figures never begins a formula'],
			['ingest/imports.test.ts', 'a cell that a spreadsheet would calculate goes out as text']
		]
	},
	{
		input: 'quotes, newlines and separators in CSV',
		shown: [
			['ingest/file.test.ts', 'with line breaks and quotes within a cell'],
			['ingest/file.test.ts', 'a quote that is never closed']
		]
	},
	{ input: 'byte order marks and UTF-16 with tabs', shown: [['ingest/file.test.ts', 'UTF-16']] },
	{
		input: 'passwords of 200 characters and emoji',
		shown: [['accounts/sessions.test.ts', 'passwords of two hundred characters and of emoji work']]
	},
	{
		input: '1,000 logins a minute',
		shown: [['accounts/attempts.test.ts', 'a thousand tries from one address in a minute are held back']]
	},
	{
		input: 'codes and messages replayed',
		shown: [
			['http/signed.test.ts', 'an accepted request cannot be sent once more'],
			['accounts/sessions.test.ts', 'a link to choose a password works once']
		]
	},
	{
		input: 'forms from other sites in every content type',
		shown: [
			['http/api-errors.test.ts', 'a form posted by a page from elsewhere is still refused, with and without'],
			['requests.test.ts', 'writing needs ours, and a missing one is refused']
		]
	},
	{
		input: 'sockets from other origins',
		shown: [['realtime/sockets.test.ts', 'a socket from another origin, without one, or without a session']]
	},
	{
		input: 'frames too large, binary, fragmented',
		shown: [
			['realtime/sockets.test.ts', 'three messages that cannot be read, and one that is too large'],
			['realtime/odd-frames.test.ts', 'binary'],
			['realtime/odd-frames.test.ts', 'fragments']
		]
	},
	{
		input: 'unknown fields, __proto__, NaN',
		shown: [
			['log/execute.test.ts', 'an unknown command, a field too many'],
			['log/execute.test.ts', '"__proto__":{}'],
			['http/api.test.ts', 'a body that is not a command is refused before anything is done'],
			['ingest/normalise.test.ts', 'a number that is none is unknown, not a guess']
		]
	},
	{
		input: 'other people’s ids at every address',
		shown: [
			['http/walk.test.ts', 'gets the same answers for an incident of others as for one that never existed'],
			[
				'http/permissions.test.ts',
				'gives someone without a role in the incident the same answer as for one that does not exist'
			],
			['partner/leaks.test.ts', 'no address says anything that is not theirs']
		]
	},
	{
		input: 'fields one may not set',
		shown: [['log/execute.test.ts', 'a field too many, and a command of the other log are refused']]
	},
	{
		input: 'patterns and quotes in search',
		shown: [['queries/lists.test.ts', 'whatever is typed or pasted into search is taken literally']]
	},
	{
		input: 'guessed, altered, expired and revoked links',
		shown: [['partner/partner.test.ts', 'guessed, altered, expired and revoked links get the same answer']]
	}
];

test.each(badInputs)('is shown: $input', ({ shown }) => {
	expect(shown.length).toBeGreaterThan(0);
	for (const [file, words] of shown)
		expect(readFileSync(`tests/server/${file}`, 'utf8'), `${file}: ${words}`).toContain(words);
});
