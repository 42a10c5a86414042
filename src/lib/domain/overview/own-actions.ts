import type { ActionId } from '../core/ids';
import type { ReadState } from '../core/state';
import type { OwnAction } from '../incident/own-action';
import { lacksSecondReader, type OfficialText, type RecordedPublication } from '../official-text/official-text';

/** What we said or did, once: a text that went out on several channels is one action, from when it first went out. */
export interface OwnActionOnce extends Pick<OwnAction, 'id' | 'at' | 'text' | 'circumstance'> {
	/** In people's words, in the order in which it went out. */
	readonly channels: readonly string[];
	/** The records that it consists of. */
	readonly ids: readonly ActionId[];
	readonly published: {
		readonly text: Readonly<OfficialText>;
		readonly publications: readonly Readonly<RecordedPublication>[];
	} | null;
}

/** The actions that were not retracted, oldest first. A channel that publishes a text again makes another action. */
export function ownActions({ actions, texts }: Pick<ReadState, 'actions' | 'texts'>): OwnActionOnce[] {
	const publications = new Map(
		[...texts.values()].flatMap((text) =>
			text.publications.map((publication) => [String(publication.id), { text, publication }] as const)
		)
	);
	const found: OwnActionOnce[] = [];
	const latest = new Map<string, number>();
	for (const { id, at, text, channel, circumstance } of [...actions.values()]
		.filter(({ retracted }) => retracted === null)
		.sort(byTime)) {
		const of = publications.get(id);
		const key = of && `${of.text.id} ${String(lacksSecondReader(of.publication))}`;
		const place = key === undefined ? undefined : latest.get(key);
		const known = place === undefined ? undefined : found[place];
		if (place !== undefined && known?.published && of && !goesOutAgain(known.published.publications, of.publication)) {
			found[place] = {
				...known,
				channels: known.channels.includes(channel) ? known.channels : [...known.channels, channel],
				ids: [...known.ids, id],
				published: { text: of.text, publications: [...known.published.publications, of.publication] }
			};
			continue;
		}
		if (key !== undefined) latest.set(key, found.length);
		const published = of ? { text: of.text, publications: [of.publication] } : null;
		found.push({ id, at, text, ...(circumstance && { circumstance }), channels: [channel], ids: [id], published });
	}
	return found;
}

const byTime = (a: Readonly<OwnAction>, b: Readonly<OwnAction>): number =>
	a.at.localeCompare(b.at) || (a.id < b.id ? -1 : 1);
const goesOutAgain = (before: readonly Readonly<RecordedPublication>[], { channel }: RecordedPublication): boolean =>
	before.some((each) => each.channel === channel);
