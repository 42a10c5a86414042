import type { Sql } from '$lib/server/platform/driver/sql';
import { presentIn } from '$lib/domain/core/present';
import { momentOf, type IncidentId, FindingId, type TextId } from '$lib/domain/core/ids';
import { evaluationOf, type Evaluation, type EvaluationCounts } from '$lib/domain/evaluation/evaluation';
import { historyOf, historyTypes } from '$lib/domain/evaluation/history';
import { linesForState } from '$lib/server/log/lines';
import type { ReadLogs } from '$lib/server/log/logs';
import type { DocxJob, PdfJob } from '$lib/server/read/report/files/writer-thread';
import { rumourOf } from '$lib/domain/official-text/basis';
import type { TextEffect } from '$lib/domain/official-text/effect';
import { unseenStories } from '$lib/server/read/queries/looked';
import { readEffect } from '$lib/server/out/official-text/effect';
import { momentAt, type ReadingContext } from '$lib/server/log/reading-context';

/** Counts the posts of an incident, also of those that were masked or forgotten since: those keep their moment. */
async function evaluationCounts(reading: ReadingContext, organisation: string | null): Promise<EvaluationCounts> {
	const { sql, incident } = reading;
	const [posts, [all], evidence, effects, unseen] = await Promise.all([
		sql<{ step: Date; posts: number }[]>`
			select to_timestamp(floor(extract(epoch from at) / 600) * 600) as step, count(*)::int as posts
			from post where incident_id = ${incident} and not backlog group by 1 order by 1`,
		sql<{ posts: number; first: Date | null }[]>`
			select count(*)::int as posts, min(at) filter (where not backlog) as first from post where incident_id = ${incident}`,
		sql<{ finding_id: string; posts: number; first: Date | null }[]>`
			select l.finding_id, count(*)::int as posts, min(p.at) filter (where not p.backlog) as first
			from story_link l join post p on p.incident_id = l.incident_id and p.story_id = l.story_id
			where l.incident_id = ${incident} group by l.finding_id`,
		effectsOf(reading, organisation),
		unseenStories(reading)
	]);
	return {
		total: all?.posts ?? 0,
		posts: posts.map((row) => ({ from: momentAt(row.step), posts: row.posts })),
		first: all?.first ? momentAt(all.first) : null,
		evidence: new Map(
			evidence.map((row) => [
				FindingId.parse(row.finding_id),
				{ posts: row.posts, first: row.first && momentAt(row.first) }
			])
		),
		effects,
		unseen
	};
}

async function effectsOf(reading: ReadingContext, organisation: string | null): Promise<Map<TextId, TextEffect>> {
	const { state } = reading;
	const effects = new Map<TextId, TextEffect>();
	for (const text of state.texts.values()) {
		const effect = rumourOf(state, text) ? await readEffect(reading, text, organisation) : null;
		if (effect) effects.set(text.id, effect);
	}
	return effects;
}

/** Looks back on an incident, from its log and its posts. */
export class Evaluations {
	constructor(
		readonly sql: Sql,
		readonly logs: ReadLogs,
		readonly write: (job: PdfJob | DocxJob) => Promise<Uint8Array>
	) {}

	/** As it is now; null where there is no such incident. */
	async of(incident: IncidentId): Promise<Evaluation | null> {
		const state = this.logs.state(incident);
		if (!state?.incident) return null;
		const { ended, closed } = state.incident;
		const now = ended?.at ?? closed?.at ?? presentIn(state, momentOf(Date.now()));
		const organisation = this.logs.installation.installation?.organisation ?? null;
		const [lines, counts] = await Promise.all([
			linesForState(this.sql, incident, this.logs.seq(incident), 0, historyTypes),
			evaluationCounts({ sql: this.sql, incident, state, now }, organisation)
		]);
		return evaluationOf(state, historyOf(lines), counts, now);
	}
}
