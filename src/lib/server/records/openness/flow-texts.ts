import { redactPart, type Passage } from '$lib/domain/openness/passages';
import type { Flow, Run, Runs } from '$lib/report/write/flow';

/** Receives every text of a document, in the order of reading, and returns its replacement. */
type Each = (text: string, runs: Runs) => readonly Run[];

/**
 * The same document with other texts. Nothing is drawn in it: a chart becomes its sentence, and a bar would show a number
 * that was removed.
 */
function mapTexts(flow: readonly Flow[], each: Each): Flow[] {
	const runs = (old: Runs): Runs => each(old.map(({ text }) => text).join(''), old);
	const plainText = (text: string): string =>
		runs([{ text }])
			.map((run) => (run.removed ? `[${run.text}]` : run.text))
			.join('');
	return flow.map((block): Flow => {
		switch (block.kind) {
			case 'kicker':
				return { ...block, text: plainText(block.text) };
			case 'heading':
				return { ...block, text: plainText(block.text), sub: block.sub === null ? null : plainText(block.sub) };
			case 'paragraph':
				return { ...block, runs: runs(block.runs) };
			case 'list':
				return { ...block, items: block.items.map(runs) };
			case 'terms':
				return {
					...block,
					rows: block.rows.map(({ name, lines }) => ({ name: plainText(name), lines: lines.map(runs) }))
				};
			case 'columns':
				return { ...block, columns: block.columns.map((column) => mapTexts(column, each)) };
			case 'panel':
				return { ...block, blocks: mapTexts(block.blocks, each) };
			case 'chart':
				return { kind: 'paragraph', runs: runs([{ text: block.chart.says }]) };
			case 'table':
				return {
					kind: 'table',
					caption: plainText(block.caption),
					columns: block.columns?.map(({ label, number }) => ({ label: plainText(label), number })) ?? null,
					rows: block.rows.map((cells) => cells.map((lines) => lines.map(runs)))
				};
		}
	});
}

/** The texts in which passages are marked, each a part, in the order of reading. */
export function partsOf(flow: readonly Flow[]): string[] {
	const parts: string[] = [];
	mapTexts(flow, (text, runs) => {
		parts.push(text);
		return runs;
	});
	return parts;
}

/** The document without the marked words: the article replaces them, and they are nowhere in it. */
export function redactFlow(flow: readonly Flow[], passages: readonly Passage[]): Flow[] {
	let part = -1;
	return mapTexts(flow, (text, runs) => {
		part += 1;
		if (!passages.some((passage) => passage.part === part)) return runs;
		const dutch = runs.some((run) => run.dutch) ? ({ dutch: true } as const) : {};
		return redactPart(text, part, passages).map((piece): Run =>
			'ground' in piece ? { text: piece.text, removed: true } : { text: piece.text, ...dutch }
		);
	});
}
