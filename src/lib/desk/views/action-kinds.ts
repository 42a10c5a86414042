/** What the authorities do themselves that is done most, in the order in which it is offered before anybody recorded anything. */
export const actionKinds = ['nlAlert', 'liveblog', 'website', 'x', 'press', 'siren', 'phone', 'letter'] as const;
export type ActionKind = (typeof actionKinds)[number];

/**
 * The kinds, what was used most at this incident first; of those used alike the usual order.
 * @param channels of the actions that were recorded, in people's words
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
