import { createHash } from 'node:crypto';
import type { ShareLinkId } from '$lib/domain/ids';
import { lastVersion, type Version } from '$lib/domain/report';
import type { Report } from '$lib/domain/report-content';
import type { Language } from '$lib/i18n/language';
import type { Words } from '$lib/i18n/words';
import { sectionIds } from '$lib/report/document';
import { titleOf } from '$lib/report/write';
import { html, Markup } from '../report/markup';
import { draw } from '../report/html';

/** Our own files that a page asks for: the style sheet, and the script that tells of a newer report. */
export interface Assets {
	readonly style: string;
	/** Address of the municipality's house style, where there is one. */
	readonly theme: string | null;
	readonly script: string;
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
	/** Attributes of the body, for the script. */
	readonly tell: Markup | null;
	readonly body: Markup;
	/** Who may show it in a frame: nobody, or our own release page. */
	readonly frame?: 'self';
}

function shell({ language, title, exercise, assets, printTitle, tell, body, frame }: Shell, words: Words): Page {
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
<html lang="${language}" data-look="system"${exercise && html` data-exercise`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow, noarchive">
<meta name="referrer" content="same-origin">
<meta name="color-scheme" content="light dark">
<meta property="og:title" content="${words.t('partner.preview')}">
<title>${exercise && `${word} – `}${title}</title>
<link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="${assets.style}">${assets.theme && html` <link rel="stylesheet" href="${assets.theme}" />`}
<style>${new Markup(style)}</style>
</head>
<body${tell}>
${band}${body}${last}
${tell && html`<script src="${assets.script}" defer></script>`}
</body>
</html>`;
	const policy = [
		"default-src 'none'",
		`style-src 'self' 'sha256-${hash}'`,
		"script-src 'self'",
		"connect-src 'self'",
		"img-src 'self'",
		"form-action 'none'",
		"base-uri 'none'",
		`frame-ancestors ${frame ? "'self'" : "'none'"}`
	].join('; ');
	return { body: page.text, policy };
}

/** A text as CSS writes one: everything but letters, figures and spaces as a number, so that nothing can end it. */
const cssText = (of: string): string => `"${of.replace(/[^\p{L}\p{N} ]/gu, (sign) => `\\${sign.codePointAt(0)?.toString(16) ?? '20'} `)}"`;

/** What a report's page shows beside the report itself. */
export interface Shown {
	readonly link: ShareLinkId;
	readonly language: Language;
	/** Who sends it; null where the installation has no name yet. */
	readonly organisation: string | null;
	readonly version: Readonly<Version>;
	/** All there are, in no order. */
	readonly versions: readonly Readonly<Version>[];
	readonly report: Report;
	/** The article as it was kept at release. */
	readonly article: string;
}

/** A released report as a partner gets it. */
export function reportPage(shown: Shown, assets: Assets, words: Words): Page {
	const { link, language, organisation, version, versions, report, article } = shown;
	const { t } = words;
	const { number, moment } = version;
	const named = { number, time: words.time(moment), title: titleOf(report) };
	const query = language === 'en' ? '?lang=en' : '';
	const newest = lastVersion({ values: () => versions })?.number ?? number;
	const toNewest = `/r/${link}${query}`;
	const address = (of: number) => (of === newest ? toNewest : `/r/${link}/${of}${query}`);
	const other =
		language === 'nl' ? `/r/${link}${number === newest ? '' : `/${number}`}?lang=en` : `/r/${link}${number === newest ? '' : `/${number}`}`;
	const contents = html`<ol class="toc">
		${sectionIds.map(
			(id, at) =>
				html`<li>
					<a href="#s${at + 1}"
						><span>${at + 1}</span>${id === 'brief' ? t('report.document.shortSections.brief') : t(`report.document.sections.${id}`)}</a
					>
				</li>`
		)}
	</ol>`;
	const body = html`<a class="skip" href="#report">${t('common.skip')}</a>
		<header class="strip">
			<p class="who">${draw('mark')}<b>${organisation ?? t('common.product')}</b></p>
			<p class="state" id="checked" hidden>${draw('check')}<span></span></p>
			<p>
				<a href="${other}" lang="${language === 'nl' ? 'en' : 'nl'}" hreflang="${language === 'nl' ? 'en' : 'nl'}"
					>${t('partner.otherLanguage')}</a
				>
			</p>
		</header>
		${notices(shown, newest, address, words)}
		<main class="read" id="report">
			<div>${language === 'nl' ? null : html`<p class="subtle jump-note">${t('partner.dutch')}</p>`} ${new Markup(article)}</div>
			<aside class="side" aria-label="${t('partner.about')}">
				${number === newest ? about(report, words) : null}
				<nav class="contents" aria-label="${t('partner.contents')}">
					<section>
						<h2>${t('partner.contents')}</h2>
						${contents}
					</section>
				</nav>
				<section>
					<h2>${t('partner.versions.title')}</h2>
					<ol class="versions" reversed>
						${[...versions].sort((a, b) => b.number - a.number).map((of) => versionLine(of, number, address, words))}
					</ol>
				</section>
			</aside>
		</main>`;
	const tell = html` data-newest="/r/${link}/newest" data-number="${number}"
	data-checked="${t('partner.checked', { time: '§' })}"${version.withdrawn && html` data-withdrawn`}`;
	return shell(
		{
			language,
			title: t('partner.documentTitle', named),
			exercise: report.incident.exercise,
			assets,
			printTitle: t('partner.printTitle', named),
			tell,
			body
		},
		words
	);
}

function about(report: Report, { t, time }: Words): Markup {
	const next = report.due === null ? t('partner.newest.noNext') : t('partner.newest.next', { time: time(report.due) });
	return html`<section>
		<h2>${t('partner.newest.title')}</h2>
		<p>${next}</p>
		<p class="subtle" id="tells" hidden>${t('partner.newest.tells')}</p>
	</section>`;
}

function versionLine(
	{ number, moment, withdrawn }: Readonly<Version>,
	current: number,
	address: (of: number) => string,
	{ t, time }: Words
): Markup {
	const state = withdrawn ? ` · ${t('partner.versions.withdrawn')}` : '';
	const name = t('partner.versions.name', { number });
	if (number === current)
		return html`<li aria-current="page"><b>${name}</b><span>${time(moment)} · ${t('partner.versions.reading')}${state}</span></li>`;
	return html`<li><a href="${address(number)}">${name}</a><span>${time(moment)}${state}</span></li>`;
}

/** What stands above the report: that it was withdrawn or is not the newest; and, for the script to show, that a newer one came or the line is down. */
function notices({ version, versions }: Shown, newest: number, address: (of: number) => string, { t, time }: Words): Markup[] {
	const { number, withdrawn } = version;
	const line = (attributes: Markup, text: Markup | string, to: string | null, label: string) =>
		html`<div role="status" ${attributes}>
			<p>${text}</p>
			${to && html`<a href="${to}">${label}</a>`}
		</div>`;
	const all: Markup[] = [];
	const usable = versions.filter((of) => of.withdrawn === null).map((of) => of.number);
	if (withdrawn) {
		const instead = usable.length > 0 ? Math.max(...usable) : null;
		const told = html`<b>${t('partner.withdrawn.text', { number, time: time(withdrawn.at) })}</b>
			${t('partner.withdrawn.why', { why: withdrawn.why })} ${t('partner.withdrawn.use')}`;
		all.push(
			line(
				html` class="notice warning printed"`,
				told,
				instead === null ? null : address(instead),
				t('partner.withdrawn.read', { number: instead ?? 0 })
			)
		);
	} else {
		if (number < newest)
			all.push(
				line(
					html` class="notice"`,
					html`<b>${t('partner.older.title')}.</b> ${t('partner.older.text', { newest })}`,
					address(newest),
					t('partner.older.read', { newest })
				)
			);
		all.push(
			line(html` class="notice warning" id="withdrawn" hidden`, t('partner.withdrawn.now'), address(number), t('partner.withdrawn.again'))
		);
	}
	return [
		...all,
		line(html` class="notice" id="newer" hidden`, t('partner.newer.text', { number }), address(newest), t('partner.newer.read')),
		line(html` class="notice warning" id="offline" hidden`, t('partner.offline.text', { time: '§' }), '', t('partner.offline.try')),
		line(html` class="notice warning" id="ended" hidden`, t('partner.ended.text'), null, '')
	];
}

/** For a link that works before the first report is out. */
export function emptyPage(
	link: ShareLinkId,
	language: Language,
	incident: { title: string; exercise: boolean },
	assets: Assets,
	words: Words
): Page {
	const { t } = words;
	const body = html`<main class="plain" id="report">
		<h1>${t('partner.none.title')}</h1>
		<p>${incident.title}</p>
		<p>${t('partner.none.text')}</p>
		<div role="status" class="notice" id="newer" hidden>
			<p>${t('partner.newer.read')}</p>
			<a href="/r/${link}${language === 'en' ? '?lang=en' : ''}">${t('partner.newer.read')}</a>
		</div>
	</main>`;
	const tell = html` data-newest="/r/${link}/newest" data-number="0" data-checked="${t('partner.checked', { time: '§' })}"`;
	return shell({ language, title: t('partner.none.title'), exercise: incident.exercise, assets, printTitle: '', tell, body }, words);
}

/** For every link that opens nothing, whatever the reason. */
export function brokenPage(language: Language, assets: Assets, words: Words): Page {
	const { t } = words;
	const body = html`<main class="plain">
		<h1>${t('partner.broken.title')}</h1>
		<p>${t('partner.broken.text')}</p>
		<p>${t('partner.broken.cookies')}</p>
	</main>`;
	return shell({ language, title: t('partner.broken.title'), exercise: false, assets, printTitle: '', tell: null, body }, words);
}

/** What partners will get, for the page on which it is released: the same document under the same style. */
export function previewPage(report: Report, number: number, article: string, language: Language, assets: Assets, words: Words): Page {
	const named = { number, time: words.time(report.moment), title: titleOf(report) };
	const title = words.t('partner.documentTitle', named);
	const body = html`<main class="read preview" id="report" aria-label="${title}"><div>${new Markup(article)}</div></main>`;
	return shell(
		{
			language,
			title,
			exercise: report.incident.exercise,
			assets,
			printTitle: words.t('partner.printTitle', named),
			tell: null,
			body,
			frame: 'self'
		},
		words
	);
}
