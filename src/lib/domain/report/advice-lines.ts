import { Advice } from './advice';
import type { Moment } from '../core/ids';
import type { ReportVersion } from './version';
import { goals, type AdviceLine, type Report } from './content';
import type { ReadState } from '../core/state';

/** The number of the first report, not withdrawn, that has the line in these words; null when this is the first. */
function firstIn({ seq }: Readonly<Advice>, versions: readonly Readonly<ReportVersion>[]): number | null {
	const after = versions.filter(({ position, withdrawn }) => !withdrawn && seq <= position).map(({ number }) => number);
	return after.length > 0 ? Math.min(...after) : null;
}

const urgencies = Advice.shape.urgency.options;
const inOrder = (a: AdviceLine, b: AdviceLine): number =>
	goals.indexOf(a.goal) - goals.indexOf(b.goal) || urgencies.indexOf(a.urgency) - urgencies.indexOf(b.urgency);

type RestsOn = (ids: Advice['rests']) => Pick<AdviceLine, 'rests'>;

function lineOf(row: Readonly<Advice>, versions: readonly Readonly<ReportVersion>[], restsOn: RestsOn): AdviceLine {
	const { id, goal, what, who, channel, audience, tone, urgency, decider, deadline, decision } = row;
	return {
		id,
		goal,
		what,
		who,
		channel,
		audience,
		tone,
		urgency,
		since: firstIn(row, versions),
		...(decider.trim() !== '' && { decider }),
		...(deadline !== null && { deadline }),
		...restsOn(row.rests),
		decision: decision && {
			outcome: decision.outcome,
			why: decision.why,
			...(decision.effect.trim() !== '' && { effect: decision.effect }),
			...(decision.outcome === 'adopted' && decision.who.trim() !== '' && { who: decision.who }),
			...(decision.outcome !== 'declined' && decision.due !== null && { due: decision.due }),
			at: decision.at
		}
	};
}

/** Advice that was adopted, and of which nobody recorded what it brought about: the nearest moment first. */
export const adviceNotDone = ({ advice, versions }: Pick<ReadState, 'advice' | 'versions'>): AdviceLine[] =>
	[...advice.values()]
		.filter(({ decision }) => decision?.outcome === 'adopted' && decision.effect.trim() === '')
		.sort(
			(a, b) =>
				byMoment(a.decision?.due ?? null, b.decision?.due ?? null) || a.at.localeCompare(b.at) || (a.id < b.id ? -1 : 1)
		)
		.map((row) => lineOf(row, [...versions.values()], () => ({})));

/**
 * Section 8. Current advice: every undecided line, postponed lines, and new lines that were decided at once. Decisions
 * on earlier lines are reported once, in the first report after the decision, and again when their effect was written.
 * @param from the moment of the report before
 * @param restsOn the findings under a line, as the report has them
 */
export function adviceLines(
	state: Pick<ReadState, 'advice' | 'versions'>,
	from: Moment,
	restsOn: RestsOn = () => ({})
): Report['advice'] {
	const versions = [...state.versions.values()];
	const lines: AdviceLine[] = [];
	const became: AdviceLine[] = [];
	const written = [...state.advice.values()].sort((a, b) => a.at.localeCompare(b.at) || (a.id < b.id ? -1 : 1));
	for (const row of written) {
		const { decision } = row;
		const line = lineOf(row, versions, restsOn);
		if (!line.decision || line.since === null) lines.push(line);
		else if (line.decision.at > from || (decision?.effectAt ?? '') > from) became.push(line);
		else if (line.decision.outcome === 'postponed') lines.push(line);
	}
	return { lines: lines.sort(inOrder), became: became.sort(inOrder) };
}

/** The lines as the crisis team goes through them. */
interface TableAdvice {
	/** Not decided yet, or postponed: those with the nearest deadline first, then by urgency. */
	readonly open: readonly Readonly<Advice>[];
	/** Decided for or against, the last decision first. */
	readonly decided: readonly Readonly<Advice>[];
}

/** When a line must be decided: as written, or until when the crisis team postponed it. */
export const decideBy = ({ deadline, decision }: Readonly<Advice>): Moment | null =>
	decision?.outcome === 'postponed' && decision.due !== null ? decision.due : deadline;

/** Earlier ones first, and those without a moment last. */
const byMoment = (a: Moment | null, b: Moment | null): number =>
	a === b ? 0 : a === null ? 1 : b === null || a < b ? -1 : 1;

export function tableAdvice({ advice }: Pick<ReadState, 'advice'>): TableAdvice {
	const all = [...advice.values()];
	const isDecided = ({ decision }: Readonly<Advice>): boolean => decision !== null && decision.outcome !== 'postponed';
	return {
		open: all
			.filter((line) => !isDecided(line))
			.sort(
				(a, b) =>
					byMoment(decideBy(a), decideBy(b)) ||
					urgencies.indexOf(a.urgency) - urgencies.indexOf(b.urgency) ||
					a.at.localeCompare(b.at) ||
					a.id.localeCompare(b.id)
			),
		decided: all
			.filter(isDecided)
			.sort((a, b) => (b.decision?.at ?? '').localeCompare(a.decision?.at ?? '') || a.id.localeCompare(b.id))
	};
}
