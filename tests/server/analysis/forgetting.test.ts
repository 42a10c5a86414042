import fc from 'fast-check';
import { expect, test } from 'vitest';
import { StoryIndex } from '$lib/server/analysis/stories';

const setting = { place: 'Meerdrecht', places: [] };
const defaults = { shares: null, help: 0 as const, lang: 'nl' };
const streets =
	'Havenstraat Kerkplein Molendijk Lindenlaan Oosterkade Westersingel Noordwijk Vlietzijde Dorpsstraat Schoolstraat'.split(
		' '
	);
/** Texts that differ in a place and a number: never one story. */
const text = (n: number): string =>
	`Bij de ${streets[n % streets.length] ?? ''} staan ${n + 2} huizen zonder stroom, zegt de monteur`;

class Stories {
	readonly forgotten: string[] = [];
	readonly index: StoryIndex;
	#posts = 0;
	constructor(generation: number) {
		this.index = new StoryIndex(setting, (story) => this.forgotten.push(story), generation);
	}
	/** Posts it, as ingest does. @returns its story */
	say(what: string): string {
		const id = `post ${(this.#posts += 1)}`;
		const story = this.index.find({ text: what, ...defaults })?.story ?? `story of ${id}`;
		this.index.add({ id, story, text: what, ...defaults });
		return story;
	}
}

test('a text that is not repeated for two generations is forgotten, and starts a new story when posted again', () => {
	const stories = new Stories(4);
	const first = stories.say(text(0));
	for (let n = 1; n <= 8; n += 1) stories.say(text(n));
	expect(stories.forgotten).toContain(first);
	expect(stories.say(text(0))).not.toBe(first);
});

test('a text that keeps being repeated stays, with everything that identifies its story, and new copies join it', () => {
	const stories = new Stories(4);
	const first = stories.say('De brug is dicht voor alle verkeer. Rijd om via de ring.');
	expect(stories.say('brug afgesloten voor al het verkeer, omrijden via de ring')).toBe(first);
	for (let n = 0; n < 40; n += 1) {
		stories.say(text(n));
		if (n % 3 === 2)
			expect(stories.say('RT @vrmidden: De brug is dicht voor alle verkeer. Rijd om via de ring.')).toBe(first);
	}
	expect(stories.forgotten).not.toContain(first);
	expect(stories.say('Brug afgesloten voor al het verkeer, omrijden via de ring')).toBe(first);
});

test('a story stays while only cut-off copies of it arrive', () => {
	const stories = new Stories(4);
	const first = stories.say('De brug is dicht voor alle verkeer. Rijd om via de ring.');
	for (let n = 0; n < 40; n += 1) {
		stories.say(text(n));
		if (n % 3 === 2) expect(stories.say('RT @vrmidden: De brug is dicht voor alle verkeer. Rijd o…')).toBe(first);
	}
	expect(stories.say('brug afgesloten voor al het verkeer, omrijden via de ring')).toBe(first);
});

test('however long it runs, it keeps at most two generations of texts, and still knows the newest generation', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 2, max: 12 }),
			fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 200 }),
			(generation, textNumbers) => {
				const stories = new Stories(generation);
				const last = new Map<string, string>();
				for (const n of textNumbers) {
					const before = last.get(text(n));
					const story = stories.say(text(n));
					// Among the newest texts as one generation holds, nothing is forgotten.
					if (before !== undefined && [...last.keys()].slice(-generation).includes(text(n))) expect(story).toBe(before);
					last.delete(text(n));
					last.set(text(n), story);
					expect(stories.index.size).toBeLessThanOrEqual(2 * generation);
					expect(stories.index.stories).toBeLessThanOrEqual(2 * generation);
				}
			}
		)
	);
});

test('a story that a person merged into another continues under that name, even when its own texts are old', () => {
	const stories = new Stories(3);
	const [one, two] = [stories.say(text(0)), stories.say(text(1))];
	stories.index.merge(two, one);
	for (let n = 2; n < 20; n += 1) {
		stories.say(text(n));
		expect(stories.say(text(1))).toBe(one);
	}
	expect(stories.forgotten).not.toContain(one);
});
