import type { WithEyes } from '../core/eyes';
import type { ReadState } from '../core/state';
import type { Citing } from '../findings/fact';
import { writersOf } from '../official-text/official-text';

/** Whose words rest on a fact: the judge of a verdict, the writers of a text or an answer, who released a report. */
export function writersOfCiting(state: ReadState, { what, of }: Citing): readonly WithEyes[] {
	const named = <Id, Row>(rows: { entries(): IterableIterator<[Id, Row]> }): Row[] =>
		[...rows.entries()].flatMap(([id, row]) => (String(id) === of ? [row] : []));
	switch (what) {
		case 'verdict':
			return named(state.rumours).flatMap(({ judged }) => judged ?? []);
		case 'text':
			return named(state.texts).flatMap(writersOf);
		case 'answer':
			return named(state.needs).flatMap(({ answer }) =>
				answer ? [answer, ...(answer.written ? [answer.written] : [])] : []
			);
		case 'report':
			return named(state.versions).map(({ released }) => released);
		case 'response':
			return named(state.responses);
	}
}
