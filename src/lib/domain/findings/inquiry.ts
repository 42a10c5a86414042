import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { findUnmerged } from './finding';
import { FindingId, millisecondsOf, Moment } from '../core/ids';
import { deskStaff } from '../core/policy';
import { Refusal } from '../core/refusal';
import { Inquiry, Rumour } from './rumour';
import { change } from '../core/state';
import { Text } from '../core/text';

/** The unanswered inquiries, sorted by deadline; those without a deadline are last. */
export const openInquiries = ({ inquiries }: Pick<Rumour, 'inquiries'>): Inquiry[] =>
	inquiries
		.filter(({ answer }) => answer === null)
		.sort((a, b) => ((a.deadline ?? '~') < (b.deadline ?? '~') ? -1 : 1));

/** Minutes past the deadline; 0 when there is none, it has not passed, or the answer was received. */
export const minutesOverdue = ({ deadline, answer }: Readonly<Inquiry>, now: Moment): number =>
	deadline === null || answer ? 0 : Math.max(0, Math.floor((millisecondsOf(now) - millisecondsOf(deadline)) / 60_000));

/** Asks a body (water company, police, …) whether the claim is true. */
export const verifyRumour = command('rumour.verify', {
	input: z.strictObject({
		rumour: FindingId,
		body: Text(160),
		question: Text(500).nullable().default(null),
		/** The deadline for the answer, on the incident's clock. */
		deadline: Moment.nullable().default(null)
	}),
	allow: deskStaff,
	refusals: ['finding.absent', 'finding.merged'],
	decide({ rumour, body, ...asked }, { state, actor, now }) {
		const { inquiries } = findUnmerged(state.rumours, rumour);
		const verifying = { body, at: now, by: actor.id };
		return rumourVerifying({ rumour, verifying, inquiries: [...inquiries, { ...verifying, ...asked, answer: null }] });
	}
});
export const rumourVerifying = event('rumour.verifying', {
	data: z.object({ rumour: FindingId, verifying: Rumour.shape.verifying, inquiries: z.array(Inquiry).optional() }),
	evolve: (state, { rumour, verifying, inquiries }) =>
		change(state.rumours, rumour, { verifying, ...(inquiries ? { inquiries } : {}) })
});

/**
 * Records what the body said. A verdict is a separate decision, on a fact. @remarks `inquiry` is its index in the list,
 * from 0
 */
export const answerInquiry = command('rumour.answerInquiry', {
	input: z.strictObject({ rumour: FindingId, inquiry: z.int().nonnegative(), text: Text(1000) }),
	allow: deskStaff,
	refusals: ['finding.absent', 'finding.merged', 'inquiry.absent', 'inquiry.answered'],
	decide({ rumour, inquiry, text }, { state, actor, now }) {
		const { inquiries } = findUnmerged(state.rumours, rumour);
		const found = inquiries[inquiry];
		if (!found) throw new Refusal('inquiry.absent');
		if (found.answer) throw new Refusal('inquiry.answered', { by: found.answer.by });
		return inquiryAnswered({ rumour, inquiry, answer: { text, at: now, by: actor.id } });
	}
});
export const inquiryAnswered = event('rumour.inquiryAnswered', {
	data: z.object({ rumour: FindingId, inquiry: z.int().nonnegative(), answer: Inquiry.shape.answer }),
	evolve(state, { rumour, inquiry, answer }) {
		const inquiries = state.rumours
			.get(rumour)
			?.inquiries.map((held, i) => (i === inquiry ? { ...held, answer } : held));
		if (inquiries) change(state.rumours, rumour, { inquiries });
	}
});
