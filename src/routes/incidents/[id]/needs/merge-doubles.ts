import type { CommandAnswer, Desk } from '$lib/desk/desk.svelte';
import type { NeedDoubles } from '$lib/desk/views/need-doubles';

/** Merges all of them into the one that stays. @returns the first answer that was not "saved", or the last */
export const mergeDoubles = (desk: Desk, { into, others }: NeedDoubles): Promise<CommandAnswer> =>
	allOf(
		others.map(
			({ id }) =>
				() =>
					desk.send('finding.merge', { kind: 'need', finding: id, into: into.id })
		)
	);

/** Remembers that they are different questions: they are not proposed again. */
export const keepApart = (desk: Desk, { into, others }: NeedDoubles): Promise<CommandAnswer> =>
	allOf(
		others.map(
			({ id }) =>
				() =>
					desk.send('need.keepApart', { need: into.id, other: id })
		)
	);

async function allOf(steps: readonly (() => Promise<CommandAnswer>)[]): Promise<CommandAnswer> {
	let answer: CommandAnswer = { kind: 'saved', from: 0, to: 0 };
	for (const step of steps) {
		answer = await step();
		if (answer.kind !== 'saved') break;
	}
	return answer;
}
