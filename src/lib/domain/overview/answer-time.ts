import { momentOf, type Moment } from '../core/ids';
import type { Need } from '../findings/need';
import type { Rumour } from '../findings/rumour';
import type { OfficialText } from '../official-text/official-text';

/** From when a question was first asked, or a claim first made, until our first answer; `to` is null before that. */
interface AnswerTime {
	readonly from: Moment;
	readonly to: Moment | null;
}

/** What is known of a need or a rumour when its time to answer is measured. */
interface AnswerTimeInput {
	readonly finding: Readonly<Need> | Readonly<Rumour>;
	/** When its first post was written, in milliseconds; older posts of an import are not counted. */
	readonly first: number | null;
	/** Those about it. A holding statement says that we are checking, which is no answer. */
	readonly texts: readonly Readonly<OfficialText>[];
}

/**
 * The first answer is the first publication of a text about it, or an answer to a need that a person recorded. An answer
 * from before the first question counts as given at once.
 */
export function answerTime({ finding, first, texts }: AnswerTimeInput): AnswerTime {
	const published = texts.flatMap(({ kind, publications }) =>
		kind === 'holding' ? [] : publications.map(({ at }) => at)
	);
	const recorded = 'answer' in finding && finding.answer ? [finding.answer.at] : [];
	const to = [...published, ...recorded].sort()[0] ?? null;
	const from = first === null ? finding.raised.at : momentOf(first);
	return { from: to !== null && to < from ? to : from, to };
}
