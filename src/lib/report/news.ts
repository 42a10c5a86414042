import type { SectionId } from './write/document';
import type { Report } from '$lib/domain/report/content';

/**
 * The news in the next version of a report: what is new, changed or gone; `text` names the thing in its own words, null
 * for a section as a whole.
 */
export interface News {
	readonly kind: 'new' | 'changed' | 'gone';
	readonly section: SectionId;
	readonly text: string | null;
}

/**
 * A thing in a report that can be added, changed and removed: a finding, a line of advice, a fact. Figures alone are no
 * change: they always move.
 */
interface ComparedItem {
	readonly section: SectionId;
	readonly text: string;
	/** The content that is news when it differs. */
	readonly fingerprint: string;
}

function itemsIn(report: Report): Map<string, ComparedItem> {
	const items = new Map<string, ComparedItem>();
	const add = (id: string, section: SectionId, text: string, rest: readonly unknown[]) =>
		items.set(id, { section, text, fingerprint: JSON.stringify([text, ...rest]) });
	for (const need of report.information.needs)
		add(need.finding, 'information', need.text, [need.state, need.answer?.at ?? null]);
	for (const rumour of report.limitation.rumours)
		add(rumour.finding, 'limitation', rumour.text, [
			rumour.level,
			rumour.verdict?.verdict ?? null,
			rumour.verifying?.body ?? null,
			rumour.approach
		]);
	for (const behaviour of report.limitation.behaviours)
		add(behaviour.finding, 'limitation', behaviour.text, [behaviour.effect, behaviour.advice]);
	for (const theme of report.meaning.themes) add(theme.finding, 'meaning', theme.text, [theme.theme]);
	for (const quote of report.meaning.quotes) add(quote.id, 'meaning', quote.text, [quote.speaker]);
	for (const advice of report.advice.lines)
		add(advice.id, 'advice', advice.what, [advice.who, advice.channel, advice.audience, advice.urgency]);
	for (const fact of [...report.known.facts, ...report.known.open]) add(fact.id, 'known', fact.text, [fact.source]);
	return items;
}

const textsIn = (report: Report): readonly (readonly [SectionId, string])[] => [
	['brief', report.brief.text ?? ''],
	['meaning', report.meaning.text ?? ''],
	['counterSignals', report.counterSignals.text ?? String(report.counterSignals.noneFound)],
	['reading', JSON.stringify(report.reading)]
];

/**
 * First what is new, then changed, then gone, in the order of the sections. For a full comparison of two versions see
 * compare.ts.
 */
export function newsSince(before: Report, after: Report): News[] {
	const [old, now] = [itemsIn(before), itemsIn(after)];
	const fresh = [...now]
		.filter(([id]) => !old.has(id))
		.map(([, { section, text }]): News => ({ kind: 'new', section, text }));
	const removed = [...old]
		.filter(([id]) => !now.has(id))
		.map(([, { section, text }]): News => ({ kind: 'gone', section, text }));
	const changed = [...now]
		.filter(([id, { fingerprint }]) => old.has(id) && old.get(id)?.fingerprint !== fingerprint)
		.map(([, { section, text }]): News => ({ kind: 'changed', section, text }));
	const oldTexts = new Map(textsIn(before));
	const rewritten = textsIn(after)
		.filter(([section, text]) => oldTexts.get(section) !== text)
		.map(([section]): News => ({ kind: 'changed', section, text: null }));
	return [...fresh, ...changed, ...rewritten, ...removed];
}
