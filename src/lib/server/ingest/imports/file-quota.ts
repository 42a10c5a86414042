import type { Sql } from '$lib/server/platform/driver/sql';
import { KeyedQueue } from '$lib/concurrency/keyed-queue';
import { FileImportId } from '$lib/domain/posts/entry/file-import';
import type { IncidentId, PersonId } from '$lib/domain/core/ids';
import { DiskFull } from '$lib/server/platform/database/disk-space';
import { FileRefused } from './file/refused';
import type { ImportFiles } from './import-store';

const MB = 1024 * 1024;

/** The most bytes of files that are kept at a time: each is kept for a day after its upload. */
export interface FileLimits {
	readonly person: number;
	readonly incident: number;
	/** For a person with exercises only: visitors share such accounts. */
	readonly exercisePerson: number;
	/** Free space that must remain on the disk. */
	readonly free: number;
}
export const fileQuotas: FileLimits = {
	person: 500 * MB,
	incident: 1_000 * MB,
	exercisePerson: 5 * MB,
	free: 512 * MB
};

interface SpaceRequest {
	readonly incident: IncidentId;
	readonly by: PersonId;
	readonly exerciseOnly: boolean;
	/** As announced; a request cannot hold more than it announces. */
	readonly bytes: number;
}

/** Decides whether there is room for a file before a byte of it is written. */
export class FileQuota {
	/** Bytes that are being uploaded now, by person and incident. */
	readonly #uploading = new Map<string, number>();
	#bytes = 0;
	readonly #deciding = new KeyedQueue<''>();

	constructor(
		readonly sql: Sql,
		readonly files: Pick<ImportFiles, 'size'>,
		readonly freeBytes: () => Promise<number>,
		readonly limits: FileLimits = fileQuotas
	) {}

	/**
	 * Reserves space for a file. Decisions are serial, so that ten uploads at the same moment get no more space than ten in
	 * a row. @returns a function that releases the space, for when the file is stored or refused
	 * @throws FileRefused, DiskFull
	 */
	reserve(request: SpaceRequest): Promise<() => void> {
		return this.#deciding.run('', () => this.#reserve(request));
	}

	async #reserve({ incident, by, exerciseOnly, bytes }: SpaceRequest): Promise<() => void> {
		const storedFiles = await this.sql<{ id: string; by: string; incident: string }[]>`
			select id, by, incident_id as incident from file_import
			where (by = ${by} or incident_id = ${incident}) and at > now() - interval '2 days'`;
		const sizes = await Promise.all(
			storedFiles.map(async (file) => ({ ...file, bytes: await this.files.size(FileImportId.parse(file.id)) }))
		);
		const total = (key: string): number =>
			sizes.filter((file) => file.by === key || file.incident === key).reduce((sum, file) => sum + file.bytes, bytes) +
			(this.#uploading.get(key) ?? 0);
		if (total(by) > (exerciseOnly ? this.limits.exercisePerson : this.limits.person))
			throw new FileRefused('personFull');
		if (total(incident) > this.limits.incident) throw new FileRefused('incidentFull');
		if ((await this.freeBytes()) - this.#bytes - bytes < this.limits.free)
			throw new DiskFull('there is no room for files');
		return this.#take([by, incident], bytes);
	}

	#take(keys: readonly string[], bytes: number): () => void {
		const add = (sign: 1 | -1): void => {
			this.#bytes += sign * bytes;
			for (const key of keys) {
				const uploading = (this.#uploading.get(key) ?? 0) + sign * bytes;
				if (uploading > 0) this.#uploading.set(key, uploading);
				else this.#uploading.delete(key);
			}
		};
		add(1);
		return () => {
			add(-1);
		};
	}
}
