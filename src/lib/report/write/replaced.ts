import * as m from '../../messages';
import type { Replacement } from '$lib/domain/findings/fact';
import type { Moment } from '$lib/domain/core/ids';
import { asSentence, wholeSentences } from '$lib/domain/core/texts/sentences';
import type { Report } from '$lib/domain/report/content';
import type { Words } from '$lib/i18n/words';
import type { Line } from './document';
import { quoted, strong, text, type ReportContext } from './report-context';
import type { ReportFrame } from './write-report';

/** The fact, or its first sentences that fit in `maxLength` characters, at least one, and the number of the others. */
function quote(
	of: string,
	maxLength: number | undefined,
	look: { readonly struck?: true; readonly strong?: true },
	{ t }: Words
): Line {
	const { text: shown, left } = maxLength === undefined ? { text: of, left: 0 } : wholeSentences(of, maxLength);
	const piece = { ...quoted(shown.replace(/\.$/, '')), ...look };
	return left === 0 ? [piece] : [piece, text(` ${t(m.replaced.sentence.left, { count: left })}`)];
}

/**
 * A replaced fact and the one that is valid now, in one sentence each and never apart.
 * @param read the moment that the reader compares with: another day is named
 * @param maxLength where there is little room: as many whole sentences of each fact are shown
 */
export function writeReplacement(
	{ at, text: old, source, now }: Replacement,
	words: Words,
	read: Moment,
	maxLength?: number
): Line {
	const { t } = words;
	const time = words.dayPrefix(at, read) + words.time(at);
	const since = [
		text(`${t(source === null ? m.replaced.sentence.unknownUntil : m.replaced.sentence.since, { time })} `),
		...quote(old, maxLength, { struck: true }, words),
		text('.')
	];
	if (now === null) return since;
	return [
		...since,
		text(` ${t(now.source === null ? m.replaced.sentence.nowUnknown : m.replaced.sentence.now)} `),
		...quote(now.text, maxLength, { strong: true }, words),
		text(now.source === null ? '.' : ` (${now.source}).`)
	];
}

/** A fact of the report with the one that it replaced; null for one that replaced none. */
export function writeInstead(
	{ text: words, source, at, instead }: Report['known']['facts'][number],
	context: ReportContext,
	maxLength?: number
): Line | null {
	if (!instead) return null;
	// A moment that is the same is said once.
	const time = context.clock(at) === context.clock(instead.at) ? '' : `, ${context.clock(at)}`;
	const now = { text: words, source: source && `${source}${time}` };
	return writeReplacement({ ...instead, now }, context.words, context.report.moment, maxLength);
}

/** What happened to a report since its release. */
export interface ReleaseNotice {
	readonly kind: 'withdrawn' | 'replaced';
	readonly line: Line;
}

/** That a report was withdrawn, and its facts that were replaced since its release: shown above its content. */
export function writeNotices(
	{ number, withdrawn = null, replaced = [] }: Pick<ReportFrame, 'number' | 'withdrawn' | 'replaced'>,
	words: Words,
	{ moment }: Pick<Report, 'moment'>
): ReleaseNotice[] {
	const { t, when } = words;
	const gone = withdrawn && [
		strong(`${t(m.partner.withdrawn.text, { number, when: when(withdrawn.at, moment) })} `),
		text(`${t(m.partner.withdrawn.why, { why: asSentence(withdrawn.why) })} `),
		strong(t(m.partner.withdrawn.use))
	];
	return [
		...(gone ? [{ kind: 'withdrawn' as const, line: gone }] : []),
		...replaced.map((each) => ({ kind: 'replaced' as const, line: writeReplacement(each, words, moment) }))
	];
}
