import type { RiskLevel } from '$lib/domain/findings/risk';
import type { Course, Trend } from '$lib/domain/stories/trend';
import type { IconName } from '$lib/ui/display/icons';

const trendIcons: Readonly<Record<Trend, IconName | null>> = {
	new: 'plus',
	again: 'plus',
	rises: 'rise',
	falls: 'fall',
	same: 'same',
	none: null,
	unsure: null
};
/** The arrow of a finding; null where nothing can be said. */
export const trendIcon = ({ trend }: Course): IconName | null => trendIcons[trend];
/** One icon for a risk, on the desk and in every document: immediate danger has the icon of a call for help. */
export const riskIcons: Readonly<Record<RiskLevel, IconName>> = {
	low: 'risk-low',
	middle: 'risk-middle',
	unjudged: 'risk-unjudged',
	high: 'risk-high',
	danger: 'help'
};
