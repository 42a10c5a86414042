import fc from 'fast-check';
import { expect, test } from 'vitest';
import { StoryId } from '$lib/domain/core/ids';
import { readDraft } from '$lib/domain/model/machine-draft';
import { askModel, MAX_QUESTIONS_PER_INCIDENT } from '$lib/domain/model/model-use';
import { readTranslation } from '$lib/domain/model/translation';
import { openIncident } from '$lib/domain/incident/incident';
import { bram, opening, InMemoryIncident, system } from './in-memory-incident';
import { id } from './sequences';

const [one, two] = [StoryId.parse(id(2, 1)), StoryId.parse(id(2, 2))];
const stories = new Map([
	['S1', one],
	['S2', two]
]);
const draft = (answer: string) => readDraft(answer, stories);

test('a sentence names the stories that it rests on, and is shown without the references', () => {
	expect(
		draft('Mensen vragen of de rook gevaarlijk is [S1]. Anderen zijn boos. [S2, S1]\n- Er gaat een gerucht [s2][S2].')
	).toEqual({
		sentences: [
			{ text: 'Mensen vragen of de rook gevaarlijk is.', stories: [one] },
			{ text: 'Anderen zijn boos.', stories: [two, one] },
			{ text: 'Er gaat een gerucht.', stories: [two] }
		],
		dropped: 0
	});
});

test.each([
	['no reference', 'De brand is geblust.'],
	['an invented reference', 'De brand is geblust [S9].'],
	['an invented reference beside a true one', 'De brand is geblust [S1, S9].'],
	['a reference that is a word', 'De brand is geblust [bron].'],
	['a web address', 'Kijk op https://kwaad.example/x voor meer [S1].'],
	['a bare web address', 'Kijk op kwaad.example/x voor meer [S1].'],
	['a telephone number', 'Bel 06-12345678 voor hulp [S1].'],
	['an account', 'Volg @kwaad voor hulp [S1].'],
	['more than a sentence can hold', `${'Er is rook en '.repeat(60)} [S1].`]
])('a sentence with %s is left out', (_, sentence) => {
	expect(draft(`${sentence} Mensen zijn bang [S2].`)).toEqual({
		sentences: [{ text: 'Mensen zijn bang.', stories: [two] }],
		dropped: 1
	});
});

test('a sentence cannot use the reference of the next one', () => {
	expect(draft('De dijk is gebroken. Mensen zijn bang [S2].')).toEqual({
		sentences: [{ text: 'Mensen zijn bang.', stories: [two] }],
		dropped: 1
	});
});

test('a draft is plain text: no markup, model thoughts or invisible characters', () => {
	expect(
		draft('<think>De gebruiker wil [S1].</think>## **Mensen** zijn <b>bang</b>\u202e\u0007 [S2].').sentences
	).toEqual([{ text: 'Mensen zijn bang.', stories: [two] }]);
});

test('for any model output every sentence rests on stories that were sent, and the draft fits in the report', () => {
	const bits = fc.constantFrom(
		'[S1]',
		'[S9]',
		'[S1, S2]',
		'. ',
		'Er is rook',
		' ',
		'\n',
		'[',
		']',
		'[]',
		'https://a.nl/b',
		'!',
		'@x'
	);
	fc.assert(
		fc.property(
			fc.oneof(
				fc.string(),
				fc.array(bits, { maxLength: 60 }).map((all) => all.join(''))
			),
			(answer) => {
				const { sentences } = draft(answer);
				for (const { text, stories: rests } of sentences) {
					expect(rests.length).toBeGreaterThan(0);
					for (const story of rests) expect([one, two]).toContain(story);
					expect(text).not.toMatch(/https?:|\[S\d/);
				}
				expect(sentences.map(({ text }) => text).join('\n').length).toBeLessThanOrEqual(2_000);
			}
		)
	);
});

test('a translation is plain text of a plausible length, without web addresses of its own', () => {
	expect(readTranslation('Yangın var, @…', ' Er is **brand**, @…\n')).toBe('Er is brand, @…');
	expect(readTranslation('zie https://a.nl/b', 'see https://a.nl/b.')).toBe('see https://a.nl/b.');
	expect(readTranslation('Yangın var', 'Brand. Kijk op https://kwaad.example/x')).toBeNull();
	expect(readTranslation('Yangın var', 'Brand. Kijk op www.kwaad.example')).toBeNull();
	expect(readTranslation('Yangın', '')).toBeNull();
	expect(readTranslation('Yangın', 'brand '.repeat(100))).toBeNull();
	expect(readTranslation('Yangın', 'Brand, bel 0612345678')).toBe('Brand, bel [tel]');
});

test('an incident cannot ask more questions than its budget', () => {
	const incident = new InMemoryIncident();
	incident.when(openIncident, opening(), bram);
	const question = { about: { section: 'brief' }, person: bram.id, model: 'klein', prompt: '0'.repeat(64) };
	const ask = () => incident.when(askModel, question, system);
	for (let n = 1; n <= MAX_QUESTIONS_PER_INCIDENT; n++) expect(ask()).toMatchObject([{ data: { questions: n } }]);
	expect(ask).toThrow('model.budget');
});

test('only the program asks the model, so that every question is recorded', () => {
	const incident = new InMemoryIncident();
	incident.when(openIncident, opening(), bram);
	const question = { about: { section: 'brief' }, person: bram.id, model: 'klein', prompt: '0'.repeat(64) };
	expect(() => incident.when(askModel, question, bram)).toThrow('role.missing');
});
