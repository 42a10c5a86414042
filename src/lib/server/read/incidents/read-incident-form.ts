import { millisecondsInDay } from 'date-fns/constants';
import { ConnectionId, momentOf, type Moment } from '$lib/domain/core/ids';
import { Incident, IncidentKind, type Phase } from '$lib/domain/incident/incident';
import { templateFor } from '$lib/domain/incident/template';
import { listOf, profileFrom, wordsFrom } from '$lib/domain/posts/search/profile-words';
import { SearchProfile } from '$lib/domain/posts/search/profile';
import { momentAt } from '$lib/i18n/moments';
import { textFrom } from '$lib/server/platform/http/form-text';
import { fromLocal } from '$lib/domain/core/local-time';
import { expectedEnd, type NewIncident } from './open-incident';

/** The fields that can be wrong; the sentences are in messages under `start.form`. */
type WrongField = 'title' | 'place' | 'until' | 'began';
interface IncidentForm {
	readonly incident: NewIncident;
	/** The script of an exercise; empty for one without. */
	readonly script: string;
}

const YEAR = 366 * millisecondsInDay;

/**
 * Reads the form of the start page; the template of the kind and the place fills empty fields.
 * @returns the fields that are wrong, or the incident
 */
export function readIncidentForm(
	form: FormData,
	now: Moment
): IncidentForm | { readonly wrong: readonly WrongField[] } {
	const title = Incident.shape.title.safeParse(textFrom(form, 'title'));
	const place = Incident.shape.place.safeParse(textFrom(form, 'place'));
	const until = endOf(textFrom(form, 'until'), now);
	const began = startOf(textFrom(form, 'began'), now);
	if (!title.success || !place.success || until === null || began === null) {
		const wrong: Record<WrongField, boolean> = {
			title: !title.success,
			place: !place.success,
			until: until === null,
			began: began === null
		};
		return { wrong: (['title', 'place', 'until', 'began'] as const).filter((field) => wrong[field]) };
	}
	const kind = IncidentKind.safeParse(textFrom(form, 'kind')).data ?? 'other';
	const template = templateFor(kind, place.data, textFrom(form, 'streets'));
	const exercise = form.has('exercise');
	const textOf = (field: 'occasion' | 'purpose' | 'ground'): string =>
		textFrom(form, field).trim().slice(0, 500) || template[field];
	return {
		script: exercise ? textFrom(form, 'script') : '',
		incident: {
			incident: {
				title: title.data,
				kind,
				grip: Incident.shape.grip.safeParse(Number(textFrom(form, 'grip') || 0)).data ?? 0,
				place: place.data,
				phase: phaseOf(textFrom(form, 'phase')),
				exercise,
				start: began,
				legal: { occasion: textOf('occasion'), purpose: textOf('purpose'), ground: textOf('ground') },
				expectedEnd: until
			},
			profile: readProfile(form, template.profile),
			connections: exercise ? [] : form.getAll('connection').flatMap((id) => ConnectionId.safeParse(id).data ?? [])
		}
	};
}

/** Words separated by commas or lines. @param template for the fields that are empty */
export function readProfile(form: FormData, template: SearchProfile): SearchProfile {
	const typed = wordsFrom((field) => textFrom(form, field).trim() || listOf(template, field).join('\n'));
	return SearchProfile.safeParse(profileFrom(typed, template.languages)).data ?? template;
}

/**
 * The end of a day in the Netherlands, from a date like `2026-12-04`; the default when empty, null when it is past or
 * more than a year ahead.
 */
export function endOf(date: string, now: Moment): Moment | null {
	if (date === '') return momentOf(expectedEnd(now));
	const local = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T23:59:59Z`) : NaN;
	if (Number.isNaN(local)) return null;
	const { at } = fromLocal(local);
	return at > Date.parse(now) && at < Date.parse(now) + YEAR ? momentOf(at) : null;
}

/**
 * When the incident began, from a moment like `2026-11-20T13:40` in the Netherlands; now when empty, null when it is in
 * the future or more than a year ago.
 */
export function startOf(moment: string, now: Moment): Moment | null {
	if (moment === '') return now;
	const [day = '', clock = ''] = moment.slice(0, 16).split('T');
	const began = Date.parse(momentAt(day, clock) ?? '');
	if (Number.isNaN(began)) return null;
	return began <= Date.parse(now) && began > Date.parse(now) - YEAR ? momentOf(began) : null;
}

const phaseOf = (text: string): Exclude<Phase, 'closed'> =>
	text === 'watch' || text === 'followUp' || text === 'aftercare' ? text : 'acute';
