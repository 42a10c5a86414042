import * as m from '$lib/messages';
import { isolated } from '$lib/i18n/isolated';
import type { BagFile } from '$lib/domain/archive/bag';
import type { Moment } from '$lib/domain/core/ids';
import { learningPoints } from '$lib/domain/evaluation/learning-point';
import { riskOf } from '$lib/domain/findings/risk';
import { recordedRumours } from '$lib/domain/overview/settled';
import { nameAt } from '$lib/domain/installation/names';
import { ownActions } from '$lib/domain/overview/own-actions';
import { textState } from '$lib/domain/official-text/official-text';
import { subjectText } from '$lib/domain/official-text/basis';
import { fingerprintOf } from '$lib/domain/report/public-key';
import { wordsIn, type Words } from '$lib/i18n/words';
import { holdsOf } from './code-book';
import { escapeHtml, pageOf } from './page';
import { reportFolder } from './report-parts';
import type { ArchiveSubject } from './subject';

const sheet = `
.archive{--report-hang:0;display:grid;grid-template-columns:minmax(0,1fr);gap:var(--basis-space-block-2xl);max-inline-size:60rem}
.archive section{display:grid;grid-template-columns:minmax(0,1fr);gap:var(--basis-space-block-md);padding:0;margin:0}
.archive h1{font-size:var(--basis-text-font-size-2xl);line-height:var(--basis-text-line-height-xl);text-wrap:balance}
.archive h2{padding-block-start:var(--basis-space-block-sm);border-block-start:2px solid currentcolor;font-size:var(--basis-text-font-size-lg);line-height:var(--basis-text-line-height-lg)}
.archive h3{font-size:var(--basis-text-font-size-md)}
.archive table{inline-size:100%;border-collapse:collapse;overflow-wrap:break-word}
.archive table a{overflow-wrap:anywhere}
.archive th,.archive td{padding:var(--basis-space-block-xs) var(--basis-space-inline-sm);border-block-end:1px solid var(--basis-color-default-border-default);text-align:start;vertical-align:top}
.archive .wide{overflow-x:auto}
.archive .wide:focus-visible{outline:var(--basis-focus-outline-width) solid var(--basis-focus-outline-color)}
.archive dl{display:grid;gap:var(--basis-space-block-2xs) var(--basis-space-inline-lg);grid-template-columns:max-content minmax(0,1fr)}
.archive dd{overflow-wrap:anywhere}
.archive dt{color:var(--basis-color-default-color-subtle)}
.archive .items{display:grid;gap:var(--basis-space-block-lg)}
.archive .items>li{display:grid;gap:var(--basis-space-block-2xs);padding-block-end:var(--basis-space-block-md);border-block-end:1px solid var(--basis-color-default-border-subtle)}
.archive blockquote{padding-inline-start:var(--basis-space-inline-md);border-inline-start:3px solid var(--basis-color-default-border-active);white-space:pre-line}
.archive code{overflow-wrap:anywhere}
.archive p,.archive blockquote{max-inline-size:var(--basis-text-max-inline-size)}
@media (max-width:40rem){.archive :is(table,tbody,tr,th,td){display:block}.archive thead{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}.archive tr{padding-block:var(--basis-space-block-xs);border-block-end:1px solid var(--basis-color-default-border-default)}.archive :is(th,td){padding:0;border:0}.archive dl{grid-template-columns:minmax(0,1fr)}.archive dt{margin-block-start:var(--basis-space-block-2xs)}}
`;

/** A section with a heading; nothing inside says so in words. */
const section = (id: string, title: string, inside: readonly string[], none: string): string =>
	`<section aria-labelledby="${id}"><h2 id="${id}">${escapeHtml(title)}</h2>${inside.length > 0 ? inside.join('') : paragraph(none)}</section>`;
const paragraph = (text: string, kind = ''): string =>
	`<p${kind === '' ? '' : ` class="${kind}"`}>${escapeHtml(text)}</p>`;
const quote = (text: string): string => `<blockquote lang="nl">${escapeHtml(text)}</blockquote>`;
const heading = (text: string): string => `<h3 lang="nl">${escapeHtml(text)}</h3>`;
const list = (items: readonly string[]): string[] =>
	items.length === 0 ? [] : [`<ul class="items">${items.map((item) => `<li>${item}</li>`).join('')}</ul>`];
const link = (path: string, text: string): string =>
	`<a href="${escapeHtml(path.split('/').map(encodeURIComponent).join('/'))}">${escapeHtml(text)}</a>`;
const table = (caption: string, head: readonly string[], rows: readonly (readonly string[])[]): string =>
	`<div class="wide" tabindex="0" role="group" aria-label="${escapeHtml(caption)}"><table><caption class="visually-hidden">${escapeHtml(caption)}</caption><thead><tr>${head
		.map((cell) => `<th scope="col">${escapeHtml(cell)}</th>`)
		.join('')}</tr></thead><tbody>${rows
		.map(
			(cells) =>
				`<tr>${cells.map((cell, i) => (i === 0 ? `<th scope="row">${cell}</th>` : `<td>${cell}</td>`)).join('')}</tr>`
		)
		.join('')}</tbody></table></div>`;

/** The page that opens the package: it tells what happened and links to every file. */
export function startPage(subject: ArchiveSubject, files: readonly BagFile[]): string {
	const words = wordsIn(subject.description.language);
	const { incident } = subject;
	const title = words.t(m.archive.page.title, { title: incident.title });
	const body = `<article class="report archive">${[
		headOf(subject, words),
		reports(subject, words),
		rumours(subject, words),
		needs(subject, words),
		texts(subject, words),
		advice(subject, words),
		actions(subject, words),
		facts(subject, words),
		points(subject, words),
		about(subject, words),
		fileTable(files, words)
	].join('')}</article>`;
	return pageOf({ words, title, exercise: incident.exercise, body, sheet });
}

const when = ({ date, clock }: Words, at: Moment): string => `${date(at)}, ${clock(at)}`;

function headOf({ incident, organisation }: ArchiveSubject, words: Words): string {
	const { t } = words;
	return `<header class="report-head"><p class="report-kicker">${escapeHtml(t(m.archive.page.kicker, { organisation }))}</p><h1 class="report-title">${escapeHtml(
		incident.title
	)}</h1>${paragraph(
		t(m.archive.page.period, {
			kind: t(m.incident.kinds[incident.kind]),
			place: incident.place,
			from: when(words, incident.start),
			until: when(words, incident.closed.at)
		})
	)}${paragraph(t(m.archive.page.lead))}</header>`;
}

function reports({ state, description }: ArchiveSubject, words: Words): string {
	const { t } = words;
	const versions = [...state.versions.values()].sort((a, b) => a.number - b.number);
	const rows = versions.map((version) => {
		const folder = `data/${reportFolder(version.number)}`;
		const file = (form: string, kind: string): string => `${folder}/report${form}.${description.language}.${kind}`;
		const named = (text: string, path: string): string =>
			`<a href="${path}">${escapeHtml(text)}<span class="visually-hidden"> ${version.number}</span></a>`;
		return [
			escapeHtml(t(m.report.document.kicker, { number: version.number })),
			escapeHtml(when(words, version.moment)) +
				(version.withdrawn ? `<br>${escapeHtml(t(m.archive.page.withdrawn, { why: version.withdrawn.why }))}` : ''),
			[
				named(t(m.archive.page.short), file('-short', 'html')),
				named(t(m.archive.page.shortPdf), file('-short', 'pdf')),
				named(t(m.archive.page.full), file('', 'html')),
				named('PDF', file('', 'pdf')),
				named(t(m.archive.page.data), `${folder}/report.json`)
			].join(' · ')
		];
	});
	return section(
		'reports',
		t(m.archive.page.reports),
		rows.length === 0
			? []
			: [
					table(
						t(m.archive.page.reports),
						[t(m.archive.page.report), t(m.archive.page.measured), t(m.archive.page.files)],
						rows
					)
				],
		t(m.archive.page.noReports)
	);
}

function points({ state }: ArchiveSubject, words: Words): string {
	const { t, date } = words;
	const items = learningPoints(state).map(({ text, owner, until, settled }) => {
		const facts = [
			isolated(owner),
			until === null ? '' : date(until),
			t(m.evaluation.points.states[settled?.outcome ?? 'open'])
		];
		return heading(text) + paragraph(facts.filter((fact) => fact !== '').join(' · '), 'subtle');
	});
	return section('points', t(m.evaluation.sections.points), list(items), t(m.evaluation.empty.points));
}

function rumours({ state, people }: ArchiveSubject, words: Words): string {
	const { t } = words;
	const items = recordedRumours(state, () => 0).map((rumour) => {
		const { judged } = rumour;
		const fact = judged ? state.facts.get(judged.fact) : undefined;
		const risk = riskOf(rumour, rumour.spread?.value ?? 1);
		return [
			heading(rumour.text),
			paragraph(
				judged
					? t(m.archive.page.judged, {
							verdict: t(m.report.short.verdicts[judged.verdict]),
							moment: when(words, judged.at),
							name: nameOf(people, judged, words)
						})
					: t(m.archive.page.unjudged)
			),
			fact ? paragraph(t(m.archive.page.fact, { fact: fact.text, source: fact.source ?? t(m.common.unknown) })) : '',
			paragraph(t(m.archive.page.risk, { risk: t(m.stream.risk[risk.level]) }), 'subtle')
		].join('');
	});
	return section('rumours', t(m.archive.page.rumours), list(items), t(m.archive.page.noRumours));
}

function needs({ state }: ArchiveSubject, words: Words): string {
	const { t } = words;
	const items = [...state.needs.values()]
		.filter(({ mergedInto }) => mergedInto === null)
		.map(({ text, answer }) =>
			[
				heading(text),
				answer
					? paragraph(t(m.archive.page.answered, { moment: when(words, answer.at), channel: answer.channel })) +
						quote(answer.text)
					: paragraph(t(m.archive.page.unanswered))
			].join('')
		);
	return section('needs', t(m.archive.page.needs), list(items), t(m.archive.page.noNeeds));
}

function texts({ state, people }: ArchiveSubject, words: Words): string {
	const { t } = words;
	const items = [...state.texts.values()].map((text) =>
		[
			heading(subjectText(state, text) || (state.incident?.title ?? '')),
			paragraph(
				t(m.archive.page.text, { kind: t(m.officialText.kind[text.kind]), state: t(m.texts.state[textState(text)]) })
			),
			...text.variants.map(
				(variant) =>
					paragraph(
						variant.approved
							? t(m.archive.page.approved, {
									channel: t(m.officialText.channel[variant.channel]),
									editor: nameOf(people, variant.edited, words),
									name: nameOf(people, variant.approved, words),
									moment: when(words, variant.approved.at)
								})
							: t(m.archive.page.notApproved, { channel: t(m.officialText.channel[variant.channel]) }),
						'subtle'
					) + quote(variant.text)
			),
			...text.publications.map((publication) =>
				paragraph(
					t(publication.alone === null ? m.archive.page.published : m.archive.page.publishedAlone, {
						where: publication.where,
						moment: when(words, publication.at),
						name: nameOf(people, publication, words)
					})
				)
			)
		].join('')
	);
	return section('texts', t(m.archive.page.texts), list(items), t(m.archive.page.noTexts));
}

function advice({ state, people }: ArchiveSubject, words: Words): string {
	const { t } = words;
	const items = [...state.advice.values()].map(({ what, at, by, decision }) =>
		[
			heading(what),
			paragraph(
				t(m.archive.page.advised, { moment: when(words, at), name: nameOf(people, { by, at }, words) }),
				'subtle'
			),
			paragraph(
				decision
					? t(m.archive.page.decided, {
							outcome: t(m.report.short.outcomes[decision.outcome]),
							moment: when(words, decision.at)
						})
					: t(m.archive.page.undecided)
			),
			decision && decision.why !== '' ? quote(decision.why) : ''
		].join('')
	);
	return section('advice', t(m.archive.page.advice), list(items), t(m.archive.page.noAdvice));
}

function actions({ state }: ArchiveSubject, words: Words): string {
	const { t } = words;
	const rows = ownActions(state).map(({ at, channels, text }) =>
		[when(words, at), channels.join(', '), text].map(escapeHtml)
	);
	return section(
		'actions',
		t(m.archive.page.actions),
		rows.length === 0
			? []
			: [
					table(
						t(m.archive.page.actions),
						[t(m.archive.page.moment), t(m.archive.page.channel), t(m.archive.page.what)],
						rows
					)
				],
		t(m.archive.page.noActions)
	);
}

function facts({ state }: ArchiveSubject, words: Words): string {
	const { t } = words;
	const rows = [...state.facts.values()]
		.sort((a, b) => (a.at < b.at ? -1 : 1))
		.map(({ text, source, at, replacedBy }) => [
			escapeHtml(text) + (replacedBy ? `<br>${escapeHtml(t(m.archive.page.replaced))}` : ''),
			escapeHtml(source ?? t(m.archive.page.notKnown)),
			escapeHtml(when(words, at))
		]);
	return section(
		'facts',
		t(m.archive.page.facts),
		rows.length === 0
			? []
			: [
					table(
						t(m.archive.page.facts),
						[t(m.archive.page.factColumn), t(m.archive.page.source), t(m.archive.page.moment)],
						rows
					)
				],
		t(m.archive.page.noFacts)
	);
}

function about({ id, incident, description, organisation, signed, head, state }: ArchiveSubject, words: Words): string {
	const { t, number } = words;
	const { caseNumber, classification, category, keptYears, restriction, restrictionNote } = description;
	const terms: (readonly [string, string | null])[] = [
		[t(m.archive.page.organisation), organisation],
		[t(m.archive.form.caseNumber), caseNumber],
		[t(m.archive.form.classification), classification],
		[t(m.archive.form.category), category],
		[
			t(m.archive.page.kept),
			keptYears === null ? t(m.archive.page.forEver) : t(m.archive.page.years, { years: keptYears })
		],
		[t(m.archive.form.restriction), t(m.archive.restrictions[restriction])],
		[t(m.archive.form.restrictionNote), restrictionNote],
		[t(m.start.form.occasion), incident.legal.occasion],
		[t(m.start.form.purpose), incident.legal.purpose],
		[t(m.start.form.ground), incident.legal.ground],
		[t(m.archive.page.id), id],
		[t(m.archive.page.lines), number(head.seq)],
		[t(m.archive.page.head), head.hash],
		...[...new Set(signed.map(({ key }) => key))].map((key) => [t(m.archive.page.key), fingerprintOf(key)] as const)
	];
	return section(
		'about',
		t(m.archive.page.about),
		[
			`<dl>${terms
				.flatMap(([name, value]) =>
					value === null ? [] : [`<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`]
				)
				.join('')}</dl>`,
			paragraph(t(m.archive.page.masked)),
			paragraph(t(m.retention.limits)),
			paragraph(t(m.archive.page.asRecorded)),
			paragraph(t(m.archive.page.check)),
			...list(
				(state.archive?.transfers ?? []).map(({ to, on, checksum }) =>
					paragraph(t(m.archive.page.transferred, { to, date: words.date(on), checksum }))
				)
			)
		],
		''
	);
}

function fileTable(files: readonly BagFile[], words: Words): string {
	const { t, number } = words;
	return section(
		'files',
		t(m.archive.page.allFiles),
		[
			table(
				t(m.archive.page.allFiles),
				[t(m.archive.page.file), t(m.archive.page.holds), t(m.archive.page.bytes)],
				files.map(({ path, bytes }) => [
					link(path, path.slice('data/'.length)),
					escapeHtml(holdsOf(path, words.language)),
					number(bytes)
				])
			)
		],
		''
	);
}

/** The name that somebody had when they did it. */
function nameOf(
	people: ArchiveSubject['people'],
	{ by, at }: { readonly by: string; readonly at: Moment },
	{ t }: Words
): string {
	const found = people.get(by);
	return found ? nameAt(found, at) : t(m.common.unknown);
}
