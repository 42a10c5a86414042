import * as m from '$lib/messages';
import { z } from 'zod';
import type { Words } from '$lib/i18n/words';

/** What axe said of a page at one moment, as the browser tests write it. */
export const AxeResult = z.object({
	address: z.url(),
	engine: z.string(),
	passed: z.array(z.string()),
	violated: z.array(z.string()),
	unsure: z.array(z.string())
});
type AxeResult = z.infer<typeof AxeResult>;

/** All results of one run of the browser tests. `unsure`: rules that ask for the eye of a person. */
export const AxeFigures = z.object({
	version: z.string(),
	engine: z.string(),
	rules: z.int().nonnegative(),
	pages: z.array(
		z.object({
			page: z.string(),
			checks: z.int().positive(),
			passed: z.int().nonnegative(),
			violated: z.array(z.string()),
			unsure: z.array(z.string())
		})
	)
});
type AxeFigures = z.infer<typeof AxeFigures>;

const unique = (rules: readonly string[]): string[] => [...new Set(rules)].sort();

/** `/incidents/…/desk` as `/incidents/[id]/desk`: a page without what differs between runs. */
export function pageOf(address: string): string {
	const path = new URL(address).pathname
		.replace(/^\/(r|choose-password)\/[^/]+(?:\/(?=[^/]{16,})[^/]+)?/, '/$1/[link]')
		.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '[id]')
		.replaceAll(/\/\d+(?=\/|$)/g, '/[number]');
	return path;
}

/** One row per page, in the order of their addresses: the same results in any order give the same figures. */
export function figuresOf(results: readonly AxeResult[], version: string): AxeFigures {
	const pages = new Map<string, AxeResult[]>();
	for (const result of results) {
		const page = pageOf(result.address);
		pages.set(page, [...(pages.get(page) ?? []), result]);
	}
	return {
		version,
		engine: unique(results.map(({ engine }) => engine)).join(', '),
		rules: unique(results.flatMap(({ passed, violated, unsure }) => [...passed, ...violated, ...unsure])).length,
		pages: [...pages]
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([page, own]) => {
				const violated = unique(own.flatMap((one) => one.violated));
				const passed = unique(own.flatMap((one) => one.passed)).filter((rule) => !violated.includes(rule));
				return {
					page,
					checks: own.length,
					passed: passed.length,
					violated,
					unsure: unique(own.flatMap((one) => one.unsure))
				};
			})
	};
}

interface StatementPart {
	readonly id: string;
	readonly title: string;
	readonly paragraphs: readonly string[];
	readonly list: readonly string[];
}

/** The accessibility statement: what was checked, what came out, what is known to be lacking. */
export function statementOf(figures: AxeFigures, { t }: Pick<Words, 't'>): readonly StatementPart[] {
	const { pages, rules, engine, version } = figures;
	const faulty = pages.filter(({ violated }) => violated.length > 0);
	const checks = pages.reduce((sum, page) => sum + page.checks, 0);
	return [
		{
			id: 'status',
			title: t(m.accessibility.status.title),
			paragraphs: [
				t(m.accessibility.status.aim, { version }),
				t(faulty.length === 0 ? m.accessibility.status.clean : m.accessibility.status.faulty, { pages: faulty.length }),
				t(m.accessibility.status.partial)
			],
			list: []
		},
		{
			id: 'checked',
			title: t(m.accessibility.checked.title),
			paragraphs: [
				t(m.accessibility.checked.how, { pages: pages.length, checks, rules, engine }),
				t(m.accessibility.checked.more)
			],
			list: []
		},
		{
			id: 'known',
			title: t(m.accessibility.known.title),
			paragraphs: [t(m.accessibility.known.lead)],
			list: [
				t(m.accessibility.known.pdf),
				t(m.accessibility.known.own),
				t(m.accessibility.known.charts),
				t(m.accessibility.known.people)
			]
		},
		{
			id: 'contact',
			title: t(m.accessibility.contact.title),
			paragraphs: [t(m.accessibility.contact.what)],
			list: []
		}
	];
}

/** A page of the figures in words. */
export const pageWords = (
	{ checks, passed, violated, unsure }: AxeFigures['pages'][number],
	{ t }: Pick<Words, 't'>
): string =>
	[
		t(m.accessibility.page.passed, { checks, passed }),
		violated.length > 0 ? t(m.accessibility.page.violated, { rules: violated.join(', ') }) : '',
		unsure.length > 0 ? t(m.accessibility.page.unsure, { rules: unsure.join(', ') }) : ''
	]
		.filter(Boolean)
		.join(' ');

/** The statement as `docs/accessibility.md`: Dutch, with its summary in English. */
export function statementFile(figures: AxeFigures, words: Pick<Words, 't'>, english: Pick<Words, 't'>): string {
	const { t } = words;
	const [summary] = statementOf(figures, english);
	return [
		`# ${t(m.navigation.accessibility)}`,
		t(m.accessibility.lead),
		...statementOf(figures, words).flatMap(({ title, paragraphs, list }) => [
			`## ${title}`,
			...paragraphs,
			...(list.length > 0 ? [list.map((item) => `- ${item}`).join('\n')] : [])
		]),
		`## ${t(m.accessibility.page.title)}`,
		figures.pages.map((page) => `- \`${page.page}\`: ${pageWords(page, words)}`).join('\n'),
		'## Summary in English',
		...(summary?.paragraphs ?? []),
		'This file is made by `npm run accessibility` from what axe said in the browser tests (`src/routes/accessibility/figures.json`).'
	]
		.join('\n\n')
		.concat('\n');
}
