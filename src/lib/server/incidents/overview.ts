import type { Sql } from 'postgres';
import { isOpen } from '$lib/domain/finding';
import { INSTALLATION, type FindingId, type IncidentId, type Moment, type PersonId } from '$lib/domain/ids';
import type { IncidentKind, Phase } from '$lib/domain/incident';
import { dueAfter } from '$lib/domain/report-due';
import { riskOf, type Spread } from '$lib/domain/risk';
import { isValid } from '$lib/domain/share-link';
import type { ReadState } from '$lib/domain/state';
import type { QueueTotals } from '$lib/domain/story-card';
import type { Executor } from '../execute';
import { playedBy } from '../ingest/exercises/shelf';
import { queueTotals } from '../stories/queue';
import { readNow, type Reading } from '../stories/reading';

/** One incident as the start page shows it. Moments are on its own clock. */
export interface IncidentLine {
	readonly id: IncidentId;
	readonly title: string;
	readonly kind: IncidentKind;
	/** 0 is none. */
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
/** What is going on in it; null for who does not read posts, and for closed ones. */
export interface Standing {
	readonly queue: QueueTotals;
	readonly rumours: number;
	readonly highRisk: number;
	/** Needs that nobody answered, or that are asked again. */
	readonly needs: number;
	readonly due: Moment | null;
	/** Of an exercise that plays a script: how far it is, in milliseconds of the script. */
	readonly played: { readonly at: number; readonly length: number; readonly speed: number } | null;
}
export interface Overview {
	readonly running: readonly (IncidentLine & { readonly standing: Standing | null })[];
	readonly closed: readonly IncidentLine[];
}
/** How far a rumour has spread, where it was measured. */
export type SpreadSeen = (incident: IncidentId, rumour: FindingId) => Spread | null;

const DESK = new Set(['analyst', 'spokesperson', 'coordinator']);

/** The incidents in which the person has a role: those that run with the newest first, real ones before exercises; closed ones by when they closed. */
export async function overviewFor(person: PersonId, executor: Executor, sql: Sql, spread: SpreadSeen = () => null): Promise<Overview> {
	const { logs } = executor;
	const found = logs.incidents().flatMap((id) => {
		const state = logs.state(id);
		const { roles } = executor.actorFor(person, id);
		const atDesk = roles.some((role) => DESK.has(role));
		if (!state?.incident || id === INSTALLATION || (!atDesk && !roles.includes('partner'))) return [];
		return [{ state, line: lineOf(readNow(sql, id, state), state.incident, atDesk) }];
	});
	const running = found.filter(({ line }) => line.phase !== 'closed').sort((a, b) => compare(a.line, b.line));
	const closed = found.map(({ line }) => line).filter(({ phase }) => phase === 'closed');
	return {
		running: await Promise.all(
			running.map(async ({ state, line }) => ({
				...line,
				standing: line.atDesk ? await standingOf(readNow(sql, line.id, state), spread) : null
			}))
		),
		closed: closed.sort((a, b) => (b.closedAt ?? '').localeCompare(a.closedAt ?? ''))
	};
}

const compare = (a: IncidentLine, b: IncidentLine): number => Number(a.exercise) - Number(b.exercise) || b.start.localeCompare(a.start);

function lineOf({ incident: id, state, now }: Reading, incident: NonNullable<ReadState['incident']>, atDesk: boolean): IncidentLine {
	const { title, kind, grip, phase, exercise, start, closed } = incident;
	const released = [...state.versions.values()].filter(({ withdrawn }) => !withdrawn).sort((a, b) => a.number - b.number);
	const last = released.at(-1);
	return {
		...{ id, title, kind, grip, phase, exercise, start, now, atDesk },
		closedAt: closed?.at ?? null,
		report: last ? { number: last.number, at: last.released.at } : null,
		reports: released.length
	};
}

async function standingOf(reading: Reading, spread: SpreadSeen): Promise<Standing> {
	const { state, incident, now } = reading;
	const rumours = [...state.rumours.values()].filter(isOpen);
	const high = rumours.filter((rumour) => ['high', 'danger'].includes(riskOf(rumour, spread(incident, rumour.id) ?? 1).level));
	const needs = [...state.needs.values()].filter((need) => isOpen(need) && need.state !== 'answered');
	return {
		queue: await queueTotals(reading),
		rumours: rumours.length,
		highRisk: high.length,
		needs: needs.length,
		due: dueOf(state),
		played: playedOf(state, now)
	};
}

function dueOf({ reportDue, versions, incident }: ReadState): Moment | null {
	const last = [...versions.values()].reduce<Moment | null>(
		(newest, { moment }) => (newest === null || moment > newest ? moment : newest),
		null
	);
	const since = last ?? incident?.start;
	return reportDue && since ? dueAfter(reportDue, since) : null;
}

function playedOf({ incident, clock, sources }: ReadState, now: Moment): Standing['played'] {
	const script = [...sources.values()].map(({ key }) => playedBy(key)?.script).find((found) => found !== undefined);
	if (!incident?.exercise || !script || !clock) return null;
	const at = Date.parse(now) - Date.parse(incident.start);
	return { at: Math.min(Math.max(0, at), script.length), length: script.length, speed: clock.speed };
}

/** What is not finished in an incident, asked before it is closed; each with how many, none left out but those that are zero. */
export type OpenPoint = 'help' | 'waiting' | 'needs' | 'rumours' | 'report' | 'links' | 'sources';
export async function openPoints(reading: Reading, wallNow: Moment): Promise<{ point: OpenPoint; count: number }[]> {
	const { state } = reading;
	const { queue, rumours, needs } = await standingOf(reading, () => null);
	const counts: Record<OpenPoint, number> = {
		help: queue.help,
		waiting: queue.waiting,
		needs,
		rumours,
		report: state.versions.size === 0 ? 1 : 0,
		links: [...state.shareLinks.values()].filter((link) => isValid(link, wallNow)).length,
		sources: [...state.sources.values()].filter((source) => source.state === 'active' && source.kind !== 'desk').length
	};
	return (['help', 'waiting', 'needs', 'rumours', 'report', 'links', 'sources'] as const)
		.map((point) => ({ point, count: counts[point] }))
		.filter(({ count }) => count > 0);
}
