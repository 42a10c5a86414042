import type { Sql } from '$lib/server/platform/driver/sql';
import type { IncidentId } from '$lib/domain/core/ids';
import type { FindingFigures } from '$lib/domain/overview/figures';
import type { Attempts } from '$lib/server/people/auth/attempts';
import type { Config } from '$lib/server/platform/config/config';
import type { Executor } from '$lib/server/log/execute/execute';
import type { Ingest } from '$lib/server/ingest/pipeline/ingest';
import type { Logs } from '$lib/server/log/logs';
import type { Reports } from '$lib/server/read/report/reports';
import { themeAddress } from '$lib/server/platform/theme/serve-theme';
import { Links } from './links';
import { LiveFigureCache } from './live-figure-cache';
import { Pages } from './pages';
import { Pins } from './pins';
import { Questions } from './inbound/questions';
import { Signals } from './inbound/signals';

/** What people outside can read, by link or account, and can send. */
export interface Partner {
	readonly links: Links;
	readonly pins: Pins;
	readonly pages: Pages;
	readonly live: LiveFigureCache;
	readonly signals: Signals;
	readonly questions: Questions;
	readonly logs: Logs;
	/** The measured figures of the findings, as the desk has them. */
	readonly findings: (incident: IncidentId) => Promise<readonly FindingFigures[]>;
	readonly actorFor: Executor['actorFor'];
}
interface PartnerOptions {
	readonly sql: Sql;
	readonly logs: Logs;
	readonly executor: Executor;
	readonly reports: Reports;
	readonly ingest: Pick<Ingest, 'ingest'>;
	readonly attempts: Attempts;
	readonly config: Pick<Config, 'theme' | 'secret'>;
	readonly origin: string;
	readonly findings: Partner['findings'];
}

export function makePartner({
	sql,
	logs,
	executor,
	reports,
	ingest,
	attempts,
	config: { theme, secret },
	origin,
	findings
}: PartnerOptions): Partner {
	const live = new LiveFigureCache(reports);
	return {
		links: new Links(sql, logs),
		live,
		pins: new Pins(sql, attempts, secret),
		pages: new Pages(sql, logs, live, theme && themeAddress(theme), origin),
		signals: new Signals(executor, ingest, attempts),
		questions: new Questions(executor, attempts),
		logs,
		findings,
		actorFor: (person, incident) => executor.actorFor(person, incident)
	};
}
