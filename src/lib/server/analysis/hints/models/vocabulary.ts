import { readAnywhere, type Reading } from '../../stories/reading';
import { latest } from '../../text/memoize';

/** A word of each hundredth story counts one… */
const OF_STORIES = 100;
/** What a text usually says. */
const USUAL = 4;
/** While there are fewer stories than this, half of it is chance. */
const FIRST_STORIES = 30;

/** The words of an incident's stories so far: what many of them say, the incident is about, whatever it is. */
export class Vocabulary {
	readonly #stories = new Map<string, number>();
	#size = 0;

	/** Counts the words of a new story's first post. */
	add(text: string): void {
		this.#size++;
		for (const word of newsOf(readAnywhere(text))) this.#stories.set(word, (this.#stories.get(word) ?? 0) + 1);
	}

	/**
	 * How much a text says that other stories say: the sum over its words, each by the logarithm of its stories, against
	 * what texts usually say; 0 while there are no stories.
	 * @param counted the text itself was added
	 */
	familiarity(reading: Reading, counted: boolean): number {
		const [own, size] = counted ? [1, this.#size - 1] : [0, this.#size];
		let sum = 0;
		for (const word of newsOf(reading)) {
			const share = ((this.#stories.get(word) ?? own) - own) / Math.max(1, size);
			sum += Math.log(1 + OF_STORIES * share);
		}
		return ((sum - USUAL) * size) / (size + FIRST_STORIES);
	}
}

const newsOf = latest(({ words }: Reading): ReadonlySet<string> => {
	const news = new Set<string>();
	for (const { kind, meaning } of words) if (kind !== 'figure') news.add(meaning);
	return news;
});
