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
import { seenAct } from '../core/eyes';
import { FactId, Moment, PreparedTextId, TextId, type PersonId } from '../core/ids';
import { deskStaff } from '../core/policy';
import type { Incident } from '../incident/incident';
import { isPreparedApproved, type PreparedWording } from './prepared-text';
import { Refusal } from '../core/refusal';
import { cleanInput } from '../core/texts/clean';
import { declarations } from '../core/texts/fields';
import type { Actor } from '../core/role';
import { basisOf } from '../official-text/basis';
import { assertFactsCurrent, draftVariant, emptyText, subjectOfNew, textStarted } from '../official-text/writing';

/**
 * "elders.example", also within an e-mail address; a dot that ends an abbreviation is followed by a space or one
 * letter.
 */
const webAddress = /[\p{L}\p{M}\p{N}]\.\p{L}{2}/u;
/** Seven digits in a row, or the start of a Dutch service or municipal number: 0800, 0900, 14 0xx. */
const telephoneNumber = /(?:\p{N}[ .()/-]*){7}|(?<!\p{N})(?:0[89]00|14 ?0\p{N}{2,3})(?!\p{L})/u;

/** The form of a place: one line, no sentence, no contact details. The command checks whether the place is known. */
export const Place = z
	.string()
	.overwrite(cleanInput)
	.regex(/^[^\n]*$/)
	.trim()
	.min(1)
	.max(80)
	.regex(/^[\p{L}\p{M}\p{N}'’][\p{L}\p{M}\p{N} '’.,()/-]*$/u)
	.refine((place) => place.split(/\s+/).length <= 8 && !/[.]\s+\p{Lu}\p{Ll}+\s/u.test(place))
	.refine((place) => !webAddress.test(place) && !telephoneNumber.test(place))
	.register(declarations, { holds: 'name' });

/**
 * Whether it is in the gazetteer or is the incident's own place, unless this person changed that place: then it would
 * be their own words.
 */
export const isKnownPlace = (
	place: string,
	incident: Readonly<Incident> | null,
	person: PersonId,
	gazetteer: ReadonlySet<string>
): boolean => gazetteer.has(place) || (incident?.place === place && incident.placeChangedBy !== person);

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
 * Starts a text from a prepared one. Words approved in quiet times stay approved, channel by channel, when only a known
 * place and the moment are filled in. Words that were not approved, no longer fit their channel or contain another
 * place are a draft of the person who fills them in.
 */
export const usePrepared = command('text.usePrepared', {
	input: () =>
		z.strictObject({
			id: TextId,
			prepared: PreparedTextId,
			about: AboutInput,
			facts: z.array(FactId).max(20),
			place: Place,
			/** On the incident's clock; null means now. */
			moment: Moment.nullable()
		}),
	allow: deskStaff,
	refusals: ['fact.absent', 'fact.replaced', 'finding.absent', 'id.taken', 'prepared.absent', 'text.about'],
	referencesOf: ({ prepared, place }) => ({ prepared: [prepared], places: [place] }),
	decide({ id, prepared, about, facts, place, moment }, { state, references, actor, now }) {
		if (state.texts.has(id)) throw new Refusal('id.taken');
		const found = references.prepared.get(prepared);
		if (!found || found.retired) throw new Refusal('prepared.absent');
		const subject = subjectOfNew(state, found.kind, about);
		assertFactsCurrent(state, facts);
		const at = moment ?? now;
		const isKnown = isKnownPlace(place, state.incident, actor.id, references.places);
		const variants = found.wordings.map((wording) =>
			filledIn(wording, isKnown, fillIn(wording.text, place, at), actor, now)
		);
		const approved = variants.filter((variant) => variant.approved !== null);
		const text: OfficialText = {
			...emptyText,
			id,
			kind: found.kind,
			about: subject,
			corrects: null,
			facts,
			made: { by: actor.id, at: now },
			variants,
			prepared: {
				id: prepared,
				title: found.title,
				place,
				moment: at,
				checksums: approved.map(({ checksum }) => checksum)
			}
		};
		const wordings = approved.map(({ channel, text: words, checksum }) => ({ channel, text: words, checksum }));
		const version = { number: 1, ...seenAct(actor, now), asked: null, basis: basisOf(state, text), wordings };
		return textStarted(wordings.length === 0 ? text : { ...text, versions: [version] });
	}
});

function filledIn(
	wording: Readonly<PreparedWording>,
	isKnown: boolean,
	words: string,
	actor: Actor,
	now: Moment
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
		approved: { ...wording.approved, at: now, checksum }
	};
}
