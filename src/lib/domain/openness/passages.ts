import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { Moment, PersonId, Sha256 } from '../core/ids';
import { canonical, checksumOf } from '../core/checksum';
import { coordinators } from '../core/policy';
import { Refusal } from '../core/refusal';
import { wordDiff } from '../core/texts/word-diff';
import { maskText } from '../posts/masking/mask-text';
import { DocumentKey, documentRow } from './document';
import { articleOf, PRIVATE_LIFE, WooGround } from './grounds';

/** Words of a document that are removed, on a ground: from one character of a part of its text up to another. */
const Passage = z.strictObject({
	part: z.int().nonnegative().max(100_000),
	from: z.int().nonnegative(),
	to: z.int().positive(),
	ground: WooGround
});
export type Passage = z.infer<typeof Passage>;

/**
 * `checksum` of the text that was marked: the passages apply to that text only. `seq`: the number of the event that set
 * them.
 */
const MarkedPassages = z.object({
	checksum: Sha256,
	passages: z.array(Passage).max(2000),
	by: PersonId,
	at: Moment,
	seq: z.int().nonnegative()
});
type MarkedPassages = z.infer<typeof MarkedPassages>;

declare module '../core/state' {
	interface Collections {
		documentPassages: [DocumentKey, MarkedPassages];
	}
}

const inOrder = (a: Passage, b: Passage): number => a.part - b.part || a.from - b.from || b.to - a.to;

/** The passages in the order of the text; two that touch or overlap on one ground become one. @throws Refusal */
function normalised(passages: readonly Passage[]): Passage[] {
	const whole: Passage[] = [];
	for (const passage of [...passages].sort(inOrder)) {
		if (passage.to <= passage.from) throw new Refusal('document.passage');
		const last = whole.at(-1);
		if (last?.part !== passage.part || last.to < passage.from) whole.push(passage);
		else if (last.ground === passage.ground) whole.splice(-1, 1, { ...last, to: Math.max(last.to, passage.to) });
		else if (last.to > passage.from) throw new Refusal('document.passage');
		else whole.push(passage);
	}
	return whole;
}

/**
 * Sets which passages of a document are removed, and on what ground: all of them at once, replacing those that the
 * person saw, so that nobody removes the marks of a colleague unseen.
 */
export const markPassages = command('document.markPassages', {
	input: () =>
		z.strictObject({
			document: DocumentKey,
			checksum: Sha256,
			passages: MarkedPassages.shape.passages,
			/** The `seq` of the marks that the person saw; null when there were no marks. */
			over: z.int().nonnegative().nullable().default(null)
		}),
	allow: coordinators,
	during: 'openOrClosed',
	delivery: 'now',
	afterExercise: true,
	refusals: ['document.absent', 'document.changed', 'document.passage'],
	decide({ document, checksum, passages, over }, { state, actor, wallNow }) {
		if (!documentRow(state, document)) throw new Refusal('document.absent');
		if ((state.documentPassages.get(document)?.seq ?? null) !== over) throw new Refusal('document.changed');
		return passagesMarked({ document, checksum, passages: normalised(passages), by: actor.id, at: wallNow });
	}
});
export const passagesMarked = event('document.passagesMarked', {
	data: () => MarkedPassages.omit({ seq: true }).extend({ document: DocumentKey }),
	evolve(state, { document, ...marked }, { seq }) {
		state.documentPassages.set(document, { ...marked, seq });
	}
});

/** Identifies the text of a document, part by part. */
export const partsChecksum = (parts: readonly string[]): Sha256 => checksumOf(canonical(parts));

/** A part of a text: words that stay, or the ground on which words were removed. */
type RedactedPiece = { readonly text: string } | { readonly ground: WooGround; readonly text: string };

/** One part of the text, with the article instead of each passage. */
export function redactPart(text: string, part: number, passages: readonly Passage[]): RedactedPiece[] {
	const pieces: RedactedPiece[] = [];
	let from = 0;
	for (const passage of passages.filter((one) => one.part === part).sort(inOrder)) {
		if (passage.from > from) pieces.push({ text: text.slice(from, passage.from) });
		pieces.push({ ground: passage.ground, text: articleOf(passage.ground) });
		from = Math.max(from, passage.to);
	}
	if (from < text.length) pieces.push({ text: text.slice(from) });
	return pieces;
}

/** Proposes the personal details that the masking functions find in a text; a person confirms each. */
export function proposedPassages(parts: readonly string[]): Passage[] {
	return parts.flatMap((text, part) => {
		const masked = maskText(text);
		if (masked === text) return [];
		const words = [...text.matchAll(/\S+/g)];
		const found: Passage[] = [];
		let at = 0;
		for (const { is, text: run } of wordDiff(text, masked, 100)) {
			if (is === 'in') continue;
			const count = run.match(/\S+/g)?.length ?? 0;
			const [first, last] = [words[at], words[at + count - 1]];
			at += count;
			if (is === 'same' || !first || !last) continue;
			const to = last.index + last[0].replace(/[.,;:!?)]+$/, '').length;
			if (to > first.index) found.push({ part, from: first.index, to, ground: PRIVATE_LIFE });
		}
		return found;
	});
}
