import { z } from 'zod';
import { Channel } from './channel';
import { command, type DecisionContext } from '../core/command';
import { correctionCausesOf } from './correction';
import { event, type EventOf } from '../core/event';
import {
	publicationBasis,
	assertUnpublished,
	assertPublishable,
	recordPublication,
	publishableRefusals
} from './publication-rules';
import { areOtherEyes, eyesOfAct, eyesOfActor, seenAct } from '../core/eyes';
import { Moment, PublicationId, Sha256, TextId } from '../core/ids';
import { coordinators, deskStaff } from '../core/policy';
import {
	sharedEyes,
	findText,
	findVariant,
	OfficialText,
	PassedOn,
	Publication,
	type RecordedPublication
} from './official-text';
import { Refusal } from '../core/refusal';
import { change, type ReadState } from '../core/state';
import { LooseText, Text } from '../core/text';

const Address = z
	.url({ protocol: /^https?$/ })
	.max(2000)
	.nullable();
/** `at` null means now. */
const Recorded = z.strictObject({
	text: TextId,
	id: PublicationId,
	channel: Channel,
	checksum: Sha256,
	where: Text(160, 'name'),
	address: Address,
	at: Moment.nullable()
});
type Recorded = z.output<typeof Recorded>;

/** @throws Refusal when this publication cannot be recorded */
function recorded(
	input: Recorded,
	text: Readonly<OfficialText>,
	alone: string | null,
	{ state, actor, now }: DecisionContext
): EventOf[] {
	const { id, channel, checksum, where, address } = input;
	const at = input.at ?? now;
	const { text: words, edited } = findVariant(text, channel, checksum);
	if (at > now) throw new Refusal('text.moment');
	// No exercise publishes outside the program (domain.md, rule 9), so it has no address there.
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
		alone,
		...publicationBasis(state, text)
	});
}

/**
 * Records that approved words were published. @throws Refusal unless exactly these words were approved and their basis
 * still holds
 */
export const publishText = command('text.publish', {
	input: () => Recorded,
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
		if ((input.at ?? at.now) < (variant.approved?.at ?? at.now)) throw new Refusal('text.moment');
		assertUnpublished(text, input.channel, input.checksum);
		return recorded(input, text, null, at);
	}
});

/**
 * Records what a person had to publish alone, outside the program: it is not refused but flagged, until a coordinator
 * reviews it.
 */
export const publishAlone = command('text.publishAlone', {
	input: () => Recorded.extend({ why: Text(500, 'ownWords') }),
	allow: deskStaff,
	approves: true,
	proof: 'fresh',
	delivery: 'now',
	refusals: ['id.taken', 'incident.exercise', 'text.absent', 'text.changed', 'text.channel', 'text.moment'],
	decide({ why, ...input }, at) {
		const text = at.state.texts.get(input.text);
		if (!text) throw new Refusal('text.absent');
		return recorded(input, text, why, at);
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
	publications: all.map((held) => (held.id === id ? { ...held, ...to } : held))
});

/** What was published without a second reader and was not reviewed since, the longest waiting first. */
export const withoutSecondReader = ({
	texts
}: Pick<ReadState, 'texts'>): { text: Readonly<OfficialText>; publication: Readonly<RecordedPublication> }[] =>
	[...texts.values()]
		.flatMap((text) =>
			text.publications
				.filter(({ alone, reviewed }) => alone !== null && !reviewed)
				.map((publication) => ({ text, publication }))
		)
		.sort((a, b) => a.publication.seq - b.publication.seq);

/** The second reader's review afterwards: by a coordinator with other eyes than who published it and who wrote it. */
export const reviewPublication = command('text.review', {
	input: () => z.strictObject({ text: TextId, publication: PublicationId, why: Text(500, 'ownWords') }),
	allow: coordinators,
	approves: true,
	refusals: ['publication.absent', 'publication.own', 'publication.reviewed', 'text.absent', 'text.sharedEyes'],
	decide({ text: id, publication, why }, { state, actor, now }) {
		const found = findPublication(state.texts.get(id), publication);
		if (found.alone === null || found.reviewed) throw new Refusal('publication.reviewed');
		if (found.by === actor.id) throw new Refusal('publication.own');
		if (!areOtherEyes(eyesOfAct(found), eyesOfActor(actor))) throw sharedEyes(found, actor);
		return publicationReviewed({ text: id, publication, reviewed: { ...seenAct(actor, now), why } });
	}
});
export const publicationReviewed = event('text.publicationReviewed', {
	data: () => z.object({ text: TextId, publication: PublicationId, reviewed: Publication.shape.reviewed.unwrap() }),
	evolve(state, { text: id, publication, reviewed }) {
		const text = state.texts.get(id);
		if (text) change(state.texts, id, changePublication(text, publication, { reviewed }));
	}
});

/** A person decides that this channel needs no correction for what is known now. */
export const waiveCorrection = command('text.waiveCorrection', {
	input: () => z.strictObject({ text: TextId, publication: PublicationId, why: Text(500, 'ownWords') }),
	allow: deskStaff,
	refusals: ['publication.absent', 'text.absent'],
	decide({ text: id, publication, why }, { state, actor, now }) {
		const text = state.texts.get(id);
		const found = findPublication(text, publication);
		const causes = text ? correctionCausesOf(state, text, found).join(' ') : '';
		return correctionWaived({ text: id, publication, waived: { by: actor.id, at: now, why, causes } });
	}
});
export const correctionWaived = event('text.correctionWaived', {
	data: () => z.object({ text: TextId, publication: PublicationId, waived: Publication.shape.waived.unwrap() }),
	evolve(state, { text: id, publication, waived }) {
		const text = state.texts.get(id);
		if (text) change(state.texts, id, changePublication(text, publication, { waived }));
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
		return textPaused({ text: id, paused: { by: actor.id, at: now, why } });
	}
});
export const resumeText = command('text.resume', {
	input: () => z.strictObject({ text: TextId }),
	allow: deskStaff,
	refusals: ['text.absent', 'text.notPaused', 'text.withdrawn'],
	decide({ text: id }, { state }) {
		if (!findText(state, id).paused) throw new Refusal('text.notPaused');
		return textPaused({ text: id, paused: null });
	}
});
export const textPaused = event('text.paused', {
	data: () => z.object({ text: TextId, paused: OfficialText.shape.paused }),
	evolve: (state, { text: id, paused }) => change(state.texts, id, { paused })
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
