import { changeBetween } from '$lib/domain/posts/search/profile-change';
import type { ProfilePreview } from '$lib/domain/posts/search/profile-preview';
import { compileProfile, type MatchablePost } from '$lib/domain/posts/search/match';
import { emptyProfile, type SearchProfile } from '$lib/domain/posts/search/profile';
import { minutesBefore, type ReadingContext } from '$lib/server/log/reading-context';
import type { UnmatchedText } from './unmatched-sample';

/** The number of newest posts that are matched: more adds no information, and would make others wait. */
const MAX_POSTS = 3_000;
const MAX_SAMPLES = 5;

interface PostRow {
	text: string;
	lang: string | null;
	external_id: string | null;
	handle: string | null;
}

/**
 * Posts that no profile selected. They are kept in memory only: nothing is known of sources that another process runs.
 */
export interface Unmatched {
	readonly seen: number;
	readonly texts: readonly UnmatchedText[];
	/** The number of sources that another process runs. */
	readonly otherSources: number;
}

/** Applies a profile that is not saved yet to the posts of the last hour, and to the sample of unmatched ones. */
export async function previewProfile(
	{ sql, incident, state, now }: ReadingContext,
	draft: SearchProfile,
	unmatched: Unmatched
): Promise<ProfilePreview> {
	const rows = await sql<PostRow[]>`
		select p.text, p.lang, a.external_id, a.handle
		from post p left join author a on a.incident_id = p.incident_id and a.number = p.author
		where p.incident_id = ${incident} and p.at > ${minutesBefore(now, 60)} and p.at <= ${now} and not p.deleted
		order by p.at desc limit ${MAX_POSTS}`;
	const [current, next] = [compileProfile(state.profile ?? emptyProfile), compileProfile(draft)];
	const posts = rows.map(({ text, lang, external_id, handle }): MatchablePost => {
		const author = external_id === null ? null : { externalId: external_id, handle: handle ?? '' };
		return { text, lang, author };
	});
	const matches = posts.map((post) => ({ post, was: current.match(post) !== null, is: next.match(post) !== null }));
	const foundTexts = unmatched.texts.filter(({ text, lang }) => next.match({ text, lang, author: null }) !== null);
	const [added, lost] = [matches.filter(({ was, is }) => is && !was), matches.filter(({ was, is }) => was && !is)];
	const more = Math.round(estimatedCount(foundTexts));
	return {
		stored: {
			judged: posts.length,
			now: matches.filter(({ was }) => was).length,
			then: matches.filter(({ is }) => is).length
		},
		passed: { seen: unmatched.seen, sampled: unmatched.texts.length, then: more, elsewhere: unmatched.otherSources },
		added: {
			count: added.length + more,
			texts: samplesOf([...foundTexts.map(({ text }) => text), ...added.map(({ post }) => post.text)])
		},
		lost: { count: lost.length, texts: samplesOf(lost.map(({ post }) => post.text)) },
		words: newWords(state.profile ?? emptyProfile, draft, now).map(({ word, alone }) => {
			const matcher = compileProfile(alone);
			const storedCount = posts.filter((post) => matcher.match(post) !== null).length;
			return {
				word,
				count:
					storedCount +
					Math.round(
						estimatedCount(
							unmatched.texts.filter(({ text, lang }) => matcher.match({ text, lang, author: null }) !== null)
						)
					)
			};
		})
	};
}

const estimatedCount = (texts: readonly UnmatchedText[]): number =>
	texts.reduce((sum, { represents }) => sum + represents, 0);
const samplesOf = (texts: readonly string[]): string[] =>
	[...new Set(texts)].slice(0, MAX_SAMPLES).map((text) => text.slice(0, 280));

/** Each new word that selects or excludes posts, as a separate profile. */
function newWords(
	before: Readonly<SearchProfile>,
	draft: SearchProfile,
	now: Parameters<typeof changeBetween>[2]
): { word: string; alone: SearchProfile }[] {
	return (changeBetween(before, draft, now)?.added ?? []).slice(0, 20).flatMap(({ list, word }) => {
		if (list === 'languages') return [];
		if (list === 'accounts')
			return [{ word, alone: { ...emptyProfile, accounts: draft.accounts.filter(({ account }) => account === word) } }];
		return [{ word, alone: { ...emptyProfile, [list === 'excluded' ? 'terms' : list]: [word] } }];
	});
}
