import { labelKindNames, type LabelValues } from '$lib/domain/stories/label-kinds';
import type { Sql } from '$lib/server/platform/driver/sql';
import { csvLine } from '$lib/server/platform/http/csv';
import type { PackagePart } from './part';
import type { ArchiveSubject } from './subject';

/** The length of one interval, in seconds. */
const STEP_SECONDS = 300;

/** What was counted, in steps of five minutes on the incident's clock; nothing in it leads to a person. */
export const countParts = (sql: Sql, { id }: Pick<ArchiveSubject, 'id'>): PackagePart[] => [
	{
		path: 'data/counts/posts.csv',
		content: () =>
			table(
				['from', 'source', 'platform', 'backlog', 'posts', 'authors', 'shares', 'deleted'],
				sql<
					{
						step: Date;
						source_id: string;
						platform: string;
						backlog: boolean;
						posts: number;
						authors: number;
						shares: number;
						deleted: number;
					}[]
				>`
				select to_timestamp(floor(extract(epoch from at) / ${STEP_SECONDS}) * ${STEP_SECONDS}) as step, source_id, platform, backlog,
					count(*)::int as posts, count(distinct author)::int as authors,
					(count(*) filter (where shares is not null))::int as shares, (count(*) filter (where deleted))::int as deleted
				from post where incident_id = ${id} group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
				(row) => [
					...[row.step.toISOString(), row.source_id, row.platform, row.backlog ? 'yes' : 'no'],
					...[row.posts, row.authors, row.shares, row.deleted]
				]
			)
	},
	{
		path: 'data/counts/findings.csv',
		content: () =>
			table(
				['from', 'finding', 'kind', 'stance', 'posts', 'authors'],
				sql<{ step: Date; finding_id: string; kind: string; stance: string; posts: number; authors: number }[]>`
				select to_timestamp(floor(extract(epoch from p.at) / ${STEP_SECONDS}) * ${STEP_SECONDS}) as step, l.finding_id, l.kind,
					coalesce(l.stance, '') as stance, count(*)::int as posts, count(distinct p.author)::int as authors
				from story_link l join post p on p.incident_id = l.incident_id and p.story_id = l.story_id
				where l.incident_id = ${id} group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
				(row) => [row.step.toISOString(), row.finding_id, row.kind, row.stance, row.posts, row.authors]
			)
	},
	{
		path: 'data/counts/feelings.csv',
		content: () =>
			table(
				['from', ...labelKindNames, 'posts'],
				sql<{ step: Date; sentiment: unknown; posts: number }[]>`
				select to_timestamp(floor(extract(epoch from p.at) / ${STEP_SECONDS}) * ${STEP_SECONDS}) as step, s.sentiment, count(*)::int as posts
				from story s join post p on p.incident_id = s.incident_id and p.story_id = s.id
				where s.incident_id = ${id} and s.sentiment is not null
				group by 1, 2 order by 1, 2`,
				({ step, sentiment, posts }) => [
					step.toISOString(),
					...labelKindNames.map((kind) => (sentiment as LabelValues)[kind] ?? ''),
					posts
				]
			)
	}
];

async function* table<Row>(
	head: readonly string[],
	query: Promise<readonly Row[]>,
	cells: (row: Row) => readonly (string | number)[]
): AsyncIterable<string> {
	yield csvLine(head, ',');
	const rows = await query;
	yield rows.map((row) => csvLine(cells(row), ',')).join('');
}
