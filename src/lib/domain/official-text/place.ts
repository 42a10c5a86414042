import type { NeedAnswer } from '../findings/need-answer';
import type { ReadState } from '../core/state';
import type { IsOwnHost } from '../installation/own-hosts';
import { Channel } from './channel';
import type { OfficialText, RecordedPublication } from './official-text';

/*
 * The place and the address of a publication are typed by one person, after the approval. People outside read them only
 * after a person with other eyes confirmed them.
 */

/** The place as people outside read it: until other eyes read what was typed, the channel's id. */
export const placeOutside = ({
	where,
	channel,
	addressRead,
	reviewed
}: Readonly<Pick<RecordedPublication, 'where' | 'channel' | 'addressRead' | 'reviewed'>>): string =>
	addressRead || reviewed ? where : channel;

/** An address of our own, one that the program got from our account, or one that other eyes than its writer's opened. */
export function addressOutside(
	{ postings }: Readonly<OfficialText>,
	{ id, address, addressRead }: Readonly<RecordedPublication>,
	isOwnHost: IsOwnHost = () => false
): string | null {
	if (address === null) return null;
	const isPosted = postings.some((posting) => posting.id === id && posting.state === 'done');
	return isPosted || addressRead !== null || isOwnHost(new URL(address).hostname) ? address : null;
}

/** A publication as people outside read it. */
export const publicationOutside = (
	text: Readonly<OfficialText>,
	publication: Readonly<RecordedPublication>
): RecordedPublication => ({
	...publication,
	where: placeOutside(publication),
	address: addressOutside(text, publication)
});

/** The place of each publication as people outside read it, by its id. */
export const placesOutside = ({ texts }: Pick<ReadState, 'texts'>): ReadonlyMap<string, string> =>
	new Map([...texts.values()].flatMap(({ publications }) => publications.map((one) => [one.id, placeOutside(one)])));

/** Where an answer was given, as people outside read it: of words that one person typed, only the id of a channel. */
export const answerPlaceOutside = (
	places: ReadonlyMap<string, string>,
	{ publication, channel }: Readonly<Pick<NeedAnswer, 'publication' | 'channel'>>
): string => (publication && places.get(publication.id)) ?? Channel.safeParse(channel.trim().toLowerCase()).data ?? '';
