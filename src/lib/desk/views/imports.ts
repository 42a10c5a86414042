import { z } from 'zod';
import {
	ImportView,
	ImportListView,
	PreviewView,
	type FileImportId,
	type ColumnMapping,
	type PreviewChoice
} from '$lib/domain/posts/entry/file-import';
import type { IncidentId, SourceId } from '$lib/domain/core/ids';
import { asJsonBody, request, RequestRefused } from '../sync/request';

/** How long a request may take; uploading 100 MB over a slow connection takes minutes. Milliseconds. */
const importTimeout = 10 * 60_000;

const UploadAnswer = z.object({ import: ImportView, preview: PreviewView });
const ImportAnswer = z.object({ import: ImportView });
const PreviewAnswer = z.object({ preview: PreviewView });

/** The server refused; `code` as in the problem details, `unreachable` without an answer. */
export class ImportFailed extends Error {
	override readonly name = 'ImportFailed';
	constructor(readonly code: string) {
		super(code);
	}
}

/** Requests for the file imports of an incident. @throws ImportFailed */
export class ImportCalls {
	readonly base: string;
	constructor(incident: IncidentId) {
		this.base = `/api/v1/incidents/${incident}/imports`;
	}

	list = async () => (await this.#fetch(ImportListView, '')).imports;
	take = (file: File) =>
		this.#fetch(UploadAnswer, `?${new URLSearchParams({ name: file.name }).toString()}`, {
			method: 'POST',
			body: file,
			headers: { 'content-type': 'application/octet-stream' }
		});
	preview = async (id: FileImportId, choice: PreviewChoice = {}) => {
		const chosen = Object.entries(choice).map(([name, value]) => [name, String(value)]);
		return (await this.#fetch(PreviewAnswer, `/${id}/preview?${new URLSearchParams(chosen).toString()}`)).preview;
	};
	start = async (id: FileImportId, mapping: ColumnMapping, source: SourceId | null) =>
		(await this.#fetch(ImportAnswer, `/${id}/start`, asJsonBody({ mapping, source }))).import;
	resume = async (id: FileImportId) => (await this.#fetch(ImportAnswer, `/${id}/resume`, { method: 'POST' })).import;
	stop = async (id: FileImportId) => (await this.#fetch(ImportAnswer, `/${id}/stop`, { method: 'POST' })).import;

	async #fetch<T>(schema: z.ZodType<T>, path: string, init: RequestInit = {}): Promise<T> {
		try {
			return schema.parse(await request(this.base + path, { ...init, signal: AbortSignal.timeout(importTimeout) }));
		} catch (error) {
			throw new ImportFailed(error instanceof RequestRefused ? error.code : 'unreachable');
		}
	}
}
