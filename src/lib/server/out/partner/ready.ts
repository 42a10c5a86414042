import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { RenderedPage } from '$lib/server/read/report/render-html';

/** A page as bytes, made once for all readers; decompressed for the few clients that need that. */
export interface ReadyPage {
	readonly gzip: Uint8Array<ArrayBuffer>;
	readonly etag: string;
	/** The same, compressed. */
	readonly packedEtag: string;
	readonly policy: string;
	readonly type: string;
}

export function ready({ body, policy, type = 'text/html; charset=utf-8' }: RenderedPage): ReadyPage {
	const etag = tagOf(body);
	const gzip = new Uint8Array(gzipSync(body, { level: 9 }));
	return { gzip, etag, packedEtag: etag.replace(/"$/, '-gz"'), policy, type };
}
export const unpacked = ({ gzip }: ReadyPage): Uint8Array<ArrayBuffer> => new Uint8Array(gunzipSync(gzip));

/** An entity tag from the content: the same in every process. */
export const tagOf = (content: string): string =>
	`"${createHash('sha256').update(content).digest('base64url').slice(0, 27)}"`;
