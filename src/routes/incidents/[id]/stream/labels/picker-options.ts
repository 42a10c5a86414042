import * as m from '$lib/messages';
import type { Desk } from '$lib/desk/desk.svelte';
import { findingView, type FindingView } from '$lib/desk/views/findings';
import { findingsOf, isOpen } from '$lib/domain/findings/finding';
import { haveSameName } from '$lib/domain/findings/names';
import type { FindingKind, FindingId } from '$lib/domain/core/ids';
import type { FindingFigures } from '$lib/domain/overview/figures';
import type { RiskLevel } from '$lib/domain/findings/risk';
import type { Link } from '$lib/domain/stories/story';
import type { StoryCard, Suggestion } from '$lib/domain/stories/card';
import type { Words } from '$lib/i18n/words';
import { findingStateWords, type AtDesk } from '../story/finding-words';
import { reasonOf } from '../story/reason';
import { readyThemes as READY, type Theme } from '$lib/domain/findings/meaning';
import { plainLetters } from '$lib/domain/core/plain-letters';
import type { ReadState } from '$lib/domain/core/state';

/** A meaning that nobody has made yet: choosing it makes it, with its theme, and links the story. */
interface ThemeOption {
	readonly type: 'theme';
	readonly key: string;
	readonly theme: Theme;
	readonly text: string;
	/** What belongs to it. */
	readonly why: string;
	readonly matches: boolean;
	readonly isNamed: boolean;
}

/** With so many open meanings of its own an incident needs no ready ones. */
const ENOUGH = 5;

/** The ready themes that this incident lacks; none where it has meanings enough. */
function readyThemes({ meanings }: Pick<ReadState, 'meanings'>, typed: string, { t }: Words): readonly ThemeOption[] {
	const standing = [...meanings.values()].filter(({ mergedInto }) => mergedInto === null);
	const open = standing.filter(isOpen);
	if (open.length >= ENOUGH) return [];
	const looked = plainLetters(typed).split(/\s+/).filter(Boolean);
	return READY.map((theme): ThemeOption => {
		const text = t(m.picker.theme.name[theme]);
		const isNamed = haveSameName(text, typed);
		return {
			type: 'theme',
			key: `theme-${theme}`,
			theme,
			text,
			why: t(m.picker.theme.about[theme]),
			// From the start of a word, as "rouw" is no part of "vertrouwen".
			matches: isNamed || looked.every((word) => ` ${plainLetters(text)}`.includes(` ${word}`)),
			isNamed
		};
	}).filter(
		({ theme, text }) =>
			!open.some((meaning) => meaning.theme === theme) && !standing.some((meaning) => haveSameName(meaning.text, text))
	);
}

/** A finding that the story can be linked to. */
export interface FindingOption {
	readonly type: 'finding';
	readonly key: string;
	readonly id: FindingId;
	readonly text: string;
	readonly posts: number | null;
	readonly risk: RiskLevel | null;
	/** The second line: the machine's reason, the status, the effect of linking. */
	readonly why: string;
	/** The machine proposes it, or nothing is more like the story. */
	readonly proposed: boolean;
	readonly closed: boolean;
	readonly linked: boolean;
	/** All words that were typed are in its name. */
	readonly matches: boolean;
	/** It has the name that was typed. */
	readonly isNamed: boolean;
	/** The finding that it was merged into. */
	readonly mergedInto: FindingId | null;
}
/** One line of the picker: a finding, those that are folded, a ready theme, or a new one. */
export type Option =
	| FindingOption
	| ThemeOption
	| { readonly type: 'rest'; readonly key: 'rest'; readonly count: number; readonly alike: boolean }
	| { readonly type: 'new'; readonly key: 'new'; readonly text: string };

interface Asked {
	readonly desk: AtDesk & {
		readonly store: Pick<Desk['store'], 'state'> & { readonly findingFigures: ReadonlyMap<FindingId, FindingFigures> };
	};
	readonly kind: FindingKind;
	readonly typed: string;
	readonly suggested: Suggestion | null;
	/** The findings that are most like the story, the most alike first. */
	readonly likely: StoryCard['likely'];
	readonly held: readonly Link[];
	/** The target of the merged finding that was chosen. */
	readonly offered: FindingId | null;
	/** The folded ones are shown too. */
	readonly unfolded: boolean;
}

/** The list is cut here to stay readable; typing finds the rest. */
const most = 30;
/** From this likeness on a finding is worth a look; below it two texts share words, no subject. */
const ALIKE = 0.2;
/** Of findings that are not like the story so many are shown, where none is. */
const FEW = 5;

/**
 * The proposal first, then the most alike, then other open ones, then closed ones. Of these those that match all typed
 * words, in any order; below them the ones that are like the story, so that nobody makes one twice in other words.
 * Without typed words what is not like the story is folded. Ready themes stand where the incident lacks meanings.
 */
export function optionsFor(asked: Asked, words: Words): readonly Option[] {
	const { desk, kind, typed, suggested, likely, held, offered, unfolded } = asked;
	const { state, findingFigures } = desk.store;
	const looked = folded(typed).split(/\s+/).filter(Boolean);
	const text = typed.trim();
	const proposed = new Set(suggested?.links.filter((link) => link.kind === kind).map(({ finding }) => finding));
	const likeness = new Map(likely.map((each) => [each.finding, each]));
	const all = [...findingsOf(state, kind).keys()]
		.filter((id) => offered === null || id === offered)
		.flatMap((id) => findingView(state, (each) => findingFigures.get(each), kind, id) ?? [])
		.sort(
			(a, b) =>
				rank(b, proposed) - rank(a, proposed) ||
				(likeness.get(b.id)?.likeness ?? 0) - (likeness.get(a.id)?.likeness ?? 0) ||
				(b.posts ?? 0) - (a.posts ?? 0)
		)
		.map((finding): FindingOption => {
			const names = namesOf(finding);
			const alike = likeness.get(finding.id);
			const isFirst = alike !== undefined && alike.finding === likely[0]?.finding;
			const isProposed = proposed.has(finding.id);
			const isNamed = names.some((name) => haveSameName(name, text));
			const reason = isProposed && suggested ? reasonOf(suggested.reason, words) : '';
			return {
				type: 'finding',
				key: finding.id,
				id: finding.id,
				text: finding.text,
				posts: finding.posts,
				risk: finding.kind === 'rumour' ? finding.risk.level : null,
				why: [
					reason && words.t(m.picker.why.proposed, { reason }),
					alike && likenessWords(alike, isFirst, words),
					findingStateWords(finding, desk, words),
					...consequence(finding, words)
				]
					.filter(Boolean)
					.join(' · '),
				proposed: isProposed || (proposed.size === 0 && isFirst && alike.likeness >= ALIKE),
				closed: finding.base.closed !== null || finding.base.mergedInto !== null,
				linked: held.some((link) => link.finding === finding.id),
				matches: isNamed || names.some((name) => looked.every((word) => folded(name).includes(word))),
				isNamed,
				mergedInto: finding.base.mergedInto
			};
		});
	if (offered !== null) return all;
	const isAlike = ({ id, proposed, linked }: FindingOption): boolean =>
		proposed || linked || (likeness.get(id)?.likeness ?? 0) >= ALIKE;
	// A merged finding is listed only when the user searches for it by name.
	const open = all.filter(({ mergedInto, matches }) => mergedInto === null || (looked.length > 0 && matches));
	const alike = open.filter(isAlike);
	const themes = kind === 'meaning' ? readyThemes(state, typed, words) : [];
	if (looked.length > 0) {
		const matching = [...open, ...themes].filter(({ matches }) => matches);
		// However long the list is, the one that has the name is in it.
		const listed = matching.filter(({ isNamed }, index) => isNamed || index < most);
		const shown = [...listed, ...alike.filter(({ matches }) => !matches)];
		if (matching.some(({ isNamed }) => isNamed)) return shown;
		return [...shown, { type: 'new', key: 'new', text: sentence(text) }];
	}
	const first = alike.length > 0 ? alike : open.slice(0, FEW);
	const rest = open.filter((option) => !first.includes(option));
	if (unfolded || rest.length < 2) return [...first, ...rest, ...themes].slice(0, most);
	return [...first, { type: 'rest', key: 'rest', count: rest.length, alike: alike.length > 0 }, ...themes];
}

/** Without accents and capitals, so that "cafe" finds "Café". */
export const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();

/** A claim and a question begin with a capital. */
const sentence = (text: string): string => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());

const namesOf = (finding: FindingView): readonly string[] =>
	finding.kind === 'rumour' ? [finding.text, ...finding.rumour.variants] : [finding.text];

function rank({ id, base, settled }: FindingView, proposed: ReadonlySet<FindingId>): number {
	if (proposed.has(id)) return 4;
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
	const shared = words.map((word) => `‘${word}’`).join(', ');
	return [isFirst ? t(m.picker.why.likeliest, { how }) : how, shared].filter(Boolean).join(' · ');
}

function consequence({ base }: FindingView, { t }: Words): string[] {
	if (base.mergedInto !== null) return [t(m.picker.why.merged)];
	return base.closed === null ? [] : [t(m.picker.why.reopens)];
}
