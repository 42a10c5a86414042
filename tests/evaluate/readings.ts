import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { helpHint } from '$lib/server/analysis/help/calls-for-help';
import { languageOf } from '$lib/server/analysis/language';
import { StoryIndex } from '$lib/server/analysis/stories';
import { share, type Figure } from './figures';
import type { Incident } from './incidents';

/** What is read of a text by itself; the rules for it were written, not trained, so nothing is left out. */
export function readingFigures(incidents: readonly Incident[]): Figure[] {
	const posts = incidents.flatMap((incident) => incident.posts);
	const read = posts.map((post) => {
		const lang = languageOf(post.text)?.lang ?? post.lang;
		return { post, lang: languageOf(post.text)?.lang ?? null, isFlagged: helpHint(post.text, lang) !== null };
	});
	const flags = read.filter(({ isFlagged }) => isFlagged).length;
	const dutch = posts.filter(({ lang }) => lang === 'nl').length;
	const known = read.filter(({ post, lang }) => post.lang !== null && lang !== null);
	return [
		share(
			'help.recall',
			read.filter(({ post }) => post.gold.help).map(({ isFlagged }) => isFlagged)
		),
		{ figure: 'help.flags', value: (500 * flags) / posts.length, se: null, baseline: null, n: posts.length },
		share(
			'language.accuracy',
			known.map(({ post, lang }) => lang === post.lang),
			dutch / posts.length
		),
		share(
			'language.frisian',
			read.filter(({ post }) => post.lang === 'fy').map(({ lang }) => lang === 'fy')
		)
	];
}

const Pair = z.object({ a: z.string(), b: z.string(), same: z.boolean(), kind: z.string().optional() });

/**
 * Whether the machine keeps a pair in one story: a pair that is the same when the later joins the earlier, one that is
 * not when neither joins the other.
 * @param file lines `{ a, b, same, kind }`
 * @throws when a line cannot be read, with its number
 */
export function pairFigures(file: string): Figure[] {
	const pairs = readFileSync(file, 'utf8')
		.split('\n')
		.flatMap((line, at) => {
			if (line.trim() === '') return [];
			const pair = Pair.safeParse(parsed(line));
			if (!pair.success) throw new Error(`${file}, line ${at + 1}: not a pair { a, b, same, kind }`);
			return [pair.data];
		});
	const found = pairs.map(({ a, b, same }) => ({ same, isJoined: joins(a, b) || (!same && joins(b, a)) }));
	return [
		share(
			'pairs.precision',
			found.filter(({ isJoined }) => isJoined).map(({ same }) => same)
		),
		share(
			'pairs.recall',
			found.filter(({ same }) => same).map(({ isJoined }) => isJoined)
		)
	];
}

function parsed(line: string): unknown {
	try {
		return JSON.parse(line);
	} catch {
		return null;
	}
}

function joins(first: string, then: string): boolean {
	const index = new StoryIndex({ place: null, places: [] });
	const reading = (text: string) => {
		const lang = languageOf(text)?.lang ?? null;
		return { text, lang, hint: helpHint(text, lang) !== null, shares: null };
	};
	index.add({ id: 'first', story: 'first', ...reading(first) });
	return index.find(reading(then)) !== null;
}
