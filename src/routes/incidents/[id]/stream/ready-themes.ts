import { isOpen } from '$lib/domain/findings/finding';
import { haveSameName } from '$lib/domain/findings/names';
import { readyThemes as READY, type Theme } from '$lib/domain/findings/meaning';
import { plainLetters } from '$lib/domain/core/plain-letters';
import type { ReadState } from '$lib/domain/core/state';
import type { StoryCard } from '$lib/domain/stories/card';
import type { Words } from '$lib/i18n/words';
import { signsIn } from './reason';

/** A meaning that nobody has made yet: choosing it makes it, with its theme, and links the story. */
export interface ThemeOption {
	readonly type: 'theme';
	readonly key: string;
	readonly theme: Theme;
	readonly text: string;
	/** What belongs to it, and what the machine sees of it in the story. */
	readonly why: string;
	/** The story shows a sign of it. */
	readonly proposed: boolean;
	readonly matches: boolean;
	readonly isNamed: boolean;
}

/** With so many open meanings of its own an incident needs no ready ones. */
const ENOUGH = 5;
/** The signs of the models that tell a theme. */
const themeOfSign = new Map<string, Theme>([
	['blame', 'blame'],
	['complaint', 'trust'],
	['grief', 'grief'],
	['solidarity', 'solidarity'],
	['thanks', 'solidarity'],
	['political', 'political'],
	['callToAct', 'callToAct']
]);

/** The ready themes that this incident lacks, those with a sign in the story first; none where it has meanings enough. */
export function readyThemes(
	{ meanings }: Pick<ReadState, 'meanings'>,
	{ typed, maybe }: { readonly typed: string; readonly maybe: StoryCard['maybe'] },
	{ t }: Words
): readonly ThemeOption[] {
	const standing = [...meanings.values()].filter(({ mergedInto }) => mergedInto === null);
	const open = standing.filter(isOpen);
	if (open.length >= ENOUGH) return [];
	const hint = maybe.find(({ kind }) => kind === 'meaning');
	const seen = new Set((hint ? signsIn(hint.reason) : []).map((sign) => themeOfSign.get(sign)));
	const looked = plainLetters(typed).split(/\s+/).filter(Boolean);
	return READY.map((theme): ThemeOption => {
		const text = t(`picker.theme.name.${theme}`);
		const why = t(`picker.theme.about.${theme}`);
		const isNamed = haveSameName(text, typed);
		return {
			type: 'theme',
			key: `theme-${theme}`,
			theme,
			text,
			why: seen.has(theme) ? `${t('picker.theme.seen')} · ${why}` : why,
			proposed: seen.has(theme),
			// From the start of a word, as "rouw" is no part of "vertrouwen".
			matches: isNamed || looked.every((word) => ` ${plainLetters(text)}`.includes(` ${word}`)),
			isNamed
		};
	})
		.filter(
			({ theme, text }) =>
				!open.some((meaning) => meaning.theme === theme) &&
				!standing.some((meaning) => haveSameName(meaning.text, text))
		)
		.sort((a, b) => Number(b.proposed) - Number(a.proposed));
}
