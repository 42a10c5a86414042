import { z } from 'zod';
import { command, type CommandStep } from '../core/command';
import { event } from '../core/event';
import { SeenAct, seenAct, type WithEyes } from '../core/eyes';
import { FindingId, FindingKind, Moment, PersonId } from '../core/ids';
import { analysts, deskStaff } from '../core/policy';
import { Refusal } from '../core/refusal';
import { change, type ReadRows, type ReadState, type State } from '../core/state';
import { LooseText, Text } from '../core/text';
import { own } from '../stories/story';
import { haveSameName, nameOf, namesOf, otherWordings } from './names';

/** The fields of every finding. `offline`: where it was observed when no post is its evidence. */
export const FindingBase = z.object({
	id: FindingId,
	/** A need's question, a rumour's claim in one neutral sentence, otherwise a few words. */
	text: Text(300, 'quotedWords'),
	offline: LooseText(300, 'quotedWords').nullable(),
	raised: SeenAct,
	/** The person who worded `text`; null for the one who raised it. */
	worded: SeenAct.nullable().default(null),
	closed: z.object({ by: PersonId, at: Moment }).nullable(),
	mergedInto: FindingId.nullable(),
	/** The person who merged it into another. */
	merged: SeenAct.nullable().default(null)
});
export type FindingBase = z.infer<typeof FindingBase>;

/** The input for a new finding: its words, and the story it was seen in or where it was observed offline. */
export const newFindingInput = z.strictObject({
	id: FindingId,
	text: Text(300, 'quotedWords'),
	offline: Text(300, 'quotedWords').nullable()
});

/** The collection of a kind, for code that treats all four kinds alike. */
export function findingsOf(state: ReadState, kind: FindingKind): ReadRows<FindingId, FindingBase> {
	switch (kind) {
		case 'need':
			return state.needs;
		case 'rumour':
			return state.rumours;
		case 'behaviour':
			return state.behaviours;
		case 'meaning':
			return state.meanings;
	}
}
function changeFinding(state: State, kind: FindingKind, id: FindingId, to: Partial<FindingBase>): void {
	switch (kind) {
		case 'need': {
			change(state.needs, id, to);
			return;
		}
		case 'rumour': {
			change(state.rumours, id, to);
			return;
		}
		case 'behaviour': {
			change(state.behaviours, id, to);
			return;
		}
		case 'meaning': {
			change(state.meanings, id, to);
			return;
		}
	}
}

/** @throws Refusal when this kind has no finding with this id */
export function findFinding(state: ReadState, kind: FindingKind, id: FindingId): Readonly<FindingBase> {
	const found = findingsOf(state, kind).get(id);
	if (!found) throw new Refusal('finding.absent');
	return found;
}
/** @throws Refusal when it is absent or was merged into another */
export function findUnmerged<Row extends FindingBase>(rows: ReadRows<FindingId, Row>, id: FindingId): Readonly<Row> {
	const found = rows.get(id);
	if (!found) throw new Refusal('finding.absent');
	if (found.mergedInto) throw new Refusal('finding.merged', { into: found.mergedInto, text: found.text });
	return found;
}
/** The findings on which a person's text is based. */
export const RestsOn = z.array(FindingId).max(8);
/** The finding, or the one into which it was merged. */
export function afterMerges<Row extends FindingBase>(
	rows: ReadRows<FindingId, Row>,
	id: FindingId
): Readonly<Row> | undefined {
	let found = rows.get(id);
	for (let hops = 0; found?.mergedInto && hops < 50; hops += 1) found = rows.get(found.mergedInto);
	return found;
}
/**
 * The writers of the words that stand for this finding now: the last wording of the one into which it was merged, and each
 * merge on the way, which chose those words.
 */
export function wordersOf(rows: ReadRows<FindingId, FindingBase>, id: FindingId): WithEyes[] {
	const found: WithEyes[] = [];
	let finding = rows.get(id);
	for (let hops = 0; finding?.mergedInto && hops < 50; hops += 1) {
		if (finding.merged) found.push(finding.merged);
		finding = rows.get(finding.mergedInto);
	}
	return finding ? [...found, finding.worded ?? finding.raised] : found;
}
/** The same, of any kind. */
export const findingBehind = (state: ReadState, id: FindingId): Readonly<FindingBase> | undefined =>
	FindingKind.options.flatMap((kind) => afterMerges(findingsOf(state, kind), id) ?? [])[0];
/** The id of a finding now: after a merge that of the finding it was merged into. */
export const currentId = (state: ReadState, id: FindingId): FindingId => findingBehind(state, id)?.id ?? id;
/** @throws Refusal when one of these is no finding */
export function assertFindings(state: ReadState, ids: readonly FindingId[]): void {
	if (ids.some((id) => !findingBehind(state, id))) throw new Refusal('finding.absent');
}
export const isClosed = (finding: Readonly<FindingBase>): boolean => finding.closed !== null;
export const isOpen = (finding: Readonly<FindingBase>): boolean =>
	finding.closed === null && finding.mergedInto === null;

/**
 * The finding of a kind that has this name, an open one before a closed one; the other wordings of a rumour count as
 * names too. Merged findings are skipped.
 * @param except a finding that may have the name
 */
export function findingNamed(
	state: ReadState,
	kind: FindingKind,
	text: string,
	except: FindingId | null = null
): Readonly<FindingBase> | null {
	const name = nameOf(text);
	const rows = findingsOf(state, kind);
	const hasName = (finding: Readonly<FindingBase>): boolean =>
		finding.id !== except && finding.mergedInto === null && namesOf(finding).includes(name);
	const listed = rows.withName?.(name);
	if (listed) {
		const found = [...new Set(listed)].flatMap((id) => rows.get(id) ?? []).filter(hasName);
		if (found.length < 2) return found[0] ?? null;
	}
	let closed: Readonly<FindingBase> | null = null;
	for (const finding of rows.values()) {
		if (!hasName(finding)) continue;
		if (isOpen(finding)) return finding;
		closed ??= finding;
	}
	return closed;
}
/** @throws Refusal when a finding of this kind, other than `except`, has this name */
export function assertNameFree(
	state: ReadState,
	kind: FindingKind,
	text: string,
	except: FindingId | null = null
): void {
	const known = findingNamed(state, kind, text, except);
	if (known) throw new Refusal('finding.exists', { finding: known.id, text: known.text });
}

/** The maximum number of variants of a claim that people enter; a merge may give it more. */
export const MAX_VARIANTS = 30;

/** Ids are unique across all kinds, because a link refers to a finding by its id alone. @throws Refusal */
export function assertIdFree(state: ReadState, id: FindingId): void {
	if (FindingKind.options.some((kind) => findingsOf(state, kind).has(id))) throw new Refusal('id.taken');
}

const Which = z.strictObject({ kind: FindingKind, finding: FindingId });

export const rewordFinding = command('finding.reword', {
	input: () => Which.extend({ text: Text(300, 'quotedWords') }),
	allow: deskStaff,
	refusals: ['finding.absent', 'finding.exists', 'finding.merged'],
	undo: {
		steps({ kind, finding }, state): CommandStep[] {
			return [rewordFinding({ kind, finding, text: findingsOf(state, kind).get(finding)?.text ?? '' })];
		},
		isCurrent: ({ kind, finding, text }, state) => findingsOf(state, kind).get(finding)?.text === text
	},
	decide({ kind, finding, text }, { state, actor, now }) {
		if (findFinding(state, kind, finding).mergedInto) throw new Refusal('finding.merged');
		assertNameFree(state, kind, text, finding);
		return findingReworded({ kind, finding, text, worded: seenAct(actor, now) });
	}
});
export const findingReworded = event('finding.reworded', {
	data: () =>
		z.object({
			kind: FindingKind,
			finding: FindingId,
			text: LooseText(300, 'quotedWords'),
			worded: SeenAct.nullable().default(null)
		}),
	evolve(state, { kind, finding, text, worded }) {
		if (kind === 'rumour') swapWording(state, finding, text);
		changeFinding(state, kind, finding, { text, worded });
	}
});

/** A claim renamed to one of its variants swaps with it, so that undo restores both. */
function swapWording({ rumours }: State, id: FindingId, text: string): void {
	const claim = rumours.get(id);
	if (!claim || haveSameName(claim.text, text)) return;
	const variants = claim.variants.map((variant) => (haveSameName(variant, text) ? claim.text : variant));
	change(rumours, id, { variants: otherWordings(text, variants) });
}

export const closeFinding = command('finding.close', {
	/** `own`: only if this person made it. */
	input: () => Which.extend({ own }),
	allow: analysts,
	delivery: 'predicted',
	literal: true,
	refusals: ['finding.absent', 'finding.state'],
	undo: {
		steps: ({ kind, finding }): CommandStep[] => [reopenFinding({ kind, finding })],
		isCurrent: ({ kind, finding }, state, person) => findingsOf(state, kind).get(finding)?.closed?.by === person
	},
	decide({ kind, finding, own }, { state, actor, now }) {
		const found = findFinding(state, kind, finding);
		if (!isOpen(found) || (own && found.raised.by !== actor.id)) throw new Refusal('finding.state');
		return findingClosed({ kind, finding, closed: { by: actor.id, at: now } });
	}
});
export const findingClosed = event('finding.closed', {
	data: () => z.object({ kind: FindingKind, finding: FindingId, closed: z.object({ by: PersonId, at: Moment }) }),
	evolve: (state, { kind, finding, closed }) => changeFinding(state, kind, finding, { closed })
});

export const reopenFinding = command('finding.reopen', {
	input: () => Which,
	allow: analysts,
	delivery: 'predicted',
	refusals: ['finding.absent', 'finding.state'],
	undo: {
		steps: (which): CommandStep[] => [closeFinding(which)],
		isCurrent: ({ kind, finding }, state) => findingsOf(state, kind).get(finding)?.closed === null
	},
	decide({ kind, finding }, { state }) {
		const found = findFinding(state, kind, finding);
		if (found.mergedInto || !isClosed(found)) throw new Refusal('finding.state');
		return findingReopened({ kind, finding });
	}
});
export const findingReopened = event('finding.reopened', {
	data: () => z.object({ kind: FindingKind, finding: FindingId }),
	evolve: (state, { kind, finding }) => changeFinding(state, kind, finding, { closed: null })
});
