import * as m from '../../messages';
import { asSentence } from '$lib/domain/core/texts/sentences';
import { goals, type AdviceLine, type TextBasis } from '$lib/domain/report/content';
import type { AdviceRow, Block, Line, NamedRow } from './document';
import { joined, paragraphs, quoted, verbatim, strong, text, type ReportContext } from './report-context';

/** Section 6: what contradicts the picture, or the sentence that none was found. */
export function writeCounterSignals(context: ReportContext): Block[] {
	const { t, report } = context;
	const { text: words, noneFound } = report.counterSignals;
	if (words !== null) {
		const basis = writeRests(report.counterSignals.rests, context);
		const row: Block[] = basis.length === 0 ? [] : [{ kind: 'rows', rows: basis }];
		return [{ kind: 'verbatim', paragraphs: paragraphs(words) }, ...row];
	}
	return [
		noneFound
			? { kind: 'note', text: t(m.report.document.counter.none) }
			: { kind: 'missing', text: t(m.report.document.missing) }
	];
}

/** What words of a person rest on. */
function writeRests(rests: TextBasis | undefined, context: ReportContext): NamedRow[] {
	if (!rests || rests.length === 0) return [];
	return [{ id: 'rests', name: context.t(m.report.document.rests), lines: [basisLine(rests, context)] }];
}
const basisLine = (rests: TextBasis, context: ReportContext): Line =>
	joined(
		rests.map(({ finding, text: words, posts }): Line => [
			quoted(words),
			...(posts === 0 ? [] : [text(' '), context.count(posts, { finding }, 'aside')])
		]),
		' · '
	);

/** Section 7. */
export function writeReading(context: ReportContext): Block[] {
	const { t, report } = context;
	const { text: words, certainty, why, expected, watch } = report.reading;
	const rows: NamedRow[] = [];
	if (certainty !== null || why !== null) {
		const level =
			certainty === null ? t(m.report.document.reading.notSaid) : t(m.report.document.reading.certainties[certainty]);
		rows.push({
			id: 'certainty',
			name: t(m.report.document.reading.certainty),
			lines: [[strong(level), ...(why === null ? [] : [text(': '), verbatim(asSentence(why))])]]
		});
	}
	if (expected !== null)
		rows.push({
			id: 'expected',
			name: t(m.report.document.reading.expected),
			lines: paragraphs(expected).map((line) => [verbatim(line)])
		});
	if (watch !== null)
		rows.push({
			id: 'watch',
			name: t(m.report.document.reading.watch),
			lines: paragraphs(watch).map((line) => [verbatim(line)])
		});
	rows.push(...writeRests(report.reading.rests, context));
	return [
		words === null
			? { kind: 'note', text: t(m.report.document.reading.none) }
			: { kind: 'verbatim', paragraphs: paragraphs(words) },
		...(rows.length === 0 ? [] : [{ kind: 'rows', rows } satisfies Block])
	];
}

/** Section 8. */
export function writeAdvice(context: ReportContext): Block[] {
	const { t, report } = context;
	const { lines, became } = report.advice;
	if (lines.length === 0 && became.length === 0) return [{ kind: 'note', text: t(m.report.document.advice.none) }];
	const rows = goals.flatMap((goal) =>
		lines.filter((line) => line.goal === goal).map((line) => writeLine(line, context))
	);
	return [{ kind: 'advice', rows, became: became.map((line) => writeBecame(line, context)) }];
}

function writeLine(line: AdviceLine, context: ReportContext): AdviceRow {
	const { t } = context;
	const meta: Line[] = [];
	if (line.who !== '') meta.push([{ ...verbatim(line.who), strong: true }]);
	if (line.channel !== '') meta.push([verbatim(line.channel)]);
	if (line.audience !== '') meta.push([text(t(m.report.document.advice.audience, { audience: line.audience }))]);
	if (line.tone !== '') meta.push([verbatim(line.tone)]);
	const { decider, deadline } = line;
	if (decider !== undefined) meta.push([text(t(m.report.document.advice.decider, { decider }))]);
	if (deadline !== undefined) meta.push([text(t(m.report.document.advice.deadline, { time: context.time(deadline) }))]);
	const urgency = t(m.report.document.advice.urgency[line.urgency]);
	meta.push([line.urgency === 'high' ? strong(urgency) : text(urgency)]);
	if (line.since !== null) meta.push([text(t(m.report.document.advice.since, { number: line.since }))]);
	if (line.rests) meta.push([text(`${t(m.report.document.rests)} `), ...basisLine(line.rests, context)]);
	if (line.decision) meta.push(writeDecision(line.decision, context));
	return { key: line.id, goal: t(m.report.document.advice.goals[line.goal]), what: line.what, meta };
}

/** What it brought about, where anybody saw it. */
const writeEffect = (effect: string | undefined, { t }: ReportContext): Line =>
	effect === undefined ? [] : [text(` ${t(m.report.document.advice.effect)} `), verbatim(asSentence(effect))];

/** A sentence: who carries a decision out, and by when. */
export function writeTask({ who, due }: NonNullable<AdviceLine['decision']>, context: ReportContext): Line {
	const by = due === undefined ? null : context.t(m.report.document.advice.deadline, { time: context.time(due) });
	if (who === undefined) return by === null ? [] : [text(` ${asSentence(by)}`)];
	return [
		text(` ${context.t(m.report.document.advice.carriedOutBy)} `),
		verbatim(by === null ? asSentence(who) : who),
		...(by === null ? [] : [text(`, ${by}.`)])
	];
}

function writeDecision(decision: NonNullable<AdviceLine['decision']>, context: ReportContext): Line {
	const { outcome, why, effect, at } = decision;
	const task = writeTask(decision, context);
	const ends = task.length > 0 ? '.' : '';
	return [
		strong(`${context.t(m.report.document.advice.outcomes[outcome])} ${context.time(at)}${why === '' ? ends : ''}`),
		...(why === '' ? [] : [text(': '), verbatim(ends === '' ? why : asSentence(why))]),
		...task,
		...writeEffect(effect, context)
	];
}

function writeBecame(line: AdviceLine, context: ReportContext): Line {
	if (!line.decision || line.since === null) return [];
	const { outcome, why, effect, at } = line.decision;
	return [
		strong(context.t(m.report.document.advice.outcomes[outcome])),
		text(` ${context.t(m.report.document.advice.from, { number: line.since })} `),
		quoted(line.what),
		text(`, ${context.time(at)}`),
		...(why === '' ? [] : [text(': '), verbatim(asSentence(why))]),
		...writeTask(line.decision, context),
		...writeEffect(effect, context)
	];
}
