import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readScript } from '$lib/server/ingest/exercises/script';
import { labelFaults } from './evaluate/label-checks';
import { filesIn, textOf } from './project-files';

const files = filesIn('tests/evaluate/incidents', /\.jsonl$/, 8);
const incidents = files.map((at) => ({ name: basename(at, '.jsonl'), labelled: readScript(textOf(at)) }));

/** The letters and digits of each text, with the incident that it is in. */
const textsOf = ({ labelled }: (typeof incidents)[number]): Set<string> =>
	new Set(
		labelled.script.items.flatMap((item) => (item.kind === 'post' ? [item.post.text] : [])).map((text) => plain(text))
	);
const plain = (text: string): string => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');

describe.each(incidents)('the training incident $name', ({ name, labelled }) => {
	const { script, gold, findings } = labelled;
	const posts = script.items.flatMap((item) => (item.kind === 'post' ? [item.post] : []));
	const labels = [...gold.values()];
	const storiesWith = (mark: 'help' | 'gather' | 'unclear' | 'threat'): number =>
		new Set(labels.flatMap((each) => (each[mark] ? [each.story] : []))).size;
	const share = (count: number): number => count / labels.length;

	test('has 120 to 150 posts, each with labels, in at least seven languages', () => {
		expect(posts.length).toBeGreaterThanOrEqual(120);
		expect(posts.length).toBeLessThanOrEqual(150);
		expect(gold.size).toBe(posts.length);
		expect(new Set(posts.map(({ lang }) => lang)).size).toBeGreaterThanOrEqual(7);
	});

	test('has eight to ten calls for help, calls to gather, unclear messages and threats', () => {
		expect(storiesWith('help')).toBeGreaterThanOrEqual(8);
		expect(storiesWith('help')).toBeLessThanOrEqual(10);
		expect(storiesWith('gather')).toBeGreaterThanOrEqual(4);
		expect(storiesWith('unclear')).toBeGreaterThanOrEqual(4);
		expect(storiesWith('threat')).toBeGreaterThanOrEqual(1);
		expect(share(labels.filter(({ relevant }) => !relevant).length)).toBeGreaterThan(0.1);
	});

	test('describes each key that a label uses, and has no label that contradicts another', () => {
		const described = new Set(findings.map(({ of, key }) => `${of}/${key}`));
		const used = labels.flatMap((each) =>
			(['need', 'rumour', 'behaviour'] as const).flatMap((of) => (each[of] === null ? [] : [`${of}/${each[of]}`]))
		);
		expect(used.filter((key) => !described.has(key))).toEqual([]);
		expect(labelFaults(labelled)).toEqual([]);
	});

	test('has no text of another incident', () => {
		const own = textsOf({ name, labelled });
		const others = incidents.filter((other) => other.name !== name).flatMap((other) => [...textsOf(other)]);
		expect(others.filter((text) => own.has(text))).toEqual([]);
	});
});
