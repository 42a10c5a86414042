import type { FindingId, FindingKind } from '$lib/domain/core/ids';
import type { ReadState } from '$lib/domain/core/state';
import { wholeSentences } from '$lib/domain/core/texts/sentences';
import { subjectOf } from '$lib/domain/official-text/basis';
import type { StoryCard } from '$lib/domain/stories/card';
import type { OfficialText, Variant } from '$lib/domain/official-text/official-text';
import { publishProblem } from '$lib/domain/official-text/publication-rules';

/** From this likeness on the likeliest rumour is right four times in five; a need is not, however like it is. */
const MIN_LIKENESS = 0.5;

/** The rumour that a story nobody labelled is very like. */
export const alikeRumours = ({ likely }: Pick<StoryCard, 'likely'>): StoryCard['likely'] =>
	likely
		.filter(({ kind }) => kind === 'rumour')
		.slice(0, 1)
		.filter(({ likeness }) => likeness >= MIN_LIKENESS);

/** The maximum number of characters of an answer that a row shows. */
const MAX_ANSWER_LENGTH = 120;

/** The newest text about one of these findings that may still be published; a holding statement is no answer. */
export function answerOf(
	state: ReadState,
	links: readonly { readonly kind: FindingKind; readonly finding: FindingId }[]
): { readonly kind: 'need' | 'rumour'; readonly words: string } | null {
	const kinds = new Map(links.map(({ kind, finding }) => [finding, kind]));
	const mayPublish = (text: Readonly<OfficialText>) => (variant: Readonly<Variant>) =>
		publishProblem(state, text, variant.channel, variant.checksum) === null;
	const kindOf = (text: Readonly<OfficialText>): FindingKind | undefined => {
		const subject = subjectOf(state, text);
		return subject && kinds.get(subject.id);
	};
	const newest = [...state.texts.values()]
		.filter((text) => kindOf(text) !== undefined && text.kind !== 'holding' && text.variants.some(mayPublish(text)))
		.toSorted((a, b) => (a.id < b.id ? 1 : -1))[0];
	const variant = newest?.variants.find(mayPublish(newest));
	const kind = newest && kindOf(newest);
	if (!variant || (kind !== 'need' && kind !== 'rumour')) return null;
	return { kind, words: wholeSentences(variant.text, MAX_ANSWER_LENGTH).text.replace(/\s+/gu, ' ') };
}
