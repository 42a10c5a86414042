import { incidentTime } from '$lib/domain/core/clock';
import type { Figures } from '$lib/domain/overview/figures';
import { isOpen } from '$lib/domain/findings/finding';
import {
	INSTALLATION,
	momentOf,
	type FindingId,
	type IncidentId,
	type Moment,
	type PersonId
} from '$lib/domain/core/ids';
import type { IncidentKind, Phase } from '$lib/domain/incident/incident';
import { dueAfter } from '$lib/domain/report/due';
import type { PresentPerson } from '$lib/domain/realtime';
import { riskOf, spreadOf } from '$lib/domain/findings/risk';
import { isValid } from '$lib/domain/report/share-link';
import type { ReadState } from '$lib/domain/core/state';
import type { QueueTotals } from '$lib/domain/stories/card';
import type { Executor } from '../execute/execute';
import { playedBy } from '../ingest/exercises/library';
import { queueTotals } from '../queries/stories/queue';
import type { ReadingContext } from '../queries/reading-context';

/** One incident as the start page shows it. Moments are on its own clock. */
interface IncidentLine {
	readonly id: IncidentId;
	readonly title: string;
	readonly kind: IncidentKind;
	/** 0 means none. */
	readonly grip: number;
	readonly phase: Phase;
	readonly exercise: boolean;
	readonly start: Moment;
	readonly now: Moment;
	readonly closedAt: Moment | null;
	readonly report: { readonly number: number; readonly at: Moment } | null;
	readonly reports: number;
	/** The person reads posts here; a partner reads reports. */
	readonly atDesk: boolean;
}
/** The current activity; null for a person who does not read posts, and for closed incidents. */
interface IncidentOverview {
	readonly queue: QueueTotals;
	readonly rumours: number;
	readonly highRisk: number;
	/** Needs without an answer, or that are asked again. */
	readonly needs: number;
	readonly due: Moment | null;
	/** The people who have it open now. */
	readonly present: readonly PersonId[];
	/** For an exercise that plays a script: its progress, in milliseconds of the script. */
	readonly played: { readonly at: number; readonly length: number; readonly speed: number } | null;
}
interface Overview {
	readonly running: readonly (IncidentLine & { readonly overview: IncidentOverview | null })[];
	readonly closed: readonly IncidentLine[];
}
/** The measurements of an incident, and the people in it. */
export interface Seen {
	figures(incident: IncidentId): Promise<Pick<Figures, 'queue' | 'findings'>>;
	present(incident: IncidentId): readonly PresentPerson[];
}

const DESK = new Set(['analyst', 'spokesperson', 'coordinator']);

/**
 * The incidents in which the person has a role: open ones newest first, real ones before exercises; closed ones by when
 * they closed.
 */
export async function overviewFor(person: PersonId, executor: Executor, seen: Seen): Promise<Overview> {
	const { logs } = executor;
	const found = logs.incidents().flatMap((id) => {
		const state = logs.state(id);
		const { roles } = executor.actorFor(person, id);
		const atDesk = roles.some((role) => DESK.has(role));
		if (!state?.incident || id === INSTALLATION || (!atDesk && !roles.includes('partner'))) return [];
		return [{ state, line: lineOf(id, state, state.incident, atDesk) }];
	});
	const running = found.filter(({ line }) => line.phase !== 'closed').sort((a, b) => compare(a.line, b.line));
	const closed = found.map(({ line }) => line).filter(({ phase }) => phase === 'closed');
	return {
		running: await Promise.all(
			running.map(async ({ state, line }) => ({
				...line,
				overview: line.atDesk ? await incidentOverview(line.id, state, seen) : null
			}))
		),
		closed: closed.sort((a, b) => (b.closedAt ?? '').localeCompare(a.closedAt ?? ''))
	};
}

const compare = (a: IncidentLine, b: IncidentLine): number =>
	Number(a.exercise) - Number(b.exercise) || b.start.localeCompare(a.start);

function lineOf(
	id: IncidentId,
	state: ReadState,
	incident: NonNullable<ReadState['incident']>,
	atDesk: boolean
): IncidentLine {
	const now = incidentTime(state.clock, momentOf(Date.now()));
	const { title, kind, grip, phase, exercise, start, closed } = incident;
	const released = [...state.versions.values()]
		.filter(({ withdrawn }) => !withdrawn)
		.sort((a, b) => a.number - b.number);
	const last = released.at(-1);
	return {
		...{ id, title, kind, grip, phase, exercise, start, now, atDesk },
		closedAt: closed?.at ?? null,
		report: last ? { number: last.number, at: last.released.at } : null,
		reports: released.length
	};
}

async function incidentOverview(incident: IncidentId, state: ReadState, seen: Seen): Promise<IncidentOverview> {
	const { queue, findings } = await seen.figures(incident);
	const spread = new Map(findings.map((figures) => [figures.finding, figures.spread]));
	const isHigh = (rumour: Parameters<typeof riskOf>[0] & { readonly id: FindingId }): boolean => {
		const measured = spread.get(rumour.id);
		return ['high', 'danger'].includes(riskOf(rumour, measured ? spreadOf(measured) : 1).level);
	};
	const rumours = openRumours(state);
	return {
		queue,
		rumours: rumours.length,
		highRisk: rumours.filter(isHigh).length,
		needs: openNeeds(state).length,
		due: dueOf(state),
		played: playedOf(state, incidentTime(state.clock, momentOf(Date.now()))),
		present: seen.present(incident).map(({ person }) => person)
	};
}
const openRumours = ({ rumours }: ReadState) => [...rumours.values()].filter(isOpen);
const openNeeds = ({ needs }: ReadState) =>
	[...needs.values()].filter((need) => isOpen(need) && need.state !== 'answered');

function dueOf({ reportDue, versions, incident }: ReadState): Moment | null {
	const last = [...versions.values()].reduce<Moment | null>(
		(newest, { moment }) => (newest === null || moment > newest ? moment : newest),
		null
	);
	const since = last ?? incident?.start;
	return reportDue && since ? dueAfter(reportDue, since) : null;
}

function playedOf({ incident, clock, sources }: ReadState, now: Moment): IncidentOverview['played'] {
	const script = [...sources.values()].map(({ key }) => playedBy(key)?.script).find((found) => found !== undefined);
	if (!incident?.exercise || !script || !clock) return null;
	const at = Date.parse(now) - Date.parse(incident.start);
	return { at: Math.min(Math.max(0, at), script.length), length: script.length, speed: clock.speed };
}

/**
 * Unfinished work in an incident, shown before it is closed; each kind with its number, without those that are zero.
 */
type OpenPoint = 'help' | 'waiting' | 'needs' | 'rumours' | 'report' | 'links' | 'sources';
export async function openPoints(
	reading: ReadingContext,
	wallNow: Moment
): Promise<{ point: OpenPoint; count: number }[]> {
	const { state } = reading;
	const queue = await queueTotals(reading);
	const counts: Record<OpenPoint, number> = {
		help: queue.help,
		waiting: queue.waiting,
		needs: openNeeds(state).length,
		rumours: openRumours(state).length,
		report: state.versions.size === 0 ? 1 : 0,
		links: [...state.shareLinks.values()].filter((link) => isValid(link, wallNow)).length,
		sources: [...state.sources.values()].filter((source) => source.state === 'active' && source.kind !== 'desk').length
	};
	return (['help', 'waiting', 'needs', 'rumours', 'report', 'links', 'sources'] as const)
		.map((point) => ({ point, count: counts[point] }))
		.filter(({ count }) => count > 0);
}
