import { INSTALLATION, IncidentId } from '$lib/domain/core/ids';
import { tooMuchRight } from '$lib/server/database/roles';
import { verifyLog, type Verified } from '$lib/server/log/verify';
import { verifyReleased, type VerifiedReleases } from '$lib/server/log/verify-released';
import { runTool } from './tool';
import { typed, UsageError } from './typed';

const HELP = `Usage: npm run verify-log -- [LOG …]

Walks whole logs and says whether every line is as it was written, and whether each released report prints a head that stands
in the chain. A LOG is an incident's id, or "installation"; without any, all are walked.
`;

const WHY: Readonly<Record<Extract<Verified, { ok: false }>['why'], string>> = {
	missing: 'is missing',
	changed: 'was changed after it was written',
	blanked: 'was blanked, and no line says why',
	chain: 'does not follow from the line before',
	head: 'is missing at the end, or the head of the log was changed'
};

const WHY_RELEASED: Readonly<Record<Extract<VerifiedReleases, { ok: false }>['why'], string>> = {
	head: 'has a head that does not stand at its place in the log',
	content: 'has another content than was released',
	print: 'does not print the head that it was released with',
	missing: 'was released and is gone',
	unreleased: 'was never released by the log'
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
			const released = await verifyReleased(sql, log);
			if (!verified.ok || !released.ok) broken += 1;
			process.stdout.write(`${nameOf(log)}: ${sentence(verified)}${releases(released)}\n`);
		}
		const rights = await tooMuchRight(sql);
		process.stdout.write(
			rights.length === 0
				? 'Owner and program are separated: the program can add lines and read them.\n'
				: `Owner and program are NOT SEPARATED: the program’s role may do more with the logs (${rights.join(', ')}). See DATABASE_URL_OWNER.\n`
		);
		process.stdout.write(broken === 0 ? 'Every log walked is whole.\n' : `${broken} of the logs walked: broken.\n`);
		return broken === 0 ? 0 : 1;
	};
});

function sentence(verified: Verified): string {
	if (!verified.ok) return `BROKEN: line ${verified.line} ${WHY[verified.why]}`;
	const { lines, head, redacted } = verified;
	return `whole, ${lines} lines${redacted > 0 ? `, of which ${redacted} redacted` : ''}, head ${head}`;
}

function releases(released: VerifiedReleases): string {
	if (!released.ok) return `; BROKEN: report ${released.number} ${WHY_RELEASED[released.why]}`;
	return released.reports > 0 ? `, ${released.reports} released reports as the log says` : '';
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
