import type { Readable } from 'node:stream';
import { TimeSlice } from '$lib/concurrency/time-slice';
import { boundedParser, type MarkupBounds } from '$lib/server/platform/operations/bounded-markup';
import { FileRefused } from './refused';

/** A file of styles or names is small; 64 MB of them is an attack. */
const MAX_TAGS_BYTES = 64 * 1024 ** 2;
/** A million rows of fifty cells, which no program nests deeper than ten levels. */
const SHEET: MarkupBounds = { depth: 50, elements: 100_000_000 };
/** These are all held in memory. */
const TAGS: MarkupBounds = { depth: 50, elements: 1_000_000 };

export type Attributes = Readonly<Record<string, string | undefined>>;
interface XmlHandler {
	open?(name: string, attributes: Attributes): void;
	text?(text: string): void;
	close?(name: string): void;
}

/** Names without their namespace's prefix: some programs write `x:row`. */
const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Parses XML while it is unpacked; yields the number of bytes read after each chunk, so that results can be passed on
 * and other work can run.
 * @throws FileRefused for a DOCTYPE (it could define entities), for what cannot be unpacked, and beyond the bounds
 */
export async function* readXml(stream: Readable, handler: XmlHandler, bounds = SHEET): AsyncGenerator<number> {
	let refused = false;
	const parser = boundedParser(
		{
			onopentag: (name, attributes) => handler.open?.(localName(name), attributes),
			ontext: (text) => handler.text?.(text),
			onclosetag: (name) => handler.close?.(localName(name)),
			onprocessinginstruction: (name) => (refused ||= name.startsWith('!'))
		},
		bounds,
		{ xmlMode: true, decodeEntities: true }
	);
	const decoder = new TextDecoder('utf-8');
	const slice = new TimeSlice();
	let read = 0;
	const write = (piece: string): void => {
		parser.write(piece);
		if (refused) throw new FileRefused('damaged');
	};
	try {
		for await (const chunk of stream as AsyncIterable<Buffer>) {
			write(decoder.decode(chunk, { stream: true }));
			yield (read += chunk.length);
			if (slice.isOver) await slice.yield();
		}
		write(decoder.decode());
		parser.end();
		yield read;
	} catch (error) {
		throw error instanceof FileRefused ? error : new FileRefused('damaged');
	}
}

/** All elements of a small file. */
export async function tagsIn(stream: Readable): Promise<{ name: string; attributes: Attributes }[]> {
	const tags: { name: string; attributes: Attributes }[] = [];
	const reading = readXml(stream, { open: (name, attributes) => tags.push({ name, attributes }) }, TAGS);
	for await (const read of reading) if (read > MAX_TAGS_BYTES) throw new FileRefused('tooPacked');
	return tags;
}
