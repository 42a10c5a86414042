import type { ReadState } from '$lib/domain/core/state';
import { changeTexts, textFields } from '$lib/domain/core/texts/fields';
import { eventKind } from '$lib/domain/events';
import { answerStatus } from '$lib/domain/findings/need-answer';
import { lacksSecondReader } from '$lib/domain/official-text/official-text';
import type { Report } from '$lib/domain/report/content';
import type { LogLine } from '$lib/server/log/lines';

/*
 * A program may not show the mark of words that were published without a second reader, so it does not read them until
 * somebody reviewed them. The files of a released report carry the mark themselves.
 */

/** The ids of those texts, and of their publications. */
function unreviewed({ texts }: Pick<ReadState, 'texts'>): ReadonlySet<string> {
	return new Set(
		[...texts.values()].flatMap(({ id, publications }) => {
			const alone = publications.filter(lacksSecondReader);
			return alone.length === 0 ? [] : [id, ...alone.map((publication) => publication.id)];
		})
	);
}

/** The state without those texts, the own actions that tell of them, and the answers that they gave. */
export function stateForProgram(state: ReadState): ReadState {
	const hidden: ReadonlySet<string> = unreviewed(state);
	if (hidden.size === 0) return state;
	const visible = <Id, Row>(rows: { entries(): Iterable<[Id, Row]> }): Map<Id, Row> =>
		new Map([...rows.entries()].filter(([id]) => !hidden.has(String(id))));
	const needs = new Map(
		[...state.needs.entries()].map(([id, need]) =>
			answerStatus(state, need) === 'alone' ? [id, { ...need, answer: null }] : [id, need]
		)
	);
	return { ...state, texts: visible(state.texts), actions: visible(state.actions), needs };
}

/** The report without the own actions and promises that repeat those words. */
export const reportForProgram = ({ known, remains, ...report }: Report): Report => ({
	...report,
	known: { ...known, actions: known.actions.filter(({ published }) => !published?.alone) },
	...(remains && { remains: { ...remains, promises: remains.promises.filter(({ alone }) => !alone) } })
});

/** A line without words where it names one of those texts or publications: its number stays, so that none is missed. */
export function linesForProgram(lines: readonly LogLine[], state: ReadState): LogLine[] {
	const hidden = [...unreviewed(state)];
	return lines.map((line) => {
		const data = JSON.stringify(line.data);
		if (!hidden.some((id) => data.includes(id))) return line;
		const words = textFields(eventKind(line.type).data).filter(({ holds }) => holds === 'ownWords');
		return { ...line, data: changeTexts(line.data, words, () => '') };
	});
}
