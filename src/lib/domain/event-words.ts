import { changeTexts, textFields, type TextField } from './core/texts/fields';
import type { EventOf } from './core/event';
import { events } from './events';

const byType = new Map<string, readonly TextField[]>();

/** The fields of an event in which people's words stand, their own or those of a post: masking changes these alone. */
export function wordFields(type: string): readonly TextField[] {
	const known = byType.get(type);
	if (known) return known;
	const kind = events.find((each) => each.type === type);
	const found = kind
		? textFields(kind.data).filter(({ holds }) => holds === 'ownWords' || holds === 'quotedWords')
		: [];
	byType.set(type, found);
	return found;
}

/** The types of events in which words may stand. */
export const typesWithWords = (): readonly string[] =>
	events.map(({ type }) => type).filter((type) => wordFields(type).length > 0);

/** The data of an event with `mask` applied to its words; the same object when nothing of it changes. */
export const maskEvent = ({ type, data }: EventOf, mask: (text: string) => string): unknown =>
	changeTexts(data, wordFields(type), mask);
