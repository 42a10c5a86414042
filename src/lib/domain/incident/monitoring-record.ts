import type { EventMeta, EventOf } from '../core/event';
import type { Moment, PersonId } from '../core/ids';
import { incidentClosed, incidentOpened, incidentProlonged, incidentReopened } from './incident';
import { changeBetween, type ProfileWord } from '../posts/search/profile-change';
import { emptyProfile, profileChanged, type SearchProfile } from '../posts/search/profile';
import { sourceAdded, sourceStateSet, type Source } from '../posts/source';

/** One decision about what is collected, and who made it. `at` is on the wall clock. */
type MonitoringStep = { readonly at: Moment; readonly by: PersonId } & (
	| { readonly what: 'opened' | 'closed' | 'reopened' }
	| { readonly what: 'prolonged'; readonly until: Moment; readonly why: string }
	| { readonly what: 'source'; readonly name: string; readonly state: Source['state']; readonly why: string | null }
	| {
			readonly what: 'profile';
			readonly added: readonly ProfileWord[];
			readonly removed: readonly ProfileWord[];
			readonly lost?: number;
	  }
);
type Line = EventOf & Pick<EventMeta, 'wallAt' | 'by'> & { readonly redacted: boolean };

/** The events that decide what is collected. */
export const monitoringEvents: readonly string[] = [
	...[incidentOpened, incidentProlonged, incidentClosed, incidentReopened].map(({ type }) => type),
	...[profileChanged, sourceAdded, sourceStateSet].map(({ type }) => type)
];

/**
 * Who decided when what is collected, in order: the record that a supervisor asks for. A search profile is listed with
 * what was added and removed, and is left out when nothing changed.
 */
export function monitoringRecord(lines: readonly Line[]): MonitoringStep[] {
	const steps: MonitoringStep[] = [];
	const names = new Map<string, string>();
	let profile: SearchProfile = emptyProfile;
	for (const { type, data, wallAt: at, by, redacted } of lines) {
		if (redacted) continue;
		if (type === incidentOpened.type) steps.push({ at, by, what: 'opened' });
		if (type === incidentClosed.type) steps.push({ at, by, what: 'closed' });
		if (type === incidentReopened.type) steps.push({ at, by, what: 'reopened' });
		if (type === incidentProlonged.type) {
			const { expectedEnd, why } = incidentProlonged.data.parse(data);
			steps.push({ at, by, what: 'prolonged', until: expectedEnd, why });
		}
		if (type === sourceAdded.type) {
			const { id, name, state } = sourceAdded.data.parse(data);
			names.set(id, name);
			steps.push({ at, by, what: 'source', name, state, why: null });
		}
		if (type === sourceStateSet.type) {
			const { source, state, why } = sourceStateSet.data.parse(data);
			steps.push({ at, by, what: 'source', name: names.get(source) ?? '', state, why });
		}
		if (type === profileChanged.type) {
			const next = profileChanged.data.parse(data);
			const change = changeBetween(profile, next, at);
			profile = next;
			if (change)
				steps.push({
					at,
					by,
					what: 'profile',
					added: change.added,
					removed: change.removed,
					...(next.lost !== undefined && { lost: next.lost })
				});
		}
	}
	return steps;
}
