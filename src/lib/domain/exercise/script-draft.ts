import { z } from 'zod';
import { LoosePostText, Text } from '../core/text';
import { LONGEST_DESCRIPTION, MediaKind, MOST_MEDIA } from '../posts/media';
import { AlsoRight } from './example';

const words = (max: number) => LoosePostText(max).default('');

/** The labels of a post, as they are typed; an empty one is not set. */
export const DraftLabels = z.object({
	relevant: z.boolean().default(true),
	help: z.boolean().default(false),
	story: words(100),
	need: words(60),
	rumour: words(60),
	stance: words(20),
	behaviour: words(60),
	meaning: words(60),
	emotion: words(20),
	attitude: words(20),
	/** Kept as they were: they are not edited here. */
	gather: z.boolean().default(false),
	unclear: z.boolean().default(false),
	threat: z.boolean().default(false),
	/** Kept as it was: it is not edited here. */
	also: AlsoRight.default([])
});

/** What a post of a script shows besides its words. */
export const ScriptMedia = z
	.array(
		z.strictObject({
			kind: MediaKind,
			description: Text(LONGEST_DESCRIPTION, 'quotedWords').nullable().default(null),
			seconds: z.int().nonnegative().nullable().default(null)
		})
	)
	.max(MOST_MEDIA);

export const DraftRow = z.object({
	id: words(100),
	kind: z.enum(['post', 'action']),
	/** From the start: `00:05:30`. */
	at: words(20),
	/** A post's source, or an action's channel. */
	source: words(120),
	name: words(200),
	handle: words(200),
	/** Older drafts and files say it in two words. */
	authorKind: words(20).transform((kind) => (kind === 'office-holder' ? 'officeHolder' : kind)),
	followers: words(20),
	text: words(10_000),
	lang: words(10),
	shares: words(100),
	replyTo: words(100),
	/** Kept as it was: it is not edited here. */
	media: ScriptMedia.default([]),
	gold: DraftLabels.nullable().default(null)
});
export type DraftRow = z.infer<typeof DraftRow>;
export const DraftFinding = z.object({
	of: z.enum(['need', 'rumour', 'behaviour']),
	key: words(60),
	text: words(300),
	known: words(20),
	fact: words(500),
	source: words(160),
	reply: words(2_000),
	harm: words(1),
	verdict: words(20),
	effect: words(20)
});
export type DraftFinding = z.infer<typeof DraftFinding>;

/** The most posts and actions of an exercise of one's own: more is no longer edited by hand. */
export const MOST_ROWS = 2_000;
export const MOST_FINDINGS = 200;
/** The most bytes that are sent to keep one: a draft, or a file of which one is made. */
export const MOST_BYTES = 8 * 1024 * 1024;

/** An exercise as it is being written: everything is kept as typed, also what cannot be played yet. */
export const ScriptDraft = z.object({
	title: words(200),
	start: words(10),
	place: words(200),
	licence: words(60),
	rows: z.array(DraftRow).max(MOST_ROWS).default([]),
	findings: z.array(DraftFinding).max(MOST_FINDINGS).default([]),
	/** Lines of a file that could not be read, unchanged, so that nothing is lost. */
	unread: z
		.array(z.object({ line: z.int().positive(), text: LoosePostText(20_000) }))
		.max(2_000)
		.default([])
});
export type ScriptDraft = z.infer<typeof ScriptDraft>;

/** A line of the script, for a mistake in it: the head, a finding or a row by its index. */
export type DraftPart =
	| { readonly part: 'head' }
	| { readonly part: 'finding'; readonly index: number }
	| { readonly part: 'row'; readonly index: number };

/**
 * The draft as a script in JSON Lines, in order of time, and which part of the draft each line is. Whether it can be
 * played, its reader says.
 */
export function scriptOfDraft(draft: ScriptDraft): { text: string; parts: readonly DraftPart[] } {
	const lines: { part: DraftPart; line: object }[] = [
		{
			part: { part: 'head' },
			line: {
				kind: 'script',
				title: draft.title,
				start: draft.start,
				place: draft.place,
				...filled({ licence: draft.licence })
			}
		},
		...draft.findings.map((finding, index) => ({
			part: { part: 'finding' as const, index },
			line: findingLine(finding)
		})),
		...inOrder(draft.rows).map(({ row, index }) => ({ part: { part: 'row' as const, index }, line: rowLine(row) }))
	];
	return {
		text: `${lines.map(({ line }) => JSON.stringify(line)).join('\n')}\n`,
		parts: lines.map(({ part }) => part)
	};
}

const timeForm = /^\d{2}:[0-5]\d:[0-5]\d$/;
/** By time; a row whose time cannot be read stays after the row before it. */
function inOrder(rows: readonly DraftRow[]): { row: DraftRow; index: number }[] {
	let before = '';
	return rows
		.map((row, index) => {
			if (timeForm.test(row.at)) before = row.at;
			return { row, index, time: before };
		})
		.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
}

/** Without what is empty. */
const filled = (fields: Readonly<Record<string, string | number | readonly object[]>>): object =>
	Object.fromEntries(Object.entries(fields).filter(([, value]) => typeof value === 'number' || value.length > 0));
const offsetOf = (at: string): string => (at === '' ? '' : `+${at}`);
const numberOf = (typed: string): number | string => (/^\d+$/.test(typed) ? Number(typed) : typed);

function findingLine({ of, key, text, known, harm, ...rest }: DraftFinding): object {
	const typed = { ...rest, known: offsetOf(known), harm: harm === '' ? '' : numberOf(harm) };
	return { kind: 'finding', of, key, text, ...filled(typed) };
}

function rowLine(row: DraftRow): object {
	const head = { at: offsetOf(row.at), kind: row.kind, id: row.id };
	if (row.kind === 'action') return { ...head, channel: row.source, text: row.text };
	const followers = row.followers === '' ? null : numberOf(row.followers);
	const author =
		row.name === ''
			? null
			: { handle: row.handle || row.name, name: row.name, kind: row.authorKind || 'private', followers };
	const { gold } = row;
	return {
		...head,
		source: row.source,
		author,
		text: row.text,
		lang: row.lang || null,
		...filled({ shares: row.shares, replyTo: row.replyTo, media: row.media }),
		...(gold && {
			gold: {
				relevant: gold.relevant,
				need: gold.need || null,
				rumour: gold.rumour || null,
				stance: gold.rumour ? gold.stance || 'comments' : null,
				behaviour: gold.behaviour || null,
				meaning: gold.meaning || null,
				emotion: gold.emotion || 'none',
				attitude: gold.attitude || 'none',
				help: gold.help,
				...(gold.gather && { gather: true }),
				...(gold.unclear && { unclear: true }),
				...(gold.threat && { threat: true }),
				story: gold.story || row.id,
				...filled({ also: gold.also })
			}
		})
	};
}
