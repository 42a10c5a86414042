import { readAnywhere, type Reading } from '../../stories/reading';
import { latest } from '../../text/memoize';

/** The scale of a word's share of stories: a word in one of a hundred stories counts ln 2. */
const STORY_SHARE_SCALE = 100;
/** The sum of a typical text. */
const USUAL_SUM = 4;
/** With this many stories the familiarity has half its weight; with fewer it depends on chance. */
const STORIES_FOR_HALF_WEIGHT = 30;

/** The words of an incident's stories so far: what many of them say, the incident is about, whatever it is. */
export class Vocabulary {
	readonly #stories = new Map<string, number>();
	#size = 0;

	/** Counts the words of a new story's first post. */
	add(text: string): void {
		this.#size++;
		for (const word of newsWordsOf(readAnywhere(text))) this.#stories.set(word, (this.#stories.get(word) ?? 0) + 1);
	}

	/**
	 * How much a text says that other stories say: the sum over its words, each by the logarithm of its stories, against
	 * what texts usually say; 0 while there are no stories.
	 * @param counted the text itself was added
	 */
	familiarity(reading: Reading, counted: boolean): number {
		const [own, size] = counted ? [1, this.#size - 1] : [0, this.#size];
		let sum = 0;
		for (const word of newsWordsOf(reading)) {
			const share = ((this.#stories.get(word) ?? own) - own) / Math.max(1, size);
			sum += Math.log(1 + STORY_SHARE_SCALE * share);
		}
		return ((sum - USUAL_SUM) * size) / (size + STORIES_FOR_HALF_WEIGHT);
	}
}

const newsWordsOf = latest(({ words }: Reading): ReadonlySet<string> => {
	const news = new Set<string>();
	for (const { kind, meaning } of words) if (kind !== 'figure') news.add(meaning);
	return news;
});
