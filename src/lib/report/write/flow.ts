import type { Block, Line, Piece, ReportDocument, Section } from './document';

/** A piece of text. `dutch`: a quote, in Dutch whatever the language of the report. */
export interface Run {
	readonly text: string;
	readonly strong?: true;
	readonly dutch?: true;
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
	| { readonly kind: 'paragraph'; readonly runs: Runs; readonly style?: 'lead' | 'said' | 'small' }
	| { readonly kind: 'list'; readonly items: readonly Runs[]; readonly ordered?: true }
	/** Names with their descriptions. */
	| { readonly kind: 'terms'; readonly rows: readonly { readonly name: string; readonly lines: readonly Runs[] }[] }
	| {
			readonly kind: 'table';
			readonly caption: string;
			/** Null for a table that needs no heads. */
			readonly columns: readonly { readonly label: string; readonly number: boolean }[] | null;
			/** A cell holds one line or more; the first cell is the row's head. */
			readonly rows: readonly (readonly (readonly Runs[])[])[];
			/** For shares: the length of each row's bar, of a hundred. It only repeats the number. */
			readonly bars?: readonly number[];
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
		case 'said':
			return block.paragraphs.map((text): Flow => ({
				kind: 'paragraph',
				runs: [{ text, dutch: true }],
				style: block.kind
			}));
		case 'note':
		case 'missing':
			return [{ kind: 'paragraph', runs: [{ text: block.text }] }];
		case 'creed':
			return [{ kind: 'paragraph', runs: [{ text: block.strong, strong: true }, { text: ` ${block.text}` }] }];
		case 'rows':
			return [{ kind: 'terms', rows: block.rows.map(({ name, lines }) => ({ name, lines: lines.map(runsOf) })) }];
		case 'changes': {
			const rows = block.columns.map(({ name, lines }) => ({ name, lines: lines.map(runsOf) }));
			const note: Flow[] =
				block.note === null ? [] : [{ kind: 'paragraph', runs: [{ text: block.note }], style: 'small' }];
			return [{ kind: 'terms', rows }, ...note];
		}
		case 'shares':
			return block.tables.map(({ caption, few, rows }): Flow => {
				if (few !== null) return { kind: 'paragraph', runs: [{ text: `${caption}: ${few}` }] };
				return {
					kind: 'table',
					caption,
					columns: null,
					rows: rows.map(({ name, text }) => [[[{ text: name }]], [[{ text }]]]),
					bars: rows.map(({ percent }) => percent)
				};
			});
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

const runsOf = (line: Line): Runs => line.map(runOf);

function runOf(piece: Piece): Run {
	const strong = 'strong' in piece && piece.strong ? ({ strong: true } as const) : {};
	switch (piece.kind) {
		case 'text':
			return { text: piece.text, ...(piece.open ? { strong: true } : strong) };
		case 'said':
			return { text: piece.quoted ? `‘${piece.text}’` : piece.text, dutch: true, ...strong };
		case 'count':
			return { text: piece.aside ? `(${piece.text})` : piece.text, ...strong };
		case 'trend':
			return { text: `${piece.word} ` };
		case 'risk':
			return { text: piece.text, strong: true };
	}
}

/** A heading with its continuation. */
export const headingOf = ({ text, sub }: Extract<Flow, { kind: 'heading' }>): Runs =>
	sub === null ? [{ text, strong: true }] : [{ text, strong: true }, { text: ` ${sub}` }];

/** A line as plain text. */
export const textOf = (line: Line): string => plain(runsOf(line));

export const plain = (runs: Runs): string => runs.map(({ text }) => text).join('');
