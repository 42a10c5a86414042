/** Whether the only change at the ends of a list is that rows came above: then the visible rows must not move. */
export function addedAbove<T>(before: readonly T[], after: readonly T[], key: (item: T) => string): boolean {
	const [oldFirst, newFirst] = [before[0], after[0]];
	const [oldLast, newLast] = [before.at(-1), after.at(-1)];
	if (oldFirst === undefined || newFirst === undefined || oldLast === undefined || newLast === undefined) return false;
	return after.length > before.length && key(oldFirst) !== key(newFirst) && key(oldLast) === key(newLast);
}
