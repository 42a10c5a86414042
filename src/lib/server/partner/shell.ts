import { createHash } from 'node:crypto';
import type { Language } from '$lib/i18n/language';
import type { Words } from '$lib/i18n/words';
import { html, Markup } from '../report/markup';

/** Our own files that a page asks for: the style sheet, and the script that tells of a newer report. */
export interface Assets {
	readonly style: string;
	/** Address of the municipality's house style, where there is one. */
	readonly theme: string | null;
	readonly script: string;
	readonly wallStyle: string;
	readonly wallScript: string;
}
/** Ready to send, with the policy under which it may be shown. */
export interface Page {
	readonly body: string;
	readonly policy: string;
}

interface Shell {
	readonly language: Language;
	readonly title: string;
	readonly exercise: boolean;
	readonly assets: Assets;
	/** The line at the foot of each printed page. */
	readonly printTitle: string;
	/** Attributes of the body, for its script; null for a page without one. */
	readonly tell: Markup | null;
	readonly body: Markup;
	/** Who may show it in a frame: nobody, or our own release page. */
	readonly frame?: 'self';
	/** Holds a form, which is sent to ourselves. */
	readonly form?: true;
	/** A screen on a wall: a style and a script of its own, always dark. */
	readonly wall?: true;
}

/** A page for readers outside: what stands in its head, the bands of an exercise, and its policy. */
export function shell({ language, title, exercise, assets, printTitle, tell, body, frame, form, wall }: Shell, words: Words): Page {
	const word = words.t('exercise.word');
	const style = `:root{--voelspriet-print-title:${cssText(printTitle)}}`;
	const hash = createHash('sha256').update(style).digest('base64');
	const band =
		exercise &&
		html`<div class="band" role="region" aria-label="${words.t('exercise.this')}${frame ? `: ${title}` : ''}">
			<b>${word}</b><b aria-hidden="true">${word}</b><b aria-hidden="true">${word}</b>
		</div>`;
	const last = exercise && html`<div class="band last" aria-hidden="true"><b>${word}</b><b>${word}</b><b>${word}</b></div>`;
	const page = html`<!doctype html>
<html lang="${language}" data-look="${wall ? 'crisis' : 'system'}"${wall === true && html` data-wall`}${exercise && html` data-exercise`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow, noarchive">
<meta name="referrer" content="same-origin">
<meta name="color-scheme" content="light dark">
<meta property="og:title" content="${words.t('partner.preview')}">
<title>${exercise && `${word} – `}${title}</title>
<link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="${wall ? assets.wallStyle : assets.style}">${assets.theme && html` <link rel="stylesheet" href="${assets.theme}" />`}
<style>${new Markup(style)}</style>${wall === true && html` <noscript><meta http-equiv="refresh" content="10" /></noscript>`}
</head>
<body${tell}>
${band}${body}${last}
${tell && html`<script src="${wall ? assets.wallScript : assets.script}" defer></script>`}
</body>
</html>`;
	const policy = [
		"default-src 'none'",
		`style-src 'self' 'sha256-${hash}'`,
		"script-src 'self'",
		"connect-src 'self'",
		"img-src 'self'",
		`form-action ${form ? "'self'" : "'none'"}`,
		"base-uri 'none'",
		`frame-ancestors ${frame ? "'self'" : "'none'"}`
	].join('; ');
	return { body: page.text, policy };
}

/** A text as CSS writes one: everything but letters, figures and spaces as a number, so that nothing can end it. */
const cssText = (of: string): string => `"${of.replace(/[^\p{L}\p{N} ]/gu, (sign) => `\\${sign.codePointAt(0)?.toString(16) ?? '20'} `)}"`;
