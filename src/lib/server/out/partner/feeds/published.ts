import type { Moment } from '$lib/domain/core/ids';
import type { ReadState } from '$lib/domain/core/state';
import { replacementOf, type Replacement } from '$lib/domain/findings/fact';
import { verdictUnder } from '$lib/domain/official-text/basis';
import { Channel } from '$lib/domain/official-text/channel';
import {
	correctedBy,
	correctionsDue,
	isCausedBy,
	currentPublications,
	type CorrectionDue
} from '$lib/domain/official-text/correction';
import {
	lacksSecondReader,
	lastPublicationIn,
	type OfficialText,
	type RecordedPublication
} from '$lib/domain/official-text/official-text';
import type { IsOwnHost } from '$lib/domain/installation/own-hosts';
import { addressOutside } from '$lib/domain/official-text/place';

/** Whether published words still hold. A program that shows anything but `standing` must say which it is. */
type PublicState = 'standing' | 'checking' | 'paused' | 'corrected' | 'withdrawn';

/** The same words on one or more channels, as they were published there last. */
interface PublicWording {
	readonly channels: readonly Channel[];
	readonly words: string;
	readonly at: Moment;
	/** Those that a reader may be sent to. */
	readonly addresses: readonly string[];
}

/** A text that was published, as people outside know it. */
export interface PublicText {
	readonly text: Readonly<OfficialText>;
	readonly state: PublicState;
	/** When its words, or whether they hold, last changed. */
	readonly updated: Moment;
	readonly published: Moment;
	readonly wordings: readonly PublicWording[];
	/** The facts under it that were replaced, while somebody checks its words. */
	readonly replaced: readonly Replacement[];
}

/** Every text that was published and that two people read, the one that changed last first. */
export function publicTexts(state: ReadState, isOwnHost: IsOwnHost = () => false): PublicText[] {
	const allCurrent = currentPublications(state);
	const due = correctionsDue(state, allCurrent);
	const currentIds = new Set(allCurrent.map(({ publication }) => publication.id));
	return [...state.texts.values()]
		.flatMap((text): PublicText[] => {
			const [first, ...later] = text.publications.filter((publication) => !lacksSecondReader(publication));
			if (!first) return [];
			const lastPublications = Channel.options.flatMap((channel) => {
				const publication = lastPublicationIn(text, channel);
				return publication && !lacksSecondReader(publication) ? publication : [];
			});
			if (lastPublications.length === 0) return [];
			const current = lastPublications.filter(({ id }) => currentIds.has(id));
			const change = changeOf(state, text, { isCurrent: current.length > 0, due });
			const moments = [first, ...later].map(({ at }) => at).sort();
			return [
				{
					text,
					state: change.state,
					updated: [...moments, ...change.at].sort().at(-1) ?? first.at,
					published: moments[0] ?? first.at,
					wordings: wordingsOf(text, current.length > 0 ? current : lastPublications, isOwnHost),
					replaced: change.replaced ?? []
				}
			];
		})
		.sort((a, b) => b.updated.localeCompare(a.updated) || (a.text.id < b.text.id ? 1 : -1));
}

/** What happened to it since it was published, and when as far as that is recorded. */
function changeOf(
	state: ReadState,
	text: Readonly<OfficialText>,
	{ isCurrent, due }: { readonly isCurrent: boolean; readonly due: readonly CorrectionDue[] }
): { readonly state: PublicState; readonly at: Moment[]; readonly replaced?: Replacement[] } {
	if (text.withdrawn) return { state: 'withdrawn', at: [text.withdrawn.at] };
	if (!isCurrent) {
		const corrections = [...state.texts.values()].filter((other) => correctedBy(other).includes(text.id));
		return { state: 'corrected', at: corrections.flatMap(({ publications }) => publications.map(({ at }) => at)) };
	}
	if (text.paused) return { state: 'paused', at: [text.paused.at] };
	const causes = due.filter((each) => each.text.id === text.id).flatMap((each) => each.causes);
	if (causes.length === 0) return { state: 'standing', at: [] };
	const replaced = [...state.facts.values()].flatMap((fact) =>
		isCausedBy(causes, fact.id) ? (replacementOf(state.facts, fact) ?? []) : []
	);
	const judged = causes.some((cause) => cause.startsWith('verdict:')) ? verdictUnder(state, text) : null;
	const at = replaced.map((each) => each.at);
	return { state: 'checking', at: judged ? [...at, judged.at] : at, replaced };
}

function wordingsOf(
	text: Readonly<OfficialText>,
	publications: readonly Readonly<RecordedPublication>[],
	isOwnHost: IsOwnHost
): PublicWording[] {
	const wordings = new Map<string, PublicWording>();
	for (const publication of publications) {
		const { channel, text: words, at } = publication;
		const address = addressOutside(text, publication, isOwnHost);
		const existing = wordings.get(words);
		wordings.set(words, {
			words,
			channels: [...(existing?.channels ?? []), channel],
			at: existing && existing.at < at ? existing.at : at,
			addresses: [...(existing?.addresses ?? []), ...(address === null ? [] : [address])]
		});
	}
	return [...wordings.values()];
}
