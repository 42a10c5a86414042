import { atSourceOf, type AtSource } from '$lib/domain/posts/at-source';
import { flaggedCitations, replacedUnder, type FlaggedCitation } from '$lib/domain/review/citation';
import { isOpen, type FindingBase } from '$lib/domain/findings/finding';
import { millisecondsOf, type FindingId, type Moment, type StoryId } from '$lib/domain/core/ids';
import type { Need } from '$lib/domain/findings/need';
import type { Rumour } from '$lib/domain/findings/rumour';
import type { OfficialText } from '$lib/domain/official-text/official-text';
import { answerTime } from '$lib/domain/overview/answer-time';
import type { Tally } from '$lib/domain/report/content';
import { isRelevant, noLabels, type Stance, type StoryLabels } from '$lib/domain/stories/story';
import { differenceOf, type Course, type Difference, type PeriodCount } from '$lib/domain/stories/trend';
import {
	countPeriods,
	HALF_HOUR,
	perTenMinutes,
	tallyOf,
	trendLineOf,
	WEEK,
	type Measured,
	type PeriodTotals
} from './counting';
import { mentionsOf } from './mentions';
import type { Facts, FactPost, Voice } from './report-facts';

/** How many posts and authors a finding has, and the trend. */
type FindingFigures = Tally & {
	readonly course: Course;
	readonly recent: number[];
	readonly week?: Course;
	readonly atSource?: AtSource;
};

/** A story with its posts and people's decisions about it. */
interface CountedEvidence {
	readonly posts: readonly FactPost[];
	readonly labels: Readonly<StoryLabels>;
	readonly relevant: boolean;
	/** The log position of the last look; 0 without one. Posts that had entered the story by then were looked at. */
	readonly lookedAt: number;
}

/** The posts by story and finding. Posts of stories that are not relevant are not evidence: section 10 only. */
export class EvidenceIndex {
	/** Which stories are evidence, and with what stance. */
	readonly #links = new Map<FindingId, Map<StoryId, Stance | null>>();
	readonly #posts = new Map<FindingId, readonly FactPost[]>();
	readonly #lines = new Map<FindingId, FindingFigures>();
	readonly #periods = new Map<number, PeriodTotals>();
	readonly #flags: readonly FlaggedCitation[];
	/** Every story that has posts and labels. */
	readonly stories: readonly CountedEvidence[];

	constructor(readonly facts: Facts) {
		this.#flags = flaggedCitations(facts.state);
		const stories: CountedEvidence[] = [];
		for (const [story, labels] of facts.state.labels.entries()) {
			const posts = this.inStory(story);
			if (posts.length > 0)
				stories.push({ posts, labels, relevant: isRelevant(labels), lookedAt: labels.looked?.seq ?? 0 });
			for (const { finding, stance } of labels.links) {
				const stances = this.#links.get(finding);
				if (stances) stances.set(story, stance);
				else this.#links.set(finding, new Map([[story, stance]]));
			}
		}
		this.stories = stories;
	}

	/** In aftercare, trends compare weeks instead of half hours. */
	get isAftercare(): boolean {
		return this.facts.state.incident?.phase === 'aftercare';
	}
	get measured(): Measured {
		const { moment, state } = this.facts;
		return { moment: millisecondsOf(moment), start: millisecondsOf(state.incident?.start ?? moment) };
	}
	inStory(story: StoryId): readonly FactPost[] {
		return this.facts.posts.inStory(story);
	}
	labels(story: StoryId): Readonly<StoryLabels> {
		return this.facts.state.labels.get(story) ?? noLabels;
	}
	/** When a fact under this verdict or answer was replaced; nothing when none was, or when a person reviewed it. */
	replaced(finding: FindingId): { readonly replaced?: Moment } {
		const replaced = replacedUnder(this.#flags, finding);
		return replaced === null ? {} : { replaced };
	}
	isRelevant(story: StoryId): boolean {
		return isRelevant(this.labels(story));
	}
	/** Whether a person looked at the story when this post was in it. */
	isLookedAt({ story, since }: Pick<FactPost, 'story' | 'since'>): boolean {
		return since <= (this.labels(story).looked?.seq ?? 0);
	}
	isFoundRelevant(post: Pick<FactPost, 'story' | 'since'>): boolean {
		return this.isLookedAt(post) && this.isRelevant(post.story);
	}
	/** The posts that are evidence for a finding; the same ones at each call. */
	of(finding: FindingId): readonly FactPost[] {
		const cached = this.#posts.get(finding);
		if (cached) return cached;
		const posts: FactPost[] = [];
		for (const story of this.#links.get(finding)?.keys() ?? [])
			for (const post of this.inStory(story)) posts.push(post);
		this.#posts.set(finding, posts);
		return posts;
	}
	/** Which groups and neighbourhoods its posts name, and how soon it was answered. */
	mentionsAndAnswerTime(finding: Readonly<Need> | Readonly<Rumour>, texts: readonly Readonly<OfficialText>[]) {
		const posts = this.of(finding.id);
		let first: number | null = null;
		for (const { backlog, at } of posts) if (!backlog && (first === null || at < first)) first = at;
		return {
			...mentionsOf(this.facts.mentions, {
				stories: this.#links.get(finding.id)?.keys() ?? [],
				posts: posts.length
			}),
			answerTime: answerTime({ finding, first, texts })
		};
	}
	/** The stance of a post towards a rumour is its story's. */
	stance(finding: FindingId, { story }: Pick<FactPost, 'story'>): Stance | null {
		return this.#links.get(finding)?.get(story) ?? null;
	}
	/** The voice behind a post: a known account, or a news source whose items name no author. */
	voice({ author, platform, source }: FactPost): Voice | null {
		if (author !== null) return this.facts.voices.get(author) ?? null;
		const name = platform === 'news' ? this.facts.state.sources.get(source)?.name : undefined;
		return name === undefined ? null : { name, kind: 'media' };
	}

	/** The fields that every line about a finding has. */
	line({ id, text, offline }: Readonly<FindingBase>) {
		return { finding: id, text, offline, ...this.#figures(id) };
	}
	#figures(finding: FindingId): FindingFigures {
		const cached = this.#lines.get(finding);
		if (cached) return cached;
		const posts = this.of(finding);
		const atSource = atSourceOf(posts.map(({ changed }) => changed));
		const figures = {
			...tallyOf(posts),
			course: trendLineOf(posts, this.measured, this.#totals(HALF_HOUR)),
			recent: this.perTenMinutes(posts, 6),
			...(this.isAftercare && { week: trendLineOf(posts, this.measured, this.#totals(WEEK), WEEK) }),
			...(atSource && { atSource })
		};
		this.#lines.set(finding, figures);
		return figures;
	}
	/** All posts after one moment up to and including another, and those that somebody looked at or linked to a finding. */
	between(after: number, until: number): Omit<PeriodCount, 'labelled'> {
		const { posts } = this.facts;
		return { posts: posts.after(after) - posts.after(until), looked: this.#seenAfter(after) - this.#seenAfter(until) };
	}
	#seenAfter(moment: number): number {
		const last = this.measured.moment;
		let seen = 0;
		for (const { posts, labels, lookedAt } of this.stories)
			if (lookedAt > 0 || labels.links.length > 0) for (const { at } of posts) if (at > moment && at <= last) seen += 1;
		return seen;
	}
	/** What can be claimed of its posts in the last half hour, compared with the one before. */
	difference(finding: FindingId): Difference {
		const { now, before } = countPeriods(this.of(finding), this.measured.moment);
		const totals = this.#totals(HALF_HOUR);
		return differenceOf({ ...totals.now, labelled: now }, { ...totals.before, labelled: before });
	}
	/** As {@link between}, of all time. */
	get totals(): Omit<PeriodCount, 'labelled'> {
		return this.#totals(Infinity).now;
	}
	#totals(span: number): PeriodTotals {
		const cached = this.#periods.get(span);
		if (cached) return cached;
		const { moment } = this.measured;
		const totals = {
			now: this.between(moment - span, moment),
			before: this.between(moment - 2 * span, moment - span)
		};
		this.#periods.set(span, totals);
		return totals;
	}
	/** The last counts of posts per ten minutes, at most `maxLength`. */
	perTenMinutes(posts: readonly FactPost[], maxLength: number): number[] {
		return perTenMinutes(posts, { ...this.measured, maxLength });
	}
	/** Whether the finding has evidence, or a remark about where it came from off line. */
	mayReport(finding: Readonly<FindingBase>): boolean {
		return finding.offline !== null || this.of(finding.id).length > 0;
	}
	/** The open findings of a kind that may be in the report. */
	current<Row extends FindingBase>(rows: { values(): Iterable<Readonly<Row>> }): Readonly<Row>[] {
		return [...rows.values()].filter((row) => isOpen(row) && this.mayReport(row));
	}
}
