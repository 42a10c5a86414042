import { figuresOf, type LiveFigures } from '$lib/domain/live-figures';
import type { Incident } from '$lib/domain/incident';
import type { NeedLine, Report, RumourLine } from '$lib/domain/report-content';
import type { Language } from '$lib/i18n/language';
import type { Words } from '$lib/i18n/words';
import { riskIcons, trendIcons } from '$lib/report/icons';
import { draw } from '../report/html';
import { html, type Markup } from '../report/markup';
import { queryOf } from './asked';
import { liveRows, rowsOf, type FigureRow } from './live-block';
import { shell, type Assets, type Page } from './shell';

/** What a screen on a wall shows: the last report that stands, and the figures of this moment where they are open. No names of people. */
interface OnWall {
	readonly at: string;
	readonly language: Language;
	readonly incident: Pick<Incident, 'title' | 'grip' | 'exercise'>;
	readonly released: { readonly number: number; readonly report: Report } | null;
	/** Null where they are not open to this reader. */
	readonly live: LiveFigures | null;
}

/** So many of each are read from five metres. */
const LINES = 3;

/** To be read at five metres. Its script asks for it again every few seconds and veils it when it is stale; without one it loads itself anew. */
export function wallPage(shown: OnWall, assets: Assets, words: Words): Page {
	const { at, language, incident, released, live } = shown;
	const { t, clock } = words;
	const moment = live?.moment ?? released?.report.moment ?? null;
	const figures = live ? liveRows(live, words) : released ? rowsIn(released.report, words) : [];
	const title = t('partner.wall.title', { title: incident.title });
	const body = html`<main class="wall" id="report" data-made="${live?.made ?? ''}">
			<header>
				<h1>${incident.title}</h1>
				${incident.grip > 0 && html`<span class="grip">${t('incident.grip', { grip: incident.grip })}</span>`}
				${moment !== null && html`<p>${t('partner.wall.updated')} <b id="updated">${clock(moment)}</b></p>`}
			</header>
			${figures.length > 0 && html`<dl class="figures">${figures.map(figure)}</dl>`}
			${released ? lists(released.report, words) : html`<p class="none">${t('partner.none.text')}</p>`}
			<footer>${foot(released, at, language, words)}</footer>
		</main>
		<div class="veil" id="veil" role="alert" hidden>
			<p>${draw('silent')}<b id="since"></b></p>
			<p id="old"></p>
		</div>`;
	const tell = html` data-since="${t('partner.wall.since', { time: '§' })}" data-old="${t('partner.wall.old', { count: '§' })}"
	data-ended="${t('partner.ended.text')}"`;
	return shell({ language, title, exercise: incident.exercise, assets, printTitle: title, tell, body, wall: true }, words);
}

/** A report counts what came since the beginning. */
const rowsIn = (report: Report, words: Words): FigureRow[] =>
	rowsOf(figuresOf(report), { value: words.number(report.basis.posts), label: words.t('partner.figures.all'), trend: null }, words);

const figure = ({ id, icon, value, label, trend }: FigureRow): Markup =>
	html`<div class="is-${id}">
		<dt>${draw(icon)}<span>${label}</span></dt>
		<dd>${value}${trend && trend !== 'none' && trend !== 'same' && draw(trendIcons[trend])}</dd>
	</div>`;

function lists(report: Report, words: Words): Markup {
	const { t } = words;
	const { needs } = report.information;
	const { rumours } = report.limitation;
	const list = (id: string, title: string, none: string, items: readonly Markup[]) =>
		html`<section aria-labelledby="${id}">
			<h2 id="${id}">${title}</h2>
			${
				items.length === 0
					? html`<p>${none}</p>`
					: html`<ol>
							${items}
						</ol>`
			}
		</section>`;
	return html`<div class="lists">
		${list(
			'needs',
			t('partner.wall.needs'),
			t('report.document.needs.none'),
			needs.slice(0, LINES).map((need) => needLine(need, words))
		)}
		${list(
			'rumours',
			t('partner.wall.rumours'),
			t('report.document.rumours.none'),
			rumours.slice(0, LINES).map((rumour) => rumourLine(rumour, words))
		)}
	</div>`;
}

const count = ({ posts, course }: Pick<NeedLine, 'posts' | 'course'>, { number, t }: Words): Markup =>
	html`<span class="count"
		>${number(posts)} ${draw(trendIcons[course.trend])}<span class="visually-hidden"
			>${t(`report.document.trend.${course.trend}`)}</span
		></span
	>`;

function needLine(need: NeedLine, words: Words): Markup {
	const { t, clock } = words;
	const { state, answer, waitingSince } = need;
	const standing =
		state === 'askedAgain'
			? html`<em>${t('report.document.needs.again')}</em>`
			: answer
				? html`<span>${t('partner.wall.answered', { time: clock(answer.at) })}</span>`
				: state === 'answering'
					? html`<span>${t('partner.wall.answering')}</span>`
					: html`<em>${waitingSince ? t('partner.wall.waiting', { time: clock(waitingSince) }) : t('partner.wall.noAnswer')}</em>`;
	return html`<li><b lang="nl">${need.text}</b>${count(need, words)}${standing}</li>`;
}

function rumourLine(rumour: RumourLine, words: Words): Markup {
	const { t, clock } = words;
	const { level, verdict, verifying, told } = rumour;
	const verdictWords = verdict && html`<strong>${t(`report.document.rumours.verdicts.${verdict.verdict}`)}</strong>`;
	const standing = verdictWords
		? html`<span>${verdictWords}${told && `, ${t('partner.wall.told', { time: clock(told.at) })}`}</span>`
		: html`<em>${t(verifying ? 'report.document.rumours.verifying' : 'report.document.rumours.unverified')}</em>`;
	return html`<li class="is-${level}">
		<b
			>${draw(riskIcons[level])}<span class="visually-hidden">${t(`report.document.rumours.levels.${level}`)}: </span
			><span lang="nl">${rumour.text}</span></b
		>${count(rumour, words)}${standing}
	</li>`;
}

function foot(released: OnWall['released'], at: string, language: Language, { t, time }: Words): Markup {
	const back = `${at}${queryOf(language)}`;
	if (!released) return html`<p><a href="${back}">${t('partner.none.title')}</a></p>`;
	const { number, report } = released;
	const next = report.due === null ? null : html`<p>${t('partner.newest.next', { time: time(report.due) })}</p>`;
	return html`<p><a href="${back}">${t('partner.wall.report', { number, time: time(report.moment) })}</a></p>
		${next}`;
}
