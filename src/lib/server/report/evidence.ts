import { isOpen, type FindingBase } from '$lib/domain/finding';
import { millisecondsOf, type FindingId, type StoryId } from '$lib/domain/ids';
import { isRelevant, unlabelled, type Stance, type StoryLabels } from '$lib/domain/story';
import { courseOf, tallyOf } from './counting';
import type { Facts, FactPost, Voice } from './facts';

/** A post as evidence for one finding; the stance is the story's, for rumours alone. */
export type EvidencePost = FactPost & { readonly stance: Stance | null };

/** The posts by story and by finding. Posts of stories that are not relevant are no evidence and stand in section 10 only. */
export class Evidence {
	readonly #byStory = new Map<StoryId, FactPost[]>();
	readonly #byFinding = new Map<FindingId, EvidencePost[]>();
	readonly relevant: readonly FactPost[];

	constructor(readonly facts: Facts) {
		for (const post of facts.posts) {
			const held = this.#byStory.get(post.story);
			if (held) held.push(post);
			else this.#byStory.set(post.story, [post]);
		}
		for (const [story, labels] of facts.state.labels.entries())
			for (const { finding, stance } of labels.links)
				for (const post of this.inStory(story)) {
					const held = this.#byFinding.get(finding);
					if (held) held.push({ ...post, stance });
					else this.#byFinding.set(finding, [{ ...post, stance }]);
				}
		this.relevant = facts.posts.filter(({ story }) => this.isRelevant(story));
	}

	get stories(): number {
		return this.#byStory.size;
	}
	storyIds(): IterableIterator<StoryId> {
		return this.#byStory.keys();
	}
	inStory(story: StoryId): readonly FactPost[] {
		return this.#byStory.get(story) ?? [];
	}
	labels(story: StoryId): Readonly<StoryLabels> {
		return this.facts.state.labels.get(story) ?? unlabelled;
	}
	isRelevant(story: StoryId): boolean {
		return isRelevant(this.labels(story));
	}
	/** Somebody looked at the story with this post in it. */
	wasLookedAt({ story, since }: FactPost): boolean {
		const { looked } = this.labels(story);
		return looked !== null && since <= looked.seq;
	}
	of(finding: FindingId): readonly EvidencePost[] {
		return this.#byFinding.get(finding) ?? [];
	}
	/** The voice behind a post: a known account, or a news source whose items name no author. */
	voice({ author, platform, source }: FactPost): Voice | null {
		if (author !== null) return this.facts.voices.get(author) ?? null;
		const name = platform === 'news' ? this.facts.state.sources.get(source)?.name : undefined;
		return name === undefined ? null : { name, kind: 'media' };
	}

	/** What every line says of its finding. */
	line(finding: Readonly<FindingBase>) {
		const posts = this.of(finding.id);
		return {
			finding: finding.id,
			text: finding.text,
			offline: finding.offline,
			...tallyOf(posts),
			course: courseOf(posts, millisecondsOf(this.facts.moment))
		};
	}
	/** Nothing stands in the report without evidence or the remark where it was heard off line. */
	mayStand(finding: Readonly<FindingBase>): boolean {
		return finding.offline !== null || this.of(finding.id).length > 0;
	}
	/** The open findings of a kind that may stand in the report. */
	standing<Row extends FindingBase>(rows: { values(): Iterable<Readonly<Row>> }): Readonly<Row>[] {
		return [...rows.values()].filter((row) => isOpen(row) && this.mayStand(row));
	}
}
