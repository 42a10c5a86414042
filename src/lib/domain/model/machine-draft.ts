import { z } from 'zod';
import { Sha256, StoryId } from '../core/ids';
import { sentencesOf } from '../core/texts/sentences';
import { maskText } from '../posts/masking/mask-text';
import { plainAnswer, webAddressesIn } from './plain-answer';

/**
 * A first draft of a section, made by a language model. It is shown to the person who requested it, and marked as
 * such; only what a person takes over or rewrites becomes a text of the report.
 */
export const MachineDraft = z.object({
	sentences: z.array(z.object({ text: z.string(), stories: z.array(StoryId).min(1) })),
	/** Sentences left out because they named no story, or one that was not sent. */
	dropped: z.int().nonnegative(),
	/** The model as its server names it. */
	model: z.string(),
	/** The checksum of the instruction that it got. */
	prompt: Sha256
});
export type MachineDraft = z.infer<typeof MachineDraft>;

const MAX_SENTENCE_CHARACTERS = 400;
const MAX_DRAFT_CHARACTERS = 1_800;
/** A piece of text and the references after it: "De rook hangt laag [S1, S4]." */
const cited = /([^[\]]*)((?:\[[^[\]]*\]\s*)*)([.!?]?)/gu;

/**
 * The sentences of an answer that rest on stories that were sent. A sentence without a reference, with one that is
 * unknown, or with a web address or a personal detail in it is left out: stories are sent masked, so it was made up.
 * @param stories by the reference under which each was sent, such as `S1`
 */
export function readDraft(
	answer: string,
	stories: ReadonlyMap<string, StoryId>
): Pick<MachineDraft, 'sentences' | 'dropped'> {
	const sentences: MachineDraft['sentences'] = [];
	let dropped = 0;
	let length = 0;
	const add = (text: string, references: readonly string[]): void => {
		const rests = references.flatMap((reference) => stories.get(reference) ?? []);
		const isUsable =
			rests.length > 0 &&
			rests.length === references.length &&
			text.length <= MAX_SENTENCE_CHARACTERS &&
			length + text.length <= MAX_DRAFT_CHARACTERS &&
			webAddressesIn(text).length === 0 &&
			maskText(text) === text;
		if (!isUsable) dropped++;
		else {
			sentences.push({ text, stories: [...new Set(rests)] });
			length += text.length + 1;
		}
	};
	for (const line of plainAnswer(answer).split('\n'))
		for (const [, before = '', brackets = '', end = ''] of line.matchAll(cited)) {
			const references = brackets.toUpperCase().match(/[^[\],;\s]+/g) ?? [];
			const pieces = sentencesOf(before.replace(/^\s*(?:[-•–]|\d+[.)])\s+/u, '').trim() + end)
				.map((sentence) => sentence.replace(/^[\s.,;:]+/u, ''))
				.filter((text) => /\p{L}/u.test(text));
			// References belong to the sentence that they close.
			pieces.forEach((text, at) => add(text, at === pieces.length - 1 ? references : []));
		}
	return { sentences, dropped };
}
