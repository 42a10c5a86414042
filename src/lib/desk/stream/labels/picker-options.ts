import * as m from '$lib/messages';
import { isolated } from '$lib/i18n/isolated';
import type { Desk } from '$lib/desk/desk.svelte';
import { findingView, type FindingView } from '$lib/desk/views/findings';
import { findingsOf, isOpen } from '$lib/domain/findings/finding';
import { haveSameName } from '$lib/domain/findings/names';
import { findingKinds, type FindingKind, type FindingId } from '$lib/domain/core/ids';
import type { FindingFigures } from '$lib/domain/overview/figures';
import type { RiskLevel } from '$lib/domain/findings/risk';
import type { Link } from '$lib/domain/stories/story';
import type { StoryCard } from '$lib/domain/stories/card';
import type { Words } from '$lib/i18n/words';
import { findingStateWords, type AtDesk } from '$lib/desk/stream/story/finding-words';
import { readyThemes as READY, type Theme } from '$lib/domain/findings/meaning';
import { plainLetters } from '$lib/domain/core/plain-letters';
import type { ReadState } from '$lib/domain/core/state';

/** A meaning that does not exist yet: choosing it creates it with its theme and links the story. */
interface ThemeOption {
	readonly type: 'theme';
	readonly key: string;
	readonly theme: Theme;
	readonly text: string;
	/** The description of the theme. */
	readonly why: string;
	readonly matches: boolean;
	readonly isNamed: boolean;
}

/** An incident with this many open meanings is offered no predefined ones. */
const MAX_OWN_MEANINGS = 5;

/** The predefined themes that this incident lacks; none if it has enough meanings of its own. */
function readyThemes({ meanings }: Pick<ReadState, 'meanings'>, typed: string, { t }: Words): readonly ThemeOption[] {
	const unmerged = [...meanings.values()].filter(({ mergedInto }) => mergedInto === null);
	const open = unmerged.filter(isOpen);
	if (open.length >= MAX_OWN_MEANINGS) return [];
	const searchWords = plainLetters(typed).split(/\s+/).filter(Boolean);
	return READY.map((theme): ThemeOption => {
		const text = t(m.picker.theme.name[theme]);
		const isNamed = haveSameName(text, typed);
		return {
			type: 'theme',
			key: `theme-${theme}`,
			theme,
			text,
			why: t(m.picker.theme.about[theme]),
			// Match from the start of a word, so that "rouw" does not match "vertrouwen".
			matches: isNamed || searchWords.every((word) => ` ${plainLetters(text)}`.includes(` ${word}`)),
			isNamed
		};
	}).filter(
		({ theme, text }) =>
			!open.some((meaning) => meaning.theme === theme) && !unmerged.some((meaning) => haveSameName(meaning.text, text))
	);
}

/** A finding that the story can be linked to. */
export interface FindingOption {
	readonly type: 'finding';
	readonly key: string;
	readonly id: FindingId;
	readonly kind: FindingKind;
	readonly text: string;
	readonly posts: number | null;
	readonly risk: RiskLevel | null;
	/** The second line: the machine's reason, the status, the effect of linking. */
	readonly why: string;
	/** It is the most similar one. */
	readonly proposed: boolean;
	readonly closed: boolean;
	readonly linked: boolean;
	/** Its name contains all typed words. */
	readonly matches: boolean;
	/** Its name is the typed text. */
	readonly isNamed: boolean;
	/** The finding that it was merged into. */
	readonly mergedInto: FindingId | null;
}
/** One line of the picker: a finding, a predefined theme, a new finding, or the number of folded findings (`rest`). */
export type Option =
	| FindingOption
	| ThemeOption
	| { readonly type: 'rest'; readonly key: 'rest'; readonly count: number; readonly alike: boolean }
	| { readonly type: 'new'; readonly key: 'new'; readonly text: string };

interface OptionsRequest {
	readonly desk: AtDesk & {
		readonly store: Pick<Desk['store'], 'state'> & { readonly findingFigures: ReadonlyMap<FindingId, FindingFigures> };
	};
	/** `any`: all of them, and nothing can be created. */
	readonly kind: FindingKind | 'any';
	readonly typed: string;
	/** The findings that are most similar to the story, the most similar first. */
	readonly likely: StoryCard['likely'];
	readonly links: readonly Link[];
	/** The finding into which the chosen one was merged. */
	readonly offered: FindingId | null;
	/** Show the folded findings too. */
	readonly unfolded: boolean;
}

/** The maximum number of options; typing finds the rest. */
const maxOptions = 30;
/** The minimum similarity: below it two texts share words, but no subject. */
const MIN_LIKENESS = 0.2;
/** How many similar findings come first in the list of all kinds. */
const MAX_ALIKE_OF_ANY = 3;
/** How many findings are shown when none is similar to the story; of all kinds, at least so many. */
const MAX_UNLIKE = 5;

/**
 * The options in order: by similarity, then other open findings, then closed ones; of all kinds, the likeliest are first. With typed words:
 * those that contain all of them, then the ones similar to the story, so that nobody creates a duplicate in other words.
 * Without typed words, findings that are not similar are folded. Predefined themes are offered while the incident lacks
 * meanings.
 */
export function optionsFor(request: OptionsRequest, words: Words): readonly Option[] {
	const { desk, kind, typed, links, offered, unfolded } = request;
	const { state, findingFigures } = desk.store;
	const searchWords = folded(typed).split(/\s+/).filter(Boolean);
	const text = typed.trim();
	const likely =
		kind === 'any'
			? request.likely.toSorted((a, b) => b.likeness - a.likeness).slice(0, MAX_ALIKE_OF_ANY)
			: request.likely.filter((each) => each.kind === kind);
	const likeness = new Map(likely.map((each) => [each.finding, each]));
	const all = (kind === 'any' ? findingKinds : [kind])
		.flatMap((of) => [...findingsOf(state, of).keys()].map((id) => [of, id] as const))
		.filter(([, id]) => offered === null || id === offered)
		.flatMap(([of, id]) => findingView(state, (each) => findingFigures.get(each), of, id) ?? [])
		.sort(
			(a, b) =>
				(kind === 'any' ? Number(likeness.has(b.id)) - Number(likeness.has(a.id)) : 0) ||
				rank(b) - rank(a) ||
				(likeness.get(b.id)?.likeness ?? 0) - (likeness.get(a.id)?.likeness ?? 0) ||
				(b.posts ?? 0) - (a.posts ?? 0)
		)
		.map((finding): FindingOption => {
			const names = namesOf(finding);
			const alike = likeness.get(finding.id);
			const isFirst = alike !== undefined && alike.finding === likely[0]?.finding;
			const isNamed = names.some((name) => haveSameName(name, text));
			return {
				type: 'finding',
				key: finding.id,
				id: finding.id,
				kind: finding.kind,
				text: finding.text,
				posts: finding.posts,
				risk: finding.kind === 'rumour' ? finding.risk.level : null,
				why: [
					alike && likenessWords(alike, isFirst, words),
					findingStateWords(finding, desk, words),
					...consequence(finding, words)
				]
					.filter(Boolean)
					.join(' · '),
				proposed: isFirst && alike.likeness >= MIN_LIKENESS,
				closed: finding.base.closed !== null || finding.base.mergedInto !== null,
				linked: links.some((link) => link.finding === finding.id),
				matches: isNamed || names.some((name) => searchWords.every((word) => folded(name).includes(word))),
				isNamed,
				mergedInto: finding.base.mergedInto
			};
		});
	if (offered !== null) return all;
	const isAlike = ({ id, linked }: FindingOption): boolean =>
		linked || (likeness.get(id)?.likeness ?? -1) >= (kind === 'any' ? 0 : MIN_LIKENESS);
	// A merged finding is listed only when the user searches for it by name.
	const open = all.filter(({ mergedInto, matches }) => mergedInto === null || (searchWords.length > 0 && matches));
	const alike = open.filter(isAlike);
	const themes = kind === 'meaning' ? readyThemes(state, typed, words) : [];
	if (searchWords.length > 0) {
		const matching = [...open, ...themes].filter(({ matches }) => matches);
		// The finding with exactly this name is always listed.
		const listed = matching.filter(({ isNamed }, index) => isNamed || index < maxOptions);
		const shown = [...listed, ...alike.filter(({ matches }) => !matches)];
		if (kind === 'any' || matching.some(({ isNamed }) => isNamed)) return shown;
		return [...shown, { type: 'new', key: 'new', text: sentence(text) }];
	}
	const few = [...alike, ...open.filter((option) => !alike.includes(option))].slice(0, MAX_UNLIKE);
	const shownFirst = alike.length === 0 || (kind === 'any' && alike.length < few.length) ? few : alike;
	const rest = open.filter((option) => !shownFirst.includes(option));
	if (unfolded || rest.length < 2) return [...shownFirst, ...rest, ...themes].slice(0, maxOptions);
	return [
		...shownFirst,
		{ type: 'rest', key: 'rest', count: rest.length, alike: alike.length > 0 && kind !== 'any' },
		...themes
	];
}

/** Without accents and capitals, so that "cafe" finds "Café". */
export const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();

/** Capitalises the first letter. */
const sentence = (text: string): string => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());

const namesOf = (finding: FindingView): readonly string[] =>
	finding.kind === 'rumour' ? [finding.text, ...finding.rumour.variants] : [finding.text];

function rank({ base, settled }: FindingView): number {
	if (base.mergedInto !== null) return 0;
	if (base.closed !== null) return 1;
	return settled ? 2 : 3;
}

/** "lijkt het meest: 0,81 · ‘school’, ‘binnen’". */
function likenessWords(
	{ likeness, words }: StoryCard['likely'][number],
	isFirst: boolean,
	{ t, number }: Words
): string {
	const how = number(Math.min(likeness, 0.99), 2);
	const shared = words.map((word) => `‘${isolated(word)}’`).join(', ');
	return [isFirst ? t(m.picker.why.likeliest, { how }) : how, shared].filter(Boolean).join(' · ');
}

function consequence({ base }: FindingView, { t }: Words): string[] {
	if (base.mergedInto !== null) return [t(m.picker.why.merged)];
	return base.closed === null ? [] : [t(m.picker.why.reopens)];
}
