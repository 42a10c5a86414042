import type { Moment } from '../core/ids';
import type { ReadState } from '../core/state';
import { subjectTitle } from '../official-text/basis';
import { correctionUnderWay } from '../official-text/correcting';
import { correctionsDue, isCausedBy } from '../official-text/correction';
import type { OfficialText, TextKind } from '../official-text/official-text';
import { flaggedCitations } from '../review/citation';

/** What is no longer right: a row for each fact that was replaced, and for each text that is wrong for another reason. */
export interface OutdatedSubject {
	/** The fact, or the text: what the page of the correction is about. */
	readonly subject: string;
	readonly before: string;
	readonly text: TextKind | null;
	/** The channels where the old words are still published. */
	readonly where: readonly string[];
	/** What else rests on it. */
	readonly rest: number;
	readonly since: Moment;
	/** A correction that was started, and is not on all its channels yet. */
	readonly correction: Readonly<OfficialText> | null;
}
export function outdatedSubjects(state: ReadState): OutdatedSubject[] {
	const due = correctionsDue(state);
	const flags = flaggedCitations(state);
	const channelsOf = (of: typeof due): string[] => [...new Set(of.map(({ publication }) => publication.where))];
	const correctionOf = (of: typeof due) => correctionUnderWay(state, new Set(of.map(({ text }) => text.id))) ?? null;
	const facts = [...new Set(flags.map(({ fact }) => fact))].map((fact): OutdatedSubject => {
		const toCorrect = due.filter(({ causes }) => isCausedBy(causes, fact.id));
		const corrected = new Set<string>(toCorrect.map(({ text }) => text.id));
		const others = flags.filter((flag) => flag.fact === fact && !corrected.has(flag.citing.of));
		return {
			subject: fact.id,
			before: fact.text,
			text: null,
			where: channelsOf(toCorrect),
			rest: others.length,
			since: fact.replacedAt ?? fact.at,
			correction: correctionOf(toCorrect)
		};
	});
	const wrong = due.filter(({ causes }) => !flags.some(({ fact }) => isCausedBy(causes, fact.id)));
	const texts = [...new Set(wrong.map(({ text }) => text))].map((text): OutdatedSubject => {
		const toCorrect = wrong.filter((each) => each.text === text);
		const since = text.withdrawn?.at ?? toCorrect[0]?.publication.at ?? text.made.at;
		const about = { subject: text.id, before: subjectTitle(state, text), text: text.kind };
		return { ...about, where: channelsOf(toCorrect), rest: 0, since, correction: correctionOf(toCorrect) };
	});
	return [...facts, ...texts];
}
