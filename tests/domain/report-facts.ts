import type { SourceChange } from '$lib/domain/posts/at-source';
import {
	AuthorNumber,
	FindingId,
	millisecondsOf,
	momentOf,
	type QuoteId,
	Sha256,
	SourceId,
	StoryId,
	type Moment
} from '$lib/domain/core/ids';
import { openIncident } from '$lib/domain/incident/incident';
import { raiseNeed } from '$lib/domain/findings/need';
import { recordMeaning, type Theme } from '$lib/domain/findings/meaning';
import type { Platform } from '$lib/domain/posts/platform';
import { RULES, type Report } from '$lib/domain/report/content';
import { releaseReport } from '$lib/domain/report/version';
import { signalRumour } from '$lib/domain/findings/rumour';
import { addSource } from '$lib/domain/posts/source';
import type { Stance } from '$lib/domain/stories/story';
import type { ReportFrame } from '$lib/report/write/write-report';
import { perTenMinutes, tallyOf } from '$lib/server/read/report/collect/counting';
import { MAX_RECENT_PERIODS, type PostFigures } from '$lib/server/read/report/collect/post-figures';
import type { Facts, FactPost, Pointer, VoiceText, Voice } from '$lib/server/read/report/collect/report-facts';
import { render } from '$lib/server/read/report/render';
import { anna, bram, fresh, noon, opening, InMemoryIncident } from './in-memory-incident';

const MINUTE = 60_000;
const sum = Sha256.parse('a'.repeat(64));

/** Around a report whose position no test checks. */
export const draftFrame: ReportFrame = {
	number: 1,
	position: 1,
	chainHead: sum,
	rules: RULES,
	publicKey: null,
	checksum: sum,
	released: null
};
type Arrival = Partial<Pick<FactPost, 'author' | 'source' | 'platform' | 'lang' | 'backlog' | 'share' | 'changed'>>;

/** An incident in memory and its posts, from which a report is rendered. Minutes count from its start. */
export class ReportFixture {
	readonly incident = new InMemoryIncident();
	readonly posts: FactPost[] = [];
	readonly quoted = new Map<QuoteId, SourceChange>();
	readonly voices = new Map<AuthorNumber, Voice>();
	readonly own = new Set<AuthorNumber>();
	readonly said: VoiceText[] = [];
	readonly pointers: Pointer[] = [];
	#authors = 0;
	readonly source = fresh(SourceId);

	constructor() {
		this.incident.when(openIncident, opening(), bram);
		this.add(this.source, 'X', 'x');
	}
	add(id: SourceId, name: string, platform: Platform): void {
		this.incident.when(addSource, { id, name, kind: 'desk', platform, connection: null, key: null }, bram);
	}
	/** So many minutes after the start. */
	at(minutes: number): Moment {
		return momentOf(millisecondsOf(noon) + minutes * MINUTE);
	}
	/** The wall's clock of what people do next. */
	clock(minutes: number): this {
		this.incident.wall = millisecondsOf(noon) + minutes * MINUTE;
		return this;
	}
	author(): AuthorNumber {
		this.#authors += 1;
		return AuthorNumber.parse(this.#authors);
	}
	/** Adds posts to a story, each at its minute and by default with an author of its own. */
	arrive(story: StoryId, minutes: readonly number[], to: Arrival = {}): void {
		this.incident.seq += 1;
		for (const minute of minutes)
			this.posts.push({
				story,
				since: this.incident.seq,
				author: to.author === undefined ? this.author() : to.author,
				source: to.source ?? this.source,
				platform: to.platform ?? 'x',
				at: millisecondsOf(this.at(minute)),
				lang: to.lang === undefined ? 'nl' : to.lang,
				backlog: to.backlog ?? false,
				share: to.share ?? false,
				changed: to.changed ?? null
			});
	}
	story(minutes: readonly number[] = [], to: Arrival = {}): StoryId {
		const story = this.incident.story({ posts: minutes.length, platforms: [to.platform ?? 'x'] });
		if (minutes.length > 0) this.arrive(story, minutes, to);
		return story;
	}
	need(text: string, story: StoryId | null, offline: string | null = null): FindingId {
		const id = fresh(FindingId);
		this.incident.when(raiseNeed, { id, text, offline, seenIn: story && { story, stance: null } }, bram);
		return id;
	}
	rumour(text: string, story: StoryId, stance: Stance = 'supports'): FindingId {
		const id = fresh(FindingId);
		this.incident.when(signalRumour, { id, text, offline: null, seenIn: { story, stance } }, anna);
		return id;
	}
	meaning(text: string, theme: Theme, story: StoryId): FindingId {
		const id = fresh(FindingId);
		this.incident.when(recordMeaning, { id, text, theme, offline: null, seenIn: { story, stance: null } }, bram);
		return id;
	}
	/** Releases the next report, as if it were rendered and complete. */
	release(minute: number): void {
		const [checksum, chainHead] = [Sha256.parse('a'.repeat(64)), Sha256.parse('b'.repeat(64))];
		const { incident } = this.clock(minute);
		incident.references = {
			...incident.references,
			rendered: { checksum, chainHead, rules: '1', publicKey: null, unfinished: [], previous: null }
		};
		const number = incident.state.versions.size + 1;
		incident.when(releaseReport, { number, position: incident.seq, moment: this.at(minute), checksum }, bram);
	}
	facts(minute: number): Facts {
		const moment = this.at(minute);
		return {
			moment,
			state: this.incident.state,
			posts: figuresOf(
				this.posts.filter(({ at }) => at <= millisecondsOf(moment)),
				{ start: millisecondsOf(this.incident.state.incident?.start ?? moment), moment: millisecondsOf(moment) }
			),
			quoted: this.quoted,
			voices: this.voices,
			own: this.own,
			voiceTexts: this.said,
			pointers: this.pointers,
			mentions: new Map(),
			profileChangedAt: null,
			profileChanges: [],
			outages: []
		};
	}
	report(minute: number): Report {
		return render(this.facts(minute));
	}
}

/** The counts of these posts, each figure separately. */
export function figuresOf(posts: readonly FactPost[], period: { start: number; moment: number }): PostFigures {
	const per = <K>(key: (post: FactPost) => K): Map<K, number> =>
		posts.reduce((counts, post) => counts.set(key(post), (counts.get(key(post)) ?? 0) + 1), new Map<K, number>());
	return {
		all: tallyOf(posts),
		stories: new Set(posts.map(({ story }) => story)).size,
		backlog: posts.filter(({ backlog }) => backlog).length,
		recent: perTenMinutes(posts, { ...period, maxLength: MAX_RECENT_PERIODS }),
		languages: per(({ lang }) => lang),
		platforms: per(({ platform }) => platform),
		from: (source) => tallyOf(posts.filter((post) => post.source === source)),
		after: (moment) => posts.filter(({ at }) => at > moment).length,
		platformsOf: (source) =>
			figuresOf(
				posts.filter((post) => post.source === source),
				period
			).platforms,
		size: (story) => posts.filter((post) => post.story === story).length,
		inStory: (story) => posts.filter((post) => post.story === story),
		has: (author) => posts.some((post) => post.author === author)
	};
}

/** So many moments, `step` minutes apart, from a minute on. */
export const minutes = (from: number, count: number, step = 0.1): number[] =>
	Array.from({ length: count }, (_, i) => from + i * step);
