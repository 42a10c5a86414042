import { z } from 'zod';
import type { Channel } from './channel';
import { event, type EventOf } from '../core/event';
import { eyesOfAct } from '../core/eyes';
import { ActionId, TextId, type Sha256 } from '../core/ids';
import { needAnswered } from '../findings/need';
import { answerBasis, type NeedAnswer } from '../findings/need-answer';
import {
	isApproved,
	isWording,
	lastPublicationIn,
	Publication,
	type OfficialText,
	type Variant
} from './official-text';
import { actionRecorded } from '../incident/own-action';
import { Refusal } from '../core/refusal';
import { change, type ReadState } from '../core/state';
import { isRemoved } from '../core/texts/removed';
import { basisNow, basisOf, basisProblem, factsBehind, needOf, replacedFacts, versionOf } from './basis';
import { isLapsed } from './combination';

/** What `assertPublishable` refuses with. */
export const publishableRefusals = [
	'fact.replaced',
	'rumour.reworded',
	'text.basisChanged',
	'text.changed',
	'text.channel',
	'text.notApproved',
	'text.paused',
	'text.withdrawn',
	'text.withoutFact',
	'text.withoutVerdict'
] as const;

type PublishProblem = (typeof publishableRefusals)[number];

/** Why these words may not be published or given as an answer now; null when they may. */
export function publishProblem(
	state: ReadState,
	text: Readonly<OfficialText>,
	channel: Channel,
	checksum: Sha256
): PublishProblem | null {
	if (text.withdrawn) return 'text.withdrawn';
	if (text.paused) return 'text.paused';
	const variant = text.variants.find((each) => each.channel === channel);
	if (!variant) return 'text.channel';
	if (variant.checksum !== checksum || isRemoved(variant.text)) return 'text.changed';
	if (!isApproved(variant)) return 'text.notApproved';
	const basis = basisProblem(state, text, [checksum]);
	if (basis) return basis;
	return isLapsed(state, text, variant) ? 'text.basisChanged' : null;
}

/**
 * Whether the words of a text are stopped or rest on a replaced fact, approved or not: then nobody takes them over. The
 * basis of submitted words must also be the same as when they were submitted.
 */
export function isOutdated(state: ReadState, text: Readonly<OfficialText>, variant: Readonly<Variant>): boolean {
	if (text.withdrawn || text.paused || replacedFacts(state, text, factsBehind(state, text)).length > 0) return true;
	if (isApproved(variant)) return isLapsed(state, text, variant);
	const version = versionOf(text, variant);
	return version !== undefined && version.basis !== basisOf(state, text);
}

/**
 * Checks that these words may be published now, by hand or by the program. @throws Refusal unless exactly these words
 * were approved and their basis still holds
 */
export function assertPublishable(
	state: ReadState,
	text: Readonly<OfficialText>,
	channel: Channel,
	checksum: Sha256
): Readonly<Variant> {
	const problem = publishProblem(state, text, channel, checksum);
	const variant = text.variants.find((each) => each.channel === channel);
	if (problem === 'text.paused' && text.paused) throw new Refusal(problem, { by: text.paused.by });
	if (problem === 'text.changed' && variant) throw new Refusal(problem, { by: variant.edited.by });
	if (problem) throw new Refusal(problem);
	if (!variant) throw new Refusal('text.channel');
	return variant;
}

/**
 * Checks that words that a person publishes alone are not stopped, and still rest on what they were submitted with.
 * @throws Refusal
 */
export function assertBasisUnchanged(state: ReadState, text: Readonly<OfficialText>, variant: Readonly<Variant>): void {
	if (text.paused) throw new Refusal('text.paused', { by: text.paused.by });
	if (isRemoved(variant.text)) throw new Refusal('text.changed', { by: variant.edited.by });
	const problem = basisProblem(state, text, [variant.checksum]);
	if (problem) throw new Refusal(problem);
	const version = text.versions.find(({ number }) => number === variant.submitted);
	if (version?.basis !== basisOf(state, text)) throw new Refusal('text.basisChanged');
}

/** Checks that the channel has not published these words, and that the program is not about to. @throws Refusal */
export function assertUnpublished(text: Readonly<OfficialText>, channel: Channel, checksum: Sha256): void {
	if (lastPublicationIn(text, channel)?.checksum === checksum) throw new Refusal('text.alreadyPublished');
	if (text.postings.some((posting) => posting.channel === channel && posting.state === 'waiting'))
		throw new Refusal('posting.underWay');
}

/** What words that are published now rest on. */
export const publicationBasis = (
	state: ReadState,
	text: Readonly<OfficialText>
): Pick<Publication, 'verdict' | 'facts' | 'claim'> => {
	const { verdict, facts, claim } = basisNow(state, text);
	return { verdict, facts, claim };
};

/**
 * The events of every publication: it is recorded, is shown in every timeline as an own action, and answers the need it
 * is about. @throws Refusal
 */
export function recordPublication(
	state: ReadState,
	official: Readonly<OfficialText>,
	publication: Omit<
		Publication,
		'eyes' | 'bySpokesperson' | 'recordedAt' | 'reviewed' | 'waived' | 'edited' | 'addressRead'
	> &
		Partial<Pick<Publication, 'eyes' | 'bySpokesperson' | 'recordedAt'>>
): EventOf[] {
	if (
		[...state.texts.values()].some((other) => other.publications.some((published) => published.id === publication.id))
	)
		throw new Refusal('id.taken');
	const { id, where, text, by, at, alone } = publication;
	const action = ActionId.parse(publication.id);
	const need = needOf(state, official);
	// A posting may be recorded after a person changed the words.
	const edited = official.variants.find((variant) => isWording(variant, publication))?.edited;
	const answer = { text, fact: publication.facts[0] ?? null, channel: where, by, at, confirmed: null };
	const { basis } = basisNow(state, official);
	const publishedAnswer = (question: string): NeedAnswer => ({
		...answer,
		publication: { id, alone: alone !== null },
		question,
		written: edited ?? null,
		named: official.named
			.filter((named) => isWording(named, publication) && named.basis === basis)
			.map((named): NeedAnswer['named'][number] => ({ ...named, basis: answerBasis(question, answer) }))
	});
	return [
		textPublished({
			text: official.id,
			publication: {
				eyes: [],
				bySpokesperson: false,
				recordedAt: null,
				...publication,
				edited: edited ? { by: edited.by, at: edited.at, eyes: eyesOfAct(edited) } : null,
				reviewed: null,
				waived: null,
				addressRead: null
			}
		}),
		...(state.actions.has(action)
			? []
			: [actionRecorded({ id: action, channel: where, text, by, at, retracted: null })]),
		...(need ? [needAnswered({ need: need.id, answer: publishedAnswer(need.text) })] : [])
	];
}
export const textPublished = event('text.published', {
	data: () => z.object({ text: TextId, publication: Publication }),
	evolve(state, { text: id, publication }, { seq }) {
		const text = state.texts.get(id);
		if (!text || text.publications.some((published) => published.id === publication.id)) return;
		change(state.texts, id, { publications: [...text.publications, { ...publication, seq }] });
	}
});
