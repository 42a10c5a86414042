import { TimeSlice } from '$lib/concurrency/time-slice';
import type { EventOf } from '$lib/domain/core/event';
import type { ReadState, State } from '$lib/domain/core/state';
import { linesFor, type Head } from '../append';
import { evolve } from '../follower';
import { layeredState } from '../rows/layered-state';
import type { NewLine } from '../lines';
import { mayShare } from '../projections';
import { answerTo, repeat, type StoredAnswer } from './answers';
import type { ReadyCommand, Receipt } from './ready-command';

export type Outcome = PromiseSettledResult<Receipt>;

/** An accepted command with its log lines, to be stored. */
export interface Decided {
	readonly command: ReadyCommand;
	readonly lines: readonly NewLine[];
	readonly answer: StoredAnswer;
}

/** Limits of one transaction: the number of commands, and the time to decide them. The others go in the next one. */
export interface GroupLimits {
	readonly maxCommands: number;
	readonly milliseconds: number;
}

interface BatchContext {
	readonly head: Head;
	readonly state: ReadState;
	/** The stored answers to those of the commands that were sent before. */
	readonly answered: readonly StoredAnswer[];
	readonly limits: GroupLimits;
	/** @throws Refusal */
	readonly judge: (command: ReadyCommand, state: ReadState) => readonly EventOf[];
}

/**
 * Decides commands one after the other, each on the state after those before it; `state` itself is not changed. A
 * refusal affects only its own command.
 * @returns the outcomes of at least the first command, and the accepted commands, which are still to be stored
 */
export function decideInTurn(
	commands: readonly ReadyCommand[],
	{ head, state, answered, limits, judge }: BatchContext
): { readonly outcomes: readonly Outcome[]; readonly decided: readonly Decided[] } {
	const answers = new Map(answered.map((answer) => [answer.id, answer]));
	const outcomes: Outcome[] = [];
	const decided: Decided[] = [];
	const slice = new TimeSlice(limits.milliseconds);
	let layer: State | null = null;
	let seq = head.seq;

	const eventsOf = (command: ReadyCommand): readonly EventOf[] | Outcome => {
		try {
			const first = answers.get(command.id);
			if (first) return { status: 'fulfilled', value: repeat(first, command) };
			return judge(command, layer ?? state);
		} catch (reason) {
			return { status: 'rejected', reason };
		}
	};
	for (const command of commands) {
		if (outcomes.length > 0 && slice.isOver) break;
		const events = eventsOf(command);
		if ('status' in events) {
			outcomes.push(events);
			continue;
		}
		const isAlone = !mayShare(events);
		if (isAlone && decided.length > 0) break;
		const lines = linesFor(head, seq, events, command.actor.id, command.id);
		const answer = answerTo(command, seq + 1, seq + lines.length);
		decided.push({ command, lines, answer });
		outcomes.push({ status: 'fulfilled', value: { from: answer.from, to: answer.to, again: false } });
		if (isAlone || outcomes.length === commands.length) break;
		seq = answer.to;
		answers.set(command.id, answer);
		layer ??= layeredState(state);
		for (const line of lines) evolve(layer, line);
	}
	return { outcomes, decided };
}
