import { CommandId, FactId, FindingId, INSTALLATION, type IncidentId } from '$lib/domain/core/ids';
import { isMasked } from '$lib/domain/incident/masking';
import type { SigningKey } from '$lib/server/log/anchor/signed-head';
import { signHeads } from '$lib/server/log/anchor/sign-heads';
import { carla, fresh, person, system } from '../../domain/in-memory-incident';
import { freshDatabase, type FreshDatabase } from '../database';
import { byTopic, IncidentFixture } from '../report/incident-fixture';
import { Past } from './past';

/** An installation that has been in use for twenty days, by the program's own parts. */
export interface UsedInstallation {
	readonly database: FreshDatabase;
	/** With a released report, and lines of several days. */
	readonly open: IncidentId;
	/** With a released report. */
	readonly closed: IncidentId;
	/** Closed, and masked after the term. */
	readonly masked: IncidentId;
}

const TERM = 7;
const PHONE = '06-12345678';

async function report(fixture: IncidentFixture): Promise<void> {
	await fixture.write('brief', `Mensen vragen of het water veilig is; bel ${PHONE}.`);
	await fixture.write('counterSignals', '', { noneFound: true });
	await fixture.release(60);
}

/** An incident with posts, a rumour with its verdict, and a released report; people's words hold a telephone number. */
async function incident(database: FreshDatabase, key: SigningKey, title: string): Promise<IncidentFixture> {
	const fixture = await IncidentFixture.begin(database, { title }, byTopic, key);
	await fixture.deliver(
		fixture.post('x', `water is giftig; bel ${PHONE} of vraag @piet_70`, 30),
		fixture.post('mastodon', 'water smaakt raar; wie weet meer', 40)
	);
	const fact = fresh(FactId);
	const rumour = await fixture.raise('rumour.signal', `Het water is giftig, bel ${PHONE}`, 'water is giftig');
	await fixture.send('fact.record', { id: fact, text: 'Het water is veilig.', source: 'Waterbedrijf', at: null });
	await fixture.send('rumour.giveVerdict', { rumour, verdict: 'false', fact });
	await report(fixture);
	return fixture;
}

export async function usedInstallation(key: SigningKey): Promise<UsedInstallation> {
	const database = await freshDatabase();
	const past = await Past.begin(database.sql, 20);
	const nights: IncidentFixture[] = [];
	const begin = async (title: string): Promise<IncidentFixture> => {
		const fixture = await incident(database, key, title);
		nights.push(fixture);
		return fixture;
	};
	const ask = (fixture: IncidentFixture, text: string) =>
		fixture.send('need.raise', { id: fresh(FindingId), text, offline: 'balie', seenIn: null });
	try {
		const masked = await begin('Brand in de haven');
		const install = (type: string, input: unknown, by = person('administrator')) =>
			masked.executor.execute(INSTALLATION, { id: fresh(CommandId), type, input }, by, null);
		await install(
			'installation.setUp',
			{ organisation: 'Waterveen', administrator: person('administrator').id },
			system
		);
		await install('installation.setRetention', { days: TERM });
		const pass = (days: number) => past.pass(days, masked.executor.sql, key);
		await pass(1);
		await masked.send('incident.close', {}, carla);
		await signHeads(masked.executor.sql, key, 'closing');
		const open = await begin('Storing van de waterleiding');
		await pass(3);
		await ask(open, 'Is er water?');
		await pass(TERM);
		await masked.retention().check();
		const found = masked.logs.state(masked.incident)?.incident;
		const lines = await database.sql`
			select from event where log_id = ${masked.incident} and salt is null and data <> 'null'`;
		if (!found || !isMasked(found) || lines.length === 0) throw new Error('not masked');
		await ask(open, 'Is er gas?');
		await pass(20 - 1 - 3 - TERM - 2);
		const closed = await begin('Demonstratie op het plein');
		await closed.send('incident.close', {}, carla);
		await signHeads(masked.executor.sql, key, 'closing');
		await pass(2);
		return { database, open: open.incident, closed: closed.incident, masked: masked.incident };
	} finally {
		for (const fixture of nights) await fixture.stop();
		await past.end();
	}
}
