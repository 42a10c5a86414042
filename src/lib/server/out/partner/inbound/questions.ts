import { z } from 'zod';
import { inIncident, ReplyId } from '$lib/domain/core/ids';
import { SYSTEM } from '$lib/domain/core/role';
import { LooseText, Text } from '$lib/domain/core/text';
import { answerQuestion } from '$lib/domain/partner/question';
import type { Attempts } from '$lib/server/people/auth/attempts';
import type { Executor } from '$lib/server/log/execute/execute';
import { systemCommandId, systemSubjectId } from '$lib/server/log/execute/system-command';
import { notStoredReason, type NotStored } from './not-stored';
import type { SendingLink } from './signals';

export const MAX_ANSWER_LENGTH = 1000;
export const MAX_ANSWER_FROM_LENGTH = 120;

/** What a body answers. Because of the id it is stored once, however often the form is sent. */
export const SentAnswer = z.strictObject({
	id: ReplyId,
	text: Text(MAX_ANSWER_LENGTH, 'quotedWords'),
	/** The function of the sender, not a name. */
	from: LooseText(MAX_ANSWER_FROM_LENGTH, 'name')
});
export type SentAnswer = z.infer<typeof SentAnswer>;

/** The result of sending it. */
export type AnswerResult = { readonly kind: 'stored' } | { readonly kind: 'wait'; readonly ms: number } | NotStored;

/** Answers to questions that were put by a link. They wait in the log until a person takes them over. */
export class Questions {
	constructor(
		readonly executor: Executor,
		readonly attempts: Pick<Attempts, 'takeAnswer'>
	) {}

	async answer(
		{ incident, link }: Pick<SendingLink, 'incident' | 'link'>,
		{ id, text, from }: SentAnswer
	): Promise<AnswerResult> {
		try {
			const ms = await this.attempts.takeAnswer(inIncident(incident, link.id));
			if (ms > 0) return { kind: 'wait', ms };
			const content = { link: link.id, text: text.replace(/\r\n?/g, '\n'), from: from.trim() };
			// The id follows from the form and its content: a changed answer is another one.
			const replyId = ReplyId.parse(systemSubjectId(incident, 'reply', JSON.stringify([id, content])));
			const reply = answerQuestion({ id: replyId, ...content });
			await this.executor.execute(
				incident,
				{ id: systemCommandId(incident, 'question answered', replyId), ...reply },
				SYSTEM,
				null
			);
		} catch (error) {
			return notStoredReason(error);
		}
		return { kind: 'stored' };
	}
}
