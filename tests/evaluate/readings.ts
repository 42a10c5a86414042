import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { helpHint } from '$lib/server/analysis/help/calls-for-help';
import { helpLevel } from '$lib/server/analysis/post';
import { languageOf } from '$lib/server/analysis/language';
import { StoryIndex } from '$lib/server/analysis/stories';
import { plainScore } from './baselines';
import { mean, share, type Figure } from './figures';
import type { Incident } from './incidents';

/** What is read of a text by itself; the rules for it were written, not trained, so nothing is left out. */
export function readingFigures(incidents: readonly Incident[]): Figure[] {
	const name = (one: Figure, incident: Incident): Figure => ({ ...one, figure: `${one.figure} ${incident.name}` });
	return [
		...read(incidents, plainFlags(incidents)),
		...incidents.flatMap((incident) => read([incident], []).flatMap((one) => (one.n > 0 ? [name(one, incident)] : [])))
	];
}

/** @param plainly whether each call for help is found by a plain method, with as many flags */
function read(incidents: readonly Incident[], plainly: readonly boolean[]): Figure[] {
	const posts = incidents.flatMap((incident) => incident.posts);
	const read = posts.map((post) => ({
		post,
		lang: languageOf(post.text)?.lang ?? null,
		isFlagged: isFlagged(post.text, post.lang)
	}));
	const flags = mean(read.map(({ isFlagged }) => Number(isFlagged)));
	const dutch = posts.filter(({ lang }) => lang === 'nl').length;
	const known = read.filter(({ post, lang }) => post.lang !== null && lang !== null);
	return [
		share(
			'help.recall',
			read.filter(({ post }) => post.gold.help).map(({ isFlagged }) => isFlagged),
			plainly.length === 0 ? null : mean(plainly.map(Number))
		),
		{
			figure: 'help.flags',
			value: 500 * flags,
			se: 500 * Math.sqrt((flags * (1 - flags)) / posts.length),
			baseline: null,
			n: posts.length
		},
		share(
			'language.accuracy',
			known.map(({ post, lang }) => lang === post.lang),
			dutch / posts.length
		),
		share(
			'language.frisian',
			read.filter(({ post }) => post.lang === 'fy').map(({ lang }) => lang === 'fy'),
			0
		)
	];
}

const isFlagged = (text: string, lang: string | null): boolean =>
	helpHint(text, languageOf(text)?.lang ?? lang) !== null;

/** Plain regression, made on the other incidents: whether it finds each call for help with as many flags. */
function plainFlags(incidents: readonly Incident[]): boolean[] {
	if (incidents.length < 2) return [];
	return incidents.flatMap((incident) => {
		const others = incidents.filter((other) => other !== incident).flatMap(({ posts }) => posts);
		const score = plainScore(others.map(({ text, gold }) => ({ text, yes: gold.help })));
		const flags = incident.posts.filter(({ text, lang }) => isFlagged(text, lang)).length;
		const surest = incident.posts.toSorted((a, b) => score(b.text) - score(a.text)).slice(0, flags);
		return incident.posts.filter(({ gold }) => gold.help).map((post) => surest.includes(post));
	});
}

const HelpExample = z.object({ text: z.string(), help: z.boolean() });

/** Calls for help among made-up posts of many kinds of incident, the half that no rule was chosen on. */
export function helpFigures(file: string): Figure[] {
	const examples = linesOf(file, HelpExample, 'an example { text, help }').map(({ text, help }) => ({
		help,
		isFlagged: isFlagged(text, 'nl')
	}));
	return [
		share(
			'help.recall of other incidents',
			examples.filter(({ help }) => help).map(({ isFlagged }) => isFlagged)
		),
		share(
			'help.precision of other incidents',
			examples.filter(({ isFlagged }) => isFlagged).map(({ help }) => help)
		)
	];
}

/** In a real incident about one post in this number is a call for help; the exercises have far more. */
const POSTS_PER_CALL = 150;

/**
 * The share of the strip of calls that would be a call for help at a realistic rate: from the share of the calls of other
 * incidents that get there, and the share of the other posts of the exercises that do.
 */
export function callFigure(file: string, incidents: readonly Incident[]): Figure {
	const inStrip = (text: string, lang: string | null): boolean =>
		helpLevel(helpHint(text, languageOf(text)?.lang ?? lang)) === 2;
	const calls = linesOf(file, HelpExample, 'an example { text, help }').filter(({ help }) => help);
	const others = incidents.flatMap(({ posts }) => posts).filter(({ gold }) => !gold.help);
	const found = mean(calls.map(({ text }) => Number(inStrip(text, 'nl'))));
	const wrong = mean(others.map(({ text, lang }) => Number(inStrip(text, lang))));
	return {
		figure: 'shown.call',
		value: found / (found + (POSTS_PER_CALL - 1) * wrong),
		se: null,
		baseline: null,
		n: calls.length + others.length
	};
}

const Pair = z.object({ a: z.string(), b: z.string(), same: z.boolean(), kind: z.string().optional() });

/**
 * Whether the machine keeps a pair in one story: a pair that is the same when the later joins the earlier, one that is
 * not when neither joins the other.
 * @param file lines `{ a, b, same, kind }`
 * @throws when a line cannot be read, with its number
 */
export function pairFigures(file: string): Figure[] {
	const pairs = linesOf(file, Pair, 'a pair { a, b, same, kind }');
	const found = pairs.map(({ a, b, same }) => ({
		same,
		isJoined: joins(a, b) || (!same && joins(b, a)),
		overlaps: overlaps(a, b)
	}));
	return [
		share(
			'pairs.precision',
			found.filter(({ isJoined }) => isJoined).map(({ same }) => same),
			mean(found.filter(({ overlaps }) => overlaps).map(({ same }) => Number(same)))
		),
		share(
			'pairs.recall',
			found.filter(({ same }) => same).map(({ isJoined }) => isJoined),
			mean(found.filter(({ same }) => same).map(({ overlaps }) => Number(overlaps)))
		)
	];
}

/** The plain method: half of the words of both are in each. */
function overlaps(a: string, b: string): boolean {
	const [one, other] = [a, b].map((text) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu)));
	if (!one || !other) return false;
	const both = [...one].filter((word) => other.has(word)).length;
	return 2 * both >= one.size + other.size - both;
}

/** @throws when a line cannot be read, with its number */
function linesOf<Line>(file: string, schema: z.ZodType<Line>, what: string): Line[] {
	return readFileSync(file, 'utf8')
		.split('\n')
		.flatMap((line, at) => {
			if (line.trim() === '') return [];
			const read = schema.safeParse(parsed(line));
			if (!read.success) throw new Error(`${file}, line ${at + 1}: not ${what}`);
			return [read.data];
		});
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
		return { text, lang, help: helpLevel(helpHint(text, lang)), shares: null };
	};
	index.add({ id: 'first', story: 'first', ...reading(first) });
	return index.find(reading(then)) !== null;
}
