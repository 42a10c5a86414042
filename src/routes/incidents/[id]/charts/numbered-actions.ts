import type { TimeSeries } from '$lib/domain/overview/figures';
import type { Words } from '$lib/i18n/words';
import type { NumberedAction } from '$lib/ui/charts/drawing/time-axis';

/** Own actions with the number that each has in every chart. */
export const numberedActions = (
	series: Pick<TimeSeries, 'actions' | 'from' | 'until'>,
	{ clockIn }: Pick<Words, 'clockIn'>
): NumberedAction[] => {
	const clock = clockIn(series);
	return series.actions.map(({ at, channel }, index) => ({ number: index + 1, at, label: `${channel} ${clock(at)}` }));
};
