import { INSTALLATION, IncidentId } from '$lib/domain/core/ids';
import { verifyLog, type Verified } from '$lib/server/log/verify';
import { runTool } from './tool';
import { typed, UsageError } from './typed';

const HELP = `Usage: npm run verify-log -- [LOG …]

Walks whole logs and says whether every line is as it was written. A LOG is an incident's id, or "installation"; without any, all are walked.
`;

const WHY: Readonly<Record<Extract<Verified, { ok: false }>['why'], string>> = {
	missing: 'is missing',
	changed: 'was changed after it was written',
	blanked: 'was blanked, and no line says why',
	chain: 'does not follow from the line before',
	head: 'is missing at the end, or the head of the log was changed'
};

await runTool('verify-log', () => {
	const { values, positionals } = typed(process.argv.slice(2), { help: { type: 'boolean' } });
	if (values.help) throw new UsageError(HELP);
	const asked = positionals.map(named);
	return async ({ sql }) => {
		const all = (await sql<{ id: string }[]>`select id from log order by id`).map(({ id }) => IncidentId.parse(id));
		for (const log of asked)
			if (!all.includes(log)) throw new UsageError(`There is no log ${nameOf(log)} in this database.`);
		let broken = 0;
		for (const log of asked.length > 0 ? asked : all) {
			const verified = await verifyLog(sql, log);
			if (!verified.ok) broken += 1;
			process.stdout.write(`${nameOf(log)}: ${sentence(verified)}\n`);
		}
		process.stdout.write(broken === 0 ? 'Every log walked is whole.\n' : `${broken} of the logs walked: broken.\n`);
		return broken === 0 ? 0 : 1;
	};
});

function sentence(verified: Verified): string {
	if (!verified.ok) return `BROKEN: line ${verified.line} ${WHY[verified.why]}`;
	const { lines, head, redacted } = verified;
	return `whole, ${lines} lines${redacted > 0 ? `, of which ${redacted} redacted` : ''}, head ${head}`;
}

function named(text: string): IncidentId {
	if (text === 'installation') return INSTALLATION;
	const id = IncidentId.safeParse(text.toLowerCase());
	if (!id.success) throw new UsageError(`"${text}" is not an incident's id.\n\n${HELP}`);
	return id.data;
}

function nameOf(log: IncidentId): string {
	return log === INSTALLATION ? 'installation' : log;
}
