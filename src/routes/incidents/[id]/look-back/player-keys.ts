/** Where these keys do something else: in fields, menus and dialogs. The slider itself moves by them too. */
const elsewhere =
	'dialog[open], textarea, select, input:not([type=range]), [role=menu], [role=tablist], [contenteditable]';
/** What Space presses. */
const pressed = 'button, a, summary, [role=button]';

/** Whether a key is for the player: an arrow to either side, or Space where it presses nothing. */
export function isPlayersKey({ key, target, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean {
	if (ctrlKey || altKey || metaKey) return false;
	const on = target instanceof Element ? target : null;
	if (on?.closest(elsewhere)) return false;
	if (key === 'ArrowLeft' || key === 'ArrowRight') return true;
	return key === ' ' && !on?.closest(pressed);
}
