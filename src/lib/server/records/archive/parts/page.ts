import * as m from '$lib/messages';
import { inXml } from '$lib/domain/core/text';
import type { Words } from '$lib/i18n/words';
import reportSheet from '$lib/report/report.css?raw';
import shortSheet from '$lib/report/short-report.css?raw';
import schemes from '$lib/ui/color-scheme/schemes.css?raw';
import tokens from '$lib/ui/color-scheme/tokens.css?raw';

/**
 * The sheets as they are written, not as a build compresses them: a package has the same bytes whichever program made
 * it. The base has the rules that the report's sheet relies on, and that other pages get elsewhere.
 */
const base = `
*,*::before,*::after{box-sizing:border-box}
html{font-size:var(--basis-text-font-size-root)}
body{margin:0;background:var(--basis-color-default-bg-document);color:var(--basis-color-default-color-document);font-family:var(--basis-text-font-family-default);font-size:var(--basis-text-font-size-md);line-height:var(--basis-text-line-height-md);font-variant-numeric:tabular-nums;overflow-wrap:break-word}
h1,h2,h3,h4,p,ul,ol,dl,dd,figure,blockquote{margin:0;padding:0}
ul,ol{list-style:none}
a,b,bdi,del,em,q,small,span,strong,time{unicode-bidi:plaintext}
h1,h2,h3,h4,b,strong,th,caption{font-weight:var(--basis-text-font-weight-bold);text-align:start}
a{color:var(--basis-color-action-1-color-default);text-underline-offset:.15em}
a:focus-visible{outline:var(--basis-focus-outline-width) solid var(--basis-focus-outline-color);box-shadow:inset 0 0 0 3px var(--basis-focus-inner-color)}
.visually-hidden{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.subtle{color:var(--basis-color-default-color-subtle)}
.num{text-align:end;white-space:nowrap}
.band{position:sticky;inset-block-start:0;z-index:5;text-align:center;background:repeating-linear-gradient(135deg,var(--voelspriet-exercise-stripe-1) 0 .75rem,var(--voelspriet-exercise-stripe-2) .75rem 1.5rem)}
.band b{padding-inline:var(--basis-space-inline-lg);background:var(--voelspriet-exercise-plate-bg);color:var(--voelspriet-exercise-plate-color);letter-spacing:.12em;white-space:nowrap}
.read{max-inline-size:64rem;margin-inline:auto;padding:var(--basis-space-block-xl) var(--basis-space-inline-xl) var(--basis-space-block-3xl)}
@media (max-width:40rem){.read{padding-inline:var(--basis-space-inline-lg)}}
`;

export const escapeHtml = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

interface PageContent {
	readonly words: Words;
	readonly title: string;
	readonly exercise: boolean;
	/** HTML. */
	readonly body: string;
	/** CSS of this page alone. */
	readonly sheet?: string;
}

/** One file that refers to nothing outside the package and runs no script. */
export const pageOf = ({ words, title, exercise, body, sheet = '' }: PageContent): string =>
	inXml(`<!doctype html>
<html lang="${words.language}" data-look="system"${exercise ? ' data-exercise' : ''}>
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="robots" content="noindex" />
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'" />
<title>${escapeHtml(title)}</title>
<style>${[tokens, schemes, base, reportSheet, shortSheet, sheet].join('\n').replaceAll('</', '<\\/')}</style>
</head>
<body>
${exercise ? `<header class="band"><b>${escapeHtml(words.t(m.exercise.word))}</b></header>\n` : ''}<main class="read">${body}</main>
</body>
</html>
`);
