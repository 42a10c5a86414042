import * as m from '../messages';
import type { Message } from '$lib/messages/message';
import type { Words } from '$lib/i18n/words';
import type { DeskAction } from './desk-keys.svelte';

const headings: Readonly<Record<string, Message>> = {
	move: m.incident.keyGroups.move,
	link: m.incident.keyGroups.link,
	emotion: m.incident.keyGroups.emotion,
	attitude: m.incident.keyGroups.attitude,
	outcome: m.incident.keyGroups.outcome,
	picker: m.incident.keyGroups.picker,
	board: m.incident.keyGroups.board,
	go: m.incident.keyGroups.go
};

/** The names of actions and of groups of actions in the overview of keys. */
export const keyWords = ({ t }: Pick<Words, 't'>) => ({
	label: (action: DeskAction): string => t(m.incident.keys[action]),
	heading: (group: string): string => t(headings[group] ?? m.keys.title)
});
