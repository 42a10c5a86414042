import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { AgreementId, Moment, PersonId } from '../core/ids';
import { deskStaff } from '../core/policy';
import { Refusal } from '../core/refusal';
import { change } from '../core/state';
import { LooseText, Text } from '../core/text';

/** What colleagues agreed and the next shift must follow, in their own words. */
export const Agreement = z.object({
	id: AgreementId,
	text: LooseText(300, 'quotedWords'),
	by: PersonId,
	/** On the incident's clock, as is `ended.at`. */
	at: Moment,
	/** Set when it no longer applies. */
	ended: z.object({ by: PersonId, at: Moment }).nullable()
});
export type Agreement = z.infer<typeof Agreement>;

declare module '../core/state' {
	interface Collections {
		agreements: [AgreementId, Agreement];
	}
}

export const makeAgreement = command('agreement.make', {
	input: () => z.strictObject({ id: AgreementId, text: Text(300, 'quotedWords') }),
	allow: deskStaff,
	refusals: ['id.taken'],
	decide({ id, text }, { state, actor, now }) {
		if (state.agreements.has(id)) throw new Refusal('id.taken');
		return agreementMade({ id, text, by: actor.id, at: now, ended: null });
	}
});
export const agreementMade = event('agreement.made', {
	data: () => Agreement,
	evolve(state, agreement) {
		if (!state.agreements.has(agreement.id)) state.agreements.set(agreement.id, agreement);
	}
});

/** Ends an agreement. It stays in the log; the handover no longer shows it. */
export const endAgreement = command('agreement.end', {
	input: () => z.strictObject({ agreement: AgreementId }),
	allow: deskStaff,
	refusals: ['agreement.absent'],
	decide({ agreement }, { state, actor, now }) {
		const found = state.agreements.get(agreement);
		if (!found || found.ended) throw new Refusal('agreement.absent');
		return agreementEnded({ agreement, ended: { by: actor.id, at: now } });
	}
});
export const agreementEnded = event('agreement.ended', {
	data: () => z.object({ agreement: AgreementId, ended: Agreement.shape.ended }),
	evolve: (state, { agreement, ended }) => change(state.agreements, agreement, { ended })
});
