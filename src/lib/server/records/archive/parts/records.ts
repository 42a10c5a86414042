import type { ReadRows, ReadState } from '$lib/domain/core/state';
import { jsonText, part, type PackagePart } from './part';
import type { ArchiveSubject } from './subject';

/** How a collection is kept. The state is made of masked events, so nothing in it names a private person. */
interface KeptRecord {
	readonly path: string;
	readonly rows: (state: ReadState) => readonly unknown[];
}

/** The rows in the order of their ids, which is the order in which they were made. */
const inOrder = <Id extends string | number, Row>(rows: ReadRows<Id, Row>): readonly unknown[] =>
	[...rows.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
const single = (value: unknown): readonly unknown[] => (value === null ? [] : [value]);

/** Everything that people decided, wrote and established. */
const kept: readonly KeptRecord[] = [
	{ path: 'incident/incident.json', rows: ({ incident }) => single(incident) },
	{ path: 'incident/archive.json', rows: ({ archive }) => single(archive) },
	{ path: 'incident/search-profile.json', rows: ({ profile }) => single(profile) },
	{ path: 'incident/sources.json', rows: ({ sources }) => inOrder(sources) },
	{ path: 'incident/actions.json', rows: ({ actions }) => inOrder(actions) },
	{ path: 'incident/agreements.json', rows: ({ agreements }) => inOrder(agreements) },
	{ path: 'findings/needs.json', rows: ({ needs }) => inOrder(needs) },
	{ path: 'findings/rumours.json', rows: ({ rumours }) => inOrder(rumours) },
	{ path: 'findings/behaviours.json', rows: ({ behaviours }) => inOrder(behaviours) },
	{ path: 'findings/meanings.json', rows: ({ meanings }) => inOrder(meanings) },
	{ path: 'findings/facts.json', rows: ({ facts }) => inOrder(facts) },
	{ path: 'texts/texts.json', rows: ({ texts }) => inOrder(texts) },
	{ path: 'texts/responses.json', rows: ({ responses }) => inOrder(responses) },
	{ path: 'decisions/advice.json', rows: ({ advice }) => inOrder(advice) },
	{ path: 'incident/learning-points.json', rows: ({ learningPoints }) => inOrder(learningPoints) },
	{ path: 'reports/versions.json', rows: ({ versions }) => inOrder(versions) },
	{
		path: 'reports/texts.json',
		rows: ({ reportTexts }) =>
			[...reportTexts.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([section, text]) => ({ section, ...text }))
	},
	{ path: 'reports/quotes.json', rows: ({ quotes }) => inOrder(quotes) }
];

/** A JSON file for each kind of record; an empty one says that there were none. */
export const recordParts = ({ state }: Pick<ArchiveSubject, 'state'>): PackagePart[] =>
	kept.map(({ path, rows }) => part(path, () => jsonText(rows(state))));
