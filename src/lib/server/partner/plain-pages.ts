import type { Language } from '$lib/i18n/language';
import type { Words } from '$lib/i18n/words';
import { html } from '../report/markup';
import { queryOf } from './asked';
import { shell, type Assets, type Page } from './shell';

/** For a link that works before the first report is out. */
export function emptyPage(
	at: string,
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
			<a href="${at}${queryOf(language)}">${t('partner.newer.read')}</a>
		</div>
	</main>`;
	const tell = html` data-newest="${at}/newest${queryOf(language)}" data-number="0" data-checked="${t('partner.checked', { time: '§' })}"`;
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
