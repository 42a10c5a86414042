import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { millisecondsOf, Moment, momentOf, PersonId, Sha256 } from '$lib/domain/core/ids';
import type { ClosedIncident } from '$lib/domain/overview/closed-incident';
import type { LiveFigures } from '$lib/domain/report/live-figures';
import type { ReportVersion } from '$lib/domain/report/version';
import { Report } from '$lib/domain/report/content';
import type { Language } from '$lib/i18n/language';
import type { IncidentNow, NewsSinceRead } from '$lib/report/pages/page';
import * as pages from '$lib/server/out/partner/page-html';
import type { RenderedPage } from '$lib/server/read/report/render-html';

/* Reports of our own exercise. */
const folder = 'tests/fixtures/report';
const StoredReport = z.object({
	report: Report,
	frame: z.object({
		number: z.number(),
		position: z.number(),
		chainHead: Sha256,
		rules: z.string(),
		publicKey: z.null().default(null),
		checksum: Sha256,
		released: Moment.nullable()
	})
});
export const storedReportNames = ['third', 'draft', 'every-section'] as const;
export const storedReport = (name: (typeof storedReportNames)[number]): z.infer<typeof StoredReport> =>
	StoredReport.parse(JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8')));

const [third, every] = [storedReport('third'), storedReport('every-section')];
const at = '/r/01930000-0000-7000-8000-000000000001';
const by = PersonId.parse('00000000-0000-8000-8000-0000000e0001');
const moment = third.report.moment;
const version = (number: number, why?: string): ReportVersion => ({
	...third.frame,
	number,
	moment: momentOf(millisecondsOf(moment) + (number - 3) * 1_800_000),
	from: third.report.from,
	released: { by, at: moment, eyes: [] },
	withdrawn: why === undefined ? null : { why, by, at: moment }
});
const organisation = 'Gemeente <Waterveen> & "omgeving"';
const open = { at, figures: true, signals: true };
const now: IncidentNow = {
	phase: third.report.incident.phase,
	closed: null,
	expires: momentOf(Date.parse(moment) + 86_400_000)
};
const shown = {
	open,
	organisation,
	version: version(3),
	versions: [version(1), version(2), version(3)],
	replaced: [],
	now,
	news: null as NewsSinceRead | null,
	report: third.report,
	form: 'short' as const,
	hasFeeds: false
};
const closed: ClosedIncident = {
	at: moment,
	running: [{ what: 'Maak de <uitslag> bekend.', who: 'Veiligheidsregio "Laagland"', due: moment }],
	help: ['Bel 14 020 & kijk op waterveen.example.']
};
const withNext = { ...third.report, due: momentOf(millisecondsOf(moment) + 1_800_000) };
const manyNews: NewsSinceRead = {
	since: 1,
	news: Array.from({ length: 12 }, (_, i) => ({
		kind: 'new',
		section: 'brief',
		text: i > 0 ? `Feit <${i}> & "meer"` : null
	})),
	gone: 1,
	figuresChanged: true
};
const why = 'de cijfers in <b>onderdeel 3</b> kloppen niet';
const live: LiveFigures = {
	moment,
	made: moment,
	posts: { all: 5678, recent: [0, 10, 20, 30, 400, 400, 434] },
	unanswered: 4,
	rumours: 6,
	high: 2,
	calls: 2,
	emotion: { emotion: 'fear', stories: 42, from: Moment.parse('2026-11-20T12:20:00.000Z') }
};
const incident = { title: every.report.incident.title, grip: 3, exercise: true, closed: null as ClosedIncident | null };
const typed = { id: '01930000-0000-7000-8000-000000000002', text: '', place: '', callBack: '' };
const asTyped = {
	...typed,
	text: 'Ouders wachten\n<b>bij</b> de school',
	place: '"Havenweg"',
	callBack: "de 's conciërge"
};
/** What the pages contain in place of a report. */
const storedArticle = '<article class="report"><p>Zo werd het bewaard &amp; zo blijft het.</p></article>';

/** The input of each page for readers outside. */
export const samplePages = {
	newest: { kind: 'report', shown },
	older: {
		kind: 'report',
		shown: { ...shown, open: { ...open, signals: false }, version: version(2), organisation: null }
	},
	withdrawn: {
		kind: 'report',
		shown: { ...shown, version: version(3, why), versions: [version(1), version(2, 'x'), version(3, why)] }
	},
	'with-news': { kind: 'report', shown: { ...shown, news: manyNews } },
	'without-news': { kind: 'report', shown: { ...shown, news: { since: 2, news: [], gone: 0, figuresChanged: true } } },
	'all-withdrawn': { kind: 'report', shown: { ...shown, version: version(1, why), versions: [version(1, why)] } },
	'with-next': { kind: 'report', shown: { ...shown, report: withNext } },
	closed: {
		kind: 'report',
		shown: { ...shown, report: withNext, now: { ...now, phase: 'closed' as const, closed } }
	},
	'other-phase': { kind: 'report', shown: { ...shown, now: { ...now, phase: 'aftercare' as const } } },
	plain: {
		kind: 'report',
		shown: {
			...shown,
			open: { at, figures: false, signals: false },
			form: 'full' as const,
			report: { ...every.report, due: null, incident: { ...every.report.incident, exercise: false } }
		}
	},
	preview: { kind: 'preview', report: every.report, number: 12 },
	wall: { kind: 'wall', shown: { at, incident, released: { number: 12, report: every.report, replaced: [] }, live } },
	'wall-closed': {
		kind: 'wall',
		shown: {
			at,
			incident: { ...incident, closed },
			released: { number: 12, report: every.report, replaced: [] },
			live: null
		}
	},
	'wall-without-figures': {
		kind: 'wall',
		shown: {
			at,
			incident: { ...incident, grip: 0, exercise: false },
			released: { number: 3, report: third.report, replaced: [] },
			live: null
		}
	},
	'wall-without-emotion': {
		kind: 'wall',
		shown: { at, incident, released: null, live: { ...live, emotion: null, posts: { all: 3, recent: [1, 2] } } }
	},
	'wall-without-all': { kind: 'wall', shown: { at, incident, released: null, live: null } },
	pin: { kind: 'pin', locked: { locked: true, at, exercise: true }, problem: null },
	'pin-wrong': { kind: 'pin', locked: { locked: true, at, exercise: false }, problem: 'Deze pincode klopt <niet>.' },
	signal: { kind: 'signal', at, incident, typed, result: null },
	'signal-sent': { kind: 'signal', at, incident: { ...incident, exercise: false }, typed, result: 'sent' },
	'signal-wrong': { kind: 'signal', at, incident, typed: asTyped, result: { problem: 'Vul in wat u ziet & hoort.' } },
	empty: { kind: 'empty', at, incident, now },
	'empty-closed': { kind: 'empty', at, incident, now: { ...now, phase: 'closed' as const, closed } },
	broken: { kind: 'broken' }
} as const;

type SamplePage = (typeof samplePages)[keyof typeof samplePages];
/** @param article as it was stored */
export function renderSamplePage(page: SamplePage, language: Language, article = storedArticle): RenderedPage {
	const style = { language, theme: '/theme.css?1' };
	switch (page.kind) {
		case 'report':
			return pages.reportPage(style, { ...page.shown, article });
		case 'preview':
			return pages.previewPage(style, { ...page, short: article, article: '', frame: null });
		case 'wall':
			return pages.wallPage(style, page.shown);
		case 'pin':
			return pages.pinPage(style, page.locked, page.problem);
		case 'signal':
			return pages.signalPage(style, page.at, page.incident, [], page.typed, page.result);
		case 'empty':
			return pages.emptyPage(style, page.at, page.incident, page.now);
		case 'broken':
			return pages.brokenPage(style);
	}
}
