import { accounts } from '../accounts/accounts';
import { database } from '../database/database';
import { executor, type Executor } from '../execute';
import { ingest } from '../ingest/ingest';
import { logs, type Logs } from '../log/tail';
import { part } from '../part';
import { reports } from '../report/reports';
import { themeAddress } from '../theme/serve-theme';
import { front } from './front';
import { Links } from './links';
import { Live } from './live';
import { Pages } from './pages';
import { Pins } from './pins';
import { Signals } from './signals';

/** What people outside read, by link or account, and may send in. */
export interface Partner {
	readonly links: Links;
	readonly pins: Pins;
	readonly pages: Pages;
	readonly live: Live;
	readonly signals: Signals;
	readonly logs: Logs;
	readonly actorFor: Executor['actorFor'];
}

export const partner = part('partner', (program) => {
	const { sql } = database.of(program);
	const { attempts } = accounts.of(program);
	const { theme, secret } = program.host.config;
	const [log, execute] = [logs.of(program), executor.of(program)];
	const links = new Links(sql, log);
	links.start();
	const live = new Live(sql, reports.of(program));
	const service: Partner = {
		links,
		live,
		pins: new Pins(sql, attempts, secret),
		pages: new Pages(sql, log, live, theme && themeAddress(theme)),
		signals: new Signals(execute, ingest.of(program), attempts),
		logs: log,
		actorFor: (person, incident) => execute.actorFor(person, incident)
	};
	const { host } = program;
	host.front = front(service, host.config.origin);
	return {
		service,
		async stop() {
			host.front = undefined;
			await links.stop();
		}
	};
});
