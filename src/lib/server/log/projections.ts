import type { PendingQuery, Row, TransactionSql } from '$lib/server/platform/driver/sql';
import { postingSet } from '$lib/domain/official-text/direct-publishing';
import type { EventKind, EventOf } from '$lib/domain/core/event';
import type { z } from 'zod';
import { findingMerged, findingUnmerged } from '$lib/domain/findings/merge';
import type { IncidentId, StoryId } from '$lib/domain/core/ids';
import { incidentOpened } from '$lib/domain/incident/incident';
import { grantsSet, personSuspended } from '$lib/domain/installation/people';
import { logMasked, redactionConfirmed, redactionDeclined, redactionRequested } from '$lib/domain/incident/redaction';
import { postsForgotten } from '$lib/domain/incident/retention';
import { TERM_OVER } from '$lib/domain/incident/masking';
import { sourceAdded } from '$lib/domain/posts/source';
import { storyMerged, storySplit, storyUnmerged } from '$lib/domain/stories/merge';
import { callForHelpSet, sentimentSet, storyLabelled, storyLookedAt, storyUnmarked } from '$lib/domain/stories/story';
import { forEachKind, type LabelValues } from '$lib/domain/stories/label-kinds';
import type { NewLine } from './lines';
import { maskLogLines } from './masking';
import { forgetPosts } from './redaction';
import { moveStoryRows, restoreStoryRows, splitStoryRows } from './story-moves';
import { endSessions } from './session-end';

interface ProjectionContext {
	readonly tx: TransactionSql;
	readonly incident: IncidentId;
	/** The sequence number of the event. */
	readonly seq: number;
}
type Statement = PendingQuery<Row[]>;
interface Projection {
	readonly type: string;
	/** Null when its command may share a transaction with others. */
	readonly steps: ((context: ProjectionContext, data: unknown) => Promise<unknown>) | null;
	statements(context: ProjectionContext, data: unknown): readonly Statement[];
}

/**
 * A projection by statements whose results are not needed and that change nothing that `loadReferences` reads. Commands
 * with only such events are stored together; their references were all read before the first was stored.
 */
const written = <S extends z.ZodType>(
	kind: EventKind<string, S>,
	statements: (context: ProjectionContext, data: z.output<S>) => readonly Statement[]
): Projection => ({
	type: kind.type,
	steps: null,
	statements: (context, data) => statements(context, kind.data.parse(data))
});

/** A projection by arbitrary steps. A command with such an event is stored alone. */
const projection = <S extends z.ZodType>(
	kind: EventKind<string, S>,
	steps: (context: ProjectionContext, data: z.output<S>) => Promise<unknown>
): Projection => ({
	type: kind.type,
	steps: (context, data) => steps(context, kind.data.parse(data)),
	statements: () => []
});

const setStory = ({ tx, incident }: ProjectionContext, story: StoryId, columns: Record<string, unknown>): Statement =>
	tx`update story set ${tx(columns)} where incident_id = ${incident} and id = ${story}`;

/**
 * The tables that queries need, written in the event's own transaction. They can be rebuilt from the log, which is the
 * source of truth.
 */
const projections: readonly Projection[] = [
	projection(
		incidentOpened,
		({ tx, incident }, { exercise }) => tx`insert into incident (id, exercise) values (${incident}, ${exercise})`
	),
	projection(
		sourceAdded,
		({ tx, incident }, { id, kind, platform }) => tx`
			insert into source (incident_id, id, kind, platform, exercise)
			select ${incident}, ${id}, ${kind}, ${platform}, exercise from incident where id = ${incident}`
	),
	written(storyLabelled, ({ tx, incident }, { story, links }) => {
		const rows = links.map(({ kind, finding, stance }) => ({
			incident_id: incident,
			story_id: story,
			finding_id: finding,
			kind,
			stance
		}));
		return [
			tx`delete from story_link where incident_id = ${incident} and story_id = ${story}`,
			...(rows.length > 0 ? [tx`insert into story_link ${tx(rows)}`] : [])
		];
	}),
	written(sentimentSet, (context, { story, sentiment }) => [
		setStory(context, story, {
			sentiment: sentiment && context.tx.json(forEachKind<LabelValues>((kind) => sentiment[kind]))
		})
	]),
	written(storyLookedAt, (context, { story, outcome, posts, platforms }) => [
		setStory(context, story, { outcome, looked_posts: posts, looked_platforms: platforms }),
		context.tx`update story_count set back_at = null where incident_id = ${context.incident} and story_id = ${story}`
	]),
	written(storyUnmarked, (context, { story }) => [
		setStory(context, story, { outcome: null, looked_posts: null, looked_platforms: null })
	]),
	written(callForHelpSet, (context, { story, help }) => [
		setStory(context, story, { help_state: help?.state ?? null })
	]),
	projection(findingMerged, async ({ tx, incident }, { finding, into }) => {
		await tx`
			update story_link set finding_id = ${into} where incident_id = ${incident} and finding_id = ${finding}
			and not exists (select from story_link o where o.incident_id = ${incident} and o.story_id = story_link.story_id and o.finding_id = ${into})`;
		await tx`delete from story_link where incident_id = ${incident} and finding_id = ${finding}`;
	}),
	projection(findingUnmerged, async ({ tx, incident }, { kind, finding, into, links }) => {
		const moved = links.flatMap(({ story, isBoth }) => (isBoth ? [] : [story]));
		await tx`
			delete from story_link where incident_id = ${incident} and finding_id = ${into} and story_id = any(${moved}::uuid[])`;
		await tx`
			insert into story_link (incident_id, story_id, finding_id, kind, stance)
			select ${incident}, story, ${finding}, ${kind}, stance
			from unnest(${links.map(({ story }) => story)}::uuid[], ${links.map(({ stance }) => stance)}::text[]) l (story, stance)
			on conflict do nothing`;
	}),
	projection(
		postingSet,
		({ tx, incident }, { text, posting: { id, state } }) => tx`
			insert into posting (incident_id, id, text_id, exercise, waiting)
			select ${incident}, ${id}, ${text}, exercise, ${state === 'waiting'} from incident where id = ${incident}
			on conflict (incident_id, id) do update set waiting = excluded.waiting`
	),
	projection(storySplit, splitStoryRows),
	projection(storyMerged, moveStoryRows),
	projection(storyUnmerged, restoreStoryRows),
	// Retention masks personal details; what is forgotten or redacted loses all words.
	projection(logMasked, ({ tx, incident, seq }, { lines, why }) =>
		maskLogLines(tx, incident, seq, lines, why === TERM_OVER ? 'details' : 'all')
	),
	projection(redactionRequested, ({ tx, incident, seq }, { lines }) => maskLogLines(tx, incident, seq, lines, 'all')),
	...[redactionConfirmed, redactionDeclined].map((kind) =>
		projection(kind, ({ tx, incident, seq }) => tx`select settle_redaction(${incident}, ${seq})`)
	),
	projection(postsForgotten, ({ tx, incident }, { ids }) =>
		forgetPosts(tx, incident, ids ? { posts: ids } : 'deleted')
	),
	// In the same transaction, so that a suspended person never has a session.
	projection(personSuspended, ({ tx }, { person }) => endSessions(tx, person)),
	projection(grantsSet, ({ tx }, { person }) => tx`update session set renew = true where user_id = ${person}`)
];
const byType = new Map(projections.map((row) => [row.type, row]));

/** Whether a command with these events may be stored in one transaction with others. */
export const mayShare = (events: readonly EventOf[]): boolean =>
	events.every(({ type }) => (byType.get(type)?.steps ?? null) === null);

/** Writes the projections of lines that were just appended, in their order. */
export async function project(tx: TransactionSql, incident: IncidentId, lines: readonly NewLine[]): Promise<void> {
	const pending: Statement[] = [];
	for (const { seq, type, data } of lines) {
		const handler = byType.get(type);
		if (!handler) continue;
		const context = { tx, incident, seq };
		pending.push(...handler.statements(context, data));
		if (!handler.steps) continue;
		await Promise.all(pending.splice(0));
		await handler.steps(context, data);
	}
	await Promise.all(pending);
}
