import type { Outage } from '$lib/domain/outage';
import type { SourceStatusSeen } from '$lib/domain/source-status';
import type { Source } from '$lib/domain/source';
import type { Words } from '$lib/i18n/words';

export type SourceTone = 'good' | 'quiet' | 'warning';
export interface Standing {
	readonly tone: SourceTone;
	readonly words: string;
}

/** The codes for which there is a sentence; a newer program may know more. */
const problems = [
	'address',
	'scheme',
	'credentials',
	'port',
	'inner',
	'redirects',
	'unresolved',
	'connection',
	'tls',
	'timeout',
	'tooLarge',
	'encoding',
	'answer',
	'stopped',
	'closed',
	'dead',
	'empty',
	'html',
	'doctype',
	'unreadable',
	'tooSlow',
	'status',
	'token',
	'tokenMissing',
	'forbidden',
	'tooMany',
	'timelines',
	'notThisServer',
	'budget',
	'profileEmpty',
	'rules',
	'xCredit',
	'xOtherLine',
	'xTooSlow',
	'storing'
] as const;
export function problemWords({ t }: Pick<Words, 't'>, { code, status }: { code: string; status: number | null }): string {
	const known = problems.find((each) => each === code);
	return known ? t(`ingest.problem.${known}`, { status: status ?? 0 }) : t('sources.problemUnknown', { code });
}

/** How a source stands, in one line: what a person must know first. Silence is a fault too. @param outages that last, by the log */
export function standingOf(source: Source, status: SourceStatusSeen | undefined, outages: readonly Outage[], words: Words): Standing {
	const { t, number, time } = words;
	const silent = outages.find(({ why }) => why === 'silent');
	const failed = outages.find(({ why }) => why === 'failed');
	if (source.state === 'removed') return { tone: 'quiet', words: t('sources.standing.removed') };
	if (source.state === 'paused') return { tone: 'quiet', words: whyPaused(source.why, words) };
	if (status?.problem) return { tone: 'warning', words: problemWords(words, status.problem) };
	if (failed) {
		const problem = failed.problem ?? { code: 'answer', status: null };
		return { tone: 'warning', words: t('sources.standing.failed', { time: time(failed.from), problem: problemWords(words, problem) }) };
	}
	if (silent)
		return { tone: 'warning', words: t('sources.standing.silent', { time: time(silent.from), normal: number(silent.normal ?? 0) }) };
	if (source.kind === 'desk' || source.kind === 'file' || source.kind === 'program')
		return { tone: 'good', words: t(`sources.standing.${source.kind}`) };
	if (!status?.lastGood) return { tone: 'quiet', words: t('sources.standing.waiting') };
	return { tone: 'good', words: t('sources.standing.good') };
}

/** The system's own reason is a key of ours; a person's are their words. */
function whyPaused(why: string | null, { t }: Pick<Words, 't'>): string {
	if (why === 'ingest.pausedAtEnd') return t('ingest.pausedAtEnd');
	return why ? t('sources.standing.pausedWhy', { why }) : t('sources.standing.paused');
}
