import { goals, type AdviceLine } from '$lib/domain/report/content';
import type { AdviceRow, Block, Line, Row } from './document';
import { paragraphs, quoted, said, sentence, strong, text, type Pen } from './pen';

/** Section 6: what contradicts the picture, or the sentence that none was found. */
export function writeCounterSignals({ t, report }: Pen): Block[] {
	const { text: words, noneFound } = report.counterSignals;
	if (words !== null) return [{ kind: 'said', paragraphs: paragraphs(words) }];
	return [
		noneFound
			? { kind: 'note', text: t('report.document.counter.none') }
			: { kind: 'missing', text: t('report.document.missing') }
	];
}

/** Section 7. */
export function writeReading({ t, report }: Pen): Block[] {
	const { text: words, certainty, why, expected, watch } = report.reading;
	const rows: Row[] = [];
	if (certainty !== null || why !== null) {
		const level =
			certainty === null ? t('report.document.reading.notSaid') : t(`report.document.reading.certainties.${certainty}`);
		rows.push({
			id: 'certainty',
			name: t('report.document.reading.certainty'),
			lines: [[strong(level), ...(why === null ? [] : [text(': '), said(sentence(why))])]]
		});
	}
	if (expected !== null)
		rows.push({
			id: 'expected',
			name: t('report.document.reading.expected'),
			lines: paragraphs(expected).map((line) => [said(line)])
		});
	if (watch !== null)
		rows.push({
			id: 'watch',
			name: t('report.document.reading.watch'),
			lines: paragraphs(watch).map((line) => [said(line)])
		});
	return [
		words === null
			? { kind: 'note', text: t('report.document.reading.none') }
			: { kind: 'said', paragraphs: paragraphs(words) },
		...(rows.length === 0 ? [] : [{ kind: 'rows', rows } satisfies Block])
	];
}

/** Section 8. */
export function writeAdvice(pen: Pen): Block[] {
	const { t, report } = pen;
	const { lines, became } = report.advice;
	if (lines.length === 0 && became.length === 0) return [{ kind: 'note', text: t('report.document.advice.none') }];
	const rows = goals.flatMap((goal) => lines.filter((line) => line.goal === goal).map((line) => writeLine(line, pen)));
	return [{ kind: 'advice', rows, became: became.map((line) => writeBecame(line, pen)) }];
}

function writeLine(line: AdviceLine, pen: Pen): AdviceRow {
	const { t } = pen;
	const meta: Line[] = [];
	if (line.who !== '') meta.push([{ ...said(line.who), strong: true }]);
	if (line.channel !== '') meta.push([said(line.channel)]);
	if (line.audience !== '') meta.push([text(t('report.document.advice.audience', { audience: line.audience }))]);
	if (line.tone !== '') meta.push([said(line.tone)]);
	const urgency = t(`report.document.advice.urgency.${line.urgency}`);
	meta.push([line.urgency === 'high' ? strong(urgency) : text(urgency)]);
	if (line.since !== null) meta.push([text(t('report.document.advice.since', { number: line.since }))]);
	if (line.decision) meta.push(writeDecision(line.decision, pen));
	return { key: line.id, goal: t(`report.document.advice.goals.${line.goal}`), what: line.what, meta };
}

function writeDecision({ outcome, why, at }: NonNullable<AdviceLine['decision']>, pen: Pen): Line {
	const decided = `${pen.t(`report.document.advice.outcomes.${outcome}`)} ${pen.time(at)}`;
	return why === '' ? [strong(decided)] : [strong(decided), text(': '), said(why)];
}

function writeBecame(line: AdviceLine, pen: Pen): Line {
	if (!line.decision || line.since === null) return [];
	const { outcome, why, at } = line.decision;
	return [
		strong(pen.t(`report.document.advice.outcomes.${outcome}`)),
		text(` ${pen.t('report.document.advice.from', { number: line.since })} `),
		quoted(line.what),
		text(`, ${pen.time(at)}`),
		...(why === '' ? [] : [text(': '), said(sentence(why))])
	];
}
