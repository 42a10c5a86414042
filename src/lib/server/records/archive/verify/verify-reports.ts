import { checksumOfReport } from '$lib/domain/report/content';
import { fingerprintOf } from '$lib/domain/report/public-key';
import { shortChecksum } from '$lib/report/write/write-report';
import { ReportFile } from '$lib/server/read/report/export/json';
import type { PackageCheck } from './package-check';
import type { ArchivedLog } from './archived-log';
import type { PackageReader } from './package-reader';

/** Every released report is the one that the log released, and the head it prints is in the chain. */
export async function verifyReports(
	reader: PackageReader,
	{ hashes, released }: Pick<ArchivedLog, 'hashes' | 'released'>
): Promise<PackageCheck> {
	const files = reader.paths.filter((path) => /^data\/reports\/\d+\/report\.json$/.test(path));
	const faults: string[] = [];
	const found = new Set<number>();
	for (const path of files) {
		const file = read((await reader.text(path)) ?? '');
		if (!file) {
			faults.push(`"${path}" is not a report.`);
			continue;
		}
		const { frame, report } = file;
		found.add(frame.number);
		const name = `Report ${frame.number}`;
		const inLog = released.get(frame.number);
		if (hashes.get(frame.place) !== frame.chainHead)
			faults.push(`${name} prints a head of the log that line ${frame.place} does not have.`);
		if (checksumOfReport(report) !== frame.checksum) faults.push(`${name} has another content than its checksum says.`);
		const { publicKey } = frame;
		const isReleased =
			inLog && (['checksum', 'chainHead', 'place'] as const).every((part) => inLog[part] === frame[part]);
		if (!isReleased || inLog.publicKey !== publicKey) faults.push(`${name} is not the report that the log released.`);
		for (const language of ['nl', 'en']) {
			const page = path.replace('report.json', `report.${language}.html`);
			const html = (await reader.text(page)) ?? '';
			if (!html.includes(shortChecksum(frame.chainHead)) || !html.includes(shortChecksum(frame.checksum)))
				faults.push(`"${page}" does not print the head and the checksum of ${name.toLowerCase()}.`);
			if (publicKey !== null && !html.includes(fingerprintOf(publicKey)))
				faults.push(`"${page}" does not print the key that ${name.toLowerCase()} names.`);
		}
	}
	faults.push(
		...[...released.keys()].filter((number) => !found.has(number)).map((number) => `Report ${number} is missing.`)
	);
	return { check: 'reports', faults, says: `${found.size} released reports print a head that is in the chain` };
}

function read(text: string): ReturnType<typeof ReportFile.parse> | null {
	try {
		return ReportFile.parse(JSON.parse(text));
	} catch {
		return null;
	}
}
