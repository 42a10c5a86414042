import { Advice } from './advice';
import type { Moment } from '../core/ids';
import type { ReportVersion } from './version';
import { goals, type AdviceLine, type Report } from './content';
import type { ReadState } from '../core/state';

/** The number of the first report that has the line in these words; null when this is the first. */
function firstIn({ seq }: Readonly<Advice>, versions: readonly Readonly<ReportVersion>[]): number | null {
	const after = versions.filter(({ place }) => seq <= place).map(({ number }) => number);
	return after.length > 0 ? Math.min(...after) : null;
}

const urgencies = Advice.shape.urgency.options;
const inOrder = (a: AdviceLine, b: AdviceLine): number =>
	goals.indexOf(a.goal) - goals.indexOf(b.goal) || urgencies.indexOf(a.urgency) - urgencies.indexOf(b.urgency);

/**
 * Section 8. Current advice: every undecided line, postponed lines, and new lines that were decided at once. Decisions
 * on earlier lines are reported once, in the first report after the decision.
 * @param from the moment of the report before
 */
export function adviceLines(state: Pick<ReadState, 'advice' | 'versions'>, from: Moment): Report['advice'] {
	const versions = [...state.versions.values()];
	const lines: AdviceLine[] = [];
	const became: AdviceLine[] = [];
	const written = [...state.advice.values()].sort((a, b) => a.at.localeCompare(b.at) || (a.id < b.id ? -1 : 1));
	for (const row of written) {
		const { id, goal, what, who, channel, audience, tone, urgency, decision } = row;
		const line: AdviceLine = {
			...{ id, goal, what, who, channel, audience, tone, urgency },
			since: firstIn(row, versions),
			decision: decision && { outcome: decision.outcome, why: decision.why, at: decision.at }
		};
		if (!line.decision || line.since === null) lines.push(line);
		else if (line.decision.at > from) became.push(line);
		else if (line.decision.outcome === 'postponed') lines.push(line);
	}
	return { lines: lines.sort(inOrder), became: became.sort(inOrder) };
}
