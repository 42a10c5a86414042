import { asSentence } from '../core/texts/sentences';
import { z } from 'zod';
import { assertBasisSound, basisNow, currentSubject } from './basis';
import { Channel, fits, type ServerLimits } from './channel';
import { command } from '../core/command';
import { namedNow, publishedNamed } from './combination';
import { correctedBy, correctionsDue } from './correction';
import { seenAct } from '../core/eyes';
import { FactId, PersonId, PublicationId, TextId } from '../core/ids';
import { hasOpenPlaceholder, textState, isBlank, type About, type OfficialText } from './official-text';
import { deskStaff } from '../core/policy';
import { correctionWaived } from './publication';
import { Refusal } from '../core/refusal';
import type { ReadState } from '../core/state';
import { LooseText, ReviewReason } from '../core/text';
import { isRemoved } from '../core/texts/removed';
import { contentWords, sentencesOf } from '../core/texts/sentences';
import { assertFactsCurrent, draftVariant, emptyText, textDrafted, textSubmitted } from './writing';

/** The longest quote, and the longest words for a channel, in characters. */
const MAX_QUOTE = 300;
const MAX_WORDS = 4000;

/** A correction of one of these texts that is not on all its channels yet; two at once could contradict each other. */
export const correctionUnderWay = (state: ReadState, texts: ReadonlySet<TextId>): Readonly<OfficialText> | undefined =>
	[...state.texts.values()].find(
		(text) => correctedBy(text).some((id) => texts.has(id)) && !['published', 'withdrawn'].includes(textState(text))
	);

/** What a correction of several texts is about: their common subject, else the incident. */
function commonSubject(state: ReadState, texts: readonly Readonly<OfficialText>[]): About {
	const [first, ...others] = texts.map(({ about }) => currentSubject(state, about));
	return first && others.every((about) => about?.finding === first.finding)
		? first
		: { kind: 'incident', finding: null };
}

/**
 * One correction for every channel that still has the old words: written and submitted in one step, so that no channel
 * is forgotten. A channel that needs no correction is named, with the reason: when the writer of those words names it,
 * it stays due until a colleague agrees. It is approved and published like any other text.
 */
export const correctEverywhere = command('text.correct', {
	input: () =>
		z.strictObject({
			id: TextId,
			corrects: z.array(TextId).min(1).max(50),
			facts: z.array(FactId).min(1).max(20),
			wordings: z
				.array(z.strictObject({ channel: Channel, text: LooseText(MAX_WORDS, 'ownWords') }))
				.min(1)
				.max(Channel.options.length),
			/** The publications that need no correction. */
			waived: z.array(z.strictObject({ publication: PublicationId, why: ReviewReason })).max(100),
			/** The spokesperson who is asked; null is the one on duty. */
			requestedFrom: PersonId.nullable()
		}),
	allow: deskStaff,
	delivery: 'now',
	refusals: [
		'correction.left',
		'correction.underWay',
		'fact.absent',
		'fact.replaced',
		'id.taken',
		'rumour.reworded',
		'text.absent',
		'text.channel',
		'text.empty',
		'text.placeOpen',
		'text.tooLong',
		'text.withoutFact',
		'text.withoutVerdict'
	],
	decide({ id, corrects, facts, wordings, waived, requestedFrom: approver }, { state, references, actor, now }) {
		if (state.texts.has(id)) throw new Refusal('id.taken');
		const texts = [...new Set(corrects)].map((of) => {
			const text = state.texts.get(of);
			if (!text) throw new Refusal('text.absent');
			return text;
		});
		const corrected = new Set(corrects);
		const underWay = correctionUnderWay(state, corrected);
		if (underWay) throw new Refusal('correction.underWay', { by: underWay.made.by });
		assertFactsCurrent(state, facts);
		const channels = new Set(wordings.map(({ channel }) => channel));
		if (channels.size < wordings.length) throw new Refusal('text.channel');
		const due = correctionsDue(state).filter(({ text }) => corrected.has(text.id));
		const forgotten = due.find(
			({ channel, publication }) =>
				!channels.has(channel) && !waived.some((each) => each.publication === publication.id)
		);
		if (forgotten) throw new Refusal('correction.left', { channel: forgotten.channel });
		for (const { channel, text } of wordings) {
			if (isBlank(text)) throw new Refusal('text.empty');
			if (hasOpenPlaceholder(text)) throw new Refusal('text.placeOpen', { channel });
			if (!fits(channel, text, references.limits)) throw new Refusal('text.tooLong', { channel });
		}
		const [first, ...others] = texts;
		const variants = Channel.options.flatMap((channel) =>
			wordings.flatMap((each) => (each.channel === channel ? [draftVariant(channel, each.text, actor, now)] : []))
		);
		const text: OfficialText = {
			...emptyText,
			id,
			kind: 'correction',
			about: commonSubject(state, texts),
			corrects: first?.id ?? null,
			alsoCorrects: others.map((other) => other.id),
			facts: [...new Set(facts)],
			made: seenAct(actor, now),
			variants
		};
		assertBasisSound(
			state,
			text,
			variants.map(({ checksum }) => checksum)
		);
		const submitted = variants.map(({ channel, text: words, checksum }) => ({ channel, text: words, checksum }));
		return [
			textDrafted(text),
			textSubmitted({
				text: id,
				version: {
					number: 1,
					...seenAct(actor, now),
					requestedFrom: approver,
					...basisNow(state, text),
					wordings: submitted
				},
				named: variants.map((variant) => namedNow(state, text, variant, actor, now))
			}),
			...due.flatMap(({ text: old, publication, causes }) =>
				waived
					.filter((each) => each.publication === publication.id)
					.map(({ why }) =>
						correctionWaived({
							text: old.id,
							publication: publication.id,
							waived: { ...seenAct(actor, now), why, causes: causes.join(' ') },
							named: [publishedNamed(state, old, publication, actor, now)]
						})
					)
			)
		];
	}
});

/** Words that a channel published, as a correction quotes them; `isWhole`: all of them are wrong. */
interface Quote {
	readonly text: string;
	readonly isWhole: boolean;
}

/**
 * What of the words on a channel is quoted: the one sentence that states the old fact, or all of them where none does or
 * several may. Null where that is too long.
 * @param fact the old fact; null when all the words are withdrawn
 */
function quoteOf(published: string, fact: string | null): Quote | null {
	const quote = wrongIn(published, fact);
	return quote.text.length > MAX_QUOTE ? null : quote;
}
function wrongIn(published: string, fact: string | null): Quote {
	const sentences = sentencesOf(published);
	const all = sentences.join(' ');
	if (fact === null) return { text: all, isWhole: true };
	const wanted = contentWords(fact);
	const likeness = sentences.map((text) => {
		const words = [...contentWords(text)];
		const shared = words.filter((word) => wanted.has(word)).length;
		return { text, ofFact: shared / Math.max(1, wanted.size), ofSentence: shared / Math.max(1, words.length) };
	});
	const [best, next] = likeness.toSorted((one, other) => other.ofFact - one.ofFact);
	if (!best || best.ofFact < 1 / 3 || best.ofFact === next?.ofFact) return { text: all, isWhole: false };
	// A sentence may say more than the old fact, and that may still hold.
	return { text: best.text, isWhole: best.ofSentence >= 1 / 2 };
}

/**
 * The first draft of a correction for one channel, in Dutch as all official texts: what that channel said before, that it
 * is no longer right, and what is true now. Where that is too long for the channel, only what is true now.
 * @param published the words that are still on the channel
 * @param fact the old fact; null when all these words are withdrawn
 */
export function correctionWords(
	channel: Channel,
	published: readonly string[],
	now: string,
	fact: string | null,
	limits: ServerLimits = {}
): string {
	const opening = channel === 'phone' ? 'Eerder zeiden wij' : 'Eerder schreven wij';
	const quotes = published.flatMap((words) => (isRemoved(words) ? [] : (quoteOf(words, fact) ?? [])));
	const quoted = [...new Set(quotes.map(({ text }) => `‘${asSentence(text)}’`))].join(' en ');
	const wrong = quotes.every(({ isWhole }) => isWhole) ? 'Dat klopt niet meer.' : 'Niet alles daarvan klopt nog.';
	const whole = `${opening}: ${quoted} ${wrong} ${asSentence(now)}`;
	return quoted !== '' && whole.length <= MAX_WORDS && fits(channel, whole, limits)
		? whole
		: `Correctie: ${asSentence(now)}`;
}
