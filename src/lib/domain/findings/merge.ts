import { z } from 'zod';
import { canonical } from '../core/checksum';
import { command, type CommandStep } from '../core/command';
import { event } from '../core/event';
import { SeenAct, seenAct } from '../core/eyes';
import { FindingId, FindingKind, StoryId } from '../core/ids';
import { analysts } from '../core/policy';
import { Refusal } from '../core/refusal';
import { change, type ReadState, type Rows, type State } from '../core/state';
import { plainLink, Stance, type Link } from '../stories/story';
import { behaviourRules, type Behaviour } from './behaviour';
import { findFinding, findingBehind, findingNamed, findingsOf, type FindingBase } from './finding';
import { meaningRules, type Meaning } from './meaning';
import { mergedRow, type MergeRules } from './merging';
import { namesOf } from './names';
import { needRules, type Need } from './need';
import { becomingHigh, rumourRules, type Rumour } from './rumour';

interface FindingRows {
	need: Need;
	rumour: Rumour;
	behaviour: Behaviour;
	meaning: Meaning;
}
const rules: { readonly [K in FindingKind]: MergeRules<FindingRows[K]> } = {
	need: needRules,
	rumour: rumourRules,
	behaviour: behaviourRules,
	meaning: meaningRules
};
function rowsOf<K extends FindingKind>(
	{ needs, rumours, behaviours, meanings }: State,
	kind: K
): Rows<FindingId, FindingRows[K]> {
	const all: { readonly [Each in FindingKind]: Rows<FindingId, FindingRows[Each]> } = {
		need: needs,
		rumour: rumours,
		behaviour: behaviours,
		meaning: meanings
	};
	return all[kind];
}

/** Where a finding went, who merged it, and what is needed to take that back. */
export interface MergedFinding {
	readonly kind: FindingKind;
	readonly into: FindingId;
	readonly act: SeenAct | null;
	/** The other finding before and after the merge. */
	readonly before: Readonly<FindingBase>;
	readonly after: Readonly<FindingBase>;
	/** What rested on the two then. */
	readonly resting: readonly string[];
	/** Which links each story that was merged before had added to the other story. */
	readonly added: readonly { readonly story: StoryId; readonly links: readonly FindingId[] }[];
}

declare module '../core/state' {
	interface Collections {
		/** Findings that a person merged into another, until that is taken back. */
		mergedFindings: [FindingId, MergedFinding];
	}
}

/** The target as it is after a merge. */
export function mergePreview<K extends FindingKind>(
	kind: K,
	target: Readonly<FindingRows[K]>,
	source: Readonly<FindingRows[K]>
): FindingRows[K] {
	return mergedRow<FindingRows[K]>(rules[kind], target, source);
}

const Which = z.strictObject({ kind: FindingKind, finding: FindingId });

/** Merges one finding into another of the same kind, with its evidence and all that is known of it. */
export const mergeFindings = command('finding.merge', {
	input: () => Which.extend({ into: FindingId }),
	allow: analysts,
	refusals: ['finding.absent', 'finding.merged', 'finding.same'],
	undo: {
		steps: ({ kind, finding }): CommandStep[] => [unmergeFinding({ kind, finding })],
		isCurrent: ({ finding, into }, state) => restorable(state, finding)?.into === into
	},
	decide({ kind, finding, into }, { state, actor, now }) {
		if (finding === into) throw new Refusal('finding.same');
		for (const id of [finding, into]) if (findFinding(state, kind, id).mergedInto) throw new Refusal('finding.merged');
		const [source, target] = [state.rumours.get(finding), state.rumours.get(into)];
		const merged = source && target && mergePreview('rumour', target, source);
		return [
			findingMerged({ kind, finding, into, act: seenAct(actor, now) }),
			...(merged ? becomingHigh(merged, merged, merged.spread?.value ?? 1, now) : [])
		];
	}
});
export const findingMerged = event('finding.merged', {
	data: () =>
		z.object({ kind: FindingKind, finding: FindingId, into: FindingId, act: SeenAct.nullable().default(null) }),
	evolve(state, { kind, finding, into, act }) {
		const rows = rowsOf(state, kind);
		const [source, before] = [rows.get(finding), rows.get(into)];
		if (!source || !before || state.mergedFindings.has(finding)) return;
		const after = mergePreview(kind, before, source);
		moveQuestions(state, finding, into, state.rumours.get(into)?.inquiries.length ?? 0);
		rows.set(into, after);
		change<FindingId, FindingBase>(rows, finding, { mergedInto: into, merged: act });
		const added = moveLinks(state, finding, into);
		state.mergedFindings.set(finding, { kind, into, act, before, after, resting: restingOn(state, into), added });
	}
});

/** A question to a body names the inquiry by its index: after a merge those of the source come after the target's. */
function moveQuestions(state: State, from: FindingId, to: FindingId, by: number): void {
	for (const { link, rumour, inquiry } of [...state.partnerQuestions.values()])
		if (rumour === from && inquiry + by >= 0)
			change(state.partnerQuestions, link, { rumour: to, inquiry: inquiry + by });
}

type Links = readonly Readonly<Link>[];
type Layer = NonNullable<Link['was']>[number];
const withLayers = (link: Readonly<Link>, was: readonly Layer[]): Link => ({
	...plainLink(link),
	...(was.length > 0 ? { was: [...was] } : {})
});

/** The links after the move; null if there is none to move. A story linked to both keeps its target link. */
function movedLinks(links: Links, from: FindingId, into: FindingId): Link[] | null {
	const index = links.findIndex(({ finding }) => finding === from);
	const source = links[index];
	if (!source) return null;
	const target = links.find(({ finding }) => finding === into);
	const layer = { merged: from, into, index, links: [source, ...(target ? [target] : [])].map(plainLink) };
	const moved = withLayers(target ?? { ...source, finding: into }, [
		...(target?.was ?? []),
		...(source.was ?? []),
		layer
	]);
	return links.flatMap((link) => {
		if (link === target) return [moved];
		if (link !== source) return [link];
		return target ? [] : [moved];
	});
}

/** The links without this merge; null if it moved none of them. A stance that somebody gave since is kept. */
function restoredLinks(links: Links, from: FindingId, into: FindingId): Link[] | null {
	const isOf = (layer: Layer): boolean => layer.merged === from && layer.into === into;
	const moved = links.find(({ finding, was }) => finding === into && was?.some(isOf));
	const layer = moved?.was?.find(isOf);
	const [source, target] = layer?.links ?? [];
	if (!moved || !layer || !source) return null;
	const others = (moved.was ?? []).filter((each) => each !== layer);
	// Also those of a merge further back: what was merged into a finding that was merged into this one.
	const leadsTo = (id: FindingId, { into }: Layer): boolean =>
		into === id || others.some((each) => each.merged === into && leadsTo(id, each));
	const layersOf = (id: FindingId): Layer[] => others.filter((each) => leadsTo(id, each));
	if (!target) {
		const isSame = moved.stance === source.stance && moved.by === source.by && moved.at === source.at;
		const restored = withLayers(isSame ? source : { ...moved, finding: from }, layersOf(from));
		return links.map((link) => (link === moved ? restored : link));
	}
	const rest = links.map((link) => (link === moved ? withLayers(moved, layersOf(into)) : link));
	return rest.toSpliced(layer.index, 0, withLayers(source, layersOf(from)));
}

/** Moves links in labels and in the earlier labels of merged stories. @returns what those stories added before */
function moveLinks({ labels, mergedStories }: State, from: FindingId, into: FindingId): MergedFinding['added'] {
	const before: MergedFinding['added'][number][] = [];
	for (const [story, row] of [...mergedStories.entries()]) {
		const links = movedLinks(row.labels.links, from, into);
		if (!links) continue;
		before.push({ story, links: row.added.links });
		// The other story may have had a link to the target of its own: that one did not come from this story.
		const isOwn =
			labels.get(row.into)?.links.some(({ finding }) => finding === into) && !row.added.links.includes(into);
		const added = row.added.links.flatMap((finding) => (finding !== from ? [finding] : isOwn ? [] : [into]));
		mergedStories.set(story, {
			...row,
			added: { ...row.added, links: [...new Set(added)] },
			labels: { ...row.labels, links }
		});
	}
	for (const [story, row] of [...labels.entries()]) {
		const links = movedLinks(row.links, from, into);
		if (links) labels.set(story, { ...row, links });
	}
	return before;
}
function restoreLinks({ labels, mergedStories }: State, from: FindingId, { into, added }: MergedFinding): void {
	for (const [story, row] of [...labels.entries()]) {
		const links = restoredLinks(row.links, from, into);
		if (links) labels.set(story, { ...row, links });
	}
	for (const [story, row] of [...mergedStories.entries()]) {
		const links = restoredLinks(row.labels.links, from, into);
		if (!links) continue;
		const own = links.flatMap(({ finding }) => (finding === from || finding === into ? [finding] : []));
		const now = row.added.links.flatMap((finding) => (finding === into ? own : [finding]));
		const before = added.find((each) => each.story === story)?.links;
		mergedStories.set(story, {
			...row,
			added: { ...row.added, links: before ?? now },
			labels: { ...row.labels, links }
		});
	}
}

/** What people wrote or judged on the basis of a finding, each in the state it has. */
function restingOn(state: ReadState, id: FindingId): string[] {
	const isOn = (of: FindingId | null): boolean => of !== null && findingBehind(state, of)?.id === id;
	const words = [...state.reportTexts.entries(), ...state.advice.entries()];
	return [
		...[...state.texts.values()].flatMap(({ id, about, versions, variants, publications }) =>
			isOn(about.finding)
				? [canonical([id, versions.length, publications.length, variants.map(({ approved }) => approved?.at ?? null)])]
				: []
		),
		...words.flatMap(([key, { rests, at }]) => (rests?.some(isOn) ? [canonical([key, at])] : [])),
		...[...state.facts.values()].flatMap((fact) =>
			fact.reviewed.flatMap(({ of, at }) => (of === id ? [canonical([fact.id, at])] : []))
		)
	];
}

/** What the program itself measures of a finding; also whether it was closed, which a new link ends. */
const changesByItself = new Set(['spread', 'spreadingSince', 'firstHigh', 'state', 'closed']);

/** A merge that can be taken back: both are as it left them, and nothing new rests on them. */
export function restorable(state: ReadState, id: FindingId): Readonly<MergedFinding> | null {
	const merged = state.mergedFindings.get(id);
	const now = merged && findingsOf(state, merged.kind).get(merged.into);
	if (!now) return null;
	const isSame = Object.entries(merged.after).every(
		([field, value]) => changesByItself.has(field) || canonical(value) === canonical(Reflect.get(now, field))
	);
	return isSame && restingOn(state, merged.into).every((each) => merged.resting.includes(each)) ? merged : null;
}

/** Takes a merge back: both findings are as they were before it; what came since stays with the other one. */
export const unmergeFinding = command('finding.unmerge', {
	input: () => Which,
	allow: analysts,
	refusals: ['finding.absent', 'finding.exists', 'finding.restsOn'],
	undo: {
		steps({ kind, finding }, state): CommandStep[] {
			const into = state.mergedFindings.get(finding)?.into;
			return into ? [mergeFindings({ kind, finding, into })] : [];
		},
		isCurrent: ({ finding }, state) => !state.mergedFindings.has(finding)
	},
	decide({ kind, finding }, { state }) {
		if (state.mergedFindings.get(finding)?.kind !== kind) throw new Refusal('finding.absent');
		const merged = restorable(state, finding);
		if (!merged) throw new Refusal('finding.restsOn');
		const { into } = merged;
		for (const name of namesOf(findFinding(state, kind, finding))) {
			const known = findingNamed(state, kind, name, finding);
			if (known && known.id !== into) throw new Refusal('finding.exists', { finding: known.id, text: known.text });
		}
		const links = [...state.labels.entries()].flatMap(([story, row]) => {
			const restored = restoredLinks(row.links, finding, into);
			const link = restored?.find((each) => each.finding === finding);
			const isBoth = restored?.some((each) => each.finding === into) ?? false;
			return link ? [{ story, stance: link.stance, isBoth }] : [];
		});
		return findingUnmerged({ kind, finding, into, links });
	}
});
/** `links`: the stories that are evidence for the finding again; `isBoth`: they stay evidence for the other one too. */
export const findingUnmerged = event('finding.unmerged', {
	data: () =>
		z.object({
			kind: FindingKind,
			finding: FindingId,
			into: FindingId,
			links: z.array(z.object({ story: StoryId, stance: Stance.nullable(), isBoth: z.boolean() }))
		}),
	evolve(state, { kind, finding }) {
		const merged = state.mergedFindings.get(finding);
		if (merged) restoreFinding(state, kind, finding, merged);
	}
});
function restoreFinding(state: State, kind: FindingKind, id: FindingId, merged: Readonly<MergedFinding>): void {
	const rows: Rows<FindingId, FindingBase> = rowsOf(state, kind);
	const { into, before, after } = merged;
	const now = rows.get(into);
	const isSameClosing = canonical(now?.closed) === canonical(after.closed);
	change(rows, into, { ...before, closed: isSameClosing ? before.closed : (now?.closed ?? null) });
	change(rows, id, { mergedInto: null, merged: null });
	const inquiries = 'inquiries' in before && Array.isArray(before.inquiries) ? before.inquiries.length : 0;
	moveQuestions(state, into, id, -inquiries);
	restoreLinks(state, id, merged);
	state.mergedFindings.delete(id);
}
