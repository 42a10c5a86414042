import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Page } from './shell';

/** A page as bytes, made once for all who read it. */
export interface ReadyPage {
	readonly body: Uint8Array<ArrayBuffer>;
	readonly gzip: Uint8Array<ArrayBuffer>;
	readonly etag: string;
	/** Of the same, packed. */
	readonly packedEtag: string;
	readonly policy: string;
}

export function ready({ body, policy }: Page): ReadyPage {
	const bytes = new TextEncoder().encode(body);
	const etag = tagOf(body);
	return { body: bytes, gzip: new Uint8Array(gzipSync(bytes)), etag, packedEtag: etag.replace(/"$/, '-gz"'), policy };
}

/** An entity tag by what is said: the same in every process. */
export const tagOf = (content: string): string => `"${createHash('sha256').update(content).digest('base64url').slice(0, 27)}"`;
