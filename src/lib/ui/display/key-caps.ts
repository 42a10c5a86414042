import * as m from '../../messages';
import type { Words } from '$lib/i18n/words';

/** What is printed on a key, for each part of `'Ctrl+Enter'` or `'g s'`. */
export function capsOf(keys: string, { t }: Pick<Words, 't'>): readonly string[] {
	const named: Readonly<Record<string, () => string>> = {
		Space: () => t(m.keys.names.space),
		Enter: () => t(m.keys.names.enter),
		Escape: () => 'Esc',
		Backspace: () => t(m.keys.names.backspace),
		Shift: () => t(m.keys.names.shift),
		ArrowUp: () => '↑',
		ArrowDown: () => '↓',
		ArrowLeft: () => '←',
		ArrowRight: () => '→',
		'-': () => '−'
	};
	return keys.split(/ |(?<=.)\+(?=.)/).map((key) => named[key]?.() ?? (/^[a-z]$/.test(key) ? key.toUpperCase() : key));
}

/** The same for `aria-keyshortcuts`, which has a grammar of its own, without sequences. */
export const shortcutOf = (keys: string): string | undefined =>
	keys.includes(' ') ? undefined : keys.replace(/^\+$/, 'Plus').replace(/^Ctrl\+/, 'Control+');
