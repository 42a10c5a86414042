import type { ReadState } from '$lib/domain/core/state';
import { changeTexts, textFields } from '$lib/domain/core/texts/fields';
import { eventKind } from '$lib/domain/events';
import { needForOutside } from '$lib/domain/findings/need';
import { answerStatus } from '$lib/domain/findings/need-answer';
import { isLapsed } from '$lib/domain/official-text/combination';
import {
	isApproved,
	isWording,
	lacksSecondReader,
	type OfficialText,
	type Variant
} from '$lib/domain/official-text/official-text';
import { answerPlaceOutside, placesOutside, publicationOutside } from '$lib/domain/official-text/place';
import type { Report } from '$lib/domain/report/content';
import type { LogLine } from '$lib/server/log/lines';

/*
 * A program may not show the mark of words that were published without a second reader, nor tell a draft from words that
 * two people read: it gets neither. The files of a released report carry the mark themselves.
 */

type Words = Readonly<Pick<Variant, 'channel' | 'checksum'>>;

/** The text with the words that two people read; null when it has none, or some were published alone. */
function textForProgram(state: ReadState, text: Readonly<OfficialText>): OfficialText | null {
	if (text.publications.some(lacksSecondReader)) return null;
	const approved = text.variants.filter((variant) => isApproved(variant) && !isLapsed(state, text, variant));
	const read: readonly Words[] = [...approved, ...text.publications];
	if (read.length === 0) return null;
	const isRead = (words: Words): boolean => read.some((each) => isWording(words, each));
	return {
		...text,
		publications: text.publications.map((publication) => publicationOutside(text, publication)),
		postings: text.postings.map((posting) => ({ ...posting, where: posting.channel })),
		variants: text.variants.filter(isRead),
		versions: text.versions.map((version) => ({ ...version, wordings: version.wordings.filter(isRead) }))
	};
}

/** The state without drafts and such texts, the own actions that tell of them, and answers that one person read. */
export function stateForProgram(state: ReadState): ReadState {
	const texts = new Map(
		[...state.texts.entries()].flatMap(([id, text]) => {
			const shown = textForProgram(state, text);
			return shown ? [[id, shown]] : [];
		})
	);
	const alone: ReadonlySet<string> = new Set(
		[...state.texts.values()].flatMap(({ publications }) => publications.filter(lacksSecondReader).map(({ id }) => id))
	);
	const places = placesOutside(state);
	const actions = new Map(
		[...state.actions.entries()].flatMap(([id, action]) =>
			alone.has(id) ? [] : [[id, { ...action, channel: places.get(id) ?? action.channel }] as const]
		)
	);
	const needs = new Map(
		[...state.needs.entries()].map(([id, need]) => {
			const shown = needForOutside(state, need);
			const answer = answerStatus(state, need) === 'alone' ? null : shown.answer;
			return [id, { ...shown, answer: answer && { ...answer, channel: answerPlaceOutside(places, answer) } }];
		})
	);
	return { ...state, texts, actions, needs };
}

/** The report without the own actions and promises that repeat those words. */
export const reportForProgram = ({ known, remains, ...report }: Report): Report => ({
	...report,
	known: { ...known, actions: known.actions.filter(({ published }) => !published?.alone) },
	...(remains && { remains: { ...remains, promises: remains.promises.filter(({ alone }) => !alone) } })
});

/** Fields in which texts and answers have their words, and where these stand. */
const wordsOf = (line: LogLine) =>
	/^(?:text|need|action)\./.test(line.type)
		? textFields(eventKind(line.type).data).filter(({ holds, path }) => {
				const key = path.at(-1) ?? '';
				return key === 'text' ? holds === 'ownWords' : ['where', 'channel', 'address'].includes(key);
			})
		: [];

/** A line without the words that a program does not read: its number stays, so that none is missed. */
export function linesForProgram(lines: readonly LogLine[], state: ReadState): LogLine[] {
	const shown = stateForProgram(state);
	const read = new Set<string>([
		...[...shown.texts.values()].flatMap(({ variants, publications }) => [
			...[...variants, ...publications].map(({ text }) => text),
			...publications.flatMap(({ where, address }) => [where, address ?? []].flat())
		]),
		...[...shown.needs.values()].flatMap(({ answer }) => (answer ? [answer.text, answer.channel] : [])),
		...[...shown.actions.values()].flatMap(({ text, channel }) => [text, channel])
	]);
	return lines.map((line) => {
		const fields = wordsOf(line);
		if (fields.length === 0) return line;
		return { ...line, data: changeTexts(line.data, fields, (text) => (read.has(text) ? text : '')) };
	});
}
