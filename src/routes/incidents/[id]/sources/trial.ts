import * as m from '$lib/messages';
import type { Moment } from '$lib/domain/core/ids';
import type { SourceTrial } from '$lib/domain/posts/source-trial';
import type { Words } from '$lib/i18n/words';
import { problemWords } from '$lib/desk/views/source-health';

/** The result of testing a source, in plain sentences. @param at when it was tested, by the real clock */
export function trialWords({ by, problem, count, fits, newest, good }: SourceTrial, at: Moment, words: Words): string {
	const { t, time, moment } = words;
	const when = { time: time(at) };
	if (problem) return t(m.sources.try.problem, { ...when, problem: problemWords(words, problem) });
	if (by === 'sent')
		return good ? t(m.sources.try.sent, { moment: moment(good, at), count: count ?? 0 }) : t(m.sources.try.sentNone);
	if (by === 'line' && good === null) return t(m.sources.try.lineNone, when);
	return [
		t(by === 'line' ? m.sources.try.line : m.sources.try.asked, when),
		count === null ? '' : t(m.sources.try.count, { count }),
		newest === null ? '' : t(m.sources.try.newest, { moment: moment(newest, at) }),
		fits === null ? '' : t(m.sources.try.fits, { fits }),
		good === null ? '' : t(m.sources.try.lineGood, { moment: moment(good, at) })
	]
		.filter(Boolean)
		.join(' ');
}
