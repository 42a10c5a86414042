import { z } from 'zod';
import { canonical, checksumOf } from '../core/checksum';
import { Code } from '../core/text';
import { ActionId, AdviceId, FactId, FindingId, TextId, type Sha256 } from '../core/ids';
import type { ReadState } from '../core/state';

/** What an incident leaves behind that somebody can ask for by the Woo. */
export const DocumentKind = z.enum([
	'report',
	'text',
	'correction',
	'fact',
	'rumour',
	'advice',
	'action',
	'monitoring',
	'log',
	'posts'
]);
export type DocumentKind = z.infer<typeof DocumentKind>;

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
/** Names a document within its incident: `report:3`, `text:<id>`, `log`. */
export const DocumentKey = Code(
	new RegExp(`^(?:report:[1-9]\\d{0,5}|(?:text|fact|rumour|advice|action):${uuid}|monitoring|log|posts)$`)
).brand<'DocumentKey'>();
export type DocumentKey = z.infer<typeof DocumentKey>;

/** The row of a key, with its collection; null when it does not exist (any more). */
export function documentRow(state: ReadState, key: DocumentKey) {
	const [kind, id = ''] = key.split(':');
	switch (kind) {
		case 'report': {
			const version = state.versions.get(Number(id));
			return version ? ({ kind: 'report', row: version } as const) : null;
		}
		case 'text': {
			const row = state.texts.get(TextId.parse(id));
			return row && row.publications.length > 0 ? ({ kind: 'text', row } as const) : null;
		}
		case 'fact': {
			const row = state.facts.get(FactId.parse(id));
			return row ? ({ kind: 'fact', row } as const) : null;
		}
		case 'rumour': {
			const row = state.rumours.get(FindingId.parse(id));
			return row && row.mergedInto === null ? ({ kind: 'rumour', row } as const) : null;
		}
		case 'advice': {
			const row = state.advice.get(AdviceId.parse(id));
			return row ? ({ kind: 'advice', row } as const) : null;
		}
		case 'action': {
			const row = state.actions.get(ActionId.parse(id));
			return row && row.retracted === null ? ({ kind: 'action', row } as const) : null;
		}
		case 'monitoring':
		case 'log':
		case 'posts':
			return { kind, row: null } as const;
		default:
			return null;
	}
}

/**
 * All that the text of a document says that can change, in the order in which it is printed. Of a report, which is kept
 * as it was released, only why it was withdrawn. Empty for what is judged as a whole.
 */
export function documentTexts(state: ReadState, key: DocumentKey): string[] {
	const found = documentRow(state, key);
	if (found === null || found.row === null) return [];
	if (found.kind === 'report') return found.row.withdrawn ? [found.row.withdrawn.why] : [];
	return [state.incident?.title ?? '', ...textsOf(state, found).map((text) => text ?? '')];
}
function textsOf(
	{ facts }: ReadState,
	found: Exclude<NonNullable<ReturnType<typeof documentRow>>, { row: null } | { kind: 'report' }>
): (string | null)[] {
	switch (found.kind) {
		case 'text':
			return found.row.publications.flatMap(({ channel, where, at, text, address }) => [
				channel,
				where,
				at,
				text,
				address
			]);
		case 'fact': {
			const { text, source, at } = found.row;
			return [text, source, at];
		}
		case 'rumour': {
			const { text, variants, inquiries, judged } = found.row;
			const fact = judged && facts.get(judged.fact);
			return [
				text,
				...variants,
				...inquiries.flatMap(({ body, at, question, answer }) => [
					body,
					at,
					question,
					...(answer ? [answer.text, answer.at] : [])
				]),
				...(judged ? [judged.verdict, fact?.text ?? null, fact?.source ?? null] : [])
			];
		}
		case 'advice': {
			const { what, who, channel, audience, tone, decision } = found.row;
			return [
				...[what, who, channel, audience, tone],
				...(decision ? [decision.outcome, decision.why, decision.effect] : [])
			];
		}
		case 'action': {
			const { channel, at, text } = found.row;
			return [channel, at, text];
		}
	}
}

/** Identifies the text that a person judges; null where it cannot change. */
export function documentChecksum(state: ReadState, key: DocumentKey): Sha256 | null {
	const texts = documentTexts(state, key);
	return texts.length === 0 ? null : checksumOf(canonical(texts));
}
