import { millisecondsOf, type Moment } from '$lib/domain/core/ids';
import { computerActor, computerColleagues, isComputer } from '$lib/domain/core/role';
import type { ReadState } from '$lib/domain/core/state';
import {
	approvalRefusal,
	approvedSince,
	isAwaitingApproval,
	type OfficialText
} from '$lib/domain/official-text/official-text';
import { returnText } from '$lib/domain/official-text/approval';
import type { ComputerColleagues } from '$lib/domain/incident/computer-colleagues';
import type { CommandStep } from '$lib/domain/core/command';
import { chance } from './chance';
import { onText } from './commands-of';

/** The time a spokesperson takes to read a text, in milliseconds of the exercise. */
const READING = 90_000;

/**
 * What a computer spokesperson does with the texts that wait now: it reads, gives its approval, and publishes what is
 * approved. Where it errs, it returns a good text once, so that people learn to explain theirs.
 */
export function reactionsTo(
	state: ReadState,
	{ roles, errors, seed }: Pick<ComputerColleagues, 'roles' | 'errors' | 'seed'>,
	now: Moment,
	why: string
): { readonly id: string; readonly command: CommandStep }[] {
	if (!roles.includes('spokesperson')) return [];
	const isOver = (since: Moment): boolean => millisecondsOf(now) - millisecondsOf(since) >= READING;
	return [...state.texts.values()].flatMap((text) => {
		const version = text.versions.at(-1);
		if (!version || text.withdrawn || text.paused) return [];
		if (mayApprove(text) && isOver(version.at)) {
			const id = `${text.id} ${version.number}`;
			const errs = version.number === 1 && !isComputer(version.by) && chance(seed, `return ${text.id}`) < errors;
			if (errs) return [{ id, command: returnText({ text: text.id, version: 1, why }) }];
			return onText('approve', text.id, state, me).map((command) => ({ id, command }));
		}
		const approved = text.variants.flatMap((variant) => approvedSince(variant) ?? []).at(-1);
		if (!approved || !isOver(approved)) return [];
		return onText('publish', text.id, state, me).map((command) => ({
			id: `${text.id} ${version.number} ${JSON.stringify(command.input)}`,
			command
		}));
	});
}
const me = computerColleagues.spokesperson.id;

function mayApprove({ variants }: Readonly<OfficialText>): boolean {
	const waiting = variants.filter(isAwaitingApproval);
	return (
		waiting.length > 0 && waiting.every((variant) => approvalRefusal(variant, computerActor('spokesperson')) === null)
	);
}
