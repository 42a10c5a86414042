import {
	BAG_DECLARATION,
	bagInfoValue,
	inBagOrder,
	isPayload,
	payloadSum,
	readManifest,
	type BagFile
} from '$lib/domain/archive/bag';
import type { Sha256 } from '$lib/domain/core/ids';
import type { PackageCheck } from './package-check';
import { verifyArchivedLog, type ArchivedLog } from './archived-log';
import { verifyMetadata, type XmlSchema } from './verify-metadata';
import { verifySignedHeads } from './signed-heads';
import { PACKAGE_FORMAT } from '../parts/part';
import { PackageReader } from './package-reader';
import { checksumOfReport } from '$lib/domain/report/content';
import { fingerprintOf } from '$lib/domain/report/public-key';
import { shortChecksum } from '$lib/report/write/write-report';
import { ReportFile } from '$lib/server/read/report/export/json';

/** Every released report is the one that the log released, and the head it prints is in the chain. */
async function verifyReports(
	reader: PackageReader,
	{ hashes, released }: Pick<ArchivedLog, 'hashes' | 'released'>
): Promise<PackageCheck> {
	const files = reader.paths.filter((path) => /^data\/reports\/\d+\/report\.json$/.test(path));
	const faults: string[] = [];
	const checked = new Set<number>();
	for (const path of files) {
		const file = read((await reader.text(path)) ?? '');
		if (!file) {
			faults.push(`"${path}" is not a report.`);
			continue;
		}
		const { frame, report } = file;
		checked.add(frame.number);
		const name = `Report ${frame.number}`;
		const inLog = released.get(frame.number);
		if (hashes.get(frame.position) !== frame.chainHead)
			faults.push(`${name} prints a head of the log that line ${frame.position} does not have.`);
		if (checksumOfReport(report) !== frame.checksum) faults.push(`${name} has another content than its checksum says.`);
		const { publicKey } = frame;
		const isReleased =
			inLog && (['checksum', 'chainHead', 'position'] as const).every((part) => inLog[part] === frame[part]);
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
		...[...released.keys()].filter((number) => !checked.has(number)).map((number) => `Report ${number} is missing.`)
	);
	return { check: 'reports', faults, says: `${checked.size} released reports print a head that is in the chain` };
}

function read(text: string): ReturnType<typeof ReportFile.parse> | null {
	try {
		return ReportFile.parse(JSON.parse(text));
	} catch {
		return null;
	}
}

/**
 * Checks a package with nothing but the file itself.
 * @param schema the XSD of MDTO, where the person has it
 * @param key the fingerprint of the key that must have signed the log, where the person has it
 * @throws UnreadablePackage where it is no zip with one folder
 */
export async function verifyPackage(
	file: string,
	schema: XmlSchema | null,
	key: string | null = null
): Promise<PackageCheck[]> {
	const reader = await PackageReader.open(file);
	try {
		const files = new Map<string, BagFile>();
		const damaged: string[] = [];
		for (const path of reader.paths) {
			const measured = await reader.measure(path);
			if (measured) files.set(path, { path, ...measured });
			else damaged.push(path);
		}
		const log = await verifyArchivedLog(reader);
		const signatures = await verifySignedHeads(reader, log, key);
		return [
			await verifyBag(reader, files),
			await verifyChecksums(reader, files, damaged),
			await verifyMetadata(reader, files, schema),
			log.check,
			...(signatures ? [signatures] : []),
			await verifyReports(reader, log)
		];
	} finally {
		reader.close();
	}
}

const REQUIRED_FILES = [
	'bagit.txt',
	'bag-info.txt',
	'manifest-sha256.txt',
	'tagmanifest-sha256.txt',
	'index.html'
] as const;

async function verifyBag(reader: PackageReader, files: ReadonlyMap<string, BagFile>): Promise<PackageCheck> {
	const faults = REQUIRED_FILES.filter((path) => !reader.entries.has(path)).map((path) => `"${path}" is missing.`);
	if ((await reader.text('bagit.txt')) !== BAG_DECLARATION)
		faults.push('"bagit.txt" does not say that this is a bag of BagIt 1.0 in UTF-8.');
	const info = (await reader.text('bag-info.txt')) ?? '';
	const [stated, counted] = [bagInfoValue(info, 'Payload-Oxum'), payloadSum(files.values())];
	if (stated !== counted)
		faults.push(`"bag-info.txt" says ${stated ?? 'nothing'} of octets and files of the payload; there are ${counted}.`);
	const format = bagInfoValue(info, 'Voelspriet-Package-Format');
	if (format !== String(PACKAGE_FORMAT))
		faults.push(`The package has format ${format ?? 'unknown'}; this program checks format ${PACKAGE_FORMAT}.`);
	const unsafe = reader.paths.filter((path) =>
		path.split('/').some((name) => name === '' || name === '..' || name === '.')
	);
	faults.push(...unsafe.map((path) => `"${path}" is not a name that a package may have.`));
	return { check: 'bag', faults, says: `a bag of ${files.size} files, payload ${counted}` };
}

async function verifyChecksums(
	reader: PackageReader,
	files: ReadonlyMap<string, BagFile>,
	damaged: readonly string[]
): Promise<PackageCheck> {
	const [payload, tags] = [
		await manifest(reader, 'manifest-sha256.txt'),
		await manifest(reader, 'tagmanifest-sha256.txt')
	];
	const faults = [
		...payload.faults,
		...tags.faults,
		...damaged.map((path) => `"${path}" is damaged: it cannot be read.`)
	];
	const named = new Map([...payload.files, ...tags.files]);
	for (const [path, checksum] of named) {
		const file = files.get(path);
		if (!file) {
			if (!damaged.includes(path)) faults.push(`"${path}" is missing: a manifest names it.`);
		} else if (file.sha256 !== checksum) faults.push(`"${path}" was changed: its checksum is another one.`);
	}
	for (const { path } of inBagOrder(files.values())) {
		const list = isPayload(path) ? payload.files : tags.files;
		if (!list.has(path) && path !== 'tagmanifest-sha256.txt') faults.push(`"${path}" was added: no manifest names it.`);
	}
	return { check: 'checksums', faults, says: `${named.size} files have the checksum that the manifests name` };
}

async function manifest(
	reader: PackageReader,
	path: string
): Promise<{ readonly files: ReadonlyMap<string, Sha256>; readonly faults: readonly string[] }> {
	const files = readManifest((await reader.text(path)) ?? '');
	return files ? { files, faults: [] } : { files: new Map(), faults: [`"${path}" is not a manifest.`] };
}
