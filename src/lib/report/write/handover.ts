import * as m from '../../messages';
import type { Alert } from '$lib/domain/overview/alert';
import type { HandoverDue, Handover, OpenCall } from '$lib/domain/overview/handover';
import type { TextWaiting } from '$lib/domain/overview/waiting-texts';
import { millisecondsOf, type Moment, type PersonId } from '$lib/domain/core/ids';
import type { AdviceLine, RumourLine } from '$lib/domain/report/content';
import type { RiskLevel } from '$lib/domain/findings/risk';
import type { Words } from '$lib/i18n/words';
import { reasonWords } from './alert-words';
import { textOf } from './flow';
import { writeReplacement } from './replaced';

/** A line of the handover: the quote or title, a mark beside it, and one sentence of detail. */
interface Item {
	readonly key: string;
	readonly head: string;
	readonly mark: string | null;
	readonly level: RiskLevel | null;
	readonly note: string | null;
	/** The address where the work continues, within the incident. */
	readonly to: string | null;
}
interface TimedItem extends Item {
	readonly time: string;
	/** RFC 3339. */
	readonly at: string;
}
type HandoverSectionId = 'calls' | 'rumours' | 'needs' | 'texts' | 'advice' | 'alerts' | 'sources';
export interface HandoverSection {
	readonly id: HandoverSectionId;
	readonly title: string;
	readonly items: readonly Item[];
	/** Shown where there are none, or to say how many more there are. */
	readonly note: string | null;
}
/** The handover in words: a page that is read aloud in two minutes. */
interface HandoverText {
	readonly first: { readonly items: readonly TimedItem[]; readonly note: string | null };
	readonly sections: readonly HandoverSection[];
}

/** The maximum number of lines per kind; the rest is only counted. */
const MAX_LINES = { first: 4, rumours: 4, needs: 3, texts: 2, advice: 2, alerts: 2, sources: 2 } as const;
/** The maximum when there are alerts too, so that the page stays as short. */
const MAX_RUMOURS_WITH_ALERTS = 3;

/** @param nameOf a person's name; the page is for colleagues only */
export function writeHandover(handover: Handover, words: Words, nameOf: (person: PersonId) => string): HandoverText {
	const { t } = words;
	const { due, rumours, needs, texts, advice, alerts } = handover;
	const rest = (id: 'first' | Exclude<HandoverSectionId, 'calls'>, shown: number, all: number): string | null =>
		all === 0 ? t(m.handover.none[id]) : all > shown ? t(m.handover.more[id], { count: all - shown }) : null;
	const section = (
		id: Exclude<HandoverSectionId, 'calls'>,
		items: readonly Item[],
		all = items.length
	): HandoverSection => ({ id, title: t(m.handover.sections[id]), items, note: rest(id, items.length, all) });
	return {
		first: {
			items: due.slice(0, MAX_LINES.first).map((each) => writeDue(each, handover, words)),
			note: rest('first', Math.min(due.length, MAX_LINES.first), due.length)
		},
		sections: [
			writeCalls(handover, words),
			section(
				'rumours',
				rumours
					.slice(0, alerts?.length ? MAX_RUMOURS_WITH_ALERTS : MAX_LINES.rumours)
					.map((rumour) => writeRumour(rumour, handover, words)),
				rumours.length
			),
			section(
				'needs',
				needs.slice(0, MAX_LINES.needs).map((need) => writeNeed(need, handover, words, nameOf)),
				needs.length
			),
			section(
				'texts',
				texts.slice(0, MAX_LINES.texts).map((text) => writeText(text, handover, words, nameOf)),
				texts.length
			),
			section(
				'advice',
				advice.slice(0, MAX_LINES.advice).map((line) => writeAdvice(line, handover, words)),
				advice.length
			),
			...(alerts
				? [
						section(
							'alerts',
							alerts.slice(0, MAX_LINES.alerts).map((alert) => writeAlert(alert, handover, words)),
							alerts.length
						)
					]
				: []),
			section('sources', writeSources(handover, words), handover.silent.length + (handover.queue ? 1 : 0))
		]
	};
}

/** The bodies that are asked most, as people type them; in a sentence they have an article. */
const bodies = [
	['politie', 'police'],
	['brandweer', 'fireService'],
	['gemeente', 'municipality'],
	['ggd', 'healthService'],
	['meldkamer', 'controlRoom'],
	['veiligheidsregio', 'safetyRegion'],
	['waterbedrijf', 'waterCompany'],
	['waterschap', 'waterBoard']
] as const;
function bodyInSentence(body: string, { t }: Words): string {
	const known = bodies.find(([name]) => name === body.trim().toLowerCase());
	return known ? t(m.handover.bodies[known[1]]) : body;
}

/** Where the work continues, when it is not on the board of rumours. */
const duePages: Partial<Record<HandoverDue['what'], string>> = {
	replaced: '/findings#replaced',
	report: '/report',
	end: '/settings'
};
const isWithinDay = (at: Moment, now: Moment): boolean =>
	Math.abs(millisecondsOf(at) - millisecondsOf(now)) < 24 * 60 * 60_000;
function writeDue(
	{ what, at, late, about, body, number, replacement }: HandoverDue,
	{ at: now }: Handover,
	words: Words
): TimedItem {
	const { t } = words;
	return {
		key: `${what} ${at} ${about} ${body ?? ''}`,
		time: isWithinDay(at, now) ? words.clock(at) : words.day(at),
		at,
		head: replacement
			? textOf(writeReplacement(replacement, words, now))
			: t(m.handover.due[what], { about, body: bodyInSentence(body ?? '', words), number: number ?? 0 }),
		mark: (late ?? at) < now && what !== 'replaced' && what !== 'reworded' ? t(m.handover.late) : null,
		level: null,
		note:
			what === 'replaced' || what === 'reworded' || what === 'effect' || what === 'end'
				? t(m.handover.dueNote[what], { number: number ?? 0 })
				: null,
		to: duePages[what] ?? '/rumours'
	};
}

function writeCalls({ calls, at }: Handover, words: Words): HandoverSection {
	const { t } = words;
	const { open, guesses, sure, passedOn, takenBack } = calls;
	const item = (key: string, head: string, to: string | null, note: string | null = null): Item => ({
		key,
		head,
		to,
		mark: null,
		level: null,
		note
	});
	const called = ({ story, text, since }: OpenCall, key: 'waits' | 'perhaps'): Item => {
		const duration = words.between(since, at);
		return item(story, `‘${text}’`, '', t(m.handover.calls[key], { duration }));
	};
	const last = passedOn.at(-1);
	return {
		id: 'calls',
		title: t(m.handover.calls.title, { count: open.length, guesses }),
		items: [
			...open.map((call) => called(call, 'waits')),
			...sure.map((call) => called(call, 'perhaps')),
			...(guesses > 0 ? [item('guesses', t(m.handover.calls.guesses, { count: guesses }), '')] : []),
			...(last
				? [item('passed', t(m.handover.calls.passedOn, { count: passedOn.length, when: words.when(last, at) }), null)]
				: []),
			...takenBack.map((each) =>
				item(
					`takenBack-${each.passedOn}-${each.at}`,
					t(m.handover.calls.takenBack, { passed: words.when(each.passedOn, at), when: words.when(each.at, at) }),
					null
				)
			)
		],
		note: open.length > 0 ? t(m.handover.calls.open) : null
	};
}

function writeRumour(rumour: RumourLine, { at: now }: Handover, words: Words): Item {
	const { t } = words;
	const { finding, text, level, product, verdict, verifying, lastText, holding, course } = rumour;
	const known = verdict?.replaced
		? t(m.handover.rumour.replaced, { when: words.when(verdict.replaced, now) })
		: verdict?.reworded
			? t(m.handover.rumour.reworded)
			: verdict
				? t(m.handover.rumour[verdict.verdict], { source: verdict.source })
				: verifying
					? t(m.handover.rumour.verifying, { body: verifying.body, when: words.when(verifying.at, now) })
					: t(m.handover.rumour.open);
	const holdingNote = holding
		? [t(m.handover.rumour.answered, { kind: t(m.officialText.kind.holding), when: words.when(holding, now) })]
		: [];
	const answerNote = lastText
		? [
				t(m.handover.rumour.answered, {
					kind: t(m.officialText.kind[lastText.kind]),
					when: words.when(lastText.at, now)
				}),
				...(lastText.alone ? [t(m.handover.rumour.alone)] : [])
			]
		: [];
	const { now: posts, before } = course;
	const counts =
		before === null ? t(m.handover.courseOnly, { now: posts }) : t(m.handover.course, { now: posts, before });
	const risk = t(m.report.document.rumours.levels[level]);
	return {
		key: finding,
		head: text,
		mark: product === null ? risk : `${risk} ${words.number(product, 0)}`,
		level,
		note: [known, ...holdingNote, ...answerNote, counts].join(' '),
		to: `/findings/${finding}`
	};
}

function writeNeed(
	need: Handover['needs'][number],
	{ at }: Handover,
	words: Words,
	nameOf: (person: PersonId) => string
): Item {
	const { t } = words;
	const { finding, text, posts, course, waitingSince, answering } = need;
	const waits = waitingSince === null ? 0 : millisecondsOf(at) - millisecondsOf(waitingSince);
	const who = answering ? t(m.handover.need.answering, { name: nameOf(answering) }) : t(m.handover.need.nobody);
	return {
		key: finding,
		head: text,
		mark: waitingSince === null ? null : t(m.handover.need.waits, { duration: words.duration(waits) }),
		level: null,
		note: `${t(m.handover.need.asked, { posts, now: course.now })} ${who}`,
		to: `/findings/${finding}`
	};
}

function writeText(
	{ id, kind, about, state, since, requestedFrom: approver }: TextWaiting,
	{ at: now }: Handover,
	words: Words,
	nameOf: (person: PersonId) => string
): Item {
	const { t } = words;
	const when = words.when(since, now);
	const who = approver ? nameOf(approver) : t(m.handover.text.duty);
	return {
		key: `${id} ${state}`,
		head: t(m.officialText.named[kind], { about }),
		mark: null,
		level: null,
		note: t(m.handover.text[state], { when, who }),
		to: state === 'alone' ? '/texts#unread' : `/texts/${id}`
	};
}

function writeAdvice({ id, what, urgency, since, decision }: AdviceLine, { at: now }: Handover, words: Words): Item {
	const { t } = words;
	const from = since === null ? t(m.handover.advice.fresh) : t(m.handover.advice.since, { number: since });
	const postponed = decision ? [t(m.handover.advice.postponed, { when: words.when(decision.at, now) })] : [];
	return {
		key: id,
		head: what,
		mark: t(m.report.short.urgency[urgency]),
		level: null,
		note: [from, ...postponed].join(' '),
		to: '/report#text-advice'
	};
}

function writeAlert({ id, rule, reason, at, seen, earlier }: Alert, { at: now }: Handover, words: Words): Item {
	const { t, clock, dayKey, moment } = words;
	const notes = [
		seen === null && t(m.handover.alert.unseen),
		earlier.length > 0 && t(m.handover.alert.times, { count: earlier.length + 1 })
	];
	return {
		key: id,
		head: reasonWords(reason, words),
		mark: dayKey(at) === dayKey(now) ? clock(at) : moment(at, now),
		level: null,
		note: notes.filter(Boolean).join(', ') || null,
		to: `?view=alert&alert=${rule}`
	};
}

function writeSources({ silent, queue, at }: Handover, words: Words): Item[] {
	const { t } = words;
	const quiet = silent.slice(0, MAX_LINES.sources).map(({ source, why, from }): Item => ({
		key: `${source} ${from}`,
		head: source,
		mark: t(m.report.document.basis.onwards, { from: words.dayPrefix(from, at) + words.clock(from) }),
		level: null,
		note: t(m.handover.source[why]),
		to: '/sources'
	}));
	if (!queue) return quiet;
	const oldest = queue.oldest && words.between(queue.oldest, at);
	const waiting = t(m.handover.queue.waiting, { count: queue.waiting });
	const note = oldest === null ? null : t(m.handover.queue.oldest, { duration: oldest });
	return [...quiet, { key: 'queue', head: waiting, mark: null, level: null, note, to: '' }];
}
