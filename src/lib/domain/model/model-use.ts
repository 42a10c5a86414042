import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { PersonId, PostId, Sha256 } from '../core/ids';
import { onlySystem } from '../core/policy';
import { Refusal } from '../core/refusal';
import { Text } from '../core/text';
import { ReportSection } from '../report/report-text';

/** How many questions the language model may be sent in one incident. */
export const MAX_QUESTIONS_PER_INCIDENT = 500;

const ModelQuestion = z.strictObject({
	/** A post to translate, or the section of the report to draft. */
	about: z.union([z.strictObject({ post: PostId }), z.strictObject({ section: ReportSection })]),
	/** Who asked. */
	person: PersonId,
	/** The model's name in our configuration. */
	model: Text(200, 'id'),
	/** The checksum of the instruction that it gets. */
	prompt: Sha256
});
const ModelAnswer = z.strictObject({
	...ModelQuestion.shape,
	/** The model as its server names it, with its version where the server says so. */
	version: Text(300, 'id'),
	/** The sentences shown, and those left out because they named no story that was sent. */
	sentences: z.int().nonnegative(),
	dropped: z.int().nonnegative()
});
/** `asked`: how many questions this incident asked. */
const ModelUse = z.object({ questions: z.int().nonnegative() });

declare module '../core/state' {
	interface Singles {
		modelUse: z.infer<typeof ModelUse>;
	}
}

/** Counts a question before it is sent, so that simultaneous requests stay within the budget together. */
export const askModel = command('model.ask', {
	input: () => ModelQuestion,
	allow: onlySystem,
	delivery: 'now',
	refusals: ['model.budget'],
	decide(question, { state }) {
		const questionCount = state.modelUse?.questions ?? 0;
		if (questionCount >= MAX_QUESTIONS_PER_INCIDENT)
			throw new Refusal('model.budget', { most: MAX_QUESTIONS_PER_INCIDENT });
		return modelAsked({ ...question, questions: questionCount + 1 });
	}
});
export const modelAsked = event('model.asked', {
	data: () => z.object({ ...ModelQuestion.shape, ...ModelUse.shape }),
	evolve(state, { questions }) {
		state.modelUse = { questions };
	}
});

/** Records which model answered. What it wrote is not recorded: a person takes it over, or it is gone. */
export const recordModelAnswer = command('model.recordAnswer', {
	input: () => ModelAnswer,
	allow: onlySystem,
	delivery: 'now',
	decide: (answer) => modelAnswered(answer)
});
export const modelAnswered = event('model.answered', {
	data: () => z.object(ModelAnswer.shape),
	evolve: () => undefined
});
