import type { Moment } from '../core/ids';
import type { ReadState } from '../core/state';
import { sentencesOf } from '../core/texts/sentences';
import { adviceNotDone } from '../report/advice-lines';
import type { MaskOutside } from '../report/for-outside';
import { currentPromises, isAboutHelp } from '../report/remaining';
import { phoneScript } from './phone-script';

/** Something that still has to be done; `due`: when, if that was agreed. */
interface StillRunning {
	readonly what: string;
	readonly who: string | null;
	readonly due: Moment | null;
}

/** What a closed incident still says outside: besides this only what its last report says is known, and is not. */
export interface ClosedIncident {
	readonly at: Moment;
	readonly running: readonly StillRunning[];
	/** Where people can go. */
	readonly help: readonly string[];
}

/**
 * What a closed incident still says: the one rule for wall, partner page and files. What asks for attention of a team
 * is not in it: calls for help, advice without a decision, figures of the last half hour, and the next report. What
 * still runs is adopted advice that a report has, and what two people read of our promises; where people can go is the
 * installation's line and what answers in force say of it. Null while the incident is open.
 */
export function closedIncident(
	state: ReadState,
	{ installation }: Pick<ReadState, 'installation'>,
	mask: MaskOutside
): ClosedIncident | null {
	const at = state.incident?.closed?.at;
	if (at === undefined) return null;
	const advice = adviceNotDone(state).flatMap(({ what, since, decision }) =>
		since === null ? [] : [{ what: mask(what), who: mask(decision?.who ?? '') || null, due: decision?.due ?? null }]
	);
	const promises = currentPromises(state).flatMap(({ about, words, due, alone }) =>
		alone ? [] : [{ what: mask(words || (about ?? '')), who: null, due }]
	);
	const answers = phoneScript(state, at, () => null).flatMap(({ status, alone, unread, question, words }) => {
		if (status !== 'valid' || alone || unread) return [];
		return isAboutHelp(question) ? [words] : sentencesOf(words).filter(isAboutHelp);
	});
	const contact = installation?.helpContact ?? null;
	return {
		at,
		running: [...advice, ...promises].sort((a, b) => (a.due ?? '9').localeCompare(b.due ?? '9')),
		help: [...new Set([...(contact === null ? [] : [contact]), ...answers.map((words) => mask(words))])]
	};
}
