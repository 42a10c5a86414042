import { readFile } from 'node:fs/promises';
import { readKey } from '../src/lib/server/records/archive/verify/signed-heads';
import { UnreadablePackage } from '../src/lib/server/records/archive/verify/package-reader';
import { verifyPackage } from '../src/lib/server/records/archive/verify/verify-package';
import { parseArguments, UsageError } from './typed';

const HELP = `Usage: npm run verify-archive -- FILE [--xsd SCHEMA] [--key KEY]

Checks a package of an incident, without a database: the bag, every checksum, the metadata, the chain of the log, and that the head that each released report prints is in that chain. SCHEMA is the XSD of MDTO 1.0.1 (Nationaal Archief): with it the metadata are validated too. KEY is the key that signed the log, or its fingerprint, as a report that was received earlier prints it: with it a package whose whole log was rewritten is found out.
`;

try {
	const { values, positionals } = parseArguments(process.argv.slice(2), {
		help: { type: 'boolean' },
		xsd: { type: 'string' },
		key: { type: 'string' }
	});
	const [file] = positionals;
	if (values.help || file === undefined || positionals.length > 1) throw new UsageError(HELP);
	const schema =
		values.xsd === undefined
			? null
			: {
					fileName: values.xsd,
					contents: await readFile(values.xsd, 'utf8').catch(() => {
						throw new UsageError(`There is no schema ${String(values.xsd)}.`);
					})
				};
	const key = values.key === undefined ? null : readKey(values.key);
	if (values.key !== undefined && key === null)
		throw new UsageError(`"${values.key}" is no key and no fingerprint of one.\n\n${HELP}`);
	const checks = await verifyPackage(file, schema, key);
	for (const { check, faults, says } of checks) {
		process.stdout.write(`${check}: ${faults.length === 0 ? says : 'BROKEN'}\n`);
		for (const fault of faults) process.stdout.write(`  ${fault}\n`);
	}
	const isWhole = checks.every(({ faults }) => faults.length === 0);
	process.stdout.write(isWhole ? 'The package is whole.\n' : 'The package is NOT whole.\n');
	process.exitCode = isWhole ? 0 : 1;
} catch (error) {
	const isForPeople = error instanceof UsageError || error instanceof UnreadablePackage;
	process.stderr.write(`${isForPeople ? error.message : String(error instanceof Error ? error.stack : error)}\n`);
	process.exitCode = 1;
}
