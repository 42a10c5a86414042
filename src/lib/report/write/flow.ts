import type { RiskLevel } from '$lib/domain/findings/risk';
import type { IconName } from '$lib/ui/display/icons';
import { riskIcons, trendIcon } from './icons';
import type { ActionChart, Block, Line, Piece, ReportDocument, Section, ShortBlock, ShortDocument } from './document';

/** A piece of text. `dutch`: text by a person, always in Dutch. */
export interface Run {
	readonly text: string;
	readonly strong?: true;
	readonly dutch?: true;
	readonly struck?: true;
	/** Replaces words that were removed: drawn as a block. */
	readonly removed?: true;
	/** Less weight, something that needs attention, or a risk. */
	readonly tone?: 'soft' | 'warning' | RiskLevel;
	/** Drawn before the text, which says the same. */
	readonly icon?: IconName;
	/** Counts that are drawn as a small line after the text. */
	readonly spark?: readonly number[];
}
export type Runs = readonly Run[];

/**
 * The report as a linear sequence, without layout: the source of the paper and text formats, so that each has the same
 * content in the same order.
 */
export type Flow =
	/** Above everything. */
	| { readonly kind: 'kicker'; readonly text: string }
	/** 1: the report's title, 2: a part, 3: a section. `sub` continues it with less weight. */
	| { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string; readonly sub: string | null }
	| { readonly kind: 'paragraph'; readonly runs: Runs; readonly style?: 'lead' | 'verbatim' | 'small' }
	| { readonly kind: 'list'; readonly items: readonly Runs[]; readonly ordered?: true }
	/** Names with their descriptions, under them or beside them. */
	| {
			readonly kind: 'terms';
			readonly rows: readonly { readonly name: string; readonly lines: readonly Runs[] }[];
			readonly beside?: true;
	  }
	/** Beside each other where there is room. */
	| { readonly kind: 'columns'; readonly columns: readonly (readonly Flow[])[] }
	/** On a grey ground: what is advised and judged, as opposed to seen. */
	| { readonly kind: 'panel'; readonly blocks: readonly Flow[] }
	/** Where nothing is drawn, its sentence says the most important. */
	| { readonly kind: 'chart'; readonly chart: ActionChart }
	| {
			readonly kind: 'table';
			/** Empty where the heading above it says it. */
			readonly caption: string;
			/** Null for a table that needs no heads. */
			readonly columns: readonly { readonly label: string; readonly number: boolean }[] | null;
			/** A cell holds one line or more; the first cell is the row's head. */
			readonly rows: readonly (readonly (readonly Runs[])[])[];
	  };

/** @param mark shown above the report of an exercise; null for a real incident */
export function flowOf({ head, parts, foot }: ReportDocument, mark: string | null): Flow[] {
	const flow: Flow[] = mark === null ? [] : [{ kind: 'kicker', text: mark }];
	flow.push({ kind: 'kicker', text: head.kicker }, { kind: 'heading', level: 1, text: head.title, sub: null });
	flow.push({ kind: 'list', items: head.meta.map(({ line }) => runsOf(line)) });
	for (const { id, title, sub, sections } of parts) {
		if (id !== 'short') flow.push({ kind: 'heading', level: 2, text: title, sub });
		for (const section of sections) flow.push(...flowOfSection(section));
	}
	return [...flow, { kind: 'paragraph', runs: [{ text: foot }], style: 'small' }];
}

function flowOfSection({ number, title, question, blocks }: Section): Flow[] {
	return [
		{ kind: 'heading', level: 3, text: `${String(number)} ${title}`, sub: question },
		...blocks.flatMap(flowOfBlock)
	];
}

function flowOfBlock(block: Block): Flow[] {
	switch (block.kind) {
		case 'lead':
		case 'verbatim':
			return block.paragraphs.map((text): Flow => ({
				kind: 'paragraph',
				runs: [{ text, dutch: true }],
				style: block.kind
			}));
		case 'note':
		case 'missing':
			return [{ kind: 'paragraph', runs: [{ text: block.text }] }];
		case 'caveat':
			return [{ kind: 'paragraph', runs: [{ text: block.strong, strong: true }, { text: ` ${block.text}` }] }];
		case 'rows':
			return [{ kind: 'terms', rows: block.rows.map(({ name, lines }) => ({ name, lines: lines.map(runsOf) })) }];
		case 'changes': {
			const rows = block.columns.map(({ name, lines }) => ({ name, lines: lines.map(runsOf) }));
			const note: Flow[] =
				block.note === null ? [] : [{ kind: 'paragraph', runs: [{ text: block.note }], style: 'small' }];
			return [{ kind: 'terms', rows }, ...note];
		}
		case 'labels':
			return block.tables.map(({ caption, rows }): Flow => ({
				kind: 'table',
				caption,
				columns: null,
				rows: rows.map(({ icon, name, text }) => [
					[[{ text: name, ...(icon && { icon, tone: 'soft' as const }) }]],
					[[{ text }]]
				])
			}));
		case 'advice': {
			const items = block.rows.map(({ goal, what, meta }): Flow => {
				const lines = [[{ text: what, dutch: true, strong: true } as const], ...meta.map(runsOf)];
				return { kind: 'terms', rows: [{ name: goal, lines }] };
			});
			return [...items, ...block.became.map((line): Flow => ({ kind: 'paragraph', runs: runsOf(line) }))];
		}
		case 'table': {
			const rows = block.rows.map(({ head, under, cells }) => [
				[runsOf(head), ...under.map(runsOf)],
				...block.columns.slice(1).map((_, at) => [cells[at] ? runsOf(cells[at]) : [{ text: '–' }]])
			]);
			const columns = block.columns.map(({ label, kind }) => ({ label, number: kind === 'number' }));
			return [{ kind: 'table', caption: block.caption, columns, rows }];
		}
	}
}

/** The report on two pages. @param mark see {@link flowOf} */
export function shortFlowOf({ head, sections }: ShortDocument, mark: string | null): Flow[] {
	const flow: Flow[] = mark === null ? [] : [{ kind: 'kicker', text: mark }];
	const meta = head.meta.flatMap(({ line }, at) => [...(at === 0 ? [] : [{ text: ' · ' }]), ...runsOf(line)]);
	flow.push({ kind: 'kicker', text: head.kicker }, { kind: 'heading', level: 1, text: head.title, sub: null });
	flow.push({ kind: 'paragraph', runs: meta, style: 'small' });
	for (const { id, title, sub, blocks } of sections) {
		// What is known and what is not have headings of their own.
		const heading: Flow[] = id === 'known' ? [] : [{ kind: 'heading', level: 2, text: title, sub }];
		const section = [...heading, ...blocks.flatMap(flowOfShortBlock)];
		flow.push(...(id === 'advice' ? [{ kind: 'panel', blocks: section } as const] : section));
	}
	return flow;
}

function flowOfShortBlock(block: ShortBlock): Flow[] {
	switch (block.kind) {
		case 'rows':
			return flowOfBlock(block).map((flow) => (flow.kind === 'terms' ? { ...flow, beside: true } : flow));
		case 'table':
			return flowOfBlock(block).map((flow) => (flow.kind === 'table' ? { ...flow, caption: '' } : flow));
		case 'labels':
			return [{ kind: 'columns', columns: flowOfBlock(block).map((table) => [table]) }];
		case 'moves':
			return [listOf(block.rows)];
		case 'decisions': {
			const rows = block.rows.map(({ what, decides }, at) => [
				[[{ text: `${String(at + 1)} ` }, { text: what, dutch: true, strong: true } as const]],
				[runsOf(decides)]
			]);
			const table: Flow = { kind: 'table', caption: '', columns: null, rows };
			return [
				...(rows.length === 0 ? [] : [table]),
				...block.after.map((line): Flow => ({ kind: 'paragraph', runs: runsOf(line) }))
			];
		}
		case 'judged': {
			const age: Runs = block.age === null ? [] : [{ text: ' ' }, { text: block.age, icon: 'clock', tone: 'soft' }];
			return [
				{ kind: 'paragraph', runs: [{ text: block.title, strong: true }, ...age, { text: ' ' }, ...runsOf(block.line)] }
			];
		}
		case 'sides':
			return [
				{
					kind: 'columns',
					columns: block.sides.map(({ title, rows }): Flow[] => [
						{ kind: 'heading', level: 2, text: title, sub: null },
						listOf(rows)
					])
				}
			];
		case 'done': {
			const items = block.rows.map(({ time, line }, at) => [
				{ text: `${String(at + 1)} ` },
				{ text: `${time} `, strong: true as const },
				...runsOf(line)
			]);
			const note: Flow[] = block.note === null ? [] : [{ kind: 'paragraph', runs: [{ text: block.note }] }];
			const list: Flow[] = [...note, ...items.map((runs): Flow => ({ kind: 'paragraph', runs }))];
			return block.chart ? [{ kind: 'columns', columns: [[{ kind: 'chart', chart: block.chart }], list] }] : list;
		}
		case 'small':
			return [{ kind: 'paragraph', runs: runsOf(block.line), style: 'small' }];
		default:
			return flowOfBlock(block);
	}
}

/** A list whose marks are icons. */
const listOf = (rows: readonly { readonly icon: IconName; readonly line: Line }[]): Flow => ({
	kind: 'list',
	items: rows.map(({ icon, line }) => [{ text: '', icon, tone: 'soft' }, ...runsOf(line)])
});

export const runsOf = (line: Line): Runs =>
	line.flatMap((piece) => (piece.kind === 'replaced' ? [{ text: '– ' }, runOf(piece)] : [runOf(piece)]));

function runOf(piece: Piece): Run {
	const strong = 'strong' in piece && piece.strong ? ({ strong: true } as const) : {};
	switch (piece.kind) {
		case 'text':
			if (piece.open) return { text: piece.text, strong: true, tone: 'warning' };
			return { text: piece.text, ...strong, ...(piece.subtle && !piece.strong && { tone: 'soft' as const }) };
		case 'verbatim':
			return {
				text: piece.quoted ? `‘${piece.text}’` : piece.text,
				dutch: true,
				...strong,
				...(piece.struck && { struck: true as const })
			};
		case 'count':
			return { text: piece.aside ? `(${piece.text})` : piece.text, ...strong };
		case 'trend':
			return { text: `${piece.word} `, icon: trendIcon(piece.course) ?? undefined };
		case 'evidence':
			return { text: '' };
		case 'risk':
			return { text: piece.text, strong: true, icon: riskIcons[piece.level], tone: piece.level };
		case 'recent':
			return { text: piece.text, strong: true, spark: piece.counts };
		case 'replaced':
			return { text: piece.text, strong: true, icon: 'replace', tone: 'warning' };
	}
}

/** A heading with its continuation. */
export const headingOf = ({ text, sub }: Extract<Flow, { kind: 'heading' }>): Runs =>
	sub === null ? [{ text, strong: true }] : [{ text, strong: true }, { text: ` ${sub}` }];

/** A line as plain text. */
export const textOf = (line: Line): string => plainTextOf(runsOf(line));

/** Everything that a reader of a block sees, a line each, in the order of reading. */
export function linesOf(block: Flow): string[] {
	switch (block.kind) {
		case 'kicker':
			return [block.text];
		case 'heading':
			return [plainTextOf(headingOf(block))];
		case 'paragraph':
			return [plainTextOf(block.runs)];
		case 'list':
			return block.items.map(plainTextOf);
		case 'terms':
			return block.rows.flatMap(({ name, lines }) => [name, ...lines.map(plainTextOf)]);
		case 'columns':
			return block.columns.flat().flatMap(linesOf);
		case 'panel':
			return block.blocks.flatMap(linesOf);
		case 'chart': {
			const { marks, times, says } = block.chart;
			return [...marks.map(({ label }) => label), ...times, says];
		}
		case 'table':
			return [
				block.caption,
				...(block.columns ?? []).map(({ label }) => label),
				...block.rows.flatMap((cells) => cells.flat().map(plainTextOf))
			];
	}
}

export const plainTextOf = (runs: Runs): string => runs.map(({ text }) => text).join('');
