import { plainLetters } from '$lib/domain/core/plain-letters';
import type { FindingId } from '$lib/domain/core/ids';
import { currentId, isOpen } from '$lib/domain/findings/finding';
import type { Need } from '$lib/domain/findings/need';
import type { ReadState } from '$lib/domain/core/state';

/** Words that do not identify the subject of a question. "Open", "shut" and "safe" only qualify the subject. */
const stopWords = new Set(
	(
		'aan al als bij blijft blijven bent ben dan dat de dit die doe doen door een en er gaan gaat geen graag ' +
		'had hebben heb heeft het hier hij ik in is je jullie kan kom komen komt kun kunnen kunt maar met mag mogen ' +
		'mijn moet moeten naar niet nog nu of om ons onze ook op te toch tot u uit uw van voor was we wel werden word ' +
		'worden wordt wij ze zich zij zijn zo zou zullen ' +
		'a an and are at be been but can could do does for from has have how if in is it my no not of on or our ' +
		'please so that the their there they this to us was we were when where which who why will will with you your ' +
		'open dicht gesloten sluit sluiten veilig gevaarlijk closed shut safe dangerous'
	).split(' ')
);
const questionWords = new Map(
	Object.entries({
		waar: 'where',
		waarheen: 'where',
		where: 'where',
		wanneer: 'when',
		hoelang: 'when',
		when: 'when',
		wie: 'who',
		who: 'who',
		waarom: 'why',
		why: 'why',
		hoeveel: 'many',
		wat: 'what',
		what: 'what',
		hoe: 'how',
		how: 'how',
		welke: 'which',
		which: 'which'
	})
);

/** Removes plural and case endings and doubled letters, so that `scholen` and `school` have one stem. */
const stemOf = (word: string): string =>
	(word.length > 4 ? word.replace(/(?:tjes|tje|jes|je|en|es|s|e)$/u, '') : word).replace(/(\p{L})\1+/gu, '$1');

interface Subject {
	/** The question word: where, when, who …; `whether` for a yes-or-no question. */
	readonly asks: string;
	readonly stems: ReadonlySet<string>;
}
function subjectOf(question: string): Subject {
	const words = plainLetters(question).match(/[\p{L}\p{N}]+/gu) ?? [];
	const asks = words.slice(0, 3).map((word) => questionWords.get(word));
	return {
		asks: asks.find((one) => one !== undefined) ?? 'whether',
		stems: new Set(words.filter((word) => !stopWords.has(word) && !questionWords.has(word)).map(stemOf))
	};
}

/** The same question word, and at least two thirds of the stems shared (Dice coefficient). */
function sameSubject(a: Subject, b: Subject): boolean {
	if (a.asks !== b.asks || a.stems.size === 0 || b.stems.size === 0) return false;
	const shared = [...a.stems].filter((stem) => b.stems.has(stem)).length;
	return (2 * shared) / (a.stems.size + b.stems.size) >= 2 / 3;
}
/** Whether two questions ask the same thing about the same subject. */
export const asksTheSame = (one: string, other: string): boolean => sameSubject(subjectOf(one), subjectOf(other));

/** Needs that may be duplicates; the program proposes, a person merges. */
export interface NeedDoubles {
	/** The need that remains after the merge. */
	readonly into: Readonly<Need>;
	readonly others: readonly Readonly<Need>[];
	/**
	 * The number of posts when they are merged; null if a story belongs to several of them, since its posts would count
	 * twice, or if one was not measured.
	 */
	readonly sum: number | null;
}

type Measured = (id: FindingId) => { readonly posts: number } | undefined;
interface NeedWithSubject {
	readonly need: Readonly<Need>;
	readonly subject: Subject;
}
const withSubject = (need: Readonly<Need>): NeedWithSubject => ({ need, subject: subjectOf(need.text) });
const openNeeds = (state: ReadState): NeedWithSubject[] => [...state.needs.values()].filter(isOpen).map(withSubject);

/** The open needs that look like this one, except those that a person marked as different. */
export const doublesOf = (state: ReadState, need: Readonly<Need>, measured: Measured): NeedDoubles | null =>
	doublesAmong(openNeeds(state), withSubject(need), state, measured);

function doublesAmong(
	candidates: readonly NeedWithSubject[],
	{ need, subject }: NeedWithSubject,
	state: ReadState,
	measured: Measured
): NeedDoubles | null {
	const names = (one: Readonly<Need>, other: Readonly<Need>): boolean =>
		one.apart.some((id) => currentId(state, id) === other.id);
	const isKeptApart = (other: Readonly<Need>): boolean => names(need, other) || names(other, need);
	const others = candidates
		.filter((each) => each.need.id !== need.id && !isKeptApart(each.need) && sameSubject(subject, each.subject))
		.map((each) => each.need);
	if (others.length === 0) return null;
	const ids = new Set([need, ...others].map(({ id }) => id));
	const isShared = [...state.labels.values()].some(
		({ links }) => links.filter(({ finding }) => ids.has(finding)).length > 1
	);
	const counts = [...ids].map((id) => measured(id)?.posts ?? null);
	const sum = counts.reduce<number | null>((all, one) => (all === null || one === null ? null : all + one), 0);
	return { into: need, others, sum: isShared ? null : sum };
}

/** All groups of possible duplicates, each need in at most one; the most asked need of a group remains. */
export function allDoubles(state: ReadState, measured: Measured): NeedDoubles[] {
	const postsOf = ({ need }: NeedWithSubject): number => measured(need.id)?.posts ?? 0;
	let remaining = openNeeds(state).sort((a, b) => postsOf(b) - postsOf(a));
	const groups: NeedDoubles[] = [];
	for (const candidate of [...remaining]) {
		const group = remaining.includes(candidate) ? doublesAmong(remaining, candidate, state, measured) : null;
		if (!group) continue;
		groups.push(group);
		remaining = remaining.filter(({ need }) => need !== candidate.need && !group.others.includes(need));
	}
	return groups;
}
