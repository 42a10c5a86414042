import * as m from '$lib/messages';
import type { Desk } from '$lib/desk/desk.svelte';
import { canonical } from '$lib/domain/core/checksum';
import type { FindingId, FindingKind, Moment, PersonId } from '$lib/domain/core/ids';
import type { Behaviour } from '$lib/domain/findings/behaviour';
import type { FindingBase } from '$lib/domain/findings/finding';
import type { Meaning } from '$lib/domain/findings/meaning';
import { mergePreview } from '$lib/domain/findings/merge';
import type { Need } from '$lib/domain/findings/need';
import type { Rumour } from '$lib/domain/findings/rumour';
import { subjectOf } from '$lib/domain/official-text/basis';
import type { Words } from '$lib/i18n/words';

/** What a field says, as its name and its value; null for one that says nothing by itself. */
type Shown<Row> = { readonly [K in keyof Row]-?: ((value: Row[K]) => readonly [string, string] | null) | null };

/** What a merge does, before it is done. */
export interface MergeMoves {
	/** What the target has afterwards and had not before, as lines. */
	readonly moves: readonly { readonly name: string; readonly value: string }[];
	/** The names of what the target has already: of the other finding it stays in the history only. */
	readonly stays: readonly string[];
}

/** @param words with the person's language */
export function mergeMoves(
	desk: Desk,
	{ t, moment, number, list }: Pick<Words, 't' | 'moment' | 'number' | 'list'>,
	kind: FindingKind,
	from: FindingId,
	into: FindingId
): MergeMoves {
	const { state, findingFigures } = desk.store;
	const { fields } = m.findings.merge;
	const time = (at: Moment): string => moment(at, desk.clock.now);
	const name = (id: PersonId): string => desk.people.get(id)?.name ?? t(m.common.unknown);
	const base: Shown<FindingBase> = {
		id: null,
		text: null,
		mergedInto: null,
		worded: null,
		merged: null,
		offline: (offline) => (offline ? [t(m.findings.offline), offline] : null),
		raised: ({ at }) => [t(fields.raised), time(at)],
		closed: (closed) => (closed ? null : [t(fields.open), t(fields.yes)])
	};
	const need: Shown<Need> = {
		...base,
		state: null,
		answer: (answer) => answer && [t(fields.answer), answer.text],
		answering: (answering) => answering && [t(fields.answering), name(answering.by)],
		pressDeadline: (at) => at && [t(fields.pressDeadline), time(at)],
		returnsAt: (at) => at && [t(fields.returnsAt), time(at)],
		apart: (apart) => [t(fields.apart), number(apart.length)]
	};
	const rumour: Shown<Rumour> = {
		...base,
		harm: (harm) => harm && [t(fields.harm), t(m.findings.harm[harm])],
		danger: (danger) => (danger ? [t(m.findings.danger), t(fields.yes)] : null),
		verifying: null,
		inquiries: (inquiries) => [t(fields.inquiries), list(inquiries.map(({ body }) => body))],
		judged: (judged) => judged && [t(fields.judged), t(m.stream.findings.verdicts[judged.verdict])],
		approach: (approach) => approach && [t(m.findings.approach.title), t(m.stream.findings.approaches[approach])],
		helpNeeded: (needed) => (needed ? [t(m.findings.helpNeeded), t(fields.yes)] : null),
		variants: (variants) => [t(fields.variants), number(variants.length)],
		variantsBy: null,
		spread: null,
		spreadingSince: null,
		firstHigh: (at) => at && [t(fields.firstHigh), time(at)],
		owner: (owner) => owner && [t(fields.owner), name(owner)]
	};
	const behaviour: Shown<Behaviour> = {
		...base,
		effect: (effect) => effect && [t(m.findings.effect), t(m.findings.effects[effect])],
		advice: (advice) => (advice ? [t(m.findings.advice), advice] : null)
	};
	const meaning: Shown<Meaning> = { ...base, theme: (theme) => [t(m.findings.theme), t(m.findings.themes[theme])] };

	function compared<Row extends FindingBase>(
		shown: Shown<Row>,
		source: Readonly<Row> | undefined,
		target: Readonly<Row> | undefined,
		merged: (target: Readonly<Row>, source: Readonly<Row>) => Row
	): MergeMoves {
		if (!source || !target) return { moves: [], stays: [] };
		const after = merged(target, source);
		const same = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);
		const all = Object.keys(shown) as (keyof Row)[];
		const moves = all.flatMap((field) => {
			const line = same(after[field], target[field]) ? null : shown[field]?.(after[field]);
			return line ? [{ name: line[0], value: line[1] }] : [];
		});
		const stays = all.flatMap((field) => {
			const isKept = singles.has(field) && same(after[field], target[field]) && !same(after[field], source[field]);
			return (isKept && shown[field]?.(source[field])?.[0]) || [];
		});
		const posts = findingFigures.get(from)?.posts;
		const texts = [...state.texts.values()].filter((text) => subjectOf(state, text)?.id === from).length;
		const counts = [
			...(posts === undefined ? [] : [{ name: t(m.findings.columns.posts), value: number(posts) }]),
			...(texts > 0 ? [{ name: t(fields.texts), value: number(texts) }] : [])
		];
		return { moves: [...counts, ...moves], stays };
	}
	switch (kind) {
		case 'need':
			return compared(need, state.needs.get(from), state.needs.get(into), (a, b) => mergePreview(kind, a, b));
		case 'rumour':
			return compared(rumour, state.rumours.get(from), state.rumours.get(into), (a, b) => mergePreview(kind, a, b));
		case 'behaviour':
			return compared(behaviour, state.behaviours.get(from), state.behaviours.get(into), (a, b) =>
				mergePreview(kind, a, b)
			);
		case 'meaning':
			return compared(meaning, state.meanings.get(from), state.meanings.get(into), (a, b) => mergePreview(kind, a, b));
	}
}

/** The fields of which a finding has one value, given by a person: the target keeps its own. */
const singles: ReadonlySet<PropertyKey> = new Set([
	'answer',
	'judged',
	'approach',
	'owner',
	'effect',
	'advice',
	'theme'
]);
