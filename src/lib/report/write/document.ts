import type { IconName } from '$lib/ui/display/icons';
import type { ActionId, FactId, FindingId, SourceId, TextId } from '$lib/domain/core/ids';
import type { RiskLevel } from '$lib/domain/findings/risk';
import type { Course } from '$lib/domain/stories/trend';

/**
 * The report in words, in one language: the source of HTML, print, and later PDF, DOCX and plain text, so that all have
 * the same content. It has no layout; `of` names the evidence behind a number, for links on the desk, and is never
 * sent elsewhere.
 */
export interface ReportDocument {
	readonly head: DocumentHead;
	/** Shown above the list of sections where there is room, and with their number where the list is folded. */
	readonly contents: { readonly name: string; readonly count: string };
	readonly parts: readonly Part[];
	/** The basis of the report: shown under the text, not part of it. */
	readonly foot: string;
}
export interface DocumentHead {
	readonly kicker: string;
	readonly title: string;
	/**
	 * In order of weight; `long` is left out where there is no room, and `next` on the page of an incident that was closed
	 * since.
	 */
	readonly meta: readonly { readonly line: Line; readonly long?: true; readonly next?: true }[];
}

/** Observation, interpretation and basis are never in one part (docs/domain.md, rule 13). */
export type PartId = 'short' | 'seen' | 'judgement' | 'ground';
export interface Part {
	readonly id: PartId;
	readonly title: string;
	readonly sub: string;
	readonly sections: readonly Section[];
}

export const sectionIds = [
	'brief',
	'information',
	'limitation',
	'meaning',
	'voices',
	'counterSignals',
	'reading',
	'advice',
	'known',
	'basis'
] as const;
export type SectionId = (typeof sectionIds)[number];
/** A section of the full report. */
export interface Section {
	readonly id: SectionId;
	readonly number: number;
	readonly title: string;
	/** The name in the list of sections. */
	readonly short: string;
	readonly question: string | null;
	readonly blocks: readonly Block[];
}

export type EvidenceLink =
	| { readonly finding: FindingId }
	| { readonly source: SourceId }
	| { readonly search: string }
	| { readonly fact: FactId }
	| { readonly action: ActionId }
	| { readonly text: TextId };

export type Piece =
	| {
			readonly kind: 'text';
			readonly text: string;
			readonly strong?: true;
			readonly subtle?: true;
			readonly open?: true;
	  }
	/** Text by a person, always in Dutch; `struck` (struck through) when it is no longer valid. */
	| {
			readonly kind: 'verbatim';
			readonly text: string;
			readonly quoted?: true;
			readonly strong?: true;
			readonly struck?: true;
	  }
	| {
			readonly kind: 'count';
			readonly posts: number;
			readonly text: string;
			readonly of: EvidenceLink | null;
			readonly strong?: true;
			/** Beside a text that is complete without it: in brackets where it is no link. */
			readonly aside?: true;
	  }
	| { readonly kind: 'trend'; readonly course: Course; readonly word: string }
	| { readonly kind: 'risk'; readonly level: RiskLevel; readonly text: string }
	/** The count of the last ten minutes, with a small line of the last hour. */
	| { readonly kind: 'recent'; readonly text: string; readonly counts: readonly number[] }
	/** Only at the desk: where the line before it comes from. */
	| { readonly kind: 'evidence'; readonly of: EvidenceLink; readonly text: string }
	/** A fact under this line was replaced. */
	| { readonly kind: 'replaced'; readonly text: string };
export type Line = readonly Piece[];

/** A name with the lines beside it. */
export interface NamedRow {
	readonly id: string;
	readonly name: string;
	readonly lines: readonly Line[];
}
export interface DocumentRow {
	readonly key: string;
	readonly head: Line;
	/** Under the head, smaller. */
	readonly under: readonly Line[];
	/** One for each column after the first; null for an empty cell. */
	readonly cells: readonly (Line | null)[];
}
interface Column {
	readonly label: string;
	readonly kind: 'head' | 'number' | 'short' | 'wide';
}
/** How many stories have each label. */
export interface LabelTable {
	readonly caption: string;
	readonly rows: readonly {
		readonly key: string;
		readonly icon: IconName | null;
		readonly name: string;
		readonly text: string;
	}[];
}
export interface AdviceRow {
	readonly key: string;
	readonly goal: string;
	readonly what: string;
	readonly meta: Line[];
}

export type Block =
	| { readonly kind: 'lead'; readonly paragraphs: readonly string[] }
	| {
			readonly kind: 'changes';
			readonly note: string | null;
			readonly columns: readonly { readonly icon: IconName; readonly name: string; readonly lines: readonly Line[] }[];
	  }
	| {
			readonly kind: 'table';
			readonly id: 'needs' | 'rumours' | 'signs' | 'remains' | 'living';
			readonly caption: string;
			readonly columns: readonly Column[];
			readonly rows: readonly DocumentRow[];
	  }
	| { readonly kind: 'rows'; readonly rows: readonly NamedRow[] }
	| { readonly kind: 'labels'; readonly tables: readonly LabelTable[] }
	/** A text by the analyst. */
	| { readonly kind: 'verbatim'; readonly paragraphs: readonly string[] }
	| { readonly kind: 'note'; readonly text: string }
	/** Something that must be filled in before release. */
	| { readonly kind: 'missing'; readonly text: string }
	| { readonly kind: 'advice'; readonly rows: readonly AdviceRow[]; readonly became: readonly Line[] }
	| { readonly kind: 'caveat'; readonly strong: string; readonly text: string };

/**
 * The report on two pages, as it is shared and printed: the same content as the full one, the most urgent first. See
 * {@link ReportDocument}.
 */
export interface ShortDocument {
	readonly head: DocumentHead;
	readonly sections: readonly ShortSection[];
}
/**
 * `signs` and `watch` stand in place of the three goals while an incident is only followed; `remains` to `next`, with
 * `meaning`, in aftercare.
 */
type ShortSectionId =
	| 'brief'
	| 'advice'
	| 'information'
	| 'limitation'
	| 'meaning'
	| 'signs'
	| 'watch'
	| 'remains'
	| 'living'
	| 'owed'
	| 'help'
	| 'next'
	| 'known'
	| 'done'
	| 'basis';
export interface ShortSection {
	readonly id: ShortSectionId;
	readonly title: string;
	/** What it is about, with less weight. */
	readonly sub: string | null;
	readonly blocks: readonly ShortBlock[];
}
export type ShortBlock =
	| Extract<Block, { kind: 'lead' | 'missing' | 'note' | 'rows' | 'labels' | 'table' }>
	/** What is new, rises or falls, a line each. */
	| { readonly kind: 'moves'; readonly rows: readonly { readonly icon: IconName; readonly line: Line }[] }
	/** Advice, a line each, with who decides and by when; `after`: what happened to earlier advice. */
	| {
			readonly kind: 'decisions';
			readonly rows: readonly { readonly key: string; readonly what: string; readonly decides: Line }[];
			readonly after: readonly Line[];
	  }
	/** The analyst's judgement; `age` when its words are older than the previous report. */
	| { readonly kind: 'judged'; readonly title: string; readonly age: string | null; readonly line: Line }
	/** Lists beside each other. */
	| {
			readonly kind: 'sides';
			readonly sides: readonly {
				readonly title: string;
				readonly rows: readonly { readonly icon: IconName; readonly line: Line }[];
			}[];
	  }
	/** Own actions, numbered in a chart of all posts per ten minutes. */
	| {
			readonly kind: 'done';
			readonly chart: ActionChart | null;
			readonly rows: readonly { readonly time: string; readonly line: Line }[];
			readonly note: string | null;
	  }
	| { readonly kind: 'small'; readonly line: Line };

/** Posts per ten minutes, with the numbers of own actions above them. */
export interface ActionChart {
	readonly bars: readonly number[];
	/** `at`: from 0 to 100 along the axis; those close together share a label. */
	readonly marks: readonly { readonly at: number; readonly label: string }[];
	/** Along the axis, from its start to its end. */
	readonly times: readonly string[];
	readonly label: string;
	readonly says: string;
}
