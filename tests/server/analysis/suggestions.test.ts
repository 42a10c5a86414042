import { describe, expect, test } from 'vitest';
import { SuggestionIndex, type LabelLink, type Labels } from '$lib/server/analysis/hints/suggestions';
import { EXERCISE, exercisePosts, type ExercisePost } from './exercise';
import { absent } from './open-data';

const water: LabelLink = { kind: 'rumour', finding: 'drinking water', stance: 'supports' };
const shelter: LabelLink = { kind: 'need', finding: 'where is the shelter', stance: null };
const none: Labels = { links: [], emotion: null, attitude: null, relevant: true };
const linked = (...links: LabelLink[]): Labels => ({ ...none, links });

function holding(): SuggestionIndex {
	const index = new SuggestionIndex();
	index.label('1', 'Het kraanwater is vergiftigd door het bluswater, niet drinken', {
		...linked(water),
		emotion: 'fear'
	});
	index.label('2', 'bluswater in de waterleiding, drink niks uit de kraan het is vergiftigd', {
		...linked(water),
		emotion: 'fear'
	});
	index.label('3', 'Waar kunnen we heen voor opvang met de kinderen?', linked(shelter));
	index.label('4', 'Te koop: kinderfiets, nette staat, 40 euro', { ...none, relevant: false });
	return index;
}

describe('a suggestion', () => {
	test('is what people said of the most alike story', () => {
		expect(holding().suggest('drinkwater vergiftigd met bluswater, drink het niet')).toMatchObject({
			labels: { links: [water] },
			story: '1',
			alike: 2,
			method: 'suggestions.nearest',
			version: 1,
			reason: 'alike: 2'
		});
	});

	test('finds a word within a compound', () => {
		expect(holding().suggest('zit er echt bluswater in de drinkwaterleiding')?.labels.links).toEqual([
			{ ...water, stance: 'asks' }
		]);
	});

	test('gives who asks the stance of asking, and links only who asks to a need', () => {
		expect(holding().suggest('Is het kraanwater vergiftigd door bluswater?')?.labels.links).toEqual([
			{ ...water, stance: 'asks' }
		]);
		expect(holding().suggest('Waar is er opvang voor kinderen?')?.labels.links).toEqual([shelter]);
		expect(holding().suggest('De opvang voor kinderen is vol')?.labels.links ?? []).toEqual([]);
	});

	test.each([
		'Het kraanwater is niet vergiftigd door bluswater',
		'Onzin dat het kraanwater vergiftigd is door bluswater',
		'Het klopt niet dat het kraanwater vergiftigd is door bluswater',
		'Er zit geen bluswater in het kraanwater, niet vergiftigd',
		'Kraanwater met bluswater vergiftigd? Nee hoor, het is veilig',
		'Volgens het waterbedrijf is het kraanwater vergiftigd door bluswater',
		'Waterbedrijf: kraanwater niet vergiftigd door bluswater'
	])('takes no stance where the text denies, or passes an authority on: %s', (text) => {
		expect(holding().suggest(text)?.labels.links).toEqual([{ ...water, stance: null }]);
	});
	test.each(['organisation', 'media', 'officeHolder'] as const)(
		'takes no stance for an author that is no private person: %s',
		(author) => {
			expect(holding().suggest('drinkwater vergiftigd met bluswater', author)?.labels.links).toEqual([
				{ ...water, stance: null }
			]);
		}
	);

	test('is nothing when nothing labelled is alike', () => {
		expect(holding().suggest('De burgemeester spreekt vanavond in het stadhuis')).toBeNull();
		expect(holding().suggest('')).toBeNull();
		expect(new SuggestionIndex().suggest('Het kraanwater is vergiftigd')).toBeNull();
	});

	test('is nothing when the alike do not agree', () => {
		const index = new SuggestionIndex();
		index.label('1', 'rook boven de wijk Zuid', linked({ ...shelter, finding: 'a' }));
		index.label('2', 'rook boven de wijk Noord', linked({ ...shelter, finding: 'b' }));
		index.label('3', 'rook boven de wijk West', linked({ ...shelter, finding: 'c' }));
		expect(index.suggest('is er rook boven de wijk Oost?')).toBeNull();
	});

	test('follows a changed label, and forgets one that was taken back', () => {
		const index = holding();
		index.label(
			'1',
			'Het kraanwater is vergiftigd door het bluswater, niet drinken',
			linked({ ...water, finding: 'tap water' })
		);
		index.label('2', 'bluswater in de waterleiding, drink niks uit de kraan het is vergiftigd', null);
		expect(index.size).toBe(3);
		expect(index.suggest('kraanwater vergiftigd door bluswater, niet drinken')?.labels.links).toEqual([
			{ ...water, finding: 'tap water' }
		]);
	});

	test('takes at most two milliseconds with 5,000 labelled stories', () => {
		const index = new SuggestionIndex();
		const words =
			'brand rook kraanwater school ouders brug trein opvang gemeente politie asbest vrijwilliger ziekenhuis stroom dijk zandzak winkel bewoner'.split(
				' '
			);
		const text = (at: number): string =>
			Array.from(
				{ length: 14 },
				(_, step) => `${words[(at * 7 + step * step) % words.length] ?? ''}${step > 6 ? (at * 31 + step) % 997 : ''}`
			).join(' ');
		for (let at = 0; at < 5000; at++) index.label(`${at}`, text(at), linked({ ...water, finding: `${at % 40}` }));
		for (let at = 0; at < 100; at++) index.suggest(text(at + 5000));
		const start = process.cpuUsage();
		for (let at = 0; at < 300; at++) index.suggest(text(at + 6000));
		const milliseconds = process.cpuUsage(start).user / 1000 / 300;
		console.log(`suggestions: ${milliseconds.toFixed(2)} ms of processor each with 5,000 labelled stories`);
		expect(milliseconds).toBeLessThan(2);
	});
});

function gold({ gold: said }: ExercisePost): Labels {
	const links: LabelLink[] = [];
	if (said.need) links.push({ kind: 'need', finding: said.need, stance: null });
	if (said.rumour) links.push({ kind: 'rumour', finding: said.rumour, stance: said.stance });
	if (said.behaviour) links.push({ kind: 'behaviour', finding: said.behaviour, stance: null });
	if (said.meaning) links.push({ kind: 'meaning', finding: said.meaning, stance: null });
	return { ...none, links, relevant: said.relevant };
}
const same = (one: LabelLink, other: LabelLink): boolean => one.kind === other.kind && one.finding === other.finding;

function storiesOf(posts: readonly ExercisePost[]): ExercisePost[] {
	const seen = new Set<string>();
	return posts.filter((post) => !seen.has(post.gold.story) && seen.add(post.gold.story));
}

describe('measured on the exercise, in order of time', () => {
	test('the first stories labelled, the rest proposed: right where it proposes, and better than the majority', ({
		skip
	}) => {
		const posts = exercisePosts();
		if (!posts) return skip(absent(EXERCISE));
		const stories = storiesOf(posts);
		for (const labelled of [20, 50, 100, 200]) {
			const index = new SuggestionIndex();
			const counts = new Map<string, number>();
			for (const story of stories.slice(0, labelled)) {
				index.label(story.gold.story, story.text, gold(story));
				for (const { kind, finding } of gold(story).links)
					counts.set(`${kind} ${finding}`, (counts.get(`${kind} ${finding}`) ?? 0) + 1);
			}
			const majority = [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0];
			const rest = stories.slice(labelled);
			const linkedStories = rest.filter((story) => gold(story).links.length > 0);
			const ofMajority = rest.filter((story) =>
				gold(story).links.some(({ kind, finding }) => `${kind} ${finding}` === majority)
			).length;
			let shown = 0;
			let right = 0;
			for (const story of rest) {
				for (const link of index.suggest(story.text)?.labels.links ?? []) {
					shown++;
					if (gold(story).links.some((other) => same(other, link))) right++;
				}
			}
			console.log(
				`suggestions after ${labelled} labelled stories: ${right} of ${shown} links right (${shown ? (right / shown).toFixed(2) : 'none shown'}), ` +
					`${linkedStories.length} of ${rest.length} stories have a link; always “${majority ?? ''}”: ${(ofMajority / rest.length).toFixed(2)}`
			);
			if (labelled >= 50) {
				expect(right / shown).toBeGreaterThanOrEqual(0.7);
				expect(right / shown).toBeGreaterThan(ofMajority / rest.length);
			}
		}
	});

	test('as it is used, every story labelled after its proposal: right, and how often there is one', ({ skip }) => {
		const posts = exercisePosts();
		if (!posts) return skip(absent(EXERCISE));
		const index = new SuggestionIndex();
		let [shown, right, linkedStories, met] = [0, 0, 0, 0];
		storiesOf(posts).forEach((story, at) => {
			const links = index.suggest(story.text)?.labels.links ?? [];
			const hits = links.filter((link) => gold(story).links.some((other) => same(other, link))).length;
			index.label(story.gold.story, story.text, gold(story));
			if (at < 50) return;
			shown += links.length;
			right += hits;
			if (gold(story).links.length > 0) linkedStories++;
			if (hits > 0) met++;
		});
		console.log(
			`suggestions in use, from the 51st story: ${right} of ${shown} links right (${(right / shown).toFixed(2)}), for ${met} of ${linkedStories} linked stories`
		);
		expect(right / shown).toBeGreaterThanOrEqual(0.7);
		expect(met / linkedStories).toBeGreaterThanOrEqual(0.2);
	});
});
