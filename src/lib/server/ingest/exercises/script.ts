import type { z } from 'zod';
import { millisecondsOf, momentOf, type Moment } from '$lib/domain/core/ids';
import { fromLocal } from '$lib/domain/core/local-time';
import type { RawPost } from '../pipeline/raw-post';
import { FirstLine, ItemLine, type FindingLine, type Gold, type PostLine } from './script-lines';
import { scriptSources, type ScriptSource } from './script-sources';

export type { FindingLine, Gold } from './script-lines';

const MAX_MISTAKES = 100;
const MAX_LINES = 100_000;
const MAX_SCRIPT_LENGTH = 50_000_000;

interface ScriptedPost {
	readonly kind: 'post';
	/** Milliseconds from the start of the script. */
	readonly at: number;
	readonly source: ScriptSource['key'];
	/** The player sets the time of publication. */
	readonly post: Readonly<RawPost>;
}
/** What the authorities do in the exercise. */
export interface ScriptedAction {
	readonly kind: 'action';
	readonly at: number;
	readonly id: string;
	readonly channel: string;
	readonly text: string;
}
/** The names of the channels that scripts give by a key; any other is used as written. */
const channelNames: ReadonlyMap<string, string> = new Map([
	['nl-alert', 'NL-Alert'],
	['liveblog', 'Liveblog'],
	['website', 'Website'],
	['press', 'Persmoment']
]);
export type ScriptItem = ScriptedPost | ScriptedAction;

export interface Script {
	readonly title: string;
	/** The time on the clock at the start: `12:45`. */
	readonly start: string;
	readonly place: string;
	/** The sources that it uses, in the order of their first post. */
	readonly sources: readonly ScriptSource[];
	/** In the order of play. */
	readonly items: readonly ScriptItem[];
	/** Milliseconds from the start to the last item. */
	readonly length: number;
}
/** When an exercise with this script ends: at the whole minute after its last item, so that it can still be read. */
export const endOf = ({ length }: Pick<Script, 'length'>, start: Moment): Moment =>
	momentOf(millisecondsOf(start) + (Math.floor(length / 60_000) + 1) * 60_000);

type ScriptMistakeCode =
	| 'empty'
	| 'tooLong'
	| 'notJson'
	| 'firstLine'
	| 'unreadable'
	| 'source'
	| 'timeBack'
	| 'double'
	| 'shares'
	| 'replyTo';
export interface ScriptMistake {
	/** Counted from 1. */
	readonly line: number;
	readonly why: ScriptMistakeCode;
	/** The field, id or source; empty where the line says enough. */
	readonly what: string;
}
/** A script that cannot be played, with every mistake in it (the first hundred). */
export class ScriptError extends Error {
	override readonly name = 'ScriptError';
	constructor(readonly mistakes: readonly ScriptMistake[]) {
		super(mistakes.map(({ line, why, what }) => `line ${line}: ${why}${what ? ` (${what})` : ''}`).join('; '));
	}
}

/** A script with the labels of its authors. */
export interface LabelledScript {
	readonly script: Script;
	/** The labels of its posts, by the post's id. */
	readonly gold: ReadonlyMap<string, Gold>;
	/** The findings of the keys in the labels, as far as the authors describe them. */
	readonly findings: readonly FindingLine[];
}

/**
 * Reads a script in JSON Lines and checks all of it, so that a script that starts can be played to its end. The labels
 * are for scoring and for simulated participants, and are returned separately: nothing that uses `script` gets them.
 * @throws ScriptError
 */
export function readScript(text: string): LabelledScript {
	const reader = new ScriptReader();
	const lines = text.length > MAX_SCRIPT_LENGTH ? [] : text.replace(/^\ufeff/, '').split(/\r?\n/);
	if (text.length > MAX_SCRIPT_LENGTH || lines.length > MAX_LINES)
		throw new ScriptError([{ line: 1, why: 'tooLong', what: '' }]);
	for (const [index, line] of lines.entries()) {
		if (line.trim() !== '') reader.take(line, index + 1);
		if (reader.mistakes.length >= MAX_MISTAKES) break;
	}
	return reader.done();
}

class ScriptReader {
	readonly mistakes: ScriptMistake[] = [];
	#firstLine: z.output<typeof FirstLine> | null = null;
	#hasFirstLine = false;
	readonly #items: ScriptItem[] = [];
	readonly #posts = new Set<string>();
	readonly #ids = new Set<string>();
	readonly #gold = new Map<string, Gold>();
	readonly #findings = new Map<string, FindingLine>();

	take(text: string, line: number): void {
		const addMistake = (why: ScriptMistake['why'], what = ''): void => {
			this.mistakes.push({ line, why, what: what.slice(0, 100) });
		};
		let value: unknown;
		try {
			value = JSON.parse(text);
		} catch {
			addMistake('notJson');
			return;
		}
		if (!this.#hasFirstLine) {
			this.#hasFirstLine = true;
			const first = FirstLine.safeParse(value);
			if (first.success) this.#firstLine = first.data;
			else addMistake('firstLine', fieldOf(first.error));
			return;
		}
		const read = ItemLine.safeParse(value);
		if (read.success) this.#addItem(read.data, addMistake);
		else addMistake('unreadable', fieldOf(read.error));
	}

	#addItem(item: z.output<typeof ItemLine>, addMistake: (why: ScriptMistake['why'], what?: string) => void): void {
		if (item.kind === 'finding') {
			const name = `${item.of}/${item.key}`;
			if (this.#findings.has(name)) addMistake('double', item.key);
			this.#findings.set(name, item);
			return;
		}
		if (item.at < (this.#items.at(-1)?.at ?? 0)) addMistake('timeBack');
		if (this.#ids.has(item.id)) addMistake('double', item.id);
		this.#ids.add(item.id);
		if (item.kind === 'action') {
			this.#items.push({ ...item, channel: channelNames.get(item.channel) ?? item.channel });
			return;
		}
		const source = scriptSources.get(item.source);
		if (!source) addMistake('source', item.source);
		for (const link of ['shares', 'replyTo'] as const) {
			const to = item[link];
			if (to !== undefined && !this.#posts.has(to)) addMistake(link, to);
		}
		this.#posts.add(item.id);
		if (item.gold) this.#gold.set(item.id, item.gold);
		if (source) this.#items.push({ kind: 'post', at: item.at, source: source.key, post: postOf(item, source) });
	}

	/** @throws ScriptError */
	done(): LabelledScript {
		const items = this.#items;
		if (this.mistakes.length === 0 && items.length === 0) this.mistakes.push({ line: 1, why: 'empty', what: '' });
		if (this.mistakes.length > 0 || !this.#firstLine) throw new ScriptError(this.mistakes);
		const { title, start, place } = this.#firstLine;
		const used = [...new Set(items.flatMap((item) => (item.kind === 'post' ? [item.source] : [])))];
		const sources = used.flatMap((key) => scriptSources.get(key) ?? []);
		const script = { title, start, place, sources, items, length: items.at(-1)?.at ?? 0 };
		return { script, gold: this.#gold, findings: [...this.#findings.values()] };
	}
}

/** Reach is the author's followers: what a reader in the exercise could know. */
function postOf({ id, author, text, lang, shares, replyTo, media }: PostLine, { platform }: ScriptSource): RawPost {
	return {
		externalId: id,
		text,
		publishedAt: null,
		author: author && { externalId: author.handle.toLowerCase(), ...author },
		url: null,
		lang,
		shares: shares ?? null,
		replyTo: replyTo ?? null,
		reach: author?.followers ?? null,
		...(media && { media }),
		platform
	};
}

/** The field that is wrong or unknown. */
function fieldOf(error: z.ZodError): string {
	const issue = error.issues[0];
	const within = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
	return [...(issue?.path ?? []), ...within].join('.');
}

/** The moment at which an exercise on this day (`2026-11-20`) starts: its texts mention the time of day. */
export function startOn(script: Pick<Script, 'start'>, day: string): Moment {
	return momentOf(fromLocal(Date.parse(`${day}T${script.start}:00Z`)).at);
}
