import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { FindingId, Moment, PersonId, ReplyId, Sha256, ShareLinkId } from '../core/ids';
import { deskStaff, onlySystem } from '../core/policy';
import { Refusal } from '../core/refusal';
import { change, type ReadState } from '../core/state';
import { LooseText, Text } from '../core/text';
import { findUnmerged } from '../findings/finding';
import { inquiryAnswered, rumourVerifying } from '../findings/inquiry';
import type { Inquiry } from '../findings/rumour';
import { maskText } from '../posts/masking/mask-text';
import { isPublicIn, type IsPublic } from '../posts/masking/public-details';
import { isValid, newLink, ShareLink } from '../report/share-link';

/** What a body answers; `from` is the function of the sender. */
const Reply = z.object({ id: ReplyId, text: LooseText(1000, 'quotedWords'), from: LooseText(120, 'name') });

/** With its moment on the incident's clock. */
const Received = Reply.extend({ at: Moment });

/**
 * One question to one body, which answers by a link of its own, without an account. The question itself is an inquiry
 * of the rumour. An answer waits for a person; it becomes the inquiry's answer when they take it over.
 */
export const PartnerQuestion = z.object({
	link: ShareLinkId,
	rumour: FindingId,
	/** Its index among the rumour's inquiries. */
	inquiry: z.int().nonnegative(),
	/** The last answer. */
	reply: Received.nullable(),
	/** The answers before it, in the order in which they came. */
	earlier: z.array(Received).default([]),
	takenOver: z.object({ by: PersonId, at: Moment }).nullable()
});
export type PartnerQuestion = z.infer<typeof PartnerQuestion>;

declare module '../core/state' {
	interface Collections {
		partnerQuestions: [ShareLinkId, PartnerQuestion];
	}
}

/**
 * `asked`: the body can answer; `replied`: an answer waits for a person, and the body can still change it; `taken`: it
 * was taken over; `settled`: the inquiry was answered in another way; `ended`: the link was revoked or has expired.
 */
export type QuestionState = 'asked' | 'replied' | 'taken' | 'settled' | 'ended';

/** The inquiry that the body is asked to answer. */
export const inquiryOf = (
	{ rumours }: Pick<ReadState, 'rumours'>,
	{ rumour, inquiry }: Readonly<PartnerQuestion>
): Readonly<Inquiry> | undefined => rumours.get(rumour)?.inquiries[inquiry];

export function questionState(state: ReadState, question: Readonly<PartnerQuestion>, wallNow: Moment): QuestionState {
	if (question.takenOver) return 'taken';
	if (inquiryOf(state, question)?.answer) return 'settled';
	const link = state.shareLinks.get(question.link);
	if (!link || link.revoked) return 'ended';
	// What was answered in time does not expire with the link.
	if (question.reply) return 'replied';
	return isValid(link, wallNow) ? 'asked' : 'ended';
}

/** The answers that wait for a person, in the order in which they came. */
export const waitingReplies = (state: ReadState, wallNow: Moment): Readonly<PartnerQuestion>[] =>
	[...state.partnerQuestions.values()]
		.filter((question) => questionState(state, question, wallNow) === 'replied')
		.sort((a, b) => (a.reply?.at ?? '').localeCompare(b.reply?.at ?? '') || a.link.localeCompare(b.link));

/** Whether words identify a person: then they are not sent to a body. */
const isPersonal = (text: string, isPublic: IsPublic): boolean => maskText(text, [], [], isPublic) !== text;

/** Asks a body by a link. The question and the body are all that it sees of the rumour. */
export const askByLink = command('question.ask', {
	input: () =>
		z.strictObject({
			link: ShareLinkId,
			rumour: FindingId,
			body: Text(120, 'name'),
			question: Text(500, 'quotedWords'),
			/** The deadline for the answer, on the incident's clock. */
			deadline: Moment.nullable(),
			hash: Sha256,
			/** When the link ends, on the wall clock. */
			expires: Moment
		}),
	allow: deskStaff,
	delivery: 'now',
	refusals: ['finding.absent', 'finding.merged', 'id.taken', 'link.expiry', 'question.personal'],
	decide({ link: id, rumour, body, question, deadline, hash, expires }, at) {
		const { inquiries } = findUnmerged(at.state.rumours, rumour);
		const isPublic = isPublicIn(at.references.publicDetails);
		if (isPersonal(question, isPublic) || isPersonal(body, isPublic)) throw new Refusal('question.personal');
		const link = newLink({ id, kind: 'question', label: body, hash, expires, pin: false, signals: false }, at);
		const verifying = { body, at: at.now, by: at.actor.id };
		const newInquiry: Inquiry = { ...verifying, question, deadline, answer: null };
		return [
			rumourVerifying({ rumour, verifying, inquiries: [...inquiries, newInquiry] }),
			questionAsked({ link, rumour, inquiry: inquiries.length })
		];
	}
});
export const questionAsked = event('question.asked', {
	data: () =>
		z.object({
			link: ShareLink.extend({ label: LooseText(120, 'name') }),
			rumour: FindingId,
			inquiry: z.int().nonnegative()
		}),
	evolve(state, { link, ...of }) {
		if (state.partnerQuestions.has(link.id)) return;
		state.shareLinks.set(link.id, link);
		state.partnerQuestions.set(link.id, { link: link.id, ...of, reply: null, earlier: [], takenOver: null });
	}
});

/** @throws Refusal */
function findQuestion(state: ReadState, link: ShareLinkId): Readonly<PartnerQuestion> {
	const found = state.partnerQuestions.get(link);
	if (!found) throw new Refusal('question.absent');
	return found;
}

/** The body answered; while nobody took the answer over, it may send a better one. */
export const answerQuestion = command('question.answer', {
	input: () => Reply.extend({ link: ShareLinkId, text: Text(1000, 'quotedWords') }).strict(),
	allow: onlySystem,
	refusals: ['question.absent', 'question.closed'],
	decide({ link, ...reply }, { state, now, wallNow }) {
		const question = findQuestion(state, link);
		const open = state.shareLinks.get(link);
		const current = questionState(state, question, wallNow);
		if ((current !== 'asked' && current !== 'replied') || !open || !isValid(open, wallNow))
			throw new Refusal('question.closed');
		return questionAnswered({ link, reply: { ...reply, at: now } });
	}
});
export const questionAnswered = event('question.answered', {
	data: () => z.object({ link: ShareLinkId, reply: PartnerQuestion.shape.reply }),
	evolve(state, { link, reply }) {
		const question = state.partnerQuestions.get(link);
		if (!question || question.reply?.id === reply?.id) return;
		change(state.partnerQuestions, link, {
			reply,
			earlier: question.reply ? [...question.earlier, question.reply] : question.earlier
		});
	}
});

/**
 * A person takes over the answer that they read: from then on it is the inquiry's answer, from the moment at
 * which the body gave it.
 */
export const takeOverReply = command('question.takeOver', {
	input: () => z.strictObject({ link: ShareLinkId, reply: ReplyId }),
	allow: deskStaff,
	refusals: ['inquiry.answered', 'question.absent', 'question.changed', 'question.closed'],
	decide({ link, reply: read }, { state, actor, now, wallNow }) {
		const question = findQuestion(state, link);
		const inquiry = inquiryOf(state, question);
		if (inquiry?.answer) throw new Refusal('inquiry.answered', { by: inquiry.answer.by });
		if (!inquiry || questionState(state, question, wallNow) !== 'replied') throw new Refusal('question.closed');
		const { reply, rumour, inquiry: index } = question;
		if (reply?.id !== read) throw new Refusal('question.changed');
		const answer = { text: reply.text, from: reply.from, at: reply.at, by: actor.id };
		const takenOver = questionTaken({ link, takenOver: { by: actor.id, at: now } });
		return [inquiryAnswered({ rumour, inquiry: index, answer }), takenOver];
	}
});
export const questionTaken = event('question.taken', {
	data: () => z.object({ link: ShareLinkId, takenOver: PartnerQuestion.shape.takenOver }),
	evolve: (state, { link, takenOver }) => change(state.partnerQuestions, link, { takenOver })
});
