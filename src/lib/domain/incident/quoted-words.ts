import type { EventOf } from '../core/event';

/**
 * Where events keep words that quote a post or may name a private person, by their type; `[]` stands for each item of a
 * list. Not here, and kept as they are: what the authorities said or decided (texts that were submitted, answers, own
 * actions, facts, advice, reasons), and what opens or describes an incident.
 */
const quotedWords: Readonly<Record<string, readonly string[]>> = {
	'agreement.made': ['text'],
	'alert.raised': ['reason.words'],
	'alert.ruleAdded': ['trigger.words'],
	'behaviour.assessed': ['advice'],
	'behaviour.noted': ['text', 'offline', 'advice'],
	'computer.shown': ['about'],
	'finding.reworded': ['text'],
	'learningPoint.written': ['text'],
	'meaning.noted': ['text', 'offline'],
	'need.raised': ['text', 'offline'],
	'question.answered': ['reply.text'],
	'quote.chosen': ['text', 'speaker'],
	'report.textWritten': ['text'],
	'rumour.inquiryAnswered': ['answer.text'],
	'rumour.signalled': ['text', 'offline', 'variants[]', 'inquiries[].question', 'inquiries[].answer.text'],
	'rumour.variantsSet': ['variants[]'],
	'rumour.verifying': ['inquiries[].question', 'inquiries[].answer.text'],
	'search.saved': ['name', 'query.words'],
	'text.drafted': ['variants[].text'],
	'text.written': ['variant.text']
};

/** The types of events that may hold such words. */
export const quotingEvents: readonly string[] = Object.keys(quotedWords);

/** The data of an event with `mask` applied to those words; the same object when nothing of it changes. */
export const maskEvent = ({ type, data }: EventOf, mask: (text: string) => string): unknown =>
	(quotedWords[type] ?? []).reduce((so, path) => maskAt(so, path.split('.'), mask), data);

function maskAt(value: unknown, [step, ...rest]: readonly string[], mask: (text: string) => string): unknown {
	if (step === undefined) return typeof value === 'string' ? mask(value) : value;
	if (typeof value !== 'object' || value === null) return value;
	const key = step.replace('[]', '');
	const before = Reflect.get(value, key) as unknown;
	const after = !step.endsWith('[]')
		? maskAt(before, rest, mask)
		: Array.isArray(before)
			? sameOr(
					before,
					before.map((item) => maskAt(item, rest, mask))
				)
			: before;
	return after === before ? value : { ...value, [key]: after };
}

const sameOr = (before: readonly unknown[], after: readonly unknown[]): readonly unknown[] =>
	after.every((item, index) => item === before[index]) ? before : after;
