import { z } from 'zod';
import { Advice, Goal } from './advice';
import { AtSource, SourceChange } from '../posts/at-source';
import { AuthorKind } from '../posts/author';
import { Behaviour } from '../findings/behaviour';
import { canonical, checksumOf } from '../core/checksum';
import { FactId, FindingId, Moment, QuoteId, type Sha256, SourceId } from '../core/ids';
import { Incident } from '../incident/incident';
import { Theme } from '../findings/meaning';
import { Need } from '../findings/need';
import { Platform } from '../posts/platform';
import { Certainty } from './version';
import { Approach, Harm, Verdict } from '../findings/rumour';
import { ProfileChange } from '../posts/search/profile-change';
import { FollowedAccount, SearchProfile } from '../posts/search/profile';
import { Attitude, Emotion } from '../stories/sentiment';
import { Source } from '../posts/source';
import { Trend } from '../stories/trend';
import { EffectSpan } from '../official-text/effect';
import { TextKind } from '../official-text/official-text';

/** The version of the rules that derive the report from posts and log. Every change of a derivation increases it. */
export const RULES = '1.4';

/** Below this many posts no share is given: "too few (n = 7)" (domain.md §4). */
export const MIN_POSTS_FOR_SHARE = 20;

const Count = z.int().nonnegative();

/** The count of the last thirty minutes up to the moment measured, and of the thirty before. */
export const ReportTrend = z.object({
	now: Count,
	before: Count,
	trend: Trend
});
export type ReportTrend = z.infer<typeof ReportTrend>;

/**
 * Posts and their authors: a post without author (phone) counts as an author of its own, and is also counted in
 * `unnamed`.
 */
export const Tally = z.object({ posts: Count, authors: Count, unnamed: Count });
export type Tally = z.infer<typeof Tally>;

/**
 * The common part of lines about a finding: its words, and its evidence or where it was observed offline. `atSource`:
 * how many of its posts were edited or gone at their source by then; absent when none was.
 */
const Found = Tally.extend({
	finding: FindingId,
	text: z.string(),
	offline: z.string().nullable(),
	course: ReportTrend,
	atSource: AtSource.optional()
});

export const NeedLine = Found.extend({
	state: Need.shape.state,
	/** Since when it is unanswered; null when it is answered. */
	waitingSince: Moment.nullable(),
	answer: z.object({ at: Moment, channel: z.string() }).nullable(),
	/** Posts since the answer. */
	askedSince: Count,
	/** Of the posts, those from the phone desk and from the press. */
	phone: Count,
	press: Count
});
export type NeedLine = z.infer<typeof NeedLine>;

export const RumourLine = Found.extend({
	stances: z.object({ supports: Count, denies: Count, asks: Count, comments: Count }),
	harm: Harm.nullable(),
	spread: z.literal([1, 2, 3]),
	product: Count.nullable(),
	level: z.enum(['low', 'middle', 'high', 'danger']),
	verdict: z.object({ verdict: Verdict, source: z.string(), at: Moment, fact: z.string() }).nullable(),
	verifying: z.object({ body: z.string(), at: Moment }).nullable(),
	approach: Approach.nullable(),
	helpNeeded: z.boolean(),
	/**
	 * The last text published about it (no holding statement), and what happened since its first publication; null before
	 * that.
	 */
	told: z
		.object({ kind: TextKind, at: Moment, where: z.array(z.string()), effect: EffectSpan.nullable() })
		.nullable()
		.default(null)
});
export type RumourLine = z.infer<typeof RumourLine>;

export const BehaviourLine = Found.extend({ effect: Behaviour.shape.effect, advice: z.string().nullable() });
export type BehaviourLine = z.infer<typeof BehaviourLine>;

/** `voices`: the media, organisations and office holders that say it most; never private persons. */
export const MeaningLine = Found.extend({ theme: Theme, voices: z.array(z.string()) });
export type MeaningLine = z.infer<typeof MeaningLine>;

/** A finding that changed since the previous report. */
export const Change = z.object({
	kind: z.enum(['need', 'rumour', 'behaviour', 'meaning']),
	finding: FindingId,
	text: z.string(),
	now: Count,
	before: Count
});
export type Change = z.infer<typeof Change>;

/** Questions received at one desk: how many messages, and about what. `other` are about no listed finding. */
const Asked = z.object({
	posts: Count,
	about: z.array(z.object({ finding: FindingId, text: z.string(), posts: Count })),
	other: Count
});

const shares = <S extends z.ZodType>(key: S) =>
	z.object({ n: Count, parts: z.array(z.object({ key, posts: Count, course: ReportTrend })) });

/** A text by the analyst; null when it is not written yet. */
const Written = z.string().nullable();

export const AdviceLine = Advice.pick({
	id: true,
	goal: true,
	what: true,
	who: true,
	channel: true,
	audience: true,
	tone: true,
	urgency: true
}).extend({
	/** The number of the first report with this line; null when it is new in this one. */
	since: z.int().positive().nullable(),
	decision: z.object({ outcome: z.enum(['adopted', 'declined', 'postponed']), why: z.string(), at: Moment }).nullable()
});
export type AdviceLine = z.infer<typeof AdviceLine>;

const Fact = z.object({ id: FactId, text: z.string(), source: z.string().nullable(), at: Moment });

/**
 * Why nothing was received: the source was paused or removed by a person, failed, was unusually silent, or its posts
 * were lost.
 */
export const ReportOutage = z.object({
	source: z.string(),
	why: z.enum(['paused', 'removed', 'failed', 'silent', 'missed']),
	from: Moment,
	to: Moment.nullable()
});
export type ReportOutage = z.infer<typeof ReportOutage>;

/**
 * The search profile at the end of the period, and its changes. Older reports have accounts as plain names, and neither
 * languages nor changes.
 */
const ProfileSeen = SearchProfile.extend({
	accounts: z.array(z.union([FollowedAccount, z.string()])),
	languages: SearchProfile.shape.languages.optional(),
	changedAt: Moment.nullable(),
	/** Every change since the first profile, oldest first. */
	changes: z.array(ProfileChange).optional()
});

/**
 * The environment report as plain content: the ten sections of domain.md §4, the same for the same log position and
 * moment. It has no number, moment of release, state or checksum: those are in the frame around it.
 */
export const Report = z.object({
	incident: Incident.pick({ title: true, kind: true, grip: true, place: true, phase: true, exercise: true }),
	/** Figures count posts up to here, on the incident's clock. */
	moment: Moment,
	/** The previous report's moment, or the start of the incident. */
	from: Moment,
	/** The number of the previous report. */
	previous: z.int().positive().nullable(),
	/** When the next one is due; may be in the past. */
	due: Moment.nullable(),
	brief: z.object({
		text: Written,
		fresh: z.array(Change),
		risen: z.array(Change),
		fallen: z.array(Change),
		gone: z.array(Change),
		answered: z.array(Change)
	}),
	information: z.object({
		needs: z.array(NeedLine),
		/** Answered before the previous report, and not asked since. */
		answeredEarlier: Count,
		unanswered: z.array(z.object({ finding: FindingId, text: z.string(), press: z.boolean() })),
		phone: Asked,
		press: Asked,
		/** What people refer to: sites and accounts of media, organisations and office holders. */
		consulted: z.array(z.object({ name: z.string(), kind: z.enum(['site', 'account']), posts: Count }))
	}),
	limitation: z.object({
		rumours: z.array(RumourLine),
		behaviours: z.array(BehaviourLine),
		/** Number and moments only. */
		calls: z.object({ passedOn: z.array(Moment), open: Count })
	}),
	meaning: z.object({
		emotions: shares(Emotion),
		attitudes: shares(Attitude),
		text: Written,
		themes: z.array(MeaningLine),
		/**
		 * `paraphrased` and `atSource` (what happened to the post at its source) are absent, not false, so that an older
		 * report parses to the same value.
		 */
		quotes: z.array(
			z.object({
				id: QuoteId,
				text: z.string(),
				speaker: z.string(),
				paraphrased: z.literal(true).optional(),
				atSource: SourceChange.optional()
			})
		)
	}),
	voices: z.array(
		z.object({
			name: z.string(),
			kind: AuthorKind.exclude(['private']),
			headline: z.string(),
			platform: Platform,
			at: Moment,
			posts: Count,
			/** It was gone at its source by then; absent, not false, as in quotes. */
			gone: z.literal(true).optional()
		})
	),
	counterSignals: z.object({ text: Written, noneFound: z.boolean() }),
	reading: z.object({
		text: Written,
		certainty: Certainty.nullable(),
		why: Written,
		expected: Written,
		watch: Written
	}),
	advice: z.object({
		lines: z.array(AdviceLine),
		/** What happened since the previous report to advice from earlier reports. */
		became: z.array(AdviceLine)
	}),
	known: z.object({
		facts: z.array(Fact),
		open: z.array(Fact),
		actions: z.array(z.object({ channel: z.string(), text: z.string(), at: Moment }))
	}),
	basis: Tally.extend({
		/** Posts that share or nearly repeat another: posts minus stories. */
		copies: Count,
		stories: Count,
		backlog: Count,
		notRelevant: Count,
		sources: z.array(
			Source.pick({ name: true, kind: true, platform: true, state: true }).extend({
				id: SourceId,
				posts: Count,
				authors: Count,
				unnamed: Count
			})
		),
		/** The desks that this incident does not have. */
		missing: z.array(Platform),
		languages: z.array(z.object({ language: z.string().nullable(), posts: Count })),
		/** Stories that a person looked at, and the posts in them at that moment. */
		looked: z.object({ posts: Count, stories: Count }),
		/** Posts that were grouped into a story after a person had looked at it. */
		joined: Count,
		unseen: z.object({ posts: Count, stories: Count }),
		outages: z.array(ReportOutage),
		profile: ProfileSeen.nullable()
	})
});
export type Report = z.infer<typeof Report>;

/** The checksum of the canonical content, so that any program can recompute it. */
export const checksumOfReport = (report: Report): Sha256 => checksumOf(canonical(report));

/** The order of the goals in the report. */
export const goals: readonly Goal[] = Goal.options;

/**
 * A fraction of 1, or null when n is too small for a share.
 * @param n the total
 */
export const shareOf = (posts: number, n: number): number | null => (n < MIN_POSTS_FOR_SHARE ? null : posts / n);
