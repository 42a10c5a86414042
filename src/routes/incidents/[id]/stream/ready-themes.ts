import * as m from '$lib/messages';
import { isOpen } from '$lib/domain/findings/finding';
import { haveSameName } from '$lib/domain/findings/names';
import { readyThemes as READY, type Theme } from '$lib/domain/findings/meaning';
import { plainLetters } from '$lib/domain/core/plain-letters';
import type { ReadState } from '$lib/domain/core/state';
import type { Words } from '$lib/i18n/words';

/** A meaning that nobody has made yet: choosing it makes it, with its theme, and links the story. */
export interface ThemeOption {
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
export function readyThemes(
	{ meanings }: Pick<ReadState, 'meanings'>,
	typed: string,
	{ t }: Words
): readonly ThemeOption[] {
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
