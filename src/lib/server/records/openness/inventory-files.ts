import * as m from '$lib/messages';
import type { PersonId } from '$lib/domain/core/ids';
import type { PersonalRole } from '$lib/domain/core/role';
import { articleOf } from '$lib/domain/openness/grounds';
import { staysBack } from '$lib/domain/openness/judgement';
import type { Withheld } from '$lib/domain/openness/withheld';
import type { InventoryLine } from '$lib/domain/openness/inventory';
import type { Words } from '$lib/i18n/words';
import type { Flow } from '$lib/report/write/flow';
import { csvOf } from '$lib/server/platform/http/csv';

/** The role of who made a document: never their name. Null when they have none any more. */
export type RoleOf = (person: PersonId) => PersonalRole | null;

const columns = ['number', 'date', 'kind', 'title', 'maker', 'outcome', 'grounds', 'where', 'judged', 'note'] as const;

/** Who reads an inventory: `everyone` never sees words of a document that is not public as a whole. */
export interface InventoryReaders {
	readonly roleOf: RoleOf;
	readonly audience: 'desk' | 'everyone';
	/** What is withheld in the documents, for everyone. */
	readonly withheld?: Withheld;
}

/** The text without what is withheld in the documents, for those who read them. */
export const withoutWithheld = (text: string, { withheld }: InventoryReaders): string =>
	withheld?.withoutThem(text, articleOf) ?? text;

/** A line of the inventory in words, a cell for each column. */
function inventoryCells(line: InventoryLine, readers: InventoryReaders, { t, exact }: Words): string[] {
	const { roleOf, audience } = readers;
	const { number, at, kind, version, isWithdrawn, by, addresses, proposal, judgement, isChanged, passages } = line;
	const { outcome, grounds } = judgement ?? proposal;
	const isWhole = judgement !== null && !staysBack(outcome) && !isChanged && passages === 0;
	const isShown = audience === 'desk' || isWhole;
	const title = isShown ? withoutWithheld(line.title ?? '', readers) : '';
	const role = by && roleOf(by);
	return [
		String(number),
		at === null ? t(m.openness.whole) : exact(at),
		t(m.openness.kinds[kind]),
		version === null ? title : t(isWithdrawn ? m.openness.withdrawn : m.openness.report, { number: version }),
		by === null ? '' : role === null ? t(m.openness.makerGone) : t(m.roles[role]),
		t(m.openness.judgements[outcome]),
		grounds.map(articleOf).join(', '),
		isShown ? addresses.join(' ') : '',
		t(judgement === null ? m.openness.proposed : m.openness.judged),
		withoutWithheld(judgement?.note ?? '', readers)
	];
}

/** What a Dutch spreadsheet opens as columns by itself. */
export const inventoryCsv = (lines: readonly InventoryLine[], readers: InventoryReaders, words: Words): string =>
	csvOf([
		columns.map((column) => words.t(m.openness.columns[column])),
		...lines.map((line) => inventoryCells(line, readers, words))
	]);

/** The same on paper: a table of five columns, with the legend of the articles that stand in it. */
export function inventoryFlow(
	title: string,
	lines: readonly InventoryLine[],
	readers: InventoryReaders,
	words: Words
): Flow[] {
	const { t } = words;
	const used = [...new Set(lines.flatMap(({ judgement, proposal }) => (judgement ?? proposal).grounds))].sort();
	return [
		{ kind: 'kicker', text: title },
		{ kind: 'heading', level: 1, text: t(m.openness.inventory), sub: null },
		{ kind: 'paragraph', runs: [{ text: t(m.openness.count, { count: lines.length }) }] },
		{
			kind: 'table',
			caption: '',
			columns: (['number', 'date', 'kind', 'title', 'outcome'] as const).map((column) => ({
				label: t(m.openness.columns[column]),
				number: false
			})),
			rows: lines.map((line) => {
				const [
					number = '',
					date = '',
					kind = '',
					name = '',
					maker = '',
					outcome = '',
					grounds = '',
					where = '',
					judged = '',
					note = ''
				] = inventoryCells(line, readers, words);
				const lined = (...texts: string[]) => texts.filter(Boolean).map((text) => [{ text }]);
				return [
					lined(number),
					lined(date),
					lined(kind),
					lined(name, maker, where),
					lined(grounds === '' ? outcome : `${outcome}: ${grounds}`, judged, note)
				];
			})
		},
		...(used.length === 0
			? []
			: [
					{ kind: 'heading', level: 2, text: t(m.openness.articles), sub: null } as const,
					{
						kind: 'list',
						items: used.map((ground) => [
							{ text: articleOf(ground), strong: true as const },
							{ text: ` – ${t(m.openness.grounds[ground])}` }
						])
					} as const
				])
	];
}
