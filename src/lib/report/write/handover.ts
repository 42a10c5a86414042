import type { HandoverDue, Handover, TextWaiting } from '$lib/domain/overview/handover';
import { millisecondsOf, type PersonId } from '$lib/domain/core/ids';
import type { AdviceLine, RumourLine } from '$lib/domain/report/content';
import type { RiskLevel } from '$lib/domain/findings/risk';
import type { Words } from '$lib/i18n/words';

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
type HandoverSectionId = 'calls' | 'rumours' | 'needs' | 'texts' | 'advice' | 'sources';
export interface HandoverSection {
	readonly id: HandoverSectionId;
	readonly title: string;
	readonly items: readonly Item[];
	/** Shown where there are none, or to say how many more there are. */
	readonly note: string | null;
}
/** The handover in words: a page that is read aloud in two minutes (experience.md §2). */
interface HandoverText {
	readonly first: { readonly items: readonly TimedItem[]; readonly note: string | null };
	readonly sections: readonly HandoverSection[];
}

/** The number of lines per kind; the rest is counted. */
const MOST = { first: 4, rumours: 4, needs: 3, texts: 2, advice: 2, sources: 2 } as const;

/** @param nameOf a person's name; the page is for colleagues only */
export function writeHandover(handover: Handover, words: Words, nameOf: (person: PersonId) => string): HandoverText {
	const { t } = words;
	const { due, rumours, needs, texts, advice } = handover;
	const section = (id: HandoverSection['id'], items: readonly Item[], all = items.length): HandoverSection => ({
		...{ id, title: t(`handover.sections.${id}`), items },
		note: all === 0 ? t(`handover.none.${id}`) : moreThan(items.length, all, words)
	});
	return {
		first: {
			items: due.slice(0, MOST.first).map((each) => writeDue(each, handover, words)),
			note: due.length === 0 ? t('handover.none.first') : moreThan(MOST.first, due.length, words)
		},
		sections: [
			writeCalls(handover, words),
			section(
				'rumours',
				rumours.slice(0, MOST.rumours).map((rumour) => writeRumour(rumour, words)),
				rumours.length
			),
			section(
				'needs',
				needs.slice(0, MOST.needs).map((need) => writeNeed(need, handover, words, nameOf)),
				needs.length
			),
			section(
				'texts',
				texts.slice(0, MOST.texts).map((text) => writeText(text, words, nameOf)),
				texts.length
			),
			section(
				'advice',
				advice.slice(0, MOST.advice).map((line) => writeAdvice(line, words)),
				advice.length
			),
			section('sources', writeSources(handover, words), handover.silent.length + (handover.queue ? 1 : 0))
		]
	};
}

const moreThan = (shown: number, all: number, { t }: Words): string | null =>
	all > shown ? t('report.document.and', { count: all - shown }) : null;

function writeDue({ what, at, about, body, number }: HandoverDue, { at: now }: Handover, words: Words): TimedItem {
	const { t } = words;
	return {
		key: `${what} ${at} ${about} ${body ?? ''}`,
		time: words.clock(at),
		at,
		head: t(`handover.due.${what}`, { about, body: body ?? '', number: number ?? 0 }),
		mark: at < now ? t('handover.late') : null,
		level: null,
		note:
			what === 'inquiry' || what === 'effect' || what === 'end'
				? t(`handover.dueNote.${what}`, { about, number: number ?? 0 })
				: null,
		to: what === 'report' ? '/report' : what === 'end' ? '/settings' : '/rumours'
	};
}

function writeCalls({ calls, at }: Handover, words: Words): HandoverSection {
	const { t } = words;
	const { open, passedOn } = calls;
	const item = (key: string, head: string, to: string | null): Item => ({
		key,
		head,
		to,
		mark: null,
		level: null,
		note: null
	});
	const last = passedOn.at(-1);
	return {
		id: 'calls',
		title: t('handover.calls.title', { count: open }),
		items: [
			...(open > 0 ? [item('open', t('handover.calls.open'), '')] : []),
			...(last
				? [item('passed', t('handover.calls.passedOn', { count: passedOn.length, time: words.moment(last, at) }), null)]
				: [])
		],
		note: null
	};
}

function writeRumour(rumour: RumourLine, words: Words): Item {
	const { t } = words;
	const { finding, text, level, product, verdict, verifying, told, course } = rumour;
	const known = verdict
		? t(`handover.rumour.${verdict.verdict}`, { source: verdict.source })
		: verifying
			? t('handover.rumour.verifying', { body: verifying.body, time: words.time(verifying.at) })
			: t('handover.rumour.open');
	const out = told
		? [t('handover.rumour.answered', { kind: t(`texts.kind.${told.kind}`), time: words.time(told.at) })]
		: [];
	const risk = t(`report.document.rumours.levels.${level}`);
	return {
		key: finding,
		head: text,
		mark: product === null ? risk : `${risk} ${words.number(product, 0)}`,
		level,
		note: [known, ...out, t('handover.course', { now: course.now, before: course.before })].join(' '),
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
	const who = answering ? t('handover.need.answering', { name: nameOf(answering) }) : t('handover.need.nobody');
	return {
		key: finding,
		head: text,
		mark: waitingSince === null ? null : t('handover.need.waits', { duration: words.duration(waits) }),
		level: null,
		note: `${t('handover.need.asked', { posts, now: course.now })} ${who}`,
		to: `/findings/${finding}`
	};
}

function writeText(
	{ id, kind, about, state, since, asked }: TextWaiting,
	words: Words,
	nameOf: (person: PersonId) => string
): Item {
	const { t } = words;
	const time = words.time(since);
	const who = asked ? nameOf(asked) : t('handover.text.duty');
	return {
		key: id,
		head: t('handover.text.head', { kind: t(`texts.kind.${kind}`), about }),
		mark: null,
		level: null,
		note: state === 'submitted' ? t('handover.text.submitted', { time, who }) : t('handover.text.approved', { time }),
		to: `/texts/${id}`
	};
}

function writeAdvice({ id, what, urgency, since, decision }: AdviceLine, words: Words): Item {
	const { t } = words;
	const from = since === null ? t('handover.advice.fresh') : t('handover.advice.since', { number: since });
	const put = decision ? [t('handover.advice.postponed', { time: words.time(decision.at) })] : [];
	return {
		key: id,
		head: what,
		mark: t(`report.document.advice.urgency.${urgency}`),
		level: null,
		note: [from, ...put].join(' '),
		to: '/report#text-advice'
	};
}

function writeSources({ silent, queue, at }: Handover, words: Words): Item[] {
	const { t } = words;
	const quiet = silent.slice(0, MOST.sources).map(({ source, why, from }): Item => ({
		key: `${source} ${from}`,
		head: source,
		mark: t('report.document.basis.onwards', { from: words.clock(from) }),
		level: null,
		note: t(`handover.source.${why}`),
		to: '/sources'
	}));
	if (!queue) return quiet;
	const oldest = queue.oldest && words.duration(millisecondsOf(at) - millisecondsOf(queue.oldest));
	const waiting = t('handover.queue.waiting', { count: queue.waiting });
	const note = oldest === null ? null : t('handover.queue.oldest', { duration: oldest });
	return [...quiet, { key: 'queue', head: waiting, mark: null, level: null, note, to: '' }];
}
