import type { MessageKey } from '$lib/i18n/messages';
import type { Words } from '$lib/i18n/words';
import type { DeskAction } from './desk-keys.svelte';

const headings: Readonly<Record<string, MessageKey>> = {
	move: 'incident.keyGroups.move',
	link: 'incident.keyGroups.link',
	emotion: 'incident.keyGroups.emotion',
	attitude: 'incident.keyGroups.attitude',
	outcome: 'incident.keyGroups.outcome',
	picker: 'incident.keyGroups.picker',
	board: 'incident.keyGroups.board',
	go: 'incident.keyGroups.go'
};

/** The names of actions and of groups of actions in the overview of keys. */
export const keyWords = ({ t }: Pick<Words, 't'>) => ({
	label: (action: DeskAction): string => t(`incident.keys.${action}`),
	heading: (group: string): string => t(headings[group] ?? 'keys.title')
});
