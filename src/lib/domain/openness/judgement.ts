import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { Moment, PersonId, Sha256 } from '../core/ids';
import { coordinators } from '../core/policy';
import { Refusal } from '../core/refusal';
import { LooseText } from '../core/text';
import { documentChecksum, DocumentKey, documentRow } from './document';
import { WooGround } from './grounds';

/** What becomes of a document when somebody asks for it; `already`: people could read it before. */
export const WooOutcome = z.enum(['public', 'partly', 'not', 'already']);
export type WooOutcome = z.infer<typeof WooOutcome>;

/**
 * A coordinator's judgement of a document; `at` is on the wall clock. `text`: the checksum of the words that were judged,
 * null where they cannot change. It holds for no other words.
 */
const DocumentJudgement = z.object({
	outcome: WooOutcome,
	grounds: z.array(WooGround).max(WooGround.options.length),
	note: LooseText(500, 'ownWords'),
	text: Sha256.nullable().default(null),
	by: PersonId,
	at: Moment
});
type DocumentJudgement = z.infer<typeof DocumentJudgement>;

/** Whether something is withheld, so that the law requires a ground. */
export const staysBack = (outcome: WooOutcome): boolean => outcome === 'partly' || outcome === 'not';

declare module '../core/state' {
	interface Collections {
		documentJudgements: [DocumentKey, DocumentJudgement];
	}
}

/** Judges a document: what is withheld names its ground, what is public has none. */
export const judgeDocument = command('document.judge', {
	input: () =>
		z.strictObject({
			document: DocumentKey,
			outcome: WooOutcome,
			grounds: DocumentJudgement.shape.grounds,
			note: DocumentJudgement.shape.note,
			/** The checksum of the words that the person saw (`InventoryLine.text`): it is refused for any other words. */
			text: Sha256.nullable().optional()
		}),
	allow: coordinators,
	during: 'openOrClosed',
	delivery: 'now',
	afterExercise: true,
	refusals: ['document.absent', 'document.changed', 'document.ground'],
	decide({ document, outcome, grounds, note, text: seen }, { state, actor, wallNow }) {
		if (!documentRow(state, document)) throw new Refusal('document.absent');
		const text = documentChecksum(state, document);
		if (seen !== undefined && seen !== text) throw new Refusal('document.changed');
		const named = staysBack(outcome) ? WooGround.options.filter((ground) => grounds.includes(ground)) : [];
		if (staysBack(outcome) && named.length === 0) throw new Refusal('document.ground');
		return documentJudged({ document, outcome, grounds: named, note: note.trim(), text, by: actor.id, at: wallNow });
	}
});
export const documentJudged = event('document.judged', {
	data: () => DocumentJudgement.extend({ document: DocumentKey }),
	evolve(state, { document, ...judgement }) {
		state.documentJudgements.set(document, judgement);
	}
});
