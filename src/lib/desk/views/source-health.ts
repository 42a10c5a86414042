import * as m from '$lib/messages';
import type { Message } from '$lib/messages/message';
import { protocols } from '$lib/domain/posts/connections/protocols';
import type { Outage } from '$lib/domain/posts/outage';
import type { Source } from '$lib/domain/posts/source';
import { fieldOfProblem, ProblemCode } from '$lib/domain/posts/source-problem';
import type { SourceStatusView } from '$lib/domain/posts/source-status';
import type { Words } from '$lib/i18n/words';

type SourceTone = 'good' | 'quiet' | 'warning';
export interface SourceHealthView {
	readonly tone: SourceTone;
	readonly words: string;
}

/** A code that a newer version wrote into the log has no sentence. */
export function problemWords(
	{ t }: Pick<Words, 't'>,
	{ code, status }: { code: string; status: number | null }
): string {
	const known = ProblemCode.safeParse(code);
	return known.success
		? t(m.ingest.problem[known.data], { status: status ?? 0 })
		: t(m.sources.problemUnknown, { code });
}

/**
 * The status of a source in one line, the most important fact first. Silence is a fault too. @param outages current
 * ones, by the log
 */
export function sourceHealth(
	source: Source,
	status: SourceStatusView | undefined,
	outages: readonly Outage[],
	words: Words
): SourceHealthView {
	const { t, number, time } = words;
	if (source.state === 'removed') return { tone: 'quiet', words: t(m.sources.health.removed) };
	if (source.state === 'paused') return { tone: 'quiet', words: whyPaused(source.why, words) };
	const failed = failureOf(status, outages);
	if (failed)
		return {
			tone: 'warning',
			words: t(m.sources.health.failed, { time: time(failed.since), problem: problemWords(words, failed) })
		};
	const silent = outages.find(({ why }) => why === 'silent');
	if (silent)
		return {
			tone: 'warning',
			words: t(m.sources.health.silent, { time: time(silent.from), normal: number(silent.normal ?? 0) })
		};
	if (source.kind === 'desk' || source.kind === 'file' || source.kind === 'program')
		return { tone: 'good', words: t(m.sources.health[source.kind]) };
	if (status && !status.polled) return { tone: 'quiet', words: t(m.sources.health.unknown) };
	if (!status?.lastGood) return { tone: 'quiet', words: t(m.sources.health.waiting) };
	return { tone: 'good', words: t(m.sources.health.good) };
}

/** The current failure if the poller reports one; else what the log says. */
function failureOf(status: SourceStatusView | undefined, outages: readonly Outage[]) {
	if (status?.problem) return status.problem;
	const failed = outages.find(({ why }) => why === 'failed');
	return failed ? { ...(failed.problem ?? { code: 'answer', status: null }), since: failed.from } : null;
}

/** The system's own reason is a message key; a person's reason is their own words. */
function whyPaused(why: string | null, { t }: Pick<Words, 't'>): string {
	if (why === 'ingest.pausedAtEnd') return t(m.sources.health.pausedWhy, { why: t(m.ingest.pausedAtEnd) });
	return why ? t(m.sources.health.pausedWhy, { why }) : t(m.sources.health.paused);
}

/** Four fifths are spent: a warning before collection stops. */
export const nearBudget = ({ cents, maxPerMonth }: NonNullable<SourceStatusView['cost']>): boolean =>
	cents >= maxPerMonth * 0.8;

/** The page where the key and the budget of a source are set, below the page of the sources; null where it has none. */
export function keyPageOf({ kind, platform }: Pick<Source, 'kind' | 'platform'>): string | null {
	const protocol = protocols.find((each) => each.hasKey && each.platform === platform);
	return kind === 'connection' && protocol ? `connect/${protocol.name}` : null;
}

/** The action for a problem that a person can fix at once. */
export function fixOf(source: Source, code: ProblemCode): { page: string; word: Message } | null {
	if (code === 'profileEmpty' || code === 'rules') return { page: 'profile', word: m.sources.profile.change };
	const page = keyPageOf(source);
	if (page && fieldOfProblem(code) === 'key') return { page, word: m.sources.newKey };
	return page && code === 'budget' ? { page, word: m.sources.newBudget } : null;
}
