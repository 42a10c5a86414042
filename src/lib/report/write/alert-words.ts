import * as m from '../../messages';
import type { AlertReason } from '$lib/domain/overview/alert';
import type { AlertTrigger } from '$lib/domain/overview/alert-rule';
import type { Words } from '$lib/i18n/words';

/** Why an alert was raised, in one sentence with what was measured. */
export function reasonWords(reason: Readonly<AlertReason>, { t, number }: Words): string {
	switch (reason.kind) {
		case 'peak':
			return t(m.alerts.reason.peak, { posts: reason.posts, usual: number(reason.usual) });
		case 'word':
			return t(m.alerts.reason.word, { words: reason.words, posts: reason.posts });
		case 'voice': {
			const who = t(m.alerts.who[reason.authorKind]);
			return reason.followers === null
				? t(m.alerts.reason.voice, { who })
				: t(m.alerts.reason.voiceReach, { who, followers: reason.followers });
		}
	}
}

/** What a rule watches for, in one sentence. */
export function ruleWords(trigger: Readonly<AlertTrigger>, { t, number }: Words): string {
	switch (trigger.kind) {
		case 'peak':
			return t(m.alerts.rule.peak, { factor: number(trigger.factor, trigger.factor % 1 === 0 ? 0 : 1) });
		case 'word':
			return t(m.alerts.rule.word, { words: trigger.words });
		case 'voice':
			return t(m.alerts.rule.voice, { followers: trigger.followers });
	}
}
