import * as m from '../../messages';
import type { Moment, Sha256 } from '$lib/domain/core/ids';
import type { Replacement } from '$lib/domain/findings/fact';
import type { ClosedIncident } from '$lib/domain/overview/closed-incident';
import type { Report } from '$lib/domain/report/content';
import { fingerprintOf, type PublicKey } from '$lib/domain/report/public-key';
import type { ReportVersion, Withdrawal } from '$lib/domain/report/version';
import type { Words } from '$lib/i18n/words';
import {
	sectionIds,
	type Block,
	type DocumentHead,
	type Part,
	type PartId,
	type ReportDocument,
	type Section,
	type SectionId
} from './document';
import { ReportContext, strong, text } from './report-context';
import { writeBasis, writeKnown } from './basis';
import { writeAdvice, writeCounterSignals, writeReading } from './judgement';
import { writeMeaning, writeVoices } from './meaning';
import { writeBrief, writeInformation, writeLimitation } from './picture';
import { writeCommitments } from './open-commitments';

/** What surrounds the content: not part of the checksum. */
export interface ReportFrame {
	readonly number: number;
	readonly position: number;
	/** The hash of the log at this position. */
	readonly chainHead: Sha256;
	readonly rules: string;
	/** The public key of the signatures of the logs’ heads; null in versions from before they had it. */
	readonly publicKey: PublicKey | null;
	readonly checksum: Sha256;
	/** On the incident's clock; null while it is a draft. */
	readonly released: Moment | null;
	/** Its facts that were replaced since it was released: every file and copy shows them beside the content. */
	readonly replaced?: readonly Replacement[];
	/** Why and when it was withdrawn: every file and copy says so above the content. */
	readonly withdrawn?: Pick<Withdrawal, 'why' | 'at'> | null;
	/** What its incident still says, once that was closed: the report no longer announces the next one. */
	readonly closed?: ClosedIncident | null;
}

/** What surrounds a released version. */
export const frameOf = (
	version: Readonly<ReportVersion>,
	replaced: readonly Replacement[] = [],
	closed: ClosedIncident | null = null
): ReportFrame => {
	const { number, position, chainHead, rules, publicKey, checksum, released, withdrawn } = version;
	return {
		number,
		position,
		chainHead,
		rules,
		publicKey,
		checksum,
		released: released.at,
		replaced,
		withdrawn: withdrawn && { why: withdrawn.why, at: withdrawn.at },
		closed
	};
};

const parts: readonly (readonly [PartId, readonly SectionId[]])[] = [
	['short', ['brief']],
	['seen', ['information', 'limitation', 'meaning', 'voices', 'counterSignals']],
	['judgement', ['reading', 'advice']],
	['ground', ['known', 'basis']]
];

const writers: Readonly<Record<SectionId, (context: ReportContext) => Block[]>> = {
	brief: writeBrief,
	information: writeInformation,
	limitation: writeLimitation,
	meaning: writeMeaning,
	voices: writeVoices,
	counterSignals: writeCounterSignals,
	reading: writeReading,
	advice: (context) => [...writeAdvice(context), ...(context.report.remains ? writeCommitments(context) : [])],
	known: writeKnown,
	basis: writeBasis
};

/** Section 4 says it beside its text, among the figures. */
function ageOf(id: SectionId, context: ReportContext): Block[] {
	const age = id === 'brief' || id === 'counterSignals' || id === 'reading' ? context.carried(id) : null;
	return age === null ? [] : [{ kind: 'note', text: age }];
}

/** Puts a report into words. */
export function writeReport(report: Report, frame: ReportFrame, words: Words): ReportDocument {
	const context = new ReportContext(report, words);
	const { t } = words;
	const section = (id: SectionId): Section => {
		const title = t(m.report.document.sections[id]);
		return {
			id,
			number: sectionIds.indexOf(id) + 1,
			title,
			short: id === 'brief' ? t(m.report.document.shortSections.brief) : title,
			question:
				id === 'information' || id === 'limitation' || id === 'meaning' ? t(m.report.document.questions[id]) : null,
			blocks: [...ageOf(id, context), ...writers[id](context)]
		};
	};
	return {
		head: writeHead(context, frame),
		contents: {
			name: t(m.report.document.contents.name),
			count: t(m.report.document.contents.count, { count: sectionIds.length })
		},
		parts: parts.map(([id, sections]): Part => ({
			id,
			title: t(m.report.document.parts[id].title),
			sub: t(m.report.document.parts[id].sub),
			sections: sections.map(section)
		})),
		foot: [
			t(m.report.document.foot, {
				position: frame.position,
				chain: shortChecksum(frame.chainHead),
				rules: frame.rules,
				checksum: shortChecksum(frame.checksum)
			}),
			...signedBy(frame, words)
		].join(' ')
	};
}

/** By which key one can check that the log it was made from is still the same; nothing in versions from before. */
export const signedBy = ({ publicKey }: Pick<ReportFrame, 'publicKey'>, { t }: Words): string[] =>
	publicKey ? [t(m.report.document.signed, { key: fingerprintOf(publicKey) })] : [];

/** Enough of a checksum to compare by eye. */
export const shortChecksum = (sum: Sha256): string => `${sum.slice(0, 8)}…${sum.slice(-4)}`;

/** "Brand afvalverwerker Zuiderpark, Waterveen". */
export const titleOf = ({ incident }: Report): string =>
	incident.title.includes(incident.place) ? incident.title : `${incident.title}, ${incident.place}`;

function writeHead(context: ReportContext, frame: ReportFrame): DocumentHead {
	const { number, released } = frame;
	const { t, report, words } = context;
	const { incident, moment, from } = report;
	const meta: DocumentHead['meta'][number][] = [];
	if (incident.grip > 0) meta.push({ line: [strong(t(m.report.document.head.grip, { grip: incident.grip }))] });
	meta.push({ line: [strong(t(m.report.document.phases[incident.phase]))] });
	meta.push({ line: [text(t(m.report.document.head.measured, { time: words.time(moment) }))] });
	meta.push({ line: [text(words.longDate(moment))], long: true });
	meta.push({
		line: [text(t(m.report.document.head.period, { from: context.clock(from), to: words.time(moment) }))],
		long: true
	});
	if (released)
		meta.push({ line: [text(t(m.report.document.head.released, { time: context.time(released) }))], long: true });
	meta.push(writeNextReport(context, frame));
	return { kicker: t(m.report.document.kicker, { number }), title: titleOf(report), meta };
}

/** When the next report follows, or that none does. */
export function writeNextReport(context: ReportContext, { closed }: ReportFrame): DocumentHead['meta'][number] {
	const { t, words, report } = context;
	const { due, moment } = report;
	if (closed) return { line: [text(t(m.partner.closed.head, { when: words.when(closed.at, moment) }))] };
	const next =
		due === null ? t(m.report.document.head.noNext) : t(m.report.document.head.next, { time: context.time(due) });
	return { line: [text(next)], next: true };
}
