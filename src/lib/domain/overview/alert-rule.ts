import { z } from 'zod';
import { command, type CommandStep } from '../core/command';
import { event } from '../core/event';
import { AlertRuleId, Moment, PersonId } from '../core/ids';
import { analysts } from '../core/policy';
import { Refusal } from '../core/refusal';
import { LooseText, Text } from '../core/text';

/** The most rules of an incident: each is checked all the time, and people who get many alerts stop reading them. */
export const MOST_ALERT_RULES = 12;

/**
 * What a rule watches for. `peak`: `factor` times the usual number of posts per ten minutes. `word`: a word or phrase
 * in new posts. `voice`: media, an organisation or an office holder speaks, or an account with at least `followers`
 * followers; never one person: no rule can name an account.
 */
export const AlertTrigger = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('peak'), factor: z.number().min(1.5).max(20) }),
	z.object({ kind: z.literal('word'), words: LooseText(100, 'quotedWords') }),
	z.object({ kind: z.literal('voice'), followers: z.int().min(1_000).max(100_000_000) })
]);
export type AlertTrigger = z.infer<typeof AlertTrigger>;
const TriggerInput = z.discriminatedUnion('kind', [
	AlertTrigger.options[0].strict(),
	AlertTrigger.options[1].extend({ words: Text(100, 'quotedWords') }).strict(),
	AlertTrigger.options[2].strict()
]);

export const AlertRule = z.object({
	id: AlertRuleId,
	trigger: AlertTrigger,
	by: PersonId,
	at: Moment,
	/** The number of the event that made it: only later posts count. */
	seq: z.int().nonnegative()
});
export type AlertRule = z.infer<typeof AlertRule>;

declare module '../core/state' {
	interface Collections {
		alertRules: [AlertRuleId, AlertRule];
	}
}

export const addAlertRule = command('alert.addRule', {
	input: () => z.strictObject({ id: AlertRuleId, trigger: TriggerInput }),
	allow: analysts,
	delivery: 'now',
	refusals: ['alert.same', 'alert.tooMany', 'id.taken'],
	undo: {
		steps: ({ id }): CommandStep[] => [removeAlertRule({ rule: id })],
		isCurrent: ({ id }, state) => state.alertRules.has(id)
	},
	decide({ id, trigger }, { state }) {
		if (state.alertRules.has(id)) throw new Refusal('id.taken');
		const rules = [...state.alertRules.values()];
		if (rules.some((rule) => JSON.stringify(rule.trigger) === JSON.stringify(trigger))) throw new Refusal('alert.same');
		if (rules.length >= MOST_ALERT_RULES) throw new Refusal('alert.tooMany', { most: MOST_ALERT_RULES });
		return alertRuleAdded({ id, trigger });
	}
});
export const alertRuleAdded = event('alert.ruleAdded', {
	data: () => AlertRule.pick({ id: true, trigger: true }),
	evolve(state, { id, trigger }, { at, by, seq }) {
		state.alertRules.set(id, { id, trigger, by, at, seq });
	}
});

/** Its open alert stays until someone has seen it. */
export const removeAlertRule = command('alert.removeRule', {
	input: () => z.strictObject({ rule: AlertRuleId }),
	allow: analysts,
	delivery: 'now',
	refusals: ['alert.noRule'],
	undo: {
		steps({ rule }, state): CommandStep[] {
			const before = state.alertRules.get(rule);
			return before ? [addAlertRule({ id: rule, trigger: before.trigger })] : [];
		},
		isCurrent: ({ rule }, state) => !state.alertRules.has(rule)
	},
	decide({ rule }, { state }) {
		if (!state.alertRules.has(rule)) throw new Refusal('alert.noRule');
		return alertRuleRemoved({ rule });
	}
});
export const alertRuleRemoved = event('alert.ruleRemoved', {
	data: () => z.object({ rule: AlertRuleId }),
	evolve(state, { rule }) {
		state.alertRules.delete(rule);
	}
});
