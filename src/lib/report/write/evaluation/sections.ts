import * as m from '../../../messages';
import type { Evaluation } from '$lib/domain/evaluation/evaluation';
import { approvalWaits, median } from '$lib/domain/evaluation/key-figures';
import type { LearningPoint } from '$lib/domain/evaluation/learning-point';
import type { Moment, PersonId } from '$lib/domain/core/ids';
import { effectFigures, type EffectSpan } from '$lib/domain/official-text/effect';
import type { Words } from '$lib/i18n/words';
import type { EvaluationCell, EvaluationSection, EvaluationSectionId, EvaluationTable } from './document';
import { capital } from './timeline';

/** How an evaluation is written: its words, its moments, and the names of those who had duty. */
export interface EvaluationContext {
	readonly words: Words;
	/** A moment as short as the length of the incident allows. */
	readonly when: (at: Moment) => string;
	readonly nameOf: (person: PersonId) => string;
}

type Column = readonly [name: keyof typeof m.evaluation.columns, kind: EvaluationTable['columns'][number]['kind']];

/** A section as a table; its lead says so where there is nothing. */
function tableSection<Row>(
	id: Exclude<EvaluationSectionId, 'times' | 'figures'>,
	{ words: { t } }: EvaluationContext,
	{
		lead,
		columns,
		rows,
		keyOf,
		cells
	}: {
		readonly lead: string;
		readonly columns: readonly Column[];
		readonly rows: readonly Row[];
		readonly keyOf: (row: Row) => string;
		readonly cells: (row: Row) => EvaluationCell[];
	}
): EvaluationSection {
	return {
		id,
		title: t(m.evaluation.sections[id]),
		lead: rows.length === 0 ? t(m.evaluation.empty[id]) : lead,
		table:
			rows.length === 0
				? null
				: {
						columns: columns.map(([name, kind]) => ({ id: name, label: t(m.evaluation.columns[name]), kind })),
						rows: rows.map((row) => ({ key: keyOf(row), cells: cells(row) }))
					}
	};
}

const plainCell = (text: string): EvaluationCell => [{ text }];

export function rumoursSection({ rumours, unseen }: Evaluation, context: EvaluationContext): EvaluationSection {
	const { words, when } = context;
	const { t, number, duration } = words;
	return tableSection('rumours', context, {
		lead: rumours.some(({ effect }) => effect?.saying === 'unsure')
			? `${t(m.evaluation.leads.rumours)} ${t(m.report.document.unsure, { stories: unseen })}.`
			: t(m.evaluation.leads.rumours),
		columns: [
			['rumour', 'head'],
			['posts', 'number'],
			['first', 'text'],
			['raised', 'text'],
			['verdict', 'text'],
			['answer', 'text'],
			['effect', 'text']
		],
		rows: rumours,
		keyOf: ({ id }) => id,
		cells: ({ id, text, posts, first, raised, verdicts, answer, wait, effect }) => [
			[{ text, dutch: true, to: `/findings/${id}` }],
			[{ text: number(posts), to: `?finding=${id}`, hidden: t(m.evaluation.columns.posts).toLowerCase() }],
			plainCell(first === null ? t(m.evaluation.noPost) : when(first)),
			plainCell(when(raised)),
			verdicts.length === 0
				? plainCell(t(m.evaluation.notYet))
				: verdicts.flatMap(({ verdict, at }) => [
						{ text: capital(t(m.stream.findings.verdicts[verdict])) },
						{ text: when(at), subtle: true as const }
					]),
			answer === null
				? plainCell(t(m.evaluation.notYet))
				: [
						{ text: capital(t(m.officialText.kind[answer.kind])), to: `/texts/${answer.text}` },
						{ text: [when(answer.at), duration(wait ?? 0)].join(' · '), subtle: true }
					],
			effect === null ? plainCell('–') : effectLines(effect, words)
		]
	});
}

function effectLines(span: EffectSpan, { t }: Words): EvaluationCell {
	const { saying } = span;
	const figures = t(saying === 'noBefore' ? m.evaluation.effectAfter : m.evaluation.effect, effectFigures(span));
	return [
		...(saying === 'tooEarly' ? [] : [{ text: capital(t(m.evaluation.effects[saying])) }]),
		{ text: figures, subtle: true }
	];
}

export function needsSection({ needs }: Evaluation, context: EvaluationContext): EvaluationSection {
	const { words, when } = context;
	const { t, number, duration } = words;
	return tableSection('needs', context, {
		lead: t(m.evaluation.leads.needs),
		columns: [
			['need', 'head'],
			['posts', 'number'],
			['first', 'text'],
			['raised', 'text'],
			['answered', 'text'],
			['wait', 'text']
		],
		rows: needs,
		keyOf: ({ id }) => id,
		cells: ({ id, text, posts, first, raised, answered, wait }) => [
			[{ text, dutch: true, to: `/findings/${id}` }],
			[{ text: number(posts), to: `?finding=${id}`, hidden: t(m.evaluation.columns.posts).toLowerCase() }],
			plainCell(first === null ? t(m.evaluation.noPost) : when(first)),
			plainCell(when(raised)),
			plainCell(answered === null ? t(m.evaluation.notYet) : when(answered)),
			plainCell(wait === null ? '–' : duration(wait))
		]
	});
}

export function adviceSection({ advice }: Evaluation, context: EvaluationContext): EvaluationSection {
	const { words, when } = context;
	const { t } = words;
	return tableSection('advice', context, {
		lead: t(m.evaluation.leads.advice),
		columns: [
			['advice', 'head'],
			['decision', 'text'],
			['became', 'text']
		],
		rows: advice,
		keyOf: ({ id }) => id,
		cells: ({ what, goal, at, decision }) => [
			[
				{ text: what, dutch: true, to: '/table' },
				{ text: `${t(m.report.document.advice.goals[goal])}, ${when(at)}`, subtle: true }
			],
			decision === null
				? plainCell(t(m.evaluation.outcomes.none))
				: [
						{ text: capital(t(m.evaluation.outcomes[decision.outcome])) },
						{ text: when(decision.at), subtle: true },
						...typedCell(decision.why)
					],
			decision === null
				? plainCell('–')
				: [...typedCell(decision.who), ...typedCell(decision.effect), ...nothing(decision)]
		]
	});
}
const typedCell = (text: string): EvaluationCell => (text.trim() === '' ? [] : [{ text, dutch: true }]);
const nothing = ({ who, effect }: { who: string; effect: string }): EvaluationCell =>
	(who + effect).trim() === '' ? plainCell('–') : [];

export function approvalsSection(evaluation: Evaluation, context: EvaluationContext): EvaluationSection {
	const { words, when } = context;
	const { t, between, duration } = words;
	const waits = approvalWaits(evaluation);
	return tableSection('approvals', context, {
		lead:
			waits.length === 0
				? ''
				: t(m.evaluation.leads.approvals, {
						median: duration(median(waits) ?? 0),
						longest: duration(Math.max(...waits))
					}),
		columns: [
			['text', 'head'],
			['asked', 'text'],
			['decided', 'text'],
			['wait', 'text']
		],
		rows: evaluation.approvals,
		keyOf: ({ text, version }) => `${text} ${String(version)}`,
		cells: ({ text, kind, about, requestedAt, decided }) => [
			[{ before: `${capital(t(m.officialText.kind[kind]))}:`, text: about, dutch: true, to: `/texts/${text}` }],
			plainCell(when(requestedAt)),
			decided === null
				? plainCell(t(m.evaluation.decided.waits))
				: [{ text: capital(t(m.evaluation.decided[decided.outcome])) }, { text: when(decided.at), subtle: true }],
			plainCell(decided === null ? '–' : between(requestedAt, decided.at))
		]
	});
}

export function loadSection({ load, loadHours }: Evaluation, context: EvaluationContext): EvaluationSection {
	const { words, when } = context;
	const { t, number, day } = words;
	return tableSection('load', context, {
		lead: t(loadHours === 1 ? m.evaluation.leads.loadHours : m.evaluation.leads.loadDays),
		columns: [
			['hour', 'head'],
			['posts', 'number'],
			['labelled', 'number'],
			['approved', 'number']
		],
		rows: load,
		keyOf: ({ from }) => from,
		cells: ({ from, posts, labelled, approved }) => [
			plainCell(loadHours === 1 ? when(from) : day(from)),
			...[posts, labelled, approved].map((count) => plainCell(number(count)))
		]
	});
}

export function dutySection({ duties }: Evaluation, context: EvaluationContext): EvaluationSection {
	const { words, when, nameOf } = context;
	const { t } = words;
	return tableSection('duty', context, {
		lead: t(m.evaluation.leads.duty),
		columns: [
			['who', 'head'],
			['duty', 'text'],
			['from', 'text'],
			['to', 'text']
		],
		rows: duties,
		keyOf: ({ what, from }) => `${what} ${from}`,
		cells: ({ what, person, from, to }) => [
			plainCell(nameOf(person)),
			plainCell(capital(t(m.evaluation.duties[what]))),
			plainCell(when(from)),
			plainCell(when(to))
		]
	});
}

/** @param today the day in the Netherlands: an open point from before it is late */
export function pointsSection(
	points: readonly Readonly<LearningPoint>[],
	today: string,
	context: EvaluationContext
): EvaluationSection {
	const { t, date } = context.words;
	return tableSection('points', context, {
		lead: t(m.evaluation.leads.points),
		columns: [
			['point', 'head'],
			['owner', 'text'],
			['until', 'text'],
			['state', 'text']
		],
		rows: points,
		keyOf: ({ id }) => id,
		cells: ({ text, owner, until, settled }) => [
			[{ text, dutch: true }],
			owner === '' ? plainCell(t(m.evaluation.points.nobody)) : [{ text: owner, dutch: true }],
			plainCell(until === null ? '–' : date(until)),
			[
				{ text: capital(t(m.evaluation.points.states[settled?.outcome ?? 'open'])) },
				...(!settled && until !== null && until < today ? [{ text: capital(t(m.evaluation.points.late)) }] : [])
			]
		]
	});
}
