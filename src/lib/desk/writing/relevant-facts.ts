import { plainLetters } from '$lib/domain/core/plain-letters';
import type { ReadState } from '$lib/domain/core/state';
import type { Fact } from '$lib/domain/findings/fact';
import { factsBehind, needOf, rumourOf, subjectText } from '$lib/domain/official-text/basis';
import type { OfficialText } from '$lib/domain/official-text/official-text';

/** Words of at least five letters: shorter ones (het, van, zijn) do not identify the subject of a fact. */
const subjectWords = (text: string): ReadonlySet<string> => new Set(plainLetters(text).match(/[a-z0-9]{5,}/g) ?? []);

/**
 * Splits the facts into those relevant for a text and the others. Relevant are: cited facts, facts that an organisation
 * gave about its rumour, the fact of the answer, and facts that share a word with its subject. Replaced facts are left
 * out unless the text cites them.
 */
export function factsFor(
	state: ReadState,
	text: Readonly<OfficialText>
): { readonly relevant: readonly Readonly<Fact>[]; readonly others: readonly Readonly<Fact>[] } {
	const cited = new Set([...text.facts, ...factsBehind(state, text)]);
	const givenByBodies = rumourOf(state, text)?.inquiries.flatMap(({ answer }) => answer?.fact ?? []) ?? [];
	const answerFact = needOf(state, text)?.answer?.fact;
	const subject = subjectWords(subjectText(state, text));
	const isRelevant = ({ id, text: words }: Readonly<Fact>): boolean =>
		cited.has(id) ||
		givenByBodies.includes(id) ||
		id === answerFact ||
		[...subjectWords(words)].some((word) => subject.has(word));
	const offered = [...state.facts.values()].filter(({ id, replacedBy }) => replacedBy === null || cited.has(id));
	return { relevant: offered.filter(isRelevant), others: offered.filter((fact) => !isRelevant(fact)) };
}
