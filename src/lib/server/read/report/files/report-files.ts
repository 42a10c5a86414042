import { LRUCache } from 'lru-cache';
import { canonical, checksumOf } from '$lib/domain/core/checksum';
import type { IncidentId } from '$lib/domain/core/ids';
import type { ReportVersion } from '$lib/domain/report/version';
import { wordsIn } from '$lib/i18n/words';
import type { Language } from '$lib/i18n/language';
import type { ReportFrame } from '$lib/report/write/write-report';
import type { Reports } from '../reports';
import { exportedOf } from '../export/export-kind';
import { exportKinds, fileName } from '../export/exports';
import type { WriterThread } from './writer-thread';

export interface ReportFile {
	readonly name: string;
	readonly type: string;
	readonly body: Uint8Array<ArrayBuffer>;
}
interface FileOrder {
	readonly incident: IncidentId;
	readonly version: Readonly<ReportVersion>;
	/** The file extension. */
	readonly extension: string;
	readonly language: Language;
}

interface FileToMake extends FileOrder {
	readonly frame: ReportFrame;
}

/** Total size of all cached files. A PDF of thirty findings takes a tenth of a megabyte. */
const MAX_CACHED_BYTES = 64 * 1024 * 1024;

/**
 * Released versions as files. A version never changes, but it may be withdrawn and facts in it may be replaced later.
 * Each file is made once for all readers, again when that happened, and cached while there is room.
 */
export class ReportFiles {
	readonly #files: LRUCache<string, ReportFile, FileToMake>;

	constructor(
		readonly reports: Pick<Reports, 'released'>,
		readonly thread: Pick<WriterThread, 'run'>,
		/** What surrounds a released version now. */
		readonly frameNow: (...version: Parameters<Reports['frameNow']>) => ReportFrame | ReturnType<Reports['frameNow']>
	) {
		this.#files = new LRUCache({
			maxSize: MAX_CACHED_BYTES,
			sizeCalculation: ({ body }) => body.byteLength + 1,
			ignoreFetchAbort: true,
			fetchMethod: (_key, _stale, { context }) => this.#make(context)
		});
	}

	/** @returns null where there is no such version, or no such file of it @throws ThreadError */
	async file(order: FileOrder): Promise<ReportFile | null> {
		const { incident, version, extension, language } = order;
		const frame = await this.frameNow(incident, version);
		const key = [incident, version.number, checksumOf(canonical(frame)), extension, language].join(' ');
		return (await this.#files.fetch(key, { context: { ...order, frame } })) ?? null;
	}

	async #make({ incident, version, extension, language, frame }: FileToMake): Promise<ReportFile | undefined> {
		const kind = exportKinds.get(extension);
		const released = kind && (await this.reports.released(incident, version.number, language));
		if (!released) return undefined;
		const { report, article } = released;
		const exported = exportedOf(report, frame, article, language, wordsIn(language));
		const body = kind.inThread
			? await this.thread.run({ extension, report, frame, article, language })
			: await kind.write(exported);
		return {
			name: fileName(exported, kind),
			type: kind.type,
			body: typeof body === 'string' ? new TextEncoder().encode(body) : new Uint8Array(body)
		};
	}
}

/** The response with which a browser or a program saves the file. */
export const download = ({ name, type, body }: ReportFile): Response =>
	new Response(body, {
		headers: {
			'content-type': type,
			'content-disposition': `attachment; filename="${name}"`,
			'cache-control': 'private, no-store',
			'x-content-type-options': 'nosniff'
		}
	});
