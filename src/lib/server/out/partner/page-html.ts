import * as m from '$lib/messages';
import { render } from 'svelte/server';
import type { Incident } from '$lib/domain/incident/incident';
import type { ClosedIncident } from '$lib/domain/overview/closed-incident';
import type { LiveFigures } from '$lib/domain/report/live-figures';
import type { ReportVersion } from '$lib/domain/report/version';
import type { ReplacedInReport } from '$lib/domain/review/citation';
import type { Report } from '$lib/domain/report/content';
import { wordsIn } from '$lib/i18n/words';
import type { Language } from '$lib/i18n/language';
import BrokenPage from '$lib/report/pages/BrokenPage.svelte';
import EmptyPage from '$lib/report/pages/EmptyPage.svelte';
import type {
	IncidentNow,
	NewsSinceRead,
	PhoneShown,
	QuestionShown,
	SentSignal,
	TypedAnswer,
	TypedSignal
} from '$lib/report/pages/page';
import PhonePage from '$lib/report/phone/PhonePage.svelte';
import PinPage from '$lib/report/pages/PinPage.svelte';
import PreviewPage from '$lib/report/pages/PreviewPage.svelte';
import QuestionPage from '$lib/report/pages/QuestionPage.svelte';
import ReportPage from '$lib/report/pages/ReportPage.svelte';
import SignalPage from '$lib/report/pages/SignalPage.svelte';
import WallPage from '$lib/report/wall/WallPage.svelte';
import { lcmsText } from '$lib/report/write/short/lcms';
import { writeNotices } from '$lib/report/write/replaced';
import { frameOf, titleOf, type ReportFrame } from '$lib/report/write/write-report';
import { renderPage, type PageSetting, type RenderedPage } from '$lib/server/read/report/render-html';
import type { LockedReport, OpenedReport } from './opened-report';
import { MAX_ANSWER_FROM_LENGTH, MAX_ANSWER_LENGTH } from './inbound/questions';
import { MAX_SIGNAL_FIELD_LENGTH, MAX_SIGNAL_LENGTH } from './inbound/signals';

/** The language and the house style: the address of its style sheet, if there is one. */
export interface PageStyle {
	readonly language: Language;
	readonly theme: string | null;
}
const settingOf = ({ language, theme }: PageStyle, more: Partial<PageSetting> = {}): PageSetting => ({
	words: wordsIn(language),
	theme,
	sheet: 'page',
	printTitle: '',
	allows: null,
	...more
});

/** The content of a report's page. */
export interface ReportShown {
	readonly open: Pick<OpenedReport, 'at' | 'figures' | 'signals'>;
	readonly organisation: string | null;
	readonly version: Readonly<ReportVersion>;
	readonly versions: readonly Readonly<ReportVersion>[];
	/** Its facts that were replaced since. */
	readonly replaced: readonly ReplacedInReport[];
	readonly now: IncidentNow;
	/** What changed since the version that the reader read before; null where there is none. */
	readonly news: NewsSinceRead | null;
	readonly report: Report;
	/** As it was stored at release. */
	readonly article: string;
	readonly form: 'short' | 'full';
	/** Whether programs may read texts and reports. */
	readonly hasFeeds: boolean;
}

/** The short text to copy, when the report is shared on two pages. It names the facts that were replaced since. */
function lcmsOf(
	{ form, version, replaced, now, report }: Pick<ReportShown, 'form' | 'version' | 'replaced' | 'now' | 'report'>,
	{ language }: PageStyle
): string | null {
	if (form !== 'short' || version.withdrawn) return null;
	return lcmsText(report, frameOf(version, replaced, now.closed), wordsIn(language));
}

export function reportPage(style: PageStyle, { open, article, ...shown }: ReportShown): RenderedPage {
	const { at, figures, signals } = open;
	const { number, moment } = shown.version;
	const setting = settingOf(style, { printTitle: printTitleOf(shown.report, number, moment, style) });
	return renderPage(setting, (frame, inserted) => {
		const children = inserted(article);
		const lcms = lcmsOf(shown, style);
		return render(ReportPage, { props: { frame, at, figures, signals, ...shown, lcms, children } });
	});
}

/** A report in both forms; `frame`: what surrounds it now, null for a draft. */
export interface PreviewShown {
	readonly report: Report;
	readonly number: number;
	readonly short: string;
	readonly article: string;
	readonly frame: ReportFrame | null;
}

/** What partners will get, for the page on which it is released, or got. */
export function previewPage(
	style: PageStyle,
	{ report, number, short, article, frame: around }: PreviewShown
): RenderedPage {
	const notices = around === null ? [] : writeNotices(around, wordsIn(style.language), report).map(({ line }) => line);
	const setting = settingOf(style, { printTitle: printTitleOf(report, number, report.moment, style), allows: 'frame' });
	return renderPage(setting, (frame, inserted) =>
		render(PreviewPage, { props: { frame, report, number, notices, articles: [short, article].map(inserted) } })
	);
}

/** The last valid report, and its facts that were replaced since. */
type ReleasedOnWall = Pick<ReportShown, 'report' | 'replaced'> & { readonly number: number };

/** The last valid report and the live figures, if any. */
export interface WallShown {
	readonly at: string;
	readonly incident: Pick<Incident, 'title' | 'grip' | 'exercise'> & { readonly closed: ClosedIncident | null };
	readonly released: ReleasedOnWall | null;
	readonly live: LiveFigures | null;
}

export function wallPage(style: PageStyle, shown: WallShown): RenderedPage {
	const printTitle = wordsIn(style.language).t(m.partner.wall.title, { title: shown.incident.title });
	return renderPage(settingOf(style, { sheet: 'wall', printTitle }), (frame) =>
		render(WallPage, { props: { frame, ...shown } })
	);
}

export const pinPage = (style: PageStyle, { at, exercise }: LockedReport, problem: string | null): RenderedPage =>
	renderPage(settingOf(style, { allows: 'form' }), (frame) =>
		render(PinPage, { props: { frame, at, exercise, problem } })
	);

/** The part of an incident that a page may show before there is a report. */
export type NamedIncident = Pick<Incident, 'title' | 'exercise'>;
/** The result of the last signal: none yet, sent, or its problem. */
export type SignalResult = 'sent' | { readonly problem: string } | null;

export const signalPage = (
	style: PageStyle,
	at: string,
	incident: NamedIncident,
	sent: readonly SentSignal[],
	typed: TypedSignal,
	result: SignalResult
): RenderedPage =>
	renderPage(settingOf(style, { allows: 'form' }), (frame) =>
		render(SignalPage, { props: { frame, at, incident, sent, typed, result, maxLengths } })
	);
const maxLengths = { text: MAX_SIGNAL_LENGTH, field: MAX_SIGNAL_FIELD_LENGTH };

export const questionPage = (
	style: PageStyle,
	shown: QuestionShown,
	organisation: string | null,
	typed: TypedAnswer,
	problem: string | null
): RenderedPage =>
	renderPage(settingOf(style, { allows: 'form' }), (frame) =>
		render(QuestionPage, {
			props: {
				frame,
				shown,
				organisation,
				typed,
				problem,
				maxLengths: { text: MAX_ANSWER_LENGTH, from: MAX_ANSWER_FROM_LENGTH }
			}
		})
	);

export const phonePage = (style: PageStyle, shown: PhoneShown, organisation: string | null): RenderedPage => {
	const printTitle = `${wordsIn(style.language).t(m.phone.title)} · ${shown.incident.title}`;
	return renderPage(settingOf(style, { allows: 'form', printTitle }), (frame) =>
		render(PhonePage, { props: { frame, organisation, shown } })
	);
};

export const emptyPage = (style: PageStyle, at: string, incident: NamedIncident, now: IncidentNow): RenderedPage =>
	renderPage(settingOf(style), (frame) => render(EmptyPage, { props: { frame, at, incident, now } }));

export const brokenPage = (style: PageStyle): RenderedPage =>
	renderPage(settingOf(style), (frame) => render(BrokenPage, { props: { frame } }));

function printTitleOf(
	report: Report,
	number: number,
	moment: ReportVersion['moment'],
	{ language }: PageStyle
): string {
	const { t, time } = wordsIn(language);
	return t(m.partner.printTitle, { number, time: time(moment), title: titleOf(report) });
}
