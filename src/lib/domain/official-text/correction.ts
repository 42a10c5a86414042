import type { Channel } from './channel';
import type { TextId } from '../core/ids';
import type { OfficialText, RecordedPublication } from './official-text';
import type { ReadState } from '../core/state';
import { replacedFacts, statedVerdict } from './basis';

/** Why the text on a channel may no longer be right. */
type CorrectionCause = 'withdrawn' | `verdict:${string}` | `fact:${string}`;

/**
 * What changed since publication: the text was withdrawn, its rumour has another verdict, or one of its facts was
 * replaced. Empty when the text is still valid.
 */
export function correctionCausesOf(
	state: ReadState,
	text: Readonly<OfficialText>,
	{ verdict, facts }: Readonly<RecordedPublication>
): CorrectionCause[] {
	const now = statedVerdict(state, text)?.verdict ?? null;
	return [
		...(text.withdrawn ? (['withdrawn'] as const) : []),
		...(verdict !== null && now !== verdict ? ([`verdict:${now ?? 'none'}`] as const) : []),
		...replacedFacts(state, text, facts).map((fact): CorrectionCause => `fact:${fact}`)
	];
}

/** A channel whose published text may be wrong. */
export interface CorrectionDue {
	/** The text that was published there last. */
	readonly text: Readonly<OfficialText>;
	readonly channel: Channel;
	readonly publication: Readonly<RecordedPublication>;
	readonly causes: readonly CorrectionCause[];
}

/** The first text of a chain of corrections. */
function rootOf(state: ReadState, text: Readonly<OfficialText>): TextId {
	let found = text;
	for (let hops = 0; found.corrects && hops < 50; hops += 1) {
		const before = state.texts.get(found.corrects);
		if (!before) break;
		found = before;
	}
	return found.id;
}

/**
 * The corrections to make: one for each channel whose last text is out of date, until something newer is published
 * there or a person waived exactly these causes.
 */
export function correctionsDue(state: ReadState): CorrectionDue[] {
	const last = new Map<string, { text: Readonly<OfficialText>; publication: Readonly<RecordedPublication> }>();
	for (const text of state.texts.values()) {
		const root = rootOf(state, text);
		for (const publication of text.publications) {
			const key = `${root} ${publication.channel}`;
			if ((last.get(key)?.publication.seq ?? -1) < publication.seq) last.set(key, { text, publication });
		}
	}
	return [...last.values()].flatMap(({ text, publication }) => {
		const causes = correctionCausesOf(state, text, publication);
		if (causes.length === 0 || publication.waived?.causes === causes.join(' ')) return [];
		return [{ text, channel: publication.channel, publication, causes }];
	});
}
