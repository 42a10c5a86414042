import type { SourceStatusSeen } from '$lib/domain/source-status';
import type { Source } from '$lib/domain/source';
import type { MessageKey } from '$lib/i18n/messages';
import type { Words } from '$lib/i18n/words';

export type SourceTone = 'good' | 'quiet' | 'warning';
export interface Standing {
	readonly tone: SourceTone;
	readonly words: string;
}

/** The codes for which there is a sentence; another program may know more. */
const known = [
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
	'status',
	'storing',
	'doctype',
	'notFeed',
	'tooSlow'
] as const;
export function problemWords({ t }: Pick<Words, 't'>, { code, status }: { code: string; status: number | null }): string {
	const found = known.find((each) => each === code);
	return t((found ? `sources.problems.${found}` : 'sources.problems.other') satisfies MessageKey, { status: status ?? 0, code });
}

/** How a source stands, in one line: what a person must know first. Silence is a fault too. */
export function standingOf(source: Source, status: SourceStatusSeen | undefined, words: Words): Standing {
	const { t, number } = words;
	if (source.state === 'removed') return { tone: 'quiet', words: t('sources.standing.removed') };
	if (source.state === 'paused')
		return { tone: 'quiet', words: source.why ? t('sources.standing.pausedWhy', { why: source.why }) : t('sources.standing.paused') };
	if (source.kind === 'desk' || source.kind === 'file') return { tone: 'good', words: t(`sources.standing.${source.kind}`) };
	if (status?.problem) return { tone: 'warning', words: problemWords(words, status.problem) };
	if (status?.pace?.silent) return { tone: 'warning', words: t('sources.standing.silent', { normal: number(status.pace.normal) }) };
	if (!status?.lastGood) return { tone: 'quiet', words: t('sources.standing.waiting') };
	return { tone: 'good', words: t('sources.standing.good') };
}
