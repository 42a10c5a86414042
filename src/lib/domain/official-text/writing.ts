import { z } from 'zod';
import { Channel, fits } from './channel';
import { command } from '../core/command';
import { event, type EventOf } from '../core/event';
import { SeenAct, seenAct, withActs } from '../core/eyes';
import { FactId, Moment, PersonId, Sha256, TextId } from '../core/ids';
import { deskStaff } from '../core/policy';
import { answerStarted } from '../findings/need';
import {
	VariantReferences,
	AboutInput,
	findText,
	findVariant,
	hasOpenPlaceholder,
	isWording,
	OfficialText,
	TextKind,
	Variant,
	SubmittedVersion,
	namedIn,
	wordingChecksum,
	isBlank,
	type About,
	type Variant as VariantRow
} from './official-text';
import { Refusal } from '../core/refusal';
import type { Actor } from '../core/role';
import { change, type ReadState } from '../core/state';
import { assertBasisSound, basisNow, currentSubject } from './basis';
import { namedNow } from './combination';
import { LooseText } from '../core/text';

const Wording = z.strictObject({ channel: Channel, text: LooseText(4000, 'ownWords') });
const byChannel = (a: VariantRow, b: VariantRow): number =>
	Channel.options.indexOf(a.channel) - Channel.options.indexOf(b.channel);

export const draftVariant = (channel: Channel, text: string, actor: Actor, now: Moment): VariantRow => ({
	channel,
	text,
	checksum: wordingChecksum(channel, text),
	edited: { ...seenAct(actor, now), asSpokesperson: actor.roles.includes('spokesperson') },
	submitted: null,
	approved: null
});

export function assertFactsCurrent(state: ReadState, facts: readonly FactId[]): void {
	for (const id of facts) {
		const fact = state.facts.get(id);
		if (!fact) throw new Refusal('fact.absent');
		if (fact.replacedBy) throw new Refusal('fact.replaced');
	}
}

/**
 * What a new text is about, after merges: its writer may not have seen them yet. Kind and subject match: a rebuttal
 * answers a rumour, an answer a need. @throws Refusal
 */
export function subjectOfNew(state: ReadState, kind: TextKind, about: About): About {
	const fits = kind === 'rebuttal' ? about.kind === 'rumour' : kind !== 'answer' || about.kind !== 'rumour';
	if (!fits) throw new Refusal('text.about');
	const subject = currentSubject(state, about);
	if (!subject) throw new Refusal('finding.absent');
	return subject;
}

/** The initial values of a text. */
export const emptyText = {
	alsoCorrects: [],
	versions: [],
	returned: null,
	approvalWithdrawn: null,
	publications: [],
	paused: null,
	withdrawn: null,
	notices: [],
	prepared: null,
	postings: [],
	passed: [],
	reads: [],
	cited: null,
	named: [],
	resumed: null
};

/** A text is started; others see that its need is being answered. */
export const textStarted = (text: OfficialText): EventOf[] => [
	textDrafted(text),
	...(text.kind === 'answer' && text.about.kind === 'need'
		? [answerStarted({ need: text.about.finding, answering: { by: text.made.by, at: text.made.at } })]
		: [])
];

/** Starts a text. A draft needs no verdict: submitting it does. */
export const draftText = command('text.draft', {
	input: () =>
		z.strictObject({
			id: TextId,
			kind: TextKind,
			about: AboutInput,
			corrects: TextId.nullable(),
			facts: z.array(FactId).max(20),
			wordings: z.array(Wording).max(Channel.options.length)
		}),
	allow: deskStaff,
	refusals: ['fact.absent', 'fact.replaced', 'finding.absent', 'id.taken', 'text.about', 'text.absent', 'text.channel'],
	decide({ id, kind, about, corrects, facts, wordings }, { state, actor, now }) {
		if (state.texts.has(id)) throw new Refusal('id.taken');
		const subject = subjectOfNew(state, kind, about);
		if ((kind === 'correction') !== (corrects !== null)) throw new Refusal('text.about');
		if (corrects !== null && !state.texts.has(corrects)) throw new Refusal('text.absent');
		assertFactsCurrent(state, facts);
		if (new Set(wordings.map(({ channel }) => channel)).size < wordings.length) throw new Refusal('text.channel');
		const made = seenAct(actor, now);
		const variants = wordings
			.map(({ channel, text: words }) => draftVariant(channel, words, actor, now))
			.sort(byChannel);
		return textStarted({ ...emptyText, id, kind, about: subject, corrects, facts, made, variants });
	}
});
export const textDrafted = event('text.drafted', {
	data: () => OfficialText,
	evolve(state, text) {
		if (!state.texts.has(text.id)) state.texts.set(text.id, text);
	}
});

/**
 * Changes one channel's words, which become a draft again. `over` is the checksum of the words that the writer saw
 * (null: none), so that two writers never overwrite each other unseen. The same characters are no edit: the last editor
 * stays.
 */
export const writeText = command('text.write', {
	input: () =>
		z.strictObject({ text: TextId, channel: Channel, words: LooseText(4000, 'ownWords'), over: Sha256.nullable() }),
	allow: deskStaff,
	refusals: ['text.absent', 'text.changed', 'text.withdrawn'],
	decide({ text: id, channel, words, over }, { state, actor, now }) {
		return textWritten({
			text: id,
			variant: variantWritten(findText(state, id), { channel, words, over }, actor, now)
		});
	}
});
interface Written {
	readonly channel: Channel;
	readonly words: string;
	readonly over: Sha256 | null;
}
/** @throws Refusal when another person changed these words meanwhile */
function variantWritten(
	{ variants }: Readonly<OfficialText>,
	{ channel, words, over }: Written,
	actor: Actor,
	now: Moment
): VariantRow {
	const found = variants.find((variant) => variant.channel === channel);
	if ((found?.checksum ?? null) !== over) throw new Refusal('text.changed', found ? { by: found.edited.by } : {});
	const written = draftVariant(channel, words, actor, now);
	return found?.checksum === written.checksum ? { ...found, text: words } : written;
}
const withVariants = (text: Readonly<OfficialText>, variants: readonly VariantRow[]): OfficialText => {
	const others = text.variants.filter(({ channel }) => !variants.some((variant) => variant.channel === channel));
	return { ...text, variants: [...others, ...variants].sort(byChannel) };
};
export const textWritten = event('text.written', {
	data: () => z.object({ text: TextId, variant: Variant }),
	evolve(state, { text: id, variant }) {
		const text = state.texts.get(id);
		if (text) change(state.texts, id, { variants: withVariants(text, [variant]).variants });
	}
});

/** Drops a channel from the text. Its earlier publications stay recorded. */
export const dropVariant = command('text.dropVariant', {
	input: () => z.strictObject({ text: TextId, channel: Channel, over: Sha256 }),
	allow: deskStaff,
	refusals: ['text.absent', 'text.changed', 'text.channel', 'text.withdrawn'],
	decide({ text: id, channel, over }, { state }) {
		findVariant(findText(state, id), channel, over);
		return variantDropped({ text: id, channel });
	}
});
export const variantDropped = event('text.variantDropped', {
	data: () => z.object({ text: TextId, channel: Channel }),
	evolve(state, { text: id, channel }) {
		const variants = state.texts.get(id)?.variants.filter((variant) => variant.channel !== channel);
		if (variants) change(state.texts, id, { variants });
	}
});

/** Changes the basis: every variant becomes a draft again. */
export const citeFacts = command('text.cite', {
	input: () => z.strictObject({ text: TextId, facts: z.array(FactId).max(20) }),
	allow: deskStaff,
	refusals: ['fact.absent', 'fact.replaced', 'text.absent', 'text.withdrawn'],
	decide({ text: id, facts }, { state, actor, now }) {
		findText(state, id);
		assertFactsCurrent(state, facts);
		return factsCited({ text: id, facts: [...new Set(facts)], cited: seenAct(actor, now) });
	}
});
export const factsCited = event('text.factsCited', {
	data: () => z.object({ text: TextId, facts: z.array(FactId), cited: SeenAct.nullable().default(null) }),
	evolve(state, { text: id, facts, cited }) {
		const variants = state.texts.get(id)?.variants.map((variant) => ({ ...variant, submitted: null, approved: null }));
		if (variants) change(state.texts, id, { facts, cited, variants });
	}
});

/**
 * Submits these words for approval. Unsaved words come along as `changed` and are saved in the same step, or nothing
 * is. Numbers a version of the whole text, to compare later ones with.
 */
export const submitText = command('text.submit', {
	input: () =>
		z.strictObject({
			text: TextId,
			variants: VariantReferences,
			changed: z
				.array(z.strictObject({ channel: Channel, words: LooseText(4000, 'ownWords'), over: Sha256.nullable() }))
				.max(Channel.options.length)
				.optional(),
			requestedFrom: PersonId.nullable(),
			/** What the words rested on where the sender read them; absent: what they rest on now. */
			basis: Sha256.optional()
		}),
	allow: deskStaff,
	delivery: 'now',
	refusals: [
		'fact.replaced',
		'rumour.reworded',
		'text.absent',
		'text.basisChanged',
		'text.changed',
		'text.channel',
		'text.empty',
		'text.paused',
		'text.placeOpen',
		'text.tooLong',
		'text.withdrawn',
		'text.withoutFact',
		'text.withoutVerdict'
	],
	decide(
		{ text: id, variants, changed = [], requestedFrom: approver, basis: read },
		{ state, references, actor, now }
	) {
		const stored = findText(state, id);
		const written = changed.map((each) => variantWritten(stored, each, actor, now));
		const text = withVariants(stored, written);
		if (text.paused) throw new Refusal('text.paused', { by: text.paused.by });
		const wordings = variants.map(({ channel, checksum }) => {
			const { text: words } = findVariant(text, channel, checksum);
			if (isBlank(words)) throw new Refusal('text.empty');
			if (hasOpenPlaceholder(words)) throw new Refusal('text.placeOpen', { channel });
			if (!fits(channel, words, references.limits)) throw new Refusal('text.tooLong', { channel });
			return { channel, text: words, checksum };
		});
		assertBasisSound(
			state,
			text,
			variants.map(({ checksum }) => checksum)
		);
		const basis = basisNow(state, text);
		if (read !== undefined && read !== basis.basis) throw new Refusal('text.basisChanged');
		const number = text.versions.length + 1;
		const named = variants.map(({ channel, checksum }) =>
			namedNow(state, text, findVariant(text, channel, checksum), actor, now)
		);
		return [
			...written.map((variant) => textWritten({ text: id, variant })),
			textSubmitted({
				text: id,
				version: { number, ...seenAct(actor, now), requestedFrom: approver, ...basis, wordings },
				named
			})
		];
	}
});
export const textSubmitted = event('text.submitted', {
	data: () => z.object({ text: TextId, version: SubmittedVersion, ...namedIn }),
	evolve(state, { text: id, version, named }) {
		const text = state.texts.get(id);
		if (!text || text.versions.some(({ number }) => number === version.number)) return;
		const isIn = (variant: VariantRow): boolean => version.wordings.some((named) => isWording(variant, named));
		change(state.texts, id, {
			versions: [...text.versions, version],
			named: withActs(text.named, named),
			variants: text.variants.map((variant) => (isIn(variant) ? { ...variant, submitted: version.number } : variant))
		});
	}
});
