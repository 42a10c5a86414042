import style from '$lib/report/partner.css?inline';
import { html as markup, Markup } from '../markup';
import type { Form } from './form';

/** One file without a reference to anything outside it: the article as it was released, with its style. */
export const html: Form = {
	extension: 'html',
	type: 'text/html; charset=utf-8',
	write: ({ language, title, report, article, words }) =>
		markup`<!doctype html>
<html lang="${language}" data-look="system"${report.incident.exercise && markup` data-exercise`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${new Markup(style.replaceAll('</', '<\\/'))}</style>
</head>
<body>
${report.incident.exercise && markup`<p class="band"><b>${words.t('exercise.word')}</b></p>`}
<main class="read">${new Markup(article)}</main>
</body>
</html>
`.text
};
