import { error, fail, redirect } from '@sveltejs/kit';
import { presentIn } from '$lib/domain/core/present';
import { fillIn, usePrepared } from '$lib/domain/prepared/filling-in';
import { confirmPlace, Place, placeOrigin } from '$lib/domain/prepared/place';
import { FactId, FindingId, INSTALLATION, momentOf, PreparedTextId, TextId, type Moment } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { isPreparedApproved, type PreparedText } from '$lib/domain/prepared/prepared-text';
import { isFor, starterTexts } from '$lib/domain/prepared/starter-texts';
import type { Incident } from '$lib/domain/incident/incident';
import { isAllowed } from '$lib/domain/core/policy';
import { draftText } from '$lib/domain/official-text/writing';
import { action, commandIn, field, refusalOf } from '$lib/server/out/api/action';
import { textFrom } from '$lib/server/platform/http/form-text';
import { inGazetteer } from '$lib/server/log/execute/references';
import type { Program } from '$lib/server/program';
import { deskOf, deskOfAction } from '../../at-desk.server';
import type { Actions, PageServerLoad } from './$types';

const prepared = ({ logs }: Pick<Program, 'logs'>): Readonly<PreparedText>[] =>
	[...logs.installation.prepared.values()].filter(({ retired }) => retired === null);
const wordingsIn = (found: Pick<PreparedText, 'wordings'>, place: string, at: Moment, isKnown: boolean) =>
	found.wordings.map((wording) => ({
		channel: wording.channel,
		text: fillIn(wording.text, place, at),
		approved: isKnown && isPreparedApproved(wording) ? (wording.approved?.by ?? null) : null
	}));

/**
 * The place in an example text: it is about a spot, not about the whole municipality that an incident is opened for, so
 * that one stays open until a person names where. No text goes out with an open place.
 */
const spotOf = (place: string | null, incident: Readonly<Pick<Incident, 'place'>> | null): string | null =>
	place === incident?.place ? null : place;

const idIn = (url: URL, name: string): FindingId =>
	FindingId.catch(FindingId.parse(INSTALLATION)).parse(url.searchParams.get(name));

/**
 * The plan's texts for this kind of incident, already filled in with its place and the current time; and our own
 * initial texts.
 */
export const load: PageServerLoad = ({ params, locals, url }) => {
	const { state, actor, person } = deskOf(params, locals, url);
	const { incident } = state;
	if (!incident) error(404, 'incident.absent');
	const now = presentIn(state, momentOf(Date.now()));
	const requested = url.searchParams.get('place') ?? incident.place;
	const place = Place.safeParse(requested).data ?? null;
	const own = prepared(locals.program);
	const [rumour, need] = [state.rumours.get(idIn(url, 'rumour')), state.needs.get(idIn(url, 'need'))];
	const shown = place ?? requested;
	const spot = spotOf(place, incident);
	const origin = place === null ? null : placeOrigin(place, incident, actor, inGazetteer([place]));
	const isKnown = origin !== null && origin.from !== 'own';
	return {
		place: requested,
		placeFits: place !== null,
		placeKnown: isKnown,
		/** Who else may fill in this place because this person confirmed it. */
		placeConfirmed: incident.confirmedPlaces.some((act) => act.place === place && act.by === person.id),
		mayConfirm: isAllowed(actor.roles, confirmPlace.allow),
		now,
		mayUse: isAllowed(actor.roles, usePrepared.allow),
		texts: own
			.filter((each) => isFor(each, incident.kind))
			.map((each) => ({
				id: each.id,
				title: each.title,
				kind: each.kind,
				wordings: wordingsIn(each, shown, now, isKnown)
			})),
		starters: starterTexts.flatMap((each, nth) =>
			isFor(each, incident.kind) && !own.some(({ title }) => title === each.title)
				? [
						{
							nth,
							title: each.title,
							kind: each.kind,
							wordings: each.wordings.map(({ channel, text }) => ({ channel, text: fillIn(text, spot, now) }))
						}
					]
				: []
		),
		/** The rumour that a text is for; without one it is about the incident. */
		rumour: rumour ? { id: rumour.id, text: rumour.text } : null,
		/** The question that an answer is for. */
		need: need?.id ?? '',
		/** What an answer can be about. */
		needs: [...state.needs.values()]
			.filter(({ closed, mergedInto }) => !closed && !mergedInto)
			.map(({ id, text }) => ({ id, text })),
		command: newId(),
		text: newId()
	};
};

export const actions: Actions = {
	/** Confirms the place for colleagues: who confirms it does not fill it in. */
	confirm: action(
		deskOfAction,
		async ({ id, actor, origin, execute, form }) => {
			const typed = textFrom(form, 'place');
			const place = Place.safeParse(typed).data;
			if (!place) return fail(400, { place: typed, code: null, details: {} });
			await execute.execute(id, { id: commandIn(form), ...confirmPlace({ place }) }, actor, origin);
			redirect(303, `/incidents/${id}/texts/prepared?${new URLSearchParams({ place }).toString()}`);
		},
		(refused, { form }) => ({ place: textFrom(form, 'place'), ...refusalOf(refused) })
	),
	/**
	 * Fills in a prepared text and redirects to its page. The ids came with the form, so that a second tap makes no
	 * second text.
	 */
	use: action(
		deskOfAction,
		async ({ id, state, actor, origin, execute, form }) => {
			const [typed, about, starter] = [textFrom(form, 'place'), textFrom(form, 'about'), textFrom(form, 'starter')];
			const text = TextId.safeParse(textFrom(form, 'text')).data ?? TextId.parse(newId());
			const place = Place.safeParse(typed).data;
			const finding = FindingId.safeParse(about).data;
			const kind = finding && state.rumours.has(finding) ? ('rumour' as const) : ('need' as const);
			const aim = finding ? { kind, finding } : { kind: 'incident' as const, finding: null };
			if (!place) return fail(400, { place: typed, code: null, details: {} });
			const now = presentIn(state, momentOf(Date.now()));
			const found = starterTexts[Number(starter || 'none')];
			const spot = spotOf(place, state.incident);
			const facts: FactId[] = [];
			const sent = found
				? draftText({
						id: text,
						kind: found.kind,
						about: aim,
						corrects: null,
						facts,
						wordings: found.wordings.map(({ channel, text: words }) => ({ channel, text: fillIn(words, spot, now) }))
					})
				: usePrepared({
						id: text,
						prepared: field(form, 'prepared', PreparedTextId),
						about: aim,
						facts,
						place,
						moment: null
					});
			await execute.execute(id, { id: commandIn(form), ...sent }, actor, origin);
			redirect(303, `/incidents/${id}/texts/${text}/edit`);
		},
		(refused, { form }) => ({ place: textFrom(form, 'place'), ...refusalOf(refused) })
	)
};
