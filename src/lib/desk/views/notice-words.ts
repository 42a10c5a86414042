import * as m from '$lib/messages';
import type { ApprovalNotice } from '$lib/domain/official-text/official-text';
import { mailRetryAt } from '$lib/domain/overview/approval-notices';
import type { Words } from '$lib/i18n/words';

/** What became of the mail when there is no device for a notification. */
const mailOnly = {
	sent: 'notified',
	later: 'later',
	failed: 'notNotified',
	noAddress: 'noMail',
	noMail: 'noMailHere'
} as const;
const withDevice = {
	sent: { mailed: 'pushedAndMailed', alone: 'pushed' },
	failed: { mailed: 'notPushed', alone: 'nothingArrived' },
	quiet: { mailed: 'quiet', alone: 'quietNoMail' }
} as const;

/** How a person was asked for their approval: what arrived, and what to do when nothing did. */
export function noticeSentence(
	{ t, time }: Words,
	{ outcome, push, at }: Pick<ApprovalNotice, 'outcome' | 'push' | 'at'>,
	who: string
): string {
	const retryAt = mailRetryAt({ outcome, at });
	if (retryAt !== null && push !== 'sent') return t(m.texts.editor.later, { who, time: time(retryAt) });
	const key = push === 'none' ? mailOnly[outcome] : withDevice[push][outcome === 'sent' ? 'mailed' : 'alone'];
	return t(m.texts.editor[key], { who, time: time(at) });
}
