import type { ReadState } from '../core/state';
import { openInquiries } from '../findings/inquiry';
import type { Inquiry, Rumour } from '../findings/rumour';
import { correctionsDue } from '../official-text/correction';
import { textState, type OfficialText } from '../official-text/official-text';
import { textsAbout } from '../overview/rumour-clock';

/** The steps of a rumour, in order. */
export const rumourSteps = ['assess', 'ask', 'fact', 'text', 'effect'] as const;
export type RumourStep = (typeof rumourSteps)[number];

/**
 * The one thing to do now. `ask` a body, `noteAnswer` of a body, `makeFact` of an answer, `judge` on a fact, `write`,
 * `finish`, have a text read (`approval`), `publish`, `correct` what is no longer right; `none`: watch, or see the effect.
 */
type RumourTask =
	'ask' | 'noteAnswer' | 'makeFact' | 'judge' | 'write' | 'finish' | 'approval' | 'publish' | 'correct' | 'none';

/** What must be done for a rumour now, and how far it is. */
interface RumourGuide {
	/** Null when there is nothing left to do: it was closed. */
	readonly now: RumourStep | null;
	readonly task: RumourTask;
	readonly done: readonly RumourStep[];
	/** Nobody judged the harm yet. This blocks no other step. */
	readonly unjudged: boolean;
	/** The answer to make a fact of, or the inquiry that waits for its answer. */
	readonly inquiry: { readonly index: number; readonly of: Readonly<Inquiry> } | null;
	/** The text to write on, to have read, to publish or to correct. */
	readonly text: Readonly<OfficialText> | null;
}

/** The next task: first to correct a published text, otherwise the first step that is not done. */
export function rumourGuide(state: ReadState, rumour: Readonly<Rumour>): RumourGuide {
	const texts = textsAbout(state, rumour).filter(({ withdrawn }) => withdrawn === null);
	const answers = texts.filter(({ kind }) => kind !== 'holding');
	const isAssessed = rumour.harm !== null || rumour.danger;
	const done: RumourStep[] = [
		...(isAssessed ? (['assess'] as const) : []),
		...(rumour.judged || rumour.inquiries.some(({ answer }) => answer !== null) ? (['ask'] as const) : []),
		...(rumour.judged ? (['fact'] as const) : []),
		...(answers.some(({ publications }) => publications.length > 0) ? (['text'] as const) : [])
	];
	const guide = { done, unjudged: !isAssessed && rumour.closed === null, inquiry: null, text: null };
	if (rumour.closed) return { ...guide, now: null, task: 'none' };
	const wrong = correctionsDue(state).find(({ text }) => texts.some(({ id }) => id === text.id));
	if (wrong) return { ...guide, now: 'text', task: 'correct', text: wrong.text };
	if (!rumour.judged) return { ...guide, ...untilVerdict(rumour) };
	return { ...guide, ...fromVerdict(rumour, answers) };
}

type Next = Pick<RumourGuide, 'now' | 'task' | 'inquiry'>;
function untilVerdict(rumour: Readonly<Rumour>): Next {
	const indexed = rumour.inquiries.map((of, index) => ({ of, index }));
	const answered = indexed.findLast(({ of }) => of.answer && !of.answer.fact);
	if (answered) return { now: 'fact', task: 'makeFact', inquiry: answered };
	if (indexed.some(({ of }) => of.answer?.fact)) return { now: 'fact', task: 'judge', inquiry: null };
	const [first] = openInquiries(rumour);
	const waiting = indexed.find(({ of }) => of === first);
	return { now: 'ask', task: waiting ? 'noteAnswer' : 'ask', inquiry: waiting ?? null };
}

function fromVerdict(
	{ approach }: Readonly<Rumour>,
	answers: readonly Readonly<OfficialText>[]
): Pick<RumourGuide, 'now' | 'task' | 'text'> {
	const inState = (...states: ReturnType<typeof textState>[]) =>
		answers.find((text) => states.includes(textState(text))) ?? null;
	const submitted = inState('submitted');
	if (submitted) return { now: 'text', task: 'approval', text: submitted };
	const approved = inState('approved');
	if (approved) return { now: 'text', task: 'publish', text: approved };
	const unfinished = inState('returned', 'draft', 'paused');
	if (unfinished) return { now: 'text', task: 'finish', text: unfinished };
	const published = inState('published');
	if (published) return { now: 'effect', task: 'none', text: published };
	return { now: 'text', task: approach === 'watch' || approach === 'passOn' ? 'none' : 'write', text: null };
}
