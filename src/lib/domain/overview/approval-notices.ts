import type { Incident } from '../incident/incident';
import { millisecondsOf, momentOf, type Moment } from '../core/ids';
import {
	isAwaitingApproval,
	isPublished,
	lacksSecondReader,
	lastPublicationIn,
	type ApprovalNotice,
	type OfficialText,
	type Variant
} from '../official-text/official-text';

/** Minutes between two notices to a person about one version, and the maximum number: after that a person calls. */
const NOTICE_INTERVAL_MINUTES = 10;
const MAX_NOTICES = 6;
/** Hours after which a device no longer shows a notification, or nobody minds. */
const STALE_AFTER_HOURS = 24;

/** Milliseconds after which a mail that the server refused for now is sent again: most accept it after a minute. */
export const MAIL_RETRY_MS = 75_000;

/** When the mail of a notice is sent again; null when it is not. */
export const mailRetryAt = ({ outcome, at }: Pick<ApprovalNotice, 'outcome' | 'at'>): Moment | null =>
	outcome === 'later' ? momentOf(millisecondsOf(at) + MAIL_RETRY_MS) : null;

type NoticeId = Pick<ApprovalNotice, 'version' | 'to' | 'reminder'>;
/** Whether this is the same notice, whose mail was refused for now. */
export const isRetriedMail = (notice: Readonly<ApprovalNotice>, { version, to, reminder }: NoticeId): boolean =>
	notice.outcome === 'later' && notice.version === version && notice.to === to && notice.reminder === reminder;

/** Somebody reads it soon: a device rang, or a mail went out that no quiet hours make wait until the morning. */
export const isReached = ({ outcome, push }: Pick<ApprovalNotice, 'outcome' | 'push'>): boolean =>
	push === 'sent' || (outcome === 'sent' && push !== 'quiet');

/** A second person must read these words: they wait for approval, and are not published with a review. */
export function waitsForReader(text: Readonly<OfficialText>, variant: Readonly<Variant>): boolean {
	const last = lastPublicationIn(text, variant.channel);
	return (
		isAwaitingApproval(variant) && (!isPublished(text, variant) || (last !== undefined && lacksSecondReader(last)))
	);
}

/** When a second person was needed again: an approval was withdrawn, or words were published without one. */
export const neededAgain = ({
	approvalWithdrawn,
	publications
}: Pick<OfficialText, 'approvalWithdrawn' | 'publications'>): Moment | null =>
	[
		...(approvalWithdrawn ? [approvalWithdrawn.at] : []),
		...publications.filter(lacksSecondReader).map(({ at, recordedAt }) => recordedAt ?? at)
	]
		.sort()
		.at(-1) ?? null;

/** Since when the words of a version wait: since it was submitted, or since a second person was needed again. */
export function waitingSince(
	{ at }: OfficialText['versions'][number],
	text: Pick<OfficialText, 'approvalWithdrawn' | 'publications'>
): Moment {
	const again = neededAgain(text);
	return again !== null && again > at ? again : at;
}

/**
 * Since when the next on duty is asked too: after the set time, or at once when nobody who was asked first could be
 * reached. Null while the first still have time, and where nobody is next.
 */
export function escalatedSince(
	{ escalation }: Pick<Incident, 'escalation'>,
	text: Pick<OfficialText, 'versions' | 'notices' | 'approvalWithdrawn' | 'publications'>,
	now: Moment
): Moment | null {
	const version = text.versions.at(-1);
	if (!version || escalation.next === null) return null;
	const waiting = waitingSince(version, text);
	const firstNotices = text.notices.filter(
		({ version: of, to, at }) => of === version.number && to !== escalation.next && at >= waiting
	);
	const scheduled = momentOf(millisecondsOf(waiting) + escalation.minutes * 60_000);
	const unreached =
		firstNotices.length > 0 && !firstNotices.some((notice) => isReached(notice) || notice.outcome === 'later')
			? firstNotices.map(({ at }) => at).sort()[0]
			: undefined;
	const since = unreached !== undefined && unreached < scheduled ? unreached : scheduled;
	return since <= now ? since : null;
}

/** The number of the notice that is due now for a person asked since then: 0 is the first; null after the last. */
export function reminderAt(since: Moment, now: Moment): number | null {
	const reminder = Math.floor((millisecondsOf(now) - millisecondsOf(since)) / 60_000 / NOTICE_INTERVAL_MINUTES);
	return reminder < MAX_NOTICES ? reminder : null;
}

/** Whether this person was sent this notice, or a later one, since the words wait; not when its mail is due again. */
export function wasNotified(
	text: Pick<OfficialText, 'notices' | 'approvalWithdrawn' | 'publications'>,
	{ version, to, reminder }: NoticeId,
	now: Moment
): boolean {
	const again = neededAgain(text);
	return text.notices.some((notice) => {
		const retryAt = notice.reminder === reminder ? mailRetryAt(notice) : null;
		return (
			notice.version === version &&
			notice.to === to &&
			notice.reminder >= reminder &&
			(again === null || notice.at >= again) &&
			(retryAt === null || retryAt > now)
		);
	});
}

/** Whether nothing of the text waits for this person. */
const isSettledFor = (text: Readonly<OfficialText>, person: ApprovalNotice['to']): boolean =>
	text.paused !== null ||
	text.withdrawn !== null ||
	!text.variants.some((variant) => waitsForReader(text, variant) && variant.edited.by !== person);

/** The last notification on each person's devices, where nothing waits for them any more and it may still be shown. */
export function noticesToTakeBack(text: Readonly<OfficialText>, now: Moment): ApprovalNotice[] {
	const since = momentOf(millisecondsOf(now) - STALE_AFTER_HOURS * 3_600_000);
	const last = new Map(text.notices.filter(({ push }) => push === 'sent').map((notice) => [notice.to, notice]));
	return [...last.values()].filter(({ to, settled, at }) => !settled && at >= since && isSettledFor(text, to));
}
