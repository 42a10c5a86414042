import * as m from '../../messages';
import { goals, type AdviceLine, type TextBasis } from '$lib/domain/report/content';
import type { AdviceRow, Block, Line, Row } from './document';
import { joined, paragraphs, quoted, said, sentence, strong, text, type Pen } from './pen';

/** Section 6: what contradicts the picture, or the sentence that none was found. */
export function writeCounterSignals(pen: Pen): Block[] {
	const { t, report } = pen;
	const { text: words, noneFound } = report.counterSignals;
	if (words !== null) {
		const basis = writeRests(report.counterSignals.rests, pen);
		const row: Block[] = basis.length === 0 ? [] : [{ kind: 'rows', rows: basis }];
		return [{ kind: 'said', paragraphs: paragraphs(words) }, ...row];
	}
	return [
		noneFound
			? { kind: 'note', text: t(m.report.document.counter.none) }
			: { kind: 'missing', text: t(m.report.document.missing) }
	];
}

/** What words of a person rest on. */
function writeRests(rests: TextBasis | undefined, pen: Pen): Row[] {
	if (!rests || rests.length === 0) return [];
	return [{ id: 'rests', name: pen.t(m.report.document.rests), lines: [basisLine(rests, pen)] }];
}
const basisLine = (rests: TextBasis, pen: Pen): Line =>
	joined(
		rests.map(({ finding, text: words, posts }): Line => [
			quoted(words),
			...(posts === 0 ? [] : [text(' '), pen.count(posts, { finding }, 'aside')])
		]),
		' · '
	);

/** Section 7. */
export function writeReading(pen: Pen): Block[] {
	const { t, report } = pen;
	const { text: words, certainty, why, expected, watch } = report.reading;
	const rows: Row[] = [];
	if (certainty !== null || why !== null) {
		const level =
			certainty === null ? t(m.report.document.reading.notSaid) : t(m.report.document.reading.certainties[certainty]);
		rows.push({
			id: 'certainty',
			name: t(m.report.document.reading.certainty),
			lines: [[strong(level), ...(why === null ? [] : [text(': '), said(sentence(why))])]]
		});
	}
	if (expected !== null)
		rows.push({
			id: 'expected',
			name: t(m.report.document.reading.expected),
			lines: paragraphs(expected).map((line) => [said(line)])
		});
	if (watch !== null)
		rows.push({
			id: 'watch',
			name: t(m.report.document.reading.watch),
			lines: paragraphs(watch).map((line) => [said(line)])
		});
	rows.push(...writeRests(report.reading.rests, pen));
	return [
		words === null
			? { kind: 'note', text: t(m.report.document.reading.none) }
			: { kind: 'said', paragraphs: paragraphs(words) },
		...(rows.length === 0 ? [] : [{ kind: 'rows', rows } satisfies Block])
	];
}

/** Section 8. */
export function writeAdvice(pen: Pen): Block[] {
	const { t, report } = pen;
	const { lines, became } = report.advice;
	if (lines.length === 0 && became.length === 0) return [{ kind: 'note', text: t(m.report.document.advice.none) }];
	const rows = goals.flatMap((goal) => lines.filter((line) => line.goal === goal).map((line) => writeLine(line, pen)));
	return [{ kind: 'advice', rows, became: became.map((line) => writeBecame(line, pen)) }];
}

function writeLine(line: AdviceLine, pen: Pen): AdviceRow {
	const { t } = pen;
	const meta: Line[] = [];
	if (line.who !== '') meta.push([{ ...said(line.who), strong: true }]);
	if (line.channel !== '') meta.push([said(line.channel)]);
	if (line.audience !== '') meta.push([text(t(m.report.document.advice.audience, { audience: line.audience }))]);
	if (line.tone !== '') meta.push([said(line.tone)]);
	const { decider, deadline } = line;
	if (decider !== undefined) meta.push([text(t(m.report.document.advice.decider, { decider }))]);
	if (deadline !== undefined) meta.push([text(t(m.report.document.advice.deadline, { time: pen.time(deadline) }))]);
	const urgency = t(m.report.document.advice.urgency[line.urgency]);
	meta.push([line.urgency === 'high' ? strong(urgency) : text(urgency)]);
	if (line.since !== null) meta.push([text(t(m.report.document.advice.since, { number: line.since }))]);
	if (line.rests) meta.push([text(`${t(m.report.document.rests)} `), ...basisLine(line.rests, pen)]);
	if (line.decision) meta.push(writeDecision(line.decision, pen));
	return { key: line.id, goal: t(m.report.document.advice.goals[line.goal]), what: line.what, meta };
}

/** What it brought about, where anybody saw it. */
const writeEffect = (effect: string | undefined, { t }: Pen): Line =>
	effect === undefined ? [] : [text(` ${t(m.report.document.advice.effect)} `), said(sentence(effect))];

/** A sentence: who carries a decision out, and by when. */
export function writeTask({ who, due }: NonNullable<AdviceLine['decision']>, pen: Pen): Line {
	const by = due === undefined ? null : pen.t(m.report.document.advice.deadline, { time: pen.time(due) });
	if (who === undefined) return by === null ? [] : [text(` ${sentence(by)}`)];
	return [
		text(` ${pen.t(m.report.document.advice.carriedOutBy)} `),
		said(by === null ? sentence(who) : who),
		...(by === null ? [] : [text(`, ${by}.`)])
	];
}

function writeDecision(decision: NonNullable<AdviceLine['decision']>, pen: Pen): Line {
	const { outcome, why, effect, at } = decision;
	const task = writeTask(decision, pen);
	const ends = task.length > 0 ? '.' : '';
	return [
		strong(`${pen.t(m.report.document.advice.outcomes[outcome])} ${pen.time(at)}${why === '' ? ends : ''}`),
		...(why === '' ? [] : [text(': '), said(ends === '' ? why : sentence(why))]),
		...task,
		...writeEffect(effect, pen)
	];
}

function writeBecame(line: AdviceLine, pen: Pen): Line {
	if (!line.decision || line.since === null) return [];
	const { outcome, why, effect, at } = line.decision;
	return [
		strong(pen.t(m.report.document.advice.outcomes[outcome])),
		text(` ${pen.t(m.report.document.advice.from, { number: line.since })} `),
		quoted(line.what),
		text(`, ${pen.time(at)}`),
		...(why === '' ? [] : [text(': '), said(sentence(why))]),
		...writeTask(line.decision, pen),
		...writeEffect(effect, pen)
	];
}
