import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { ActionId, Moment, PersonId } from '../core/ids';
import { deskStaff, deskStaffAndSystem } from '../core/policy';
import { Refusal } from '../core/refusal';
import { change } from '../core/state';
import { LooseText, Text } from '../core/text';

/**
 * What the authorities themselves said or did: shown in every timeline and chart, so that cause and effect are visible.
 */
export const OwnAction = z.object({
	id: ActionId,
	channel: Text(160, 'name'),
	text: Text(4000, 'ownWords'),
	/** On the incident's clock. */
	at: Moment,
	/** Not done by the authorities, but relevant to the timeline, such as a weather warning. */
	circumstance: z.boolean().optional(),
	by: PersonId,
	/** Why it was retracted as a mistake in the record. */
	retracted: LooseText(300, 'ownWords').nullable()
});
export type OwnAction = z.infer<typeof OwnAction>;

/** Whether a channel warns the public: an NL-Alert, the sirens, Burgernet. */
export const isAlertChannel = (channel: string): boolean => /^\s*(nl[ -]?alert|sirenes?|burgernet)\b/i.test(channel);

declare module '../core/state' {
	interface Collections {
		actions: [ActionId, OwnAction];
	}
}

/** Records an action; `at` null means now. The system actor records those of an exercise script. */
export const recordAction = command('action.record', {
	input: () =>
		z.strictObject({
			id: ActionId,
			channel: Text(120, 'name'),
			text: Text(2000, 'ownWords'),
			at: Moment.nullable(),
			circumstance: z.boolean().optional()
		}),
	allow: deskStaffAndSystem,
	refusals: ['id.taken'],
	decide(input, { state, actor, now }) {
		if (state.actions.has(input.id)) throw new Refusal('id.taken');
		return actionRecorded({ ...input, at: input.at ?? now, by: actor.id, retracted: null });
	}
});
export const actionRecorded = event('action.recorded', {
	data: () => OwnAction,
	evolve(state, action) {
		if (!state.actions.has(action.id)) state.actions.set(action.id, action);
	}
});

export const retractAction = command('action.retract', {
	input: () => z.strictObject({ action: ActionId, why: Text(300, 'ownWords') }),
	allow: deskStaff,
	refusals: ['action.absent'],
	decide({ action, why }, { state }) {
		if (!state.actions.has(action)) throw new Refusal('action.absent');
		return actionRetracted({ action, why });
	}
});
export const actionRetracted = event('action.retracted', {
	data: () => z.object({ action: ActionId, why: LooseText(300, 'ownWords') }),
	evolve: (state, { action, why }) => change(state.actions, action, { retracted: why })
});
