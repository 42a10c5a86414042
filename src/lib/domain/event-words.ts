import {
	changeAtLocations,
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

/** Computed once for each type of event. */
function byType<T>(compute: (type: string, fields: readonly TextField[]) => T): (type: string) => T {
	const known = new Map<string, T>();
	return (type) => {
		const kind = known.has(type) ? undefined : events.find((each) => each.type === type);
		const found = known.get(type) ?? compute(type, kind ? textFields(kind.data) : []);
		known.set(type, found);
		return found;
	};
}
const isWords = ({ holds }: TextField): boolean => holds === 'ownWords' || holds === 'quotedWords';

/** The fields of an event with people's words, their own or those of a post: masking changes only these. */
export const wordFields = byType((type, fields) =>
	fields.filter((field) => isWords(field) && !isPublished(type, field.path))
);
/** What the authorities said in public stays as they said it. */
const isPublished = (type: string, path: readonly string[]): boolean =>
	type === textPublished.type && pathName(path) === 'publication.text';

/**
 * Fields of earlier versions, by type of event: logs and archives with them are verified for ever. From 1.0 on, a field
 * that goes moves here (tests/domain/proved-fields.json has all that ever were).
 */
const formerFields: Readonly<Record<string, readonly string[]>> = {};

/**
 * The fields of an event with words or names of any kind. A redaction removes all of them; of each line, the log proves
 * what is left when some are removed.
 */
export const provedFields = byType((type, fields): readonly Pick<TextField, 'path'>[] => [
	...fields.filter(({ holds }) => holds !== null && holds !== 'id'),
	...(formerFields[type] ?? []).map((name) => ({ path: pathOf(name) }))
]);
/** Those with a name or a title, which others may have too. */
export const nameFields = byType((_, fields) => fields.filter(({ holds }) => holds === 'name'));

export const removeWords = (text: string): string => (text === '' ? '' : REMOVED);

/** The types of events that may contain words. */
export const typesWithWords = (): readonly string[] =>
	events.map(({ type }) => type).filter((type) => wordFields(type).length > 0);

/** The data of an event with `mask` applied to its words; the same object when nothing changes. */
export const maskEvent = ({ type, data }: EventOf, mask: (text: string, at: TextLocation) => string): unknown =>
	textLocations(data, wordFields(type)).reduce(
		(masked, at) => changeAtLocations(masked, [at], (text) => mask(text, at)),
		data
	);

/** Where words and names are in the data of an event. */
export const wordLocations = ({ type, data }: EventOf): readonly TextLocation[] =>
	textLocations(data, provedFields(type));
