// The entry of the thread that reads one imported file: its own bundle.
import { readFile } from 'node:fs/promises';
import { serveJobs } from '$lib/server/platform/operations/thread-entry';
import type { FileJob } from './file-thread';
import { preview } from './preview';
import { columnNamesIn, readRows, type ReadRow } from './read-rows';

// csv-parse makes an error for each row with another number of cells; its stack would take longer than the row.
Error.stackTraceLimit = 0;

let rows: AsyncGenerator<ReadRow> | undefined;

serveJobs(async (job: FileJob) => {
	if ('choice' in job) return preview(await readFile(job.path), job.choice);
	if (!('count' in job)) return columnNamesIn(await readFile(job.path), job.mapping);
	rows ??= readRows(await readFile(job.path), job.mapping);
	const found: ReadRow[] = [];
	while (found.length < job.count) {
		const next = await rows.next();
		if (next.done === true) break;
		found.push(next.value);
	}
	return found;
});
