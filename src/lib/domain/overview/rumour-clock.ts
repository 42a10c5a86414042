import { millisecondsOf, momentOf, type Moment } from '../core/ids';
import type { Aims } from '../incident/incident';
import type { OfficialText } from '../official-text/official-text';
import type { FindingBase } from '../findings/finding';
import type { Rumour } from '../findings/rumour';
import type { ReadState } from '../core/state';
import { subjectOf } from '../official-text/basis';

/** One aim: its deadline, and when it was met (null: not yet). Both on the incident's clock. */
interface Aim {
	readonly due: Moment;
	readonly met: Moment | null;
}
/** The aims of a rumour, counted from when its risk first was high (docs/domain.md, rule 15). */
export interface RumourClock {
	readonly firstHigh: Moment;
	readonly verdict: Aim;
	/** A rebuttal or a correction; a holding statement does not meet this aim. */
	readonly text: Aim;
}

/** What must be done in time, and how late it is. */
export interface OverdueAim {
	readonly aim: 'harm' | 'verdict' | 'text';
	/** At least one. */
	readonly minutes: number;
}

/** How long a rumour that spreads may go without a judged harm, in minutes. */
const HARM_JUDGED_WITHIN_MINUTES = 5;

const after = (moment: Moment, minutes: number): Moment => momentOf(millisecondsOf(moment) + minutes * 60_000);

/** Null when the risk was never high, and when the rumour has ended. @param texts those about this rumour */
export function rumourClockOf(
	rumour: Readonly<Rumour>,
	texts: readonly Readonly<OfficialText>[],
	aims: Readonly<Aims>
): RumourClock | null {
	const { firstHigh, judged, closed, mergedInto } = rumour;
	if (firstHigh === null || closed || mergedInto) return null;
	const out = texts
		.filter(({ kind }) => kind !== 'holding')
		.flatMap(({ publications }) => publications.map(({ at }) => at))
		.sort();
	return {
		firstHigh,
		verdict: { due: after(firstHigh, aims.verdict), met: judged?.at ?? null },
		text: { due: after(firstHigh, aims.text), met: out[0] ?? null }
	};
}

/** The deadline for judging the harm; null once it was judged or the rumour ended, or if its spread never was 2. */
export const harmDueOf = ({ harm, danger, spreadingSince, closed, mergedInto }: Readonly<Rumour>): Moment | null =>
	harm === null && !danger && spreadingSince && !closed && !mergedInto
		? after(spreadingSince, HARM_JUDGED_WITHIN_MINUTES)
		: null;

/** The harm that nobody judged in time; else the most overdue of the other aims. */
export function overdueAimOf(rumour: Readonly<Rumour>, clock: RumourClock | null, now: Moment): OverdueAim | null {
	const due = harmDueOf(rumour);
	const minutes = due === null ? 0 : minutesAfter(due, now);
	if (minutes > 0) return { aim: 'harm', minutes };
	return clock && mostOverdueAim(clock, now);
}

const minutesAfter = (due: Moment, now: Moment): number =>
	Math.max(0, Math.floor((millisecondsOf(now) - millisecondsOf(due)) / 60_000));

/** The aim that is most overdue, and by how many minutes; null when none is overdue. */
function mostOverdueAim({ verdict, text }: RumourClock, now: Moment): OverdueAim | null {
	const late = ({ due, met }: Aim): number => (met === null ? minutesAfter(due, now) : 0);
	const [first, second] = [late(verdict), late(text)];
	if (first === 0 && second === 0) return null;
	return first >= second ? { aim: 'verdict', minutes: first } : { aim: 'text', minutes: second };
}

/** Minutes past the most overdue aim that was not met; 0 when none is overdue. */
export const minutesOverAim = (clock: RumourClock, now: Moment): number => mostOverdueAim(clock, now)?.minutes ?? 0;

/** The texts about a rumour or a need, also those about what was merged into it; newest first. */
export const textsAbout = (state: ReadState, finding: Pick<FindingBase, 'id'>): Readonly<OfficialText>[] =>
	[...state.texts.values()]
		.filter((text) => subjectOf(state, text)?.id === finding.id)
		.sort((a, b) => (a.id < b.id ? 1 : -1));
