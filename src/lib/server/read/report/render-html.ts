import { createHash } from 'node:crypto';
import { createRawSnippet, type Snippet } from 'svelte';
import { render } from 'svelte/server';
import type { Report } from '$lib/domain/report/content';
import { inXml } from '$lib/domain/core/text';
import { wordsIn, type Words } from '$lib/i18n/words';
import type { Language } from '$lib/i18n/language';
import FilePage from '$lib/report/pages/FilePage.svelte';
import type { PageFrame } from '$lib/report/pages/page';
import pageSheet from '$lib/report/pages/partner.css?inline';
import ReportArticle from '$lib/report/Report.svelte';
import ShortReport from '$lib/report/ShortReport.svelte';
import wallSheet from '$lib/report/wall/wall.css?inline';
import type { ReleaseNotice } from '$lib/report/write/replaced';
import { writeShortReport } from '$lib/report/write/short/short-report';
import { writeReport, type ReportFrame } from '$lib/report/write/write-report';
import { log } from '$lib/server/platform/operations/logger';

/**
 * Svelte's marks for hydration: `<!--[-->`, `<!--]-->`, `<!---->`. Texts and attributes cannot contain one, since `<`
 * is escaped in them.
 */
const MARKS = /<!--[\s\S]*?-->/g;

/** A rendered component as HTML that is not hydrated, without characters that HTML cannot contain either. */
const htmlOf = ({ body }: { readonly body: string }): string => inXml(body.replace(MARKS, ''));

/** HTML that this module rendered, now or at a release, as part of a page. */
const asSnippet = (html: string): Snippet => createRawSnippet(() => ({ render: () => html }));
const styleOf = (css: string): Snippet => asSnippet(`<style>${css}</style>`);
const safe = (css: string): string => css.replaceAll('</', '<\\/');
const sheets = { page: safe(pageSheet), wall: safe(wallSheet) } as const;

const wordsOf = (language: Language): Words =>
	wordsIn(language, (fault) => log.error({ err: fault, language }, 'a message could not be filled in'));

/** The full report as it is stored at release, in one language, without the surrounding page. */
export const renderArticle = (report: Report, frame: ReportFrame, language: Language): string =>
	htmlOf(render(ReportArticle, { props: { document: writeReport(report, frame, wordsOf(language)), language } }));

/** The same on two pages. */
export const renderShortArticle = (report: Report, frame: ReportFrame, language: Language): string =>
	htmlOf(render(ShortReport, { props: { document: writeShortReport(report, frame, wordsOf(language)), language } }));

/** A complete page, with the policy under which a browser shows it. */
export interface RenderedPage {
	readonly body: string;
	readonly policy: string;
	/** By default HTML. */
	readonly type?: string;
}

/** The settings of a page, besides its content. */
export interface PageSetting {
	readonly words: Words;
	/** Address of the municipality's house style, if there is one. */
	readonly theme: string | null;
	readonly sheet: keyof typeof sheets;
	/** The line at the foot of each printed page. */
	readonly printTitle: string;
	/** What the policy permits: a form that is sent to us, or display in a frame of our own page. */
	readonly allows: 'form' | 'frame' | null;
}

/**
 * A page for external readers: HTML with its style sheet inline, which the policy allows by its hash.
 * @param draw renders its component; `inserted` puts a stored article in unchanged
 */
export function renderPage(
	{ words, theme, sheet, printTitle, allows }: PageSetting,
	draw: (frame: PageFrame, inserted: (html: string) => Snippet) => { readonly body: string }
): RenderedPage {
	const css = `${sheets[sheet]}:root{--voelspriet-print-title:${cssText(printTitle)}}`;
	const policy = [
		"default-src 'none'",
		`style-src 'self' ${hashOf(css)}`,
		"script-src 'self'",
		"connect-src 'self'",
		"img-src 'self'",
		`form-action ${allows === 'form' ? "'self'" : "'none'"}`,
		"base-uri 'none'",
		`frame-ancestors ${allows === 'frame' ? "'self'" : "'none'"}`
	].join('; ');
	return { body: documentOf(draw({ words, style: styleOf(css), theme }, asSnippet)), policy };
}
const hashOf = (inline: string): string => `'sha256-${createHash('sha256').update(inline).digest('base64')}'`;

/**
 * One file without references to anything outside it: the article as it was released, with its style.
 * @param around `notices`: that it was withdrawn, and its facts that were replaced since
 */
export const renderFile = (
	words: Words,
	around: {
		readonly title: string;
		readonly exercise: boolean;
		readonly isClosed: boolean;
		readonly notices: readonly ReleaseNotice[];
	},
	article: string
): string =>
	documentOf(
		render(FilePage, { props: { words, style: styleOf(sheets.page), ...around, children: asSnippet(article) } })
	);

const documentOf = (rendered: { readonly body: string }): string => `<!doctype html>\n${htmlOf(rendered)}\n`;

/** A CSS string: everything but letters, digits and spaces is escaped as a number, so that nothing can end it. */
const cssText = (of: string): string =>
	`"${of.replace(/[^\p{L}\p{N} ]/gu, (sign) => `\\${sign.codePointAt(0)?.toString(16) ?? '20'} `)}"`;
