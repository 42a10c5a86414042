import { lastVersion, type Version } from '$lib/domain/report';
import type { Report } from '$lib/domain/report-content';
import type { Language } from '$lib/i18n/language';
import type { Words } from '$lib/i18n/words';
import { sectionIds } from '$lib/report/write/document';
import { titleOf } from '$lib/report/write/write-report';
import { draw } from '../report/html';
import { html, Markup } from '../report/markup';
import { queryOf } from './asked';
import { liveBlock } from './live-block';
import { notices } from './notices';
import type { Opened } from './opened';
import { shell, type Assets, type Page } from './shell';

/** What a report's page shows beside the report itself. */
export interface Shown {
	readonly open: Pick<Opened, 'at' | 'figures' | 'signals'>;
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
	const { open, language, organisation, version, versions, report, article } = shown;
	const { t } = words;
	const { number, moment } = version;
	const named = { number, time: words.time(moment), title: titleOf(report) };
	const query = queryOf(language);
	const newest = lastVersion({ values: () => versions })?.number ?? number;
	const place = (of: number) => (of === newest ? open.at : `${open.at}/${of}`);
	const address = (of: number) => `${place(of)}${query}`;
	const other = `${place(number)}${queryOf(language === 'nl' ? 'en' : 'nl')}`;
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
		${notices(shown, newest, address, words)} ${open.figures && number === newest && liveBlock(open.at, query, words)}
		<main class="read" id="report">
			<div>${language === 'nl' ? null : html`<p class="subtle jump-note">${t('partner.dutch')}</p>`} ${new Markup(article)}</div>
			<aside class="side" aria-label="${t('partner.about')}">
				${number === newest && !version.withdrawn ? about(report, words) : null}
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
				<section>
					<h2>${t('partner.more.title')}</h2>
					<p><a href="${open.at}/wall${query}">${t('partner.more.wall')}</a></p>
					${open.signals && html`<p><a href="${open.at}/signal${query}">${t('partner.more.signal')}</a></p>`}
				</section>
			</aside>
		</main>`;
	const tell = html` data-newest="${open.at}/newest${query}" data-number="${number}"
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
