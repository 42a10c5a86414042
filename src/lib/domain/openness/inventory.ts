import { millisecondsOf, type Moment, type PersonId, type Sha256 } from '../core/ids';
import type { ReadState } from '../core/state';
import { cutAtSpace } from '../core/text';
import { firstPublishedAt } from '../official-text/official-text';
import { maskText } from '../posts/masking/mask-text';
import { documentChecksum, DocumentKey, documentTexts, type DocumentKind } from './document';
import { PERSONAL_VIEWS, PRIVATE_LIFE, type WooGround } from './grounds';
import type { WooOutcome } from './judgement';

/** What the rules propose; a person judges. */
interface WooProposal {
	readonly outcome: WooOutcome;
	readonly grounds: readonly WooGround[];
}

/** A line of the inventory. */
export interface InventoryLine {
	/** From 1, in the order in which the documents came to be. */
	readonly number: number;
	readonly key: DocumentKey;
	readonly kind: DocumentKind;
	/** On the incident's clock; null for what grows as long as the incident lasts. */
	readonly at: Moment | null;
	/** Its first words, without what identifies a person; null where the kind is enough. */
	readonly title: string | null;
	/** The number of a report. */
	readonly version: number | null;
	/** It is a report that was withdrawn. */
	readonly isWithdrawn: boolean;
	/** Only their role is shown. */
	readonly by: PersonId | null;
	/** Where people can read it already. */
	readonly addresses: readonly string[];
	readonly proposal: WooProposal;
	/** How many passages are marked to be removed. */
	readonly passages: number;
	/** A coordinator's judgement. */
	readonly judgement: (WooProposal & { readonly note: string; readonly at: Moment }) | null;
	/** The checksum of its words now; null where they cannot change. */
	readonly text: Sha256 | null;
	/** Its text changed since it was judged. */
	readonly isChanged: boolean;
}
type DocumentLine = Pick<InventoryLine, 'key' | 'kind' | 'at' | 'title' | 'by' | 'proposal'> &
	Partial<Pick<InventoryLine, 'version' | 'isWithdrawn' | 'addresses'>>;

const LONGEST_TITLE = 120;
const isPublic: WooProposal = { outcome: 'public', grounds: [] };
const isAlreadyPublic: WooProposal = { outcome: 'already', grounds: [] };
const partly = (...grounds: WooGround[]): WooProposal => ({ outcome: 'partly', grounds });

/** Public, unless the masking functions find a person in its words. */
const byWords = (state: ReadState, key: DocumentKey): WooProposal =>
	documentTexts(state, key).every((text) => maskText(text) === text) ? isPublic : partly(PRIVATE_LIFE);
const titleOf = (text: string): string => cutAtSpace(maskText(text).replace(/\s+/gu, ' ').trim(), LONGEST_TITLE);
const keyOf = (kind: string, id: string | number): DocumentKey => DocumentKey.parse(`${kind}:${String(id)}`);

/**
 * Every document of the incident, in the order of time: released reports, official texts that went out, facts with a
 * source, rumours that were checked, advice, own actions; and as one line each the record of monitoring, the log, and
 * what other people wrote.
 */
export function inventoryOf(state: ReadState): InventoryLine[] {
	const dated = [
		...reports(state),
		...texts(state),
		...facts(state),
		...rumours(state),
		...advice(state),
		...actions(state)
	];
	const time = ({ at }: DocumentLine): number => (at === null ? Infinity : millisecondsOf(at));
	return [...dated.sort((a, b) => time(a) - time(b) || (a.key < b.key ? -1 : 1)), ...records].map((line, index) => {
		const judgement = state.documentJudgements.get(line.key) ?? null;
		const passages = state.documentPassages.get(line.key)?.passages.length ?? 0;
		const text = documentChecksum(state, line.key);
		const isChanged = judgement !== null && judgement.text !== text;
		return {
			version: null,
			isWithdrawn: false,
			addresses: [],
			...line,
			number: index + 1,
			judgement,
			text,
			isChanged,
			passages
		};
	});
}

/** They are written from what was released, without names of private persons (docs/domain.md, rule 7). */
const reports = (state: ReadState): DocumentLine[] =>
	[...state.versions.values()].map(({ number, released, withdrawn }) => ({
		key: keyOf('report', number),
		kind: 'report',
		at: released.at,
		title: null,
		version: number,
		isWithdrawn: withdrawn !== null,
		by: released.by,
		proposal: byWords(state, keyOf('report', number))
	}));

/** The texts that were published: people could read them. */
const texts = (state: ReadState): DocumentLine[] =>
	[...state.texts.values()].flatMap((text) => {
		const [first] = text.publications;
		if (!first) return [];
		return [
			{
				key: keyOf('text', text.id),
				kind: text.kind === 'correction' ? ('correction' as const) : ('text' as const),
				at: firstPublishedAt(text),
				title: titleOf(first.text),
				by: first.by,
				addresses: [...new Set(text.publications.flatMap(({ address }) => address ?? []))],
				proposal: isAlreadyPublic
			}
		];
	});

/** The facts with a source: one without a source only says that something is not known yet. */
const facts = (state: ReadState): DocumentLine[] =>
	[...state.facts.values()].flatMap(({ id, text, source, recordedAt, at, by }) =>
		source === null
			? []
			: [
					{
						key: keyOf('fact', id),
						kind: 'fact' as const,
						at: recordedAt ?? at,
						title: titleOf(text),
						by,
						proposal: byWords(state, keyOf('fact', id))
					}
				]
	);

/** The rumours with an inquiry or a verdict: the others are notes of what people say. */
const rumours = (state: ReadState): DocumentLine[] =>
	[...state.rumours.values()].flatMap(({ id, text, raised, mergedInto, judged, inquiries }) =>
		mergedInto !== null || (judged === null && inquiries.length === 0)
			? []
			: [
					{
						key: keyOf('rumour', id),
						kind: 'rumour' as const,
						at: raised.at,
						title: titleOf(text),
						by: raised.by,
						proposal: byWords(state, keyOf('rumour', id))
					}
				]
	);

/** Advice is a personal view for internal deliberation; with a decision, the decision itself is public. */
const advice = (state: ReadState): DocumentLine[] =>
	[...state.advice.values()].map(({ id, what, at, by, decision }) => ({
		key: keyOf('advice', id),
		kind: 'advice',
		at,
		title: titleOf(what),
		by,
		proposal: decision === null ? { outcome: 'not', grounds: [PERSONAL_VIEWS] } : partly(PERSONAL_VIEWS)
	}));

const actions = (state: ReadState): DocumentLine[] =>
	[...state.actions.values()].flatMap(({ id, text, at, by, retracted, circumstance }) =>
		retracted !== null || circumstance === true
			? []
			: [{ key: keyOf('action', id), kind: 'action' as const, at, title: titleOf(text), by, proposal: isAlreadyPublic }]
	);

/** The records contain names of staff; the posts were written by other people. */
const records: readonly DocumentLine[] = (
	[
		['monitoring', partly(PRIVATE_LIFE)],
		['log', partly(PRIVATE_LIFE, PERSONAL_VIEWS)],
		['posts', { outcome: 'not', grounds: [PRIVATE_LIFE] }]
	] as const
).map(([kind, proposal]) => ({ key: DocumentKey.parse(kind), kind, at: null, title: null, by: null, proposal }));

/**
 * Why a document is not given out: nobody judged it, it is not public, it is judged as a whole, nothing is marked in it
 * yet, or its text has changed since it was judged or marked.
 */
export type LeftOut = 'unjudged' | 'not' | 'whole' | 'unmarked' | 'changed';

/** Null where it is given out, unless it is marked in a text that changed since. */
export function leftOut({
	kind,
	judgement,
	isChanged,
	passages
}: Pick<InventoryLine, 'kind' | 'judgement' | 'isChanged' | 'passages'>): LeftOut | null {
	if (hasNoParts(kind)) return 'whole';
	if (judgement === null) return 'unjudged';
	if (judgement.outcome === 'not') return 'not';
	if (isChanged) return 'changed';
	return judgement.outcome === 'partly' && passages === 0 ? 'unmarked' : null;
}

/** Documents that are judged as a whole and disclosed separately: words in them cannot be marked here. */
export const hasNoParts = (kind: DocumentKind): boolean => kind === 'monitoring' || kind === 'log' || kind === 'posts';
