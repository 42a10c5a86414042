import { plainLetters } from '$lib/domain/core/plain-letters';
import type { ReadState } from '$lib/domain/core/state';
import type { Fact } from '$lib/domain/findings/fact';
import { factsBehind, needOf, rumourOf, subjectText } from '$lib/domain/official-text/basis';
import type { OfficialText } from '$lib/domain/official-text/official-text';

/** Words of five letters and more: shorter ones (het, van, zijn) say nothing about what a fact is about. */
const tellingWords = (text: string): ReadonlySet<string> => new Set(plainLetters(text).match(/[a-z0-9]{5,}/g) ?? []);

/**
 * The facts that matter for a text, and the others: those under it, those that a body gave about its rumour, the one
 * under the answer, and those that share a telling word with its subject. A replaced fact only while the text cites it.
 */
export function factsFor(
	state: ReadState,
	text: Readonly<OfficialText>
): { readonly relevant: readonly Readonly<Fact>[]; readonly others: readonly Readonly<Fact>[] } {
	const behind = new Set([...text.facts, ...factsBehind(state, text)]);
	const asked = rumourOf(state, text)?.inquiries.flatMap(({ answer }) => answer?.fact ?? []) ?? [];
	const answered = needOf(state, text)?.answer?.fact;
	const subject = tellingWords(subjectText(state, text));
	const matters = ({ id, text: words }: Readonly<Fact>): boolean =>
		behind.has(id) ||
		asked.includes(id) ||
		id === answered ||
		[...tellingWords(words)].some((word) => subject.has(word));
	const offered = [...state.facts.values()].filter(({ id, replacedBy }) => replacedBy === null || behind.has(id));
	return { relevant: offered.filter(matters), others: offered.filter((fact) => !matters(fact)) };
}
