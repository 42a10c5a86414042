import * as m from '../../../messages';
import { barsOf, type Evaluation } from '$lib/domain/evaluation/evaluation';
import { keyFiguresOf } from '$lib/domain/evaluation/key-figures';
import type { LearningPoint } from '$lib/domain/evaluation/learning-point';
import type { PersonId } from '$lib/domain/core/ids';
import { momentOfStep } from '$lib/domain/core/local-steps';
import type { Words } from '$lib/i18n/words';
import type { EvaluationDocument } from './document';
import { figuresTable, type FiguresOf } from './figures';
import {
	adviceSection,
	approvalsSection,
	dutySection,
	loadSection,
	needsSection,
	pointsSection,
	rumoursSection,
	type EvaluationContext
} from './sections';
import { timelineTable } from './timeline';

/** What is written: an evaluation, its learning points, and where wanted the key figures of another beside it. */
export interface Evaluated {
	readonly evaluation: Evaluation;
	readonly points: readonly Readonly<LearningPoint>[];
	readonly other: FiguresOf | null;
	/** `2026-11-20`, in the Netherlands. */
	readonly today: string;
}

/** The maximum number of bars in the small chart. */
const MAX_BARS = 96;

export function writeEvaluation(
	{ evaluation, points, other, today }: Evaluated,
	words: Words,
	nameOf: (person: PersonId) => string
): EvaluationDocument {
	const { t, clock, day, date, dayKey, time } = words;
	const { start, until, title, timeline } = evaluation;
	const isOneDay = dayKey(start) === dayKey(until);
	const when: EvaluationContext['when'] = (at) =>
		isOneDay && dayKey(at) === dayKey(start) ? clock(at) : `${day(at)}, ${clock(at)}`;
	const context: EvaluationContext = { words, when, nameOf };
	const full = (at: string): string => `${date(at)}, ${time(at)}`;
	const own = { title, figures: keyFiguresOf(evaluation) };
	return {
		title: t(m.navigation.evaluation),
		about: title,
		period: t(m.evaluation.period, { from: full(start), to: isOneDay ? time(until) : full(until) }),
		provisional: evaluation.isProvisional ? t(m.evaluation.provisional) : null,
		lead: t(m.evaluation.lead),
		chart: chartOf(evaluation, context),
		sections: [
			...(['times', 'figures'] as const).map((id) => ({
				id,
				title: t(m.evaluation.sections[id]),
				lead: t(m.evaluation.leads[id]),
				table: figuresTable(id === 'times' ? 'minutes' : 'count', own, other, words)
			})),
			{
				id: 'timeline',
				title: t(m.evaluation.sections.timeline),
				lead: t(timeline.length === 0 ? m.evaluation.empty.timeline : m.evaluation.leads.timeline),
				table: timeline.length === 0 ? null : timelineTable(timeline, when, words)
			},
			rumoursSection(evaluation, context),
			needsSection(evaluation, context),
			adviceSection(evaluation, context),
			approvalsSection(evaluation, context),
			loadSection(evaluation, context),
			dutySection(evaluation, context),
			pointsSection(points, today, context)
		]
	};
}

function chartOf(
	evaluation: Evaluation,
	{ words: { t, during, stepLength } }: EvaluationContext
): EvaluationDocument['chart'] {
	const { values, ...bars } = barsOf(evaluation, MAX_BARS);
	if (values.length === 0) return null;
	const posts = Math.max(...values);
	const at = values.indexOf(posts);
	const when = during(momentOfStep(bars, at), momentOfStep(bars, at + 1), evaluation.until);
	return { values, says: t(m.evaluation.chart, { length: stepLength(bars.step), when, posts }) };
}
