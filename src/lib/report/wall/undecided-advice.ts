import { Advice } from '$lib/domain/report/advice';
import type { AdviceLine, Report } from '$lib/domain/report/content';

const urgencies = Advice.shape.urgency.options;

/** The advice on which nobody decided, the most urgent first, then the nearest moment. */
export const undecidedAdvice = ({ advice }: Pick<Report, 'advice'>): AdviceLine[] =>
	advice.lines
		.filter(({ decision }) => decision === null)
		.sort(
			(a, b) =>
				urgencies.indexOf(a.urgency) - urgencies.indexOf(b.urgency) ||
				(a.deadline ?? '9').localeCompare(b.deadline ?? '9')
		);
