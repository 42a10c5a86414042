import { isAtPath, textAt, type TextLocation } from './core/texts/fields';
import { isObject } from './core/state';
import { nameFields } from './event-words';

/** A line of a log, with where its words and names are. */
export interface LineWithWords {
	readonly number: number;
	readonly type: string;
	readonly data: unknown;
	readonly words: readonly TextLocation[];
}

/** Shorter words, names, and single words stand everywhere: they are a copy only in lines about the same subject. */
const LEAST_CHARACTERS = 8;
const isPassage = (text: string): boolean => text.length >= LEAST_CHARACTERS && !/^\p{L}+$/u.test(text);
const wordStart = /(?<![\p{L}\p{N}])\S/gu;
const inWord = /^[\p{L}\p{N}]/u;

/** Passages that are looked for in texts: by their first characters and length, so that the time does not grow with their number. */
class Passages {
	readonly #all = new Set<string>();
	readonly #lengths = new Map<string, Set<number>>();

	/** @param least how many characters each has at least */
	constructor(readonly least: number) {}

	add(text: string): void {
		const start = text.slice(0, this.least);
		this.#all.add(text);
		this.#lengths.set(start, (this.#lengths.get(start) ?? new Set()).add(text.length));
	}
	/** Whether the text contains one, from the start of a word to the end of a word. */
	areIn(text: string): boolean {
		for (const { index } of text.matchAll(wordStart))
			for (const length of this.#lengths.get(text.slice(index, index + this.least)) ?? [])
				if (this.#all.has(text.slice(index, index + length)) && !inWord.test(text.slice(index + length))) return true;
		return false;
	}
}

/**
 * The texts that a redaction of these lines removes, by line and by their place in `words`: all of the named lines, and of
 * every other line those that repeat one, wherever the program or a person copied it. A text counts as copied when it
 * contains a removed one of some length; other words and names when they are equal, in a line about the same subject. No
 * event has to say where its words come from, so that none can forget it.
 */
export function textsToRemove(
	lines: readonly LineWithWords[],
	named: ReadonlySet<number>
): ReadonlyMap<number, readonly number[]> {
	const passages = new Passages(LEAST_CHARACTERS);
	/** Words that count about these subjects only. */
	const elsewhere = new Map<string, ((line: LineWithWords) => boolean)[]>();
	const subjects = new Subjects(lines);
	for (const line of lines.filter(({ number }) => named.has(number))) {
		const isAbout = subjects.isAboutSame(line);
		for (const location of line.words) {
			const text = textAt(line.data, location).trim();
			if (isPassage(text) && !isAtPath(location, nameFields(line.type))) passages.add(text);
			else if (/[\p{L}\p{N}]/u.test(text)) elsewhere.set(text, [...(elsewhere.get(text) ?? []), isAbout]);
		}
	}
	const found = new Map<number, readonly number[]>();
	for (let isComplete = false; !isComplete;) {
		isComplete = true;
		for (const line of lines) {
			const texts = line.words.map((location) => textAt(line.data, location).trim());
			const same = texts.filter((text) => elsewhere.get(text)?.some((isAbout) => isAbout(line)));
			const isCopy = (text: string): boolean =>
				passages.areIn(text) || same.some((each) => passagesOf(each).areIn(text));
			const removed = texts.flatMap((text, at) => (named.has(line.number) || isCopy(text) ? [at] : []));
			if (removed.length > 0) found.set(line.number, removed);
			// What was filled in with a name may be copied on as a whole.
			if (same.length > 0 && !named.has(line.number))
				for (const at of removed) {
					const text = texts[at] ?? '';
					if (!isPassage(text) || elsewhere.has(text) || passages.areIn(text)) continue;
					passages.add(text);
					isComplete = false;
				}
		}
	}
	return found;
}
function passagesOf(text: string): Passages {
	const passages = new Passages(text.length);
	passages.add(text);
	return passages;
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What lines are about: the ids in them, but for who did it. */
class Subjects {
	readonly #ids = new Map<LineWithWords, ReadonlySet<string>>();
	constructor(readonly lines: readonly LineWithWords[]) {}

	/** Whether a line is about what this one is about: directly, or by a line that names both. One without ids is about all. */
	isAboutSame(line: LineWithWords): (other: LineWithWords) => boolean {
		const own = this.#of(line);
		let near: ReadonlySet<string> | null = null;
		return (other) => {
			if (own.size === 0) return true;
			near ??= new Set(this.lines.map((each) => this.#of(each)).flatMap((ids) => (shareOne(ids, own) ? [...ids] : [])));
			return shareOne(this.#of(other), near);
		};
	}
	#of(line: LineWithWords): ReadonlySet<string> {
		const ids = this.#ids.get(line) ?? new Set(idsIn(line.data));
		this.#ids.set(line, ids);
		return ids;
	}
}

const shareOne = (some: ReadonlySet<string>, others: ReadonlySet<string>): boolean =>
	[...some].some((id) => others.has(id));

function idsIn(value: unknown): string[] {
	if (typeof value === 'string') return uuid.test(value) ? [value] : [];
	if (!isObject(value)) return [];
	return Object.entries(value).flatMap(([key, item]) => (key === 'by' || key === 'eyes' ? [] : idsIn(item)));
}
