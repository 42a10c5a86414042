/**
 * Where a key leads in a menu: the index that gets the focus, or null when the key means nothing here.
 * @param current -1 when none has it; arrows go round, a letter leads to the next that begins with it
 */
export function nextInMenu(key: string, current: number, labels: readonly string[]): number | null {
	const count = labels.length;
	if (count === 0) return null;
	if (key === 'ArrowDown') return (current + 1) % count;
	if (key === 'ArrowUp') return current <= 0 ? count - 1 : current - 1;
	if (key === 'Home') return 0;
	if (key === 'End') return count - 1;
	if (key.length !== 1 || key === ' ') return null;
	for (let step = 1; step <= count; step += 1) {
		const at = (current + step) % count;
		if (labels[at]?.trim().toLowerCase().startsWith(key.toLowerCase())) return at;
	}
	return null;
}
