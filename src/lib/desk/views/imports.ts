import { z } from 'zod';
import {
	ImportView,
	ImportListView,
	PreviewView,
	type FileImportId,
	type ColumnMapping
} from '$lib/domain/posts/entry/file-import';
import type { IncidentId, SourceId } from '$lib/domain/core/ids';

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

	list = async () => ImportListView.parse(await this.#fetch('')).imports;
	take = async (file: File) =>
		UploadAnswer.parse(
			await this.#fetch(`?${new URLSearchParams({ name: file.name }).toString()}`, {
				method: 'POST',
				body: file,
				headers: { 'content-type': 'application/octet-stream' }
			})
		);
	preview = async (id: FileImportId, sheet: string | null = null) =>
		PreviewAnswer.parse(
			await this.#fetch(`/${id}/preview${sheet === null ? '' : `?${new URLSearchParams({ sheet }).toString()}`}`)
		).preview;
	start = async (id: FileImportId, mapping: ColumnMapping, source: SourceId | null) =>
		ImportAnswer.parse(
			await this.#fetch(`/${id}/start`, {
				method: 'POST',
				body: JSON.stringify({ mapping, source }),
				headers: { 'content-type': 'application/json' }
			})
		).import;
	resume = async (id: FileImportId) =>
		ImportAnswer.parse(await this.#fetch(`/${id}/resume`, { method: 'POST' })).import;
	stop = async (id: FileImportId) => ImportAnswer.parse(await this.#fetch(`/${id}/stop`, { method: 'POST' })).import;

	async #fetch(path: string, init: RequestInit = {}): Promise<unknown> {
		let response: Response;
		try {
			response = await fetch(this.base + path, { ...init, signal: AbortSignal.timeout(importTimeout) });
		} catch {
			throw new ImportFailed('unreachable');
		}
		const body: unknown = await response.json().catch(() => null);
		if (response.ok) return body;
		const problem = z.object({ code: z.string() }).safeParse(body);
		throw new ImportFailed(problem.data?.code ?? 'unreachable');
	}
}
