import { z } from 'zod';
import { Advice, Goal } from './advice';
import { AtSource, SourceChange } from '../posts/at-source';
import { PublicKind } from '../posts/author';
import { Behaviour } from '../findings/behaviour';
import { canonical, checksumOf } from '../core/checksum';
import { ActionId, FactId, FindingId, Moment, QuoteId, type Sha256, SourceId, StoryId, TextId } from '../core/ids';
import { Incident } from '../incident/incident';
import { Group } from '../findings/groups';
import { Theme } from '../findings/meaning';
import { Replacement } from '../findings/fact';
import { Need } from '../findings/need';
import { Platform } from '../posts/platform';
import { Certainty } from './report-text';
import { RiskLevel } from '../findings/risk';
import { Approach, Harm, Verdict } from '../findings/rumour';
import { ProfileChange } from '../posts/search/profile-change';
import { FollowedAccount, SearchProfile } from '../posts/search/profile';
import { Attitude, Emotion } from '../stories/sentiment';
import { Source } from '../posts/source';
import { Course, differenceOf, type PeriodCount } from '../stories/trend';
import { EffectSpan } from '../official-text/effect';
import { TextKind } from '../official-text/official-text';

/** The version of the rules that derive the report from posts and log. Every change of a derivation increases it. */
export const RULES = '1.13';

/**
 * What the short form is about: the three goals; early signs, while an incident is only followed; or what remains, in
 * aftercare.
 */
export function shortFormOf({ incident }: Pick<Report, 'incident'>): 'goals' | 'signs' | 'remains' {
	if (incident.phase === 'watch') return 'signs';
	return incident.phase === 'aftercare' ? 'remains' : 'goals';
}

/** Below this many posts no share is given: "too few (n = 7)" (docs/domain.md, rule 12). */
const MIN_POSTS_FOR_SHARE = 20;

const Count = z.int().nonnegative();

/**
 * Posts and their authors: a post without author (phone) counts as an author of its own, and is also counted in
 * `unnamed`.
 */
export const Tally = z.object({ posts: Count, authors: Count, unnamed: Count });
export type Tally = z.infer<typeof Tally>;

/**
 * Posts per ten minutes, oldest first; the last are those up to the moment measured. Shorter when the incident is
 * younger.
 */
const PerTenMinutes = z.array(Count).min(1);

/**
 * The common part of lines about a finding: its words, and its evidence or where it was observed offline. `atSource`:
 * how many of its posts were edited or gone at their source by then; absent when there were none. `recent`: of the last
 * hour; older reports do not have it.
 */
const FindingLineBase = Tally.extend({
	finding: FindingId,
	text: z.string(),
	offline: z.string().nullable(),
	course: Course,
	recent: PerTenMinutes.max(6).optional(),
	/** In aftercare: its posts of the last seven days, and of the seven before. */
	week: Course.optional(),
	atSource: AtSource.optional()
});

/** A text about a finding that is not published yet; absent when there is none. */
const PendingText = z.object({ kind: TextKind, state: z.enum(['draft', 'submitted', 'approved']) });
export type PendingText = z.infer<typeof PendingText>;

/**
 * Groups and neighbourhoods that a good part of the posts name in words of their own, most first. Whom and what a post
 * names is not who wrote it, nor where.
 */
export const Mentions = z.object({
	groups: z.array(z.object({ group: Group, posts: Count })),
	places: z.array(z.object({ place: z.string(), posts: Count }))
});
export type Mentions = z.infer<typeof Mentions>;

/** It was published without a second reader, and nobody reviewed it yet; absent otherwise. */
const Alone = z.literal(true).optional();

/** From the first post until our first published answer; `to` is null before that. */
const AnswerTime = z.object({ from: Moment, to: Moment.nullable() });

/** What needs and rumours have in addition; older reports do not have it. */
const AnswerableLine = FindingLineBase.extend({ mentions: Mentions.optional(), answerTime: AnswerTime.optional() });

export const NeedLine = AnswerableLine.extend({
	state: Need.shape.state,
	/** Since when it is unanswered; null when it is answered. */
	waitingSince: Moment.nullable(),
	/** `replaced`: when a fact under it was replaced, until a person reviewed the answer; absent otherwise. */
	answer: z.object({ at: Moment, channel: z.string(), replaced: Moment.optional(), alone: Alone }).nullable(),
	/**
	 * Without an answer: since when a fact is known that its answer or a text about it cites. Absent without one, and in
	 * older reports.
	 */
	known: Moment.optional(),
	pending: PendingText.optional(),
	/** Posts since the answer. */
	askedSince: Count,
	/** How many of the posts are from the phone desk and from the press. */
	phone: Count,
	press: Count
});
export type NeedLine = z.infer<typeof NeedLine>;

export const RumourLine = AnswerableLine.extend({
	stances: z.object({ supports: Count, denies: Count, asks: Count, comments: Count }),
	harm: Harm.nullable(),
	spread: z.literal([1, 2, 3]),
	product: Count.nullable(),
	level: RiskLevel,
	/**
	 * `replaced`: when its fact was replaced, until a person reviewed the verdict; `reworded`: it was given for another
	 * wording of the claim, and nobody looked yet; absent otherwise.
	 */
	verdict: z
		.object({
			verdict: Verdict,
			source: z.string(),
			at: Moment,
			fact: z.string(),
			replaced: Moment.optional(),
			reworded: z.literal(true).optional()
		})
		.nullable(),
	verifying: z.object({ body: z.string(), at: Moment }).nullable(),
	approach: Approach.nullable(),
	helpNeeded: z.boolean(),
	/** When a holding statement about it was first published; absent before that. */
	holding: Moment.optional(),
	pending: PendingText.optional(),
	/**
	 * The last text published about it (no holding statement), and what happened since its first publication; null before
	 * that.
	 */
	lastText: z
		.object({
			kind: TextKind,
			at: Moment,
			/** Where it was published at that moment. */
			where: z.array(z.string()),
			/** Where else since then, each at its own moment; absent when nowhere. */
			later: z.array(z.object({ where: z.string(), at: Moment })).optional(),
			effect: EffectSpan.nullable(),
			alone: Alone
		})
		.nullable()
		.default(null)
});
export type RumourLine = z.infer<typeof RumourLine>;

export const BehaviourLine = FindingLineBase.extend({ effect: Behaviour.shape.effect, advice: z.string().nullable() });
export type BehaviourLine = z.infer<typeof BehaviourLine>;

/**
 * `voices`: the media, organisations and office holders that it mostly comes from; `also`: those that say it too, with
 * their posts. Never private persons. Older reports have no `also`.
 */
export const MeaningLine = FindingLineBase.extend({
	theme: Theme,
	voices: z.array(z.string()),
	also: z.array(z.object({ name: z.string(), posts: Count })).optional()
});
export type MeaningLine = z.infer<typeof MeaningLine>;

/** A finding that changed since the previous report. */
export const Change = z.object({
	kind: z.enum(['need', 'rumour', 'behaviour', 'meaning']),
	finding: FindingId,
	text: z.string(),
	now: Count,
	before: Count.nullable()
});
export type Change = z.infer<typeof Change>;

/** Questions received at one desk: how many messages, and about what. `other` are about no listed finding. */
const QuestionsAtDesk = z.object({
	posts: Count,
	about: z.array(z.object({ finding: FindingId, text: z.string(), posts: Count })),
	other: Count
});

/**
 * How many stories with a post in the period have a label, and how many posts of the period those have: what was
 * labelled, not what people feel.
 */
const labelled = <S extends z.ZodType>(key: S) =>
	z.object({ stories: Count, posts: Count, parts: z.array(z.object({ key, stories: Count, posts: Count })) });

/** The parts of a report with texts by people. */
export const CarriedPart = z.enum(['brief', 'meaning', 'counterSignals', 'reading']);
export type CarriedPart = z.infer<typeof CarriedPart>;

/** The findings that an analyst's words rest on, with their posts. Older reports do not say it. */
const TextBasis = z.array(z.object({ finding: FindingId, text: z.string(), posts: Count }));
export type TextBasis = z.infer<typeof TextBasis>;

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
	/** Who decides, and by when. Older reports do not say it. */
	decider: z.string().optional(),
	deadline: Moment.optional(),
	rests: TextBasis.optional(),
	decision: z
		.object({
			outcome: z.enum(['adopted', 'declined', 'postponed']),
			why: z.string(),
			effect: z.string().optional(),
			/** Who carries it out, and by when; or until when it was postponed. Older reports do not say it. */
			who: z.string().optional(),
			due: Moment.optional(),
			at: Moment
		})
		.nullable()
});
export type AdviceLine = z.infer<typeof AdviceLine>;

/**
 * The official text that an own action published, and the finding it is about, in words. `withdrawn`: it no longer
 * holds.
 */
const PublishedText = z.object({
	text: TextId,
	kind: TextKind,
	about: z.string().nullable(),
	withdrawn: z.literal(true).optional(),
	alone: Alone
});
export type PublishedText = z.infer<typeof PublishedText>;

/** `instead`: the fact that it replaced, and when. */
const Fact = z.object({
	id: FactId,
	text: z.string(),
	source: z.string().nullable(),
	at: Moment,
	instead: Replacement.omit({ now: true }).optional()
});

/** What we said that we would do or say; `due` when a moment was set, `words` where there is a sentence. */
const PromiseLine = z.object({
	about: z.string().nullable(),
	words: z.string(),
	at: Moment,
	due: Moment.nullable(),
	alone: Alone
});
export type PromiseLine = z.infer<typeof PromiseLine>;

/** What is still open in aftercare: adopted advice without a known effect, current promises, where people can go. */
const Remains = z.object({ advice: z.array(AdviceLine), promises: z.array(PromiseLine), help: z.array(Fact) });

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
 * The environment report as plain content: ten sections, the same for the same log position and moment
 * (docs/domain.md, rule 13). It has no number, moment of release, state or checksum: those are in the frame around it.
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
		/** The counts differ, but the posts that nobody looked at could change that. */
		unsure: z.array(Change).default([]),
		gone: z.array(Change),
		answered: z.array(Change)
	}),
	information: z.object({
		needs: z.array(NeedLine),
		/** Answered before the previous report, and not asked since. */
		answeredEarlier: Count,
		unanswered: z.array(z.object({ finding: FindingId, text: z.string(), press: z.boolean() })),
		phone: QuestionsAtDesk,
		press: QuestionsAtDesk,
		/** What people refer to: sites and accounts of media, organisations and office holders. */
		consulted: z.array(z.object({ name: z.string(), kind: z.enum(['site', 'account']), posts: Count }))
	}),
	limitation: z.object({
		rumours: z.array(RumourLine),
		behaviours: z.array(BehaviourLine),
		/** Number and moments only. */
		calls: z.object({
			passedOn: z.array(Moment),
			/** When one was passed on and when that was taken back; absent where nothing was. */
			takenBack: z.array(z.object({ passedOn: Moment, at: Moment })).optional(),
			open: Count
		})
	}),
	meaning: z.object({
		emotions: labelled(Emotion),
		attitudes: labelled(Attitude),
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
	/**
	 * The parts with words from before the previous report: when the oldest of them was written, and when a person said
	 * that it still holds. `numbers`: those in them that the tables no longer have; absent when there are none. Older
	 * reports do not say it.
	 */
	carried: z
		.partialRecord(
			CarriedPart,
			z.object({ written: Moment, confirmed: Moment.nullable(), numbers: z.array(Count).optional() })
		)
		.optional(),
	voices: z.array(
		z.object({
			name: z.string(),
			kind: PublicKind,
			headline: z.string(),
			platform: Platform,
			at: Moment,
			posts: Count,
			/** The story of the post. Older reports do not have it. */
			story: StoryId.optional(),
			/** It was gone at its source by then; absent, not false, as in quotes. */
			gone: z.literal(true).optional()
		})
	),
	/**
	 * Why there are no voices; absent where there are: no sender is known to be one, nobody looked at what they said, or
	 * they said nothing in this period.
	 */
	noVoices: z.enum(['unknown', 'notLookedAt', 'silent']).optional(),
	counterSignals: z.object({ text: Written, noneFound: z.boolean(), rests: TextBasis.optional() }),
	reading: z.object({
		text: Written,
		certainty: Certainty.nullable(),
		why: Written,
		expected: Written,
		watch: Written,
		rests: TextBasis.optional()
	}),
	advice: z.object({
		lines: z.array(AdviceLine),
		/** What happened since the previous report to advice from earlier reports. */
		became: z.array(AdviceLine)
	}),
	/** Only in aftercare. */
	remains: Remains.optional(),
	known: z.object({
		facts: z.array(Fact),
		open: z.array(Fact),
		/** Older reports do not say what was published, nor which action it was. */
		actions: z.array(
			z.object({
				id: ActionId.optional(),
				channel: z.string(),
				text: z.string(),
				at: Moment,
				published: PublishedText.optional()
			})
		)
	}),
	basis: Tally.extend({
		/** Posts that share or nearly repeat another: posts minus stories. */
		copies: Count,
		stories: Count,
		backlog: Count,
		notRelevant: Count,
		/** All posts of the last two hours. Older reports do not have it. */
		recent: PerTenMinutes.max(12).optional(),
		sources: z.array(
			Source.pick({ name: true, kind: true, platform: true, state: true }).extend({
				id: SourceId,
				posts: Count,
				authors: Count,
				unnamed: Count,
				/** The posts of a file by platform, most first. */
				platforms: z.array(z.object({ platform: Platform, posts: Count })).optional()
			})
		),
		/** The posts of the report's period, and how many of those are in stories that nobody looked at. */
		period: z.object({ posts: Count, unseen: Count }),
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

/** *Vooral* is said of so many posts by so many people at least (docs/domain.md). */
const MIN_FOR_MAINLY = { posts: 5, people: 3 };
export const mayBeMainly = ({ posts, authors }: Pick<Tally, 'posts' | 'authors'>): boolean =>
	posts >= MIN_FOR_MAINLY.posts && authors >= MIN_FOR_MAINLY.people;

/** Whether people mainly ask these: each clearly more often than every other question, whatever nobody looked at. */
export function areAskedMost(shown: readonly NeedLine[], { basis, information }: Report): boolean {
	const looked = Math.max(basis.posts - basis.unseen.posts, ...information.needs.map(({ posts }) => posts));
	const count = (labelled: number): PeriodCount => ({ posts: basis.posts, looked, labelled });
	const others = information.needs.filter((need) => !shown.includes(need)).map(({ posts }) => posts);
	const next = count(Math.max(0, ...others));
	return shown.every((need) => mayBeMainly(need) && differenceOf(count(need.posts), next) === 'rises');
}

/** Whether the posts that nobody looked at could change what its trend or the effect of our text is. */
export const isUnsure = (line: NeedLine | RumourLine): boolean =>
	line.course.trend === 'unsure' || ('lastText' in line && line.lastText?.effect?.saying === 'unsure');

/** Whether there may be more than the report says: nobody looked at more than a tenth of the posts of its period. */
export const mayBeMore = ({ basis: { period } }: Pick<Report, 'basis'>): boolean => period.unseen * 10 > period.posts;

/** The checksum of the canonical content, so that any program can recompute it. */
export const checksumOfReport = (report: Report): Sha256 => checksumOf(canonical(report));

/** The order of the goals in the report. */
export const goals: readonly Goal[] = Goal.options;

/**
 * A fraction of 1, or null when n is too small for a share.
 * @param n the total
 */
export const shareOf = (posts: number, n: number): number | null => (n < MIN_POSTS_FOR_SHARE ? null : posts / n);
