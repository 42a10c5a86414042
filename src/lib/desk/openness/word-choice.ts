import type { Passage } from '$lib/domain/openness/passages';

/** A word that can be chosen, by its place in its part of the text. */
export interface ChosenWord {
	readonly part: number;
	readonly from: number;
	readonly to: number;
	readonly text: string;
}

/** The words of all parts in one row, so that arrows run through them. */
export const wordsOfParts = (parts: readonly string[]): ChosenWord[] =>
	parts.flatMap((text, part) =>
		[...text.matchAll(/\S+/g)].map(({ 0: word, index }) => ({ part, from: index, to: index + word.length, text: word }))
	);

/** The first and the last chosen word, in the order of the text. */
export const rangeOf = (anchor: number, focus: number): readonly [number, number] =>
	anchor <= focus ? [anchor, focus] : [focus, anchor];

/** The chosen words as passages: one for each part that they run through. */
export function passagesOf(words: readonly ChosenWord[], ground: Passage['ground']): Passage[] {
	const passages: Passage[] = [];
	for (const { part, from, to } of words) {
		const last = passages.at(-1);
		if (last?.part === part) passages.splice(-1, 1, { ...last, to });
		else passages.push({ part, from, to, ground });
	}
	return passages;
}

/** The passage that a word is in, completely or partly. */
export const passageAt = (passages: readonly Passage[], { part, from, to }: ChosenWord): Passage | undefined =>
	passages.find((passage) => passage.part === part && passage.from < to && passage.to > from);

/** A passage without what another one covers. */
const without = (passage: Passage, { part, from, to }: Passage): Passage[] =>
	part !== passage.part || from >= passage.to || to <= passage.from
		? [passage]
		: [
				...(passage.from < from ? [{ ...passage, to: from }] : []),
				...(passage.to > to ? [{ ...passage, from: to }] : [])
			];

/** The passages with these added: what they cover of older ones takes the new ground. */
export const withPassages = (old: readonly Passage[], added: readonly Passage[]): Passage[] => [
	...added.reduce((rest, one) => rest.flatMap((passage) => without(passage, one)), [...old]),
	...added
];
