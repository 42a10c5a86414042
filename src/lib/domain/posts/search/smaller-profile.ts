import { z } from 'zod';
import { command } from '$lib/domain/core/command';
import { SourceId } from '$lib/domain/core/ids';
import { coordinators } from '../../core/policy';
import { Refusal } from '$lib/domain/core/refusal';
import { Text } from '$lib/domain/core/text';
import { collectsByItself, sourceStateSet, type Source } from '../source';
import { compileProfile, type MatchablePost, type ProfileMatch } from './match';
import { emptyProfile, profileChanged, type SearchProfile } from './profile';

/** The lists whose words select posts: removing one of them collects less. */
const selecting = ['terms', 'hashtags', 'places', 'accounts'] as const satisfies readonly (keyof ProfileMatch)[];
export const SelectingWord = z.strictObject({ list: z.enum(selecting), word: Text(100, 'quotedWords') });
type SelectingWord = z.infer<typeof SelectingWord>;

/** A post of the days that were measured, of a source that collects by itself. */
export interface MeasuredPost extends MatchablePost {
	readonly source: SourceId;
	/** A person linked it to a finding. */
	readonly isRelevant: boolean;
	readonly isLookedAt: boolean;
}

/** A word or source with what it brought in the days that were measured. */
interface Brought {
	readonly posts: number;
	readonly relevant: number;
}
/** A smaller profile, to be looked at by a person: what can go, what stays, and what that loses. */
export interface SmallerProfile {
	readonly words: readonly (SelectingWord & Brought & { readonly goes: boolean })[];
	/** Those that collect by themselves. */
	readonly sources: readonly (Pick<Source, 'id' | 'name'> & Brought & { readonly goes: boolean })[];
	/** The posts that came in the days, and of those that would not have come any more how many nobody looked at. */
	readonly posts: number;
	readonly loss: Loss;
}
interface Loss {
	readonly posts: number;
	readonly relevant: number;
	readonly unseen: number;
}

const wordsIn = (profile: Readonly<SearchProfile>): SelectingWord[] =>
	selecting.flatMap((list) =>
		profile[list].map((each) => ({ list, word: typeof each === 'string' ? each : each.account }))
	);
const isSame = (one: SelectingWord, other: SelectingWord): boolean =>
	one.list === other.list && one.word === other.word;
/** A profile without selecting words selects everything. */
const selectsAll = (profile: Readonly<SearchProfile>): boolean => wordsIn(profile).length === 0;

/** The profile without these words; exclusions and languages stay. */
function withoutWords(profile: Readonly<SearchProfile>, removed: readonly SelectingWord[]): SearchProfile {
	const stays = (list: SelectingWord['list']) => (word: string) =>
		!removed.some((each) => isSame(each, { list, word }));
	return {
		...profile,
		terms: profile.terms.filter(stays('terms')),
		hashtags: profile.hashtags.filter(stays('hashtags')),
		places: profile.places.filter(stays('places')),
		accounts: profile.accounts.filter(({ account }) => stays('accounts')(account))
	};
}

/** The posts that would not have been collected without these words and sources. */
export function lossOf(
	profile: Readonly<SearchProfile>,
	removed: { readonly words: readonly SelectingWord[]; readonly sources: ReadonlySet<SourceId> },
	posts: readonly MeasuredPost[]
): Loss {
	const [matcher, smaller] = [compileProfile(profile), compileProfile(withoutWords(profile, removed.words))];
	const lost = posts.filter(
		(post) => removed.sources.has(post.source) || (matcher.match(post) !== null && smaller.match(post) === null)
	);
	return {
		posts: lost.length,
		relevant: lost.filter(({ isRelevant }) => isRelevant).length,
		unseen: lost.filter(({ isLookedAt }) => !isLookedAt).length
	};
}

/**
 * Proposes what to remove: the words and sources that brought no post that a person linked to a finding. At least one
 * word and one source always stay, those that brought most.
 * @param posts of the days that were measured, as the profile selected them
 */
export function proposeSmaller(
	profile: Readonly<SearchProfile>,
	sources: readonly Readonly<Source>[],
	posts: readonly MeasuredPost[]
): SmallerProfile {
	const matcher = compileProfile(profile);
	const matched = posts.map((post) => ({ post, match: matcher.match(post) }));
	const countsOf = (of: readonly MeasuredPost[]): Brought => ({
		posts: of.length,
		relevant: of.filter(({ isRelevant }) => isRelevant).length
	});
	const words = withProposal(
		wordsIn(profile).map((word) => ({
			...word,
			...countsOf(matched.flatMap(({ post, match }) => (match?.[word.list].includes(word.word) ? [post] : [])))
		}))
	);
	const proposedSources = withProposal(
		sources
			.filter((source) => source.state === 'active' && collectsByItself(source))
			.map(({ id, name }) => ({ id, name, ...countsOf(posts.filter(({ source }) => source === id)) }))
	);
	const removed = {
		words: words.filter(({ goes }) => goes),
		sources: new Set(proposedSources.filter(({ goes }) => goes).map(({ id }) => id))
	};
	return { words, sources: proposedSources, posts: posts.length, loss: lossOf(profile, removed, posts) };
}

function withProposal<Of extends Brought>(all: readonly Of[]): (Of & { readonly goes: boolean })[] {
	const hasUseful = all.some(({ relevant }) => relevant > 0);
	const largest = all.reduce<Of | null>((best, each) => (best && best.posts >= each.posts ? best : each), null);
	return all.map((each) => ({ ...each, goes: each.relevant === 0 && (hasUseful || each !== largest) }));
}

/** Makes the search profile smaller in aftercare, as a person decided: it never happens by itself. */
export const reduceProfile = command('profile.reduce', {
	input: () =>
		z.strictObject({
			remove: z.array(SelectingWord).max(800),
			pause: z.array(SourceId).max(200),
			/** Posts a day that this is expected to lose: the record of monitoring says it. */
			lost: z.int().nonnegative(),
			/** Why it pauses sources. */
			why: Text(300, 'ownWords')
		}),
	allow: coordinators,
	delivery: 'now',
	refusals: ['profile.changed', 'profile.empty', 'profile.notAftercare', 'source.absent'],
	decide({ remove, pause, lost, why }, { state }) {
		if (state.incident?.phase !== 'aftercare') throw new Refusal('profile.notAftercare');
		const profile = state.profile ?? emptyProfile;
		const words = wordsIn(profile);
		const isKnown = remove.every((removed) => words.some((word) => isSame(word, removed)));
		if (!isKnown || remove.length + pause.length === 0) throw new Refusal('profile.changed');
		const smaller = withoutWords(profile, remove);
		if (remove.length > 0 && selectsAll(smaller)) throw new Refusal('profile.empty');
		if (pause.some((id) => state.sources.get(id)?.state !== 'active')) throw new Refusal('source.absent');
		return [
			...(remove.length > 0 ? [profileChanged({ ...smaller, lost })] : []),
			...[...new Set(pause)].map((source) => sourceStateSet({ source, state: 'paused', why }))
		];
	}
});
