import * as m from '../../messages';
import type { Platform } from '$lib/domain/posts/platform';
import type { ProfileChange, ProfileWord } from '$lib/domain/posts/search/profile-change';
import type { ReportOutage, Report } from '$lib/domain/report/content';
import type { Block, Line, NamedRow } from './document';
import { writeOwnWords } from './own-words';
import { evidence, joined, verbatim, strong, subtle, text, type ReportContext } from './report-context';
import { writePublished } from './picture';
import { writeInstead } from './replaced';

/** Own actions before the previous report are only counted, once there are many. */
const MAX_EARLIER_ACTIONS = 8;
const MAX_LANGUAGES = 5;
const MAX_ACTION_LENGTH = 101;

/** Section 9. */
export function writeKnown(context: ReportContext): Block[] {
	const { t, report } = context;
	const { facts, open, actions } = report.known;
	const fact = (line: Report['known']['facts'][number]): Line => [
		...(writeInstead(line, context) ?? [
			verbatim(line.text),
			text(' '),
			subtle(t(m.report.document.known.fact, { source: line.source ?? '', time: context.clock(line.at) }))
		]),
		evidence(t(m.report.document.known.see.fact), { fact: line.id })
	];
	const latest = actions.slice(-MAX_EARLIER_ACTIONS);
	const done = latest.map(({ id, channel, text: words, at, published }): Line => [
		text(`${context.clock(at)} `),
		verbatim(context.place(channel)),
		text(': '),
		verbatim(writeOwnWords(channel, words, MAX_ACTION_LENGTH)),
		...writePublished(published ?? {}, context),
		...(published
			? [evidence(t(m.report.document.known.see.text), { text: published.text })]
			: id
				? [evidence(t(m.report.document.known.see.action), { action: id })]
				: [])
	]);
	if (actions.length > latest.length)
		done.unshift([subtle(t(m.report.document.more.actions, { count: actions.length - latest.length }))]);
	const or = (lines: Line[], none: 'noFacts' | 'noOpen' | 'noActions'): Line[] =>
		lines.length > 0 ? lines : [[text(t(m.report.document.known[none]))]];
	return [
		{
			kind: 'rows',
			rows: [
				{ id: 'facts', name: t(m.report.document.known.facts), lines: or(facts.map(fact), 'noFacts') },
				{
					id: 'open',
					name: t(m.report.document.known.open),
					lines: or(
						open.map((line) => [
							...(writeInstead(line, context) ?? [verbatim(line.text)]),
							evidence(t(m.report.document.known.see.fact), { fact: line.id })
						]),
						'noOpen'
					)
				},
				{ id: 'actions', name: t(m.report.document.known.actions), lines: or(done, 'noActions') }
			]
		}
	];
}

/** Section 10. */
export function writeBasis(context: ReportContext): Block[] {
	const { t, report } = context;
	const { basis } = report;
	const rows: NamedRow[] = [
		{ id: 'posts', name: t(m.report.document.basis.posts), lines: writePosts(context) },
		{
			id: 'languages',
			name: t(m.report.document.basis.languages),
			lines: basis.posts === 0 ? [] : [writeLanguages(context)]
		},
		{ id: 'looked', name: t(m.report.document.basis.looked), lines: writeLooked(basis, context) },
		{
			id: 'outages',
			name: t(m.report.document.basis.outages),
			lines:
				basis.outages.length === 0
					? [[text(t(m.report.document.basis.noOutages))]]
					: basis.outages.map((outage) => writeOutage(outage, context))
		},
		{ id: 'profile', name: t(m.report.document.basis.profile), lines: writeProfile(context) }
	];
	return [
		{ kind: 'rows', rows: rows.filter(({ lines }) => lines.length > 0) },
		{ kind: 'caveat', strong: t(m.report.document.basis.caveat), text: t(m.report.document.basis.caveatText) }
	];
}

function writePosts(context: ReportContext): Line[] {
	const { t, report } = context;
	const { posts, authors, unnamed, copies, missing, backlog, notRelevant } = report.basis;
	const parts = [
		...(copies > 0 ? [t(m.report.document.basis.copies, { copies })] : []),
		t(m.report.document.basis.authors, { authors })
	];
	if (unnamed > 0) parts.push(t(m.report.document.basis.unnamed, { unnamed }));
	const perSource = context
		.sources()
		.map(({ source, name, posts: own }): Line => [
			text(`${name} `),
			context.count(own, source && { source }),
			...(posts >= 20 && own > 0 ? [text(' '), subtle(`(${context.words.percent(own / posts)})`)] : [])
		]);
	const lines: Line[] = [
		posts === 0
			? [text(t(m.report.document.basis.none))]
			: [
					strong(t(m.report.document.basis.total, { posts })),
					text(` ${copies > 0 ? parts.join(', ').replace(', ', ' ') : parts.join(', ')}.`)
				]
	];
	if (perSource.length > 0) lines.push(joined(perSource, ' · '));
	if (missing.length > 0)
		lines.push([
			text(
				t(m.report.document.basis.missing, {
					names: context.words.list(missing.map((name: Platform) => t(m.report.document.platforms[name])))
				})
			)
		]);
	if (backlog > 0) lines.push([text(t(m.report.document.basis.backlog, { posts: backlog }))]);
	if (notRelevant > 0) lines.push([text(t(m.report.document.basis.notRelevant, { posts: notRelevant }))]);
	return lines;
}

const named = ['nl', 'en', 'de', 'fr', 'tr', 'ar', 'pl', 'uk', 'fy'] as const;

function writeLanguages(context: ReportContext): Line {
	const { t, report } = context;
	const { languages, posts } = report.basis;
	const name = (language: string | null): string => {
		if (language === null) return t(m.report.document.basis.unknownLanguage);
		const known = named.find((code) => code === language);
		return known ? t(m.report.document.languages[known]) : language;
	};
	return joined(
		context.linesUpTo(languages, MAX_LANGUAGES, 'languages', ({ language, posts: own }) => [
			text(`${name(language)} ${posts < 20 ? context.number(own) : context.words.percent(own / posts)}`)
		]),
		' · '
	);
}

function writeLooked({ looked, joined: later, unseen, stories }: Report['basis'], context: ReportContext): Line[] {
	const { t } = context;
	if (stories === 0) return [];
	const of = (seen: typeof looked) => ({ stories: context.stories(seen.stories, stories), posts: seen.posts });
	const lines: Line[] = [
		[text(t(m.report.document.basis.lookedBy, of(looked)))],
		...(later > 0 ? [[text(t(m.report.document.basis.joined, { posts: later }))]] : []),
		[text(t(m.report.document.basis.unseen, of(unseen)))]
	];
	return [joined(lines, ' ')];
}

function writeOutage({ source, why, from, to }: ReportOutage, context: ReportContext): Line {
	const { t } = context;
	const period =
		to === null
			? t(m.report.document.basis.onwards, { from: context.clock(from) })
			: t(m.report.document.basis.until, { from: context.clock(from), to: context.clock(to) });
	return [
		strong(t(m.report.document.basis.outage, { source, period })),
		text(` (${t(m.report.document.basis.whys[why])})`)
	];
}

/** The changes that are named; older ones are only counted. */
const MAX_CHANGES = 6;

function writeProfile(context: ReportContext): Line[] {
	const { t, report } = context;
	const { profile } = report.basis;
	const terms = profile
		? [profile.terms, profile.hashtags, profile.places, profile.accounts].reduce((sum, { length }) => sum + length, 0)
		: 0;
	const { changes = [], changedAt = null } = profile ?? {};
	const changed =
		changedAt === null ? '' : `, ${t(m.report.document.basis.changed, { time: context.time(changedAt) })}`;
	const more = Math.max(0, changes.length - MAX_CHANGES);
	return [
		[
			text(
				!profile || terms === 0
					? t(m.report.document.basis.noProfile)
					: t(m.report.document.basis.terms, { terms }) + changed
			)
		],
		...changes.slice(more).map((change) => writeChange(change, context)),
		...(more > 0 ? [[text(t(m.report.document.basis.changesBefore, { changes: more }))]] : [])
	];
}

function writeChange({ at, added, removed }: ProfileChange, context: ReportContext): Line {
	const { t, words } = context;
	const named = ({ list, word }: ProfileWord): string =>
		list === 'hashtags' ? `#${word}` : list === 'excluded' ? t(m.report.document.basis.excluded, { word }) : word;
	const parts = [
		...(added.length > 0 ? [t(m.report.document.basis.added, { words: words.list(added.map(named)) })] : []),
		...(removed.length > 0 ? [t(m.report.document.basis.takenOut, { words: words.list(removed.map(named)) })] : [])
	];
	return [strong(context.time(at)), text(` ${parts.join('; ')}`)];
}
