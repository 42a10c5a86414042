import * as m from '../messages';
import type { Message } from '$lib/messages/message';
import type { Words } from '$lib/i18n/words';
import { forEachKind, isLabelValue, type LabelKind } from '$lib/domain/stories/label-kinds';
import { labelKindWords, labelWord } from '$lib/report/write/label-words';
import type { DeskAction } from './desk-keys.svelte';

const headings: Readonly<Record<string, Message>> = {
	move: m.incident.keyGroups.move,
	link: m.incident.keyGroups.link,
	...forEachKind<Record<LabelKind, Message>>((kind) => labelKindWords[kind].title),
	outcome: m.incident.keyGroups.outcome,
	picker: m.incident.keyGroups.picker,
	board: m.incident.keyGroups.board,
	go: m.incident.keyGroups.go
};

/** The names of actions and of groups of actions in the overview of keys. */
export const keyWords = ({ t }: Pick<Words, 't'>) => ({
	label: (action: DeskAction): string => t(isLabelValue(action) ? labelWord(action) : m.incident.keys[action]),
	heading: (group: string): string => t(headings[group] ?? m.keys.title)
});
