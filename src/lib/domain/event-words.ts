import {
	changeTexts,
	pathName,
	pathOf,
	textFields,
	textLocations,
	type TextField,
	type TextLocation
} from './core/texts/fields';
import { REMOVED } from './core/texts/removed';
import type { EventOf } from './core/event';
import { events } from './events';
import { textPublished } from './official-text/publication-rules';

const byType = new Map<string, readonly TextField[]>();

/** The fields of an event with people's words, their own or those of a post: masking changes only these. */
export function wordFields(type: string): readonly TextField[] {
	const known = byType.get(type);
	if (known) return known;
	const kind = events.find((each) => each.type === type);
	const found = kind
		? textFields(kind.data).filter(
				({ holds, path }) => (holds === 'ownWords' || holds === 'quotedWords') && !isPublished(type, path)
			)
		: [];
	byType.set(type, found);
	return found;
}

/** What the authorities said in public stays as they said it. */
const isPublished = (type: string, path: readonly string[]): boolean =>
	type === textPublished.type && pathName(path) === 'publication.text';

/**
 * Fields of earlier versions, by type of event: logs and archives with them are verified for ever. From 1.0 on, a field
 * that goes moves here (tests/domain/proved-fields.json has all that ever were).
 */
const formerFields: Readonly<Record<string, readonly string[]>> = {};
const provedByType = new Map<string, readonly Pick<TextField, 'path'>[]>();

/**
 * The fields of an event with words or names of any kind. A redaction removes all of them; of each line, the log proves
 * what is left when some are removed.
 */
export function provedFields(type: string): readonly Pick<TextField, 'path'>[] {
	const known = provedByType.get(type);
	if (known) return known;
	const kind = events.find((each) => each.type === type);
	const found = [
		...(kind ? textFields(kind.data).filter(({ holds }) => holds !== null && holds !== 'id') : []),
		...(formerFields[type] ?? []).map((name) => ({ path: pathOf(name) }))
	];
	provedByType.set(type, found);
	return found;
}

/** The event without any words or names. */
export const withoutWords = ({ type, data }: EventOf): unknown => changeTexts(data, provedFields(type), removeWords);
export const removeWords = (text: string): string => (text === '' ? '' : REMOVED);

/** The types of events that may contain words. */
export const typesWithWords = (): readonly string[] =>
	events.map(({ type }) => type).filter((type) => wordFields(type).length > 0);

/** The data of an event with `mask` applied to its words; the same object when nothing changes. */
export const maskEvent = ({ type, data }: EventOf, mask: (text: string) => string): unknown =>
	changeTexts(data, wordFields(type), mask);

/** Where words and names are in the data of an event. */
export const wordLocations = ({ type, data }: EventOf): readonly TextLocation[] =>
	textLocations(data, provedFields(type));
