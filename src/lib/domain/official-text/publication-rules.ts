import { z } from 'zod';
import type { Channel } from './channel';
import { event, type EventOf } from '../core/event';
import { ActionId, TextId, type Sha256 } from '../core/ids';
import { needAnswered } from '../findings/need';
import {
	findVariant,
	isApproved,
	lastPublicationIn,
	Publication,
	type OfficialText,
	type Variant
} from './official-text';
import { actionRecorded } from '../incident/own-action';
import { Refusal } from '../core/refusal';
import { change, type ReadState } from '../core/state';
import { basisOf, factsBehind, assertBasisHolds, statedVerdict } from './basis';

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
	if (text.paused) throw new Refusal('text.paused', { by: text.paused.by });
	const variant = findVariant(text, channel, checksum);
	if (!isApproved(variant)) throw new Refusal('text.notApproved');
	assertBasisHolds(state, text, [checksum]);
	if (text.versions.find(({ number }) => number === variant.submitted)?.basis !== basisOf(state, text))
		throw new Refusal('text.basisChanged');
	return variant;
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
): Pick<Publication, 'verdict' | 'facts'> => ({
	verdict: statedVerdict(state, text)?.verdict ?? null,
	facts: factsBehind(state, text)
});

/**
 * The events of every publication: it is recorded, is shown in every timeline as an own action, and answers the need it
 * is about. @throws Refusal
 */
export function recordPublication(
	state: ReadState,
	{ id, about }: Readonly<OfficialText>,
	publication: Omit<Publication, 'reviewed' | 'waived'>
): EventOf[] {
	if (
		[...state.texts.values()].some((other) => other.publications.some((published) => published.id === publication.id))
	)
		throw new Refusal('id.taken');
	const { where, text, by, at } = publication;
	const action = ActionId.parse(publication.id);
	const answer = { text, fact: publication.facts[0] ?? null, channel: where, by, at };
	return [
		textPublished({ text: id, publication: { ...publication, reviewed: null, waived: null } }),
		...(state.actions.has(action)
			? []
			: [actionRecorded({ id: action, channel: where, text, by, at, retracted: null })]),
		...(about.kind === 'need' ? [needAnswered({ need: about.finding, answer })] : [])
	];
}
export const textPublished = event('text.published', {
	data: z.object({ text: TextId, publication: Publication }),
	evolve(state, { text: id, publication }, { seq }) {
		const text = state.texts.get(id);
		if (!text || text.publications.some((published) => published.id === publication.id)) return;
		change(state.texts, id, { publications: [...text.publications, { ...publication, seq }] });
	}
});
