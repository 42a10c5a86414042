import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readScript } from '$lib/server/ingest/exercises/script';
import { incidentsIn, LIBRARY } from '../../evaluate/incidents';
import { labelFaults } from '../../evaluate/label-checks';

const names = incidentsIn(LIBRARY).map(({ name }) => name);

test.each(names)('the labels of %s contradict neither each other nor the texts', (name) => {
	expect(labelFaults(readScript(readFileSync(join(LIBRARY, `${name}.jsonl`), 'utf8')))).toEqual([]);
});

const blank = {
	need: null,
	rumour: null,
	stance: null,
	behaviour: null,
	meaning: null,
	emotion: 'none',
	attitude: 'none'
};
const private_ = { handle: 'a', name: 'A', kind: 'private', followers: null };
const municipality = { handle: 'gemeente', name: 'Gemeente', kind: 'organisation', followers: null };
const dike = { rumour: 'dijk-door', stance: 'supports' };

/** What is found in a script of these posts, as `check post`. */
function found(posts: readonly Record<string, unknown>[], findings: readonly object[] = []): string[] {
	const lines = posts.map(({ gold, ...post }, at) => ({
		kind: 'post',
		at: `+00:00:0${at}`,
		id: `p${at}`,
		source: 'x',
		author: private_,
		text: `Bericht over huis ${at + 1} in de straat`,
		lang: 'nl',
		...(gold === null ? {} : { gold: { ...blank, relevant: true, help: false, story: `s${at}`, ...(gold as object) } }),
		...post
	}));
	const script = [{ kind: 'script', title: 'Hoog water', start: '08:00', place: 'Waterveen' }, ...findings, ...lines];
	return labelFaults(readScript(script.map((line) => JSON.stringify(line)).join('\n'))).map(
		({ check, of }) => `${check} ${of}`
	);
}

describe('found as a mistake', () => {
	test('a post without labels', () => {
		expect(found([{}, { gold: null }])).toEqual(['unlabelled p1']);
	});
	test('a stance without a rumour, and a rumour without a stance', () => {
		expect(found([{ gold: dike }, { gold: { stance: 'asks' } }, { gold: { rumour: 'dijk-door' } }])).toEqual([
			'stance p1',
			'stance p2'
		]);
	});
	test('a post that is not relevant, but has a finding, a call for help or an attitude to the authorities', () => {
		for (const more of [{ need: 'schuilen' }, { help: true }, { attitude: 'negative' }])
			expect(found([{ gold: { relevant: false, ...more } }])).toEqual(['noise p0']);
		expect(found([{ gold: { relevant: false, emotion: 'humour' } }])).toEqual([]);
	});
	test('an authority’s denial labelled as support, but not a denial of its own words', () => {
		const denial = 'Het klopt niet dat de dijk is doorgebroken';
		expect(found([{ text: denial, author: municipality, gold: dike }])).toEqual(['denial p0']);
		expect(found([{ text: denial, gold: dike }])).toEqual([]);
		expect(
			found([{ text: `Rectificatie: ons bericht klopt niet, de dijk is door`, author: municipality, gold: dike }])
		).toEqual([]);
	});
	test('a call for help with a smile', () => {
		expect(found([{ gold: { help: true, emotion: 'humour' } }])).toEqual(['help p0']);
	});
	test('a language mark that clearly does not match the text', () => {
		expect(found([{ text: 'Where can we find shelter for the night with the children?' }])).toEqual(['language p0']);
		expect(found([{ text: 'Where can we find shelter for the night with the children?', lang: 'en' }])).toEqual([]);
	});
	test('the same text with different labels', () => {
		const text = 'De dijk is door';
		expect(
			found([
				{ text, gold: { ...dike, story: 's' } },
				{ text: `${text}!`, gold: { ...dike, stance: 'comments', story: 's' } }
			])
		).toEqual(['sameText p1', 'sameStory p1']);
		expect(
			found([
				{ text, gold: dike },
				{ text, gold: dike }
			])
		).toEqual(['sameText p1']);
		expect(
			found([
				{ text, gold: { ...dike, story: 's' } },
				{ text: `${text}?`, gold: { ...dike, stance: 'asks' } }
			])
		).toEqual([]);
	});
	test('posts of one story with different labels, other than emotions', () => {
		expect(found([{ gold: { ...dike, story: 's' } }, { gold: { story: 's' } }])).toEqual(['sameStory p1']);
		expect(found([{ gold: { ...dike, story: 's' } }, { gold: { ...dike, emotion: 'fear', story: 's' } }])).toEqual([]);
	});
	test('a bare share in another story than the post it shares', () => {
		const text = 'De dijk bij de molen is door';
		const share = (words: string) => [
			{ text, gold: { ...dike, story: 's' } },
			{ text: words, shares: 'p0', gold: { ...dike, story: 't' } }
		];
		expect(found(share(`RT @buur: ${text}`))).toEqual(['share p1']);
		expect(found(share(`Mijn zus woont daar vlakbij en ik lees: ${text}`))).toEqual([]);
	});
	test('a finding that no post has, and one that no line describes', () => {
		const line = (key: string) => ({ kind: 'finding', of: 'need', key, text: 'Waar kunnen we schuilen?' });
		expect(found([{ gold: { need: 'schuilen' } }], [line('schuilen')])).toEqual([]);
		expect(found([{ gold: { need: 'schuilen' } }], [line('brood')])).toEqual([
			'unused need/brood',
			'undescribed need/schuilen'
		]);
	});
	test('a false rumour that an authority tells itself, and a true one that nobody tells', () => {
		const line = (verdict: string) => ({
			kind: 'finding',
			of: 'rumour',
			key: 'dijk-door',
			text: 'De dijk is door',
			verdict
		});
		expect(found([{ author: municipality, gold: dike }], [line('false')])).toEqual(['verdict p0']);
		expect(found([{ gold: dike }], [line('false')])).toEqual([]);
		expect(found([{ gold: { ...dike, stance: 'asks' } }], [line('true')])).toEqual(['verdict dijk-door']);
	});
});
