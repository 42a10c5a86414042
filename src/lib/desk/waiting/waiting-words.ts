import * as m from '../../messages';
import { millisecondsOf, type Moment, type PersonId } from '$lib/domain/core/ids';
import type { WorkItem, WorkKind } from '$lib/domain/waiting/work-item';
import type { Words } from '$lib/i18n/words';
import { channelName } from '$lib/report/write/channel-name';
import type { IconName } from '$lib/ui/display/icons';

/** The texts of a waiting item. */
interface WaitingWords {
	readonly icon: IconName;
	readonly kind: string;
	readonly title: string;
	/** The same once it is done: it no longer says that something is wrong. */
	readonly doneTitle: string;
	readonly why: string;
	/** The parts of the grey line. */
	readonly meta: readonly string[];
	/** The last part of the grey line: how long it waits, or how late it is; empty where the program does not know. */
	readonly time: string;
	readonly isLate: boolean;
	/** The words on its button. */
	readonly action: string;
}

const icons: Record<WorkKind, IconName> = {
	call: 'help',
	maybeCall: 'help',
	look: 'eye',
	approve: 'check',
	correct: 'replace',
	review: 'eye',
	rework: 'undo',
	publish: 'out',
	late: 'clock',
	assess: 'risk-unjudged',
	askedAgain: 'need',
	recheck: 'replace',
	check: 'eye',
	advice: 'people',
	signal: 'comments',
	reply: 'asks',
	report: 'file',
	answer: 'asks'
};

const MINUTE = 60_000;
/** From this many minutes on, lateness is shown in hours and days. */
const MAX_MINUTES_SHOWN = 120;

/** @param now on the incident's clock @param nameOf the name of a person */
export function waitingWords(
	item: WorkItem,
	now: Moment,
	nameOf: (person: PersonId) => string,
	words: Words
): WaitingWords {
	const { t, time, list } = words;
	const who = item.by === null ? t(m.common.unknown) : nameOf(item.by);
	const [firstName = ''] = item.names;
	const late = item.due === null ? 0 : Math.floor((millisecondsOf(now) - millisecondsOf(item.due)) / MINUTE);
	const waited = words.between(item.since, now);
	const values = {
		who,
		body: firstName,
		why: firstName,
		about: item.about,
		number: item.number,
		count: item.number,
		where: list(item.names.map((name) => channelName(name, words))),
		time: time(item.due ?? item.since),
		when: words.when(item.due ?? item.since, now),
		since: words.when(item.since, now)
	};
	return {
		icon: icons[item.kind],
		kind: t(m.waits.kind[item.kind]),
		title: titleOf(item, values, words),
		doneTitle: titleOf(
			item.kind === 'correct' || item.kind === 'recheck' ? { ...item, kind: 'assess' } : item,
			values,
			words
		),
		why: t(m.waits.why[item.why], values),
		meta: metaOf(item, who, words),
		time: hasNoMoment(item, now)
			? ''
			: item.wrong
				? t(m.waits.wrong, { duration: waited })
				: late > 0
					? late < MAX_MINUTES_SHOWN
						? t(m.waits.text.late, { minutes: late })
						: t(m.incident.due.late, { duration: words.duration(late * MINUTE) })
					: item.due !== null
						? t(m.waits.before, { time: words.moment(item.due, now) })
						: t(m.waits.text.sheet, { duration: waited }),
		isLate: item.wrong || late > 0,
		action: t(m.waits.action[actionOf(item)])
	};
}

/** Whether it is unknown since when it waits: of guesses, and of a queue with nothing but earlier posts. */
const hasNoMoment = ({ kind, since }: WorkItem, now: Moment): boolean =>
	kind === 'maybeCall' || (kind === 'look' && since >= now);

/** The address of the page where it is done. @param base the incident's address */
export const addressOf = (base: string, { to }: WorkItem): string => `${base}${to.startsWith('?') ? '' : '/'}${to}`;

const titled = ['call', 'maybeCall', 'look', 'report', 'answer', 'signal', 'reply'] as const;
const isTitled = (kind: WorkKind): kind is (typeof titled)[number] => titled.some((each) => each === kind);

function titleOf(item: WorkItem, values: Record<string, string | number>, { t }: Words): string {
	const { kind, text, why } = item;
	if (isTitled(kind)) return t(m.waits.title[kind], values);
	if (kind === 'correct' || kind === 'recheck')
		return text === null ? t(m.waits.title.outdated, values) : t(m.officialText.named[text], values);
	if (text !== null) return t(m.officialText.named[text], values);
	if (kind === 'late')
		return t(m.waits.title[why === 'noText' || why === 'noAnswer' || why === 'press' ? why : 'noVerdict'], values);
	return kind === 'advice' ? item.about : t(m.waits.title.quoted, values);
}

function metaOf({ kind, by, number, guesses }: WorkItem, who: string, { t }: Words): string[] {
	if (guesses > 0) return [t(m.waits.guesses, { count: guesses })];
	if (kind === 'review') return [t(m.waits.text.unread)];
	if (kind === 'advice') return [t(m.waits.inReport, { number })];
	return kind === 'approve' && by !== null ? [who] : [];
}

/** The action of its button; an overdue question of the press has its own. */
const actionOf = ({ kind, why }: WorkItem): Exclude<WorkKind, 'answer'> | 'lateNeed' =>
	kind === 'late' && why === 'press' ? 'lateNeed' : kind === 'answer' ? 'late' : kind;

/** For whom it waits, if not for the reader. */
export function waitsForWords(item: WorkItem, nameOf: (person: PersonId) => string, { t }: Words): string {
	if (item.person !== null) return nameOf(item.person);
	if (item.kind === 'advice' && item.names[0] !== undefined) return item.names[0];
	return item.role === null ? '' : t(m.roles[item.role]);
}
