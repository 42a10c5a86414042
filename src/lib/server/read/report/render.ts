import { adviceLines, adviceNotDone } from '$lib/domain/report/advice-lines';
import { findingBehind, isOpen, findingsOf, type FindingBase } from '$lib/domain/findings/finding';
import { type FindingId, millisecondsOf, type Moment, FindingKind } from '$lib/domain/core/ids';
import { subjectOf } from '$lib/domain/official-text/basis';
import { lacksSecondReader } from '$lib/domain/official-text/official-text';
import { placeOutside } from '$lib/domain/official-text/place';
import { ownActions, type OwnActionOnce } from '$lib/domain/overview/own-actions';
import { previousVersion } from '$lib/domain/report/version';
import { countsIn } from '$lib/domain/report/report-counts';
import { numbersIn } from '$lib/domain/report/numbers-in';
import { isFilled, type ReportSection, type ReportText } from '$lib/domain/report/report-text';
import { CarriedPart, Report, type PublishedText, type TextBasis, type Change } from '$lib/domain/report/content';
import type { Unfinished } from '$lib/domain/report/draft';
import { dueInRhythm } from '$lib/domain/report/due';
import { helpFacts, currentPromises } from '$lib/domain/report/remaining';
import type { ReadState } from '$lib/domain/core/state';
import { basis } from './collect/basis';
import { tallyOf } from './collect/counting';
import { EvidenceIndex } from './collect/evidence';
import type { Facts } from './collect/report-facts';
import { information } from './collect/information';
import { limitation } from './collect/limitation';
import { meaning } from './collect/sense-making';
import { voices } from './collect/voices';
import { replacementOf } from '$lib/domain/findings/fact';
import { needForOutside } from '$lib/domain/findings/need';
import { differs, type Course } from '$lib/domain/stories/trend';

type Changes = Omit<Report['brief'], 'text'>;

const changeOf = (kind: FindingKind, { id, text }: Readonly<FindingBase>, { now, before }: Course): Change => ({
	kind,
	finding: id,
	text,
	now,
	before
});
const byWeight = (a: Change, b: Change): number =>
	b.now - a.now || (b.before ?? 0) - (a.before ?? 0) || (a.finding < b.finding ? -1 : 1);

/**
 * New, risen, fallen, gone and answered since the previous report, by rules. New was raised since. Risen and fallen
 * compare the last half hour with the one before, where n is large enough and enough was looked at. Gone was closed
 * since. The first report has nothing new or gone.
 */
function changes(evidence: EvidenceIndex, from: Moment, isFirst: boolean): Changes {
	const { state } = evidence.facts;
	const found: Changes = { fresh: [], risen: [], fallen: [], gone: [], answered: [], unsure: [] };
	const lists = { rises: found.risen, falls: found.fallen, unsure: found.unsure, same: null } as const;
	for (const kind of FindingKind.options)
		for (const finding of findingsOf(state, kind).values()) {
			if (finding.mergedInto || !evidence.mayReport(finding)) continue;
			const { course } = evidence.line(finding);
			const change = changeOf(kind, finding, course);
			const isNew = !isFirst && finding.raised.at > from;
			if (!isOpen(finding)) {
				if (!isFirst && !isNew && finding.closed && finding.closed.at > from) found.gone.push(change);
			} else if (isNew) found.fresh.push(change);
			else if (change.before !== null && differs(change.now, change.before))
				lists[evidence.difference(finding.id)]?.push(change);
		}
	for (const stored of evidence.current(state.needs)) {
		const need = needForOutside(state, stored);
		if (need.state === 'answered' && need.answer && need.answer.at > from)
			found.answered.push(changeOf('need', need, evidence.line(need).course));
	}
	for (const list of Object.values(found)) list.sort(byWeight);
	return found;
}

/**
 * Makes the report from these facts: pure, so that the same log position and moment always give the same content.
 * @throws Error when there is no incident at this position
 */
export function render(facts: Facts, evidence = new EvidenceIndex(facts)): Report {
	const { state, moment } = facts;
	const { incident } = state;
	if (!incident) throw new Error('there is no incident at this position in the log');
	const previous = previousVersion(state.versions);
	const from = previous?.moment ?? incident.start;
	const written = (section: ReportSection): string | null => state.reportTexts.get(section)?.text.trim() || null;
	const content = {
		incident,
		moment,
		from,
		previous: previous?.number ?? null,
		due: dueInRhythm(state, moment),
		brief: { text: written('brief'), ...changes(evidence, from, previous === null) },
		information: information(evidence, from),
		limitation: limitation(evidence),
		meaning: { ...meaning(evidence, from), text: written('meaning') },
		...voices(evidence, from),
		counterSignals: {
			text: written('counterSignals'),
			noneFound: state.reportTexts.get('counterSignals')?.noneFound ?? false,
			...restsOn(evidence, state.reportTexts.get('counterSignals')?.rests)
		},
		reading: {
			text: written('reading'),
			certainty: state.reportTexts.get('certainty')?.certainty ?? null,
			why: written('certainty'),
			expected: written('expected'),
			watch: written('watch'),
			...restsOn(evidence, state.reportTexts.get('reading')?.rests)
		},
		advice: adviceLines(state, from, (ids) => restsOn(evidence, ids)),
		...(evidence.isAftercare && { remains: remains(state) }),
		known: known(state, moment),
		basis: basis(evidence, from)
	} satisfies Record<Exclude<keyof Report, 'remains' | 'noVoices' | 'carried'>, unknown>;
	const figures = new Set(countsIn(content, noTotals).map(({ value }) => value));
	return Report.parse({ ...content, carried: carried(evidence, previous?.position ?? null, figures) });
}

/** The findings on which a text is based, with their number of posts; without findings that have no evidence. */
function restsOn(evidence: EvidenceIndex, ids: readonly FindingId[] | undefined): { rests?: TextBasis } {
	const found = (ids ?? []).flatMap((id) => findingBehind(evidence.facts.state, id) ?? []);
	const rests = [...new Set(found)]
		.filter((finding) => evidence.mayReport(finding))
		.map(({ id, text }) => ({ finding: id, text, posts: evidence.of(id).length }));
	return rests.length === 0 ? {} : { rests };
}

const textsOf: Readonly<Record<CarriedPart, readonly ReportSection[]>> = {
	brief: ['brief'],
	meaning: ['meaning'],
	counterSignals: ['counterSignals'],
	reading: ['reading', 'certainty', 'expected', 'watch']
};

/** Numbers of a line that do not count its posts until now. */
const noTotals: ReadonlySet<string> = new Set(['minutes', 'before', 'recent']);

/** The counts at the time when this text was written that have changed since. */
function changedSince(evidence: EvidenceIndex, { at, seq }: Pick<ReportText, 'at' | 'seq'>): Set<number> {
	const { state, posts } = evidence.facts;
	const written = millisecondsOf(at);
	const changed = new Set<number>();
	const compare = (then: number, now: number): void => {
		if (then !== now) changed.add(then);
	};
	compare(posts.all.posts - posts.after(written), posts.all.posts);
	for (const kind of FindingKind.options)
		for (const { id } of findingsOf(state, kind).values()) {
			const now = evidence.of(id);
			const then = now.filter((post) => post.at <= written && post.since <= seq);
			compare(then.length, now.length);
			compare(tallyOf(then).authors, tallyOf(now).authors);
		}
	return changed;
}

/**
 * The parts with a text from before the previous report.
 * @param position the log position of that report; null without one
 * @param figures all current counts
 */
function carried(
	evidence: EvidenceIndex,
	position: number | null,
	figures: ReadonlySet<number>
): NonNullable<Report['carried']> {
	if (position === null) return {};
	const { reportTexts } = evidence.facts.state;
	return Object.fromEntries(
		CarriedPart.options.flatMap((part) => {
			const old = textsOf[part]
				.flatMap((section) => reportTexts.get(section) ?? [])
				.filter((text) => isFilled(text) && text.seq <= position);
			const written = old.map(({ at }) => at).sort()[0];
			if (written === undefined) return [];
			const confirmed = old.map((text) => text.confirmed?.at ?? '').sort()[0];
			const numbers = old.flatMap((text) => {
				const changed = changedSince(evidence, text);
				return numbersIn(text.text).filter((number) => changed.has(number) || !figures.has(number));
			});
			return [
				[
					part,
					{
						written,
						confirmed: confirmed === '' ? null : confirmed,
						...(numbers.length > 0 && { numbers: [...new Set(numbers)] })
					}
				]
			];
		})
	);
}

/**
 * Section 9: facts newest first, unknowns and own actions in order of time. Replaced and withdrawn ones are left out.
 */
function known(state: ReadState, moment: Moment): Report['known'] {
	const facts = [...state.facts.values()]
		.filter(({ replacedBy }) => replacedBy === null)
		.sort((a, b) => a.at.localeCompare(b.at) || (a.id < b.id ? -1 : 1));
	const replaced = new Map(
		[...state.facts.values()].flatMap((fact) => (fact.replacedBy ? [[fact.replacedBy, fact] as const] : []))
	);
	const entryOf = ({ id, text, source, at }: (typeof facts)[number]) => {
		const old = replaced.get(id);
		const replacement = old && replacementOf(state.facts, old);
		const instead = replacement && { text: replacement.text, source: replacement.source, at: replacement.at };
		return { id, text, source, at, ...(instead && { instead }) };
	};
	return {
		facts: facts
			.filter(({ source }) => source !== null)
			.reverse()
			.map(entryOf),
		open: facts.filter(({ source }) => source === null).map(entryOf),
		actions: ownActions(state)
			.filter(({ circumstance, at }) => circumstance !== true && at <= moment)
			.map(({ id, channels, text, at, published }) => ({
				id,
				channel: [...new Set(published?.publications.map(placeOutside) ?? channels)].join(', '),
				text,
				at,
				...(published && { published: publishedOf(state, published) })
			}))
	};
}

/** What is still open in aftercare. Advice whose next step is a decision is in section 8. */
const remains = (state: ReadState): Report['remains'] => ({
	advice: adviceNotDone(state),
	promises: currentPromises(state),
	help: helpFacts(state).map(({ id, text, source, at }) => ({ id, text, source, at }))
});

const publishedOf = (
	state: ReadState,
	{ text, publications }: NonNullable<OwnActionOnce['published']>
): PublishedText => ({
	text: text.id,
	kind: text.kind,
	about: subjectOf(state, text)?.text ?? null,
	...(text.withdrawn && { withdrawn: true }),
	...(publications.some(lacksSecondReader) && { alone: true })
});

/** Open findings that cannot be in the report: they have no evidence, and no remark about where they came from. */
export function omittedFrom(evidence: EvidenceIndex): number {
	const { needs, rumours, behaviours, meanings } = evidence.facts.state;
	return [needs, rumours, behaviours, meanings]
		.flatMap((rows) => [...rows.values()])
		.filter((row) => isOpen(row) && !evidence.mayReport(row)).length;
}

/** What must be filled in before release; everything else can stay empty. */
export function unfinishedOf(report: Report): Unfinished[] {
	const open: Unfinished[] = [];
	if (report.brief.text === null) open.push('brief');
	if (report.counterSignals.text === null && !report.counterSignals.noneFound) open.push('counterSignals');
	if (report.reading.text !== null && (report.reading.certainty === null || report.reading.why === null))
		open.push('certainty');
	return open;
}
