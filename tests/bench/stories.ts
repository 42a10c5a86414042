import { StoryIndex } from '../../src/lib/server/analysis/stories';
import { compare } from '../../src/lib/server/analysis/stories/copy';
import { read, type Reading } from '../../src/lib/server/analysis/stories/reading';
import { Places } from '../../src/lib/server/analysis/text/places';
import { MadeUpPosts } from './made-up-posts';
import { processor, round, type Result } from './result';

const setting = { place: 'Meerdrecht', places: ['Zuiderpark', 'Oosterkade', 'Noordwijk'] };
const SMALLEST_SIZE = 6_250;
const SIZES = [SMALLEST_SIZE, SMALLEST_SIZE * 4, SMALLEST_SIZE * 16];
/** Time per post may grow this much from the smallest incident to the largest: caches fill, nothing else. */
const MAX_GROWTH = 1.5;
const SAMPLE = 150;
const MIN_RECALL = 0.97;

const neutral = { shares: null, help: 0 as const, lang: 'nl' };

/**
 * Posts in one stretch of measuring: the sizes take turns, so that other work on the machine affects all of them alike.
 * Short ones, so that garbage, which is collected after some hundreds of posts, does not fall on the same size each time.
 */
const STRETCH = SMALLEST_SIZE / 50;

/** An incident that grows. */
class GrowingIncident {
	readonly index = new StoryIndex(setting);
	readonly made = new MadeUpPosts(1);
	/** the first post of each story */
	readonly firsts: { story: string; text: string }[] = [];
	/** milliseconds of all stretches */
	cost = 0;

	grow(posts: number): void {
		for (let at = 0; at < posts; at++) {
			const { id, text } = this.made.next();
			const story = this.index.find({ text, ...neutral })?.story ?? id;
			if (story === id) this.firsts.push({ story, text });
			this.index.add({ id, story, text, ...neutral });
		}
	}

	measure(): void {
		const began = processor();
		this.grow(STRETCH);
		this.cost += processor() - began;
	}
}

/** Warms up the compiler, so that the smallest incident does not pay for all. */
function warmUp(): void {
	const index = new StoryIndex(setting);
	const made = new MadeUpPosts(2);
	for (let at = 0; at < SMALLEST_SIZE; at++) {
		const { id, text } = made.next();
		index.add({ id, story: index.find({ text, ...neutral })?.story ?? id, text, ...neutral });
	}
}

/**
 * For how many fresh copies the index finds a story, of those for which a comparison with the first post of every story
 * finds one.
 */
function findRates({ index, made, firsts }: GrowingIncident): { found: number; exact: number; same: number } {
	const places = new Places(setting);
	const readings: { story: string; reading: Reading }[] = firsts.map(({ story, text }) => ({
		story,
		reading: read(text, places)
	}));
	let [hits, exact, same] = [0, 0, 0];
	for (let at = 0; at < SAMPLE; at++) {
		const text = made.copyOf(made.any());
		const reading = read(text, places);
		const stories = readings.filter((first) => compare(first.reading, reading, { known: true, shares: false }).same);
		if (stories.length === 0) continue;
		exact++;
		const hit = index.find({ text, ...neutral });
		if (hit) hits++;
		if (stories.some(({ story }) => story === hit?.story)) same++;
	}
	return { found: hits, exact, same };
}

/** Story grouping: time per post as the incident grows, and the index's recall against a comparison with everything. */
export async function run(): Promise<Result[]> {
	await Promise.resolve();
	warmUp();
	const sizes = SIZES.map((size) => ({ size, grown: new GrowingIncident() }));
	const heap = sizes.map(({ size, grown }) => {
		const before = process.memoryUsage();
		grown.grow(size - SMALLEST_SIZE);
		const after = process.memoryUsage();
		return after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers;
	});
	for (let from = 0; from < SMALLEST_SIZE; from += STRETCH) for (const { grown } of sizes) grown.measure();
	const [first = 0, middle = 0, last = 0] = sizes.map(({ grown }) => (grown.cost / SMALLEST_SIZE) * 1000);
	const grown = sizes.at(-1)?.grown ?? new GrowingIncident();
	const recalled = findRates(grown);
	const ratio = last / first;
	return [
		{
			case: 'stories: processor time per post, 100,000 posts against 6,250',
			value: round(last),
			bound: round(first),
			ratio: round(ratio),
			aim: `≤ ${MAX_GROWTH}×, flat as the incident grows`,
			ok: ratio <= MAX_GROWTH,
			extra: {
				microseconds1x: round(first),
				microseconds4x: round(middle),
				microseconds16x: round(last),
				/** how the cost of all posts grows with their number: 1 is as fast as the work */
				exponent: round(1 + Math.log(ratio) / Math.log(16)),
				stories: grown.index.stories,
				texts: grown.index.size,
				megabytes: Math.round((heap.at(-1) ?? 0) / 1e6)
			}
		},
		{
			case: 'stories: copies found, against comparing with every story',
			value: recalled.found,
			bound: recalled.exact,
			ratio: round(recalled.found / recalled.exact),
			aim: `≥ ${MIN_RECALL}`,
			ok: recalled.found / recalled.exact >= MIN_RECALL,
			extra: { ofTheSameStory: recalled.same, sample: SAMPLE }
		}
	];
}
