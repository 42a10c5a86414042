import { INSTALLATION, IncidentId } from '$lib/domain/core/ids';
import { fingerprintOf } from '$lib/domain/report/public-key';
import { readHead, SigningKey } from '$lib/server/anchor/signed-head';
import { faultOfHead, verifyHeads, type HeadFault, type VerifiedHeads } from '$lib/server/anchor/verify-heads';
import { tooMuchRight } from '$lib/server/database/roles';
import { verifyLog, type Verified } from '$lib/server/log/verify';
import { verifyReleased, type VerifiedReleases } from '$lib/server/log/verify-released';
import { runTool } from './tool';
import { typed, UsageError } from './typed';

const HELP = `Usage: npm run verify-log -- [LOG …] [--head LINE …]

Walks whole logs and says whether every line is as it was written, and whether each released report prints a head that stands
in the chain. A LOG is an incident's id, or "installation"; without any, all are walked.
LINE is a signed head as it was sent or written down earlier (voelspriet-head-1/…): the log must still go through it, else it
was cut short or rewritten.
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
	print: 'does not print the head and the key that it was released with',
	missing: 'was released and is gone',
	unreleased: 'was never released by the log'
};

const WHY_HEAD: Readonly<Record<HeadFault, string>> = {
	signature: 'its signature is not of that key',
	absent: 'the log does not reach that line: lines were taken away',
	other: 'another line stands there: the log was rewritten'
};

await runTool('verify-log', () => {
	const { values, positionals } = typed(process.argv.slice(2), {
		help: { type: 'boolean' },
		head: { type: 'string', multiple: true }
	});
	if (values.help) throw new UsageError(HELP);
	const asked = positionals.map(named);
	const heads = (values.head ?? []).map((line) => {
		const head = readHead(line);
		if (!head) throw new UsageError(`"${line}" is no signed head.\n\n${HELP}`);
		return head;
	});
	return async ({ sql, config }) => {
		const own = new SigningKey(config.signingKey).publicKey;
		const all = (await sql<{ id: string }[]>`select id from log order by id`).map(({ id }) => IncidentId.parse(id));
		for (const log of asked)
			if (!all.includes(log)) throw new UsageError(`There is no log ${nameOf(log)} in this database.`);
		let broken = 0;
		for (const log of asked.length > 0 ? asked : all) {
			const verified = await verifyLog(sql, log);
			const released = await verifyReleased(sql, log);
			const signed = await verifyHeads(sql, log);
			if (!verified.ok || !released.ok || !signed.ok) broken += 1;
			process.stdout.write(`${nameOf(log)}: ${sentence(verified)}${releases(released)}${signatures(signed, own)}\n`);
		}
		for (const head of heads) {
			const fault = await faultOfHead(sql, head);
			if (fault) broken += 1;
			process.stdout.write(
				`head of ${nameOf(head.log)} at line ${head.seq}, signed ${head.at} by ${keyName(head.key, own)}: ` +
					`${fault ? `BROKEN: ${WHY_HEAD[fault]}` : 'the log goes through it'}\n`
			);
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

function signatures(signed: VerifiedHeads, own: string): string {
	if (!signed.ok) return `; BROKEN: the signed head of line ${signed.seq}: ${WHY_HEAD[signed.why]}`;
	if (signed.heads === 0) return '';
	return `, ${signed.heads} signed heads in it, signed by ${signed.keys.map((key) => keyName(key, own)).join(' and ')}`;
}

const keyName = (key: string, own: string): string =>
	`${key === own ? 'the key of this installation' : 'ANOTHER key'} (${fingerprintOf(key)})`;

function named(text: string): IncidentId {
	if (text === 'installation') return INSTALLATION;
	const id = IncidentId.safeParse(text.toLowerCase());
	if (!id.success) throw new UsageError(`"${text}" is not an incident's id.\n\n${HELP}`);
	return id.data;
}

function nameOf(log: IncidentId): string {
	return log === INSTALLATION ? 'installation' : log;
}
