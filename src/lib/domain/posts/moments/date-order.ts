import { numericDate, readMoment, type DateOrder } from './moment-text';

/** What is known about the texts besides the texts themselves. */
interface OrderHints {
	/** No text names a later moment: when they were exported. Milliseconds since 1970. */
	readonly latest?: number;
	/** The texts are in order of time, as in a chat. */
	readonly inSequence?: boolean;
}

/**
 * The orders in which all numeric dates among the texts can be read: one, both (a person has to choose), or none (day
 * and month are mixed). Dates that are the same either way give one.
 */
export function possibleOrders(
	texts: readonly string[],
	{ latest = Infinity, inSequence }: OrderHints = {}
): DateOrder[] {
	const dates = texts.flatMap((text) => {
		const parts = numericDate(text);
		return parts ? [{ text, parts }] : [];
	});
	const valid: DateOrder[] = [];
	if (dates.every(({ parts: [, month] }) => month <= 12)) valid.push('dayFirst');
	if (dates.every(({ parts: [month] }) => month <= 12)) valid.push('monthFirst');
	if (valid.length < 2) return valid;
	if (dates.every(({ parts: [first, second] }) => first === second)) return ['dayFirst'];
	const plausible = valid.filter((order) => {
		const moments = dates.flatMap(({ text }) => readMoment(text, { order })?.at ?? []);
		const sorted =
			!inSequence || moments.every((at, index) => index === 0 || at >= (moments[index - 1] ?? at) - MINUTE);
		return sorted && moments.every((at) => at <= latest);
	});
	return plausible.length === 1 ? plausible : valid;
}

/** Chats list messages as they were received, which may be a moment after a later one was sent. */
const MINUTE = 60_000;
