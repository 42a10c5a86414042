import { z } from 'zod';
import { clockSet } from '../core/clock';
import { command } from '../core/command';
import { event } from '../core/event';
import { SeenAct, seenAct } from '../core/eyes';
import { Moment, PersonId, StoryId } from '../core/ids';
import { ChosenNeighbourhoods, Neighbourhoods } from '../installation/neighbourhoods';
import { analysts, analystsAndSystem, coordinators, deskStaff } from '../core/policy';
import { LegalHold } from './legal-hold';
import { Refusal } from '../core/refusal';
import { openCalls } from '../stories/story';
import type { ReadState } from '../core/state';
import { LooseText, Text } from '../core/text';

export const IncidentKind = z.enum([
	'fire',
	'hazardousSubstance',
	'flood',
	'outage',
	'publicOrder',
	'health',
	'violence',
	'disappearance',
	'cyber',
	'issue',
	'other'
]);
export type IncidentKind = z.infer<typeof IncidentKind>;
export const Phase = z.enum(['watch', 'acute', 'followUp', 'aftercare', 'closed']);
export type Phase = z.infer<typeof Phase>;
const OpenPhase = Phase.exclude(['closed']);

/** The legal ground for collecting posts, asked at opening (docs/domain.md, rule 11). */
const LegalFrame = z.object({
	occasion: Text(500, 'ownWords'),
	purpose: Text(500, 'ownWords'),
	ground: Text(500, 'ownWords')
});

/**
 * Minutes from when a rumour's risk first was high to a verdict and to a published text; and how often a need must be
 * asked after its answer to be open again.
 */
export const Aims = z.object({
	verdict: z.int().min(5).max(720),
	text: z.int().min(5).max(1440),
	askedAgain: z.int().min(1).max(1000)
});
export type Aims = z.infer<typeof Aims>;
/** `verdict` and `text` in minutes (docs/domain.md, rule 15); `askedAgain` in questions after the answer. */
export const defaultAims: Aims = { verdict: 30, text: 60, askedAgain: 10 };

/** Who is asked for an approval after the person on duty, and after how many minutes without a decision. */
const Escalation = z.object({ next: PersonId.nullable(), minutes: z.int().min(5).max(60) });
const noEscalation: z.infer<typeof Escalation> = { next: null, minutes: 10 };

/** A place that a person confirmed for this incident, in exactly these characters. */
export const ConfirmedPlace = SeenAct.extend({ place: LooseText(80, 'name') });

export const Incident = z.object({
	title: Text(160, 'ownWords'),
	kind: IncidentKind,
	/** The coordination level; 0 means none. */
	grip: z.int().min(0).max(5),
	place: Text(160, 'name'),
	/** Who chose title and place last; null for the person who opened it. */
	described: SeenAct.nullable().default(null),
	/** The places that a person confirmed for prepared texts (prepared/place.ts). */
	confirmedPlaces: z.array(ConfirmedPlace).default([]),
	phase: Phase,
	/** Its last time of aftercare, on its clock; `to` is null while it lasts. Null when it began in it, or was never in it. */
	aftercare: z.object({ from: Moment, to: Moment.nullable() }).nullable().default(null),
	/** Fixed at opening. */
	exercise: z.boolean(),
	/** On the incident's clock. */
	start: Moment,
	legal: LegalFrame,
	/** On the wall clock: its sources pause automatically then, unless someone prolongs the incident. */
	expectedEnd: Moment,
	opened: SeenAct,
	/** `phase` is the phase at closing; retention counts from `wallAt`. */
	closed: z.object({ by: PersonId, at: Moment, phase: OpenPhase, wallAt: Moment }).nullable(),
	/** Only of an exercise: it has ended, by whom (the program's own id at the end of the script), and when on its clock. */
	ended: z.object({ by: PersonId, at: Moment }).nullable().default(null),
	aims: Aims.default(defaultAims),
	/** Programs of those with a share link may read published texts and reports as data; never of an exercise. */
	feeds: z.boolean().default(false),
	/** The neighbourhoods whose posts are counted. */
	neighbourhoods: Neighbourhoods.default([]),
	/** The spokesperson on duty, who is asked first for an approval. */
	duty: PersonId.nullable().default(null),
	escalation: Escalation.default(noEscalation),
	hold: LegalHold.nullable().default(null),
	/** The total length of holds that ended after the closing, and when the last one ended, on the wall clock. */
	endedHolds: z.object({ milliseconds: z.int().nonnegative(), until: Moment }).nullable().default(null),
	/** What retention last removed, and when on the wall clock (retention.ts). */
	forgotten: z.object({ posts: z.int().positive(), days: z.int(), at: Moment }).nullable().default(null),
	/**
	 * Retention masks its posts (masking.ts): how many, of how many authors, and since when on the wall clock; `done` is
	 * null while it is busy; `first` is when it was done first, in a restored back-up.
	 */
	masked: z
		.object({
			posts: z.int().nonnegative(),
			authors: z.int().nonnegative(),
			days: z.int(),
			at: Moment,
			done: Moment.nullable(),
			first: Moment.nullable().default(null)
		})
		.nullable()
		.default(null)
});
export type Incident = z.infer<typeof Incident>;

const Described = Incident.pick({ title: true, grip: true, place: true });

declare module '../core/state' {
	interface Singles {
		incident: Incident;
	}
}

/** Opens an incident; in an exercise the clock is paused at its start until someone plays it. */
export const openIncident = command('incident.open', {
	input: () =>
		Incident.omit({
			opened: true,
			closed: true,
			phase: true,
			aftercare: true,
			confirmedPlaces: true,
			described: true,
			ended: true,
			aims: true,
			feeds: true,
			neighbourhoods: true,
			duty: true,
			escalation: true,
			hold: true,
			endedHolds: true,
			forgotten: true,
			masked: true
		})
			.extend({ phase: OpenPhase, legal: z.strictObject(LegalFrame.shape) })
			.strict(),
	allow: analystsAndSystem,
	during: 'beforeOpening',
	decide(input, { actor, now, wallNow }) {
		const opened = incidentOpened({
			...input,
			opened: seenAct(actor, input.exercise ? input.start : now),
			described: null,
			closed: null,
			ended: null,
			aftercare: null,
			confirmedPlaces: [],
			aims: defaultAims,
			feeds: false,
			neighbourhoods: [],
			duty: null,
			escalation: noEscalation,
			hold: null,
			endedHolds: null,
			forgotten: null,
			masked: null
		});
		return input.exercise ? [opened, clockSet({ wall: wallNow, incident: input.start, speed: 0 })] : opened;
	}
});
export const incidentOpened = event('incident.opened', {
	data: () => Incident,
	evolve(state, incident) {
		state.incident = incident;
	}
});

export const describeIncident = command('incident.describe', {
	input: () => z.strictObject(Described.shape),
	allow: analysts,
	decide: (input, { actor, now }) => incidentDescribed({ ...input, described: seenAct(actor, now) })
});
export const incidentDescribed = event('incident.described', {
	data: () => Described.extend({ described: Incident.shape.described }),
	evolve(state, described) {
		if (state.incident) state.incident = { ...state.incident, ...described };
	}
});

export const setPhase = command('incident.setPhase', {
	input: () => z.strictObject({ phase: OpenPhase }),
	allow: analysts,
	decide: ({ phase }) => phaseSet({ phase })
});
export const phaseSet = event('incident.phaseSet', {
	data: () => z.object({ phase: OpenPhase }),
	evolve(state, { phase }, { at }) {
		const { incident } = state;
		if (!incident) return;
		const { phase: before, aftercare, opened } = incident;
		const began = phase === 'aftercare' && before !== 'aftercare' ? { from: at, to: null } : aftercare;
		const ended =
			phase !== 'aftercare' && before === 'aftercare' ? { from: aftercare?.from ?? opened.at, to: at } : began;
		state.incident = { ...incident, phase, aftercare: ended };
	}
});

export const setAims = command('incident.setAims', {
	input: () => z.strictObject(Aims.shape),
	allow: analysts,
	decide: (aims) => aimsSet({ aims })
});
export const aimsSet = event('incident.aimsSet', {
	data: () => z.object({ aims: Aims }),
	evolve(state, { aims }) {
		if (state.incident) state.incident = { ...state.incident, aims };
	}
});

/** Sets the neighbourhoods whose posts are counted. */
export const setNeighbourhoods = command('incident.setNeighbourhoods', {
	input: () => z.strictObject({ neighbourhoods: ChosenNeighbourhoods }),
	allow: analysts,
	decide: (input) => neighbourhoodsSet(input)
});
export const neighbourhoodsSet = event('incident.neighbourhoodsSet', {
	data: () => z.object({ neighbourhoods: Neighbourhoods }),
	evolve(state, { neighbourhoods }) {
		if (state.incident) state.incident = { ...state.incident, neighbourhoods };
	}
});

/** Lets programs read what is published, or no longer: closing is possible as long as there are links. */
export const setFeeds = command('incident.setFeeds', {
	input: () => z.strictObject({ feeds: z.boolean() }),
	allow: coordinators,
	during: 'openOrClosed',
	delivery: 'now',
	refusals: ['incident.closed', 'incident.exercise'],
	decide({ feeds }, { state }) {
		if (feeds && state.incident?.exercise) throw new Refusal('incident.exercise');
		if (feeds && state.incident?.closed) throw new Refusal('incident.closed');
		return feedsSet({ feeds });
	}
});
export const feedsSet = event('incident.feedsSet', {
	data: () => z.object({ feeds: z.boolean() }),
	evolve(state, { feeds }) {
		if (state.incident) state.incident = { ...state.incident, feeds };
	}
});
/** Whether programs may read what is published. */
export const hasOpenFeeds = ({ incident }: Pick<ReadState, 'incident'>): boolean =>
	incident !== null && incident.feeds && !incident.exercise;

/** Sets the person who is asked for approvals; null asks every spokesperson. */
export const setDuty = command('incident.setDuty', {
	input: () => z.strictObject({ spokesperson: PersonId.nullable() }),
	allow: deskStaff,
	decide: ({ spokesperson }) => dutySet({ spokesperson })
});
export const dutySet = event('incident.dutySet', {
	data: () => z.object({ spokesperson: PersonId.nullable() }),
	evolve(state, { spokesperson }) {
		if (state.incident) state.incident = { ...state.incident, duty: spokesperson };
	}
});

/** Sets who is asked next when the person on duty does not react, and after how many minutes. */
export const setEscalation = command('incident.setEscalation', {
	input: () => z.strictObject(Escalation.shape),
	allow: deskStaff,
	decide: (escalation) => escalationSet({ escalation })
});
export const escalationSet = event('incident.escalationSet', {
	data: () => z.object({ escalation: Escalation }),
	evolve(state, { escalation }) {
		if (state.incident) state.incident = { ...state.incident, escalation };
	}
});

/** Extends monitoring: it needs a new end and a reason. */
export const prolongIncident = command('incident.prolong', {
	input: () => z.strictObject({ expectedEnd: Moment, why: Text(500, 'ownWords') }),
	allow: analysts,
	decide: (input) => incidentProlonged(input)
});
export const incidentProlonged = event('incident.prolonged', {
	data: () => z.object({ expectedEnd: Moment, why: LooseText(500, 'ownWords') }),
	evolve(state, { expectedEnd }) {
		if (state.incident) state.incident = { ...state.incident, expectedEnd };
	}
});

/** `openCalls`: the open calls for help that the person knows of, and leaves open. */
export const closeIncident = command('incident.close', {
	input: () => z.strictObject({ openCalls: z.array(StoryId).optional() }),
	allow: coordinators,
	afterExercise: true,
	delivery: 'now',
	refusals: ['incident.openCalls'],
	decide({ openCalls: known = [] }, { state, actor, now }) {
		const open = openCalls(state);
		if (open.some(({ story }) => !known.includes(story)))
			throw new Refusal('incident.openCalls', { number: open.length });
		const phase = OpenPhase.parse(state.incident?.phase);
		return incidentClosed({ by: actor.id, at: now, phase });
	}
});
export const incidentClosed = event('incident.closed', {
	data: () => z.object({ by: PersonId, at: Moment, phase: OpenPhase }),
	evolve(state, closed, { wallAt }) {
		if (state.incident)
			state.incident = { ...state.incident, phase: 'closed', closed: { ...closed, wallAt }, endedHolds: null };
	}
});

export const reopenIncident = command('incident.reopen', {
	input: () => z.strictObject({ why: Text(500, 'ownWords') }),
	allow: coordinators,
	during: 'closed',
	delivery: 'now',
	refusals: ['incident.notClosed', 'retention.busy'],
	decide({ why }, { state }) {
		const { closed = null, masked = null } = state.incident ?? {};
		if (!closed) throw new Refusal('incident.notClosed');
		if (masked?.done === null) throw new Refusal('retention.busy');
		return incidentReopened({ phase: closed.phase, why });
	}
});
export const incidentReopened = event('incident.reopened', {
	data: () => z.object({ phase: OpenPhase, why: LooseText(500, 'ownWords') }),
	evolve(state, { phase }) {
		if (state.incident) state.incident = { ...state.incident, phase, closed: null };
	}
});
