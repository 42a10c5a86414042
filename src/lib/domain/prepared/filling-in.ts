import { z } from 'zod';
import { fits, type Channel } from '../official-text/channel';
import { command } from '../core/command';
import {
	AboutInput,
	MOMENT,
	PLACE,
	wordingChecksum,
	type OfficialText,
	type Variant
} from '../official-text/official-text';
import { eyesOfAct, seenAct } from '../core/eyes';
import { FactId, Moment, PreparedTextId, TextId } from '../core/ids';
import { deskStaff } from '../core/policy';
import { Place, placeOrigin } from './place';
import { isPreparedApproved, type PreparedWording } from './prepared-text';
import { Refusal } from '../core/refusal';
import type { Actor } from '../core/role';
import { haveSameName } from '../findings/names';
import { basisNow, claimOf } from '../official-text/basis';
import { namedNow, namedWithBasis } from '../official-text/combination';
import { assertFactsCurrent, draftVariant, emptyText, subjectOfNew, textStarted } from '../official-text/writing';

/** Made at its first use: it takes a browser milliseconds. */
let clock: Intl.DateTimeFormat | undefined;
/** "14.03 uur": official texts are in Dutch. */
export function momentWords(at: Moment): string {
	clock ??= new Intl.DateTimeFormat('nl', {
		timeZone: 'Europe/Amsterdam',
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23'
	});
	return `${clock.format(new Date(at)).replace(':', '.')} uur`;
}

/** The words with the moment filled in, and the place; null leaves the place open for the writer. */
export const fillIn = (words: string, place: string | null, at: Moment): string =>
	words.replaceAll(PLACE, place ?? PLACE).replaceAll(MOMENT, momentWords(at));

declare module '../core/command' {
	interface References {
		/** Those of the requested places that are in the gazetteer. */
		readonly places: ReadonlySet<string>;
	}
}

/**
 * Starts a text from a prepared one. Words approved in quiet times stay approved, channel by channel, when only a place of
 * our list, or one that a colleague confirmed, and the moment are filled in. Words that were not approved, no longer fit
 * their channel, contain another place or answer another question are a draft of the person who fills them in.
 */
export const usePrepared = command('text.usePrepared', {
	input: () =>
		z.strictObject({
			id: TextId,
			prepared: PreparedTextId,
			about: AboutInput,
			facts: z.array(FactId).max(20),
			place: Place,
			/** On the incident's clock, from its start until now; null means now. */
			moment: Moment.nullable()
		}),
	allow: deskStaff,
	refusals: [
		'fact.absent',
		'fact.replaced',
		'finding.absent',
		'id.taken',
		'prepared.absent',
		'prepared.moment',
		'text.about'
	],
	referencesOf: ({ prepared, place }) => ({ prepared: [prepared], places: [place] }),
	decide({ id, prepared, about, facts, place, moment }, { state, references, actor, now }) {
		if (state.texts.has(id)) throw new Refusal('id.taken');
		const found = references.prepared.get(prepared);
		if (!found || found.retired) throw new Refusal('prepared.absent');
		const subject = subjectOfNew(state, found.kind, about);
		assertFactsCurrent(state, facts);
		const at = moment ?? now;
		if (moment !== null && (moment > now || moment < (state.incident?.start ?? now)))
			throw new Refusal('prepared.moment');
		const origin = placeOrigin(place, state.incident, actor, references.places);
		const made = seenAct(actor, now);
		const basis = basisNow(state, {
			...emptyText,
			id,
			kind: found.kind,
			about: subject,
			corrects: null,
			facts,
			made,
			variants: []
		});
		const question = found.kind === 'answer' ? claimOf(state, { about: subject }) : null;
		const isKnown = origin.from !== 'own' && (question === null || haveSameName(question, found.title));
		const variants = found.wordings.map((wording) =>
			filledIn(wording, isKnown, fillIn(wording.text, place, at), actor, { basis, now })
		);
		const approved = variants.filter((variant) => variant.approved !== null);
		const text: OfficialText = {
			...emptyText,
			id,
			kind: found.kind,
			about: subject,
			corrects: null,
			facts,
			made,
			variants,
			prepared: {
				id: prepared,
				title: found.title,
				place,
				origin,
				moment: at,
				checksums: approved.map(({ checksum }) => checksum)
			}
		};
		const wordings = approved.map(({ channel, text: words, checksum }) => ({ channel, text: words, checksum }));
		const version = { number: 1, ...seenAct(actor, now), requestedFrom: null, ...basis, wordings };
		// They were read in quiet times, with the question that they answer; who fills them in reads them with the rest.
		const inQuietTimes = approved.flatMap((variant) =>
			variant.approved
				? {
						...namedNow(state, text, variant, actor, variant.approved.at),
						by: variant.approved.by,
						eyes: eyesOfAct(variant.approved),
						asSpokesperson: !variant.edited.asSpokesperson,
						whole: true
					}
				: []
		);
		const here = approved.map((variant) =>
			namedWithBasis(state, { ...text, named: inQuietTimes }, variant, actor, now)
		);
		const named = [...inQuietTimes, ...here];
		return textStarted(wordings.length === 0 ? text : { ...text, versions: [version], named });
	}
});

function filledIn(
	wording: Readonly<PreparedWording>,
	isKnown: boolean,
	words: string,
	actor: Actor,
	{ basis, now }: { readonly basis: ReturnType<typeof basisNow>; readonly now: Moment }
): Variant {
	const channel: Channel = wording.channel;
	if (!isKnown || !isPreparedApproved(wording) || !wording.approved || !fits(channel, words))
		return draftVariant(channel, words, actor, now);
	const checksum = wordingChecksum(channel, words);
	return {
		channel,
		text: words,
		checksum,
		edited: wording.edited,
		submitted: 1,
		// The approval is that of the prepared words: filling in is no look at them.
		approved: { ...wording.approved, checksum, ...basis, since: now, why: null }
	};
}
