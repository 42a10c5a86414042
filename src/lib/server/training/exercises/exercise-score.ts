import type { Sql } from '$lib/server/platform/driver/sql';
import { momentOf, PostId, StoryId, type IncidentId, type Moment } from '$lib/domain/core/ids';
import type { ReadState } from '$lib/domain/core/state';
import type { ExerciseExample, ExamplePost } from '$lib/domain/exercise/example';
import type { StoredPost } from '$lib/domain/exercise/matching';
import { playedFrom } from '$lib/domain/exercise/played';
import { scoreOf, type Score } from '$lib/domain/exercise/score';
import type { Language } from '$lib/i18n/language';
import { labelledScript, playedBy } from '$lib/server/ingest/exercises/library';
import type { ReadLogs } from '$lib/server/log/logs';
import { linesForState } from '$lib/server/log/lines';

/** The script that an exercise plays, and where it begins; null when it plays none. */
export function scriptOfExercise({ incident, sources }: ReadState): { key: string; start: Moment } | null {
	if (!incident?.exercise) return null;
	const key = [...sources.values()].map((source) => playedBy(source.key)?.scriptKey).find((each) => each !== undefined);
	return key === undefined ? null : { key, start: incident.start };
}

/** The labels and findings of the script's makers, at the moments of this exercise; empty without a script. */
function exampleOf(state: ReadState, language: Language): ExerciseExample {
	const script = scriptOfExercise(state);
	const labelled = script && labelledScript(script.key);
	if (!labelled) return { posts: [], findings: [] };
	const names = new Map(labelled.script.sources.map(({ key, name }) => [key, name[language]]));
	const posts = labelled.script.items.flatMap((item): ExamplePost[] => {
		if (item.kind !== 'post') return [];
		const { externalId: id, text } = item.post;
		const labels = labelled.gold.get(id);
		const at = momentOf(Date.parse(script.start) + item.at);
		return labels ? [{ id, text, at, labels, source: names.get(item.source) ?? item.source }] : [];
	});
	return { posts, findings: labelled.findings };
}

interface ScoredExercise {
	readonly score: Score;
	readonly example: ExerciseExample;
}

/** Scores an exercise that has ended; null while it plays, because nobody may see its labels until then. */
export async function scoredExercise(
	{ sql, logs }: { sql: Sql; logs: ReadLogs },
	incident: IncidentId,
	language: Language
): Promise<ScoredExercise | null> {
	const state = logs.state(incident);
	const ended = state?.incident?.ended;
	if (!state || !ended) return null;
	const [lines, rows] = await Promise.all([
		linesForState(sql, incident, logs.seq(incident)),
		sql<{ id: string; external_id: string; story_id: string }[]>`
			select p.id, p.external_id, coalesce(m.from_story, p.story_id) as story_id
			from post p left join lateral (
				select from_story from move where incident_id = p.incident_id and post_id = p.id order by seq limit 1) m on true
			where p.incident_id = ${incident}`
	]);
	const stored = rows.map(({ id, external_id, story_id }): StoredPost => ({
		id: PostId.parse(id),
		externalId: external_id,
		story: StoryId.parse(story_id)
	}));
	const example = exampleOf(state, language);
	return { score: scoreOf(playedFrom(lines, ended.at), example, stored), example };
}
