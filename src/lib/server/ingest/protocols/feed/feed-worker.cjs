// Runs in a worker thread, from its text (feed-document.ts): a document made to be slow or large then blocks or kills
// only this thread.
const { parentPort, workerData } = require('node:worker_threads');
const { parseFeed } = require(workerData.library);

function parse(text) {
	try {
		return { feed: parseFeed(text, { maxItems: workerData.maxItems }) };
	} catch (error) {
		return { error: error instanceof Error ? error.name : 'Error' };
	}
}

/** Elements that have only attributes, of which some programs leave out the end. */
const UNCLOSED = /<((?:\w+:)?link|enclosure)((?:\s+[\w:-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'))+)\s*>(?!\s*<\/\1\s*>)/gi;

const asSent = parse(workerData.text);
const first = asSent.feed ? asSent : parse(workerData.text.replace(UNCLOSED, '<$1$2/>'));
const end = Math.max(workerData.text.lastIndexOf('</item>') + 7, workerData.text.lastIndexOf('</entry>') + 8);
// The document was cut off: complete items are read, the incomplete one is lost.
const result = first.feed || end < 9 ? first : { ...parse(workerData.text.slice(0, end)), cut: true };
parentPort.postMessage(result);
