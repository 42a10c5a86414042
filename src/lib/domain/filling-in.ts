import { z } from 'zod';
import { fits, type Channel } from './channel';
import { command } from './command';
import { AboutSent, wordingChecksum, type OfficialText, type Variant } from './official-text';
import { FactId, Moment, PreparedTextId, TextId } from './ids';
import { isPreparedApproved, type PreparedWording } from './prepared-text';
import { Refusal } from './refusal';
import type { Actor } from './role';
import { basisOf } from './text-basis';
import { begun, drafted, mustBeAbout, mustBeFacts, newText } from './text-writing';

/** What stands in prepared words for the place and for the moment. */
export const PLACE = '[plaats]';
export const MOMENT = '[tijd]';

/** A place and no more: one line, no sentence in it, so that filling in says nothing that nobody approved. */
export const Place = z
	.string()
	.trim()
	.min(1)
	.max(80)
	.regex(/^[\p{L}\p{M}\p{N}'’][\p{L}\p{M}\p{N} '’.,()/-]*$/u)
	.refine((place) => place.split(/\s+/).length <= 8 && !/[.]\s+\p{Lu}\p{Ll}+\s/u.test(place));

const clock = new Intl.DateTimeFormat('nl', { timeZone: 'Europe/Amsterdam', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
/** "14.03 uur": official texts are in Dutch. */
export const momentWords = (at: Moment): string => `${clock.format(new Date(at)).replace(':', '.')} uur`;

/** The words with place and moment in them. */
export const fillIn = (words: string, place: string, at: Moment): string =>
	words.replaceAll(PLACE, place).replaceAll(MOMENT, momentWords(at));

/**
 * Begins a text from what was prepared. What was approved in quiet times stays approved when only place and moment are filled in, channel by channel;
 * what was not, or no longer fits its channel, is a draft of whoever fills it in.
 */
export const usePrepared = command('text.usePrepared', {
	input: z.strictObject({
		id: TextId,
		prepared: PreparedTextId,
		about: AboutSent,
		facts: z.array(FactId).max(20),
		place: Place,
		/** On the incident's clock; null is now. */
		moment: Moment.nullable()
	}),
	allow: ['analyst', 'spokesperson'],
	names: ({ prepared }) => ({ prepared: [prepared] }),
	decide({ id, prepared, about, facts, place, moment }, { state, named, actor, now }) {
		if (state.texts.has(id)) throw new Refusal('id.taken');
		const found = named.prepared.get(prepared);
		if (!found || found.retired) throw new Refusal('prepared.absent');
		mustBeAbout(state, found.kind, about);
		mustBeFacts(state, facts);
		const at = moment ?? now;
		const variants = found.wordings.map((wording) => filledIn(wording, fillIn(wording.text, place, at), actor, now));
		const approved = variants.filter((variant) => variant.approved !== null);
		const text: OfficialText = {
			...newText,
			id,
			kind: found.kind,
			about,
			corrects: null,
			facts,
			made: { by: actor.id, at: now },
			variants,
			prepared: { id: prepared, title: found.title, place, moment: at, checksums: approved.map(({ checksum }) => checksum) }
		};
		const wordings = approved.map(({ channel, text: words, checksum }) => ({ channel, text: words, checksum }));
		const version = { number: 1, by: actor.id, at: now, asked: null, basis: basisOf(state, text), wordings };
		return begun(wordings.length === 0 ? text : { ...text, versions: [version] });
	}
});

function filledIn(wording: Readonly<PreparedWording>, words: string, actor: Actor, now: Moment): Variant {
	const channel: Channel = wording.channel;
	if (!isPreparedApproved(wording) || !wording.approved || !fits(channel, words)) return drafted(channel, words, actor, now);
	const checksum = wordingChecksum(channel, words);
	return { channel, text: words, checksum, edited: wording.edited, submitted: 1, approved: { ...wording.approved, at: now, checksum } };
}
