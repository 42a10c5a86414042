import { INSTALLATION, IncidentId } from '$lib/domain/core/ids';
import { fingerprintOf } from '$lib/domain/report/public-key';
import { readHead, SigningKey } from '$lib/server/log/anchor/signed-head';
import type { HeadGap } from '$lib/server/log/anchor/head-gaps';
import {
	faultOfOutsideHead,
	verifyHeads,
	type HeadFault,
	type VerifiedHeads
} from '$lib/server/log/anchor/verify-heads';
import { excessRights } from '$lib/server/platform/database/roles';
import { readKey } from '$lib/server/records/archive/verify/signed-heads';
import { verifyLog, type Verified } from '$lib/server/log/verify';
import { verifyReleased, type VerifiedReleases } from '$lib/server/log/verify-released';
import { SETTINGS_HELP, toolArguments } from './settings-file';
import { runTool } from './tool';
import { parseArguments, UsageError } from './typed';

const HELP = `Usage: npm run verify-log -- [LOG …] [--head LINE …] [--key KEY …]

Walks whole logs and says whether every line is as it was written, whether each released report prints a head that stands
in the chain, and whether the signed heads are complete: each names the one before it, and each release and each day
with lines (in UTC) has one. A LOG is an incident's id, or "installation"; without any, all are walked.
LINE is a signed head that was kept elsewhere (voelspriet-head-2/…), as in heads.log or in the program's output: the log
must still go through it, else it was cut short or rewritten.
KEY is a key that this installation signed with before, or its fingerprint.
${SETTINGS_HELP}`;

const WITHOUT_HEAD = `Without a head that was kept elsewhere (--head) this proves only that the logs fit the signed heads and reports that stand
beside them in the same database. It finds lines that were changed or taken away under a signed head, a head that was
changed, or taken away while a later one is left, and a day with lines or a release that was not signed in time.
It does NOT find that the owner of the database took away the newest lines together with their heads and reports, also of
whole days, or put in place of the log another one that is all of today. Nor does it find anything that was done by a person
who has the signing key too.
`;
const WITH_HEAD = `Of a log with a head given with --head that it goes through: up to there nothing was changed, added or taken away, by
anyone with the database or the signing key. What was written later, and the other logs, are proved by the signed heads in
the database alone.
`;

const MASKED = `Of a line that was masked everything is proved but what the marks in it stand for.
`;

const WHY: Readonly<Record<Extract<Verified, { ok: false }>['why'], string>> = {
	missing: 'is missing',
	changed: 'was changed after it was written',
	blanked: 'was blanked, and no line says why',
	chain: 'does not follow from the line before',
	head: 'is missing at the end, or the head of the log was changed',
	unasked: 'masks lines, and no masking had begun'
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
	other: 'another line stands there: the log was rewritten',
	key: 'it was signed with another key than that of this installation (see --key)',
	previous: 'the head that was signed before it is gone, or is another one',
	removed: 'it was taken out of the signed heads'
};

await runTool('verify-log', () => {
	const { values, positionals } = parseArguments(toolArguments, {
		help: { type: 'boolean' },
		head: { type: 'string', multiple: true },
		key: { type: 'string', multiple: true }
	});
	if (values.help) throw new UsageError(HELP);
	const requestedLogs = positionals.map(parseLogId);
	const outsideHeads = (values.head ?? []).map((line) => {
		const head = readHead(line);
		if (!head) throw new UsageError(`"${line}" is no signed head.\n\n${HELP}`);
		return head;
	});
	const earlier = (values.key ?? []).map((text) => {
		const key = readKey(text);
		if (key === null) throw new UsageError(`"${text}" is no key and no fingerprint of one.\n\n${HELP}`);
		return key;
	});
	return async ({ sql, config }) => {
		if (config.signingKey === '')
			throw new UsageError('There is no signing-key in DATA_DIR: give the key of this installation as SIGNING_KEY.');
		const own = new SigningKey(config.signingKey).publicKey;
		const isKnown = (key: string): boolean => key === own || earlier.includes(fingerprintOf(key));
		const all = (await sql<{ id: string }[]>`select id from log order by id`).map(({ id }) => IncidentId.parse(id));
		for (const log of requestedLogs)
			if (!all.includes(log)) throw new UsageError(`There is no log ${nameOf(log)} in this database.`);
		const broken = new Set<IncidentId>();
		// To compare a head from outside, its log must be walked too.
		const logsToWalk = new Set([...requestedLogs, ...outsideHeads.map(({ log }) => log)]);
		for (const log of requestedLogs.length > 0 ? all.filter((each) => logsToWalk.has(each)) : all) {
			// One snapshot for all three checks: lines that are written meanwhile are in none of them.
			const { verified, released, signed } = await sql.begin(
				'isolation level repeatable read read only',
				async (tx) => ({
					verified: await verifyLog(tx, log),
					released: await verifyReleased(tx, log),
					signed: await verifyHeads(tx, log, isKnown)
				})
			);
			if (!verified.ok || !released.ok || !signed.ok) broken.add(log);
			print(`${nameOf(log)}: ${sentence(verified)}${releases(released)}${signatures(signed, own)}\n`);
		}
		for (const head of outsideHeads) {
			const fault = await faultOfOutsideHead(sql, head);
			if (fault) broken.add(head.log);
			print(
				`head of ${nameOf(head.log)} at line ${head.seq}, signed ${head.at} by ${keyName(head.key, own)}: ` +
					`${fault ? `BROKEN: ${WHY_HEAD[fault]}` : 'the log goes through it'}\n`
			);
		}
		print(rights(await excessRights(sql)));
		print(`${outsideHeads.length === 0 ? WITHOUT_HEAD : WITH_HEAD}${MASKED}`);
		print(broken.size === 0 ? 'Every log walked is whole.\n' : `${broken.size} of the logs walked: broken.\n`);
		return broken.size === 0 ? 0 : 1;
	};
});

function print(text: string): void {
	process.stdout.write(text);
}

function rights(names: readonly string[]): string {
	return names.length === 0
		? 'Owner and program are separated: the program can add lines and read them.\n'
		: `Owner and program are NOT SEPARATED: the program’s role may do more with the logs (${names.join(', ')}). See DATABASE_URL_OWNER.\n`;
}

function sentence(verified: Verified): string {
	if (!verified.ok) return `BROKEN: line ${verified.line} ${WHY[verified.why]}`;
	const { lines, head, redacted, masked, ahead } = verified;
	const some = [
		...(redacted > 0 ? [`${redacted} redacted`] : []),
		...(masked > 0 ? [`${masked} masked`] : []),
		...(ahead.length > 0 ? [`${ahead.length} written ahead of the clock (${ranges(ahead)})`] : [])
	];
	return `whole, ${lines} lines${some.length > 0 ? `, of which ${some.join(', ')}` : ''}, head ${head}`;
}

/** Ascending numbers in words: "3–5, 9". */
function ranges(numbers: readonly number[]): string {
	const starts = numbers.filter((number, at) => numbers[at - 1] !== number - 1);
	const ends = numbers.filter((number, at) => numbers[at + 1] !== number + 1);
	return starts.map((start, at) => (start === ends[at] ? String(start) : `${start}–${String(ends[at])}`)).join(', ');
}

function releases(released: VerifiedReleases): string {
	if (!released.ok) return `; BROKEN: report ${released.number} ${WHY_RELEASED[released.why]}`;
	return released.reports > 0 ? `, ${released.reports} released reports as the log says` : '';
}

function signatures(signed: VerifiedHeads, own: string): string {
	if (!signed.ok)
		return 'gap' in signed
			? `; BROKEN: ${gapSentence(signed.gap)}`
			: `; BROKEN: the signed head of line ${signed.seq}: ${WHY_HEAD[signed.why]}`;
	if (signed.heads === 0) return signed.unsigned > 0 ? ', not signed yet' : '';
	return (
		`, ${signed.heads} signed heads in it, signed by ${signed.keys.map((key) => keyName(key, own)).join(' and ')}` +
		(signed.unsigned > 0 ? `, its last ${signed.unsigned} lines not signed yet` : '')
	);
}

function gapSentence({ of, why }: HeadGap): string {
	const name = 'line' in of ? `the report that was released in line ${of.line}` : `the day ${of.day} (UTC)`;
	return why === 'late'
		? `${name} was signed only afterwards: its own signed head was taken away, or the program could not sign then`
		: `${name} has no signed head: it was taken away, or the program could not sign then`;
}

function keyName(key: string, own: string): string {
	return `${key === own ? 'the key of this installation' : 'ANOTHER key'} (${fingerprintOf(key)})`;
}

function parseLogId(text: string): IncidentId {
	if (text === 'installation') return INSTALLATION;
	const id = IncidentId.safeParse(text.toLowerCase());
	if (!id.success) throw new UsageError(`"${text}" is not an incident's id.\n\n${HELP}`);
	return id.data;
}

function nameOf(log: IncidentId): string {
	return log === INSTALLATION ? 'installation' : log;
}
