/// <reference types="vite/client" />
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { parseFeed } from 'feedsmith';
import type { UnreadableBecause } from '$lib/domain/posts/source-problem';
import { decode, encodingOf } from '$lib/server/platform/net/encoding';
import workerSource from './feed-worker.cjs?raw';

/** The document as Feedsmith parsed it; `format` is the discriminator. */
export type ParsedFeed = ReturnType<typeof parseFeed<string>>;

/** The answer is not a feed that we can read. */
export class FeedUnreadable extends Error {
	override readonly name = 'FeedUnreadable';
	constructor(readonly code: UnreadableBecause) {
		super(code);
	}
}

interface FeedDocument {
	parsed: ParsedFeed;
	/** Items beyond the first `maxItems`, which were not read. */
	unreadItems: number;
	/** The document ends in the middle of an item. */
	cut: boolean;
}

export interface ReadLimits {
	/** Only this many items are read: the first, which are the newest. */
	maxItems?: number;
	/** The longest time for parsing. */
	milliseconds?: number;
}

/** Reads RSS, Atom, RDF or JSON Feed. @throws FeedUnreadable */
export async function readFeedDocument(
	bytes: Uint8Array,
	contentType: string | undefined,
	limits: ReadLimits = {}
): Promise<FeedDocument> {
	const { maxItems = 1_000, milliseconds = 5_000 } = limits;
	const text = documentText(bytes, contentType);
	if (text.trim() === '') throw new FeedUnreadable('empty');
	if (
		/^\s*(?:<\?xml[^>]{0,500}\?>\s*)?(?:<!--[^>]{0,500}-->\s*)?<(?:!doctype\s+html|html)\b/i.test(text.slice(0, 2_000))
	)
		throw new FeedUnreadable('html');
	if (declaresType(text)) throw new FeedUnreadable('doctype');
	const { feed, cut } = await parseInWorker(text, maxItems, milliseconds);
	if (!feed) throw new FeedUnreadable(/<(?:head|body)\b/i.test(text.slice(0, 5_000)) ? 'html' : 'unreadable');
	return { parsed: feed, unreadItems: Math.max(0, itemsIn(text) - maxItems), cut };
}

/** Decodes a document by its bytes; where they leave a choice, by what the document and its header declare. */
export const documentText = (bytes: Uint8Array, contentType: string | undefined): string =>
	decode(bytes, encodingOf(bytes, [declaredIn(bytes), /charset\s*=\s*"?([\w-]+)/i.exec(contentType ?? '')?.[1]]));

/** The encoding that an XML declaration names. */
function declaredIn(bytes: Uint8Array): string | undefined {
	return /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)["']/i.exec(
		Buffer.from(bytes.subarray(0, 300)).toString('latin1')
	)?.[1];
}

/**
 * An internal subset or an ENTITY outside quoted text can make a small document large, or read files. A bare DOCTYPE
 * declares nothing.
 */
function declaresType(text: string): boolean {
	const closings: readonly (readonly [string, string])[] = [
		['<![CDATA[', ']]>'],
		['<!--', '-->']
	];
	for (let at = text.indexOf('<!'); at !== -1; at = text.indexOf('<!', at + 2)) {
		const quoted = closings.find(([opening]) => text.startsWith(opening, at));
		const bare = /^<!doctype[^>[]{0,500}>/i.exec(text.slice(at, at + 520));
		if (!quoted && !bare) return true;
		if (!quoted) continue;
		const end = text.indexOf(quoted[1], at);
		if (end === -1) return false;
		at = end;
	}
	return false;
}

const itemsIn = (text: string): number =>
	text.startsWith('{') ? 0 : (text.match(/<(?:item|entry)[\s>]/gi)?.length ?? 0);

interface Parsed {
	feed: ParsedFeed | null;
	cut: boolean;
}

/** Parses in a separate thread, with its own memory and without our environment, and ends it when it takes too long. */
function parseInWorker(text: string, maxItems: number, milliseconds: number): Promise<Parsed> {
	const library = createRequire(import.meta.url).resolve('feedsmith');
	const worker = new Worker(workerSource, {
		eval: true,
		env: {},
		execArgv: [],
		workerData: { text, maxItems, library },
		resourceLimits: { maxOldGenerationSizeMb: 256 }
	});
	worker.unref();
	return new Promise<Parsed>((done, fail) => {
		const timer = setTimeout(() => {
			fail(new FeedUnreadable('tooSlow'));
		}, milliseconds);
		worker.once('message', ({ feed, cut }: { feed?: ParsedFeed; cut?: boolean }) => {
			done({ feed: feed ?? null, cut: cut ?? false });
		});
		// Out of memory, or a stack that overflowed.
		worker.once('error', () => {
			fail(new FeedUnreadable('unreadable'));
		});
		worker.once('exit', () => {
			clearTimeout(timer);
			fail(new FeedUnreadable('unreadable'));
		});
	}).finally(() => void worker.terminate());
}
