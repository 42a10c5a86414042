import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { AlertId, AlertRuleId, Moment, PersonId, StoryId } from '../core/ids';
import { deskStaff, onlySystem } from '../core/policy';
import { AuthorKind } from '../posts/author';
import { Refusal } from '../core/refusal';
import type { ReadState } from '../core/state';
import { LooseText } from '../core/text';

/** The most stories that an alert leads to. */
export const MOST_ALERT_STORIES = 20;
/** The most earlier alerts of a rule that are remembered with its newest. */
const MOST_EARLIER = 20;

/** Why a rule raised an alert, with what was measured. No account is named, not even by its number. */
export const AlertReason = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('peak'), posts: z.int().positive(), usual: z.number().nonnegative() }),
	z.object({ kind: z.literal('word'), words: LooseText(100, 'quotedWords'), posts: z.int().positive() }),
	z.object({
		kind: z.literal('voice'),
		authorKind: AuthorKind,
		followers: z.int().nonnegative().nullable()
	})
]);
export type AlertReason = z.infer<typeof AlertReason>;

/** A rule found what it watches for. One is open per rule: it is raised once, not per post. */
const Alert = z.object({
	id: AlertId,
	rule: AlertRuleId,
	reason: AlertReason,
	stories: z.array(StoryId).max(MOST_ALERT_STORIES),
	at: Moment,
	/** Somebody has seen it: from this event on the rule may raise another. */
	seen: z.object({ by: PersonId, at: Moment, seq: z.int().nonnegative() }).nullable(),
	/** When its rule raised alerts before this one, oldest first. */
	earlier: z.array(Moment).default([])
});
export type Alert = z.infer<typeof Alert>;

declare module '../core/state' {
	interface Collections {
		/** The newest of each rule. */
		alerts: [AlertRuleId, Alert];
	}
}

/** Those that nobody has seen yet, the newest first. */
export const openAlerts = (state: ReadState): readonly Readonly<Alert>[] =>
	[...state.alerts.values()].filter(({ seen }) => seen === null).sort((a, b) => (a.at < b.at ? 1 : -1));

/** Those that were raised since a moment, and older ones that nobody has seen; the newest first. */
export const alertsSince = (state: ReadState, from: Moment | null): readonly Readonly<Alert>[] =>
	[...state.alerts.values()]
		.filter(({ at, seen }) => seen === null || from === null || at >= from)
		.map((alert) => ({ ...alert, earlier: alert.earlier.filter((at) => from === null || at >= from) }))
		.sort((a, b) => b.at.localeCompare(a.at));

export const raiseAlert = command('alert.raise', {
	input: () =>
		z.strictObject({
			id: AlertId,
			rule: AlertRuleId,
			reason: AlertReason,
			stories: Alert.shape.stories
		}),
	allow: onlySystem,
	refusals: ['alert.noRule', 'alert.open'],
	decide({ id, rule, reason, stories }, { state }) {
		if (!state.alertRules.has(rule)) throw new Refusal('alert.noRule');
		if (state.alerts.get(rule)?.seen === null) throw new Refusal('alert.open');
		return alertRaised({ id, rule, reason, stories });
	}
});
export const alertRaised = event('alert.raised', {
	data: () => Alert.pick({ id: true, rule: true, reason: true, stories: true }),
	evolve(state, alert, { at }) {
		const before = state.alerts.get(alert.rule);
		if (before?.id === alert.id) return;
		const earlier = before ? [...before.earlier, before.at].slice(-MOST_EARLIER) : [];
		state.alerts.set(alert.rule, { ...alert, at, seen: null, earlier });
	}
});

/** Removes the alert from every screen; it stays in the log. */
export const seeAlert = command('alert.see', {
	input: () => z.strictObject({ rule: AlertRuleId, alert: AlertId }),
	allow: deskStaff,
	delivery: 'predicted',
	refusals: ['alert.absent'],
	decide({ rule, alert }, { state }) {
		const open = state.alerts.get(rule);
		if (open?.id !== alert || open.seen) throw new Refusal('alert.absent');
		return alertSeen({ rule, alert });
	}
});
export const alertSeen = event('alert.seen', {
	data: () => z.object({ rule: AlertRuleId, alert: AlertId }),
	evolve(state, { rule, alert }, { at, by, seq }) {
		const open = state.alerts.get(rule);
		if (open?.id === alert && !open.seen) state.alerts.set(rule, { ...open, seen: { by, at, seq } });
	}
});
