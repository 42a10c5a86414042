import { millisecondsOf, type FindingId } from '$lib/domain/core/ids';
import { effectOf, comparableSpan } from '$lib/domain/official-text/effect';
import { firstPublishedAt, lacksSecondReader, type OfficialText } from '$lib/domain/official-text/official-text';
import { placeOutside } from '$lib/domain/official-text/place';
import { isOnLine } from '$lib/domain/posts/platform';
import type { BehaviourLine, Report, RumourLine } from '$lib/domain/report/content';
import { orderedRumours } from '$lib/domain/report/report-lines';
import { riskOf, SPREAD_MINUTES, spreadOf, type SpreadMeasure } from '$lib/domain/findings/risk';
import { isVerdictReworded, type Rumour } from '$lib/domain/findings/rumour';
import { textsAbout } from '$lib/domain/overview/rumour-clock';
import { passedCalls } from '$lib/domain/stories/passings';
import { openCalls, type Stance } from '$lib/domain/stories/story';
import { byCount, countPeriods, tallyOf } from './counting';
import type { EvidenceIndex } from './evidence';
import type { FactPost } from './report-facts';
import { pendingOf } from './text-progress';

const spreads = (stance: Stance | null): boolean => stance === 'supports' || stance === 'asks';
const isOurs = ({ author }: FactPost, { facts }: EvidenceIndex): boolean => author !== null && facts.own.has(author);

/**
 * The posts that measure spread: those of the last 120 minutes that support or ask, without our own accounts.
 */
function measureSpread(rumour: FindingId, evidence: EvidenceIndex): SpreadMeasure {
	const moment = millisecondsOf(evidence.facts.moment);
	const counted = evidence
		.of(rumour)
		.filter(
			(post) =>
				post.at > moment - SPREAD_MINUTES * 60_000 &&
				post.at <= moment &&
				spreads(evidence.stance(rumour, post)) &&
				!isOurs(post, evidence)
		);
	const { now, before } = countPeriods(counted, moment);
	return {
		authors: tallyOf(counted).authors,
		platforms: new Set(counted.map(({ platform }) => platform).filter(isOnLine)).size,
		postsLast30: now,
		posts30Before: before,
		publicVoice: counted.some((post) => evidence.voice(post) !== null),
		pressAsks: counted.some((post) => post.platform === 'press' && evidence.stance(rumour, post) === 'asks')
	};
}

function rumourLine(rumour: Readonly<Rumour>, evidence: EvidenceIndex): RumourLine {
	const texts = textsAbout(evidence.facts.state, rumour);
	const holdingAt = texts
		.filter(({ kind }) => kind === 'holding')
		.flatMap((text) => firstPublishedAt(text) ?? [])
		.sort()[0];
	const posts = evidence.of(rumour.id);
	const spread = spreadOf(measureSpread(rumour.id, evidence));
	const { level, product } = riskOf(rumour, spread);
	const fact = rumour.judged && evidence.facts.state.facts.get(rumour.judged.fact);
	const stances: Record<Stance, number> = { supports: 0, denies: 0, asks: 0, comments: 0 };
	for (const post of posts) {
		const stance = evidence.stance(rumour.id, post);
		if (stance) stances[stance] += 1;
	}
	return {
		...evidence.line(rumour),
		...evidence.mentionsAndAnswerTime(rumour, texts),
		stances,
		harm: rumour.harm,
		spread,
		product,
		level,
		verdict: rumour.judged && {
			verdict: rumour.judged.verdict,
			source: fact?.source ?? '',
			at: fact?.at ?? rumour.judged.at,
			fact: fact?.text ?? '',
			...evidence.replaced(rumour.id),
			...(isVerdictReworded(rumour) && { reworded: true })
		},
		verifying: rumour.verifying && { body: rumour.verifying.body, at: rumour.verifying.at },
		approach: rumour.approach,
		helpNeeded: rumour.helpNeeded,
		...(holdingAt !== undefined && { holding: holdingAt }),
		...pendingOf(texts),
		lastText: answerOf(rumour, texts, evidence)
	};
}

/**
 * The last text that was published about a rumour and not withdrawn, with its effect over the longest period that can be compared:
 * counted as on the rumour's page, without our own accounts.
 */
function answerOf(
	rumour: Readonly<Rumour>,
	texts: readonly Readonly<OfficialText>[],
	evidence: EvidenceIndex
): RumourLine['lastText'] {
	const { moment, start } = evidence.measured;
	const text = texts.find(
		({ kind, publications, withdrawn }) => kind !== 'holding' && publications.length > 0 && !withdrawn
	);
	const at = text && firstPublishedAt(text);
	if (!text || !at) return null;
	const places = text.publications
		.map((publication) => ({ where: placeOutside(publication), at: publication.at }))
		.sort((a, b) => a.at.localeCompare(b.at))
		.filter(({ where }, index, all) => all.findIndex((one) => one.where === where) === index);
	const later = places.filter((one) => one.at !== at);
	const minutes = (of: number): number => (of - millisecondsOf(at)) / 60_000;
	const timeOf = (minute: number): number => millisecondsOf(at) + minute * 60_000;
	const posts = evidence.of(rumour.id).flatMap((post) => {
		const stance = evidence.stance(rumour.id, post);
		return stance && !post.backlog && !isOurs(post, evidence) && post.at <= moment
			? [{ minute: minutes(post.at), stance }]
			: [];
	});
	return {
		kind: text.kind,
		at,
		where: places.filter((one) => one.at === at).map(({ where }) => where),
		...(later.length > 0 && { later }),
		effect: comparableSpan(
			effectOf(
				posts,
				(from, to) => evidence.between(timeOf(from) - 1, timeOf(to) - 1),
				-minutes(start),
				minutes(moment)
			)
		),
		...(text.publications.some(lacksSecondReader) && { alone: true as const })
	};
}

/** Section 3. Of calls for help a partner sees only the number and the moments at which they were passed on. */
export function limitation(evidence: EvidenceIndex): Report['limitation'] {
	const { state } = evidence.facts;
	const behaviours = evidence
		.current(state.behaviours)
		.map((row): BehaviourLine => ({ ...evidence.line(row), effect: row.effect, advice: row.advice }));
	return {
		rumours: orderedRumours(evidence.current(state.rumours).map((rumour) => rumourLine(rumour, evidence))),
		behaviours: behaviours.sort(
			byCount(
				({ posts }) => posts,
				({ finding }) => finding
			)
		),
		calls: calls(evidence)
	};
}

function calls({ facts }: EvidenceIndex): Report['limitation']['calls'] {
	const { passedOn, takenBack } = passedCalls(facts.state);
	return { passedOn, ...(takenBack.length > 0 ? { takenBack } : {}), open: openCalls(facts.state).length };
}
