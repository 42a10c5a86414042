import { expect, test } from 'vitest';
import { filesIn, textOf } from './project-files';

/** No text that somebody typed is lost unseen: each field keeps it or marks it, or is named here with the reason. */
const belowSrc = (path: string): string => path.replace('src/', '');
const files = filesIn('src', /\.svelte$/, 300).map(belowSrc);
const read = (file: string): string => textOf(`src/${file}`);

const search = 'a search changes nothing';
const noScript = 'the page has no script, so that it opens anywhere; the browser keeps what was typed';
const draft = 'a draft is kept with the version that it replaces (desk/local-text.ts)';

/** Fields that are no `TextField` or `TextArea`, and use neither `keepText` nor `markText`. */
const exempt: Readonly<Record<string, string>> = {
	'lib/report/pages/PinPage.svelte': 'a code',
	'lib/report/pages/QuestionPage.svelte': noScript,
	'lib/report/pages/SignalPage.svelte': noScript,
	'routes/incidents/[id]/stream/labels/MergePicker.svelte': search,
	'routes/incidents/[id]/stream/search/SearchFields.svelte': search
};
/** Where `draftKey={false}` or `keepNoText` says that a field is kept in another way. */
const storedElsewhere: Readonly<Record<string, string>> = {
	'routes/exercises/[exercise]/+page.svelte': 'the draft is stored on the server while somebody types',
	'routes/incidents/[id]/texts/[text]/edit/VariantEditor.svelte': draft
};
/** Pages without a script, where no field can keep anything. */
const withoutScript: Readonly<Record<string, string>> = {
	'routes/api/v1/docs/+page.ts': 'it has no fields',
	'routes/api/v1/docs/[shape]/+page.ts': 'it has no fields',
	'routes/incidents/[id]/texts/[text]/+page.server.ts': noScript
};

/** The tags of the raw fields in which text is typed. */
const fieldsIn = (text: string): readonly string[] =>
	[...text.matchAll(/<(?:textarea|input)\b(?:[^>{]|\{(?:[^{}]|\{[^{}]*\})*\}|=>)*>/g)]
		.map(([tag]) => tag)
		.filter((tag) => !/\btype="(?:hidden|checkbox|radio|file|search|range|color|submit)"/.test(tag));

test('every text field keeps or marks what is typed, or is exempt for a reason', () => {
	const bare = files.filter((file) => fieldsIn(read(file)).some((tag) => !/\{@attach (?:keep\b|mark\()/.test(tag)));
	expect(bare.sort()).toEqual(Object.keys(exempt).sort());
	expect(files.filter((file) => /\bkeepNoText\(\)|\bdraftKey=\{false\}/.test(read(file))).sort()).toEqual(
		Object.keys(storedElsewhere).sort()
	);
});

test('pages without a script are listed', () => {
	const pages = filesIn('src/routes', /\+page.*\.ts$/, 40).map(belowSrc);
	const found = pages.filter((file) => /export const csr = false/.test(read(file)));
	expect(found.sort()).toEqual(Object.keys(withoutScript).sort());
});
