/** What a person does: stories read, keys pressed, letters typed. */
export interface Effort {
	readonly stories: number;
	readonly keys: number;
	readonly letters: number;
}
/** Seconds at night for reading a story, for a key, and for a letter of a word. */
const SECONDS = { stories: 1.2, keys: 0.25, letters: 0.1 } as const;
export const secondsFor = ({ stories, keys, letters }: Effort): number =>
	stories * SECONDS.stories + keys * SECONDS.keys + letters * SECONDS.letters;

/** The word of a name that a person types to find it: the longest. */
export const wordOf = (name: string): string =>
	name.split(/[^\p{L}\d]+/u).reduce((longest, word) => (word.length > longest.length ? word : longest), '');
