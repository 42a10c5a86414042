import type { Sql } from 'postgres';
import { incidentTime } from '$lib/domain/core/clock';
import { momentOf, type IncidentId } from '$lib/domain/core/ids';
import { evaluationOf, type Evaluation } from '$lib/domain/evaluation/evaluation';
import { historyOf, historyTypes } from '$lib/domain/evaluation/history';
import { linesForState } from '$lib/server/log/lines';
import type { ReadLogs } from '$lib/server/log/tail';
import type { DocxJob, PdfJob } from '$lib/server/read/report/files/writer-thread';
import { evaluationCounts } from './counts';

/** Looks back on an incident, from its log and its posts. */
export class Evaluations {
	constructor(
		readonly sql: Sql,
		readonly logs: ReadLogs,
		readonly write: (job: PdfJob | DocxJob) => Promise<Uint8Array>
	) {}

	/** As it stands now; null where there is no such incident. */
	async of(incident: IncidentId): Promise<Evaluation | null> {
		const state = this.logs.state(incident);
		if (!state?.incident) return null;
		const { ended, closed } = state.incident;
		const now = ended?.at ?? closed?.at ?? incidentTime(state.clock, momentOf(Date.now()));
		const organisation = this.logs.installation.installation?.organisation ?? null;
		const [lines, counts] = await Promise.all([
			linesForState(this.sql, incident, this.logs.seq(incident), 0, historyTypes),
			evaluationCounts({ sql: this.sql, incident, state, now }, organisation)
		]);
		return evaluationOf(state, historyOf(lines), counts, now);
	}
}
