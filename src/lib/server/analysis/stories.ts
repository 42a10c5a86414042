import type { Method } from '$lib/domain/core/method';
import { methodFigure } from './measured';
import { LRUCache } from 'lru-cache';
import type { Hint } from './hint';
import type { HelpLevel } from './post';
import { beginningOf, cutText, goesOn, sharedText } from './stories/as-written';
import { compare, type Comparison } from './stories/copy';
import { Generations } from './stories/generations';
import { Newest } from './stories/newest';
import { read, type Reading } from './stories/reading';
import { signatureOf, type Signature } from './stories/signatures';
import { Places, type Setting } from './text/places';

/**
 * Decides whether a new post joins a story: whether it shares, truncates, respells or lightly rewords a post of the story
 * without adding anything. Texts that differ in a denial, a number, a place, a subject or in being a question are never
 * one story. One index per incident, in memory; the posts themselves are in the database.
 */

interface GroupedPost {
	readonly text: string;
	/** the id, as it was given to `add`, of the post that this one shares */
	readonly shares?: string | null;
	readonly help: HelpLevel;
	readonly lang: string | null;
	/** the result of `read` for the text, if it was called before */
	readonly known?: KnownReading | undefined;
}

interface StoredGroupedPost extends GroupedPost {
	readonly id: string;
	readonly story: string;
}

interface StoryHint extends Hint {
	readonly story: string;
	/** share of the content that both have in common, 0 to 1; the same number as `score` */
	readonly likeness: number;
}

const METHOD = 'stories.copy';
const VERSION = 3;

/** For the page of methods; `npm run evaluate` measures the figures. */
export const method: Method = {
	key: 'stories',
	version: VERSION,
	figures: [methodFigure('precision', 'pairs.precision'), methodFigure('recall', 'pairs.recall')]
};

/**
 * The number of texts of one generation; two generations take some 150 MB. A copy of a text that was not repeated while
 * this many other texts arrived begins a new story: after 40 minutes at the earliest at 50 posts a second, after seven
 * hours at 5.
 */
const GENERATION_SIZE = 65_536;
/**
 * The number of texts kept of one story: the first, and later rewordings. More texts find no more copies and cost memory.
 */
const MAX_TEXTS_PER_STORY = 6;
/**
 * The number of cached readings, those used last. A reading takes ten times the memory of its text, some 4 kB.
 */
const MAX_READINGS = 4096;
/** The least number of newest posts whose story is known by id; a share of an older post is recognised by its text. */
const MIN_REMEMBERED_POSTS = 32_000;
/** The least number of remembered truncated copies; these are not added, because they add nothing to their story. */
const MIN_REMEMBERED_CUT_TEXTS = 10_000;
/** The languages for which we have lists of denials and small words; null counts as Dutch. */
const LISTED_LANGUAGES = new Set<string | null>(['nl', 'en', null]);

interface Representative {
	readonly post: string;
	story: string;
	readonly text: string;
	readonly lang: string | null;
	isStored: boolean;
}

/** The reading of a text, and the signature by which similar texts are found. */
export interface KnownReading {
	readonly reading: Reading;
	readonly signature: Signature;
}

interface Story {
	representatives: number[];
	/** The highest of its posts. */
	help: HelpLevel;
}

export class StoryIndex {
	readonly #places: Places;
	readonly #candidates: Generations;
	/** By index, from `#firstIndex` on. */
	readonly #representatives: Representative[] = [];
	#firstIndex = 0;
	readonly #stories = new Map<string, Story>();
	readonly #storyOfPost = new Newest<string, string>(MIN_REMEMBERED_POSTS);
	/** The story of each truncated text: the same text joins it again, also when other stories begin alike since. */
	readonly #storyOfCutText = new Newest<string, string>(MIN_REMEMBERED_CUT_TEXTS);
	readonly #readings = new LRUCache<string, KnownReading>({ max: MAX_READINGS });
	/** The index of the first text with exactly these letters (`sharedText`), by any author. */
	readonly #byText = new Map<string, number>();
	#size = 0;

	/**
	 * @param setting the incident's place and the place words of its search profile
	 * @param forgotten called with each story that no post can join any more, because all its texts are too old
	 */
	constructor(
		setting: Setting = { place: null, places: [] },
		readonly forgotten: (story: string) => void = () => undefined,
		generation = GENERATION_SIZE
	) {
		this.#places = new Places(setting);
		this.#candidates = new Generations(generation);
	}

	/** How many texts are stored. */
	get size(): number {
		return this.#size;
	}

	get stories(): number {
		return this.#stories.size;
	}

	/**
	 * Adds a post to its story: the one that `find` returned, a new one, or the stored one after a start.
	 */
	add(post: StoredGroupedPost): void {
		this.#add(post);
		this.#removeOldest();
	}

	#add(post: StoredGroupedPost): void {
		this.#storyOfPost.set(post.id, post.story);
		const story = this.#storyNamed(post.story);
		story.help = maxLevel(story.help, post.help);
		this.#refresh(story);
		if (this.#sameText(post.text)?.story === post.story) return;
		if (this.#isCutFrom(post.text, post.story)) {
			this.#rememberCut(post.text, post.story);
			return;
		}
		if (story.representatives.length >= MAX_TEXTS_PER_STORY) return;
		const known = post.known ?? this.#read(post.text);
		const { reading } = known;
		// A rewording of a rewording does not represent the story, so that stories do not drift.
		const first = this.#at(story.representatives[0] ?? -1);
		if (first) {
			const comparison = this.#compare(first, post, reading, false);
			if (!comparison.same || comparison.how === 'copy') return;
			if (story.representatives.some((at) => this.#hasText(at, reading.normalisedText))) return;
		}
		this.#addText(post, known, story);
	}

	/** The story that a new post joins, or null when it begins one. Does not change the index. */
	find(post: GroupedPost): StoryHint | null {
		const shared = post.shares ? this.#storyOfPost.get(post.shares) : undefined;
		const isShare = shared !== undefined && this.#mayJoin(post, shared);
		if (isShare) {
			const isWritten = this.#sameText(post.text)?.story === shared || this.#isCutFrom(post.text, shared);
			if (isWritten) return hint(shared, 'shares', 1);
		} else {
			const same = this.#sameText(post.text);
			if (same && this.#mayJoin(post, same.story)) return hint(same.story, 'copy', 1);
			const cut = this.#cutFrom(post.text, (story) => this.#mayJoin(post, story));
			if (cut) return cut;
		}
		const known = post.known ?? this.#read(post.text);
		const { reading } = known;
		if (isShare) {
			if (reading.normalisedText === '') return hint(shared, 'shares', 1);
			const best = this.#best(this.#stories.get(shared)?.representatives ?? [], post, reading, true);
			if (best) return { ...best, reason: 'shares' };
		}
		return this.#best(this.#similarTexts(known), post, reading, false);
	}

	/**
	 * Reads a text ahead, for `find` and `add`: this is nearly all of their work, and changes nothing. Undefined for an exact
	 * or truncated copy, which needs no reading.
	 */
	read(text: string): KnownReading | undefined {
		return this.#sameText(text) || this.#cutFrom(text) ? undefined : knownReading(text, this.#places);
	}

	/** Removes a story. */
	remove(story: string): void {
		for (const at of [...(this.#stories.get(story)?.representatives ?? [])]) this.#drop(at);
		this.#stories.delete(story);
	}

	/** Merges a story into another, as a person did: later copies join the other story. */
	merge(from: string, into: string): void {
		const source = this.#stories.get(from);
		if (!source || from === into) return;
		const target = this.#storyNamed(into);
		this.#stories.delete(from);
		target.help = maxLevel(target.help, source.help);
		for (const at of source.representatives) {
			const representative = this.#at(at);
			if (!representative) continue;
			representative.story = into;
			target.representatives.push(at);
		}
		for (const [post, story] of this.#storyOfPost.entries()) if (story === from) this.#storyOfPost.set(post, into);
	}

	/** Moves a post to another or a new story, as a person did: later copies join that story. */
	move(post: StoredGroupedPost): void {
		const known = this.#read(post.text);
		const { reading } = known;
		for (const at of this.#similarTexts(known)) {
			const representative = this.#at(at);
			if (!representative || representative.story === post.story || !this.#hasText(at, reading.normalisedText))
				continue;
			if (representative.post === post.id || representative.story === this.#storyOfPost.get(post.id)) this.#drop(at);
		}
		this.#storyOfPost.set(post.id, post.story);
		const target = this.#storyNamed(post.story);
		target.help = maxLevel(target.help, post.help);
		if (!target.representatives.some((at) => this.#hasText(at, reading.normalisedText)))
			this.#addText(post, known, target);
		this.#removeOldest();
	}

	/** The story with this id, which is created if it is unknown. */
	#storyNamed(name: string): Story {
		const before = this.#stories.get(name);
		if (before) return before;
		const newStory: Story = { representatives: [], help: 0 };
		this.#stories.set(name, newStory);
		return newStory;
	}

	#addText({ id, story: name, text, lang }: StoredGroupedPost, known: KnownReading, story: Story): void {
		this.#readings.set(text, known);
		const at = this.#addRepresentative({ post: id, story: name, text, lang, isStored: true }, known);
		// Not `push`: it would reserve space for seventeen entries, and most stories have one.
		story.representatives = [...story.representatives, at];
	}

	/** @returns its index */
	#addRepresentative(representative: Representative, { reading, signature }: KnownReading): number {
		const { text } = representative;
		const at = this.#firstIndex + this.#representatives.push(representative) - 1;
		this.#candidates.add(signature, { beginning: beginningOf(text), trailing: reading.trailing });
		this.#size++;
		// Texts without words are copies only when the source says so.
		if (reading.normalisedText !== '' && !this.#sameText(text)) this.#byText.set(sharedText(text), at);
		return at;
	}

	/** Moves the texts of a story that still receives posts to the younger generation. */
	#refresh(story: Story): void {
		const before = story.representatives;
		if (!before.some((at) => this.#candidates.isOld(at))) return;
		story.representatives = this.#candidates.copyToYounger(before);
		story.representatives.forEach((at, i) => {
			const previous = before[i] ?? at;
			const representative = this.#at(previous);
			if (!representative || previous === at) return;
			this.#representatives.push({ ...representative });
			representative.isStored = false;
			const text = sharedText(representative.text);
			if (this.#byText.get(text) === previous) this.#byText.set(text, at);
		});
	}

	/** Removes the texts of the dropped generation. */
	#removeOldest(): void {
		const { from } = this.#candidates;
		if (from === this.#firstIndex) return;
		for (let at = this.#firstIndex; at < from; at++) {
			const { text, story } = this.#at(at) ?? {};
			if (text !== undefined && this.#byText.get(sharedText(text)) === at) this.#byText.delete(sharedText(text));
			this.#drop(at);
			if (story !== undefined && !this.#stories.has(story)) this.forgotten(story);
		}
		this.#representatives.splice(0, from - this.#firstIndex);
		this.#firstIndex = from;
	}

	/** Undefined for a text that was already removed. */
	#at(at: number): Representative | undefined {
		return this.#representatives[at - this.#firstIndex];
	}

	/** The stored text with the same letters: `compare` would find it equal, so neither must be read. */
	#sameText(text: string): Representative | null {
		const found = this.#at(this.#byText.get(sharedText(text)) ?? -1);
		return found?.isStored ? found : null;
	}

	/** The story of the text that this truncated text is the beginning of; null when there are none or several. */
	#cutFrom(text: string, mayJoin: (story: string) => boolean = () => true): StoryHint | null {
		const cut = cutText(text);
		if (cut === null) return null;
		const before = this.#storyOfCutText.get(cut);
		if (before !== undefined && this.#stories.has(before) && mayJoin(before)) return hint(before, 'copy', 1);
		let found: StoryHint | null = null;
		for (const at of this.#candidates.beginningWith(beginningOf(cut))) {
			const candidate = this.#at(at);
			if (
				!candidate?.isStored ||
				candidate.story === found?.story ||
				!mayJoin(candidate.story) ||
				!goesOn(candidate.text, cut)
			)
				continue;
			if (found) return null;
			found = hint(candidate.story, 'cut', Math.round((100 * cut.length) / candidate.text.length) / 100);
		}
		return found;
	}

	#isCutFrom(text: string, name: string): boolean {
		const cut = cutText(text);
		if (cut === null) return false;
		return this.#stories.get(name)?.representatives.some((at) => goesOn(this.#at(at)?.text ?? '', cut)) ?? false;
	}

	#rememberCut(text: string, story: string): void {
		const cut = cutText(text);
		if (cut !== null && this.#storyOfCutText.get(cut) !== story) this.#storyOfCutText.set(cut, story);
	}

	#drop(at: number): void {
		const representative = this.#at(at);
		if (!representative?.isStored) return;
		representative.isStored = false;
		this.#size--;
		const story = this.#stories.get(representative.story);
		if (!story) return;
		story.representatives = story.representatives.filter((other) => other !== at);
		if (story.representatives.length === 0) this.#stories.delete(representative.story);
	}

	/** A post that looks like a call for help never joins a story that looks less like one. */
	#mayJoin(post: GroupedPost, story: string): boolean {
		return post.help <= (this.#stories.get(story)?.help ?? 0);
	}

	#similarTexts({ reading, signature }: KnownReading): number[] {
		return this.#candidates.alike(signature, reading.trailing || reading.open, (at) => this.#at(at)?.isStored === true);
	}

	/**
	 * The most similar of the stored texts that the post is a copy of; null for a truncated text with which several stories
	 * begin, unless one of them is the same.
	 */
	#best(candidates: readonly number[], post: GroupedPost, reading: Reading, shares: boolean): StoryHint | null {
		let best: StoryHint | null = null;
		let hasSeveralStories = false;
		for (const at of candidates) {
			const representative = this.#at(at);
			if (!representative?.isStored || !this.#mayJoin(post, representative.story)) continue;
			const comparison = this.#compare(representative, post, reading, shares);
			if (!comparison.same) continue;
			if (comparison.how === 'copy') return hint(representative.story, 'copy', 1);
			if (comparison.how === 'cut' && best?.reason === 'cut' && best.story !== representative.story)
				hasSeveralStories = true;
			if (!best || comparison.likeness > best.likeness)
				best = hint(representative.story, comparison.how, comparison.likeness);
		}
		return hasSeveralStories ? null : best;
	}

	#compare(representative: Representative, post: GroupedPost, reading: Reading, shares: boolean): Comparison {
		const known = LISTED_LANGUAGES.has(representative.lang) && LISTED_LANGUAGES.has(post.lang);
		return compare(this.#read(representative.text).reading, reading, { known, shares });
	}

	#hasText(at: number, normalisedText: string): boolean {
		const representative = this.#at(at);
		return representative !== undefined && this.#read(representative.text).reading.normalisedText === normalisedText;
	}

	#read(text: string): KnownReading {
		const before = this.#readings.get(text);
		if (before) return before;
		const created = knownReading(text, this.#places);
		this.#readings.set(text, created);
		return created;
	}
}

function knownReading(text: string, places: Places): KnownReading {
	const reading = read(text, places);
	return { reading, signature: signatureOf(reading) };
}

const maxLevel = (one: HelpLevel, other: HelpLevel): HelpLevel => (one > other ? one : other);

function hint(story: string, reason: string, likeness: number): StoryHint {
	return { story, likeness, method: METHOD, version: VERSION, score: likeness, reason };
}
