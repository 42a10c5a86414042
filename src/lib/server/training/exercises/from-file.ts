import { z } from 'zod';
import { DraftFinding, DraftRow, MOST_FINDINGS, MOST_ROWS, ScriptDraft } from '$lib/domain/exercise/script-draft';

const Line = z.record(z.string(), z.unknown());
const Head = ScriptDraft.pick({ title: true, start: true, place: true, licence: true });
const text = (value: unknown): string =>
	typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
const timeOf = (value: unknown): string => text(value).replace(/^\+/, '');

/**
 * A script file as a draft: everything readable is filled in, also when it is invalid; a line that is not in the format
 * is stored as it was.
 */
export function draftOfFile(file: string): ScriptDraft {
	const draft = ScriptDraft.parse({});
	for (const [index, line] of file
		.replace(/^\ufeff/, '')
		.split(/\r?\n/)
		.entries()) {
		if (line.trim() === '') continue;
		const read = Line.safeParse(parsed(line)).data;
		if (read && addLine(draft, read)) continue;
		if (draft.unread.length < 2_000) draft.unread.push({ line: index + 1, text: storable(line).slice(0, 20_000) });
	}
	return draft;
}

function parsed(line: string): unknown {
	try {
		return JSON.parse(line);
	} catch {
		return null;
	}
}
/** Without characters that the database cannot store. */
const storable = (line: string): string => line.replace(/[\p{Surrogate}\0]/gu, '');

/** @returns false when it is not a line of a script, or when the draft is full */
function addLine(draft: ScriptDraft, line: z.infer<typeof Line>): boolean {
	switch (line['kind']) {
		case 'script': {
			const head = Head.safeParse(textsOf(line, ['title', 'start', 'place', 'licence'])).data;
			if (head) Object.assign(draft, head);
			return head !== undefined;
		}
		case 'post':
		case 'action':
			return add(draft.rows, MOST_ROWS, DraftRow.safeParse(rowOf(line)).data);
		case 'finding':
			return add(draft.findings, MOST_FINDINGS, DraftFinding.safeParse(findingOf(line)).data);
		default:
			return false;
	}
}
function add<T>(to: T[], limit: number, read: T | undefined): boolean {
	if (read === undefined || to.length >= limit) return false;
	to.push(read);
	return true;
}

/** The named fields as text. */
const textsOf = (line: z.infer<typeof Line>, names: readonly string[]): object =>
	Object.fromEntries(names.map((name) => [name, text(line[name])]));

function rowOf(line: z.infer<typeof Line>): object {
	const author = Line.safeParse(line['author']).data ?? {};
	const gold = Line.safeParse(line['gold']).data;
	const none = (value: unknown): string => (value === 'none' ? '' : text(value));
	return {
		id: text(line['id']),
		kind: line['kind'],
		at: timeOf(line['at']),
		source: text(line['kind'] === 'action' ? line['channel'] : line['source']),
		name: text(author['name']),
		handle: text(author['handle']),
		authorKind: text(author['kind']),
		followers: text(author['followers']),
		...textsOf(line, ['text', 'lang', 'shares', 'replyTo']),
		media: line['media'],
		gold: gold
			? {
					relevant: gold['relevant'] === true,
					help: gold['help'] === true,
					gather: gold['gather'] === true,
					unclear: gold['unclear'] === true,
					threat: gold['threat'] === true,
					...textsOf(gold, ['story', 'need', 'rumour', 'stance', 'behaviour', 'meaning']),
					emotion: none(gold['emotion']),
					attitude: none(gold['attitude']),
					also: gold['also']
				}
			: null
	};
}

const findingOf = (line: z.infer<typeof Line>): object => ({
	...textsOf(line, ['key', 'text', 'fact', 'source', 'reply', 'harm', 'verdict', 'effect']),
	of: line['of'],
	known: timeOf(line['known'])
});
