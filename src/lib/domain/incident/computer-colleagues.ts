import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { FindingId, Moment, PersonId, StoryId, TextId } from '../core/ids';
import { deskStaff, onlySystem } from '../core/policy';
import { Refusal } from '../core/refusal';
import { computerColleagues, ComputerRole } from '../core/role';
import { LooseText } from '../core/text';

/** The parts of a demonstration, in order. In the last one the work is the visitor's. */
export const scenes = ['stream', 'rumour', 'rebuttal', 'answer', 'report', 'yours'] as const;
export const Scene = z.enum(scenes);
export type Scene = z.infer<typeof Scene>;

/** How fast the exercise's clock runs in a demonstration: 45 minutes of the script in three. */
export const WATCH_SPEED = 15;
/** How long a demonstration takes, and when each scene begins, in seconds of the wall's clock. */
export const WATCH_SECONDS = 180;
export const sceneStart: Readonly<Record<Scene, number>> = {
	stream: 0,
	rumour: 30,
	rebuttal: 70,
	answer: 120,
	report: 150,
	yours: 170
};

/** What a computer colleague does, as a visitor reads it. */
export const ShownAct = z.enum([
	'pinned',
	'passedOn',
	'need',
	'rumour',
	'behaviour',
	'meaning',
	'emotion',
	'looked',
	'notRelevant',
	'harm',
	'inquiry',
	'fact',
	'verdict',
	'draft',
	'submitted',
	'approved',
	'published',
	'reportText',
	'released',
	'yours'
]);
export type ShownAct = z.infer<typeof ShownAct>;

/** The thing a computer colleague works on: where people see that it looks. */
const WorkedOn = z.union([
	z.strictObject({ story: StoryId }),
	z.strictObject({ finding: FindingId }),
	z.strictObject({ text: TextId })
]);
const Shown = z.object({
	scene: Scene,
	by: PersonId,
	act: ShownAct,
	/** The words of what it is about: a finding, an emotion, a channel. */
	about: LooseText(500, 'quotedWords'),
	on: WorkedOn.nullable()
});

/**
 * Computer colleagues in an exercise, and what they last showed. They demonstrate the whole work (`watch`), or work
 * next to people who train (`train`).
 */
const ComputerColleagues = z.object({
	mode: z.enum(['watch', 'train']),
	roles: z.array(ComputerRole).min(1),
	/** The share of their acts that is wrong, so that people learn to check. */
	errors: z.number().min(0).max(0.5),
	/** With the script it determines all that they do. */
	seed: z.int().nonnegative(),
	started: z.object({ by: PersonId, at: Moment }),
	/** The number of the event that let them in: it identifies this session. */
	seq: z.int().nonnegative(),
	shown: Shown.nullable(),
	/** They were asked to stop; `undo`: what they did is taken back first. */
	stopped: z.object({ by: PersonId, at: Moment, undo: z.boolean() }).nullable()
});
export type ComputerColleagues = z.infer<typeof ComputerColleagues>;

declare module '../core/state' {
	interface Singles {
		computers: ComputerColleagues;
	}
}

/** Whether they are at work. */
export const areAtWork = (
	computers: Readonly<ComputerColleagues> | null
): computers is Readonly<ComputerColleagues> & { readonly stopped: null } => computers?.stopped === null;
/** Whether they demonstrate, so that everybody else only watches. */
export const isDemonstration = (computers: Readonly<ComputerColleagues> | null): boolean =>
	areAtWork(computers) && computers.mode === 'watch';

const StartInput = z.strictObject(ComputerColleagues.pick({ mode: true, roles: true, errors: true, seed: true }).shape);

/** Lets computer colleagues into an exercise. */
export const startComputers = command('computer.start', {
	input: () => StartInput,
	allow: deskStaff,
	delivery: 'now',
	refusals: ['computer.already', 'exercise.ended', 'incident.notExercise'],
	decide({ roles, ...input }, { state, actor, now }) {
		if (!state.incident?.exercise) throw new Refusal('incident.notExercise');
		if (state.incident.ended) throw new Refusal('exercise.ended');
		if (state.computers && (areAtWork(state.computers) || state.computers.stopped?.undo))
			throw new Refusal('computer.already');
		return computersStarted({ ...input, roles: [...new Set(roles)], started: { by: actor.id, at: now } });
	}
});
export const computersStarted = event('computer.started', {
	data: () => ComputerColleagues.omit({ seq: true, shown: true, stopped: true }),
	evolve(state, started, { seq }) {
		if (state.computers?.seq !== seq) state.computers = { ...started, seq, shown: null, stopped: null };
	}
});

/** Says what a computer colleague is about to do, and why. */
export const showComputerAct = command('computer.show', {
	input: () => z.strictObject(Shown.shape),
	allow: onlySystem,
	refusals: ['computer.absent'],
	decide(input, { state }) {
		if (!areAtWork(state.computers)) throw new Refusal('computer.absent');
		return computerActShown(input);
	}
});
export const computerActShown = event('computer.shown', {
	data: () => Shown,
	evolve(state, shown) {
		if (state.computers) state.computers = { ...state.computers, shown };
	}
});

/**
 * Sends them away: a person takes over. In the first scene of a demonstration what they did is taken back, so that the
 * person starts from nothing; later it stays.
 */
export const stopComputers = command('computer.stop', {
	input: () => z.strictObject({}),
	allow: deskStaff,
	delivery: 'now',
	refusals: ['computer.absent'],
	decide(_, { state: { computers }, actor, now }) {
		if (!areAtWork(computers)) throw new Refusal('computer.absent');
		const undo = computers.mode === 'watch' && (computers.shown?.scene ?? 'stream') === 'stream';
		return computersStopped({ by: actor.id, at: now, undo });
	}
});
export const computersStopped = event('computer.stopped', {
	data: () => ComputerColleagues.shape.stopped.unwrap(),
	evolve(state, stopped) {
		if (state.computers) state.computers = { ...state.computers, stopped };
	}
});

/** All that they did was taken back. */
export const recordComputersUndone = command('computer.recordUndone', {
	input: () => z.strictObject({}),
	allow: onlySystem,
	refusals: ['computer.absent'],
	decide(_, { state }) {
		if (!state.computers?.stopped?.undo) throw new Refusal('computer.absent');
		return computersUndone({});
	}
});
export const computersUndone = event('computer.undone', {
	data: () => z.object({}),
	evolve(state) {
		if (state.computers?.stopped)
			state.computers = { ...state.computers, stopped: { ...state.computers.stopped, undo: false } };
	}
});

/** Where the computer colleagues are, as far as they are at work: shown as people are. */
export const computersPresent = (computers: Readonly<ComputerColleagues> | null) =>
	areAtWork(computers)
		? computers.roles.map((role) => {
				const { id: person, initials } = computerColleagues[role];
				return { person, initials, looking: computers.shown?.by === person ? computers.shown.on : null };
			})
		: [];
