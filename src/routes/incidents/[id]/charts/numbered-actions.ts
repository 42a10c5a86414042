import type { TimeSeries } from '$lib/domain/overview/figures';
import { isolated } from '$lib/i18n/isolated';
import type { Words } from '$lib/i18n/words';
import type { NumberedAction } from '$lib/ui/charts/drawing/time-axis';

/** Own actions with the number that each has in every chart. */
export const numberedActions = (
	series: Pick<TimeSeries, 'actions' | 'from' | 'until'>,
	{ clockIn }: Pick<Words, 'clockIn'>
): NumberedAction[] => {
	const clock = clockIn(series);
	return series.actions.map(({ at, channels }, index) => ({
		number: index + 1,
		at,
		label: `${channels.map(isolated).join(', ')} ${clock(at)}`
	}));
};
