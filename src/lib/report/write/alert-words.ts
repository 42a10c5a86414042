import type { AlertReason } from '$lib/domain/overview/alert';
import type { AlertTrigger } from '$lib/domain/overview/alert-rule';
import type { Words } from '$lib/i18n/words';

/** Why an alert was raised, in one sentence with what was measured. */
export function reasonWords(reason: Readonly<AlertReason>, { t, number }: Words): string {
	switch (reason.kind) {
		case 'peak':
			return t('alerts.reason.peak', { posts: reason.posts, usual: number(reason.usual) });
		case 'word':
			return t('alerts.reason.word', { words: reason.words, posts: reason.posts });
		case 'voice': {
			const who = t(`alerts.who.${reason.authorKind}`);
			return reason.followers === null
				? t('alerts.reason.voice', { who })
				: t('alerts.reason.voiceReach', { who, followers: reason.followers });
		}
	}
}

/** What a rule watches for, in one sentence. */
export function ruleWords(trigger: Readonly<AlertTrigger>, { t, number }: Words): string {
	switch (trigger.kind) {
		case 'peak':
			return t('alerts.rule.peak', { factor: number(trigger.factor, trigger.factor % 1 === 0 ? 0 : 1) });
		case 'word':
			return t('alerts.rule.word', { words: trigger.words });
		case 'voice':
			return t('alerts.rule.voice', { followers: trigger.followers });
	}
}
