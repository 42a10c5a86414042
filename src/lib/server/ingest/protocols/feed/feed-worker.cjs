// Runs in a worker thread, from its text (feed-document.ts): a document that is made to be slow or large then holds up, or kills, nobody but itself.
const { parentPort, workerData } = require('node:worker_threads');
const { parseFeed } = require(workerData.library);

function parse(text) {
	try {
		return { feed: parseFeed(text, { maxItems: workerData.most }) };
	} catch (error) {
		return { error: error instanceof Error ? error.name : 'Error' };
	}
}

const first = parse(workerData.text);
const end = Math.max(workerData.text.lastIndexOf('</item>') + 7, workerData.text.lastIndexOf('</entry>') + 8);
// A document that was cut off: what came whole is read, what was cut is lost.
const kept = first.feed || end < 9 ? first : { ...parse(workerData.text.slice(0, end)), cut: true };
parentPort.postMessage(kept);
