import { createHash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromBufferPromise } from 'yauzl';
import { ZipFile } from 'yazl';
import { manifestOf, payloadSum, isPayload } from '$lib/domain/archive/bag';
import { Sha256 } from '$lib/domain/core/ids';
import { wordsIn } from '$lib/i18n/words';
import { describeMethods } from '$lib/server/out/api/methods';
import { packageContents } from '$lib/server/records/archive/contents';
import { PackageBuilder, type PackedFile } from '$lib/server/records/archive/package-builder';
import { writePdfHere } from '$lib/server/records/archive/write-pdf';
import type { IncidentFixture } from '../report/incident-fixture';

/** Folders of tests, removed at the end. */
const folders: string[] = [];
export function tempFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'voelspriet-archive-test-'));
	folders.push(folder);
	return folder;
}
export const removeFolders = () => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));

type Packable = Pick<IncidentFixture, 'database' | 'incident'>;
export const contentsOf = (fixture: Packable) =>
	packageContents(fixture.database.sql, {
		incident: fixture.incident,
		methods: (language) => describeMethods(wordsIn(language)),
		writePdf: writePdfHere
	});

/** Packs a closed incident. */
export async function pack(fixture: Packable, folder = tempFolder()): Promise<PackedFile> {
	const contents = await contentsOf(fixture);
	return new PackageBuilder(join(folder, 'parts')).pack(contents, join(folder, 'archive.zip'), () =>
		Promise.resolve(true)
	);
}

/** The files of a package by their paths from the top of the bag. */
export async function unpack(file: string): Promise<Map<string, Buffer>> {
	const zip = await fromBufferPromise(await readFile(file), { lazyEntries: true });
	const found = new Map<string, Buffer>();
	for await (const entry of zip.eachEntry()) {
		const pieces: Buffer[] = [];
		for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece as Buffer);
		found.set(entry.fileName.slice(entry.fileName.indexOf('/') + 1), Buffer.concat(pieces));
	}
	return found;
}

/** Writes files as a package again, as anyone with a zip program can. */
export async function repack(files: ReadonlyMap<string, Buffer>): Promise<string> {
	const zip = new ZipFile();
	for (const [path, content] of files) zip.addBuffer(content, `archief/${path}`, { compress: false });
	zip.end();
	const pieces: Buffer[] = [];
	for await (const piece of zip.outputStream) pieces.push(piece as Buffer);
	const path = join(tempFolder(), 'changed.zip');
	const { writeFile } = await import('node:fs/promises');
	await writeFile(path, Buffer.concat(pieces));
	return path;
}

/** Makes manifests and sums agree with the files again, as a clever forger would. */
export function withNewManifests(files: ReadonlyMap<string, Buffer>): Map<string, Buffer> {
	const made = new Map(files);
	const list = () =>
		[...made].map(([path, content]) => ({
			path,
			bytes: content.length,
			sha256: Sha256.parse(createHash('sha256').update(content).digest('hex'))
		}));
	const info = made.get('bag-info.txt')?.toString() ?? '';
	const sum = payloadSum(list());
	made.set('bag-info.txt', Buffer.from(info.replace(/^Payload-Oxum: .*$/m, `Payload-Oxum: ${sum}`)));
	made.set('manifest-sha256.txt', Buffer.from(manifestOf(list().filter(({ path }) => isPayload(path)))));
	made.delete('tagmanifest-sha256.txt');
	made.set('tagmanifest-sha256.txt', Buffer.from(manifestOf(list().filter(({ path }) => !isPayload(path)))));
	return made;
}
