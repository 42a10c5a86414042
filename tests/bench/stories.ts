import { StoryIndex } from '../../src/lib/server/analysis/stories';
import { compare } from '../../src/lib/server/analysis/stories/copy';
import { read, type Reading } from '../../src/lib/server/analysis/stories/reading';
import { Places } from '../../src/lib/server/analysis/text/places';
import { MadeUpPosts } from './made-up-posts';
import { processor, round, type Result } from './result';

const setting = { place: 'Meerdrecht', places: ['Zuiderpark', 'Oosterkade', 'Noordwijk'] };
const SMALLEST = 6_250;
const SIZES = [SMALLEST, SMALLEST * 4, SMALLEST * 16];
/** Time per post may grow this much from the smallest incident to the largest: caches fill, nothing else. */
const FLAT = 1.5;
const SAMPLE = 150;
const FOUND = 0.97;

const neutral = { shares: null, hint: false, lang: 'nl' };

interface Grown {
	readonly index: StoryIndex;
	readonly made: MadeUpPosts;
	/** the first post of each story */
	readonly firsts: { story: string; text: string }[];
	/** microseconds a post, over the last `SMALLEST` posts before each size */
	readonly costs: number[];
}

function grow(): Grown {
	const index = new StoryIndex(setting);
	const made = new MadeUpPosts(1);
	const firsts: { story: string; text: string }[] = [];
	const costs: number[] = [];
	let start = 0;
	const largest = SIZES.at(-1) ?? 0;
	for (let at = 0; at < largest; at++) {
		if (SIZES.includes(at + SMALLEST)) start = processor();
		const { id, text } = made.next();
		const story = index.find({ text, ...neutral })?.story ?? id;
		if (story === id) firsts.push({ story, text });
		index.add({ id, story, text, ...neutral });
		if (SIZES.includes(at + 1)) costs.push(((processor() - start) / SMALLEST) * 1000);
	}
	return { index, made, firsts, costs };
}

/** Warms up the compiler, so that the smallest incident does not pay for all. */
function warmUp(): void {
	const index = new StoryIndex(setting);
	const made = new MadeUpPosts(2);
	for (let at = 0; at < SMALLEST; at++) {
		const { id, text } = made.next();
		index.add({ id, story: index.find({ text, ...neutral })?.story ?? id, text, ...neutral });
	}
}

/** How many fresh copies the index finds a story for, of those for which comparing with the first post of every story finds one. */
function found({ index, made, firsts }: Grown): { found: number; exact: number; same: number } {
	const places = new Places(setting);
	const readings: { story: string; reading: Reading }[] = firsts.map(({ story, text }) => ({ story, reading: read(text, places) }));
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

/** Story grouping: time per post as the incident grows, and what the index finds of what comparing with everything finds. */
export async function run(): Promise<Result[]> {
	await Promise.resolve();
	warmUp();
	const before = process.memoryUsage();
	const grown = grow();
	const after = process.memoryUsage();
	const [first = 0, middle = 0, last = 0] = grown.costs;
	const recalled = found(grown);
	const ratio = last / first;
	return [
		{
			case: 'stories: processor time per post, 100,000 posts against 6,250',
			value: round(last),
			bound: round(first),
			ratio: round(ratio),
			aim: `≤ ${FLAT}×, flat as the incident grows`,
			ok: ratio <= FLAT,
			extra: {
				microseconds1x: round(first),
				microseconds4x: round(middle),
				microseconds16x: round(last),
				/** how the cost of all posts grows with their number: 1 is as fast as the work */
				exponent: round(1 + Math.log(ratio) / Math.log(16)),
				stories: grown.index.stories,
				texts: grown.index.size,
				megabytes: Math.round((after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers) / 1e6)
			}
		},
		{
			case: 'stories: copies found, against comparing with every story',
			value: recalled.found,
			bound: recalled.exact,
			ratio: round(recalled.found / recalled.exact),
			aim: `≥ ${FOUND}`,
			ok: recalled.found / recalled.exact >= FOUND,
			extra: { ofTheSameStory: recalled.same, sample: SAMPLE }
		}
	];
}
