import * as m from '$lib/messages';
import { sharesDiffer, type MostShown } from '$lib/desk/views/chart-periods';
import type { Words } from '$lib/i18n/words';

/**
 * The sentence beside a chart of shares: what is seen most, in which period, and how that was in the period that it is
 * compared with.
 * @param nameOf the name of a value
 * @param clock says a moment of the chart; `length`: of a period
 */
export function shareSentence<Name extends string>(
	top: MostShown<Name>,
	nameOf: (name: Name) => string,
	{ t, percent }: Pick<Words, 't' | 'percent'>,
	{ clock, length }: { clock: (at: string) => string; length: string }
): string {
	if ('missing' in top)
		return top.missing === null ? t(m.charts.tooSoon) : t(m.charts.tooFew, { length, missing: top.missing });
	const { now, before } = top;
	const values = ({ from, to, share, n }: typeof now) => ({
		from: clock(from),
		to: clock(to),
		share: percent(share),
		n
	});
	const sentence = t(m.charts.most, { name: nameOf(top.name), ...values(now) });
	if (!before) return sentence;
	const differs = sharesDiffer(now.share, now.n, before.share, before.n);
	return `${sentence} ${t(differs ? m.charts.before : m.charts.noDifference, values(before))}`;
}
