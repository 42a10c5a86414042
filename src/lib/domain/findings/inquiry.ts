import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { findUnmerged } from './finding';
import { FindingId, millisecondsOf, Moment } from '../core/ids';
import { deskStaff } from '../core/policy';
import { Refusal } from '../core/refusal';
import { newFact, Stated } from './fact';
import { Inquiry, JudgedClaim, newVerdict, Rumour, rumourJudged, Verdict } from './rumour';
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
	input: () =>
		z.strictObject({
			rumour: FindingId,
			body: Text(160, 'name'),
			question: Text(500, 'quotedWords').nullable().default(null),
			/** The deadline for the answer, on the incident's clock. */
			deadline: Moment.nullable().default(null)
		}),
	allow: deskStaff,
	refusals: ['finding.absent', 'finding.merged'],
	decide({ rumour, body, ...details }, { state, actor, now }) {
		const { inquiries } = findUnmerged(state.rumours, rumour);
		const verifying = { body, at: now, by: actor.id };
		const inquiry = { ...verifying, ...details, answer: null };
		return rumourVerifying({ rumour, verifying, inquiries: [...inquiries, inquiry] });
	}
});
export const rumourVerifying = event('rumour.verifying', {
	data: () =>
		z.object({ rumour: FindingId, verifying: Rumour.shape.verifying, inquiries: z.array(Inquiry).optional() }),
	evolve: (state, { rumour, verifying, inquiries }) =>
		change(state.rumours, rumour, { verifying, ...(inquiries ? { inquiries } : {}) })
});

/**
 * Records what the body said. A verdict is a separate decision, on a fact. @remarks `inquiry` is its index in the list,
 * from 0
 */
export const answerInquiry = command('rumour.answerInquiry', {
	input: () => z.strictObject({ rumour: FindingId, inquiry: z.int().nonnegative(), text: Text(1000, 'quotedWords') }),
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
/**
 * Creates a fact from the answer of an organisation and, with `verdict`, judges the rumour by it in the same step. The
 * fact's moment is since when it is true, not when it was recorded.
 */
export const makeFactOfAnswer = command('rumour.makeFact', {
	input: () =>
		Stated.extend({
			rumour: FindingId,
			inquiry: z.int().nonnegative(),
			source: Text(160, 'name'),
			/** Null: only the fact is created. */
			verdict: Verdict.nullable(),
			claim: JudgedClaim
		}),
	allow: deskStaff,
	refusals: [
		'fact.future',
		'finding.absent',
		'finding.merged',
		'id.taken',
		'inquiry.absent',
		'inquiry.factMade',
		'inquiry.unanswered',
		'rumour.reworded'
	],
	decide({ rumour, inquiry, verdict, claim, ...stated }, at) {
		const about = findUnmerged(at.state.rumours, rumour);
		const found = about.inquiries[inquiry];
		if (!found) throw new Refusal('inquiry.absent');
		if (!found.answer) throw new Refusal('inquiry.unanswered');
		if (found.answer.fact) throw new Refusal('inquiry.factMade');
		if (stated.at !== null && stated.at > at.now) throw new Refusal('fact.future');
		const judged = verdict && newVerdict(about, { verdict, fact: stated.id, claim }, at.actor, at.now);
		return [
			newFact(stated, at),
			inquiryAnswered({ rumour, inquiry, answer: { ...found.answer, fact: stated.id } }),
			...(judged ? [rumourJudged({ rumour, judged })] : [])
		];
	}
});
export const inquiryAnswered = event('rumour.inquiryAnswered', {
	data: () => z.object({ rumour: FindingId, inquiry: z.int().nonnegative(), answer: Inquiry.shape.answer }),
	evolve(state, { rumour, inquiry, answer }) {
		const inquiries = state.rumours
			.get(rumour)
			?.inquiries.map((each, index) => (index === inquiry ? { ...each, answer } : each));
		if (inquiries) change(state.rumours, rumour, { inquiries });
	}
});
