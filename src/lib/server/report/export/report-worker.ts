// The entry of the thread that writes report files: its own bundle. It must not import anything that holds the
// program's state.
import { parentPort } from 'node:worker_threads';
import { wordsIn } from '$lib/i18n/both';
import { docx } from './docx';
import { exportedOf } from './export-kind';
import { pdf } from './pdf';
import type { ThreadAnswer, ThreadRequest } from './writer-thread';

const port = parentPort;
if (!port) throw new Error('this is a thread, not a program');

port.on('message', ({ id, job: { extension, report, frame, article, language } }: ThreadRequest) => {
	const kind = [pdf, docx].find((each) => each.extension === extension);
	const answer = async (): Promise<ThreadAnswer> => {
		if (!kind) return { id, error: `no thread writes ${extension}` };
		const file = await kind.write(exportedOf(report, frame, article, language, wordsIn(language)));
		return { id, file: new Uint8Array(Buffer.from(file)) };
	};
	void answer()
		.catch((error: unknown): ThreadAnswer => ({ id, error: error instanceof Error ? error.message : String(error) }))
		.then((said) => {
			port.postMessage(said);
		});
});
