import type { Language } from '$lib/i18n/language';
import type { Words } from '$lib/i18n/words';
import { html, type Markup } from '../report/markup';
import { queryOf } from './asked';
import type { Locked } from './opened';
import { shell, type Assets, type Page } from './shell';
import { SIGNAL_FIELD, SIGNAL_LONGEST } from './signals';

/** Asks for the PIN of a link. It says nothing of the incident but that it is an exercise. @param problem what was wrong with the last try */
export function pinPage({ at, exercise }: Locked, problem: string | null, language: Language, assets: Assets, words: Words): Page {
	const { t } = words;
	const title = t('partner.pin.title');
	const body = html`<main class="plain">
		<h1>${title}</h1>
		<p>${t('partner.pin.text')}</p>
		${problem !== null && wrong(problem)}
		<form method="post" action="${at}/pin${queryOf(language)}">
			<label for="pin">${t('partner.pin.label')}</label>
			<input class="input" id="pin" name="pin" inputmode="numeric" autocomplete="one-time-code" required maxlength="20" autofocus />
			<button>${t('partner.pin.go')}</button>
		</form>
	</main>`;
	return shell({ language, title, exercise, assets, printTitle: '', tell: null, body, form: true }, words);
}

/** What stands in the form of a signal: empty at first, as it was typed when something is wrong with it. */
export interface Typed {
	readonly id: string;
	readonly text: string;
	readonly place: string;
	readonly callBack: string;
}

/** Sends a signal to the environment analyst, without a script. @param told what became of the last one: nothing yet, sent, or what is wrong with it */
export function signalPage(
	at: string,
	incident: { readonly title: string; readonly exercise: boolean },
	typed: Typed,
	told: 'sent' | { readonly problem: string } | null,
	language: Language,
	assets: Assets,
	words: Words
): Page {
	const { t } = words;
	const title = t('partner.signal.title');
	const query = queryOf(language);
	const body = html`<main class="plain">
		<p><a href="${at}${query}">${t('partner.signal.back')}</a></p>
		<h1>${title}</h1>
		<p>${incident.title}</p>
		<p>${t('partner.signal.intro')} <b>${t('partner.signal.danger')}</b></p>
		${told === 'sent' && html`<p class="said" role="status"><b>${t('partner.signal.sent')}</b> ${t('partner.signal.sentMore')}</p>`}
		${told !== null && told !== 'sent' && wrong(told.problem)}
		<form method="post" action="${at}/signal${query}">
			<input type="hidden" name="id" value="${typed.id}" />
			<label for="text">${t('partner.signal.text')}</label>
			<p class="hint" id="text-hint">${t('partner.signal.textHint', { most: SIGNAL_LONGEST })}</p>
			<textarea class="input" id="text" name="text" rows="6" required maxlength="${SIGNAL_LONGEST}" aria-describedby="text-hint">
${typed.text}</textarea>
			${field('place', typed.place, t('partner.signal.place'), null)}
			${field('callBack', typed.callBack, t('partner.signal.callBack'), t('partner.signal.callBackHint'))}
			<button>${t('partner.signal.go')}</button>
		</form>
	</main>`;
	return shell(
		{ language, title: `${title} – ${incident.title}`, exercise: incident.exercise, assets, printTitle: '', tell: null, body, form: true },
		words
	);
}

const wrong = (problem: string): Markup => html`<p class="wrong" role="alert">${problem}</p>`;

const field = (name: string, value: string, label: string, hint: string | null): Markup =>
	html`<label for="${name}">${label}</label>
		${hint !== null && html`<p class="hint" id="${name}-hint">${hint}</p>`}
		<input
			class="input"
			id="${name}"
			name="${name}"
			value="${value}"
			maxlength="${SIGNAL_FIELD}"
			${hint !== null && html` aria-describedby="${name}-hint"`}
		/>`;
