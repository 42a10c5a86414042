import { millisecondsOf, momentOf, type Moment } from '$lib/domain/core/ids';
import type { ReadState } from '$lib/domain/core/state';
import { currentFact } from '$lib/domain/findings/fact';
import { needForOutside, type Need } from '$lib/domain/findings/need';
import type { OfficialText } from '$lib/domain/official-text/official-text';
import { answerPlaceOutside, placesOutside } from '$lib/domain/official-text/place';
import { answerStatus } from '$lib/domain/findings/need-answer';
import { textsAbout } from '$lib/domain/overview/rumour-clock';
import { needWaitsSince } from '$lib/domain/overview/waiting-since';
import type { NeedLine, Report } from '$lib/domain/report/content';
import { byCount } from './counting';
import type { EvidenceIndex } from './evidence';
import type { FactPost } from './report-facts';
import { pendingOf } from './text-progress';

/** How many sites and accounts to which people point are listed, and from how many posts. */
const CONSULTED_LIMITS = { max: 5, minPosts: 2 };

function unansweredSince(
	{ answer }: Readonly<Need>,
	posts: readonly Pick<FactPost, 'at' | 'backlog'>[]
): Moment | null {
	const after = answer ? millisecondsOf(answer.at) : -Infinity;
	const unanswered = posts.flatMap(({ at, backlog }) => (at > after && !backlog ? [at] : []));
	return unanswered.length === 0 ? null : momentOf(unanswered.reduce((first, at) => Math.min(first, at)));
}

/** Since when a fact is known that its answer, or a text about it, cites; nothing when there is none. */
function knownSince(
	{ facts }: Pick<ReadState, 'facts'>,
	{ answer }: Readonly<Need>,
	texts: readonly Readonly<OfficialText>[]
): Pick<NeedLine, 'known'> {
	const cited = [answer?.fact ?? null, ...texts.flatMap((text) => text.facts)];
	const known = cited.flatMap((id) => {
		const fact = id === null ? undefined : facts.get(id);
		const current = fact && currentFact(facts, fact);
		return current && current.source !== null ? [current.at] : [];
	});
	const since = known.sort()[0];
	return since === undefined ? {} : { known: since };
}

/** A need with how often, by how many people and since when it is asked. */
function needLine(stored: Readonly<Need>, evidence: EvidenceIndex): NeedLine {
	const need = needForOutside(evidence.facts.state, stored);
	const texts = textsAbout(evidence.facts.state, need);
	const posts = evidence.of(need.id);
	const answeredAt = need.answer ? millisecondsOf(need.answer.at) : null;
	return {
		...evidence.line(need),
		...evidence.mentionsAndAnswerTime(need, texts),
		state: need.state,
		waitingSince: needWaitsSince(need, unansweredSince(need, posts)),
		answer: need.answer && {
			at: need.answer.at,
			channel: answerPlaceOutside(placesOutside(evidence.facts.state), need.answer),
			...evidence.replaced(need.id),
			...(answerStatus(evidence.facts.state, need) === 'alone' && { alone: true as const })
		},
		...(need.answer === null && knownSince(evidence.facts.state, stored, texts)),
		...pendingOf(texts),
		askedSince: answeredAt === null ? 0 : posts.filter(({ at }) => at > answeredAt).length,
		phone: posts.filter(({ platform }) => platform === 'phone').length,
		press: posts.filter(({ platform }) => platform === 'press').length
	};
}

/** Unanswered needs first; then by how often it is asked now and in all, by how many, and by waiting time. */
function byUrgency(a: NeedLine, b: NeedLine): number {
	const waits = ({ state }: NeedLine) => (state === 'answered' ? 1 : 0);
	return (
		waits(a) - waits(b) ||
		(b.week?.now ?? 0) - (a.week?.now ?? 0) ||
		b.course.now - a.course.now ||
		b.posts - a.posts ||
		b.authors - a.authors ||
		(a.waitingSince ?? '').localeCompare(b.waitingSince ?? '') ||
		(a.finding < b.finding ? -1 : 1)
	);
}

/**
 * Section 2. Lists needs that wait, that were answered in this period, or that were asked in the last half hour; the
 * rest is a number. `unanswered` has the needs for which nobody is preparing an answer.
 */
export function information(evidence: EvidenceIndex, from: Moment): Report['information'] {
	const { state } = evidence.facts;
	const all = evidence.current(state.needs).map((need) => needLine(need, evidence));
	const needs = all
		.filter(
			(line) =>
				line.state !== 'answered' ||
				line.course.now > 0 ||
				(line.week?.now ?? 0) > 0 ||
				(line.answer !== null && line.answer.at > from)
		)
		.sort(byUrgency);
	return {
		needs,
		answeredEarlier: all.length - needs.length,
		unanswered: needs
			.filter((line) => line.state === 'open' || line.state === 'askedAgain')
			.map(({ finding, text, press }) => ({ finding, text, press: press > 0 })),
		phone: deskMessages(evidence, needs, 'phone'),
		press: deskMessages(evidence, needs, 'press'),
		consulted: consulted(evidence)
	};
}

/** The messages of one desk, and the listed needs that they ask about; a message may ask about more than one. */
function deskMessages(
	evidence: EvidenceIndex,
	needs: readonly NeedLine[],
	desk: 'phone' | 'press'
): Report['information']['phone'] {
	const listed = new Set(needs.map(({ finding }) => finding));
	const about = needs
		.map((line) => ({ finding: line.finding, text: line.text, posts: line[desk] }))
		.filter((line) => line.posts > 0)
		.sort(
			byCount(
				({ posts }) => posts,
				({ finding }) => finding
			)
		);
	let all = evidence.facts.posts.platforms.get(desk) ?? 0;
	let asking = 0;
	for (const { posts, labels, relevant } of evidence.stories) {
		const fromDesk = posts.filter(({ platform }) => platform === desk).length;
		if (!relevant) all -= fromDesk;
		else if (labels.links.some(({ finding }) => listed.has(finding))) asking += fromDesk;
	}
	return { posts: all, about, other: all - asking };
}

/** Only from posts that a person looked at and found relevant: posts that nobody read may be noise. */
function consulted(evidence: EvidenceIndex): Report['information']['consulted'] {
	const counts = new Map<string, Report['information']['consulted'][number]>();
	for (const pointer of evidence.facts.pointers) {
		if (!evidence.isFoundRelevant(pointer)) continue;
		const { kind, name } = pointer;
		const key = `${kind} ${name}`;
		counts.set(key, { name, kind, posts: (counts.get(key)?.posts ?? 0) + 1 });
	}
	return [...counts.values()]
		.filter(({ posts }) => posts >= CONSULTED_LIMITS.minPosts)
		.sort(
			byCount(
				({ posts }) => posts,
				({ kind, name }) => kind + name
			)
		)
		.slice(0, CONSULTED_LIMITS.max);
}
