/** The most common actions of the authorities, in the order in which they are offered at first. */
export const actionKinds = ['nlAlert', 'liveblog', 'website', 'x', 'press', 'siren', 'phone', 'letter'] as const;
export type ActionKind = (typeof actionKinds)[number];

/**
 * The kinds, most used at this incident first; equally used ones in the default order.
 * @param channels of the recorded actions, as people wrote them
 * @param names of the kinds in the language of the screen
 */
export function kindsByUse(
	channels: readonly string[],
	names: Readonly<Record<string, string>>
): readonly ActionKind[] {
	const used = (kind: ActionKind): number =>
		channels.filter((channel) => channel.trim().toLowerCase() === names[kind]?.toLowerCase()).length;
	return [...actionKinds].sort((a, b) => used(b) - used(a) || actionKinds.indexOf(a) - actionKinds.indexOf(b));
}
