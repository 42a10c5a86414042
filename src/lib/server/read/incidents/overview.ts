import { presentIn } from '$lib/domain/core/present';
import type { Figures } from '$lib/domain/overview/figures';
import { isOpen } from '$lib/domain/findings/finding';
import { unansweredNeeds } from '$lib/domain/findings/need';
import {
	INSTALLATION,
	momentOf,
	type FindingId,
	type IncidentId,
	type Moment,
	type PersonId
} from '$lib/domain/core/ids';
import { isAllowed, isAtDesk } from '$lib/domain/core/policy';
import type { Incident, IncidentKind, Phase } from '$lib/domain/incident/incident';
import { holdIncident } from '$lib/domain/incident/legal-hold';
import { retentionWarning } from '$lib/domain/incident/masking';
import { retentionTerm } from '$lib/domain/installation/installation';
import { maskingForOutside } from '$lib/domain/report/for-outside';
import { nextReport } from '$lib/domain/report/due';
import { previousVersion } from '$lib/domain/report/version';
import type { PresentPerson } from '$lib/domain/realtime';
import { isHigh as hasHighRisk, riskOf, spreadOf } from '$lib/domain/findings/risk';
import { isValid } from '$lib/domain/report/share-link';
import type { Reader } from '$lib/domain/core/role';
import type { ReadState } from '$lib/domain/core/state';
import type { QueueTotals } from '$lib/domain/stories/card';
import { firstPageOf } from '$lib/domain/waiting/first-page';
import { waitingWork, type WaitingWork } from '$lib/domain/waiting/waiting-work';
import { NamesForOutside } from '$lib/server/log/author-names';
import type { Executor } from '$lib/server/log/execute/execute';
import { playedBy } from '$lib/server/ingest/exercises/library';
import { queueTotals } from '../queries/stories/queue';
import type { ReadingContext } from '$lib/server/log/reading-context';

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
	/** When its posts will be masked, from a week before; only for people who can put it on hold. */
	readonly masksAt: Moment | null;
	/** Whether the person reads posts here; a partner only reads reports. */
	readonly atDesk: boolean;
}
/** The current activity; null for a person who does not read posts, and for closed incidents. */
interface IncidentOverview {
	readonly queue: QueueTotals;
	readonly rumours: number;
	readonly highRisk: number;
	/** The number of needs without an answer, or asked again after it. */
	readonly needs: number;
	readonly due: Moment | null;
	/** The work that waits for this person and for others. */
	readonly work: WaitingWork;
	/** Whether this person starts with that list: a spokesperson or coordinator. */
	readonly beginsWithWork: boolean;
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
export interface OverviewReads {
	figures(incident: IncidentId): Promise<Pick<Figures, 'queue' | 'findings'>>;
	present(incident: IncidentId): readonly PresentPerson[];
}

/**
 * The incidents in which the person has a role: open ones newest first, real ones before exercises; closed ones by when
 * they closed.
 */
export async function overviewFor(person: PersonId, executor: Executor, seen: OverviewReads): Promise<Overview> {
	const { logs } = executor;
	const wallNow = momentOf(Date.now());
	const term = retentionTerm(logs.installation);
	const masksAt = (incident: Readonly<Incident>): Moment | null => retentionWarning(incident, term, wallNow);
	const names = new NamesForOutside(executor.sql);
	for (const id of logs.incidents()) {
		const actor = executor.actorFor(person, id);
		if (!isAtDesk(actor) && actor.roles.includes('partner')) await names.load(id);
	}
	const visible = logs.incidents().flatMap((id) => {
		const state = logs.state(id);
		const actor = executor.actorFor(person, id);
		const atDesk = isAtDesk(actor);
		if (!state?.incident || id === INSTALLATION || (!atDesk && !actor.roles.includes('partner'))) return [];
		const mayHold = isAllowed(actor.roles, holdIncident.allow);
		return [
			{
				state,
				actor,
				line: {
					...lineOf(id, state, state.incident, atDesk),
					...(atDesk
						? {}
						: { title: maskingForOutside(state, logs.installation, names.now(id))(state.incident.title) }),
					masksAt: mayHold ? masksAt(state.incident) : null
				}
			}
		];
	});
	const running = visible.filter(({ line }) => line.phase !== 'closed').sort((a, b) => compare(a.line, b.line));
	const closed = visible.map(({ line }) => line).filter(({ phase }) => phase === 'closed');
	return {
		running: await Promise.all(
			running.map(async ({ state, actor, line }) => ({
				...line,
				overview: line.atDesk ? await incidentOverview(line.id, state, actor, seen) : null
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
): Omit<IncidentLine, 'masksAt'> {
	const now = presentIn(state, momentOf(Date.now()));
	const { title, kind, grip, phase, exercise, start, closed } = incident;
	const released = [...state.versions.values()]
		.filter(({ withdrawn }) => !withdrawn)
		.sort((a, b) => a.number - b.number);
	const last = released.at(-1);
	return {
		id,
		title,
		kind,
		grip,
		phase,
		exercise,
		start,
		now,
		atDesk,
		closedAt: closed?.at ?? null,
		report: last ? { number: last.number, at: last.released.at } : null,
		reports: released.length
	};
}

/** What waits for this person in an incident, and for others. */
export function workOf(
	state: ReadState,
	reader: Reader,
	{ queue, findings }: Awaited<ReturnType<OverviewReads['figures']>>
): WaitingWork {
	const unansweredSince = new Map(findings.map(({ finding, sinceAnswer }) => [finding, sinceAnswer?.from ?? null]));
	// As the pages of the incident, which count again every minute.
	const minute = momentOf(Math.floor(Date.parse(presentIn(state, momentOf(Date.now()))) / 60_000) * 60_000);
	return waitingWork(state, reader, minute, queue, (need) => unansweredSince.get(need) ?? null);
}

async function incidentOverview(
	incident: IncidentId,
	state: ReadState,
	reader: Reader,
	seen: OverviewReads
): Promise<IncidentOverview> {
	const now = presentIn(state, momentOf(Date.now()));
	const figures = await seen.figures(incident);
	const { queue, findings } = figures;
	const spread = new Map(findings.map((figures) => [figures.finding, figures.spread]));
	const isHigh = (rumour: Parameters<typeof riskOf>[0] & { readonly id: FindingId }): boolean => {
		const measured = spread.get(rumour.id);
		return hasHighRisk(riskOf(rumour, measured ? spreadOf(measured) : 1));
	};
	const rumours = openRumours(state);
	return {
		queue,
		rumours: rumours.length,
		highRisk: rumours.filter(isHigh).length,
		needs: unansweredNeeds(state).length,
		due: nextReport(state).due,
		work: workOf(state, reader, figures),
		beginsWithWork: firstPageOf(reader.roles) === 'waiting' || reader.roles.includes('coordinator'),
		played: playedOf(state, now),
		present: seen.present(incident).map(({ person }) => person)
	};
}
const openRumours = ({ rumours }: ReadState) => [...rumours.values()].filter(isOpen);

function playedOf({ incident, clock, sources }: ReadState, now: Moment): IncidentOverview['played'] {
	const script = [...sources.values()].map(({ key }) => playedBy(key)?.script).find((each) => each !== undefined);
	if (!incident?.exercise || !script || !clock) return null;
	const at = Date.parse(now) - Date.parse(incident.start);
	return { at: Math.min(Math.max(0, at), script.length), length: script.length, speed: clock.speed };
}

/**
 * Unfinished work in an incident, shown before it is closed; each kind with its number, without those that are zero.
 */
type OpenPoint = 'help' | 'perhapsHelp' | 'waiting' | 'needs' | 'rumours' | 'report' | 'links' | 'sources';
export async function openPoints(
	reading: ReadingContext,
	wallNow: Moment
): Promise<{ point: OpenPoint; count: number }[]> {
	const { state } = reading;
	const queue = await queueTotals(reading);
	const counts: Record<OpenPoint, number> = {
		help: queue.pinned,
		perhapsHelp: queue.help - queue.pinned,
		waiting: queue.waiting,
		needs: unansweredNeeds(state).length,
		rumours: openRumours(state).length,
		report: previousVersion(state.versions) === null ? 1 : 0,
		links: [...state.shareLinks.values()].filter((link) => isValid(link, wallNow)).length,
		sources: [...state.sources.values()].filter((source) => source.state === 'active' && source.kind !== 'desk').length
	};
	return (['help', 'perhapsHelp', 'waiting', 'needs', 'rumours', 'report', 'links', 'sources'] as const)
		.map((point) => ({ point, count: counts[point] }))
		.filter(({ count }) => count > 0);
}
