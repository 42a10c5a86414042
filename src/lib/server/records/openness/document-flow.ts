import * as m from '$lib/messages';
import { documentRow, type DocumentKey } from '$lib/domain/openness/document';
import type { Moment } from '$lib/domain/core/ids';
import type { ReadState } from '$lib/domain/core/state';
import type { Words } from '$lib/i18n/words';
import type { Flow } from '$lib/report/write/flow';

type Term = readonly [name: string, ...lines: (string | null)[]];

/**
 * The words of one document, from the state alone; null for a report (it is stored as released), and for documents
 * that are judged as a whole.
 */
export function documentFlow(state: ReadState, key: DocumentKey, words: Words): Flow[] | null {
	const { t, exact } = words;
	const entry = documentRow(state, key);
	if (!entry) return null;
	const flow = (title: string, terms: readonly Term[]): Flow[] => [
		{ kind: 'kicker', text: state.incident?.title ?? '' },
		{ kind: 'heading', level: 1, text: title, sub: null },
		{
			kind: 'terms',
			rows: terms.flatMap(([name, ...lines]) => {
				const filled = lines.filter((line): line is string => line !== null && line !== '');
				return filled.length === 0 ? [] : [{ name, lines: filled.map((text) => [{ text }]) }];
			})
		}
	];
	const at = (moment: Moment | null): string | null => moment && exact(moment);
	switch (entry.kind) {
		case 'text':
			return flow(
				t(m.openness.kinds[entry.row.kind === 'correction' ? 'correction' : 'text']),
				entry.row.publications.map(({ channel, where, address, text, at: published }) => [
					`${t(m.officialText.channel[channel])} – ${where}, ${exact(published)}`,
					...text.split(/\n+/),
					address
				])
			);
		case 'fact': {
			const { text, source, at: since } = entry.row;
			return flow(t(m.openness.kinds.fact), [
				[t(m.openness.parts.fact), text],
				[t(m.openness.parts.source), source],
				[t(m.openness.parts.since), at(since)]
			]);
		}
		case 'rumour': {
			const { text, variants, inquiries, judged } = entry.row;
			const fact = judged && state.facts.get(judged.fact);
			return flow(t(m.openness.kinds.rumour), [
				[t(m.openness.parts.claim), text],
				[t(m.openness.parts.variants), ...variants],
				...inquiries.map(({ body, question, at: askedAt, answer }): Term => [
					t(m.openness.parts.asked, { body, time: exact(askedAt) }),
					question,
					answer && t(m.openness.parts.answered, { text: answer.text, time: exact(answer.at) })
				]),
				[
					t(m.openness.parts.verdict),
					judged && t(m.report.document.rumours.verdicts[judged.verdict]),
					fact ? fact.text : null,
					fact ? fact.source : null
				]
			]);
		}
		case 'advice': {
			const { what, who, channel, audience, tone, decision } = entry.row;
			return flow(t(m.openness.kinds.advice), [
				[t(m.openness.parts.advice), what],
				[t(m.openness.parts.details), who, channel, audience, tone],
				[
					t(m.openness.parts.decision),
					decision && t(m.openness.outcomes[decision.outcome]),
					decision && decision.why,
					decision && decision.effect
				]
			]);
		}
		case 'action': {
			const { channel, text, at: done } = entry.row;
			return flow(t(m.openness.kinds.action), [[`${channel}, ${exact(done)}`, ...text.split(/\n+/)]]);
		}
		default:
			return null;
	}
}
