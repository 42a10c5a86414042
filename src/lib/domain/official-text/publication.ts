import { z } from 'zod';
import { Channel } from './channel';
import { command, type DecisionContext } from '../core/command';
import { correctionCausesOf } from './correction';
import { answerBasis } from '../findings/need-answer';
import { event, type EventOf } from '../core/event';
import {
	assertBasisUnchanged,
	publicationBasis,
	assertUnpublished,
	assertPublishable,
	recordPublication,
	publishableRefusals
} from './publication-rules';
import {
	areOtherEyes,
	haveOtherEyes,
	SeenAct,
	assertOtherEyes,
	eyesOfAct,
	eyesOfActor,
	readerAct,
	seenAct,
	withActs
} from '../core/eyes';
import { areWhole, publishedNamed } from './combination';
import { FindingId, Moment, PublicationId, Sha256, TextId } from '../core/ids';
import { deskStaff, secondReaders } from '../core/policy';
import {
	sharedEyes,
	approvedSince,
	findText,
	findVariant,
	isApproved,
	lacksSecondReader,
	OfficialText,
	namedIn,
	PassedOn,
	Publication,
	writersOf,
	type RecordedPublication
} from './official-text';
import { Refusal } from '../core/refusal';
import type { Actor } from '../core/role';
import { change, type ReadState } from '../core/state';
import { LooseText, ReviewReason, Text } from '../core/text';

const Address = z
	.url({ protocol: /^https?$/ })
	.max(2000)
	.nullable();
/** `at` null means now. */
const PublicationInput = z.strictObject({
	text: TextId,
	id: PublicationId,
	channel: Channel,
	checksum: Sha256,
	where: Text(160, 'name'),
	address: Address,
	at: Moment.nullable()
});
type PublicationInput = z.output<typeof PublicationInput>;

/** @throws Refusal when this publication cannot be recorded */
function manualPublication(
	input: PublicationInput,
	text: Readonly<OfficialText>,
	alone: string | null,
	{ state, actor, now }: DecisionContext
): EventOf[] {
	const { id, channel, checksum, where, address } = input;
	const at = input.at ?? now;
	const { text: words, edited } = findVariant(text, channel, checksum);
	if (at > now) throw new Refusal('text.moment');
	// No exercise publishes outside the program (docs/domain.md, rule 9), so it has no address there.
	if (state.incident?.exercise && address !== null) throw new Refusal('incident.exercise');
	return recordPublication(state, text, {
		id,
		channel,
		where,
		address,
		text: words,
		checksum,
		by: actor.id,
		eyes: [...new Set([...eyesOfActor(actor), ...eyesOfAct(edited)])],
		at,
		recordedAt: input.at === null ? null : now,
		alone,
		bySpokesperson: edited.asSpokesperson || actor.roles.includes('spokesperson'),
		...publicationBasis(state, text)
	});
}

/**
 * Records that approved words were published. @throws Refusal unless exactly these words were approved and their basis
 * still holds
 */
export const publishText = command('text.publish', {
	input: () => PublicationInput,
	allow: deskStaff,
	delivery: 'now',
	refusals: [
		...publishableRefusals,
		'id.taken',
		'incident.exercise',
		'posting.underWay',
		'text.absent',
		'text.alreadyPublished',
		'text.moment'
	],
	decide(input, at) {
		const text = findText(at.state, input.text);
		const variant = assertPublishable(at.state, text, input.channel, input.checksum);
		if ((input.at ?? at.now) < (approvedSince(variant) ?? at.now)) throw new Refusal('text.moment');
		assertUnpublished(text, input.channel, input.checksum);
		return manualPublication(input, text, null, at);
	}
});

/**
 * Records what a person had to publish alone, outside the program, because nobody could be reached: words that were
 * submitted and that nobody approved yet, with the reason. They carry a mark until a second person reviews them.
 */
export const publishAlone = command('text.publishAlone', {
	input: () => PublicationInput.extend({ why: Text(500, 'ownWords') }),
	allow: deskStaff,
	proof: 'fresh',
	delivery: 'now',
	refusals: [
		...publishableRefusals.filter((code) => code !== 'text.notApproved'),
		'id.taken',
		'incident.exercise',
		'posting.underWay',
		'text.absent',
		'text.alreadyPublished',
		'text.decided',
		'text.moment',
		'text.notSubmitted'
	],
	decide({ why, ...input }, at) {
		const { state } = at;
		const text = findText(state, input.text);
		const variant = findVariant(text, input.channel, input.checksum);
		if (variant.submitted === null) throw new Refusal('text.notSubmitted');
		if (variant.approved && isApproved(variant)) throw new Refusal('text.decided', { by: variant.approved.by });
		assertBasisUnchanged(state, text, variant);
		assertUnpublished(text, input.channel, input.checksum);
		return manualPublication(input, text, why, at);
	}
});

/** @throws Refusal */
function findPublication(text: Readonly<OfficialText> | undefined, id: PublicationId): RecordedPublication {
	if (!text) throw new Refusal('text.absent');
	const found = text.publications.find((publication) => publication.id === id);
	if (!found) throw new Refusal('publication.absent');
	return found;
}
const changePublication = (
	{ publications: all }: Readonly<OfficialText>,
	id: PublicationId,
	to: Partial<RecordedPublication>
): Pick<OfficialText, 'publications'> => ({
	publications: all.map((each) => (each.id === id ? { ...each, ...to } : each))
});

/** What was published without a second reader and was not reviewed since, the longest waiting first. */
export const withoutSecondReader = ({
	texts
}: Pick<ReadState, 'texts'>): { text: Readonly<OfficialText>; publication: Readonly<RecordedPublication> }[] =>
	[...texts.values()]
		.flatMap((text) => text.publications.filter(lacksSecondReader).map((publication) => ({ text, publication })))
		.sort((a, b) => a.publication.seq - b.publication.seq);

/**
 * Why this person may not review what was published alone; null when they may. Their eyes are others than those of its
 * publisher and its last editor, and one of them all is a spokesperson.
 */
export function reviewRefusal(
	publication: Readonly<Publication>,
	actor: Pick<Actor, 'id' | 'roles' | 'eyes'>
): 'publication.own' | 'publication.noSpokesperson' | 'text.sharedEyes' | null {
	if (publication.by === actor.id) return 'publication.own';
	if (!areOtherEyes(eyesOfAct(publication), eyesOfActor(actor))) return 'text.sharedEyes';
	return publication.bySpokesperson || actor.roles.includes('spokesperson') ? null : 'publication.noSpokesperson';
}

/** The second reader's review afterwards: from then on the publication is like any other. */
export const reviewPublication = command('text.review', {
	input: () => z.strictObject({ text: TextId, publication: PublicationId, why: Text(500, 'ownWords') }),
	allow: secondReaders,
	refusals: [
		'publication.absent',
		'publication.noSpokesperson',
		'publication.own',
		'publication.reviewed',
		'review.ownPart',
		'text.absent',
		'text.sharedEyes'
	],
	decide({ text: id, publication, why }, { state, actor, now }) {
		const text = state.texts.get(id);
		const found = findPublication(text, publication);
		if (!text || !lacksSecondReader(found)) throw new Refusal('publication.reviewed');
		const refused = reviewRefusal(found, actor);
		if (refused === 'text.sharedEyes') throw sharedEyes(found, actor);
		if (refused) throw new Refusal(refused);
		const named = [publishedNamed(state, text, found, actor, now)];
		if (!areWhole(named)) throw new Refusal('review.ownPart');
		const answers = [...state.needs.values()].flatMap(({ id: need, text: question, answer }) =>
			answer?.publication?.id === publication && answer.question === question
				? [{ need, basis: answerBasis(question, answer) }]
				: []
		);
		return publicationReviewed({ text: id, publication, reviewed: { ...seenAct(actor, now), why }, named, answers });
	}
});
export const publicationReviewed = event('text.publicationReviewed', {
	data: () =>
		z.object({
			text: TextId,
			publication: PublicationId,
			reviewed: Publication.shape.reviewed.unwrap(),
			...namedIn,
			/** The answers that it gave, under the question that they still have. */
			answers: z.array(z.object({ need: FindingId, basis: Sha256 })).default([])
		}),
	evolve(state, { text: id, publication, reviewed, named, answers }) {
		const text = state.texts.get(id);
		if (text)
			change(state.texts, id, {
				...changePublication(text, publication, { reviewed }),
				named: withActs(text.named, named)
			});
		for (const [need, { answer }] of [...state.needs.entries()])
			if (answer?.publication?.id === publication) {
				const reading = { ...readerAct({ ...reviewed, id: reviewed.by, roles: [] }, reviewed.at), whole: true };
				const basis = answers.find((each) => each.need === need)?.basis;
				change(state.needs, need, {
					answer: {
						...answer,
						publication: { id: publication, alone: false },
						named: withActs(answer.named, basis ? [{ ...reading, basis }] : [])
					}
				});
			}
	}
});

/**
 * A person who did not write them says why words on this channel need no correction for what is known now.
 */
export const waiveCorrection = command('text.waiveCorrection', {
	input: () => z.strictObject({ text: TextId, publication: PublicationId, why: ReviewReason }),
	allow: deskStaff,
	refusals: ['publication.absent', 'review.own', 'review.ownPart', 'text.absent'],
	decide({ text: id, publication, why }, { state, actor, now }) {
		const text = state.texts.get(id);
		const found = findPublication(text, publication);
		if (!text) throw new Refusal('text.absent');
		const causes = correctionCausesOf(state, text, found).join(' ');
		assertOtherEyes(writersOf(text), actor);
		const named = [publishedNamed(state, text, found, actor, now)];
		if (!areWhole(named)) throw new Refusal('review.ownPart');
		return correctionWaived({ text: id, publication, waived: { ...seenAct(actor, now), why, causes }, named });
	}
});
export const correctionWaived = event('text.correctionWaived', {
	data: () =>
		z.object({ text: TextId, publication: PublicationId, waived: Publication.shape.waived.unwrap(), ...namedIn }),
	evolve(state, { text: id, publication, waived, named }) {
		const text = state.texts.get(id);
		if (text)
			change(state.texts, id, {
				...changePublication(text, publication, { waived }),
				named: withActs(text.named, named)
			});
	}
});

/** A second person read where a publication is, and opened its address: people outside may then read both. */
export const confirmAddress = command('text.confirmAddress', {
	input: () =>
		z.strictObject({ text: TextId, publication: PublicationId, where: LooseText(160, 'name'), address: Address }),
	allow: deskStaff,
	refusals: ['publication.absent', 'review.own', 'text.absent'],
	decide({ text: id, publication, where, address }, { state, actor, now }) {
		const found = findPublication(state.texts.get(id), publication);
		if (found.where !== where || found.address !== address) throw new Refusal('publication.absent');
		assertOtherEyes([found], actor);
		return addressConfirmed({ text: id, publication, addressRead: seenAct(actor, now) });
	}
});
export const addressConfirmed = event('text.addressConfirmed', {
	data: () => z.object({ text: TextId, publication: PublicationId, addressRead: SeenAct }),
	evolve(state, { text: id, publication, addressRead }) {
		const text = state.texts.get(id);
		if (text) change(state.texts, id, changePublication(text, publication, { addressRead }));
	}
});

/** A person read published words with what they rest on now. */
export const wordsNamed = event('text.named', {
	data: () => z.object({ text: TextId, ...namedIn }),
	evolve(state, { text: id, named }) {
		const text = state.texts.get(id);
		if (text) change(state.texts, id, { named: withActs(text.named, named) });
	}
});

/** Records which party was asked to pass a publication on. */
export const passOn = command('text.passOn', {
	input: () =>
		z.strictObject({ text: TextId, publication: PublicationId, to: z.array(Text(80, 'name')).min(1).max(20) }),
	allow: deskStaff,
	refusals: ['publication.absent', 'text.absent'],
	decide({ text: id, publication, to }, { state, actor, now }) {
		const text = state.texts.get(id);
		if (!text) throw new Refusal('text.absent');
		if (!text.publications.some((published) => published.id === publication)) throw new Refusal('publication.absent');
		return textPassedOn({ text: id, passed: { publication, to: [...new Set(to)], by: actor.id, at: now } });
	}
});
export const textPassedOn = event('text.passedOn', {
	data: () => z.object({ text: TextId, passed: PassedOn.omit({ seq: true }) }),
	evolve(state, { text: id, passed }, { seq }) {
		const others = state.texts.get(id)?.passed.filter((each) => each.seq !== seq);
		if (others) change(state.texts, id, { passed: [...others, { ...passed, seq }] });
	}
});

const Stopping = z.strictObject({ text: TextId, why: Text(500, 'ownWords') });

/** Pauses a text: nobody can publish it until it is resumed. */
export const pauseText = command('text.pause', {
	input: () => Stopping,
	allow: deskStaff,
	refusals: ['text.absent', 'text.paused', 'text.withdrawn'],
	decide({ text: id, why }, { state, actor, now }) {
		const { paused } = findText(state, id);
		if (paused) throw new Refusal('text.paused', { by: paused.by });
		const asSpokesperson = actor.roles.includes('spokesperson');
		return textPaused({ text: id, paused: { by: actor.id, at: now, why, asSpokesperson }, resumed: null });
	}
});
/** Lets a paused text go on; after a spokesperson's pause only somebody with other eyes than the writer's, who says why. */
export const resumeText = command('text.resume', {
	input: () => z.strictObject({ text: TextId, why: Text(500, 'ownWords').nullable().default(null) }),
	allow: deskStaff,
	refusals: ['text.absent', 'text.notPaused', 'text.pausedBySpokesperson', 'text.withdrawn'],
	decide({ text: id, why }, { state, actor, now }) {
		const text = findText(state, id);
		const { paused } = text;
		if (!paused) throw new Refusal('text.notPaused');
		if (paused.asSpokesperson && (why === null || !haveOtherEyes(writersOf(text), actor)))
			throw new Refusal('text.pausedBySpokesperson', { by: paused.by });
		const resumed = why === null ? null : { ...readerAct(actor, now), why };
		return textPaused({ text: id, paused: null, resumed });
	}
});
export const textPaused = event('text.paused', {
	data: () =>
		z.object({
			text: TextId,
			paused: OfficialText.shape.paused,
			resumed: OfficialText.shape.resumed
		}),
	evolve: (state, { text: id, ...to }) => change(state.texts, id, to)
});

/**
 * Withdraws a text that proved wrong, also in a closed incident; every channel that published it needs a correction.
 */
export const withdrawText = command('text.withdraw', {
	input: () => Stopping,
	allow: deskStaff,
	during: 'openOrClosed',
	delivery: 'now',
	refusals: ['text.absent', 'text.withdrawn'],
	decide({ text: id, why }, { state, actor, now }) {
		findText(state, id);
		return textWithdrawn({ text: id, withdrawn: { by: actor.id, at: now, why } });
	}
});
export const textWithdrawn = event('text.withdrawn', {
	data: () =>
		z.object({
			text: TextId,
			withdrawn: OfficialText.shape.withdrawn.unwrap().extend({ why: LooseText(500, 'ownWords') })
		}),
	evolve: (state, { text: id, withdrawn }) => change(state.texts, id, { withdrawn })
});
