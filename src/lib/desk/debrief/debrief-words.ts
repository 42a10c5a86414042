import * as m from '$lib/messages';
import type { SummaryPart } from '$lib/domain/exercise/debrief';
import type { ComparedLabel } from '$lib/domain/exercise/judgements';
import { LABEL_AIM, REPORT_SLACK, type Reached, type Results } from '$lib/domain/exercise/results';
import { themeOfKey } from '$lib/domain/findings/meaning';
import { Attitude, Emotion } from '$lib/domain/stories/sentiment';
import { Stance } from '$lib/domain/stories/story';
import type { Message } from '$lib/messages/message';
import type { Words } from '$lib/i18n/words';
import type { IconName } from '$lib/ui/display/icons';

/** A result as it is shown: in the table of one person, in that of the group, and in the files. */
export interface ResultRow {
	readonly key: 'calls' | 'rumours' | 'needs' | 'labels' | 'rebuttal' | 'reports';
	readonly value: string;
	readonly aim: string;
	readonly reached: Reached | null;
	readonly note: string;
	/** Whether the person took no part in what the group made. */
	readonly noPart: boolean;
}

/** Names that are listed before the rest is counted. */
const MAX_NAMED_QUESTIONS = 2;

/** @param person false for the group, which took part in everything */
export function resultRows(results: Results, words: Words, person: boolean): readonly ResultRow[] {
	const { t, percent, duration, list, time } = words;
	const { calls, rumours, needs, labels, rebuttal, reports } = results;
	const of = ({ value, total }: { value: number; total: number }): string =>
		total === 0 ? t(m.debrief.results.none) : t(m.debrief.results.of, { value, total });
	const minutes = (each: number): string => duration(each * 60_000);
	const notes = (...parts: (string | false)[]): string => parts.filter((each) => each !== false).join('; ');
	const missedCount = calls.total - calls.value;
	const missing = needs.missing.slice(0, MAX_NAMED_QUESTIONS).map((text) => `‘${text}’`);
	const more = needs.missing.length - missing.length;
	const { first, fourEyes } = rebuttal;
	const [only, ...others] = reports.due;
	const onTime = reports.due.filter(({ late }) => late !== null && late <= REPORT_SLACK).length;
	const notMine = (mine: boolean): string | false => person && !mine && t(m.debrief.notes.notMine);
	return [
		{
			key: 'calls',
			value: of(calls),
			aim: t(m.debrief.aims.calls, { count: calls.total }),
			reached: calls.reached,
			note: notes(
				calls.minutes.length > 0 && t(m.debrief.notes.after, { list: list(calls.minutes.map(minutes)) }),
				missedCount > 0 && t(m.debrief.notes.left, { count: missedCount })
			),
			noPart: false
		},
		{
			key: 'rumours',
			value: of(rumours),
			aim: of({ value: rumours.aim, total: rumours.total }),
			reached: rumours.reached,
			note: rumours.mean === null ? '' : t(m.debrief.notes.mean, { duration: minutes(rumours.mean) }),
			noPart: false
		},
		{
			key: 'needs',
			value: of(needs),
			aim: of({ value: needs.aim, total: needs.total }),
			reached: needs.reached,
			note:
				missing.length === 0
					? ''
					: t(m.debrief.notes.missing, {
							list: list([...missing, ...(more > 0 ? [t(m.debrief.notes.more, { count: more })] : [])])
						}),
			noPart: false
		},
		{
			key: 'labels',
			value: labels.share === null ? t(m.debrief.results.none) : percent(labels.share),
			aim: percent(LABEL_AIM / 100),
			reached: labels.reached,
			note: notes(
				labels.total > 0 && t(m.debrief.notes.labels, { value: labels.value, total: labels.total }),
				labels.weakest !== null &&
					t(m.debrief.notes.weakest, { kind: t(m.debrief.kinds[labels.weakest]).toLowerCase() })
			),
			noPart: false
		},
		{
			key: 'rebuttal',
			value: first
				? t(m.debrief.delays.minutes, { minutes: Math.round(first.minutes ?? 0) })
				: t(m.debrief.results.none),
			aim: t(m.debrief.aims.rebuttal, { minutes: rebuttal.aim }),
			reached: rebuttal.reached,
			note: notes(
				first
					? t(m.debrief.notes.rebuttal, { about: first.about, time: time(first.at), channels: first.channels })
					: rebuttal.reached !== null && t(m.debrief.notes.noRebuttal),
				fourEyes.published > 0 &&
					(fourEyes.alone > 0 ? t(m.debrief.notes.alone, { count: fourEyes.alone }) : t(m.debrief.notes.fourEyes)),
				first !== null && notMine(rebuttal.mine)
			),
			noPart: first !== null && !rebuttal.mine
		},
		{
			key: 'reports',
			value:
				others.length > 0
					? t(m.debrief.results.of, { value: onTime, total: reports.due.length })
					: only?.at
						? time(only.at)
						: t(m.debrief.results.none),
			aim:
				others.length > 0
					? t(m.debrief.aims.reports, { slack: REPORT_SLACK })
					: only
						? t(m.debrief.aims.report, { time: time(only.due), slack: REPORT_SLACK })
						: t(m.debrief.results.none),
			reached: reports.reached,
			note: notes(reports.due.some(({ at }) => at !== null) && notMine(reports.mine)),
			noPart: reports.due.some(({ at }) => at !== null) && !reports.mine
		}
	];
}

/** A label in words, with its icon. */
export function comparedLabelWords(
	{ kind, value }: ComparedLabel,
	{ t }: Pick<Words, 't'>
): { icon: IconName; words: string } {
	switch (kind) {
		case 'emotion': {
			const emotion = Emotion.safeParse(value).data;
			return emotion
				? { icon: emotion, words: t(m.labelKinds.emotion.values[emotion]) }
				: { icon: 'none', words: value };
		}
		case 'attitude': {
			const attitude = Attitude.safeParse(value).data;
			return attitude
				? { icon: attitude, words: t(m.labelKinds.attitude.values[attitude]) }
				: { icon: 'none', words: value };
		}
		case 'stance': {
			const stance = Stance.safeParse(value).data;
			return stance ? { icon: stance, words: t(m.stream.stances[stance]) } : { icon: 'none', words: value };
		}
		case 'relevance':
			return value === 'no'
				? { icon: 'cross', words: t(m.debrief.relevance.no) }
				: { icon: 'eye', words: t(m.debrief.relevance.yes) };
		case 'meaning': {
			const theme = themeOfKey(value);
			return { icon: kind, words: theme ? t(m.findings.themes[theme]) : value };
		}
		default:
			return { icon: kind, words: value };
	}
}

/** Why the example has its label, where the person gave another label or none. */
export function whyWords(yours: ComparedLabel | null, example: ComparedLabel, { t }: Pick<Words, 't'>): string {
	const { kind, value } = example;
	if (kind === 'attitude' && yours?.kind === 'emotion') return t(m.debrief.why.axes);
	if (kind === 'relevance') return t(value === 'no' ? m.debrief.why.notRelevant : m.debrief.why.relevant);
	const isValue = kind === 'emotion' || kind === 'attitude' || kind === 'stance';
	const key = isValue ? whyOfValue[value] : whyOfKind[kind];
	return key ? t(key) : '';
}
const whyOfKind: Readonly<Record<string, Message>> = {
	need: m.debrief.why.need,
	rumour: m.debrief.why.rumour,
	behaviour: m.debrief.why.behaviour,
	meaning: m.debrief.why.meaning
};
const whyOfValue: Readonly<Record<string, Message>> = {
	fear: m.debrief.why.fear,
	anger: m.debrief.why.anger,
	sadness: m.debrief.why.sadness,
	compassion: m.debrief.why.compassion,
	relief: m.debrief.why.relief,
	confusion: m.debrief.why.confusion,
	humour: m.debrief.why.humour,
	positive: m.debrief.why.positive,
	neutral: m.debrief.why.neutral,
	negative: m.debrief.why.negative,
	supports: m.debrief.why.supports,
	denies: m.debrief.why.denies,
	asks: m.debrief.why.asks,
	comments: m.debrief.why.comments
};

export const summaryWords = ({ say, ...values }: SummaryPart, { t }: Pick<Words, 't'>): string =>
	t(m.debrief.summary[say], values);

/** A delay in words; a call that was not passed on waits. */
export function delayWords(minutes: number, { t }: Pick<Words, 't'>): string {
	return minutes < 1 ? t(m.debrief.delays.within) : t(m.debrief.delays.minutes, { minutes: Math.round(minutes) });
}
/** The first words of a call for help. */
export const shortened = (text: string, most = 40): string =>
	text.length <= most ? text : `${text.slice(0, text.lastIndexOf(' ', most) || most)} …`;
export const findableWords = ({ kind, text }: { kind: string; text: string }, { t }: Pick<Words, 't'>): string =>
	kind === 'help' ? t(m.debrief.delays.call, { text: shortened(text) }) : text;
