import { millisecondsOf, type Moment } from '$lib/domain/core/ids';
import type { Platform } from '$lib/domain/posts/platform';
import type { ReportOutage, Report } from '$lib/domain/report/content';
import { byCount } from './counting';
import type { EvidenceIndex } from './evidence';
import type { PostFigures } from './post-figures';
import type { Facts } from './report-facts';

/** The desks whose absence is mentioned: people who call or speak to somebody in the street are not on any network. */
const desks: readonly Platform[] = ['phone', 'press', 'street'];

/**
 * Section 10: the basis of the figures, and what they leave out. Counts every post, also of stories that are not
 * relevant.
 */
export function basis(evidence: EvidenceIndex, from: Moment): Report['basis'] {
	const { facts } = evidence;
	const { posts, state, profileChangedAt, profileChanges } = facts;
	const seenCounts = { posts: 0, stories: 0 };
	let joined = 0;
	let notRelevant = 0;
	const since = millisecondsOf(from);
	const period = posts.after(since);
	let unseen = period;
	for (const { posts: storyPosts, relevant, lookedAt } of evidence.stories) {
		if (!relevant) notRelevant += storyPosts.length;
		if (lookedAt === 0) continue;
		const seen = storyPosts.filter(({ since }) => since <= lookedAt).length;
		seenCounts.stories += 1;
		seenCounts.posts += seen;
		joined += storyPosts.length - seen;
		unseen -= storyPosts.filter(({ at }) => at > since).length;
	}
	return {
		...posts.all,
		copies: posts.all.posts - posts.stories,
		stories: posts.stories,
		backlog: posts.backlog,
		notRelevant,
		recent: [...posts.recent],
		sources: sources(evidence),
		period: { posts: period, unseen },
		missing: desks.filter(
			(desk) => ![...state.sources.values()].some(({ platform, state }) => platform === desk && state !== 'removed')
		),
		languages: languages(posts.languages),
		looked: seenCounts,
		joined,
		unseen: { posts: posts.all.posts - seenCounts.posts - joined, stories: posts.stories - seenCounts.stories },
		outages: outages(facts),
		profile: state.profile && { ...state.profile, changedAt: profileChangedAt, changes: [...profileChanges] }
	};
}

/** Every source that delivers, also at zero, and every removed one that did. */
function sources(evidence: EvidenceIndex): Report['basis']['sources'] {
	return [...evidence.facts.state.sources.values()]
		.map(({ id, name, kind, platform, state }) => {
			const { posts } = evidence.facts;
			const platforms = [...posts.platformsOf(id)].map(([platform, posts]) => ({ platform, posts }));
			platforms.sort(
				byCount(
					(row) => row.posts,
					({ platform }) => platform
				)
			);
			return { id, name, kind, platform, state, ...posts.from(id), ...(kind === 'file' && { platforms }) };
		})
		.filter(({ state, posts }) => state !== 'removed' || posts > 0)
		.sort(
			byCount(
				({ posts }) => posts,
				({ id }) => id
			)
		);
}

function languages(counts: PostFigures['languages']): Report['basis']['languages'] {
	return [...counts]
		.map(([language, count]) => ({ language, posts: count }))
		.sort(
			byCount(
				(row) => row.posts,
				(row) => row.language ?? ''
			)
		);
}

/** As known at the measured moment: what began later is excluded, and what ended later was still in progress. */
function outages({ outages, moment }: Facts): ReportOutage[] {
	return outages
		.filter(({ from }) => from <= moment)
		.map((outage) => ({ ...outage, to: outage.to !== null && outage.to <= moment ? outage.to : null }))
		.sort((a, b) => a.from.localeCompare(b.from) || a.source.localeCompare(b.source));
}
